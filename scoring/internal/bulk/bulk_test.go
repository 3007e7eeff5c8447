package bulk_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestSumsOfClasses asks that sums by class give what every change by itself gives: totals, ranks, honours, quotas,
// and all that is refused or reported.
func TestSumsOfClasses(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			summed := 0
			for seed := range worlds.Seeds(4) {
				l := w.Crowd(t, 1000*seed, 60)
				g := worlds.New(w, seed)
				o := g.Options()
				o.Readings = slices.DeleteFunc(o.Readings, worlds.NotSummed)
				s, o := g.Scheme(t, o)
				o.Workers = 1 + int(seed%3)
				if !sameInBulk(t, s, l, o) {
					continue
				}
				if summed++; t.Failed() {
					t.Fatalf("seed %d of %s", seed, w.Name)
				}
			}
			assert.True(t, w.Succeeds() || w.Plain() == (summed == 0), "whether %s is scored by sums", w.Name)
		})
	}
}

// TestSumsOfYears asks the same of years as they are: most items are like many others.
func TestSumsOfYears(t *testing.T) {
	t.Parallel()
	for _, name := range sample.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(2) {
				s, l, o := worlds.Year(t, name, seed, sample.Options{Entries: 6000})
				assert.True(t, sameInBulk(t, s, l, o), "it is scored by sums")
			}
		})
	}
}

// TestSumsAtTheEdge asks the same of sums that look alike, are very large, or are no whole numbers.
func TestSumsAtTheEdge(t *testing.T) {
	t.Parallel()
	for _, row := range worlds.Edges() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			s, l, want := row.Build(t)
			o := frame.Options{Periods: worlds.Periods("2020"), Workers: 1} // so that one settles all
			assert.True(t, sameInBulk(t, s, l, o), "it is scored by sums")
			got := map[string]string{}
			for _, total := range inBulk(t, s, l, o).Ranked.Totals {
				got[total.Unit] = total.Amount.String()
			}
			assert.Equal(t, want, got)
		})
	}
}

// TestSumsOfCommissions asks the same of commissions that differ in one thing alone.
func TestSumsOfCommissions(t *testing.T) {
	t.Parallel()
	l := worlds.CommissionsAlike(t)
	for name, s := range worlds.CommissionSchemes(t) {
		for _, until := range []string{"", "2020-03-15"} {
			t.Run(strings.TrimSpace(name+" "+until), func(t *testing.T) {
				t.Parallel()
				o, err := frame.ParseOptions("2020", until, "")
				require.NoError(t, err)
				o.Workers = 1
				assert.True(t, sameInBulk(t, s, l, o), "it is scored by sums")
			})
		}
	}
}

// TestLimitsOfClasses asks the same where an expression goes over its limit for some cases of a class: what is alike in
// them is no more than what costs little.
func TestLimitsOfClasses(t *testing.T) {
	t.Parallel()
	for _, row := range worlds.Limits() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			s, l := row.Load(t), worlds.LimitEntries(t)
			assert.True(t, sameInBulk(t, s, l, frame.Options{Workers: 1}), "it is scored by sums")
		})
	}
}

// TestCancelEndsTheFrame asks that nothing of a ledger is looked through after the cancellation.
func TestCancelEndsTheFrame(t *testing.T) {
	t.Parallel()
	s, l, _ := worlds.Edges()[0].Build(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := steps.Open(ctx, s, l, frame.Options{}, []steps.Way{bulk.Way{}})
	assert.ErrorIs(t, err, context.Canceled)
}

// inBulk scores by sums alone; nil: the scheme or the ledger needs every change by itself.
func inBulk(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o frame.Options) *steps.Scored {
	t.Helper()
	_, with, err := steps.Open(context.Background(), s, l, o, []steps.Way{bulk.Way{}})
	require.NoError(t, err)
	if with == nil {
		return nil
	}
	of, err := with.Score(context.Background())
	require.NoError(t, err)
	return of
}

// sameInBulk compares the two ways to score; false: the scheme or the ledger needs every change by itself.
func sameInBulk(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o frame.Options) bool {
	t.Helper()
	f, err := steps.OpenPlain(s, l, o)
	require.NoError(t, err)
	summed := inBulk(t, s, l, o)
	if summed == nil {
		return false
	}
	full, err := steps.Plain(context.Background(), f)
	require.NoError(t, err)
	for _, p := range []struct {
		what string
		as   func(*steps.Scored) []string
	}{{"totals", totalsAsText}, {"quotas", quotasAsText}, {"sums of rules", ruleSumsAsText}, {"honours", honoursAsText},
		{"reports", reportsAsText}} {
		require.Empty(t, reference.FirstDifference(p.as(full), p.as(summed)), "%s, − plain, + bulk", p.what)
	}
	sums := map[string]decimal.Decimal{}
	for _, r := range summed.RuleSums() {
		key := fmt.Sprint(r.Unit, " ", r.Account)
		sums[key] = sums[key].Add(r.Amount)
	}
	for _, row := range full.Ranked.Totals {
		require.Equal(t, row.Amount.String(), sums[fmt.Sprint(row.Unit, " ", row.Account)].String(),
			"what the rules gave %s is its total", row.Unit)
	}
	return true
}

// honoursAsText has them in the order in which a scorebook shows them.
func honoursAsText(of *steps.Scored) []string {
	rows := slices.SortedFunc(slices.Values(of.Ranked.Honours), func(a, b steps.Honour) int {
		return cmp.Or(cmp.Compare(a.Honour.Name, b.Honour.Name), cmp.Compare(a.Rank, b.Rank),
			cmp.Compare(a.Unit, b.Unit))
	})
	var out []string
	for _, h := range rows {
		out = append(out, fmt.Sprintf("%s of %s: %s, %d", h.Honour.Name, h.Honour.Ranking.Name, h.Unit, h.Rank))
	}
	return out
}

// reportsAsText are the entries that were refused, and the problems.
func reportsAsText(of *steps.Scored) []string {
	refusals, problems, err := of.Reports(context.Background())
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, u := range steps.ReportedRefusals(of.Frame, refusals) {
		out = append(out, fmt.Sprintf("%+v", u))
	}
	for _, p := range steps.ReportedProblems(of.Frame, problems) {
		out = append(out, fmt.Sprintf("%+v", p))
	}
	return out
}

func ruleSumsAsText(b *steps.Scored) []string {
	var out []string
	for _, r := range b.RuleSums() {
		out = append(out, fmt.Sprintf("%s %s account %d: %s", r.Unit, r.Rule.Name, r.Account, r.Amount))
	}
	return out
}

func totalsAsText(b *steps.Scored) []string {
	var out []string
	for _, row := range b.Ranked.Totals {
		out = append(out, fmt.Sprintf("%s %s %s in %s, account %d: %s, %d", row.Unit, row.Name, row.Category, row.Group,
			row.Account, row.Amount, row.Rank))
	}
	return out
}

func quotasAsText(b *steps.Scored) []string {
	var out []string
	for _, q := range b.Quotas() {
		out = append(out, fmt.Sprintf("%s %s %s: %s of %s, %s missing, %s more", q.Unit, q.Quota.Name, q.Period, q.Done,
			q.Required, q.Missing, q.Extra))
	}
	return out
}
