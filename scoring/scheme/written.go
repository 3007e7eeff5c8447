package scheme

import "github.com/gongguo/gongguo/rule/document"

// orNone is what a test names of a kind, or that there is none: an empty list or mapping.
type orNone[T any] struct {
	lines document.Table[T]
	none  *document.Node // where it stands
}

func (o *orNone[T]) Decode(d *document.Decoder, n *document.Node) {
	if len(n.Content) == 0 && (n.Kind == document.List || n.Kind == document.Mapping) {
		o.none = n
		return
	}
	o.lines.Decode(d, n)
}

// wordsOrNone is a name or a list of names that may be empty.
type wordsOrNone struct {
	words document.Words
	none  *document.Node
}

func (o *wordsOrNone) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind == document.List && len(n.Content) == 0 {
		o.none = n
		return
	}
	o.words.Decode(d, n)
}

// days is a list of days that may be empty; the calendar reads them.
type days []document.Word

func (w *days) Decode(d *document.Decoder, n *document.Node) {
	document.OneOrMore((*[]document.Word)(w), d, n)
}
