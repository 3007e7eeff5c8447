package scheme

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// What a scheme file may be at most. A regulation of a hundred pages stays far below.
const (
	maxSize    = 1 << 20 // bytes
	maxDepth   = 40      // mappings and lists inside one another
	maxDefines = 500
	maxErrors  = 1000 // shown in full
)

// parse reads the one document of a file into its root mapping; nil after an error.
func (d *decoder) parse() *yaml.Node {
	if n := len(d.file.Content); n > maxSize {
		d.add(d.file.ErrorAt(1, 1, "found %d bytes; expected a scheme of at most %d", n, maxSize))
		return nil
	}
	if !d.encoded() {
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(d.file.Content))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		d.syntax(err)
		return nil
	}
	switch err := dec.Decode(&more); {
	case err == nil:
		d.errorf(&more, "found a second document; expected one scheme a file")
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		d.syntax(io.EOF)
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		d.errorf(root, "found %s; expected a mapping that begins with `scheme: name`", describe(root))
		return nil
	}
	d.lint(root, 0)
	if len(d.errs) > 0 {
		return nil
	}
	return root
}

// lint refuses what no part of a scheme may hold: aliases, merge keys, tags, keys that are not plain words, duplicates.
func (d *decoder) lint(n *yaml.Node, depth int) {
	switch {
	case depth > maxDepth:
		d.errorf(n, "found mappings and lists nested deeper than %d", maxDepth)
		return
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.errorf(n, "found an anchor or alias; expected every value written where it stands")
		return
	case n.Style&yaml.TaggedStyle != 0 && !strings.HasPrefix(n.Tag, "!!"):
		d.errorf(n, "found %s outside quotes; %s", n.Tag, wantQuotes)
		return
	case n.Style&yaml.TaggedStyle != 0:
		d.errorf(n, "found the tag %s; expected the value without a tag, in quotes if it is a text", n.Tag)
		return
	}
	if n.Kind == yaml.MappingNode {
		seen := make(map[string]*yaml.Node, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode || k.Tag == "!!merge" || k.Tag == "!!null" {
				d.errorf(k, "found %s as a key; expected a name", describe(k))
				continue
			}
			if first, dup := seen[k.Value]; dup {
				d.errorf(k, "found key %q twice; the first is on line %d", k.Value, first.Line)
			}
			seen[k.Value] = k
			d.lintKey(k, n.Content[i+1])
		}
	}
	for _, c := range n.Content {
		d.lint(c, depth+1)
	}
}

// lintKey refuses what looks like a key and is one with its value, or with the indentation, in it.
func (d *decoder) lintKey(k, value *yaml.Node) {
	runes := []rune(k.Value)
	if len(runes) > 0 && k.Style == 0 && spaceNames[runes[0]] != "" {
		d.errorf(k, "found %s; indent with spaces", spaceNames[runes[0]])
		return
	}
	if value.Tag != "!!null" || value.Value != "" || k.Style != 0 {
		return
	}
	if i, message := misspelt(runes); i >= 0 {
		at := *k
		at.Column += i
		d.errorf(&at, "%s", message)
	}
}
