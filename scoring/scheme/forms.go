package scheme

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// worthSpec is one amount, or one an account.
type worthSpec struct {
	one  document.Expr
	many document.Table[document.Expr]
}

func (w *worthSpec) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind == document.Mapping {
		w.many.Decode(d, n)
		return
	}
	w.one.Decode(d, n)
}

func (w worthSpec) given() bool { return w.one.Given() || len(w.many) > 0 }

// node is where it stands; nil: nowhere.
func (w worthSpec) node() *document.Node {
	if len(w.many) > 0 {
		return w.many[0].Key
	}
	return w.one.Node
}

// requireSpec is a list of conditions, each with the reason that is reported where it is false.
type requireSpec []requirement

type requirement struct {
	cond *document.Node
	why  string
}

func (r *requireSpec) Decode(d *document.Decoder, n *document.Node) {
	if !d.Mapping(n, reason.New("scheme.want-conditions", "a mapping of condition: reason")) {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if d.Scalar(n.Content[i+1], reason.New("scheme.want-why",
			"the reason that is reported where the condition is false")) {
			*r = append(*r, requirement{cond: n.Content[i], why: n.Content[i+1].Value})
		}
	}
}

// attrSpec is `type`, `type = default`, `optional type`, or the long form.
type attrSpec struct {
	attrLong
	node *document.Node
}

func (a *attrSpec) Decode(d *document.Decoder, n *document.Node) {
	a.node = n
	if n.Kind == document.Mapping {
		d.Decode(n, &a.attrLong)
		return
	}
	if !d.Scalar(n, reason.New("scheme.want-attribute-form",
		"a type, as `number`, `bool = false` or `optional time`, or a mapping of type, default, must …")) {
		return
	}
	a.attrLong.Node = n
	text, optional := strings.CutPrefix(n.Value, "optional ")
	a.Optional = optional
	typ, def, has := strings.Cut(text, "=")
	a.Type = document.Word{Value: strings.TrimSpace(typ), Node: n}
	if has {
		at := *n
		at.Value = strings.TrimSpace(def)
		at.Column += utf8.RuneCountInString(n.Value[:strings.LastIndex(n.Value, at.Value)])
		if n.Style == document.Quoted {
			at.Column++
		}
		a.Default = document.Expr{Node: &at}
	}
}

// tiersSpec is a list of names, each the level of an outlet, or a mapping by name.
//
// In a list each name is the level of its outlets; in a mapping a name has these keys.
//
// The first tier that holds is an adoption's tier. Without one it scores nothing and is reported (no-tier). A scheme
// without tiers takes every adoption, with an empty tier.
type tiersSpec struct{ lines document.Table[tierSpec] }

// tierSpec is a line of the section tiers.
type tierSpec struct {
	document.Where
	// title in tables
	Title string `yaml:"title"`
	// condition on outlet, adopt and item, in scope tier; left out: outlet.level == the name
	When document.Expr `yaml:"when"`
}

func (t *tiersSpec) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind != document.List {
		t.lines.Decode(d, n)
		return
	}
	for _, c := range n.Content {
		if !d.Scalar(c, reason.New("scheme.want-tier-in-list",
			"a tier's name: in a list all are names, else all are `name: {{…}}`, without [ ]")) {
			continue
		}
		if strings.TrimSpace(c.Value) == "" {
			d.Report(c, document.EmptyName())
		} else if parts := severalNames(c.Value); c.Style == document.Plain && len(parts) > 1 {
			d.Report(c, reason.New("scheme.tiers-in-one",
				"found one tier {tier:q}; expected a comma of the Latin keyboard and a space between two: [{names}]",
				c.Value, parts))
		} else {
			t.lines = append(t.lines,
				document.Named[tierSpec]{Name: c.Value, Key: c, Spec: tierSpec{Where: document.Where{Node: c}}})
		}
	}
}

// severalNames are the names that were perhaps meant to be several: they stand between wide commas, or between spaces
// in a script that has none.
func severalNames(text string) []string {
	wide := strings.IndexFunc(text, func(r rune) bool { return r >= 0x2e80 }) >= 0
	return strings.FieldsFunc(text, func(r rune) bool { return document.WideComma(r) || wide && unicode.IsSpace(r) })
}

// outletsSpec is the outlet table: each line has names and what they share.
//
// The outlets of a line share its level, and the attributes that are declared under attrs.outlet.
//
//	outlets:
//	  - {level: national, medium: newspaper, names: [人民日报, {经济日报: [经济日报社, 经日]}]}
//
// A line with from, until or both is of the days from the one to the other; an adoption asks the line of its own day,
// and lines of one outlet have no day together. A name may be a mapping of it to its other forms. Names are compared
// without 《》, quotes, spaces, full-width forms and letter case. No name stands twice on a day. A listed outlet has its
// listed level, another one the level that the adoption says.
type outletsSpec []outletLine

type outletLine struct {
	document.Where
	names []outletName
	attrs document.Table[document.Word]
}

type outletName struct {
	name    document.Word
	aliases document.Words
}

func (o *outletsSpec) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind != document.List {
		d.Report(n, document.Unexpected(n, reason.New("scheme.want-outlet-lines",
			"a list of lines, as `- {{level: national, names: [人民日报]}}`")))
		return
	}
	for _, c := range n.Content {
		line := outletLine{Where: document.Where{Node: c}}
		if !d.Mapping(c, reason.New("scheme.want-outlet-line", "a line, as `{{level: national, names: [人民日报]}}`")) {
			continue
		}
		names := c.Child("names")
		if names == nil {
			d.Report(c, document.Missing("names"))
			continue
		}
		if !d.Filled(names) {
			continue
		}
		nodes := []*document.Node{names}
		if names.Kind == document.List {
			nodes = names.Content
		}
		for _, one := range nodes {
			line.names = append(line.names, decodeOutletNames(d, one)...)
		}
		for i := 0; i+1 < len(c.Content); i += 2 {
			if c.Content[i].Value == "names" {
				continue
			}
			attr := document.Named[document.Word]{Name: c.Content[i].Value, Key: c.Content[i]}
			attr.Spec.Decode(d, c.Content[i+1])
			line.attrs = append(line.attrs, attr)
		}
		*o = append(*o, line)
	}
}

// decodeOutletNames reads a name, or a mapping of a name to its other forms.
func decodeOutletNames(d *document.Decoder, n *document.Node) []outletName {
	if n.Kind != document.Mapping {
		var name outletName
		name.name.Decode(d, n)
		return []outletName{name}
	}
	var out []outletName
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := outletName{name: document.Word{Value: n.Content[i].Value, Node: n.Content[i]}}
		name.aliases.Decode(d, n.Content[i+1])
		out = append(out, name)
	}
	return out
}
