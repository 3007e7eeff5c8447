package scheme_test

// brokenNames is calendar, accounts, attributes, outlets, tiers, and names that are taken already.
func brokenNames() []breaking {
	const calendar = "{timezone: Asia/Shanghai}"
	return []breaking{
		{name: "unknown zone", old: "Asia/Shanghai", new: "Asia/Shangai", want: []said{{3, "Asia", "found \"Asia/Shangai\"; expected a name of the IANA time zone database such as Asia/Shanghai; did you mean \"Asia/Shanghai\"?"}}},
		{name: "closing day 31", old: calendar, new: "{month_closes: 31}", want: []said{{3, "31", "found 31; expected a day of the month from 1 to 28, or 0 for calendar months"}}},
		{name: "month 13", old: calendar, new: "{first_month: 13}", want: []said{{3, "13", "found 13; expected a month from 1 to 12, or 0 for January"}}},
		{name: "holiday that is no day", old: calendar, new: "{holidays: [2020-01-01, 2020-02-30]}", want: []said{{3, "2020-02-30", "found \"2020-02-30\"; expected a date like 2006-01-02"}}},
		{name: "holiday and working day at once", old: calendar, new: "{holidays: [2020-01-01], workdays: [2020-01-01]}",
			want: []said{{3, "2020-01-01]}", "2020-01-01 is already in holidays[0]; expected it once"}}},
		{name: "no account", old: "accounts: {points: {title: 得分}, fee: {title: 稿酬, unit: 元}}", new: "accounts: {}",
			want: []said{{4, "{}", "found no account; expected at least one, as `points: {title: 得分, places: 2}`"}}},
		{name: "thirteen places", old: "fee: {title: 稿酬, unit: 元}", new: "fee: {title: 稿酬, places: 13}", want: []said{{4, "13", "found 13 places; expected 0 to 12"}}},
		{name: "unknown rounding", old: "fee: {title: 稿酬, unit: 元}", new: "fee: {title: 稿酬, rounding: halfup}", want: []said{{4, "halfup", "unknown rounding \"halfup\"; did you mean \"half_up\"?"}}},
		{name: "attribute of an unknown type", old: "late: bool = false", new: "late: boolean = false", want: []said{{6, "boolean", "unknown type \"boolean\"; did you mean \"bool\"?"}}},
		{name: "attribute of an unknown kind", old: "  submit: {late", new: "  submission: {late", want: []said{{6, "submission", "unknown key \"submission\"; did you mean \"submit\"?"}}},
		{name: "attribute without a type", old: "late: bool = false", new: "late: {default: 'false'}", want: []said{{6, "{default", "`type` is missing"}}},
		{name: "default of another type", old: "late: bool = false", new: "late: bool = 0", want: []said{{6, "0", "found a number; expected a bool"}}},
		{name: "text default without quotes", old: "medium: string = \"other\"", new: "medium: string = other", want: []said{{7, "other", "found other; expected a text in quotes of its own, as \"other\""}}},
		{name: "no default behind the sign", old: "late: bool = false", new: "late: 'bool ='", want: []said{{6, "'bool ='|", "found an empty expression; expected a value"}}},
		{name: "optional with a default", old: "late: bool = false", new: "late: optional bool = false", want: []said{{6, "false", "attribute \"late\" is optional and has a default; expected one of the two"}}},
		{name: "bound that is no condition", old: "late: bool = false", new: "words: {type: number, must: value + 1}, late: bool = false", want: []said{{6, "+ 1", "found a number; expected a bool"}}},
		{name: "bound that names the item", old: "late: bool = false", new: "words: {type: number, must: item.words > 0}, late: bool = false", want: []said{{6, "item.words", "\"item\" has no meaning here; expected one of value"}}},
		{name: "default out of bounds", old: "late: bool = false", new: "words: {type: number, default: -1, must: value >= 0}, late: bool = false", want: []said{{6, "-1", "found -1 for attribute \"words\"; expected value >= 0"}}},
		{name: "default that is not one of them", old: "late: bool = false", new: "form: {type: string, default: '\"vidoe\"', one_of: [text, video]}, late: bool = false",
			want: []said{{6, "'\"vidoe", "unknown value \"vidoe\"; did you mean \"video\"?"}}},
		{name: "one_of for numbers", old: "late: bool = false", new: "late: {type: number, one_of: [1, 2]}", want: []said{{6, "1, 2", "`one_of` is for strings; write `must` for a number"}}},
		{name: "attribute that hides a field", old: "late: bool = false", new: "genre: string, late: bool = false", want: []said{{6, "genre", "attribute \"genre\" hides a field that every submit has; choose another name"}}},
		{name: "attribute with a hyphen", old: "late: bool = false", new: "off-brief: bool, late: bool = false", want: []said{{6, "off-brief", "found attribute \"off-brief\"; expected letters, digits and _, so that an expression can name it"}}},
		{name: "attribute that is a word of the language", old: "late: bool = false", new: "in: bool, late: bool = false", want: []said{{6, "in:", "found attribute \"in\"; expected letters, digits and _, so that an expression can name it"}}},
		{name: "outlet attribute that is not declared", old: "{level: national, names", new: "{level: national, medum: web, names", want: []said{{9, "medum", "unknown attribute of an outlet \"medum\"; did you mean \"medium\"?"}}},
		{name: "outlet attribute that is no number", old: "outlet: {medium: string = \"other\"}\noutlets:\n  - {level: national", new: "outlet: {price: number}\noutlets:\n  - {level: national, price: ten",
			want: []said{{9, "ten", "found \"ten\"; expected a plain decimal number of at most 30 digits on either side of the point"}}},
		{name: "outlet twice", old: "names: [人民日报]}", new: "names: [人民日报]}\n  - {level: city, names: [赤峰日报, 《人民日报》]}", want: []said{{10, "《人民日报》", "outlet \"《人民日报》\" stands in the table twice; the first is on line 9"}}},
		{name: "alias of another outlet", old: "names: [人民日报]}", new: "names: [人民日报, {赤峰日报: 人民 日报}]}", want: []said{{9, "人民 日报", "outlet \"人民 日报\" stands in the table twice; the first is on line 9"}}},
		{name: "outlet without a name", old: "names: [人民日报]}", new: "names: [人民日报, 《》]}", want: []said{{9, "《》", "found \"《》\"; expected the name of an outlet"}}},
		{name: "tier twice", old: "[national, city]", new: "[national, city, national]", want: []said{{10, "national]", "tier \"national\" stands here twice; the first is on line 10"}}},
		{name: "tier that looks at the tier", old: "[national, city]", new: "{national: {}, city: {when: 'tier == \"x\"'}}", want: []said{{10, "tier ==", "\"tier\" has no meaning here; expected one of params, item, unit, sender, adopt, outlet, good"}}},
		{name: "one name for two rules", old: "  short: {of", new: "  paid: {of", want: []said{{29, "paid", "rule \"paid\" has the name of what stands on line 20; a posting must name one rule"}}},
		{name: "one name for rule and cap", old: "  limit: {per", new: "  paid: {per", want: []said{{31, "paid", "cap \"paid\" has the name of what stands on line 20; a posting must name one rule"}}},
		{name: "one name for rule and quota", old: "  sent: {per", new: "  paid: {per", want: []said{{27, "paid", "quota \"paid\" has the name of what stands on line 20; `of` must name one of them"}}},
		{name: "define that hides a name", old: "  good: '!item.late'", new: "  good: '!item.late'\n  unit: 'true'", want: []said{{16, "unit", "define \"unit\" hides a name of the language or of the scheme; choose another name"}}},
		{name: "define that hides a number", old: "  good: '!item.late'", new: "  nth: '!item.late'", want: []said{{15, "nth", "define \"nth\" hides a name of the language or of the scheme; choose another name"}}},
		{name: "define with a hyphen", old: "  good: '!item.late'", new: "  very-good: '!item.late'", want: []said{{15, "very-good", "found define \"very-good\"; expected letters, digits and _, so that an expression can name it"}}},
		{name: "define that nothing names", old: "  good: '!item.late'", new: "  good: '!item.late'\n  finest: 'true'", want: []said{{16, "finest", "define \"finest\" is named by nothing; expected a rule or another define that names it"}}},
		{name: "define of things that never meet", old: "  good: '!item.late'", new: "  good: '!item.late && quota.missing > 0'", want: []said{
			{15, "'!item", "no rule can name all that define \"good\" names; the reference says where each name may stand"},
			{19, "good", "\"good\" has no meaning here; expected one of params, item, unit, sender, adopt, outlet, tier, nth"},
			{26, "good", "\"good\" has no meaning here; expected one of params, item, unit, sender, nth"}}},
		{name: "number of an unknown kind of entry", old: "nth: {each: submit", new: "nth: {each: submission", want: []said{{17, "submission", "unknown kind of entry \"submission\"; did you mean \"submit\"?"}}},
		{name: "tier that is none", old: "{of: adopted, times: 2}", new: "{of: adopted, when: 'tier == \"natonal\"', times: 2}", want: []said{{22, "\"natonal", "found \"natonal\"; expected one of the texts of tier; did you mean \"national\"?"}}},
		{name: "tier that is none, in a list", old: "{of: adopted, times: 2}", new: "{of: adopted, when: '!(tier in [\"city\", \"county\"])', times: 2}", want: []said{{22, "\"county", "found \"county\"; expected one of the texts of tier: national, city"}}},
		{name: "tier that is none, of an adoption", old: "{of: adopted, times: 2}", new: "{of: adopted, when: 'item.adoptions.exists(a, \"citi\" != a.tier)', times: 2}", want: []said{{22, "\"citi", "found \"citi\"; expected one of the texts of adoption.tier; did you mean \"city\"?"}}},
		{name: "rank of no tier", old: "{of: adopted, times: 2}", new: "{of: adopted, times: 'rank(\"national\") - rank(\"cty\") + 1'}", want: []said{{22, "\"cty", "found \"cty\"; expected one of the texts of rank(); did you mean \"city\"?"}}},
		{name: "number that looks ahead", old: "by: item.topic", new: "when: item.adoptions.size() > 0, by: item.topic", want: []said{{17, "item.adoptions", "a number is counted from entries alone; found a look at what happens to the item later"}}},
	}
}

