package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestSharesGrowWithTheirNumber holds that an item with ten times the receivers allocates ten times as much.
func TestSharesGrowWithTheirNumber(t *testing.T) {
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 2}}\n"+
		"credits: {c: {each: submit, worth: 3000, to: 'equal(item.with)'}}\n"))
	require.NoError(t, err)
	allocations := func(n int) float64 {
		var names []string
		var b strings.Builder
		for i := range n {
			names = append(names, fmt.Sprintf(`"u%d"`, i))
			fmt.Fprintf(&b, `{"id":"e%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":"u","category":"c"}`+"\n", i)
		}
		fmt.Fprintf(&b, `{"id":"s","kind":"submit","at":"2020-01-02","item":"i","unit":"u0","genre":"g","with":[%s]}`,
			strings.Join(names, ","))
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "l.jsonl")
		require.NoError(t, err)
		return testing.AllocsPerRun(1, func() {
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{Workers: 1})
			require.NoError(t, err)
			require.Len(t, book.Totals(), n)
		})
	}
	assert.Less(t, allocations(2000), 12*allocations(200))
}

// TestLimitIsAProblem: an expression that goes over its limit for an entry or a unit is a problem of that one, wherever
// it stands, and the rest is scored. The reference says the same, to the byte.
func TestLimitIsAProblem(t *testing.T) {
	t.Parallel()
	for _, row := range worlds.Limits() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			s, l := row.Load(t), worlds.LimitEntries(t)
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
			require.NoError(t, err)
			problems, err := book.Problems(t.Context())
			require.NoError(t, err)
			var who []string
			for _, p := range problems {
				assert.Equal(t, "limit", p.Code)
				assert.Regexp(t, `^cost: found 1\d{6} or more, expected at most 1000000$`, p.Reason.String())
				who = append(who, p.Entry+p.Unit)
			}
			assert.Equal(t, row.Who, who)
			var total decimal.Decimal
			for _, one := range book.Totals() {
				total = total.Add(one.Amount)
			}
			assert.Equal(t, row.Total, total.String())
			sameAsReference(t, s, l, scoring.Options{})
		})
	}
}
