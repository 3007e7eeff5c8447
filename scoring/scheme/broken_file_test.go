package scheme_test

import "strings"

// brokenFile is what is wrong before any section is read, and with the shape of any of them.
func brokenFile() []breaking {
	return []breaking{
		{name: "empty file", whole: "",
			want: []said{{1, "", "found an empty file; expected a mapping that begins with `scheme: name`"}}},
		{name: "comments only", whole: "# nothing\n",
			want: []said{{1, "", "found an empty file; expected a mapping that begins with `scheme: name`"}}},
		{name: "a start without a document", whole: "---\n",
			want: []said{{1, "", "found an empty file; expected a mapping that begins with `scheme: name`"}}},
		{name: "a list", whole: "- scheme: small\n",
			want: []said{{1, "", "found a list; expected a mapping that begins with `scheme: name`"}}},
		{name: "a text", whole: "small\n",
			want: []said{{1, "", "found \"small\"; expected a mapping that begins with `scheme: name`"}}},
		{name: "a ledger in JSON Lines", whole: "{\"id\":\"e1\",\"kind\":\"enroll\"}\n{\"id\":\"e2\"}\n",
			want: []said{{1, "", "found a ledger, where a scheme belongs; expected a mapping that begins with `scheme: name`"}}},
		{name: "a ledger in CSV", whole: "id,at,kind,unit\ne1,2020-01-01,enroll,a\n",
			want: []said{{1, "", "found a ledger, where a scheme belongs; expected a mapping that begins with `scheme: name`"}}},
		{name: "a mapping in a list", whole: "scheme: a\naccounts: {p: {}}\ntiers: [a: {title: b}, c]\n",
			want: []said{{3, "a: {title", "found a mapping; expected a tier's name: in a list all are names, " +
				"else all are `name: {…}`, without [ ]"}}},
		{name: "two documents", old: "title: 小办法\n", new: "title: 小办法\n---\nscheme: second\n",
			want: []said{{3, "---", "found a second document; expected one scheme a file"}}},
		{name: "bad YAML in a second document", old: "tests:\n", new: "---\nb: [\ntests:\n",
			want: []said{{41, "[", "not YAML: found [ without a closing ]"}}},
		{name: "bracket left open", old: "names: [人民日报]}", new: "names: [人民日报}",
			want: []said{{9, "[人民", "not YAML: found [ without a closing ]"}}},
		{name: "quote left open", old: "'!item.late'", new: "'!item.late",
			want: []said{
				{15, "'!item", "not YAML: found a quote without its end; expected another ' behind the text"}}},
		{name: "tab for indentation", old: "  good:", new: "\tgood:",
			want: []said{{15, "", "not YAML: found a tab; indent with spaces"}}},
		{name: "wrong indentation", old: "  paid:", new: " paid:",
			want: []said{{20, "paid", "not YAML: did not find expected key"}}},
		{name: "colon in a plain title", old: "title: 小办法", new: "title: 办法: 试行",
			want: []said{
				{2, "办法: ", "not YAML: an expression, or a text, with [ ] { } , : # or ! in it must stand in quotes"}}},
		{name: "anchor and alias", old: "  fee: {2020-01-01: 20, 2021-01-01: 25}",
			new: "  fee: &f {2020-01-01: 20, 2021-01-01: 25}\n  other: *f", want: []said{
				{13, "&f", "found an anchor or alias; expected every value written where it stands"},
				{14, "*f", "found an anchor or alias; expected every value written where it stands"}}},
		{name: "merge key", old: "  sent: {per", new: "  sent: {<<: {each: submit}, per",
			want: []said{{27, "<<", "found \"<<\" as a key; expected a name"}}},
		{name: "tag", old: "times: 2}", new: "times: !!str 2}",
			want: []said{
				{22, "!!str", "found the tag !!str; expected the value without a tag, in quotes if it is a text"}}},
		{name: "key that is a list", old: "  sent:", new: "  ? [a]\n  : {}\n  sent:",
			want: []said{{27, "[a]", "found a list as a key; expected a name"}}},
		{name: "key that is nothing", old: "  sent:", new: "  ~: {}\n  sent:",
			want: []said{{27, "~", "found nothing as a key; expected a name"}}},
		{name: "section twice", old: "caps:\n", new: "deductions: {}\ncaps:\n",
			want: []said{{30, "deductions", "found key \"deductions\" twice; the first is on line 28"}}},
		{name: "key twice", old: "{of: adopted, times: 2}", new: "{of: adopted, times: 2, times: 3}",
			want: []said{{22, "times: 3", "found key \"times\" twice; the first is on line 22"}}},
		{name: "rule twice in a section", old: "  paid:", new: "  adopted: {}\n  paid:",
			want: []said{{20, "adopted", "found key \"adopted\" twice; the first is on line 19"}}},
		{name: "nested too deep", old: "fee: {2020",
			new:  "deep: " + strings.Repeat("[", 41) + "1" + strings.Repeat("]", 41) + "\n  fee: {2020",
			want: []said{{13, "[[1]", "found mappings and lists nested deeper than 40"}}},
	}
}

