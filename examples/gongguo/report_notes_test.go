package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A rule on the month itself deducts in each month, whatever was handed in.
const monthly = `scheme: monthly
accounts: {points: {title: 得分, places: 1}}
credits: {granted: {clause: 一, title: 加分, each: grant, worth: grant.amount}}
deductions: {late: {clause: 二, title: 每月, per: month, worth: '-1'}}
`

// thanked gives in each month as well, so that a cut would change what is earned.
const thanked = monthly + "bonuses: {thanks: {clause: 三, title: 每月, per: month, worth: 2}}\n"

// TestWhatIsProvisional counts on a calendar: testdata/march.jsonl ends on Friday 2020-03-20, its weeks on Sundays, its
// months on the 25th; the county owes two items a week, the department one.
func TestWhatIsProvisional(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder+"/monthly.yaml", monthly)
	write(t, folder+"/thanked.yaml", thanked)
	const after20 = ", after the last entry (2020-03-20); --until "
	late := func(last, periods string) string {
		return "\nATTENTION: settled as missed after the last entry (" + last + "): " + periods
	}
	cut := func(last string) string { return "; --until " + last + " leaves that out, and what is earned stays" }
	for _, row := range []struct{ name, args, want string }{
		{"a week that is not over", "--period 2020-W12", "ATTENTION: provisional: the period ends 2020-03-22" + after20 +
			"2020-03-22 says that nothing is missing" + late("2020-03-20", "1 week") + cut("2020-03-20")},
		{"a week that is over", "--period 2020-W11", ""},
		{"until the last entry", "--period 2020-W12 --until 2020-03-20",
			"ATTENTION: provisional: the period ends 2020-03-22, after --until 2020-03-20"},
		{"until the end of the period", "--period 2020-W12 --until 2020-03-22", ""},
		{"until long after", "--period 2020-W12 --until 2020-12-31", ""},
		{"a month of four Sundays", "--period 2020-04", "ATTENTION: provisional: the period ends 2020-04-25" + after20 +
			"2020-04-25 says that nothing is missing" + late("2020-03-20", "4 weeks") + cut("2020-03-20")},
		{"a quarter: 13 weeks and itself", "--period 2020-Q2", "ATTENTION: provisional: the period ends 2020-06-25" +
			after20 + "2020-06-25 says that nothing is missing" + late("2020-03-20", "1 quarter; 13 weeks") +
			cut("2020-03-20")},
		{"what until covers was missed", "--period 2020-Q2 --until 2020-04-05",
			"ATTENTION: provisional: the period ends 2020-06-25, after --until 2020-04-05"},
		{"the last entry is that of the view", "--period 2020-W12 --known 2020-03-19",
			"ATTENTION: provisional: the period ends 2020-03-22, after the last entry (2020-03-16); --until 2020-03-22 " +
				"says that nothing is missing" + late("2020-03-16", "1 week") + cut("2020-03-16")},
		{"nothing is owed", "--scheme testdata/failing.yaml --period 2020", "ATTENTION: provisional: the period ends " +
			"2020-12-31" + after20 + "2020-12-31 says that nothing is missing"},
		{"a rule on the month itself", "--period 2020 --scheme " + folder + "/monthly.yaml", "ATTENTION: provisional: " +
			"the period ends 2020-12-31" + after20 + "2020-12-31 says that nothing is missing" +
			late("2020-03-20", "10 months") + cut("2020-03-20")},
		{"a cut that takes what is earned is not advised", "--period 2020 --scheme " + folder + "/thanked.yaml",
			"ATTENTION: provisional: the period ends 2020-12-31" + after20 + "2020-12-31 says that nothing is missing" +
				late("2020-03-20", "10 months")},
	} {
		got := runWith("",
			append(strings.Fields("score --ledger testdata/march.jsonl"), strings.Fields(row.args)...)...)
		require.Equal(t, exitGood, got.code, got.err)
		assert.Equal(t, row.want, loudLines(got.out), row.name)
		csv := runWith("", append(strings.Fields("score --format csv --ledger testdata/march.jsonl"),
			strings.Fields(row.args)...)...)
		assert.Equal(t, row.want, loudLines(csv.err), row.name)
	}
}

// loudLines are the lines that must not be missed.
func loudLines(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, loud) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// TestNotesStandInEveryFormat: with their codes in JSON, on standard error beside what has no room for them.
func TestNotesStandInEveryFormat(t *testing.T) {
	t.Parallel()
	const march = " --ledger testdata/march.jsonl --period 2020-W12 --until 2020-03-20"
	for _, row := range []struct{ args, out, err string }{
		{"score --format json", `"code": "note.provisional"`, ""},
		{"score --format csv", "", "ATTENTION: provisional: "},
		{"score", "ATTENTION: provisional: ", ""},
		{"score --format markdown", "- ATTENTION: provisional: ", ""},
		{"explain --unit linxi", "ATTENTION: provisional: ", ""},
		{"explain --unit linxi --format json", "", "ATTENTION: provisional: "},
		{"compare --with-param each_missing=0", "ATTENTION: provisional: ", ""},
		{"compare --with-param each_missing=0 --format csv", "", "old: ATTENTION: provisional: "},
		{"compare --with-param each_missing=0 --format json", `"code": "note.provisional"`, "new: ATTENTION: provisional: "},
	} {
		got := runWith("", strings.Fields(row.args+march)...)
		require.Equal(t, exitGood, got.code, got.err)
		assert.Contains(t, got.out, row.out, row.args)
		assert.Contains(t, got.err, row.err, row.args)
	}
	// e8 has no tier, e10 is struck out
	csv := runWith("", strings.Fields("score --format csv --period 2020-03 --ledger testdata/march.jsonl")...)
	assert.Contains(t, csv.err, "note: refused: 2 (1 no-tier; 1 struck-out)\n")
}

// TestHonoursOfAProvisionalPeriodSaySo: the year of bazhou until June, and until its end.
func TestHonoursOfAProvisionalPeriodSaySo(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		until, heading string
		provisional    bool
	}{{"2022-06-30", "\nHonours, provisional\n", true}, {"2022-12-30", "\nHonours, provisional\n", true},
		{"2022-12-31", "\nHonours\n", false}} {
		args := "score --scheme bazhou-2022 --sample --period 2022 --until " + row.until
		assert.Contains(t, runWith("", strings.Fields(args)...).out, row.heading, row.until)
		out := runWith("", strings.Fields(args+" --format json")...).out
		assert.Equal(t, row.provisional, strings.Contains(out, `"provisional": true`), row.until)
	}
}
