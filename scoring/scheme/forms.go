package scheme

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// raw is a part that is read by its own rules.
type raw struct{ node *yaml.Node }

func (r *raw) decode(_ *decoder, n *yaml.Node) { r.node = n }

// worthSpec is one amount, or one an account.
type worthSpec struct {
	one  expr
	many table[expr]
}

func (w *worthSpec) decode(d *decoder, n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		w.many.decode(d, n)
		return
	}
	w.one.decode(d, n)
}

func (w worthSpec) given() bool { return w.one.given() || len(w.many) > 0 }

// node is where it stands; nil: nowhere.
func (w worthSpec) node() *yaml.Node {
	if len(w.many) > 0 {
		return w.many[0].key
	}
	return w.one.node
}

// requireSpec is a list of conditions, each with the reason that is reported where it is false.
type requireSpec []requirement

type requirement struct {
	cond *yaml.Node
	why  string
}

func (r *requireSpec) decode(d *decoder, n *yaml.Node) {
	if !d.mapping(n, "a mapping of condition: reason") {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if d.scalar(n.Content[i+1], "the reason that is reported where the condition is false") {
			*r = append(*r, requirement{cond: n.Content[i], why: n.Content[i+1].Value})
		}
	}
}

// attrSpec is `type`, `type = default`, `optional type`, or the long form.
type attrSpec struct {
	attrLong
	node *yaml.Node
}

func (a *attrSpec) decode(d *decoder, n *yaml.Node) {
	a.node = n
	if n.Kind == yaml.MappingNode {
		d.value(n, reflect.ValueOf(&a.attrLong).Elem())
		return
	}
	if !d.scalar(n, "a type, as `number`, `bool = false` or `optional time`, or a mapping of type, default, must …") {
		return
	}
	a.attrLong.node = n
	text, optional := strings.CutPrefix(n.Value, "optional ")
	a.Optional = optional
	typ, def, has := strings.Cut(text, "=")
	a.Type = word{value: strings.TrimSpace(typ), node: n}
	if has {
		at := *n
		at.Value = strings.TrimSpace(def)
		at.Column += utf8.RuneCountInString(n.Value[:strings.LastIndex(n.Value, at.Value)])
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			at.Column++
		}
		a.Default = expr{node: &at}
	}
}

// tiersSpec is a list of names, each the level of an outlet, or a mapping by name.
type tiersSpec struct{ lines table[tierSpec] }

type tierSpec struct {
	where
	Title string `yaml:"title" doc:"title in tables"`
	When  expr   `yaml:"when" doc:"condition on outlet, adopt and item; outlet.level is the tier's name if left out"`
}

func (t *tiersSpec) decode(d *decoder, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		t.lines.decode(d, n)
		return
	}
	for _, c := range n.Content {
		if !d.scalar(c, "a tier's name") {
			continue
		}
		if strings.TrimSpace(c.Value) == "" {
			d.errorf(c, "found an empty name")
		} else if parts := severalNames(c.Value); c.Style == 0 && len(parts) > 1 {
			d.errorf(c, "found one tier %q; expected a comma of the Latin keyboard and a space between two: [%s]", c.Value, strings.Join(parts, ", "))
		} else {
			t.lines = append(t.lines, named[tierSpec]{name: c.Value, key: c, spec: tierSpec{where: where{c}}})
		}
	}
}

// severalNames are the names that were perhaps meant to be several: they stand between wide commas, or between spaces in
// a script that has none.
func severalNames(text string) []string {
	wide := strings.IndexFunc(text, func(r rune) bool { return r >= 0x2e80 }) >= 0
	return strings.FieldsFunc(text, func(r rune) bool { return wideComma(r) || wide && unicode.IsSpace(r) })
}

// outletsSpec is the outlet table: each line has names and what they share.
type outletsSpec []outletLine

type outletLine struct {
	where
	names []outletName
	attrs table[word]
}

type outletName struct {
	name    word
	aliases words
}

func (o *outletsSpec) decode(d *decoder, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		d.errorf(n, "found %s; expected a list of lines, as `- {level: national, names: [人民日报]}`", describe(n))
		return
	}
	for _, c := range n.Content {
		line := outletLine{where: where{c}}
		if !d.mapping(c, "a line, as `{level: national, names: [人民日报]}`") {
			continue
		}
		names := child(c, "names")
		if names == nil {
			d.errorf(c, "`names` is missing")
			continue
		}
		if !d.filled(names) {
			continue
		}
		nodes := []*yaml.Node{names}
		if names.Kind == yaml.SequenceNode {
			nodes = names.Content
		}
		for _, one := range nodes {
			line.names = append(line.names, decodeOutletNames(d, one)...)
		}
		for i := 0; i+1 < len(c.Content); i += 2 {
			if c.Content[i].Value == "names" {
				continue
			}
			attr := named[word]{name: c.Content[i].Value, key: c.Content[i]}
			attr.spec.decode(d, c.Content[i+1])
			line.attrs = append(line.attrs, attr)
		}
		*o = append(*o, line)
	}
}

// decodeOutletNames reads a name, or a mapping of a name to its other forms.
func decodeOutletNames(d *decoder, n *yaml.Node) []outletName {
	if n.Kind != yaml.MappingNode {
		var name outletName
		name.name.decode(d, n)
		return []outletName{name}
	}
	var out []outletName
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := outletName{name: word{value: n.Content[i].Value, node: n.Content[i]}}
		name.aliases.decode(d, n.Content[i+1])
		out = append(out, name)
	}
	return out
}
