package frame_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestPeriodsThatAreSettled counts them, on a ledger with entries on the first and on the last day that one can have:
// as many as the reported period needs, not as many as lie between the two.
func TestPeriodsThatAreSettled(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"u","kind":"enroll","at":"1900-01-01","unit":"u","name":"u","category":"c"}
{"id":"a","kind":"submit","at":"1900-01-01","unit":"u","item":"a","genre":"g"}
{"id":"b","kind":"submit","at":"2099-12-31","unit":"u","item":"b","genre":"g"}`), "l.jsonl")
	require.NoError(t, err)
	const weekly = "quotas: {weekly: {per: week, count: 'true', required: 2}, " +
		"yearly: {per: year, count: 'true', required: 5}}\n"
	const short = "deductions: {short: {of: [weekly, yearly], worth: -1 * quota.missing}"
	for _, row := range []struct {
		name, rules, period string
		want                int
	}{
		// 2099 begins on a Thursday: 51 weeks and the first end in it on a Sunday, the 53rd on 3 January 2100
		{"the weeks that end in the year, and the year", short + "}", "2099", 52 + 1},
		{"where nothing is said, the year of the last entry", short + "}", "", 52 + 1},
		{"the weeks that end in a month", short + "}", "2099-11", 5},
		{"a year by itself has what was there", short + "}", "1900", 52 + 1}, // it begins on a Monday
		{"nothing before the first enrolment", short + "}", "1899", 0},
		{"of a year that ends after the last day, its own", short + "}", "2100", 52 + 1},
		{"a total of the month has what the weeks that end in it took, no more",
			short + ", m: {per: month, worth: 'total[\"p\"] < -2 ? -1 : 0'}}", "2099-11", 5 + 1},
		{"a cap of the year sees its weeks",
			short + "}\ncaps: {most: {per: year, at_most: 5}}", "2099", 52 + 1},
		{"the weeks inside are those of the months of the year",
			short + ", m: {per: month, worth: '-1 * weeks.size()'}}", "2099", 52 + 12 + 1},
		{"what reads the month before reads back to the first one",
			short + ", m: {per: month, worth: 'has(before.sum) ? -1 : 0'}}", "1901-02", 14 + 60 + 1}, // 424 days
		{"a month that reads a total has the weeks of that month",
			short + ", m: {per: month, worth: '-1 * count[\"weekly\"]'}}", "1950-05", 4 + 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml",
				[]byte("scheme: s\naccounts: {p: {places: 0}}\n"+weekly+row.rules))
			require.NoError(t, err)
			o := frame.Options{}
			if row.period != "" {
				o.Periods = worlds.Periods(row.period)
			}
			f, err := frame.New(t.Context(), s, l, o, func(context.Context, *frame.Frame) error { return nil })
			require.NoError(t, err)
			got := map[string]bool{}
			for _, sp := range f.Spans {
				got[sp.Period.String()] = true
				assert.True(t, f.Reports(sp) || strings.Contains(row.rules, "before"), "%s", sp.Period)
			}
			assert.Equal(t, row.want, len(got))
			assert.Equal(t, row.want, len(f.Spans))
		})
	}
}

// TestSettledLinesAtTheBound: as many lines as are allowed are settled, and not one more. A unit is there for 1,001 days
// up to 27 September 2022, each with 499 quotas and a rule of the day: 500,500 for one entry.
func TestSettledLinesAtTheBound(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`), "l.jsonl")
	require.NoError(t, err)
	for quotas, fits := range map[int]bool{499: true, 500: false} {
		text := "scheme: s\naccounts: {p: {places: 0}}\nbonuses: {d: {per: day, worth: history.size()}}\nquotas:\n"
		for i := range quotas {
			text += fmt.Sprintf("  q%d: {per: day, count: 'true'}\n", i)
		}
		s, err := scheme.Load(t.Context(), "s.yaml", []byte(text))
		require.NoError(t, err)
		_, err = frame.New(t.Context(), s, l, frame.Options{Periods: worlds.Periods("2022-09-27")},
			func(context.Context, *frame.Frame) error { return nil })
		assert.Equal(t, fits, err == nil, "%v", err)
	}
}
