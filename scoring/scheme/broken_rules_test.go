package scheme_test

// brokenExpressions is what the expressions of any rule may have wrong, in every way to write one in YAML.
func brokenExpressions() []breaking {
	const paid = "{each: adopt, account: fee, worth: params.fee}"
	return []breaking{
		{name: "undeclared name, plain", old: "count: good", new: "count: goood",
			want: []said{{26, "goood", "found the name \"goood\"; expected a declared one; did you mean \"good\"?"}}},
		{name: "undeclared name, single quotes", old: paid,
			new:  "{each: adopt, when: 'outlet.name == ''人民日报'' && itme.late', worth: 1}",
			want: []said{{20, "itme", "found the name \"itme\"; expected a declared one; did you mean \"item\"?"}}},
		{name: "undeclared name, double quotes", old: paid,
			new:  "{each: adopt, when: \"outlet.name == \\\"人民日报\\\" && itme.late\", worth: 1}",
			want: []said{{20, "itme", "found the name \"itme\"; expected a declared one; did you mean \"item\"?"}}},
		{name: "undeclared name, literal block", old: "  paid: " + paid,
			new:  "  paid:\n    each: adopt\n    worth: |\n      outlet.name == \"人民日报\"\n        ? 1 : itme.x",
			want: []said{{24, "itme", "found the name \"itme\"; expected a declared one; did you mean \"item\"?"}}},
		{name: "undeclared name, folded block", old: "  paid: " + paid,
			new:  "  paid:\n    each: adopt\n    worth: >-\n      outlet.name == \"人民日报\"\n      ? 1 : itme.x",
			want: []said{{24, "itme", "found the name \"itme\"; expected a declared one; did you mean \"item\"?"}}},
		{name: "undeclared attribute", old: "'!item.late'", new: "'!item.lat'",
			want: []said{
				{15, "lat", "found the field \"lat\" of item; expected a declared one; did you mean \"at\"?"}}},
		{name: "type error", old: "worth: params.fee", new: "worth: params.fee + true",
			want: []said{{20, "+ true", "number + bool does not fit: expected number + number"}}},
		{name: "wrong result", old: "worth: params.fee", new: "worth: item.late",
			want: []said{{20, "late", "found a bool; expected a number"}}},
		{name: "condition that is a number", old: "when: good && nth.nth <= 1", new: "when: nth.nth",
			want: []said{{19, "nth, worth", "found a number; expected a bool"}}},
		{name: "unfinished", old: "worth: params.fee", new: "worth: 1 +",
			want: []said{{20, "}", "found the end; expected a value"}}},
		{name: "division by a sign", old: "worth: params.fee", new: "worth: params.fee / 2",
			want: []said{{20, "/ 2",
				"found \"/\"; expected div(a, b, places) or div(a, b, places, mode): a quotient is rounded " +
					"as stated"}}},
		{name: "unknown function", old: "worth: params.fee", new: "worth: 'roud(params.fee, 2)'",
			want: []said{{20, "roud", "found the function roud(); expected a declared one; did you mean \"round\"?"}}},
		{name: "comma without quotes", old: "worth: params.fee", new: "worth: round(params.fee, 2)", want: []said{
			{20, "2)", "unknown key \"2)\" (a value that holds a comma or a bracket stands in quotes)"}}},
		{name: "name of another scope", old: "worth: params.fee", new: "worth: quota.missing",
			want: []said{{20, "quota",
				"\"quota\" has no meaning here; " +
					"expected one of params, item, unit, sender, adopt, outlet, tier, nth, good"}}},
		{name: "constant that cannot be worked out", old: "worth: params.fee", new: "worth: 'div(1, 0, 2)'",
			want: []said{{20, "div", "division by zero"}}},
		{name: "two scopes disagree about a define", old: "  good: '!item.late'", new: "  good: '!item.lte'",
			want: []said{
				{15, "lte", "found the field \"lte\" of item; expected a declared one; did you mean \"late\"?"}}},
		{name: "attribute without its record", old: "'!item.late'", new: "'!late'",
			want: []said{{15, "late", "found the name \"late\"; expected a declared one; did you mean \"item.late\"?"}}},
		{name: "field of the quota without it", old: "-5 * quota.missing", new: "-5 * missing",
			want: []said{{29, "missing",
				"found the name \"missing\"; expected a declared one; did you mean \"quota.missing\"?"}}},
		{name: "rule as a value", old: "worth: params.fee", new: "worth: weekly.missing",
			want: []said{{20, "weekly", "\"weekly\" is a quota, which is no value; " +
				"expected one of params, item, unit, sender, adopt, outlet, tier, nth, good"}}},
		{name: "three expressions at once", old: paid + "\nbonuses:\n  endorsed: {of: adopted, times: 2}",
			new: "{each: adopt, when: 1, worth: x}\nbonuses:\n  endorsed: {of: adopted, times: true}",
			want: []said{{20, "1,", "found a number; expected a bool"},
				{20, "x}", "found the name \"x\"; expected a declared one: params, item, unit, sender, adopt, outlet, tier, nth, good"},
				{22, "true", "found a bool; expected a number"}}},
	}
}

