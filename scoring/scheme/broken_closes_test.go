package scheme_test

// brokenCloses is periods that cannot close as the calendar says.
func brokenCloses() []breaking {
	const calendar = "calendar: {timezone: Asia/Shanghai}"
	closes := func(what string) string { return "calendar: {closes: {" + what + "}}" }
	const beyond = "found 2019-01-01 as the last day of 2018-Q3; expected none after 2018-12-31, the last day of 2018-Q4"
	return []breaking{
		{name: "a quarter that there is not", old: calendar, new: closes("2018-Q5: 2018-10-09"), want: []said{{3, "2018-Q5",
			`period "2018-Q5": there is no such quarter; expected 2018-Q1 to 2018-Q4`}}},
		{name: "a quarter in small letters", old: calendar, new: closes("2018-q3: 2018-10-09"), want: []said{{3, "2018-q3",
			`period: found "2018-q3"; expected 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31; did you mean "2018-Q3"?`}}},
		{name: "a quarter of the year 3018", old: calendar, new: closes("3018-Q3: 2018-10-09"), want: []said{{3, "3018-Q3",
			`period "3018-Q3": found year 3018; expected 1899 to 2100`}}},
		{name: "on a day that there is not", old: calendar, new: closes("2018-Q3: 2018-09-31"), want: []said{{3, "2018-09-31",
			`found "2018-09-31"; expected a date like 2006-01-02`}}},
		{name: "in the year 3018", old: calendar, new: closes("2018-Q3: 3018-10-09"), want: []said{{3, "3018",
			`found 3018-10-09; expected a year from 1900 to 2099`}}},
		{name: "before its first day", old: calendar, new: closes("2018-Q3: 2018-06-30"), want: []said{{3, "2018-06-30",
			"found 2018-06-30 as the last day of 2018-Q3; expected none before 2018-07-01"}}},
		{name: "after the end of the next", old: calendar, new: closes("2018-Q3: 2019-01-01"),
			want: []said{{3, "2019-01-01", beyond}}},
		{name: "two the wrong way round", old: calendar, new: closes("2018-09: 2018-10-09, 2018-08: 2018-10-12"),
			want: []said{{3, "2018-10-09",
				"found 2018-10-09 as the last day of 2018-09; expected none before 2018-10-13"}}},
		{name: "the same, in the order of time", old: calendar, new: closes("2018-08: 2018-10-12, 2018-09: 2018-10-09"),
			want: []said{{3, "2018-10-09",
				"found 2018-10-09 as the last day of 2018-09; expected none before 2018-10-13"}}},
		{name: "closes that are all wrong", old: calendar,
			new: closes("2018-Q3: 2019-01-01, 2018-13: 2018-10-09, 2018: soon"), want: []said{
				{3, "2019-01-01", beyond},
				{3, "2018-13", `period "2018-13": there is no such month; expected 2018-01 to 2018-12`},
				{3, "soon", `found "soon"; expected a date like 2006-01-02`}}},
		{name: "begins within a month", old: calendar, new: "succeeds: {scheme: older, from: 2020-03-15}", want: []said{{3,
			"2020-03-15", "found 2020-03-15, which lies within 2020-03; expected the first day of a month of the calendar, " +
				"2020-03-01 or 2020-04-01"}}},
		{name: "begins at no day", old: calendar, new: "succeeds: {scheme: older, from: soon}", want: []said{{3, "soon",
			`found "soon"; expected a day, as 2006-01-02`}}},
		{name: "succeeds itself", old: calendar, new: "succeeds: {scheme: small, from: 2020-03-01}", want: []said{{3, "small",
			`found the scheme itself, "small"; expected the name of the one before`}}},
		{name: "closes as a list", old: calendar, new: "calendar: {closes: [2018-Q3]}", want: []said{{3, "[2018-Q3]",
			"found a list; expected a mapping by name"}}},
	}
}
