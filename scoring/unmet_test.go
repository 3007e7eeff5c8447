package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// unmetOf are the ids of the entries that no rule met.
func unmetOf(t *testing.T, b *scoring.Scorebook) (ids []string) {
	t.Helper()
	unmet, err := b.Unmet(t.Context())
	require.NoError(t, err)
	for _, one := range unmet {
		assert.NotEmpty(t, one.Reasons, "of %s", one.Entry)
		ids = append(ids, one.Entry)
	}
	return ids
}

// TestRandomUnmet asks that a score, and an engine, find the entries that no rule met as the reference does.
func TestRandomUnmet(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.Some(0) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(w.Seeds / 2) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := schemeOf(t, g, scoring.Options(g.Options()))
				want, err := reference.Unmet(s, l, worlds.Asked(frame.Options(o)))
				require.NoError(t, err)
				book, err := scoring.Score(t.Context(), s, l, o)
				require.NoError(t, err)
				require.Equal(t, want, unmetOf(t, book), "seed %d", seed)
				engine, err := scoring.NewEngine(t.Context(), s, l, o)
				require.NoError(t, err)
				require.Equal(t, want, unmetOf(t, engine.Book()), "seed %d, by an engine", seed)
			}
		})
	}
}
