package schemes

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestSemantics runs the small schemes that say what happens where mechanisms meet, with figures worked out by hand;
// and those of a folder of cases that $GONGGUO_CASES names.
func TestSemantics(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/semantics/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	if folder := os.Getenv("GONGGUO_CASES"); folder != "" {
		more, err := filepath.Glob(filepath.Join(folder, "semantics", "*.yaml"))
		require.NoError(t, err)
		paths = append(paths, more...)
	}
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

// TestMeetings: each line of the page's table of mechanisms that meet has a case, and each of those cases a line.
func TestMeetings(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../scoring/scheme/reference.md")
	require.NoError(t, err)
	var lines, cases []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| `([a-z_]+)` \\| ").FindAllStringSubmatch(string(page), -1) {
		lines = append(lines, m[1]+" × "+m[2])
	}
	paths, err := filepath.Glob("testdata/semantics/meetings-*.yaml")
	require.NoError(t, err)
	for _, path := range paths {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		s, err := scheme.Load(t.Context(), filepath.Base(path), content)
		require.NoError(t, err)
		for _, c := range s.Tests {
			pair, _, _ := strings.Cut(c.Name, ":")
			cases = append(cases, pair)
		}
	}
	mechanisms := map[string]bool{}
	for _, line := range lines {
		for _, name := range strings.Split(line, " × ") {
			mechanisms[name] = true
		}
	}
	assert.Len(t, lines, len(mechanisms)*(len(mechanisms)-1)/2, "each two of the mechanisms")
	assert.ElementsMatch(t, lines, cases)
}
