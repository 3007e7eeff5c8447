package scheme_test

// What is said of the commonest mistakes in YAML.
const (
	sayQuotes = "an expression, or a text, with [ ] { } , : # or ! in it must stand in quotes"
	sayWhole  = "an expression that begins with a quote must stand in quotes as a whole"
	sayColon  = "found ：, a wide colon; expected : and a space behind the key"
	saySpace  = "found : without a space; expected a space between it and the value"
)

// brokenQuotes is expressions and texts that want quotes, or have lost one, and brackets that have lost their other
// half.
func brokenQuotes() []breaking {
	const (
		worth = "worth: 'params.standard[tier][item.genre]'"
		when  = "when: good && nth.nth <= 1"
	)
	return []breaking{
		{name: "brackets without quotes", old: worth, new: "worth: params.standard[tier][item.genre]",
			want: []said{{19, "params", "not YAML: " + sayQuotes}}},
		{name: "brackets without quotes, in a list", old: "once: {of: adopted}",
			new:  "once:\n    of: adopted\n    order: [rank(tier), params.standard[tier]]",
			want: []said{{26, "params", "not YAML: " + sayQuotes}}},
		{name: "brackets without quotes, several lines on", old: "paid: {each: adopt, account: fee, worth: params.fee}",
			new:  "paid: {each: adopt,\n    account: fee, worth: params.standard[tier].brief}",
			want: []said{{21, "params", "not YAML: " + sayQuotes}}},
		{name: "colon twice", old: "times: 2}", new: "times: : 2}",
			want: []said{{22, ": 2", "not YAML: " + sayQuotes}}},
		{name: "a list in a function", old: worth, new: "worth: sum([1, 2])",
			want: []said{{19, "sum", "not YAML: " + sayQuotes}}},
		{name: "a choice without quotes", old: when, new: "when: good ? true : false",
			want: []said{{19, "good ?", "not YAML: " + sayQuotes}}},
		{name: "a choice without quotes, on a line of its own",
			old:  "paid: {each: adopt, account: fee, worth: params.fee}",
			new:  "paid:\n    each: adopt\n    worth: good ? 1 : 2",
			want: []said{{22, "good", "not YAML: " + sayQuotes}}},
		{name: "negation without quotes", old: "count: good", new: "count: !item.late",
			want: []said{{26, "!item", "not YAML: " + sayQuotes}}},
		{name: "negation without quotes, alone", old: "good: '!item.late'", new: "good: !item.late",
			want: []said{{15, "!item", "found !item.late outside quotes; " + sayQuotes}}},
		{name: "negation without quotes, and more", old: "good: '!item.late'",
			new: "good: !item.late && item.genre != \"x\"", want: []said{{15, "!item", "not YAML: " + sayQuotes}}},
		{name: "a text in front", old: when, new: "when: \"national\" in params.standard",
			want: []said{{19, "\"national", "not YAML: " + sayWhole}}},
		{name: "a text in front, on a line of its own", old: "paid: {each: adopt, account: fee, worth: params.fee}",
			new:  "paid:\n    each: adopt\n    when: 'national' in params.standard\n    worth: 1",
			want: []said{{22, "'national", "not YAML: " + sayWhole}}},
		{name: "a mark in front", old: "title: 小办法", new: "title: '@'\nsource: @小办法",
			want: []said{{3, "@小", "not YAML: a value that begins with @ must stand in quotes"}}},
		{name: "a star in front", old: "title: 小办法", new: "title: *小办法",
			want: []said{{2, "*小", "not YAML: a value that begins with * must stand in quotes"}}},
		{name: "quote without its end, before another", old: when, new: "when: 'good && nth.nth <= 1",
			want: []said{{19, "'good", "not YAML: found a quote without its end; expected another ' behind the text"}}},
		{name: "double quote without its end, to the end of the file", old: "expect: {totals: {a: {points: 20}}}",
			new:  "expect: {totals: {a: {points: \"20}}}",
			want: []said{{47, "\"20", "not YAML: found a quote without its end; expected another \" behind the text"}}},
		{name: "brace without its other half", old: "worth: params.fee}", new: "worth: params.fee",
			want: []said{{20, "{each", "not YAML: found { without a closing }"}}},
		{name: "brace without its other half, inside", old: "fee: {title: 稿酬, unit: 元}}",
			new: "fee: {title: 稿酬, unit: 元}", want: []said{{4, "{points", "not YAML: found { without a closing }"}}},
		{name: "comment in the way of a brace", old: "at_most: 100}", new: "at_most: 100 # 封顶}",
			want: []said{{31, "{per", "not YAML: found { without a closing }"}}},
		{name: "brace too many", old: "worth: params.fee}", new: "worth: params.fee}}",
			want: []said{{20, "fee}|", "not YAML: found } without the bracket that it closes"}}},
		{name: "bracket too many", old: "names: [人民日报]}", new: "names: [人民日报]]}",
			want: []said{{9, "]}", "not YAML: found ] without the bracket that it closes"}}},
		{name: "text behind a list", old: "title: 小办法", new: "title: [小办法] 试行",
			want: []said{{2, "[小", "not YAML: " + sayQuotes}}},
	}
}

