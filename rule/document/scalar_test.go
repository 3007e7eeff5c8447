package document

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// scalars returns the scalar nodes of a YAML text, or nil where it is none.
func scalars(text string) []*yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil
	}
	var all []*yaml.Node
	var walk func(n *yaml.Node, depth int)
	walk = func(n *yaml.Node, depth int) {
		if n.Kind == yaml.ScalarNode && depth > 0 {
			all = append(all, n)
		}
		for _, child := range n.Content {
			walk(child, depth+1)
		}
	}
	walk(&doc, 0)
	return all
}

// at returns the rune of a text at a line and column, and "" outside.
func runeAt(text string, p Position) string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029",
		"\n").Replace(text), "\n")
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	runes := []rune(strings.TrimPrefix(lines[p.Line-1], "\uFEFF"))
	if p.Column < 1 || p.Column > len(runes) {
		return ""
	}
	return string(runes[p.Column-1])
}

func TestScalarPositions(t *testing.T) {
	t.Parallel()
	// Each case marks the place of the Z in the value by a Z in the file: they must be the same.
	cases := map[string]string{
		"plain":                        "when: a + Z\n",
		"plain, Chinese before":        "条件: 人民 + Z\n",
		"plain, comment after":         "when: a + Z # no\n",
		"plain over two lines":         "when: a +\n  Z\n",
		"plain over a blank line":      "when: a +\n\n  b\n  Z + c\n",
		"plain with blanks at the end": "when: a   \n   Z\n",
		"plain in a flow map":          "{when: a + Z, b: 1}\n",
		"plain in a flow list, folded": "[a +\n Z, b]\n",
		"single quotes":                "when: 'a + Z'\n",
		"single quotes with quotes":    "when: 'a == ''b'' && Z'\n",
		"single quotes over lines":     "when: 'a ''x''\n  && Z\n\n   && c'\n",
		"double quotes":                "when: \"a + Z\"\n",
		"double quotes with escapes": "when: \"a\\t\\\"b\\\" \\u4eba \\x41 \\U0001F600 \\\\ " +
			"\\N\\_\\L\\P\\0\\a\\b\\v\\f\\r\\e\\n Z\"\n",
		"double quotes, surrogate text": "when: \"😀 Z\"\n",
		"double quotes over lines":      "when: \"a\n  b\n\n  Z\"\n",
		"double quotes, escaped end":    "when: \"a \\\n    b \\\n   Z\"\n",
		"double quotes, escaped blank":  "when: \"a\\\n\n   Z\"\n",
		"literal":                       "when: |\n  a\n  Z\n",
		"literal, stripped":             "when: |-\n  a\n    b\n  Z\n",
		"literal, kept":                 "when: |+\n  a\n  Z\n\n\n",
		"literal with indentation":      "when: |2\n    a\n  Z\n",
		"literal with both":             "when: |2-\n    a\n   Z\n",
		"literal after blank lines":     "when: |\n\n\n  a\n\n  Z\n",
		"literal with a comment":        "when: | # why\n  a Z\n",
		"folded":                        "when: >\n  a\n  Z\n",
		"folded with a paragraph":       "when: >\n  a\n\n  b\n  Z\n",
		"folded with two blank lines":   "when: >-\n  a\n\n\n  b\n  Z\n",
		"folded, more indented":         "when: >\n  a\n    b\n    c\n  d\n  Z\n",
		"folded, indented after blank":  "when: >\n  a\n\n    b\n\n  Z\n",
		"folded with indentation":       "when: >1\n   a\n b\n Z\n",
		"folded, kept":                  "when: >+\n  a\n  Z\n\n",
		"tag":                           "when: !!str 'a Z'\n",
		"anchor":                        "when: &x\n  a Z\n",
		"tag and anchor of a block":     "when: !!str &x |\n  a\n  Z\n",
		"carriage returns":              "when: |\r\n  a\r\n  Z\r\n",
		"carriage returns, folded":      "when: a\r\n  Z\r\n",
		"old line ends":                 "a: b\rwhen: a\r  Z\r",
		"byte order mark":               "\uFEFFwhen: a Z\n",
		"no end of line":                "when: |\n  a\n  Z",
		"nested deep":                   "a:\n  - b:\n      c: >-\n        x\n        Z\n",
		"question mark key":             "? 'a Z'\n: b\n",
	}
	for name, text := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := &File{Name: "s.yaml", Content: []byte(text)}
			found := false
			for _, node := range scalars(text) {
				offset := strings.IndexRune(node.Value, 'Z')
				if offset < 0 {
					continue
				}
				found = true
				src := file.Scalar(node.Line, node.Column, node.Value)
				require.Len(t, src.places, utf8.RuneCountInString(node.Value)+1,
					"the value %q was not found in the file", node.Value)
				at := src.Position(utf8.RuneCountInString(node.Value[:offset]))
				assert.Equal(t, "Z", runeAt(text, at), "%v of %q", at, text)
				assert.Equal(t, "s.yaml", at.File)
				assertAligned(t, text, node, src)
			}
			require.True(t, found, "no Z in any scalar of %q", text)
		})
	}
}

