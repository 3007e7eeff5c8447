package scoring_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// handedIn is a scheme that scores each submission by an expression, and a ledger with n of them, ten thousand a
// unit.
func handedIn(t *testing.T, worth, params string, n int) (*scheme.Scheme, *ledger.Ledger) {
	t.Helper()
	s, err := scheme.Load(t.Context(), "s.yaml",
		[]byte("scheme: s\naccounts: {points: {}}\n"+params+"credits: {handed: {clause: '1', each: submit, worth: '"+
			worth+"'}}\n"))
	require.NoError(t, err)
	var lines strings.Builder
	for i := range n {
		unit := i / 10_000
		if i%10_000 == 0 {
			fmt.Fprintf(&lines,
				`{"id":"e%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":"u","category":"c"}`+"\n", unit)
		}
		fmt.Fprintf(&lines, `{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u%d","genre":"g"}`+
			"\n", i, unit)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(lines.String()), "l.jsonl")
	require.NoError(t, err)
	return s, l
}

func TestCancelEndsTheRun(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 20_000)
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := scoring.Score(ctx, s, l, scoring.Options{Workers: 1, Progress: func(done, total int) {
		calls++
		assert.Less(t, done, total)
		cancel()
	}})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 1, calls, "no block is begun after the cancellation")
	_, err = scoring.Score(ctx, s, l, scoring.Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestProgressReachesTheEnd(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 10_000)
	last := 0
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Progress: func(done, total int) {
		assert.Equal(t, 10_000, total)
		last = max(last, done)
	}})
	require.NoError(t, err)
	assert.Equal(t, 10_000, last)
	assert.Equal(t, "10000", book.Totals()[0].Amount.String())
}

// TestOptionsThatCannotBeRead: all of them are said at once, in one order, and nothing is half read.
func TestOptionsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	o, err := scoring.ParseOptions("2020-13", "soon", "1 May")
	var wrong *scoring.OptionsError
	require.ErrorAs(t, err, &wrong)
	require.Len(t, wrong.Wrong, 3)
	for i, says := range []string{"1 May", "soon", "2020-13"} {
		assert.Contains(t, wrong.Wrong[i].String(), says)
	}
	assert.Zero(t, o)
	_, err = scoring.ParseOptions("9999", "3020-12-20", "0202-02-02T00:00:00Z")
	const bounds = "expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the year is not 1900 to 2099)"
	require.EqualError(t, err, "known: found \"0202-02-02T00:00:00Z\", "+bounds+"\nuntil: found \"3020-12-20\", "+bounds+
		"\nperiod \"9999\": found year 9999, expected 1899 to 2100")
	_, err = scoring.ParseOptions("2020-03", "2020-03-32", "")
	require.ErrorAs(t, err, &wrong)
	assert.Len(t, wrong.Wrong, 1)
}

// TestOptionsAsWritten: what is read is what is reported, and what is empty is not set.
func TestOptionsAsWritten(t *testing.T) {
	t.Parallel()
	o, err := scoring.ParseOptions("2020-Q3", "2020-06-30", "2020-07-15T12:00:00+08:00")
	require.NoError(t, err)
	want := scoring.Options{Periods: []calendar.Period{{Kind: calendar.Quarter, Year: 2020, Index: 3}}, Until: o.Until,
		Known: o.Known}
	assert.Equal(t, want, o)
	assert.Equal(t, "2020-06-30", o.Until.String())
	assert.Equal(t, "2020-07-15T12:00:00+08:00", o.Known.String())
	o, err = scoring.ParseOptions("", "", "")
	require.NoError(t, err)
	assert.Zero(t, o)
}

// TestOptionsThatDoNotFit: a period that there is not, a time where a day is asked for, and a parameter that is not
// set are said at once, by everything that takes options.
func TestOptionsThatDoNotFit(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "params.price", "params: {price: {required: number}}\n", 1)
	o := scoring.Options{Periods: []calendar.Period{{Kind: calendar.Month, Year: 2020, Index: 13}},
		Until: worlds.Time("2020-05-01T00:00:00+08:00")}
	_, scored := scoring.Score(t.Context(), s, l, o)
	_, begun := scoring.NewEngine(t.Context(), s, l, o)
	_, explained := scoring.Explain(t.Context(), s, l, o, scoring.Query{Unit: "u0"})
	for _, err := range []error{scored, begun, explained} {
		var wrong *scoring.OptionsError
		require.ErrorAs(t, err, &wrong)
		require.Len(t, wrong.Wrong, 3)
		for i, says := range []string{"price", "2020-05-01T00:00:00+08:00", "2020-13"} {
			assert.Contains(t, wrong.Wrong[i].String(), says)
		}
		assert.Len(t, strings.Split(err.Error(), "\n"), 3, "a line for each")
	}
}

// TestReportsTheLatestYear: where no period is named, the year of the latest entry is reported, wherever in the ledger
// it stands.
func TestReportsTheLatestYear(t *testing.T) {
	t.Parallel()
	s, _ := handedIn(t, "1", "", 1)
	const early, late = `{"id":"e","kind":"enroll","at":"2020-01-01","unit":"e","name":"e","category":"c"}`,
		`{"id":"l","kind":"enroll","at":"2021-01-01","unit":"l","name":"l","category":"c"}`
	for _, lines := range [][]string{{late}, {late, early}, {early, late}} {
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
		require.NoError(t, err)
		book, err := scoring.Score(context.Background(), s, l, scoring.Options{})
		require.NoError(t, err)
		assert.Equal(t, "2021", book.Period.String(), lines)
	}
}

// TestPeriodWithoutADay: a month that is run together with the one before is no period to report.
func TestPeriodWithoutADay(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\ncalendar: {closes: {2018-01: 2018-02-28}}\n"+
		"accounts: {p: {places: 0}}\ncredits: {a: {each: submit, worth: 1}}"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"u","kind":"enroll","at":"2018-01-01","unit":"u","name":"u","category":"c"}`), "l.jsonl")
	require.NoError(t, err)
	o, err := scoring.ParseOptions("2018-02", "", "")
	require.NoError(t, err)
	const says = `period "2018-02": it has no day, since 2018-01 ends 2018-02-28, expected another`
	_, err = scoring.Score(t.Context(), s, l, o)
	require.EqualError(t, err, says)
	_, err = scoring.NewEngine(t.Context(), s, l, o)
	require.EqualError(t, err, says)
}
