package document

import (
	"iter"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Kind is what a node is made of.
type Kind uint8

// The kinds of nodes.
const (
	Scalar Kind = iota
	List
	Mapping
)

// Type is what YAML takes a scalar for.
type Type uint8

// The types of scalars. One in quotes is a String whatever it holds.
const (
	String Type = iota
	Int
	Float
	Bool
	Null
	Timestamp
)

// Style is how a scalar is written.
type Style uint8

// The styles of scalars.
const (
	Plain  Style = iota
	Quoted       // in ' or "
	Block        // literal | or folded >
)

// Node is a part of a document, at the place where it is written. A node is never changed once it is read: what varies
// a document makes a new tree, whose parts keep their places.
type Node struct {
	Kind         Kind
	Type         Type   // of a scalar
	Style        Style  // of a scalar
	Value        string // of a scalar: the text, without quotes and escapes
	Line, Column int    // from 1, the column in characters
	// Content is the elements of a list; of a mapping its keys and values in turn, in the order of the file.
	Content []*Node
}

// Pairs yields the keys of a mapping with their values, in the order of the file.
func (n *Node) Pairs() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		for i := 0; n.Kind == Mapping && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// Index returns the index in Content of a key of the mapping, or −1.
func (n *Node) Index(key string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// Child returns the value under a key; nil where there is none, or where n is no mapping or nil.
func (n *Node) Child(key string) *Node {
	if n == nil || n.Kind != Mapping {
		return nil
	}
	if i := n.Index(key); i >= 0 {
		return n.Content[i+1]
	}
	return nil
}

// shown is how many characters of a scalar an error shows.
const shown = 60

// Describe says what the node is, for reasons: a mapping, a list, nothing, or the scalar in quotes.
func (n *Node) Describe() reason.Reason {
	switch {
	case n.Kind == Mapping:
		return reason.New("document.mapping", "a mapping")
	case n.Kind == List && len(n.Content) == 0:
		return reason.New("document.empty-list", "an empty list")
	case n.Kind == List:
		return reason.New("document.list", "a list")
	case n.Type == Null:
		return reason.New("document.nothing", "nothing")
	}
	text := n.Value
	if runes := []rune(text); len(runes) > shown {
		text = string(runes[:shown]) + "…"
	}
	return reason.New("document.scalar", "{text:q}", text)
}

// types are the tags of YAML.
var types = map[string]Type{"!!int": Int, "!!float": Float, "!!bool": Bool, "!!null": Null, "!!timestamp": Timestamp}

// convert makes a node of one of the YAML library.
func convert(y *yaml.Node) *Node {
	n := &Node{Type: types[y.Tag], Value: y.Value, Line: y.Line, Column: y.Column}
	switch {
	case y.Kind == yaml.MappingNode:
		n.Kind = Mapping
	case y.Kind == yaml.SequenceNode:
		n.Kind = List
	case y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		n.Style = Quoted
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		n.Style = Block
	}
	if len(y.Content) > 0 {
		n.Content = make([]*Node, len(y.Content))
		for i, c := range y.Content {
			n.Content[i] = convert(c)
		}
	}
	return n
}
