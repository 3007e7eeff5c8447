package part

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

// Contenders by name, DuckDB where it is built in.
func contenders() map[string]func(*Data) (Run, error) {
	out := map[string]func(*Data) (Run, error){"by hand": ByHand, "cel-go": CEL, "expr": Expr, "Grule": Grule,
		"OPA": OPA, "SQLite": SQLite}
	if NoDuckDB == "" {
		out["DuckDB"] = DuckDB
	}
	return out
}

// TestContenders holds every contender to the engine's totals and ranks, twice, since they are to be run again and
// again.
func TestContenders(t *testing.T) {
	t.Parallel()
	s, err := Scheme(t.Context())
	require.NoError(t, err)
	for seed := range uint64(3) {
		seq, err := sample.Entries("chifeng-2020", seed, sample.Options{Units: 42, Entries: 2500})
		require.NoError(t, err)
		entries := Entries(slices.Collect(seq))
		l, err := ledger.Of(t.Context(), entries...)
		require.NoError(t, err)
		book, err := scoring.Score(t.Context(), s, l,
			scoring.Options{Periods: []calendar.Period{{Kind: calendar.Year, Year: 2020}}})
		require.NoError(t, err)
		want := digest.Book(book)
		d := Of(s, entries)
		for name, make := range contenders() {
			t.Run(fmt.Sprintf("%s seed %d", name, seed), func(t *testing.T) {
				t.Parallel()
				run, err := make(d)
				require.NoError(t, err)
				for range 2 {
					got, err := run(context.Background())
					require.NoError(t, err)
					assert.Equal(t, texts(want), texts(got))
				}
			})
		}
	}
}

func texts(lines []digest.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.String())
	}
	slices.Sort(out)
	return out
}
