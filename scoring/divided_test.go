package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestDivided: of a unit that is divided, the parts go by all that was posted, also before what is shown.
func TestDivided(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
quotas: {monthly: {per: month, count: 'true', required: 1}}
deductions: {short: {of: monthly, worth: -quota.missing}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e1","kind":"enroll","at":"2020-06-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"withdraw","at":"2020-08-01","unit":"a"}
{"id":"e3","kind":"enroll","at":"2020-08-01","unit":"c","name":"丙","category":"c","succeeds":{"a":"0.5"}}
{"id":"e4","kind":"enroll","at":"2020-08-01","unit":"d","name":"丁","category":"c","succeeds":{"a":"0.5"}}
`), "l.jsonl")
	require.NoError(t, err)
	// d has half of −1 in June, −1, and of −2 in July, −1: of July 0. c has the rest: 0, and −1
	for period, want := range map[string]string{"2020-Q3": "c -1 d 0 ", "2020": "c -1 d -1 "} {
		assert.Equal(t, want, totalsOf(t, s, l, period, "2020-08-30"), period)
	}
}

// TestCarriedDivided: of a unit that is divided, the parts of a difference go by all that was posted, also in a month
// that is open, and not shown.
func TestCarriedDivided(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
after_close: carry
accounts: {points: {places: 0}}
quotas: {monthly: {per: month, count: 'true', required: 1}}
deductions: {short: {of: monthly, worth: -3 * quota.missing}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e1","kind":"enroll","at":"2020-05-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"withdraw","at":"2020-07-01","unit":"a"}
{"id":"e3","kind":"enroll","at":"2020-07-01","unit":"c","name":"丙","category":"c","succeeds":{"a":"0.5"}}
{"id":"e4","kind":"enroll","at":"2020-07-01","unit":"d","name":"丁","category":"c","succeeds":{"a":"0.5"}}
{"id":"e5","kind":"close","at":"2020-07-02","period":"2020-06"}
{"id":"e6","kind":"submit","at":"2020-06-09","unit":"a","item":"i1","genre":"g"}
`), "l.jsonl")
	require.NoError(t, err)
	for period, want := range map[string]string{"2020-05": "a -3 ", "2020-06": "a -3 ", "2020-07": "c 2 d 1 "} {
		// d had half of −3 and of −6, −2 and −3, and has −2 of −3: 1 more
		assert.Equal(t, want, totalsOf(t, s, l, period, "2020-07-30"), period)
	}
}

// totalsOf are the totals of a period as one line.
func totalsOf(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, period, until string) (said string) {
	t.Helper()
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods(period),
		Until: worlds.Time(until)})
	require.NoError(t, err)
	for _, x := range book.Totals() {
		said += fmt.Sprint(x.Unit, " ", x.Amount, " ")
	}
	return said
}
