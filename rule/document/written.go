package document

import (
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Where is the place of a decoded mapping, for errors found later. A struct embeds it.
type Where struct{ Node *Node }

func (w *Where) place(n *Node) { w.Node = n }

// Raw is a part that is read by its own rules.
type Raw struct{ Node *Node }

// Decode keeps the node.
func (r *Raw) Decode(_ *Decoder, n *Node) { r.Node = n }

// Word is a scalar and its place; a nil Node means that it is not there.
type Word struct {
	Value string
	Node  *Node
}

// Decode reads a scalar.
func (w *Word) Decode(d *Decoder, n *Node) {
	if d.Scalar(n, reason.New("document.name", "a name")) {
		w.Value, w.Node = n.Value, n
	}
}

// Words is a name or a list of names, none of them twice.
type Words []Word

// Decode reads a name, or a list that is not empty.
func (w *Words) Decode(d *Decoder, n *Node) {
	if !d.Filled(n) {
		return
	}
	OneOrMore((*[]Word)(w), d, n)
	seen := map[string]bool{}
	for _, one := range *w {
		if one.Node != nil && seen[one.Value] {
			d.Report(one.Node, Twice(one.Value))
		}
		seen[one.Value] = true
	}
}

// Twice says that a list names something a second time.
func Twice(name string) reason.Reason {
	return reason.New("document.twice-in-list", "found {name:q} twice in the list", name)
}

// OneOrMore decodes a list, or what stands in the place of one as its only element.
func OneOrMore[T any](list *[]T, d *Decoder, n *Node) {
	nodes := []*Node{n}
	if n.Kind == List {
		nodes = n.Content
	}
	for _, c := range nodes {
		var v T
		d.Decode(c, &v)
		*list = append(*list, v)
	}
}

// Expr is an expression as written; a nil Node means that it is not there.
type Expr struct{ Node *Node }

// Decode reads a scalar.
func (e *Expr) Decode(d *Decoder, n *Node) {
	if d.Scalar(n, reason.New("document.expression", "an expression")) {
		e.Node = n
	}
}

// Given says whether the expression is there.
func (e Expr) Given() bool { return e.Node != nil }

// Exprs is one expression or a list of them.
type Exprs []Expr

// Decode reads an expression, or a list that is not empty.
func (e *Exprs) Decode(d *Decoder, n *Node) {
	if d.Filled(n) {
		OneOrMore((*[]Expr)(e), d, n)
	}
}

// EmptyName says that a name is empty or of spaces.
func EmptyName() reason.Reason { return reason.New("document.empty-name", "found an empty name") }

// Named is one line of a section: a name, its place and what it names.
type Named[T any] struct {
	Name string
	Key  *Node
	Spec T
}

// Table is a section: a mapping by name, in the order of the file.
type Table[T any] []Named[T]

// Decode reads a mapping; no name is empty.
func (t *Table[T]) Decode(d *Decoder, n *Node) {
	if !d.Mapping(n, reason.New("document.mapping-by-name", "a mapping by name")) {
		return
	}
	for key, value := range n.Pairs() {
		line := Named[T]{Name: key.Value, Key: key}
		if strings.TrimSpace(line.Name) == "" {
			d.Report(line.Key, EmptyName())
		}
		d.Decode(value, &line.Spec)
		*t = append(*t, line)
	}
}

// Names returns the names in the order of the file.
func (t Table[T]) Names() []string {
	out := make([]string, len(t))
	for i := range t {
		out[i] = t[i].Name
	}
	return out
}
