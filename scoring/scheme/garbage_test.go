package scheme_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// every is a scheme with every section and every key of the language.
func every(t testing.TB) []byte {
	t.Helper()
	content, err := os.ReadFile("testdata/every.yaml")
	require.NoError(t, err)
	return content
}

func TestEveryKeyLoads(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "every.yaml", every(t))
	require.NoError(t, err)
	require.NoError(t, s.CheckReadings(t.Context()))
	require.Equal(t, []string{"grave"}, s.Missing())
}

// TestGarbage puts something else in the place of every single part of a scheme, and takes every part away: there is a
// scheme or there are errors with a place, and no panic.
func TestGarbage(t *testing.T) {
	skipLong(t)
	t.Parallel()
	var root yaml.Node
	require.NoError(t, yaml.Unmarshal(every(t), &root))
	garbage := []string{"~", "x", "''", "-5", "99999999999999999999", "true", "2020-01-01", "[]", "[x, x]", "[~]", "{}",
		"{x: ~}", "{x: {y: {}}}", "'item.'", "params"}
	var replacements []*yaml.Node
	for _, g := range garbage {
		var n yaml.Node
		require.NoError(t, yaml.Unmarshal([]byte(g), &n))
		replacements = append(replacements, n.Content[0])
	}
	failed, loaded, turn, tried := 0, 0, 0, 0
	load := func() {
		if tried++; !sampled(tried) {
			return
		}
		content, err := yaml.Marshal(&root)
		if err != nil {
			return // an impossible key
		}
		if s, err := scheme.Load(t.Context(), "garbage.yaml", content); err == nil {
			loaded++
			_ = s.CheckReadings(t.Context())
		} else {
			failed++
			require.Regexp(t, `^garbage\.yaml:\d+:\d+: \S`, err.Error())
		}
	}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for i, c := range n.Content {
			key := n.Kind == yaml.MappingNode && i%2 == 0
			for k, r := range replacements {
				// a fifth for each leaf, in turn
				if key && r.Kind != yaml.ScalarNode || c.Kind == yaml.ScalarNode && (turn+k)%5 > 0 {
					continue
				}
				n.Content[i] = r
				load()
			}
			turn++
			n.Content[i] = c
			walk(c)
		}
		for i := 0; n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
			whole := n.Content
			n.Content = append(append([]*yaml.Node{}, whole[:i]...), whole[i+2:]...)
			load()
			n.Content = whole
		}
	}
	walk(root.Content[0])
	require.Greater(t, failed, share(1000))
	require.Greater(t, loaded, share(100))
}
