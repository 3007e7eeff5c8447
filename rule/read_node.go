package rule

import "github.com/gongguo/gongguo/rule/document"

// readNode is a place that is read. Whether something is there is read of every place.
type readNode struct {
	name     string // of the variable, field or key
	index    int    // of the variable or field
	typ      Type
	constant bool // a variable that is promised not to change
	first    document.Position

	whole    bool // everything in it is read
	exact    bool // and more of it than how it stands to other times that are read so
	length   bool // of a list or map
	presence bool // has() asks for it
	fields   readNodes
	keys     readNodes
	elements *readNode // of a list
	values   *readNode // of a map, by a computed key

	look look        // of a time: what is seen of it
	from []*readNode // and from which others it is seen how far it is

	parent *readNode // of which this is a part; nil: a variable
	use    use       // how it is used
}

// readNodes are places of different names, in the order in which they are first read.
type readNodes struct {
	list   []*readNode
	byName map[string]*readNode // of a list that is long; nil: it is not
}

// named is the place of a name; nil: there is none.
func (n *readNodes) named(name string) *readNode {
	if n.byName != nil {
		return n.byName[name]
	}
	for _, c := range n.list {
		if c.name == name {
			return c
		}
	}
	return nil
}

// manyNames is how many places are looked through for a name, before there is an index of them.
const manyNames = 16

func (n *readNodes) add(c *readNode) {
	n.list = append(n.list, c)
	switch {
	case n.byName != nil:
		n.byName[c.name] = c
	case len(n.list) > manyNames:
		n.byName = map[string]*readNode{}
		for _, c := range n.list {
			n.byName[c.name] = c
		}
	}
}

func (n *readNode) content(position document.Position) *readNode {
	child := &n.elements
	if n.typ.kind == kindMap {
		child = &n.values
	}
	if *child == nil {
		*child = &readNode{typ: *n.typ.elem, first: position, parent: n}
	}
	return *child
}

// child is the part of that name among the fields or keys of a place.
func (n *readNode) child(children *readNodes, name string, index int, typ Type,
	position document.Position) *readNode {
	if c := children.named(name); c != nil {
		return c
	}
	c := &readNode{name: name, index: index, typ: typ, first: position, parent: n}
	children.add(c)
	return c
}
