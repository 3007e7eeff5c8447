package scoring_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestReferenceOnSemantics holds the reference to the small schemes that say what happens where mechanisms meet.
func TestReferenceOnSemantics(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("../examples/schemes/testdata/semantics/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		s, err := scheme.Load(t.Context(), filepath.Base(path), content)
		require.NoError(t, err)
		for _, c := range s.Tests {
			t.Run(filepath.Base(path)+"/"+c.Name, func(t *testing.T) {
				t.Parallel()
				o, err := scoring.ParseOptions(c.Period, c.Until, c.Known)
				require.NoError(t, err)
				o.Params, o.Readings = c.Params, c.Readings
				sameAsReference(t, s, c.Ledger, o)
			})
		}
	}
}
