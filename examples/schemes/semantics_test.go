package schemes

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestSemantics runs the small schemes that say what happens where mechanisms meet, with figures worked out by hand.
func TestSemantics(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/semantics/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			s, err := scheme.Load(t.Context(), filepath.Base(path), content)
			require.NoError(t, err)
			require.NotEmpty(t, s.Tests)
			failures, err := scoring.RunTests(t.Context(), s)
			require.NoError(t, err)
			assert.Empty(t, failures)
		})
	}
}
