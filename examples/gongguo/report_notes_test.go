package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// A rule on the month itself deducts in each month, whatever was handed in.
const monthly = `scheme: monthly
accounts: {points: {title: 得分, places: 1}}
credits: {granted: {clause: 一, title: 加分, each: grant, worth: grant.amount}}
deductions: {late: {clause: 二, title: 每月, per: month, worth: '-1'}}
`

// TestWhatIsSettledAfterTheEnd counts on a calendar: testdata/march.jsonl ends on Friday 2020-03-20, its weeks on
// Sundays, its months on the 25th; the county owes two items a week, the department one.
func TestWhatIsSettledAfterTheEnd(t *testing.T) {
	t.Parallel()
	file := t.TempDir() + "/monthly.yaml"
	write(t, file, monthly)
	for _, row := range []struct{ name, args, want string }{
		{"a week that is not over", "--period 2020-W12", "ATTENTION: 1 week ends after the last entry (2020-03-20) " +
			"and is settled as missed; give --until 2020-03-20 to leave it out"},
		{"a week that is over", "--period 2020-W11", ""},
		{"a week that is not over, until the last entry", "--period 2020-W12 --until 2020-03-20",
			"ATTENTION: provisional: the period ends 2020-03-22"},
		{"a month of four Sundays", "--period 2020-04", "ATTENTION: 4 weeks end after the last entry (2020-03-20) " +
			"and are settled as missed; give --until 2020-03-20 to leave them out"},
		{"a quarter: 13 weeks and itself", "--period 2020-Q2", "ATTENTION: 1 quarter and 13 weeks end after the last " +
			"entry (2020-03-20) and are settled as missed; give --until 2020-03-20 to leave them out"},
		{"both", "--period 2020-Q2 --until 2020-04-05", "ATTENTION: provisional: the period ends 2020-06-25\n" +
			"ATTENTION: 2 weeks end after the last entry (2020-03-20) and are settled as missed; give " +
			"--until 2020-03-20 to leave them out"},
		{"the last entry is that of the view", "--period 2020-W12 --known 2020-03-19", "ATTENTION: 1 week ends after " +
			"the last entry (2020-03-16) and is settled as missed; give --until 2020-03-16 to leave it out"},
		{"nothing is owed", "--scheme testdata/failing.yaml --period 2020", ""},
		{"a rule on the month itself", "--period 2020 --scheme " + file, "ATTENTION: 10 months end after the last " +
			"entry (2020-03-20) and are settled as missed; give --until 2020-03-20 to leave them out"},
	} {
		got := runWith("",
			append(strings.Fields("score --ledger testdata/march.jsonl"), strings.Fields(row.args)...)...)
		require.Equal(t, exitGood, got.code, got.err)
		var lines []string
		for _, line := range strings.Split(got.out, "\n") {
			if strings.HasPrefix(line, loud) {
				lines = append(lines, line)
			}
		}
		assert.Equal(t, row.want, strings.Join(lines, "\n"), row.name)
	}
}

func TestKindCounts(t *testing.T) {
	t.Parallel()
	for want, counts := range map[string]map[calendar.Kind]int{
		"":                                {},
		"1 week":                          {calendar.Week: 1},
		"1 year and 2 weeks":              {calendar.Week: 2, calendar.Year: 1, calendar.Month: 0},
		"2 halves, 3 months and 1 week":   {calendar.Week: 1, calendar.Month: 3, calendar.Half: 2},
		"1 half, 1 quarter and 12 months": {calendar.Half: 1, calendar.Quarter: 1, calendar.Month: 12},
	} {
		assert.Equal(t, want, kindCounts(counts))
	}
}
