package scoring_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// benchYear is a year of a scheme, sampled.
func benchYear(b *testing.B, name string) (*scheme.Scheme, *ledger.Ledger, scoring.Options) {
	b.Helper()
	s, err := schemes.Load(b.Context(), name)
	require.NoError(b, err)
	entries, err := sample.Entries(name, 1, sample.Options{Entries: 100_000, Units: 200})
	require.NoError(b, err)
	l, err := ledger.New(func(yield func(ledger.Entry, error) bool) {
		for e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	})
	require.NoError(b, err)
	return s, l, scoring.Options{Period: name[len(name)-len("2020"):]}
}

func benchFrame(b *testing.B, name string) *frame.Frame {
	b.Helper()
	f, err := steps.OpenPlain(benchYear(b, name))
	require.NoError(b, err)
	return f
}

// BenchmarkCredit is step 1 by case: for one case of each class, as a score runs it; and for a block of cases as they come,
// as postings do.
func BenchmarkCredit(b *testing.B) {
	for _, name := range []string{"chifeng-2020", "xihu-2021", "bazhou-2022"} {
		b.Run(name, func(b *testing.B) {
			f := benchFrame(b, name)
			s, l, o := benchYear(b, name)
			e, err := scoring.NewEngine(context.Background(), s, l, o)
			require.NoError(b, err)
			all := f.Cases()
			b.Run("class", func(b *testing.B) { benchCredit(b, f, e.OneOfEach()) })
			b.Run("block", func(b *testing.B) { benchCredit(b, f, all[len(all)/2:][:4096]) })
		})
	}
}

func benchCredit(b *testing.B, f *frame.Frame, cases []frame.Case) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		_, err := steps.Credit(context.Background(), f, cases)
		require.NoError(b, err)
	}
	runtime.ReadMemStats(&after)
	n := float64(b.N) * float64(len(cases))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/n, "ns/case")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/n, "allocs/case")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/n, "B/case")
}

// BenchmarkExplain explains all points of a unit with about 500 entries.
func BenchmarkExplain(b *testing.B) {
	for _, name := range []string{"chifeng-2020", "xihu-2021"} {
		b.Run(name, func(b *testing.B) {
			s, l, o := benchYear(b, name)
			e, err := scoring.NewEngine(context.Background(), s, l, o)
			require.NoError(b, err)
			unit := e.Book().Totals[0].Unit
			b.ReportAllocs()
			for b.Loop() {
				x, err := e.Explain(context.Background(), scoring.Query{Unit: unit})
				require.NoError(b, err)
				require.NotEmpty(b, x.Points)
			}
		})
	}
}

// BenchmarkPostings scores 100,000 entries and asks for all postings, with every change by itself.
func BenchmarkPostings(b *testing.B) {
	s, l, o := benchYear(b, "chifeng-2020")
	b.ReportAllocs()
	for b.Loop() {
		book, err := scoring.Score(context.Background(), s, l, o)
		require.NoError(b, err)
		require.NotEmpty(b, book.Postings())
	}
}
