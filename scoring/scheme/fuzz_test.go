package scheme_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// published are the five schemes of the house.
func published(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../examples/schemes/*.yaml")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 5)
	out := map[string][]byte{}
	for _, f := range files {
		content, err := os.ReadFile(f)
		require.NoError(t, err)
		out[filepath.Base(f)] = content
	}
	return out
}

// FuzzLoad: whatever the bytes, there is a scheme or an error and no panic; loading again gives the same; every reading
// of what loads can be tried. What a load allocates is in proportion to the size of the file, and to what its constants
// may cost.
func FuzzLoad(f *testing.F) {
	for _, content := range published(f) {
		f.Add(content)
	}
	for _, b := range broken() {
		f.Add([]byte(b.content()))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 1<<15 {
			return
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s, err := scheme.Load(t.Context(), "fuzz.yaml", content)
		runtime.ReadMemStats(&after)
		const ofEach, ofByte = 400 << 20, 32 << 10
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(ofEach+ofByte*len(content)))
		again, errAgain := scheme.Load(t.Context(), "fuzz.yaml", content)
		if err != nil {
			require.NotEmpty(t, err.Error())
			require.EqualError(t, errAgain, err.Error())
			return
		}
		require.Equal(t, s.Digest(), again.Digest())
		_ = s.CheckReadings(t.Context())
		for _, r := range s.Readings {
			varied, err := s.With(t.Context(), scheme.Variant{Readings: []string{r.Name}})
			if err == nil && r.Taken {
				require.Equal(t, s.Digest(), varied.Digest())
			}
		}
	})
}
