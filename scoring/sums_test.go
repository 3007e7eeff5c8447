package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// TestSumsAtTheEdge: what the end of a year gives goes by sums that look alike, are very large, or are no whole
// numbers.
func TestSumsAtTheEdge(t *testing.T) {
	t.Parallel()
	for _, row := range worlds.Edges() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			s, l, want := row.Build(t)
			o := scoring.Options{Periods: worlds.Periods("2020"), Workers: 1} // so that one settles all
			book, err := scoring.Score(t.Context(), s, l, o)
			require.NoError(t, err)
			engine, err := scoring.NewEngine(t.Context(), s, l, o)
			require.NoError(t, err)
			for _, b := range []*scoring.Scorebook{book, engine.Book()} {
				got := map[string]string{}
				for _, total := range b.Totals() {
					got[total.Unit] = total.Amount.String()
				}
				assert.Equal(t, want, got)
			}
		})
	}
}