// brokenParams is the section params.
func brokenParams() []breaking {
	const fee = "fee: {2020-01-01: 20, 2021-01-01: 25}"
	return []breaking{
		{name: "params as a list", old: "  standard: {national: {brief: 20}, city: {brief: 5}}\n  " + fee, new: "  - 20", want: []said{{12, "- 20", "found a list; expected a mapping of parameters by name"}}},
		{name: "parameter without a value", old: fee, new: "fee:", want: []said{{13, "fee:|", "found nothing; expected a value, or {required: number} for one that the user must give"}}},
		{name: "empty mapping", old: fee, new: "fee: {}", want: []said{{13, "{}", "found an empty mapping; expected values by name"}}},
		{name: "empty list", old: fee, new: "fee: []", want: []said{{13, "[]", "found an empty list; expected values, so that their type is known"}}},
		{name: "mixed list", old: fee, new: "fee: [20, high]", want: []said{{13, "high", "found string in a list of number; expected values of one type"}}},
		{name: "number with an exponent", old: fee, new: "fee: 1e3", want: []said{{13, "1e3", "found \"1e3\"; expected a plain decimal number of at most 30 digits on either side of the point"}}},
		{name: "number in another base", old: fee, new: "fee: 0x10", want: []said{{13, "0x10", "found \"0x10\"; expected a plain decimal number of at most 30 digits on either side of the point"}}},
		{name: "infinity", old: fee, new: "fee: .inf", want: []said{{13, ".inf", "found \".inf\"; expected a plain decimal number of at most 30 digits on either side of the point"}}},
		{name: "dates out of order", old: fee, new: "fee: {2021-01-01: 25, 2020-01-01: 20}", want: []said{{13, "2020", "found 2020-01-01 after 2021-01-01; expected first days in ascending order"}}},
		{name: "day that does not exist", old: fee, new: "fee: {2020-01-01: 20, 2021-02-29: 25}", want: []said{{13, "2021", "found \"2021-02-29\"; expected a day, as 2006-01-02"}}},
		{name: "name among dates", old: fee, new: "fee: {least: 10, 2020-01-01: 20}", want: []said{{13, "least", "found \"least\"; expected a day, as 2006-01-02"}}},
		{name: "dated values of two types", old: fee, new: "fee: {2020-01-01: 20, 2021-01-01: high}", want: []said{{13, "2021", "found string after number; expected values of one type"}}},
		{name: "required of an unknown type", old: fee, new: "fee: {required: nubmer}", want: []said{{13, "nubmer", "unknown type \"nubmer\"; did you mean \"number\"?"}}},
		{name: "required in a list", old: fee, new: "fee: [{required: number}]", want: []said{{13, "{required", "found a required value in a list; expected it under a name, so that it can be given"}}},
		{name: "parameter with a hyphen", old: fee, new: "the-fee: 20", want: []said{{13, "the-fee", "found parameter \"the-fee\"; expected letters, digits and _ (other names may stand only where all values beside have one type)"}}},
		{name: "unlike values under Chinese names", old: fee, new: "fee: {县: 20, 市: 不详}", want: []said{
			{13, "县", "found parameter \"县\"; expected letters, digits and _ (other names may stand only where all values beside have one type)"},
			{13, "市", "found parameter \"市\"; expected letters, digits and _ (other names may stand only where all values beside have one type)"}}},
		{name: "unknown parameter", old: "worth: params.fee}", new: "worth: params.fees}", want: []said{{20, "fees", "found the field \"fees\" of params; expected a declared one; did you mean \"fee\"?"}}},
		{name: "unknown key of a parameter", old: "worth: params.fee}", new: "worth: params.standard.nation.brief}", want: []said{{20, "nation", "unknown parameter \"nation\" in params.standard.nation.brief; did you mean \"national\"?"}}},
		{name: "unknown key in brackets", old: "worth: params.fee}", new: "worth: 'params.standard[\"national\"][\"breif\"]'}", want: []said{{20, "breif", "unknown parameter \"breif\" in params.standard.national.breif; did you mean \"brief\"?"}}},
	}
}
