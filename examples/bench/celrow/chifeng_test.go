package celrow

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/bench/byhand"
	"github.com/gongguo/gongguo/examples/sample"
)

// TestChifeng holds the expressions to the program whose decisions they replace.
func TestChifeng(t *testing.T) {
	t.Parallel()
	rules, err := NewChifeng()
	require.NoError(t, err)
	for seed := range uint64(4) {
		seq, err := sample.Entries("chifeng-2020", seed, sample.Options{Units: 60, Entries: 5000})
		require.NoError(t, err)
		c, err := byhand.Encode(slices.Collect(seq))
		require.NoError(t, err)
		for _, period := range []string{"2020", "2020-Q2", "2020-W26"} {
			want, err := c.Score(period)
			require.NoError(t, err)
			got, err := c.ScoreBy(context.Background(), period, rules)
			require.NoError(t, err)
			require.Equal(t, want, got, fmt.Sprintf("seed %d, %s", seed, period))
		}
	}
}

// TestAnAbsentGenre: what the table of standards does not have is an error, not a zero.
func TestAnAbsentGenre(t *testing.T) {
	t.Parallel()
	rules, err := NewChifeng()
	require.NoError(t, err)
	_, err = rules.Worth(&byhand.Adoption{Genre: "诗", Tier: "city"})
	require.ErrorContains(t, err, "no such key: 诗")
}
