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

// syntax turns an error of the YAML library into one of ours. The library names a line at most, and often the wrong one;
// the place to look at is behind the last line up to which the file reads well.
func (d *decoder) syntax(err error) {
	if errors.Is(err, io.EOF) {
		d.add(d.file.ErrorAt(1, 1, "found an empty file; expected a mapping that begins with `scheme: name`"))
		return
	}
	lines := bytes.SplitAfter(d.file.Content, []byte("\n"))
	fails := func(n int) error {
		dec := yaml.NewDecoder(bytes.NewReader(bytes.Join(lines[:n], nil)))
		var err error
		for err == nil {
			var doc yaml.Node
			err = dec.Decode(&doc)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	low, noticed := 0, len(lines) // the first line with which the library says what it says of the whole
	for low+1 < noticed {
		if mid := (low + noticed) / 2; sameError(fails(mid), err) {
			noticed = mid
		} else {
			low = mid
		}
	}
	begins := noticed
	for n := noticed - 1; n >= max(0, noticed-maxBack); n-- {
		if fails(n) == nil {
			begins = n + 1
			break
		}
	}
	line := string(lines[begins-1])
	column := len(line) - len(strings.TrimLeft(line, " ")) + 1
	format, args := "not YAML: %s", []any{reason(err)}
	if begins < noticed {
		format, args = "not YAML from here on, as is seen on line %d: %s", []any{noticed, reason(err)}
	}
	d.add(d.file.ErrorAt(begins, column, format, args...))
}

// maxBack is how many lines before the one where an error is noticed are tried.
const maxBack = 100

// reason is what the library says, without its line.
func reason(err error) string {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if _, text, ok := strings.Cut(rest, ": "); ok {
			return text
		}
	}
	return msg
}

func sameError(a, b error) bool { return a != nil && b != nil && a.Error() == b.Error() }

// lint refuses what no part of a scheme may hold: aliases, merge keys, tags, keys that are not plain words, duplicates.
func (d *decoder) lint(n *yaml.Node, depth int) {
	switch {
	case depth > maxDepth:
		d.errorf(n, "found mappings and lists nested deeper than %d", maxDepth)
		return
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.errorf(n, "found an anchor or alias; expected every value written where it stands")
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
		}
	}
	for _, c := range n.Content {
		d.lint(c, depth+1)
	}
}
