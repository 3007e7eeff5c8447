package ledger_test

// wrongTimes are dates, times and periods that are none.
var wrongTimes = []wrongInput{
	{
		name: "date with slashes",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020/03/03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020/03/03", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (no date)`,
		},
	},
	{
		name: "month 13",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-13-01","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-13-01", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (the month is not 01 to 12)`,
		},
	},
	{
		name: "30 February",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-02-30","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-02-30", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (2020-02 has 29 days)`,
		},
	},
	{
		name: "29 February of a common year",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2019-02-29","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2019-02-29", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (2019-02 has 28 days)`,
		},
	},
	{
		name: "year 0",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"0000-01-01","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "0000-01-01", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (the year is not 1900 to 2099)`,
		},
	},
	{
		name: "time without zone",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00:00","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00:00", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (the zone is missing: Z or an offset such as +08:00)`,
		},
	},
	{
		name: "time without seconds",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00+08:00","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00+08:00", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (the seconds are missing)`,
		},
	},
	{
		name: "space for T",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03 09:00:00Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03 09:00:00Z", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (a capital T must follow the date)`,
		},
	},
	{
		name: "hour 24",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T24:00:00Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T24:00:00Z", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (the hour is not 00 to 23)`,
		},
	},
	{
		name: "leap second",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2016-12-31T23:59:60Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2016-12-31T23:59:60Z", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (leap seconds are not kept: write second 59)`,
		},
	},
	{
		name: "zone without colon",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00:00+0800","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00:00+0800", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (the zone is not Z or an offset such as +08:00)`,
		},
	},
	{
		name: "ten digits of a second",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00:00.0123456789Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00:00.0123456789Z", expected a date 2006-01-02 or a ` +
				`time 2006-01-02T15:04:05+08:00 (the fraction has more than 9 digits)`,
		},
	},
	{
		name: "recorded as a date",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","recorded":"2020-03-04"}`,
		},
		want: []string{
			`l.jsonl:3:83: entry "a1": recorded: found "2020-03-04", expected a time 2006-01-02T15:04:05+08:00, ` +
				`not a date`,
		},
	},
	{
		name: "recorded that is none",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","recorded":"2020-03-04T25:00:00Z"}`,
		},
		want: []string{
			`l.jsonl:3:83: entry "a1": recorded: found "2020-03-04T25:00:00Z", ` +
				`expected a time 2006-01-02T15:04:05+08:00 (the hour is not 00 to 23)`,
		},
	},
	{
		name: "recorded that goes back",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网",` +
				`"recorded":"2020-03-04T08:00:00+08:00"}`,
			`{"id":"a2","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"新华网"}`,
			`{"id":"a3","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"新华网","recorded":"2020-03-03T23:59:59Z"}`,
		},
		want: []string{
			`l.jsonl:5:83: entry "a3": recorded: found 2020-03-03T23:59:59Z, expected no time before ` +
				`2020-03-04T08:00:00+08:00, when line 3 was recorded`,
		},
	},
	{
		name: "period 2020-Q5",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-Q5",` +
				`"required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-Q5", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
	{
		name: "period 2020-H3",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-H3",` +
				`"required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-H3", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
	{
		name: "period 2020-13",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-13",` +
				`"required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-13", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
	{
		name: "period 2020-W54",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-W54",` +
				`"required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-W54", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
	{
		name: "period 2020年",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020年",` +
				`"required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020年", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
	{
		name: "period 2020-Q",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-Q",` +
				`"required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-Q", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
}
