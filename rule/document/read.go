package document

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Format is a kind of file, as errors speak of it.
type Format struct {
	Name  string // what one is called: scheme
	Begin string // how its mapping begins: scheme: name
}

// Read reads the one document of the file into its root mapping; nil after an error. Anchors, aliases, merge keys and
// tags are refused, since a patch of one place would change another, or a value would not be what it looks like.
func (d *Decoder) Read(f Format) *Node {
	if n := len(d.file.Content); n > d.limits.Size {
		d.Add(d.file.ErrorAt(1, 1, reason.New("document.too-large",
			"found {size} bytes; expected a {format} of at most {most}", n, f.Name, d.limits.Size)))
		return nil
	}
	if !d.encoded() {
		return nil
	}
	dec := yaml.NewDecoder(d.reader(d.file.Content))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		d.syntax(f, err)
		return nil
	}
	switch err := dec.Decode(&more); {
	case d.Ended() != nil:
		return nil
	case err == nil:
		d.at(&more, reason.New("document.second-document",
			"found a second document; expected one {format} a file", f.Name))
	case !errors.Is(err, io.EOF):
		d.syntax(f, err)
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		d.syntax(f, io.EOF)
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		d.unexpected(convert(root), begins(f))
		return nil
	}
	d.lint(root, 0)
	if len(d.errs) > 0 {
		return nil
	}
	return convert(root)
}

// reader reads text until the context ends.
func (d *Decoder) reader(text []byte) io.Reader { return &reader{d, bytes.NewReader(text)} }

type reader struct {
	decoder *Decoder
	text    *bytes.Reader
}

// Read reads on unless the context has ended.
func (r *reader) Read(p []byte) (int, error) {
	if err := r.decoder.Ended(); err != nil {
		return 0, err
	}
	return r.text.Read(p)
}

// at adds an error at the place of a node of the YAML library.
func (d *Decoder) at(y *yaml.Node, r reason.Reason) {
	d.Report(&Node{Line: y.Line, Column: y.Column}, r)
}

// begins is how a file must begin.
func begins(f Format) reason.Reason {
	return reason.New("document.beginning", "a mapping that begins with `{key}`", f.Begin)
}

// lint refuses what no part of a document may hold: aliases, merge keys, tags, keys that are not plain words,
// duplicates.
func (d *Decoder) lint(n *yaml.Node, depth int) {
	switch {
	case d.Ended() != nil:
		return
	case depth > d.limits.Depth:
		d.at(n, reason.New("document.too-deep", "found mappings and lists nested deeper than {most}", d.limits.Depth))
		return
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.at(n, reason.New("document.alias", "found an anchor or alias; expected every value written where it stands"))
		return
	case n.Style&yaml.TaggedStyle != 0 && !strings.HasPrefix(n.Tag, "!!"):
		d.at(n, reason.New("document.unquoted", "found {text} outside quotes; {want}", n.Tag, wantQuotes()))
		return
	case n.Style&yaml.TaggedStyle != 0:
		d.at(n, reason.New("document.tag",
			"found the tag {tag}; expected the value without a tag, in quotes if it is a text", n.Tag))
		return
	}
	if n.Kind == yaml.MappingNode {
		seen := make(map[string]*yaml.Node, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode || k.Tag == "!!merge" || k.Tag == "!!null" {
				d.at(k, reason.New("document.strange-key",
					"found {found} as a key; expected a name", convert(k).Describe()))
				continue
			}
			if first, dup := seen[k.Value]; dup {
				d.at(k, reason.New("document.key-twice",
					"found key {key:q} twice; the first is on line {line}", k.Value, first.Line))
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
func (d *Decoder) lintKey(k, value *yaml.Node) {
	runes := []rune(k.Value)
	if len(runes) > 0 && k.Style == 0 && isWideSpace(runes[0]) {
		d.at(k, indentedWith(runes[0]))
		return
	}
	if value.Tag != "!!null" || value.Value != "" || k.Style != 0 {
		return
	}
	if i, wrong := misspelt(runes); i >= 0 {
		at := *k
		at.Column += i
		d.at(&at, wrong)
	}
}
