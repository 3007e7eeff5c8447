package scheme_test

import "strings"

// apia is a good scheme of a zone that had no 30 December 2011.
const apia = `scheme: apia
calendar: {timezone: Pacific/Apia, holidays: [2011-12-29]}
accounts: {points: {places: 0}}
params:
  fee: {2011-12-29: 20}
credits:
  paid: {each: grant, from: 2011-12-29, until: 2011-12-29, worth: params.fee}
  later: {each: grant, when: 'grant.at > date(2011, 12, 29)', worth: 1}
tests:
  - name: 二十九日
    period: '2011'
    until: 2011-12-31
    ledger:
      - {kind: enroll, at: 2011-12-01, unit: a, name: 甲, category: county}
      - {kind: commission, at: 2011-12-29, commission: k, unit: a, due: 2011-12-29}
      - {kind: grant, at: 2011-12-29, unit: a, account: points, rule: paid, amount: '1', reason: x}
    expect: {totals: {a: {points: 20}}}
`

// brokenDays is days that the zone of the scheme never had.
func brokenDays() []breaking {
	const never = "found 2011-12-30; expected a day that Pacific/Apia had"
	const outOfBounds = "; expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the year is not 1900 to 2099)"
	swap := func(old, with string) string { return strings.Replace(apia, old, with, 1) }
	return []breaking{
		{name: "never a holiday", whole: swap("[2011-12-29]", "[2011-12-30]"), want: []said{{2, "2011", never}}},
		{name: "never a holiday, nor a first day", whole: strings.ReplaceAll(
			strings.ReplaceAll(apia, "[2011-12-29]", "[2011-12-30]"), "{2011-12-29: 20}", "{2011-12-30: 20}"),
			want: []said{{2, "2011", never}, {5, "2011", never}}},
		{name: "never a working day", whole: swap("holidays: [2011-12-29]", "workdays: [2011-12-30]"),
			want: []said{{2, "2011", never}}},
		{name: "never the first day of a figure", whole: swap("{2011-12-29: 20}", "{2011-12-30: 20}"),
			want: []said{{5, "2011", never}}},
		{name: "never in force", whole: swap("from: 2011-12-29, until: 2011-12-29", "from: 2011-12-30, until: 2011-12-30"),
			want: []said{{7, "2011-12-30, until", never}, {7, "2011-12-30, worth", never}}},
		{name: "never a date", whole: swap("date(2011, 12, 29)", "date(2011, 12, 30)"), want: []said{{8, "date(2011",
			"found the date 2011-12-30; expected a day that Pacific/Apia had"}}},
		{name: "never a date in a text", whole: swap("date(2011, 12, 29)", `date("2011-12-30")`),
			want: []said{{8, `date("2011`, "found the date 2011-12-30; expected a day that Pacific/Apia had"}}},
		{name: "never until", whole: swap("until: 2011-12-31", "until: 2011-12-30"), want: []said{{12, "2011", never}}},
		{name: "never known", whole: swap("until: 2011-12-31", "known: 2011-12-30"), want: []said{{12, "2011", never}}},
		{name: "never asked and never due", whole: swap("at: 2011-12-29, commission: k, unit: a, due: 2011-12-29",
			"at: 2011-12-30, commission: k, unit: a, due: 2011-12-30"), want: []said{
			{15, "2011-12-30, commission", "found \"2011-12-30\"; expected a day that Pacific/Apia had"},
			{15, "2011-12-30}", "found \"2011-12-30\"; expected a day that Pacific/Apia had"}}},
		{name: "a holiday of the year 9999", whole: swap("[2011-12-29]", "[9999-12-30]"), want: []said{{2, "9999",
			"found 9999-12-30; expected a year from 1900 to 2099"}}},
		{name: "a figure of the year 202", whole: swap("{2011-12-29: 20}", "{0202-01-01: 20}"), want: []said{{5, "0202",
			"found 0202-01-01; expected a year from 1900 to 2099"}}},
		{name: "in force from the year 3011 on", whole: swap("from: 2011-12-29, until: 2011-12-29", "from: 3011-12-29"),
			want: []said{{7, "3011", "found 3011-12-29; expected a year from 1900 to 2099"}}},
		{name: "a test of the year 9999", whole: swap("period: '2011'", "period: '9999'"), want: []said{{11, "'9999'",
			"period \"9999\": found year 9999; expected 1899 to 2100"}}},
		{name: "a test until the year 3011", whole: swap("until: 2011-12-31", "until: 3011-12-31"),
			want: []said{{12, "3011", "found 3011-12-31; expected a year from 1900 to 2099"}}},
		{name: "a test of what was known in 3011", whole: swap("until: 2011-12-31", "known: 3011-12-31"),
			want: []said{{12, "3011", "found \"3011-12-31\"" + outOfBounds}}},
		{name: "granted in the year 3011", whole: swap("at: 2011-12-29, unit: a, acc", "at: 3011-12-29, unit: a, acc"),
			want: []said{{16, "3011", "found \"3011-12-29\"" + outOfBounds}}},
		{name: "never granted", whole: swap("at: 2011-12-29, unit: a, account", "at: 2011-12-30, unit: a, account"),
			want: []said{{16, "2011", "found \"2011-12-30\"; expected a day that Pacific/Apia had"}}},
	}
}
