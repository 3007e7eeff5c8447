package scheme_test

import "fmt"

// brokenDerived is derived amounts, and what looks at other periods, members and numbers.
func brokenDerived() []breaking {
	const (
		caps    = "caps:\n"
		derived = "derived:\n  final: {account: fee, per: year, worth: 1}\ncaps:\n"
		graded  = "derived:\n  final: {account: grade, per: year, worth: 1}\ncaps:\n"
		figured = "derived:\n  final: {kind: figure, account: grade, per: [month, year], worth: 1}\n"
		weekly  = "{per: week, count: good, required: 2}"
		cap     = "{per: year, of: adopted, at_most: 100}"
	)
	tooSoon := func(name, of string) string {
		return fmt.Sprintf("%q refers to what %q gives, which is made when all units are settled in the period; "+
			"expected what is settled before, or what is made of shorter periods", name, of)
	}
	return []breaking{
		{name: "derived for an unknown account", old: caps,
			new:  "derived:\n  final: {account: fees, per: year, worth: 1}\ncaps:\n",
			want: []said{{31, "fees", "unknown account \"fees\"; did you mean \"fee\"?"}}},
		{name: "derived for no account", old: caps, new: "derived:\n  final: {per: year, worth: 1}\ncaps:\n",
			want: []said{{31, "{per", "`account` is missing"}}},
		{name: "derived without worth", old: caps, new: "derived:\n  final: {account: fee, per: year}\ncaps:\n",
			want: []said{{31, "{account", "`worth` is missing"}}},
		{name: "derived at no period", old: caps, new: "derived:\n  final: {account: fee, worth: 1}\ncaps:\n",
			want: []said{{31, "{account", "`per` is missing"}}},
		{name: "derived at an unknown period", old: caps,
			new:  "derived:\n  final: {account: fee, per: [year, monthly], worth: 1}\ncaps:\n",
			want: []said{{31, "monthly", "unknown period \"monthly\"; did you mean \"month\"?"}}},
		{name: "a sum at the end of two kinds of period", old: caps,
			new: "derived:\n  final: {account: fee, per: [year, month], worth: 1}\ncaps:\n",
			want: []said{{31, "month", "what \"final\" gives at the end of each month is part of the total of the " +
				"year, which would count what it gives then as well; expected `kind: figure` if each period has its " +
				"own (a rate, an average, a running total), or a line for each kind of period"}}},
		{name: "derived of an unknown kind", old: caps,
			new:  "derived:\n  final: {kind: figures, account: fee, per: year, worth: 1}\ncaps:\n",
			want: []said{{31, "figures", "unknown kind of derived amount \"figures\"; did you mean \"figure\"?"}}},
		{name: "a figure in an account to which a credit gives", old: caps,
			new: "derived:\n  final: {kind: figure, account: fee, per: year, worth: 1}\ncaps:\n",
			want: []said{{20, "paid", "\"paid\" gives to account \"fee\", which has the figures of \"final\"; " +
				"expected an account of its own for one of them"}}},
		{name: "a figure beside all that may give to an account",
			old: "caps:\n  limit: " + cap + "\nrankings:\n  yearly: {per: year}",
			new: "derived:\n  final: {kind: figure, account: fee, per: year, worth: 1}\n" +
				"  other: {account: fee, per: year, worth: 1}\ncaps:\n  least: {account: fee, per: year, at_least: 0}\n" +
				"rankings:\n  yearly: {per: [year, month], account: fee}",
			want: []said{
				{20, "paid", "\"paid\" gives to account \"fee\", which has the figures of \"final\"; " +
					"expected an account of its own for one of them"},
				{32, "other", "\"other\" gives to account \"fee\", which has the figures of \"final\"; " +
					"expected an account of its own for one of them"},
				{34, "least", "\"least\" gives to account \"fee\", which has the figures of \"final\"; " +
					"expected an account of its own for one of them"},
				{36, "month", "ranking \"yearly\" ranks account \"fee\" by the month, of which it has no figure; " +
					"expected [year]"}}},
		{name: "derived for each entry", old: caps,
			new: "derived:\n  final: {account: fee, each: adopt, per: year, worth: 1}\ncaps:\n",
			want: []said{{31, "each",
				"unknown key \"each\"; expected one of clause, title, account, kind, per, from, until, group, when, worth, " +
					"pool, rest, over"}}},
		{name: "derived with the name of a rule", old: caps,
			new: "derived:\n  paid: {account: fee, per: year, worth: 1}\ncaps:\n",
			want: []said{
				{31, "paid", "rule \"paid\" has the name of what stands on line 20; a posting must name one rule"}}},
		{name: "derived whose worth is a text", old: caps,
			new:  "derived:\n  final: {account: fee, per: year, worth: group}\ncaps:\n",
			want: []said{{31, "group", "found a string; expected a number"}}},
		{name: "derived that names the item", old: caps,
			new: "derived:\n  final: {account: fee, per: year, worth: item.words}\ncaps:\n",
			want: []said{{31, "item",
				"\"item\" has no meaning here; " +
					"expected one of params, unit, period, members, history, before, days, weeks, months, quarters, " +
					"halves, years, sum, total, count, group, group_size, best, worst, group_total, group_totals, below, ranks, " +
					"standing, above, under"}}},
		{name: "derived of the best of an unknown account", old: caps,
			new: "derived:\n  final: {account: fee, per: year, worth: 'best[\"point\"]'}\ncaps:\n",
			want: []said{
				{31, "\"point", "found the key \"point\" of best; expected a declared one; did you mean \"points\"?"}}},
		{name: "derived of the rank in an unknown ranking", old: caps,
			new: "derived:\n  final: {account: fee, per: year, worth: 'ranks[\"yaerly\"]'}\ncaps:\n",
			want: []said{{31, "\"yaerly",
				"found the key \"yaerly\" of ranks; expected a declared one; did you mean \"yearly\"?"}}},
		{name: "group by the best of the group", old: caps,
			new: "derived:\n" +
				"  final: {account: fee, per: year, group: 'best[\"fee\"] > 0 ? \"x\" : \"y\"', worth: 1}\ncaps:\n",
			want: []said{{31, "best", "\"best\" has no meaning here; " +
				"expected one of params, unit, period, members, history, before, days, weeks, months, quarters, halves, years, " +
				"sum, total, count, standing, above, under"}}},
		{name: "derived of itself", old: caps,
			new: "derived:\n  final: {account: fee, per: year, worth: 'total[\"fee\"]'}\ncaps:\n",
			want: []said{{31, "final",
				"rankings and derived amounts refer to one another in a circle: \"final\" to \"final\"; " +
					"expected each to refer to what is made before it"}}},
		{name: "derived in a circle of two", old: caps,
			new: "derived:\n  final: {account: fee, per: year, worth: 'sum[\"other\"]'}\n" +
				"  other: {account: fee, per: year, worth: 'sum[\"final\"]'}\ncaps:\n",
			want: []said{{31, "final", "rankings and derived amounts refer to one another in a circle: \"final\" to " +
				"\"other\" to \"final\"; expected each to refer to what is made before it"}}},
		{name: "derived and its own ranking", old: "caps:\n  limit: " + cap + "\nrankings:\n  yearly: {per: year}",
			new: "rankings:\n  yearly: {per: year, account: fee}\nderived:\n" +
				"  final: {account: fee, per: year, worth: 'ranks[\"yearly\"]'}",
			want: []said{{31, "yearly", "rankings and derived amounts refer to one another in a circle: \"yearly\" " +
				"to \"final\" to \"yearly\"; expected each to refer to what is made before it"}}},
		{name: "rule that reads what is derived",
			old:  "deductions:\n  short: {of: weekly, worth: -5 * quota.missing}\n" + caps,
			new:  "deductions:\n  short: {of: weekly, worth: '-sum[\"final\"]'}\n" + derived,
			want: []said{{29, "short", tooSoon("short", "final")}}},
		{name: "rule that reads a derived account",
			old:  "deductions:\n  short: {of: weekly, worth: -5 * quota.missing}\n" + caps,
			new:  "deductions:\n  short: {of: weekly, worth: '-total[\"grade\"]'}\n" + graded,
			want: []said{{29, "short", tooSoon("short", "final")}}},
		{name: "cap of a derived account", old: caps + "  limit: " + cap,
			new:  graded + "  limit: {per: year, account: grade, at_most: 100}",
			want: []said{{33, "limit", tooSoon("limit", "final")}}},
		{name: "cap of a derived amount", old: caps + "  limit: " + cap,
			new:  derived + "  limit: {per: year, of: final, account: fee, at_most: 100}",
			want: []said{{33, "limit", tooSoon("limit", "final")}}},
		{name: "cap of a figure", old: caps + "  limit: " + cap,
			new: "derived:\n  final: {kind: figure, account: grade, per: month, worth: 1}\ncaps:\n" +
				"  limit: {per: year, of: final, account: grade, at_most: 100}",
			want: []said{{33, "final", "\"final\" gives figures, which are never added up; " +
				"expected a rule whose amounts are"}}},
		{name: "quota of a derived amount", old: "  sent: {per: year, count: 1}\ndeductions:\n",
			new: "  sent: {per: year, sum: final}\nderived:\n  final: {account: fee, per: year, worth: 1}\n" +
				"deductions:\n", want: []said{{27, "sent", tooSoon("sent", "final")}}},
		{name: "quota of what goes to members", old: "  sent: {per: year, count: 1}\ndeductions:\n" +
			"  short: {of: weekly, worth: -5 * quota.missing}",
			new:  "  sent: {per: week, sum: short}\ndeductions:\n  short: {of: weekly, worth: -1, to: members}",
			want: []said{{27, "sent", tooSoon("sent", "short")}}},
		{name: "rule that reads the count of what goes to members",
			old: "  sent: {per: year, count: 1}\ndeductions:\n  short: {of: weekly, worth: -5 * quota.missing}",
			new: "  sent: {per: year, sum: short}\ndeductions:\n  short: {of: weekly, worth: -1, to: members}\n" +
				"  many: {per: week, when: 'count[\"sent\"] < -3', worth: -1}",
			want: []said{{30, "many", tooSoon("many", "short")}}},
		{name: "what is settled to members in one account", old: "worth: -5 * quota.missing",
			new: "worth: -5, to: {points: members}",
			want: []said{{29, "points", "rule \"short\" is settled for a unit at the end of a period; expected " +
				"`to: members`, those that belong to the unit, or no `to`: the unit itself"}}},
		{name: "cap that asks for the unit above", old: cap,
			new: "{per: year, of: adopted, when: has(above), at_most: 100}",
			want: []said{{31, "above", "\"above\" has no meaning here; expected one of params, unit, period, members, " +
				"history, before, days, weeks, months, quarters, halves, years, sum, total, count"}}},
		{name: "quota that asks for the units under one", old: weekly,
			new: "{per: week, count: good, required: under.size()}",
			want: []said{{26, "under", "\"under\" has no meaning here; expected one of params, unit, period, members, " +
				"history, before, days, weeks, months, quarters, halves, years, assigned"}}},
		{name: "standing with a slip", old: "worth: -5 * quota.missing", new: "worth: '-standing.mising[\"weekly\"]'",
			want: []said{{29, "mising",
				"found the field \"mising\" of standing; expected a declared one; did you mean \"missing\"?"}}},
		{name: "what a tally has not, above", old: "worth: -5 * quota.missing", new: "worth: '-above.missing[\"sent\"]'",
			want: []said{{29, "\"sent", "found the key \"sent\" of standing.missing; expected a declared one: weekly"}}},
		{name: "rule of weeks that asks for a quota of the year",
			old: "  sent: {per: year, count: 1}\ndeductions:\n  short: {of: weekly, worth: -5 * quota.missing}",
			new: "  sent: {per: year, count: 1, required: 1}\ndeductions:\n" +
				"  short: {of: weekly, worth: '-under.count(u, u.missing[\"sent\"] > 0)'}",
			want: []said{{29, "-under", "\"short\" asks by the week for quota \"sent\", which is owed by the year; " +
				"expected a quota of no longer period, or `count`"}}},
		{name: "rule of weeks that asks the week before for a quota of the year",
			old: "  sent: {per: year, count: 1}\ndeductions:\n  short: {of: weekly, worth: -5 * quota.missing}",
			new: "  sent: {per: year, count: 1, required: 1}\ndeductions:\n" +
				"  short: {of: weekly, when: 'before.missing[\"sent\"] > 0', worth: -1}",
			want: []said{{29, "before.", "\"short\" asks by the week for quota \"sent\", which is owed by the year; " +
				"expected a quota of no longer period, or `count`"}}},
		{name: "months that ask for a quota of the year",
			old: "  sent: {per: year, count: 1}\ndeductions:\n  short: {of: weekly, worth: -5 * quota.missing}",
			new: "  sent: {per: year, count: 1, required: 1}\ndeductions:\n" +
				"  short: {per: year, worth: '-months.count(m, m.missing[\"sent\"] > 0)'}",
			want: []said{{29, "-months", "\"short\" asks by the month for quota \"sent\", which is owed by the year; " +
				"expected a quota of no longer period, or `count`"}}},
		{name: "figure of the year in a rule of it, made by the month too", old: caps,
			new:  "  low: {per: year, when: 'default(total[\"grade\"], 0) < 60', worth: -1}\n" + figured + caps,
			want: []said{{30, "low", tooSoon("low", "final")}}},
		{name: "figure of the year by its rule in a rule of it", old: caps,
			new:  "  low: {per: year, when: 'default(sum[\"final\"], 0) < 60', worth: -1}\n" + figured + caps,
			want: []said{{30, "low", tooSoon("low", "final")}}},
		{name: "figure of the year in a cap of it, made by the month too", old: cap,
			new:  "{per: year, of: adopted, at_most: 'default(total[\"grade\"], 0) < 60 ? 1 : 100'}\n" + figured,
			want: []said{{31, "limit", tooSoon("limit", "final")}}},
		{name: "figure of months in an honour of the year", old: "first: 3}",
			new: "first: 3, eligible: 'default(total[\"grade\"], 0) >= 60'}\n" +
				"derived:\n  final: {kind: figure, account: grade, per: month, worth: 1}",
			want: []said{{35, "default(", "\"best\" asks by the year for the figure of account \"grade\", which is made by " +
				"the month; expected one that is made in the period"}}},
		{name: "figure of months by its rule, the year before", old: "first: 3}",
			new: "first: 3, eligible: 'default(before.sum[\"final\"], 0) >= 60'}\n" +
				"derived:\n  final: {kind: figure, account: grade, per: [month, quarter], worth: 1}",
			want: []said{{35, "default(", "\"best\" asks by the year for the figure \"final\", which is made by " +
				"the month and the quarter; expected one that is made in the period"}}},
		{name: "late rules in a circle", old: "  short: {of: weekly, worth: -5 * quota.missing}\n",
			new: "  short: {of: weekly, worth: 'sum[\"other\"]', to: members}\n" +
				"  other: {per: week, worth: '-under.count(u, u.sum[\"short\"] < 0)'}\n",
			want: []said{{29, "short", "rankings and derived amounts refer to one another in a circle: \"short\" to " +
				"\"other\" to \"short\"; expected each to refer to what is made before it"}}},
		{name: "late rule and what is derived in a circle", old: "  short: {of: weekly, worth: -5 * quota.missing}\n" + caps,
			new: "  short: {of: weekly, worth: '-above.total[\"grade\"]'}\n" +
				"derived:\n  final: {account: grade, per: week, worth: 'group_total[\"points\"]'}\ncaps:\n",
			want: []said{{29, "short", "rankings and derived amounts refer to one another in a circle: \"short\" to " +
				"\"final\" to \"short\"; expected each to refer to what is made before it"}}},
		{name: "late rule of itself", old: "  short: {of: weekly, worth: -5 * quota.missing}\n",
			new:  "  short: {of: weekly, worth: '-under.count(u, u.sum[\"short\"] < 0)'}\n",
			want: []said{{29, "short", "rule \"short\" refers to what it gives itself; expected what other rules give"}}},
		{name: "best that is a word", old: "once: {of: adopted}", new: "once: {of: adopted, best: every}",
			want: []said{{24, "every", "found best every; expected 1 or more, or all"}}},
		{name: "to for an account that the rule does not give to", old: "worth: params.fee}",
			new:  "worth: params.fee, to: {points: item.unit}}",
			want: []said{{20, "points", "rule \"paid\" gives nothing to account \"points\""}}},
		{name: "to for an unknown account", old: "worth: params.fee}", new: "worth: params.fee, to: {feee: item.unit}}",
			want: []said{{20, "feee", "unknown account \"feee\"; did you mean \"fee\"?"}}},
		{name: "to by account with a number", old: "worth: params.fee}", new: "worth: params.fee, to: {fee: 1}}",
			want: []said{{20, "1}", "found a number; expected a string or a list(string) or a map(number)"}}},
		{name: "plus that is a condition", old: weekly, new: "{per: week, count: good, plus: members > 2, required: 2}",
			want: []said{{26, "> 2", "found a bool; expected a number"}}},
		{name: "plus that names the item", old: weekly, new: "{per: week, count: good, plus: item.words, required: 2}",
			want: []said{{26, "item",
				"\"item\" has no meaning here; " +
					"expected one of params, unit, period, members, history, before, days, weeks, months, quarters, " +
					"halves, years, assigned"}}},
		{name: "history read as one row", old: weekly,
			new:  "{per: week, count: good, plus: 'history.extra[\"weekly\"]', required: 2}",
			want: []said{{26, "extra", "found .extra of a list(row); expected a record or a map before the point"}}},
		{name: "unknown field of a row", old: weekly,
			new: "{per: week, count: good, plus: 'before.extras[\"weekly\"]', required: 2}",
			want: []said{
				{26, "extras", "found the field \"extras\" of row; expected a declared one; did you mean \"extra\"?"}}},
		{name: "unknown quota of a row", old: weekly,
			new: "{per: week, count: good, plus: 'default(before.extra[\"weakly\"], 0)', required: 2}",
			want: []said{{26, "\"weakly",
				"found the key \"weakly\" of row.extra; expected a declared one; did you mean \"weekly\"?"}}},
		{name: "unknown quota of a row in a list", old: weekly,
			new: "{per: week, count: good, plus: 'history.take_while(h, h.count.weakly == 0).size()', required: 2}",
			want: []said{{26, "weakly",
				"found the key \"weakly\" of row.count; expected a declared one; did you mean \"weekly\"?"}}},
		{name: "unknown rule of a row", old: weekly,
			new: "{per: week, count: good, plus: 'has(before.sum.adoptd) ? 1 : 0', required: 2}",
			want: []said{{26, "adoptd",
				"found the key \"adoptd\" of row.sum; expected a declared one; did you mean \"adopted\"?"}}},
		{name: "unknown account of a row", old: weekly,
			new: "{per: week, count: good, plus: 'before.total[\"point\"]', required: 2}",
			want: []said{{26, "\"point",
				"found the key \"point\" of row.total; expected a declared one; did you mean \"points\"?"}}},
		{name: "what a tally has not", old: weekly, new: "{per: week, count: good, plus: 'before.missing[\"weekly\"]'}",
			want: []said{{26, "\"weekly\"]", "found the key \"weekly\" of row.missing; expected a declared one, and there is none"},
				{29, "weekly", "quota \"weekly\" is a tally: nothing is required of anyone; " +
					"give it `required`, or read quota.done only"}}},
		{name: "history with a slip", old: weekly, new: "{per: week, count: good, plus: histroy.size(), required: 2}",
			want: []said{
				{26, "histroy", "found the name \"histroy\"; expected a declared one; did you mean \"history\"?"}}},
		{name: "history in the scope of an entry", old: "count: good, required", new: "count: history.size(), required",
			want: []said{{26, "history",
				"\"history\" has no meaning here; expected one of params, item, unit, sender, nth, good"}}},
		{name: "members in the scope of an entry", old: "worth: params.fee}", new: "worth: members}",
			want: []said{{20, "members",
				"\"members\" has no meaning here; " +
					"expected one of params, item, unit, sender, adopt, outlet, tier, nth, good"}}},
		{name: "numbering read as a number", old: "nth.nth <= 1", new: "nth <= 1",
			want: []said{{19, "<= 1",
				"numbering <= number does not fit: expected number <= number, string <= string, time <= time, " +
					"duration <= duration"}}},
		{name: "unknown field of a number", old: "nth.nth <= 1", new: "nth.befor.size() == 0",
			want: []said{{19, "befor",
				"found the field \"befor\" of numbering; expected a declared one; did you mean \"before\"?"}}},
		{name: "cap by an entry's value of no rules", old: cap, new: "{per: year, by: outlet.name, at_most: 100}",
			want: []said{{31, "outlet",
				"cap \"limit\" is `by` an entry's value, but of no rules; expected the rules for entries in `of`"}}},
		{name: "cap by an entry's value of a settled rule", old: cap,
			new: "{per: year, of: short, by: outlet.name, at_most: 100}",
			want: []said{{31, "short",
				"\"short\" is no rule for each entry; expected one, since the cap is `by` an entry's value"}}},
		{name: "cap by a number", old: cap, new: "{per: year, of: adopted, by: 1, at_most: 100}",
			want: []said{{31, "1,", "found a number; expected a string"}}},
		{name: "effect of an unknown kind of entry", old: caps, new: "takes_effect: {adoption: adopt.at}\ncaps:\n",
			want: []said{{30, "adoption", "unknown kind of entry \"adoption\"; did you mean \"adopt\"?"}}},
		{name: "effect of a commission", old: caps, new: "takes_effect: {commission: commission.at}\ncaps:\n",
			want: []said{{30, "commission",
				"a commission counts by its due time; expected submit, adopt, endorse, grant or incident"}}},
		{name: "effect that is no time", old: caps, new: "takes_effect: {adopt: adopt.tier}\ncaps:\n",
			want: []said{{30, "tier", "found a string; expected a time"}}},
		{name: "effect that looks ahead", old: caps,
			new: "takes_effect: {submit: 'item.adoptions.size() > 0 ? item.at : item.at'}\ncaps:\n",
			want: []said{{30, "'item.ad",
				"when an entry takes effect depends on it alone; found a look at what happens to the item"}}},
	}
}
