package scoring_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// crowd puts the random ledgers of several seeds into one, each with units, items and commissions of its own, so that many
// cases are alike.
func crowd(t *testing.T, w *world, first uint64, seeds int) *ledger.Ledger {
	t.Helper()
	var all []ledger.Entry
	for i := range seeds {
		seed := first + uint64(i)
		own := func(name *string) {
			if *name != "" {
				*name = fmt.Sprintf("%d.%s", seed, *name)
			}
		}
		for _, e := range newGenerator(w, seed).ledger(t).All() {
			for _, name := range []*string{&e.ID, &e.Unit, &e.Of, &e.Item, &e.Commission, &e.Ref} {
				own(name)
			}
			for k := range e.With {
				own(&e.With[k])
			}
			for k := range e.Shares {
				own(&e.Shares[k].Unit)
			}
			e.Recorded = ledger.Time{}
			all = append(all, e)
		}
	}
	l, err := ledger.Of(all...)
	require.NoError(t, err)
	return l
}

// TestSumsOfClasses asks that sums by class give what every change by itself gives: totals, ranks, honours, quotas, and all
// that is refused or reported.
func TestSumsOfClasses(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			summed := 0
			for seed := range seeds(t, 4) {
				l := crowd(t, w, 1000*seed, 60)
				g := newGenerator(w, seed)
				o := g.options()
				s, o := load(t, g, o)
				o.Workers = 1 + int(seed%3)
				if !sameInBulk(t, s, l, o) {
					continue
				}
				if summed++; t.Failed() {
					t.Fatalf("seed %d of %s", seed, w.scheme)
				}
			}
			assert.Equal(t, w.scheme != "well", summed > 0, "whether %s is scored by sums", w.scheme)
		})
	}
}

// TestSumsOfYears asks the same of years as they are: most items are like many others.
func TestSumsOfYears(t *testing.T) {
	t.Parallel()
	for _, name := range sample.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := schemes.Load(t.Context(), name)
			require.NoError(t, err)
			o := scoring.Options{Period: name[len(name)-4:]}
			for _, path := range s.Missing() {
				o.Params = append(o.Params, scheme.Param{Path: path, Value: "10"})
			}
			for seed := range uint64(2) {
				entries, err := sample.Entries(name, seed, sample.Options{Entries: 6000})
				require.NoError(t, err)
				l, err := ledger.Of(slices.Collect(entries)...)
				require.NoError(t, err)
				assert.True(t, sameInBulk(t, s, l, o), "it is scored by sums")
			}
		})
	}
}

// sameInBulk compares the two ways to score; false: the scheme or the ledger needs every change by itself.
func sameInBulk(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) bool {
	t.Helper()
	f, err := steps.OpenPlain(s, l, o)
	require.NoError(t, err)
	bulk, err := scoring.InBulk(context.Background(), s, l, o)
	require.NoError(t, err)
	if bulk == nil {
		return false
	}
	full, err := scoring.InFull(context.Background(), f)
	require.NoError(t, err)
	for _, p := range []struct{ full, bulk []string }{{totalsAsText(full), totalsAsText(bulk)}, {quotasAsText(full), quotasAsText(bulk)}} {
		require.Len(t, p.bulk, len(p.full))
		for i := range p.full {
			require.Equal(t, p.full[i], p.bulk[i]) // the first difference is enough to read
		}
	}
	assert.Equal(t, ruleSumsAsText(full), ruleSumsAsText(bulk))
	sums := map[string]decimal.Decimal{}
	for _, r := range bulk.RuleSums() {
		key := fmt.Sprint(r.Unit, " ", r.Account)
		sums[key] = sums[key].Add(r.Amount)
	}
	for _, row := range full.Totals {
		require.Equal(t, row.Amount.String(), sums[fmt.Sprint(row.Unit, " ", row.Account)].String(), "what the rules gave %s is its total", row.Unit)
	}
	assert.Equal(t, full.Honours, bulk.Honours)
	assert.Equal(t, full.Unscored(), bulk.Unscored())
	assert.Equal(t, full.Problems(), bulk.Problems())
	return true
}

func ruleSumsAsText(b *scoring.Scorebook) []string {
	var out []string
	for _, r := range b.RuleSums() {
		out = append(out, fmt.Sprintf("%s %s account %d: %s", r.Unit, r.Rule.Name, r.Account, r.Amount))
	}
	return out
}

func totalsAsText(b *scoring.Scorebook) []string {
	var out []string
	for _, row := range b.Totals {
		out = append(out, fmt.Sprintf("%s %s %s in %s, account %d: %s, %d", row.Unit, row.Name, row.Category, row.Group, row.Account, row.Amount, row.Rank))
	}
	return out
}

func quotasAsText(b *scoring.Scorebook) []string {
	var out []string
	for _, q := range b.Quotas() {
		out = append(out, fmt.Sprintf("%s %s %s: %s of %s, %s missing, %s more", q.Unit, q.Quota.Name, q.Period, q.Done, q.Required, q.Missing, q.Extra))
	}
	return out
}
