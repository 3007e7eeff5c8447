package schemes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestMore loads the regulations that are examples only, tries each of their readings, and runs the cases worked out in
// them.
func TestMore(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("more/*.yaml")
	require.NoError(t, err)
	var names []string
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		names = append(names, name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			s, err := scheme.Load(t.Context(), filepath.Base(path), content)
			require.NoError(t, err)
			assert.Equal(t, name, s.Name)
			assert.NoError(t, s.CheckReadings(t.Context()))
			require.GreaterOrEqual(t, len(s.Tests), 4)
			failures, err := scoring.RunTests(t.Context(), s)
			require.NoError(t, err)
			assert.Empty(t, failures)
		})
	}
	for _, name := range []string{"college-net", "discipline-office", "government-office", "media-centre", "prize-pool",
		"school"} {
		assert.Contains(t, names, name)
	}
}
