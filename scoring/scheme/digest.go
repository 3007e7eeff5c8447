package scheme

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Canonical is the scheme as one line of JSON-like text, readings and parameters applied: the same for files that differ
// in layout, in the quotes of texts, and in comments only. Titles, tests and the order of lines belong to it, and so does
// how a number is written (5 and 5.0 differ).
func (s *Scheme) Canonical() []byte { return canonical(nil, s.source.applied) }

func canonical(out []byte, n *yaml.Node) []byte {
	switch n.Kind {
	case yaml.MappingNode:
		out = append(out, '{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				out = append(out, ',')
			}
			out = strconv.AppendQuote(out, n.Content[i].Value)
			out = append(out, ':')
			out = canonical(out, n.Content[i+1])
		}
		return append(out, '}')
	case yaml.SequenceNode:
		out = append(out, '[')
		for i, c := range n.Content {
			if i > 0 {
				out = append(out, ',')
			}
			out = canonical(out, c)
		}
		return append(out, ']')
	}
	switch n.Tag {
	case "!!null":
		return append(out, "null"...)
	case "!!bool":
		return append(out, strings.ToLower(n.Value)...)
	case "!!int", "!!float":
		return append(out, n.Value...)
	}
	return strconv.AppendQuote(out, n.Value)
}

// Digest is "sha256:" and the digest of the canonical bytes in hexadecimal.
func (s *Scheme) Digest() string {
	sum := sha256.Sum256(s.Canonical())
	return "sha256:" + hex.EncodeToString(sum[:])
}