// brokenTyping is what a Chinese keyboard, an office program or an editor puts in the place of YAML's own signs.
func brokenTyping() []breaking {
	const bonus = "{of: adopted, times: 2}"
	return []breaking{
		{name: "tab before a key of a rule", old: "once: {of: adopted}", new: "once:\n\t\tof: adopted",
			want: []said{{25, "", "not YAML: found a tab; indent with spaces"}}},
		{name: "wide space before a key", old: "  paid:", new: "　　paid:",
			want: []said{{20, "", "found a wide space (U+3000); indent with spaces"}}},
		{name: "no-break space before the first key", old: "  good:", new: "\u00a0\u00a0good:",
			want: []said{{15, "", "found a no-break space (U+00A0); indent with spaces"}}},
		{name: "no-break space behind a space", old: "  paid:", new: " \u00a0paid:",
			want: []said{{20, "\u00a0paid", "not YAML: found a no-break space (U+00A0); indent with spaces"}}},
		{name: "wide colon behind a key", old: "title: 小办法", new: "title：小办法",
			want: []said{{2, "：", "not YAML: " + sayColon}}},
		{name: "wide colon behind a section", old: "caps:\n", new: "caps：\n",
			want: []said{{30, "：", "not YAML: " + sayColon}}},
		{name: "wide colon before braces", old: "limit: {", new: "limit：{",
			want: []said{{31, "：", "not YAML: " + sayColon}}},
		{name: "wide colon within braces", old: bonus, new: "{of：adopted, times: 2}",
			want: []said{{22, "：", sayColon}}},
		{name: "wide colon as all of a section",
			old: "  standard: {national: {brief: 20}, city: {brief: 5}}\n  fee: {2020-01-01: 20, 2021-01-01: 25}",
			new: "  fee：20", want: []said{{12, "：", sayColon}}},
		{name: "no space behind the colon", old: "fee: {2020-01-01: 20, 2021-01-01: 25}", new: "fee:20",
			want: []said{{13, ":20", "not YAML: " + saySpace}}},
		{name: "no space behind the colon, within braces", old: bonus, new: "{of: adopted, times:2}",
			want: []said{{22, ":2}", saySpace}}},
		{name: "no space behind the colon, all of a section",
			old: "  standard: {national: {brief: 20}, city: {brief: 5}}\n  fee: {2020-01-01: 20, 2021-01-01: 25}",
			new: "  top:60", want: []said{{12, ":60", saySpace}}},
		{name: "no space before braces", old: "limit: {", new: "limit:{",
			want: []said{{31, ":{", "not YAML: " + saySpace}}},
		{name: "wide comma within braces", old: bonus, new: "{of: adopted，times: 2}",
			want: []said{{22, "，", "not YAML: found ， between two values; expected , and a space"}}},
		{name: "pause mark within braces", old: bonus, new: "{of: adopted、times: 2}",
			want: []said{{22, "、", "not YAML: found 、 between two values; expected , and a space"}}},
		{name: "pause mark between names", old: "of: adopted, at_most", new: "of: [adopted、paid], at_most",
			want: []said{
				{31, "adopted、", "unknown rule \"adopted、paid\" (found 、 between two names; expected , and a space)"}}},
		{name: "wide braces", old: bonus, new: "｛of: adopted, times: 2｝",
			want: []said{{22, "｛", "not YAML: found ｛, a wide bracket; expected {"}}},
		{name: "curly quotes around brackets", old: "'params.standard[tier][item.genre]'",
			new:  "‘params.standard[tier][item.genre]’",
			want: []said{{19, "‘", "not YAML: found ‘; quotes are ' or \""}}},
		{name: "curly quotes around a choice", old: "'!item.late'", new: "“item.late ? false : true”",
			want: []said{{15, "“", "not YAML: found “; quotes are ' or \""}}},
		{name: "curly quotes in an expression", old: "worth: params.fee}", new: "worth: 'tier == “city” ? 1 : 2'}",
			want: []said{
				{20, "“", "found \"“\"; expected a text in plain quotes: \"…\" or '…'"},
				{20, "”", "found \"”\"; expected a text in plain quotes: \"…\" or '…'"}}},
		{name: "file in GBK", old: "title: 小办法", new: "title: \xd0\xa1\xb0\xec\xb7\xa8",
			want: []said{{2, "\xb0", "the file is not UTF-8; if it is GBK (ANSI), save it as UTF-8"}}},
	}
}

