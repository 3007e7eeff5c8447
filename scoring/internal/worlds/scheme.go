package worlds

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// variants holds what was compiled: it takes longer than scoring a small ledger.
var variants sync.Map

// Scheme gives the world's scheme and the options to score it with: whole, so that scoring takes the readings and
// parameters out of them, or, most of the time, with the readings and parameters applied already.
func (g *Generator) Scheme(t testing.TB, o frame.Options) (*scheme.Scheme, frame.Options) {
	t.Helper()
	published := g.w.published(t)
	if g.Chance(15) {
		return published, o
	}
	key := fmt.Sprint(g.w.Name, o.Readings)
	varied, ok := variants.Load(key)
	if !ok {
		s, err := published.With(t.Context(), scheme.Variant{Params: o.Params, Readings: o.Readings})
		require.NoError(t, err)
		varied, _ = variants.LoadOrStore(key, s)
	}
	o.Params, o.Readings = nil, nil
	return varied.(*scheme.Scheme), o
}

// published is the scheme as it is published.
func (w *World) published(t testing.TB) *scheme.Scheme {
	t.Helper()
	published, ok := variants.Load(w.Name)
	if !ok {
		s, err := scheme.Load(t.Context(), w.Name+".yaml", w.text(t))
		require.NoError(t, err)
		published, _ = variants.LoadOrStore(w.Name, s)
	}
	return published.(*scheme.Scheme)
}

// text is the scheme as written.
func (w *World) text(t testing.TB) []byte {
	t.Helper()
	content := []byte(w.Source)
	if w.Source == "" {
		var err error
		content, err = schemes.Source(w.Name)
		require.NoError(t, err)
	}
	return withCaps(t, w.Name, content)
}

// Figures are the paths of all figures of the world's scheme.
func (w *World) Figures(t testing.TB) []string {
	t.Helper()
	var file struct{ Params yaml.Node }
	require.NoError(t, yaml.Unmarshal(w.text(t), &file))
	var out []string
	var walk func(path string, n *yaml.Node)
	walk = func(path string, n *yaml.Node) {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			walk(strings.TrimPrefix(path+"."+n.Content[i].Value, "."), n.Content[i+1])
		}
		if n.Kind == yaml.ScalarNode && (n.Tag == "!!int" || n.Tag == "!!float") {
			out = append(out, path)
		}
	}
	walk("", &file.Params)
	for _, p := range w.Params {
		if !slices.Contains(out, p.Path) {
			out = append(out, p.Path)
		}
	}
	return out
}
