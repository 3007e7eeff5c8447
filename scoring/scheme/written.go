package scheme

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// where is the place of a decoded mapping, for errors found later.
type where struct{ node *yaml.Node }

func (w *where) place(n *yaml.Node) { w.node = n }

// word is a scalar and its place.
type word struct {
	value string
	node  *yaml.Node
}

func (w *word) decode(d *decoder, n *yaml.Node) {
	if d.scalar(n, "a name") {
		w.value, w.node = n.Value, n
	}
}

// words is a name or a list of names.
type words []word

func (w *words) decode(d *decoder, n *yaml.Node) {
	if !d.filled(n) {
		return
	}
	decodeMany((*[]word)(w), d, n)
	seen := map[string]bool{}
	for _, one := range *w {
		if one.node != nil && seen[one.value] {
			d.errorf(one.node, "found %q twice in the list", one.value)
		}
		seen[one.value] = true
	}
}

// filled refuses an empty list, which would say nothing or, worse, all.
func (d *decoder) filled(n *yaml.Node) bool {
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		d.errorf(n, "found an empty list; expected at least one, or the key left out")
		return false
	}
	return true
}

// orNone is what a test names of a kind, or that there is none: an empty list or mapping.
type orNone[T any] struct {
	lines table[T]
	none  *yaml.Node // where it stands
}

func (o *orNone[T]) decode(d *decoder, n *yaml.Node) {
	if len(n.Content) == 0 && (n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode) {
		o.none = n
		return
	}
	o.lines.decode(d, n)
}

// wordsOrNone is a name or a list of names that may be empty.
type wordsOrNone struct {
	words words
	none  *yaml.Node
}

func (o *wordsOrNone) decode(d *decoder, n *yaml.Node) {
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		o.none = n
		return
	}
	o.words.decode(d, n)
}

// days is a list of days that may be empty; the calendar reads them.
type days []word

func (w *days) decode(d *decoder, n *yaml.Node) { decodeMany((*[]word)(w), d, n) }

func decodeMany[T any](list *[]T, d *decoder, n *yaml.Node) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, c := range nodes {
		var v T
		d.value(c, reflect.ValueOf(&v).Elem())
		*list = append(*list, v)
	}
}

// expr is an expression as written.
type expr struct{ node *yaml.Node }

func (e *expr) decode(d *decoder, n *yaml.Node) {
	if d.scalar(n, "an expression") {
		e.node = n
	}
}

func (e expr) given() bool { return e.node != nil }

// exprs is one expression or a list of them.
type exprs []expr

func (e *exprs) decode(d *decoder, n *yaml.Node) {
	if d.filled(n) {
		decodeMany((*[]expr)(e), d, n)
	}
}

// named is one line of a section: a name, its place and what it names.
type named[T any] struct {
	name string
	key  *yaml.Node
	spec T
}

// table is a section: a mapping by name, in the order of the file.
type table[T any] []named[T]

func (t *table[T]) decode(d *decoder, n *yaml.Node) {
	if !d.mapping(n, "a mapping by name") {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		line := named[T]{name: n.Content[i].Value, key: n.Content[i]}
		if strings.TrimSpace(line.name) == "" {
			d.errorf(line.key, "found an empty name")
		}
		d.value(n.Content[i+1], reflect.ValueOf(&line.spec).Elem())
		*t = append(*t, line)
	}
}

func (t table[T]) names() []string {
	out := make([]string, len(t))
	for i := range t {
		out[i] = t[i].name
	}
	return out
}
