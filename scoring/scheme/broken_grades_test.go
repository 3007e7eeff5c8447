package scheme_test

import "strings"

// brokenGrades is what is wrong with grades, and with who asks for one.
func brokenGrades() []breaking {
	const good = "{per: year, bands: {优秀: 90, 良好: 80}, otherwise: 其他}"
	with := func(grade string, replaced ...string) string {
		return strings.NewReplacer(append(replaced, "readings:\n", "grades:\n  level: "+grade+"\nreadings:\n")...).Replace(small)
	}
	result := func(line string, replaced ...string) string {
		return strings.NewReplacer(append(replaced, "readings:\n", "results:\n  short_of: "+line+"\nreadings:\n")...).Replace(small)
	}
	own := "asks for the grade of the period, which is made when all else of the period is; expected one of an " +
		"earlier period, as before.grade[…]"
	return []breaking{
		{name: "misspelt way after a close", whole: with(good, "scheme: ", "after_close: cary\nscheme: "),
			want: []said{{1, "cary", "unknown way after a close \"cary\"; did you mean \"carry\"?"}}},
		{name: "grade without a band", whole: with("{per: year, bands: {}}"),
			want: []said{{37, "{}", "grade \"level\" has no band; expected names with their lower edges, as " +
				"{优秀: 90, 良好: 80}"}}},
		{name: "band that nothing reaches", whole: with("{per: year, bands: {良好: 80, 优秀: 90}}"),
			want: []said{{37, "90", "band \"优秀\" begins at 90, and \"良好\" before it at 80: nothing reaches it; " +
				"expected the bands with the highest edge first"}}},
		{name: "two bands with one edge", whole: with("{per: year, bands: {优秀: 80, 良好: 80.0}}"),
			want: []said{{37, "80.0", "band \"良好\" begins at 80, and \"优秀\" before it at 80: nothing reaches it; " +
				"expected the bands with the highest edge first"}}},
		{name: "band that is there already", whole: with("{per: year, bands: {优秀: 90}, otherwise: 优秀}"),
			want: []said{{37, "优秀}", "\"优秀\" is a band of grade \"level\"; expected another name for what lies " +
				"below all edges"}}},
		{name: "edge that is no number", whole: with("{per: year, bands: {优秀: 'unit.name'}}"),
			want: []said{{37, "name", "found a string; expected a number"}}},
		{name: "grade of a misspelt account", whole: with("{per: year, account: piont, bands: {优秀: 90}}"),
			want: []said{{37, "piont", "unknown account \"piont\"; did you mean \"points\"?"}}},
		{name: "grade asked by its name", whole: with(good, "first: 3}", "first: 3, eligible: 'level == \"优秀\"'}"),
			want: []said{{35, "level", "\"level\" is a grade, which is no value; expected one of params, unit, " +
				"period, members, history, before, days, weeks, months, quarters, halves, years, sum, total, count, group, " +
				"group_size, best, worst, group_total, group_totals, rank, limit, grade, result, standing, above, under"}}},
		{name: "grade that asks for a group", whole: with("{per: year, when: 'group_totals[\"points\"].size() > 3', " +
			"bands: {优秀: 90}}"),
			want: []said{{37, "group_totals", "\"group_totals\" has no meaning here; expected one of params, unit, period, " +
				"members, history, before, days, weeks, months, quarters, halves, years, sum, total, count, standing, above, " +
				"under"}}},
		{name: "result that asks for a group", whole: result("{per: year, when: 'total[\"points\"] < best[\"points\"]'}"),
			want: []said{{37, "best", "\"best\" has no meaning here; expected one of params, unit, period, members, " +
				"history, before, days, weeks, months, quarters, halves, years, sum, total, count, grade, standing, above, under"}}},
		{name: "misspelt band", whole: with(good, "first: 3}", "first: 3, eligible: 'grade[\"level\"] == \"优良\"'}"),
			want: []said{{35, "\"优良\"", "found \"优良\"; expected one of the texts of grade: 优秀, 良好, 其他"}}},
		{name: "misspelt grade of an earlier period", whole: with(good, "first: 3}",
			"first: 3, eligible: 'default(before.grade[\"levle\"], \"\") == \"优秀\"'}"),
			want: []said{{35, "\"levle\"", "found the key \"levle\" of row.grade; expected a declared one; " +
				"did you mean \"level\"?"}}},
		{name: "grade in a rule of its period", whole: with(good, "caps:\n",
			"  low: {per: year, when: 'grade[\"level\"] == \"其他\"', worth: -1}\ncaps:\n"),
			want: []said{{30, "grade", "\"grade\" has no meaning here; expected one of params, unit, period, members, " +
				"history, before, days, weeks, months, quarters, halves, years, sum, total, count, standing, above, under"}}},
		{name: "grade of the unit above in a rule of its period", whole: with(good, "caps:\n",
			"  low: {per: year, when: 'above.grade[\"level\"] == \"其他\"', worth: -1}\ncaps:\n"),
			want: []said{{30, "low", "\"low\" " + own}}},
		{name: "grade of those under in a ranking", whole: with(good, "yearly: {per: year}",
			"yearly: {per: year, eligible: 'under.all(u, u.grade[\"level\"] != \"其他\")'}"),
			want: []said{{33, "yearly", "\"yearly\" " + own}}},
		{name: "grade that asks for itself", whole: with("{per: year, when: 'standing.grade[\"level\"] == \"优秀\"', " +
			"bands: {优秀: 90}}"),
			want: []said{{37, "level", "\"level\" " + own}}},
		{name: "grade of figures by another period", whole: with("{account: grade, per: [month, year], bands: {优秀: 90}}",
			"rankings:\n", "derived:\n  rate: {kind: figure, account: grade, per: year, worth: 1}\nrankings:\n"),
			want: []said{{39, "month", "grade \"level\" is of account \"grade\" by the month, of which it has no figure; " +
				"expected [year]"}}},
		{name: "grade that is never made where it is asked", whole: with(good, "honours:\n",
			"results: {r: {per: month, when: 'grade[\"level\"] == \"优秀\"'}}\nhonours:\n"),
			want: []said{{34, "grade[", "\"r\" asks by the month for grade \"level\", which is made by the year; " +
				"expected one that is made in the period"}}},
		{name: "grade of an earlier period that is never made", whole: with(good, "honours:\n",
			"results: {r: {per: month, when: 'default(before.grade[\"level\"], \"\") == \"优秀\"'}}\nhonours:\n"),
			want: []said{{34, "default(", "\"r\" asks by the month for grade \"level\", which is made by the year; " +
				"expected one that is made in the period"}}},
		{name: "result that is never made where it is asked", whole: result("{per: month, when: 'true'}",
			"first: 3}", "first: 3, eligible: 'result[\"short_of\"]'}"),
			want: []said{{35, "result[", "\"best\" asks by the year for result \"short_of\", which is made by the month; " +
				"expected one that is made in the period"}}},
		{name: "result of the weeks inside", whole: result("{per: month, when: 'true'}", "first: 3}",
			"first: 3, eligible: 'weeks.exists(w, w.result[\"short_of\"])'}"),
			want: []said{{35, "weeks.", "\"best\" asks by the week for result \"short_of\", which is made by the month; " +
				"expected one that is made in the period"}}},
		{name: "expected grade that is none", whole: with(good, "{totals: {a: {points: 20}}}",
			"{grades: {a: {level: 优良, levels: 优秀}}}"),
			want: []said{
				{49, "优良", "unknown band \"优良\"; expected one of 优秀, 良好, 其他, none"},
				{49, "levels", "unknown grade \"levels\"; did you mean \"level\"?"}}},
		{name: "result without a condition", whole: result("{per: year}"),
			want: []said{{37, "{per", "`when` is missing"}}},
		{name: "result asked by its name", whole: result("{per: year, when: 'total[\"points\"] < 3'}",
			"first: 3}", "first: 3, eligible: '!short_of'}"),
			want: []said{{35, "short_of", "\"short_of\" is a result, which is no value; expected one of params, unit, " +
				"period, members, history, before, days, weeks, months, quarters, halves, years, sum, total, count, group, " +
				"group_size, best, worst, group_total, group_totals, rank, limit, grade, result, standing, above, under"}}},
		{name: "misspelt result", whole: result("{per: year, when: 'total[\"points\"] < 3'}",
			"first: 3}", "first: 3, eligible: '!result[\"short-of\"]'}"),
			want: []said{{35, "\"short-of\"", "found the key \"short-of\" of result; expected a declared one; did you mean " +
				"\"short_of\"?"}}},
		{name: "result in a result", whole: result("{per: year, when: 'result[\"short_of\"]'}"),
			want: []said{{37, "result", "\"result\" has no meaning here; expected one of params, unit, period, members, " +
				"history, before, days, weeks, months, quarters, halves, years, sum, total, count, grade, standing, above, under"}}},
		{name: "result of the unit above in a result", whole: result("{per: year, when: 'above.result[\"short_of\"]'}"),
			want: []said{{37, "short_of", "\"short_of\" asks for the result of the period, which is made when all else " +
				"of the period is; expected one of an earlier period, as before.result[…]"}}},
		{name: "result of the unit above in a rule of its period", whole: result("{per: year, when: 'true'}", "caps:\n",
			"  low: {per: year, when: 'above.result[\"short_of\"]', worth: -1}\ncaps:\n"),
			want: []said{{30, "low", "\"low\" asks for the result of the period, which is made when all else " +
				"of the period is; expected one of an earlier period, as before.result[…]"}}},
		{name: "expected result that is none", whole: result("{per: year, when: 'true'}", "{totals: {a: {points: 20}}}",
			"{results: {short_off: a}}"),
			want: []said{{49, "short_off", "unknown result \"short_off\"; did you mean \"short_of\"?"}}},
	}
}
