package schemes

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// patternNumbers is how many patterns there are; each has one file or several, NN-name.yaml.
const patternNumbers = 20

// TestPatterns loads every pattern, compiles its readings and runs its worked cases.
func TestPatterns(t *testing.T) {
	t.Parallel()
	for _, path := range patternFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.True(t, strings.HasPrefix(string(content), "# "),
				"a pattern begins with the sentences of the regulation")
			s, err := scheme.Load(t.Context(), path, content)
			require.NoError(t, err)
			require.NoError(t, s.CheckReadings(t.Context()))
			assert.GreaterOrEqual(t, len(s.Tests), 2)
			failures, err := scoring.RunTests(t.Context(), s)
			require.NoError(t, err)
			assert.Empty(t, failures)
		})
	}
}

// TestPatternsComplete finds a file for each number, and none of another name.
func TestPatternsComplete(t *testing.T) {
	t.Parallel()
	numbers, names := map[string]bool{}, map[string]string{}
	for _, path := range patternFiles(t) {
		base := filepath.Base(path)
		number, name, _ := strings.Cut(strings.TrimSuffix(base, ".yaml"), "-")
		assert.NotEmpty(t, name, "%s: expected NN-name.yaml", base)
		numbers[number] = true
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		s, err := scheme.Load(t.Context(), path, content)
		require.NoError(t, err)
		assert.Empty(t, names[s.Name], "%s has the scheme name of another pattern", base)
		names[s.Name] = base
	}
	want := map[string]bool{}
	for i := range patternNumbers {
		want[fmt.Sprintf("%02d", i+1)] = true
	}
	assert.Equal(t, want, numbers)
}

func patternFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("patterns/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	return paths
}