// assertAligned checks the places of a whole scalar: they go forward, and letters and digits stand where they say,
// unless escaped.
func assertAligned(t *testing.T, text string, node *yaml.Node, src Source) {
	t.Helper()
	last := Position{}
	for i, r := range []rune(node.Value) {
		p := src.Position(i)
		assert.False(t, p.Line < last.Line || p.Line == last.Line && p.Column < last.Column, "place %v after %v", p,
			last)
		last = p
		if at := runeAt(text, p); at != "\\" && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
			assert.Equal(t, string(r), at, "%q at %v of %q", node.Value, p, text)
		}
	}
}

func TestScalarWritten(t *testing.T) {
	t.Parallel()
	values := []string{
		"a", "a && b", "item.words >= 500 && 'x' != \"y\"", "a\nb", "a\n\nb\n", "  a\n b", "a \n b",
		"人民日报 == '《人民日报》'\n&& 真", "\ta", "a\t\tb", "\n\na", "a\n\n\n", "a: b", "a # b", "- a", "\"", "'", "a\u0085b",
		"\u00a0", "😀", "a\\nb", "x ? y : z", "trailing ", strings.Repeat("long word ", 40), "  \n a", "a\n \nb",
		"a\n  b\nc", "\n", " ", "a\rb",
	}
	styles := map[string]yaml.Style{"plain": 0, "single": yaml.SingleQuotedStyle, "double": yaml.DoubleQuotedStyle,
		"literal": yaml.LiteralStyle, "folded": yaml.FoldedStyle, "flow": yaml.FlowStyle}
	for style, how := range styles {
		for i, value := range values {
			t.Run(fmt.Sprintf("%s %d", style, i), func(t *testing.T) {
				t.Parallel()
				out, err := yaml.Marshal(
					map[string]any{"k": []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Style: how}}})
				require.NoError(t, err)
				nodes := scalars(string(out))
				if nodes == nil {
					t.Skip("the library does not read what it wrote")
				}
				require.Len(t, nodes, 2)
				node := nodes[1]
				src := (&File{Content: out}).Scalar(node.Line, node.Column, node.Value)
				require.Len(t, src.places, utf8.RuneCountInString(node.Value)+1, "%q in %q", node.Value, out)
				assertAligned(t, string(out), node, src)
			})
		}
	}
}

func TestScalarElsewhere(t *testing.T) {
	t.Parallel()
	file := &File{Name: "s.yaml", Content: []byte("when: a + b\n")}
	for name, src := range map[string]Source{
		"another value":    file.Scalar(1, 7, "c"),
		"longer value":     file.Scalar(1, 7, "a + b + c"),
		"outside the line": file.Scalar(1, 70, "a"),
		"outside the file": file.Scalar(9, 1, "a"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Len(t, src.places, 1)
			assert.Equal(t, src.Position(0), src.Position(100), "everything is at the start of the node")
		})
	}
	assert.Equal(t, Position{}, Source{}.Position(3))
}

func FuzzScalar(f *testing.F) {
	for _, seed := range []string{
		"a: b", "a: 'b ''c'''", "a: \"b\\n\\x41\"", "a: |2-\n   b\n  c\n", "a: >+\n b\n\n c\n\n",
		"- a\n- >\n  b\n   c\n  d\n", "{a: b\n c, d: 'e\n\n f'}", "a: !x &y z", "\"a\\\n  b\"", "|\n a",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1000 {
			return
		}
		file := &File{Content: []byte(text)}
		for _, node := range scalars(text) {
			src := file.Scalar(node.Line, node.Column, node.Value)
			n := utf8.RuneCountInString(node.Value)
			if len(src.places) != n+1 {
				continue // not found: one place for all
			}
			for i := range n + 1 {
				p := src.Position(i)
				if p.Line < 1 || p.Column < 1 ||
					p.Line > strings.Count(text, "\n")+strings.Count(text, "\r")+strings.Count(text, "\u0085")+
						strings.Count(text, "\u2028")+strings.Count(text, "\u2029")+2 {
					t.Fatalf("%q: place %v of %q", text, p, node.Value)
				}
			}
		}
	})
}
