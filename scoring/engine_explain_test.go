package scoring_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// explanation is all that an explanation says, as text.
func explanation(x *scoring.Explanation) string {
	var b strings.Builder
	for _, p := range x.Points {
		fmt.Fprintln(&b, p.At, p.Position, p.Unit, p.Item, p.Account, p.Rule.Name, p.Amount, p.Entries, p.Values)
		for _, s := range p.Sources {
			fmt.Fprint(&b, "  of ", s.Entry, s.Rule, s.Clause, s.Title, s.Standard, s.Worth, s.Share)
			for _, bonus := range s.Bonuses {
				fmt.Fprint(&b, " ", bonus.Name)
			}
			fmt.Fprintln(&b)
		}
		for _, o := range p.Beaten {
			fmt.Fprintln(&b, "  beaten", o.Entry, o.Rule, o.Worth, o.By.Name)
		}
		if q := p.Quota; q != nil {
			fmt.Fprintln(&b, "  quota", q.Unit, q.Quota.Name, q.Period, q.Done, q.Required, q.Missing, q.Extra)
		}
	}
	for _, s := range x.Silent {
		fmt.Fprintln(&b, s)
	}
	return b.String()
}

// TestEngineExplains asks that an explanation from what is kept says what one with every change by itself says, of all that
// can be asked about, after appended entries and under other figures too.
func TestEngineExplains(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			all, said := figures(t, w), 0
			for seed := range seeds(t, tries(w, 10)) {
				g := newGenerator(w, seed)
				l, o := g.ledger(t), g.options()
				s, o := load(t, g, o)
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
				if len(all) > 0 && g.chance(50) {
					if other, err := e.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: pick(g, all), Value: "3"}}}); err == nil {
						e = other
					}
				}
				var queries []scoring.Query
				for _, en := range e.Book().Ledger.All() {
					switch {
					case en.Kind == ledger.Enroll:
						queries = append(queries, scoring.Query{Unit: en.Unit})
					case en.Kind == ledger.Submit && g.chance(30):
						queries = append(queries, scoring.Query{Item: en.Item})
					}
					if g.chance(15) {
						queries = append(queries, scoring.Query{Entry: en.ID})
					}
				}
				for _, q := range queries {
					got, err := e.Explain(ctx, q)
					if q.Unit != "" && err != nil { // its enrolment is not known or struck out
						continue
					}
					require.NoError(t, err)
					want, err := scoring.ExplainInFull(ctx, s, e.Book().Ledger, e.Book().Options, q)
					require.NoError(t, err)
					require.Equal(t, explanation(want), explanation(got), "seed %d of %s, %+v, %+v\n%s", seed, w.scheme, q, e.Book().Options, lines(e.Book().Ledger))
					said += len(got.Points)
				}
			}
			if !testing.Short() {
				assert.Positive(t, said)
			}
		})
	}
}
