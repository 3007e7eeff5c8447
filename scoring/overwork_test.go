package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// dear has a condition that costs some thousands for each item, and another that costs more for each unit.
const dear = `scheme: dear
accounts: {p: {places: 0}}
define: {l: '[1,2,3,4,5,6,7,8]'}
credits:
  cheap: {each: submit, worth: 1}
  slow: {each: submit, when: 'l.all(x, l.all(y, l.all(z, item.genre != string(x + y + z))))', worth: 1}
deductions:
  slower: {per: year, when: 'l.all(x, l.all(y, l.all(z, l.all(w, unit.id != string(x + y + z + w)))))', worth: -1}
`

func dearLedger(t *testing.T, items int) *ledger.Ledger {
	var b strings.Builder
	b.WriteString(`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n")
	for i := range items {
		fmt.Fprintf(&b, `{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u","genre":"g%[1]d"}`+"\n", i)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "l.jsonl")
	require.NoError(t, err)
	return l
}

// TestOverworkEndsEveryCall: what the dear evaluations of a call cost together is bounded, in each call that evaluates;
// the error stands at the expression that costs most, and calls one after another have each their own
// bound.
func TestOverworkEndsEveryCall(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "dear.yaml", []byte(dear))
	require.NoError(t, err)
	l := dearLedger(t, 20)
	o := scoring.Options{Periods: []calendar.Period{{Kind: calendar.Year, Year: 2020}}}
	query := scoring.Query{Unit: "u"}
	calls := map[string]func(most int64) error{
		"score": func(most int64) error {
			_, err := scoring.Score(frame.WithWork(t.Context(), frame.WorkUpTo(most)), s, l, o)
			return err
		},
		"engine": func(most int64) error {
			_, err := scoring.NewEngine(frame.WithWork(t.Context(), frame.WorkUpTo(most)), s, l, o)
			return err
		},
		"explain": func(most int64) error {
			_, err := scoring.Explain(frame.WithWork(t.Context(), frame.WorkUpTo(most)), s, l, o, query)
			return err
		},
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, call(1_000_000))
			err := call(30_000)
			var over *scoring.OverworkError
			require.ErrorAs(t, err, &over)
			assert.Equal(t, "found evaluations that are charged more than 30000 together, expected at most that; "+
				"this expression is charged most of it", over.At.Reason.String())
			assert.Equal(t, "dear.yaml", over.At.File)
			assert.Equal(t, 6, over.At.Line)
			assert.Contains(t, err.Error(), "dear.yaml:6:")
		})
	}
	book, err := scoring.Score(frame.WithWork(t.Context(), frame.WorkUpTo(1_000_000)), s, l, o)
	require.NoError(t, err)
	for range 10 {
		_, err := book.Postings(t.Context())
		require.NoError(t, err)
		_, err = book.Problems(t.Context())
		require.NoError(t, err)
	}
	engine, err := scoring.NewEngine(frame.WithWork(t.Context(), frame.WorkUpTo(1_000_000)), s, l, o)
	require.NoError(t, err)
	for range 10 {
		_, err := engine.Explain(t.Context(), query)
		require.NoError(t, err)
	}
}

// TestTestsShareTheirWork: a scheme with many worked cases, each within its bound, is bounded as a whole.
func TestTestsShareTheirWork(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(dear + "tests:\n")
	for i := range 20 {
		fmt.Fprintf(&b, "  - {name: t%d, period: '2020', ledger: [{kind: enroll, at: 2020-01-01, unit: u, name: x, category: c}, "+
			"{kind: submit, at: 2020-01-02, unit: u, item: i, genre: g}], expect: {totals: {u: {p: 1}}}}\n", i)
	}
	s, err := scheme.Load(t.Context(), "dear.yaml", []byte(b.String()))
	require.NoError(t, err)
	failures, err := scoring.RunTests(t.Context(), s)
	require.NoError(t, err)
	assert.Empty(t, failures)
	_, err = scoring.RunTests(frame.WithWork(t.Context(), frame.WorkUpTo(100_000)), s)
	var over *scoring.OverworkError
	require.ErrorAs(t, err, &over)
	assert.Equal(t, "dear.yaml", over.At.File)
}

// TestSettledLinesAreBounded: a quota a week since a unit was enrolled by mistake long ago is more than is settled,
// where what came before is read, and the error says from when to when. Without such a reader only the period shown is.
func TestSettledLinesAreBounded(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("scheme: weeks\naccounts: {p: {places: 0}}\nquotas:\n")
	for i := range 100 {
		fmt.Fprintf(&b, "  q%d: {per: week, count: 'item.genre == \"g%[1]d\"', required: 1}\n", i)
	}
	plain := b.String()
	s, err := scheme.Load(t.Context(), "weeks.yaml", []byte(plain+
		"deductions: {d: {per: week, when: 'has(before) && before.missing[\"q1\"] > 0', worth: -1}}\n"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e","kind":"enroll","at":"1901-01-01","unit":"u","name":"u","category":"c"}`+"\n"), "l.jsonl")
	require.NoError(t, err)
	o := scoring.Options{Periods: []calendar.Period{{Kind: calendar.Year, Year: 2020}}}
	_, err = scoring.Score(t.Context(), s, l, o)
	var over *scoring.OverworkError
	require.ErrorAs(t, err, &over)
	// 120 years of 52 or 53 weeks from 1 January 1901, a Tuesday, to 27 December 2020: 6,261 weeks of 101 lines
	assert.Equal(t, "from 1901-W01 to 2020-W52: found 632361 lines to settle, one for each unit, period, and quota or "+
		"rule on a period; expected at most 500500 for 1 entries", err.Error())
	s, err = scheme.Load(t.Context(), "weeks.yaml", []byte(plain))
	require.NoError(t, err)
	_, err = scoring.Score(t.Context(), s, l, o)
	assert.NoError(t, err)
}
