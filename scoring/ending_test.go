package scoring_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// handedIn is a scheme that scores each submission by an expression, and a ledger with n of them, ten thousand a unit.
func handedIn(t *testing.T, worth, params string, n int) (*scheme.Scheme, *ledger.Ledger) {
	t.Helper()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+params+"credits: {handed: {clause: '1', each: submit, worth: '"+worth+"'}}\n"))
	require.NoError(t, err)
	var lines strings.Builder
	for i := range n {
		unit := i / 10_000
		if i%10_000 == 0 {
			fmt.Fprintf(&lines, `{"id":"e%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":"u","category":"c"}`+"\n", unit)
		}
		fmt.Fprintf(&lines, `{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u%d","genre":"g"}`+"\n", i, unit)
	}
	l, err := ledger.ReadJSONL(strings.NewReader(lines.String()), "l.jsonl")
	require.NoError(t, err)
	return s, l
}

func TestCancelEndsTheRun(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 20_000)
	ctx, cancel := context.WithCancel(context.Background())
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

// TestCancelEndsTheFrame asks that nothing of a ledger is looked through after the cancellation.
func TestCancelEndsTheFrame(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 10)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := scoring.FrameUnder(ctx, s, l, scoring.Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestProgressReachesTheEnd(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 10_000)
	last := 0
	book, err := scoring.Score(context.Background(), s, l, scoring.Options{Progress: func(done, total int) {
		assert.Equal(t, 10_000, total)
		last = max(last, done)
	}})
	require.NoError(t, err)
	assert.Equal(t, 10_000, last)
	assert.Equal(t, "10000", book.Totals[0].Amount.String())
}

func TestLimitEndsTheRun(t *testing.T) {
	t.Parallel()
	numbers := strings.Repeat("1, ", 1999) + "1"
	s, l := handedIn(t, "params.xs.exists(a, params.xs.exists(b, a + b < 0)) ? 1 : 0", "params: {xs: ["+numbers+"]}\n", 1)
	book, err := scoring.Score(context.Background(), s, l, scoring.Options{})
	var limit *rule.LimitError
	require.ErrorAs(t, err, &limit)
	assert.Contains(t, err.Error(), "s.yaml:4:")
	assert.Nil(t, book, "never a partial result")
}

func TestOptionsThatDoNotFit(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "params.price", "params: {price: {required: number}}\n", 1)
	_, err := scoring.Score(context.Background(), s, l, scoring.Options{Period: "2020-13", Until: "soon", Known: "1 May"})
	var wrong *scoring.OptionsError
	require.ErrorAs(t, err, &wrong)
	assert.Len(t, wrong.Wrong, 4)
	assert.Contains(t, wrong.Wrong[0], "price")
}
