package rule

import "slices"

// Use is how a program uses a value that it reads. A bool needs no more than its two values. Of another value that is
// not Free, the program tells apart no more than which of Against and of the values of Figures it equals, is below or
// is above, or which keys of them it is: a caller who tries each of those, one between each two and one outside, and
// none where Asked, has tried all that there is to try.
type Use struct {
	Read
	Against []Value // the constants, and the keys of constant maps, that it is compared with, in the order of reading
	Figures []Read  // what is read of a [Var.Const] variable, that it is compared with or looked up in
	Free    bool    // it is used otherwise: worked with, an argument of a function, compared with something that varies
	Given   bool    // the program gives it, as it is or in a list
	Asked   bool    // has() or default() asks whether it is there
	Rounds  int     // of a list: how many exists() and all() go over it
	Keys    []Read  // of a map: by what its entries are looked up
	Loose   bool    // of a map: its entries are looked up by what is worked out, too
}

// use is what is noted of a place.
type use struct {
	against []Value
	figures []*readNode
	free    bool
	given   bool
	rounds  int
	keys    []*readNode
	loose   bool
}

// Uses returns how the program uses each place that it reads, in the order of first places; lists that it only goes
// over are among them.
func (p *Program) Uses() []Use {
	var all []Use
	for _, root := range p.reads.roots {
		root.uses(&all)
	}
	slices.SortStableFunc(all, func(a, b Use) int { return a.Position.Compare(b.Position) })
	return all
}

func (n *readNode) uses(all *[]Use) {
	read := n.whole || n.length || n.presence
	if read || n.use.rounds > 0 || n.use.free || n.use.loose || len(n.use.keys) > 0 ||
		len(n.use.against)+len(n.use.figures) > 0 ||
		len(n.fields.list)+len(n.keys.list) == 0 && n.elements == nil && n.values == nil {
		u := Use{Read: n.read(), Against: n.use.against, Free: n.use.free, Given: n.use.given, Asked: n.presence,
			Rounds: n.use.rounds, Loose: n.use.loose}
		for _, k := range n.use.keys {
			u.Keys = append(u.Keys, k.read())
		}
		for _, f := range n.use.figures {
			u.Figures = append(u.Figures, f.read())
		}
		*all = append(*all, u)
	}
	for _, part := range slices.Concat(n.fields.list, n.keys.list, []*readNode{n.elements, n.values}) {
		if part != nil {
			part.uses(all)
		}
	}
}

// read is the place as a path.
func (n *readNode) read() Read {
	var path []Step
	for at := n; at != nil; at = at.parent {
		step := Step{at.name, StepField}
		switch up := at.parent; {
		case up == nil:
			step.Kind = StepVariable
		case up.elements == at:
			step = Step{Kind: StepElement}
		case up.values == at:
			step = Step{Kind: StepDynamic}
		case up.keys.named(at.name) == at:
			step.Kind = StepKey
		}
		path = append(path, step)
	}
	slices.Reverse(path)
	return Read{Path: path, Position: n.first}
}

// unbound notes that what a value comes from is used in a way that the program alone does not tell.
func (s shape) unbound() {
	for _, p := range s.places {
		p.use.free = true
	}
	if s.items != nil {
		s.items.unbound()
	}
}

// give notes that a value is what the program gives.
func (s shape) give() {
	for _, p := range s.places {
		p.use.given = true
	}
	if s.items != nil {
		s.items.give()
	}
}

func (a *analysis) unboundAll(nodes ...node) {
	for _, n := range nodes {
		if n != nil {
			s := a.walk(n)
			s.consume()
			s.unbound()
		}
	}
}

// compares notes the two sides of an operator: a place is bound where the other side is a constant or a figure.
func (a *analysis) compares(n *binaryNode) {
	left, right := a.walk(n.left), a.walk(n.right)
	switch places := a.isPlace(n.left) && a.isPlace(n.right); {
	case places && n.ordering:
		left.order(right)
		right.order(left)
		left.apart(right)
		right.apart(left)
	case places && n.subtracts:
		left.seen(0)
		right.seen(0)
		left.apart(right)
		right.apart(left)
	default:
		left.consume()
		right.consume()
	}
	if !n.compares {
		left.unbound()
		right.unbound()
		return
	}
	left.against(n.right, right)
	right.against(n.left, left)
}

// order marks times as read for nothing but how they stand to other times that may change.
func (s shape) order(other shape) {
	for _, p := range s.places {
		p.whole = true
		p.exact = p.exact || slices.ContainsFunc(other.places, (*readNode).figure)
	}
}

// against notes what a value is compared with.
func (s shape) against(n node, other shape) {
	constant, isConstant := n.(*constNode)
	figure := isPath(n) && other.items == nil && len(other.places) > 0
	for _, p := range other.places {
		figure = figure && p.figure()
	}
	if s.items != nil {
		s.items.unbound()
	}
	for _, p := range s.places {
		switch {
		case p.figure():
		case isConstant:
			p.use.against = append(p.use.against, constant.value.parts()...)
		case figure:
			p.use.figures = append(p.use.figures, other.places...)
		default:
			p.use.free = true
		}
	}
}

// looksUp notes the key with which an entry of a map is read.
func (a *analysis) looksUp(n *entryNode, m shape) {
	key := a.walk(n.key)
	key.consume()
	key.against(n.mapping, m)
	for _, p := range m.places {
		p.use.loose = p.use.loose || !isPath(n.key) || key.items != nil
		p.use.keys = append(p.use.keys, key.places...)
	}
}

// gone notes that a macro goes over a list. Two elements show all that one exists() or all() can tell, a single element
// more for each further one; of the others more may hang on how many there are.
func (s shape) gone(kind foldKind) {
	for _, p := range s.places {
		p.use.rounds++
		p.use.free = p.use.free || kind != foldAll && kind != foldExists
	}
}

// figure says whether a place is in a variable that does not change.
func (n *readNode) figure() bool {
	for n.parent != nil {
		n = n.parent
	}
	return n.constant
}

// isPath says whether a node does nothing but go to a place.
func isPath(n node) bool {
	switch n := n.(type) {
	case *varNode:
		return true
	case *fieldNode:
		return isPath(n.operand)
	case *entryNode:
		return isPath(n.mapping)
	case *defineNode:
		return isPath(n.program.root)
	}
	return false
}

// parts are the values that a comparison with v, or a look into it, tells apart.
func (v Value) parts() []Value {
	switch v.kind {
	case kindList:
		return v.list().items
	case kindMap:
		var keys []Value
		for _, key := range v.mapping().keys {
			keys = append(keys, String(key))
		}
		return keys
	}
	return []Value{v}
}
