package review_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/review"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func shipped(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, glob := range []string{"*.yaml", "more/*.yaml", "patterns/*.yaml"} {
		paths, err := filepath.Glob("../../examples/schemes/" + glob)
		require.NoError(t, err)
		require.NotEmpty(t, paths)
		all = append(all, paths...)
	}
	return all
}

func TestX(t *testing.T) {
	for _, path := range append(shipped(t), "../scheme/testdata/every.yaml") {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		s, err := scheme.Load(filepath.Base(path), content)
		require.NoError(t, err)
		start := time.Now()
		r, err := review.Review(t.Context(), s)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		t.Logf("%s %v cut=%d", filepath.Base(path), time.Since(start).Round(time.Millisecond), len(r.Cut))
		for _, f := range r.Findings {
			t.Logf("   %s %v\n   -> %s", f.Kind, f.Error, f.Shows)
		}
	}
}
