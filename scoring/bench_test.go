package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// BenchmarkExplain explains all points of a unit with about 500 entries.
func BenchmarkExplain(b *testing.B) {
	for _, name := range []string{"chifeng-2020", "xihu-2021"} {
		b.Run(name, func(b *testing.B) {
			s, l, o := worlds.Year(b, name, 1, sample.Options{Entries: 100_000, Units: 200})
			e, err := scoring.NewEngine(b.Context(), s, l, scoring.Options(o))
			require.NoError(b, err)
			unit := e.Book().Totals()[0].Unit
			b.ReportAllocs()
			for b.Loop() {
				x, err := e.Explain(b.Context(), scoring.Query{Unit: unit})
				require.NoError(b, err)
				require.NotEmpty(b, x.Points)
			}
		})
	}
}

// BenchmarkPostings scores 100,000 entries and asks for all postings, with every change by itself.
func BenchmarkPostings(b *testing.B) {
	s, l, o := worlds.Year(b, "chifeng-2020", 1, sample.Options{Entries: 100_000, Units: 200})
	b.ReportAllocs()
	for b.Loop() {
		book, err := scoring.Score(b.Context(), s, l, scoring.Options(o))
		require.NoError(b, err)
		require.NotEmpty(b, must(book.Postings(b.Context())))
	}
}
