package scoring_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestEngineExplains asks that an explanation of an engine says what one from the beginning says, of all that can be
// asked about, after appended entries and under other figures too.
func TestEngineExplains(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			all, said := w.Figures(t), 0
			for seed := range worlds.Seeds(tries(w, 10)) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), g.Options()
				s, o := g.Scheme(t, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					entries = append(entries, e)
				}
				e, at := start(t, s, entries, len(entries)-g.IntN(10), o)
				if at < len(entries) {
					longer, err := e.Append(ctx, entries[at:]...)
					require.NoError(t, err)
					e = longer
				}
				if len(all) > 0 && g.Chance(50) {
					if other, err := e.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: worlds.Pick(g, all), Value: "3"}}}); err == nil {
						e = other
					}
				}
				var queries []scoring.Query
				for _, en := range e.Book().Ledger.All() {
					switch {
					case en.Kind == ledger.Enroll:
						queries = append(queries, scoring.Query{Unit: en.Unit})
					case en.Kind == ledger.Submit && g.Chance(30):
						queries = append(queries, scoring.Query{Item: en.Item})
					}
					if g.Chance(15) {
						queries = append(queries, scoring.Query{Entry: en.ID})
					}
				}
				for _, q := range queries {
					got, err := e.Explain(ctx, q)
					if q.Unit != "" && err != nil { // its enrolment is not known or struck out
						continue
					}
					require.NoError(t, err)
					want, err := scoring.Explain(ctx, s, e.Book().Ledger, e.Book().Options, q)
					require.NoError(t, err)
					require.Empty(t, reference.FirstDifference(worlds.Explained(want.Points, want.Silent), worlds.Explained(got.Points, got.Silent)), "seed %d of %s, %+v, %+v", seed, w.Name, q, e.Book().Options)
					said += len(got.Points)
				}
			}
			if worlds.Whole() {
				assert.Positive(t, said)
			}
		})
	}
}
