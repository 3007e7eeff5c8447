package document

import (
	"strconv"
	"strings"
)

// Canonical returns the tree as one line of JSON-like text: the same for files that differ in layout, in the quotes of
// texts, and in comments only. The order of lines belongs to it, and so does how a number is written (5 and 5.0
// differ).
func (n *Node) Canonical() []byte { return n.canonical(nil) }

func (n *Node) canonical(out []byte) []byte {
	switch n.Kind {
	case Mapping:
		out = append(out, '{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				out = append(out, ',')
			}
			out = strconv.AppendQuote(out, n.Content[i].Value)
			out = append(out, ':')
			out = n.Content[i+1].canonical(out)
		}
		return append(out, '}')
	case List:
		out = append(out, '[')
		for i, c := range n.Content {
			if i > 0 {
				out = append(out, ',')
			}
			out = c.canonical(out)
		}
		return append(out, ']')
	}
	switch n.Type {
	case Null:
		return append(out, "null"...)
	case Bool:
		return append(out, strings.ToLower(n.Value)...)
	case Int, Float:
		return append(out, n.Value...)
	}
	return strconv.AppendQuote(out, n.Value)
}