// brokenRules is credits, bonuses on credits, and collapses.
func brokenRules() []breaking {
	const paid = "{each: adopt, account: fee, worth: params.fee}"
	return []breaking{
		{name: "unknown account", old: "account: fee", new: "account: fees",
			want: []said{{20, "fees", "unknown account \"fees\"; did you mean \"fee\"?"}}},
		{name: "unknown account among amounts", old: paid, new: "{each: adopt, worth: {fee: 1, point: 2}}",
			want: []said{{20, "point:", "unknown account \"point\"; did you mean \"points\"?"}}},
		{name: "a rule as an account", old: "account: fee", new: "account: adopted",
			want: []said{{20, "adopted",
				"unknown account \"adopted\", for that is a rule; expected one of points, grade, fee"}}},
		{name: "account beside amounts by account", old: paid, new: "{each: adopt, account: fee, worth: {fee: 1}}",
			want: []said{{20, "fee, worth", "`account` stands beside amounts by account; expected one of the two"}}},
		{name: "unknown kind of entry", old: "{each: adopt, account", new: "{each: adoption, account",
			want: []said{{20, "adoption", "unknown kind of entry \"adoption\"; did you mean \"adopt\"?"}}},
		{name: "credit without each", old: paid, new: "{worth: 1}",
			want: []said{{20, "paid", "credit \"paid\" has no `each`; expected the kind of entry that it scores"}}},
		{name: "credit without worth", old: paid, new: "{each: adopt}",
			want: []said{{20, "paid", "rule \"paid\" has no `worth`"}}},
		{name: "credit with times", old: paid, new: "{each: adopt, worth: 1, times: 2}",
			want: []said{{20, "adopt",
				"rule \"paid\" has `each` beside `of`, `times` or `plus`; " +
					"expected a rule for entries or a bonus on a rule"}}},
		{name: "credit by the month", old: paid, new: "{each: adopt, per: month, worth: 1}",
			want: []said{{20, "month",
				"rule \"paid\" has `each: adopt` and `per`; " +
					"expected `per` with `each: commission` only, or a rule `of` a quota"}}},
		{name: "rest without to", old: paid, new: "{each: adopt, worth: 1, rest: item.unit}",
			want: []said{
				{20, "item.unit", "`rest` says who receives what shares leave over; expected `to` beside it"}}},
		{name: "to that is a list of adoptions", old: paid, new: "{each: adopt, worth: 1, to: item.adoptions}",
			want: []said{
				{20, "adoptions", "found a list(adoption); expected a string or a list(string) or a map(number)"}}},
		{name: "unknown combination", old: paid, new: "{each: adopt, worth: 1, bonuses: best}",
			want: []said{{20, "best", "unknown combination \"best\"; expected one of highest, sum, product, added_first"}}},
		{name: "from after until", old: paid, new: "{each: adopt, from: 2021-01-01, until: 2020-12-31, worth: 1}",
			want: []said{
				{20, "2020-12-31", "found 2020-12-31 before 2021-01-01; expected the last day after the first"}}},
		{name: "from that is no day", old: paid, new: "{each: adopt, from: '2021', worth: 1}",
			want: []said{{20, "'2021'", "found \"2021\"; expected a day, as 2006-01-02"}}},
		{name: "bonus of an unknown rule", old: "{of: adopted, times", new: "{of: adoptd, times",
			want: []said{{22, "adoptd", "unknown rule or quota \"adoptd\"; did you mean \"adopted\"?"}}},
		{name: "bonus without times and plus", old: "{of: adopted, times: 2}", new: "{of: adopted}",
			want: []said{{22, "endorsed",
				"bonus \"endorsed\" on a rule; " +
					"expected one of `times` (a factor on the standard) and `plus` (an amount)"}}},
		{name: "bonus with times and plus", old: "{of: adopted, times: 2}", new: "{of: adopted, times: 2, plus: 1}",
			want: []said{{22, "endorsed",
				"bonus \"endorsed\" on a rule; " +
					"expected one of `times` (a factor on the standard) and `plus` (an amount)"}}},
		{name: "bonus on a rule with worth", old: "{of: adopted, times: 2}", new: "{of: adopted, times: 2, worth: 1}",
			want: []said{{22, "endorsed", "bonus \"endorsed\" on a rule has `worth`; expected `times` or `plus`"}}},
		{name: "bonus on a rule with its own account", old: "{of: adopted, times: 2}",
			new: "{of: adopted, times: 2, account: fee}", want: []said{{22, "fee",
				"`account` has no place in rule \"endorsed\", a bonus on the standard of a rule: it goes where the " +
					"standard goes"}}},
		{name: "bonus of a rule and a quota", old: "{of: adopted, times: 2}", new: "{of: [adopted, weekly], times: 2}",
			want: []said{{22, "weekly", "\"weekly\" is a quota beside rules; expected rules or quotas"}}},
		{name: "bonus of a deduction", old: "{of: adopted, times: 2}", new: "{of: short, times: 2}",
			want: []said{
				{22, "short", "\"short\" is no rule for each entry; expected one, so that it has a standard"}}},
		{name: "bonus of rules for unlike entries", old: "{of: adopted, times: 2}",
			new: "{of: [adopted, handed], times: 2}\n  handed: {each: submit, worth: 1}",
			want: []said{
				{22, "handed", "bonus \"endorsed\" is of rules for unlike entries; expected rules for each adopt"}}},
		{name: "rule that refers to nothing", old: "{of: adopted, times: 2}",
			new: "{of: adopted, times: 2}\n  free: {worth: 1}",
			want: []said{{23, "free",
				"rule \"free\" refers to nothing; " +
					"expected `each: an entry kind`, `of: a rule or quota` or `per: a period`"}}},
		{name: "collapse of an unknown rule", old: "once: {of: adopted}", new: "once: {of: [adopted, padi]}",
			want: []said{{24, "padi", "unknown rule for entries \"padi\"; did you mean \"paid\"?"}}},
		{name: "collapse of a deduction", old: "once: {of: adopted}", new: "once: {of: [adopted, short]}",
			want: []said{
				{24, "short", "\"short\" is no rule for each entry; expected one, so that items have a worth by it"}}},
		{name: "one rule in two collapses", old: "once: {of: adopted}",
			new: "once: {of: adopted}\n  again: {of: [paid, adopted]}",
			want: []said{
				{25, "adopted", "rule \"adopted\" is in collapse \"once\" already; expected one collapse a rule"}}},
		{name: "order that is no number", old: "once: {of: adopted}", new: "once: {of: adopted, order: tier}",
			want: []said{{24, "tier", "found a string; expected a number"}}},
	}
}