// brokenFigures is texts in the place of numbers, two names in one, defines in a circle, and patches with a slip.
func brokenFigures() []breaking {
	const (
		fee   = "fee: {2020-01-01: 20, 2021-01-01: 25}"
		patch = "{patch: {bonuses: {endorsed: {times: 3}}}}"
	)
	return []breaking{
		{name: "figure with its unit", old: fee, new: "fee: 60分",
			want: []said{{20, "fee}",
				"found a string; expected a number; " +
					"params.fee is the text \"60分\", on line 13: a number has plain digits and nothing else"}}},
		{name: "figure in wide digits", old: fee, new: "fee: ６０",
			want: []said{{20, "fee}",
				"found a string; expected a number; " +
					"params.fee is the text \"６０\", on line 13: a number has plain digits and nothing else"}}},
		{name: "one figure of several with its unit", old: "city: {brief: 5}", new: "city: {brief: 5分}",
			want: []said{{19, "[tier]",
				"found params.standard[…]; " +
					"expected params.standard.field: a record is read by the names of its fields; " +
					"params.standard.city.brief is the text \"5分\", on line 12: a number has plain digits and " +
					"nothing else"}}},
		{name: "figure with its unit behind a define", old: fee + "\ndefine:\n  good: '!item.late'",
			new: "fee: 60分\ndefine:\n  price: params.fee\n  good: price > 1",
			want: []said{{16, "> 1",
				"string > number does not fit: expected string > string; " +
					"params.fee is the text \"60分\", on line 13: a number has plain digits and nothing else"},
				{21, "fee}", "found a string; expected a number; " +
					"params.fee is the text \"60分\", on line 13: a number has plain digits and nothing else"}}},
		{name: "a text that is no figure", old: fee, new: "fee: 六十",
			want: []said{{20, "fee}", "found a string; expected a number"}}},
		{name: "a day that is no figure", old: fee, new: "fee: '2020-01-01'",
			want: []said{{20, "fee}", "found a string; expected a number"}}},
		{name: "two outlets in one name", old: "names: [人民日报]", new: "names: [人民日报，经济日报]",
			want: []said{{9, "人民",
				"found ， in the name of an outlet, two names in one; expected each by itself, as [人民日报, 经济日报]"}}},
		{name: "two outlets without a list", old: "names: [人民日报]", new: "names: 人民日报、经济日报",
			want: []said{{9, "人民",
				"found 、 in the name of an outlet, two names in one; expected each by itself, as [人民日报, 经济日报]"}}},
		{name: "two outlets in quotes", old: "names: [人民日报]", new: "names: ['人民日报, 经济日报']",
			want: []said{{9, "'人民",
				"found , in the name of an outlet, two names in one; expected each by itself, as [人民日报, 经济日报]"}}},
		{name: "two other names in one", old: "names: [人民日报]", new: "names: [{人民日报: 人民网；人民日报社}]",
			want: []said{{9, "人民网",
				"found ； in the name of an outlet, two names in one; expected each by itself, as [人民日报, 经济日报]"}}},
		{name: "define that names itself", old: "good: '!item.late'", new: "good: '!good'",
			want: []said{{15, "good",
				"defines name one another in a circle: \"good\" to \"good\"; " +
					"expected each to name what stands without it"}}},
		{name: "two defines in a circle", old: "good: '!item.late'", new: "good: bad\n  bad: '!good'",
			want: []said{{15, "good",
				"defines name one another in a circle: \"good\" to \"bad\" to \"good\"; " +
					"expected each to name what stands without it"}}},
		{name: "a circle behind a define that is in none", old: "good: '!item.late'", new: "good: b\n  c: b\n  b: c",
			want: []said{{16, "c:",
				"defines name one another in a circle: \"c\" to \"b\" to \"c\"; " +
					"expected each to name what stands without it"}}},
		{name: "patch that takes away with a slip", old: patch, new: "{patch: {collapses: {onse: null}}}",
			want: []said{{39, "onse", "the patch takes away \"onse\", which is not there; did you mean \"once\"?"}}},
		{name: "patch that adds with a slip", old: patch, new: "{patch: {collapses: {onse: {of: paid}}}}",
			want: []said{{39, "onse", "the patch adds \"onse\"; did you mean \"once\"?"}}},
		{name: "patch of a rule with a slip", old: patch, new: "{patch: {bonuses: {endorse: {times: 3}}}}",
			want: []said{{39, "endorse:", "the patch adds \"endorse\"; did you mean \"endorsed\"?"}}},
		{name: "patch of a parameter with two letters swapped", old: patch, new: "{patch: {params: {efe: 3}}}",
			want: []said{{39, "efe", "the patch adds \"efe\"; did you mean \"fee\"?"}}},
	}
}
