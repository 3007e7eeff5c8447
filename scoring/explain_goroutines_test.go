package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// TestGoroutinesExplainTheSame: units that become one are settled on several goroutines and seen by one explanation,
// which says the same on one goroutine.
func TestGoroutinesExplainTheSame(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"units", "heirs of joint", "heirs of sink"} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			t.Parallel()
			w := worlds.Of(name)
			for seed := range worlds.Seeds(100) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := schemeOf(t, g, scoring.Options(g.Options()))
				book, err := scoring.Score(t.Context(), s, l, o)
				require.NoError(t, err)
				for _, total := range book.Totals() {
					var said []string
					for _, o.Workers = range []int{1, 4} {
						x, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Unit: total.Unit})
						require.NoError(t, err)
						text, err := x.JSON()
						require.NoError(t, err)
						said = append(said, string(text))
					}
					require.Equal(t, said[0], said[1], "seed %d, of %s", seed, total.Unit)
				}
			}
		})
	}
}