// brokenSettling is quotas, rules of quotas and periods, caps, rankings and honours.
func brokenSettling() []breaking {
	return []breaking{
		{name: "unknown period", old: "weekly: {per: week", new: "weekly: {per: weekly",
			want: []said{{26, "weekly, count", "unknown period \"weekly\"; did you mean \"week\"?"}}},
		{name: "quota with count and sum", old: "sent: {per: year, count: 1}",
			new: "sent: {per: year, count: 1, sum: adopted}", want: []said{{27, "sent",
				"quota \"sent\"; expected one of `count` (what an entry counts) and `sum` (the rules whose amounts " +
					"measure it)"}}},
		{name: "quota with neither", old: "sent: {per: year, count: 1}", new: "sent: {per: year}",
			want: []said{{27, "sent",
				"quota \"sent\"; expected one of `count` (what an entry counts) and `sum` (the rules whose amounts " +
					"measure it)"}}},
		{name: "quota of an unknown rule", old: "sent: {per: year, count: 1}", new: "sent: {per: year, sum: adoptd}",
			want: []said{{27, "adoptd", "unknown rule \"adoptd\"; did you mean \"adopted\"?"}}},
		{name: "quota of a bonus on a rule", old: "sent: {per: year, count: 1}",
			new: "sent: {per: year, sum: endorsed}",
			want: []said{{27, "endorsed",
				"\"endorsed\" is a bonus on a rule, and what it adds is posted under that rule; name that one"}}},
		{name: "cap of a deduction on a rule", old: "{of: weekly, worth: -5 * quota.missing}\ncaps:",
			new: "{of: adopted, times: 0.5}\ncaps:\n  most: {per: year, of: short, at_most: 1}",
			want: []said{{31, "short",
				"\"short\" is a deduction on a rule, and what it takes is posted under that rule; name that one"}}},
		{name: "quota with each and sum", old: "sent: {per: year, count: 1}",
			new:  "sent: {per: year, each: adopt, sum: adopted}",
			want: []said{{27, "adopt, sum", "quota \"sent\" is measured by `sum`; `each` belongs to `count`"}}},
		{name: "quota of submissions at due", old: "sent: {per: year, count: 1}",
			new: "sent: {per: year, at: due, count: 1}",
			want: []said{
				{27, "due", "quota \"sent\" counts at `due`; expected that with `each: commission` and `count` only"}}},
		{name: "quota at another time", old: "sent: {per: year, count: 1}",
			new:  "sent: {per: year, each: commission, at: end, count: 1}",
			want: []said{{27, "end", "unknown time \"end\"; expected one of submit, due"}}},
		{name: "quota of adoptions at submit", old: "sent: {per: year, count: 1}",
			new: "sent: {per: year, each: adopt, at: submit, count: 1}",
			want: []said{
				{27, "submit", "quota \"sent\" counts at `submit`; expected that with `each: submit` and `count` only"}}},
		{name: "quota in points at submit", old: "sent: {per: year, count: 1}",
			new: "sent: {per: year, at: submit, sum: adopted}",
			want: []said{
				{27, "submit", "quota \"sent\" counts at `submit`; expected that with `each: submit` and `count` only"}}},
		{name: "count that is a text", old: "count: 1}", new: "count: item.genre}",
			want: []said{{27, "genre", "found a string; expected a bool or a number"}}},
		{name: "required that names the item", old: "required: 2", new: "required: item.words",
			want: []said{{26, "item",
				"\"item\" has no meaning here; " +
					"expected one of params, unit, period, members, history, before, days, weeks, months, quarters, " +
					"halves, years, assigned"}}},
		{name: "deduction of an unknown quota", old: "{of: weekly, worth", new: "{of: weakly, worth",
			want: []said{{29, "weakly", "unknown rule or quota \"weakly\"; did you mean \"weekly\"?"}}},
		{name: "deduction of a credit with worth", old: "{of: weekly, worth: -5 * quota.missing}",
			new:  "{of: adopted, worth: -5}",
			want: []said{{29, "short", "deduction \"short\" on a rule has `worth`; expected `times` or `plus`"}}},
		{name: "deduction of a credit without times", old: "{of: weekly, worth: -5 * quota.missing}",
			new: "{of: adopted}",
			want: []said{{29, "short",
				"deduction \"short\" on a rule; " +
					"expected one of `times` (a factor on the standard) and `plus` (an amount)"}}},
		{name: "deduction of a credit to somebody", old: "{of: weekly, worth: -5 * quota.missing}",
			new: "{of: adopted, times: 0.5, to: unit.of}", want: []said{{29, "unit.of",
				"`to` has no place in rule \"short\", a deduction on the standard of a rule: it goes where the " +
					"standard goes"}}},
		{name: "deduction of a deduction", old: "{of: weekly, worth: -5 * quota.missing}",
			new: "{each: incident, worth: -5}\n  less: {of: short, times: 0.5}",
			want: []said{
				{30, "short", "\"short\" is a deduction itself; expected a rule that gives, of which to take"}}},
		{name: "deduction of a quota and a credit", old: "{of: weekly, worth", new: "{of: [weekly, adopted], worth",
			want: []said{{29, "adopted", "\"adopted\" is a rule beside quotas; expected rules or quotas"}}},
		{name: "missing of a tally", old: "{of: weekly, worth", new: "{of: sent, worth",
			want: []said{{29, "sent",
				"quota \"sent\" is a tally: nothing is required of anyone; give it `required`, " +
					"or read quota.done only"}}},
		{name: "deduction without worth", old: "{of: weekly, worth: -5 * quota.missing}", new: "{of: weekly}",
			want: []said{{29, "short", "rule \"short\" has no `worth`"}}},
		{name: "deduction with a period besides its quota", old: "{of: weekly, worth",
			new:  "{of: weekly, per: month, worth",
			want: []said{{29, "month", "`per` has no place in rule \"short\", whose period is its quota's"}}},
		{name: "deduction to somebody else", old: "{of: weekly, worth", new: "{of: weekly, to: unit.of, worth",
			want: []said{{29, "unit.of",
				"rule \"short\" is settled for a unit at the end of a period; expected `to: members`, those that " +
					"belong to the unit, or no `to`: the unit itself"}}},
		{name: "unknown key of sum", old: "worth: -5 * quota.missing", new: "worth: 'sum[\"adoptd\"]'",
			want: []said{{29, "\"adoptd",
				"found the key \"adoptd\" of sum; expected a declared one; did you mean \"adopted\"?"}}},
		{name: "circle of two rules", old: "{of: weekly, worth: -5 * quota.missing}",
			new: "{per: year, worth: '-sum[\"second\"]'}\n  second: {per: year, worth: '-sum[\"short\"]'}",
			want: []said{{29, "short",
				"rules refer to one another in a circle: \"short\" to \"second\" to \"short\"; " +
					"expected each to refer to what runs before it"}}},
		{name: "circle behind a rule that is in none", old: "{of: weekly, worth: -5 * quota.missing}",
			new: "{per: year, worth: '-sum[\"second\"]'}\n  second: {per: year, worth: '-sum[\"third\"]'}\n" +
				"  third: {per: year, worth: '-sum[\"second\"]'}",
			want: []said{{30, "second", "rules refer to one another in a circle: \"second\" to \"third\" to " +
				"\"second\"; expected each to refer to what runs before it"}}},
		{name: "rule that reads itself", old: "{of: weekly, worth: -5 * quota.missing}",
			new: "{per: year, worth: '-sum[\"short\"]'}",
			want: []said{
				{29, "short", "rule \"short\" refers to what it gives itself; expected what other rules give"}}},
		{name: "cap without limits", old: "of: adopted, at_most: 100", new: "of: adopted",
			want: []said{{31, "limit", "cap \"limit\" limits nothing; expected `at_most` or `at_least`"}}},
		{name: "cap of an unknown rule", old: "of: adopted, at_most", new: "of: adoption, at_most",
			want: []said{
				{31, "adoption", "unknown rule \"adoption\"; expected one of adopted, paid, endorsed, short, limit"}}},
		{name: "cap of itself", old: "of: adopted, at_most", new: "of: [adopted, limit], at_most",
			want: []said{
				{31, "limit: ", "rule \"limit\" refers to what it gives itself; expected what other rules give"}}},
		{name: "cap that is counted by what it reads", old: "  sent: {per: year, count: 1}\ndeductions:\n  short: {of: weekly, worth: -5 * quota.missing}\n" +
			"caps:\n  limit: {per: year, of: adopted, at_most: 100}",
			new: "  sent: {per: year, sum: limit}\ndeductions:\n  short: {of: weekly, worth: -5 * quota.missing}\n" +
				"caps:\n  limit: {per: year, of: adopted, at_most: 'count[\"sent\"]'}",
			want: []said{
				{31, "limit: ", "rule \"limit\" refers to what it gives itself; expected what other rules give"}}},
		{name: "caps that overlap in part", old: "at_most: 100}",
			new: "by: tier, at_most: 100}\n  part: {per: year, of: adopted, by: outlet.name, at_most: 9}",
			want: []said{
				{32, "part: ", "caps \"part\" and \"limit\" limit some of the same, and neither limits all that the " +
					"other limits; expected `after: limit` in \"part\", or `after: part` in \"limit\""}}},
		{name: "caps of the same with both limits", old: "at_most: 100}",
			new: "at_most: 100, at_least: 0}\n  part: {per: year, of: adopted, at_most: 9, at_least: 1}",
			want: []said{
				{32, "part: ", "caps \"part\" and \"limit\" limit the same, each above and below, and nothing " +
					"says which comes first; expected `after: limit` in \"part\", or `after: part` in \"limit\", or one cap"}}},
		{name: "cap after one of longer periods", old: "at_most: 100}",
			new:  "at_most: 100}\n  month: {per: month, of: adopted, at_most: 9, after: limit}",
			want: []said{{32, "limit", "cap \"month\" is per month, cap \"limit\" per year; expected shorter periods to come first"}}},
		{name: "cap of one that limits all", old: "at_most: 100}",
			new:  "at_most: 100}\n  all: {per: month, at_most: 9}\n  of-all: {per: year, of: [adopted, all], at_most: 9}",
			want: []said{{33, "all]", "cap \"all\" limits all of its account; leave `of` out to limit what it left"}}},
		{name: "cap after no cap", old: "at_most: 100}", new: "at_most: 100, after: adopted}",
			want: []said{{31, "adopted}", "unknown cap \"adopted\", for that is a rule; expected one of limit"}}},
		{name: "caps after one another", old: "at_most: 100}",
			new: "at_most: 100, after: part}\n  part: {per: year, of: adopted, at_most: 9, after: limit}",
			want: []said{{31, "limit: ", "rules refer to one another in a circle: \"limit\" to \"part\" to \"limit\"; expected each to " +
				"refer to what runs before it"}}},
		{name: "cap of a rule of another account", old: "of: adopted, at_most", new: "of: [adopted, paid], at_most",
			want: []said{
				{31, "paid", "rule \"paid\" gives nothing to account \"points\", which cap \"limit\" limits"}}},
		{name: "group that is a number", old: "  yearly: {per: year}", new: "  yearly: {per: year, group: 1}",
			want: []said{{33, "1", "found a number; expected a string"}}},
		{name: "ranking of an unknown account", old: "  yearly: {per: year}",
			new:  "  yearly: {per: year, account: pionts}",
			want: []said{{33, "pionts", "unknown account \"pionts\"; did you mean \"points\"?"}}},
		{name: "misspelt ranking of ties", old: "  yearly: {per: year}",
			new:  "  yearly: {per: year, ties: dens}",
			want: []said{{33, "dens", "unknown ranking of ties \"dens\"; did you mean \"dense\"?"}}},
		{name: "unknown ranking of ties", old: "  yearly: {per: year}",
			new: "  yearly: {per: year, ties: shared}",
			want: []said{{33, "shared",
				"unknown ranking of ties \"shared\"; expected one of competition, dense, ordinal"}}},
		{name: "ties of an honour", old: "best: {of: yearly, first: 3}",
			new: "best: {of: yearly, first: 3, ties: dense}",
			want: []said{{35, "ties",
				"unknown key \"ties\"; did you mean \"tied\"?"}}},
		{name: "honours of nothing", old: "best: {of: yearly", new: "best: {of: yaerly",
			want: []said{{35, "yaerly", "unknown ranking \"yaerly\"; did you mean \"yearly\"?"}}},
		{name: "honours in a scheme without rankings", old: "rankings:\n  yearly: {per: year}\n", new: "",
			want: []said{{33, "yearly", "unknown ranking \"yearly\"; none is declared"}}},
		{name: "honours of a period that is not ranked", old: "best: {of: yearly, first: 3}",
			new:  "best: {of: yearly, per: month, first: 3}",
			want: []said{{35, "month", "ranking \"yearly\" ranks no month; expected [year]"}}},
		{name: "honours that count by the unit", old: "first: 3}", new: "first: unit.size}",
			want: []said{
				{35, "unit", "\"unit\" has no meaning here; expected one of params, period, group, group_size, best, " +
					"worst, group_total, group_totals"}}},
	}
}
