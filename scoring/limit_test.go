package scoring_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

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