// brokenShape is keys and values that are not those of their section.
func brokenShape() []breaking {
	return []breaking{
		{name: "name missing", old: "scheme: small\n", new: "", want: []said{{1, "title", "`scheme` is missing"}}},
		{name: "accounts missing", old: "accounts: {points: {title: 得分}, grade: {}, fee: {title: 稿酬, unit: 元}}\n", new: "",
			want: []said{{1, "scheme", "`accounts` is missing"}}},
		{name: "unknown section", old: "credits:\n", new: "credit:\n",
			want: []said{{18, "credit", "unknown key \"credit\"; did you mean \"credits\"?"}}},
		{name: "unknown section far from any", old: "caps:\n", new: "footnotes:\n",
			want: []said{{30, "footnotes", "unknown key \"footnotes\""}}},
		{name: "unknown key of a rule", old: "{of: adopted, times: 2}", new: "{of: adopted, tiems: 2}",
			want: []said{{22, "tiems", "unknown key \"tiems\"; did you mean \"times\"?"}}},
		{name: "on for per", old: "  yearly: {per: year}", new: "  yearly: {on: year}", want: []said{
			{33, "{on", "`per` is missing"},
			{33, "on:",
				"unknown key \"on\"; expected one of clause, title, per, account, group, order, ties, eligible"}}},
		{name: "unknown key of the calendar", old: "{timezone: Asia/Shanghai}", new: "{zone: Asia/Shanghai}",
			want: []said{{3, "zone",
				"unknown key \"zone\"; expected one of timezone, month_closes, first_month, closes, cycles, own, " +
					"holidays, workdays"}}},
		{name: "section that is nothing", old: "collapses:\n  once: {of: adopted}\n", new: "collapses:\n",
			want: []said{{23, "collapses:|", "found nothing; expected a mapping by name"}}},
		{name: "section that is a list", old: "  endorsed: {of", new: "  - {of",
			want: []said{{22, "- {of", "found a list; expected a mapping by name"}}},
		{name: "rule that is a text", old: "  once: {of: adopted}", new: "  once: adopted",
			want: []said{
				{24, "adopted", "found \"adopted\"; expected a mapping of clause, title, of, best, per, order"}}},
		{name: "line without a name", old: "  once: {of", new: "  '': {of",
			want: []said{{24, "''", "found an empty name"}}},
		{name: "expression that is a mapping", old: "times: 2}", new: "times: {x: 2}}",
			want: []said{{22, "{x", "found a mapping; expected an expression"}}},
		{name: "expression that is nothing", old: "times: 2}", new: "times: }",
			want: []said{{22, "times: |", "found nothing; expected an expression"}}},
		{name: "title that is a list", old: "title: 小办法", new: "title: [小办法]",
			want: []said{{2, "[小办法]", "found a list; expected a text"}}},
		{name: "version 2", old: "title: 小办法", new: "version: 2\nnovelty: {}",
			want: []said{{2, "2", "found version \"2\"; this engine reads version 1"}}},
		{name: "best that is no whole number", old: "{of: adopted}", new: "{of: adopted, best: 1.5}",
			want: []said{{24, "1.5", "found best 1.5; expected 1 or more, or all"}}},
		{name: "best 0", old: "{of: adopted}", new: "{of: adopted, best: 0}",
			want: []said{{24, "0}", "found best 0; expected 1 or more, or all"}}},
		{name: "taken: yes", old: "{taken: true}", new: "{taken: yes}",
			want: []said{{38, "yes", "found \"yes\"; expected true or false"}}},
		{name: "empty list under of", old: "{per: year, of: adopted", new: "{per: year, of: []",
			want: []said{{31, "[]", "found an empty list; expected at least one, or the key left out"}}},
		{name: "one rule twice in a list", old: "of: adopted, at_most", new: "of: [adopted, adopted], at_most",
			want: []said{{31, "adopted], at", "found \"adopted\" twice in the list"}}},
		{name: "outlets as a mapping", old: "  - {level: national", new: "  x: {level: national",
			want: []said{
				{9, "x:", "found a mapping; expected a list of lines, as `- {level: national, names: [人民日报]}`"}}},
		{name: "outlet line without names", old: "{level: national, names: [人民日报]}",
			new: "{level: national, name: 人民日报}", want: []said{{9, "{level", "`names` is missing"}}},
		{name: "require as a text", old: "when: good && nth", new: "require: good, when: good && nth",
			want: []said{{19, "good, when", "found \"good\"; expected a mapping of condition: reason"}}},
		{name: "tests as a mapping", old: "  - name: 一次采用\n    period", new: "    period",
			want: []said{{41, "period", "found a mapping; expected a list of tests"}}},
		{name: "test without a ledger", old: "    ledger:\n", new: "    legder:\n", want: []said{
			{41, "name", "`ledger` is missing"},
			{43, "legder", "unknown key \"legder\"; did you mean \"ledger\"?"}}},
		{name: "five at once, of four sections",
			whole: "scheme: [x]\naccounts: {points: {places: two}}\ncredits:\n  a: {each: adopt, wroth: 1}\nquotas:\n" +
				"  q: {count: 1}\nhonors: {}\n", want: []said{
				{1, "[x]", "found a list; expected a name"},
				{2, "two", "found \"two\"; expected a whole number"},
				{4, "wroth", "unknown key \"wroth\"; did you mean \"worth\"?"},
				{6, "{count", "`per` is missing"},
				{7, "honors", "unknown key \"honors\"; did you mean \"honours\"?"}}},
	}
}
