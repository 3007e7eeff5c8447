package scheme

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Other figures give the parameters that the whole file with them gives, under the types that it was compiled for.
func TestRefigured(t *testing.T) {
	t.Parallel()
	tried := 0
	files, err := filepath.Glob("../../examples/schemes/*.yaml")
	require.NoError(t, err)
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		s, err := Load(t.Context(), file, content)
		require.NoError(t, err)
		for _, path := range s.figures.leaves("", nil) {
			for _, value := range []string{"7", "0.125"} {
				root, wrong := setParam(s.source.published, Param{path, value})
				if !wrong.IsZero() {
					continue // no number
				}
				quick, ok := s.refigured(t.Context(), root)
				require.True(t, ok, "%s: %s", file, path)
				whole, bad := build(t.Context(), s.source.file, root)
				require.Empty(t, bad)
				require.Len(t, quick.Params.values, len(whole.Params.values))
				for i := range whole.Params.values {
					assert.Equal(t, whole.Params.values[i].String(), quick.Params.values[i].String(), "%s: %s", file,
						path)
				}
				assert.Equal(t, whole.Missing(), quick.Missing())
				tried++
			}
		}
	}
	assert.Greater(t, tried, 50)
}

// leaves are the paths of the values.
func (p param) leaves(path string, out []string) []string {
	join := func(name string) string {
		if path == "" {
			return name
		}
		return path + "." + name
	}
	for _, name := range p.names {
		out = p.children[name].leaves(join(name), out)
	}
	for i, from := range p.dates {
		out = p.items[i].leaves(join(from.Format("2006-01-02")), out)
	}
	if len(p.names)+len(p.items) == 0 {
		out = append(out, path)
	}
	return out
}
