package scoring_test

import (
	"fmt"
	"strings"
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
	ctx := t.Context()
	for _, w := range worlds.Some(0) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			all, said := w.Figures(t), 0
			for seed := range worlds.Seeds(tries(w, 10)) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
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
					if other, err := e.With(ctx, scheme.Variant{
						Params: []scheme.Param{{Path: worlds.Pick(g, all), Value: "3"}}}); err == nil {
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
					require.Empty(t, reference.FirstDifference(explained(want), explained(got)),
						"seed %d of %s, %+v, %+v", seed, w.Name, q, e.Book().Options)
					said += len(got.Points)
				}
			}
			if worlds.Whole() {
				assert.Positive(t, said)
			}
		})
	}
}

// explained is all that an explanation says, as text.
func explained(x *scoring.Explanation) []string {
	var b strings.Builder
	fmt.Fprintln(&b, x.Scheme, x.Period, x.Query)
	for _, p := range x.Points {
		fmt.Fprintln(&b, p.At, p.Cause, p.Unit, p.Item, p.Account, p.Rule, p.Clause, p.Title, p.Amount,
			p.Entries, p.Values)
		for _, s := range p.Sources {
			fmt.Fprintln(&b, "  of", s.Entry, s.Rule, s.Clause, s.Title, s.Standard, s.Worth, s.Share, s.Bonuses)
		}
		for _, o := range p.Beaten {
			fmt.Fprintln(&b, "  beaten", o.Entry, o.Rule, o.Worth, o.By, o.Clause, o.Title)
		}
		if q := p.Quota; q != nil {
			fmt.Fprintln(&b, "  quota", q.Unit, q.Quota, q.Period, q.Tally, q.Done, q.Required, q.Missing, q.Extra)
		}
	}
	for _, s := range x.Idle {
		fmt.Fprintln(&b, s)
	}
	return strings.Split(b.String(), "\n")
}
