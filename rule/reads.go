package rule

import (
	"slices"

	"github.com/gongguo/gongguo/rule/document"
)

// reads is what a program reads, as a forest of paths. It is worked out from the compiled
// expression: places are followed through fields, indexes, comprehensions, conditionals and definitions until
// something uses them as a whole.
type reads struct {
	roots []*readNode
}

// shape is what is known of a value: places that it may come from, and, for a list or map that the
// expression makes, what it may hold.
type shape struct {
	places []*readNode
	days   []*readNode // of a time that was worked out: those on whose day its own depends, and on nothing else
	items  *shape
}

func join(a, b shape) shape {
	s := shape{places: slices.Clone(a.places), days: slices.Concat(a.days, b.days), items: a.items}
	for _, p := range b.places {
		if !slices.Contains(s.places, p) {
			s.places = append(s.places, p)
		}
	}
	switch {
	case a.items == nil:
		s.items = b.items
	case b.items != nil:
		both := join(*a.items, *b.items)
		s.items = &both
	}
	return s
}

// consume marks what a value comes from as read as a whole.
func (s shape) consume() { s.seen(lookWhole) }

// contents returns the shape of the elements of a list or of the values of a map under any key.
func (s shape) contents(position document.Position) shape {
	inner := shape{}
	if s.items != nil {
		inner = *s.items
	}
	for _, p := range s.places {
		inner.places = append(inner.places[:len(inner.places):len(inner.places)], p.content(position))
	}
	return inner
}

// analysis follows the places through one program, and through the definitions that it reads.
type analysis struct {
	reads  *reads
	env    *Env
	remap  []int
	locals []shape
	froms  []from             // by slot of a local
	known  map[*Program]shape // definitions that have been followed
	finder *predicateFinder   // takes conditions out, which are then not read; nil: none
}

// from is where a name comes from that an expression gives.
type from struct {
	over  node // the list over whose elements a macro goes; nil: it is none of such
	place bool // it stands at a place that may change
	value node // of bind(), where that gives no names itself; nil: it is none of such
}

func (p *Program) analyze() {
	a := &analysis{reads: &reads{}, env: p.env, known: map[*Program]shape{}}
	for i := range p.env.params {
		a.bind(i, shape{}, from{})
	}
	s := a.walk(p.root)
	s.consume()
	s.give()
	p.reads = a.reads
}

func (a *analysis) root(n *varNode) *readNode {
	i := n.index
	if a.remap != nil {
		i = a.remap[i]
	}
	for _, root := range a.reads.roots {
		if root.index == i {
			return root
		}
	}
	v := a.env.vars[i]
	root := &readNode{name: v.Name, index: i, typ: v.Type, constant: v.Const, first: n.at.position()}
	a.reads.roots = append(a.reads.roots, root)
	return root
}

func (a *analysis) walkAll(nodes ...node) {
	for _, n := range nodes {
		if n != nil {
			a.walk(n).consume()
		}
	}
}

// walk returns the shape of what a node gives, and notes what it reads on the way.
func (a *analysis) walk(n node) shape {
	if a.finder != nil && a.finder.extract(a, n) {
		return shape{}
	}
	switch n := n.(type) {
	case *varNode:
		return shape{places: []*readNode{a.root(n)}}
	case *defineNode:
		s, ok := a.known[n.program]
		if !ok {
			inner := &analysis{reads: a.reads, env: a.env, remap: composed(n.remap, a.remap), known: a.known,
				finder: a.finder}
			s = inner.walk(n.program.root)
			a.known[n.program] = s
		}
		return s
	case *localNode:
		return a.locals[n.slot]
	case *fieldNode:
		s := shape{}
		for _, p := range a.walk(n.operand).places {
			f := n.rec.Fields[n.index]
			s.places = append(s.places, p.child(&p.fields, f.Name, n.index, f.Type, n.at.position()))
		}
		return s
	case *hasNode:
		a.has(n)
	case *elementNode:
		list := a.walk(n.list)
		list.unbound()
		a.unboundAll(n.index)
		return list.contents(n.at.position())
	case *entryNode:
		return a.entry(n)
	case *condNode:
		a.walkAll(n.cond)
		return join(a.walk(n.yes), a.walk(n.no))
	case *defaultNode:
		return join(a.walk(n.operand), a.walk(n.fallback))
	case *logicNode:
		a.walkAll(n.terms...)
	case *notNode:
		a.walkAll(n.operand)
	case *listNode:
		return a.made(n.items)
	case *mapNode:
		a.unboundAll(n.keys...)
		return a.made(n.values)
	case *binaryNode:
		a.compares(n)
	case *callNode:
		return a.calls(n)
	case *foldNode:
		return a.folds(n)
	case *elementPredicateNode:
		a.bind(n.slot, a.walk(n.over).contents(document.Position{}), from{over: n.over, place: a.holdsPlaces(n.over)})
		return a.walk(n.inner)
	case *applyNode:
		return a.applied(n).walk(n.program.root)
	case *bindNode:
		f := from{place: a.isPlace(n.value)}
		if !givesNames(n.value) {
			f.value = n.value
		}
		a.bind(n.slot, a.walk(n.value), f)
		defer func() { a.froms[n.slot].value = nil }()
		return a.walk(n.body)
	}
	return shape{}
}

// applied is the analysis of the program of a function, by the places of its arguments.
func (a *analysis) applied(n *applyNode) *analysis {
	inner := &analysis{reads: a.reads, env: a.env, remap: composed(n.remap, a.remap), known: a.known, finder: a.finder}
	for i, arg := range n.args {
		inner.bind(i, a.walk(arg), from{place: a.isPlace(arg)})
	}
	return inner
}

// isPlace reports whether a node gives what stands at a place that may change, and nothing that was worked out.
func (a *analysis) isPlace(n node) bool {
	switch n := n.(type) {
	case *localNode:
		return a.froms[n.slot].place
	case *fieldNode:
		return a.isPlace(n.operand)
	case *varNode:
		return true
	}
	return false
}

// holdsPlaces reports whether the elements of the list that a node gives stand at places that may change, and none was
// worked out.
func (a *analysis) holdsPlaces(n node) bool {
	switch n := n.(type) {
	case *foldNode:
		return (n.kind == foldFilter || n.kind == foldTakeWhile) && a.holdsPlaces(n.over)
	case *callNode:
		return n.keeps && a.holdsPlaces(n.args[0])
	}
	return a.isPlace(n)
}

func (a *analysis) has(n *hasNode) {
	if n.variable != nil {
		a.root(n.variable).presence = true
		return
	}
	for _, p := range a.walk(n.operand).places {
		if p.typ.kind == kindMap {
			p.child(&p.keys, n.key, 0, *p.typ.elem, n.at.position()).presence = true
			continue
		}
		f := p.typ.rec.Fields[n.index]
		p.child(&p.fields, f.Name, n.index, f.Type, n.at.position()).presence = true
	}
}

func (a *analysis) entry(n *entryNode) shape {
	m := a.walk(n.mapping)
	key, constant := n.key.(*constNode)
	if !constant {
		a.looksUp(n, m)
		return m.contents(n.at.position())
	}
	s := shape{}
	if m.items != nil {
		s = *m.items
	}
	for _, p := range m.places {
		s.places = append(s.places[:len(s.places):len(s.places)],
			p.child(&p.keys, key.value.s, 0, *p.typ.elem, n.at.position()))
	}
	return s
}

func (a *analysis) made(nodes []node) shape {
	items := shape{}
	for _, n := range nodes {
		items = join(items, a.walk(n))
	}
	return shape{items: &items}
}

func (a *analysis) calls(n *callNode) shape {
	switch {
	case n.length:
		list := a.walk(n.args[0])
		list.unbound()
		for _, p := range list.places {
			p.length = true
		}
	case n.keeps:
		a.unboundAll(n.args[1:]...)
		list := a.walk(n.args[0])
		list.unbound()
		for _, p := range list.places {
			p.length = true
		}
		elements := list.contents(n.at.position())
		return shape{items: &elements}
	case n.shifts:
		a.unboundAll(n.args[1:]...)
		s := a.walk(n.args[0])
		s.unbound()
		return s.shifted()
	case n.looks > 0 && n.looks < lookWhole:
		for _, arg := range n.args {
			s := a.walk(arg)
			s.seen(n.looks)
			s.unbound()
		}
	default:
		a.unboundAll(n.args...)
	}
	return shape{}
}

// bind sets a name that an expression gives.
func (a *analysis) bind(slot int, s shape, f from) {
	for len(a.locals) <= slot {
		a.locals, a.froms = append(a.locals, shape{}), append(a.froms, from{})
	}
	a.locals[slot], a.froms[slot] = s, f
}

func (a *analysis) folds(n *foldNode) shape {
	elements := a.gone(n)
	defer func() { a.froms[n.slot].over = nil }()
	a.walkAll(n.cond)
	switch n.kind {
	case foldFilter, foldTakeWhile:
		return shape{items: &elements}
	case foldMap, foldSum:
		value := a.walk(n.value)
		return shape{items: &value}
	case foldFold:
		return a.accumulates(n)
	}
	return shape{}
}

// gone follows what a macro goes over, and gives the shape of an element: a key of a map is one that is worked out.
func (a *analysis) gone(n *foldNode) shape {
	over := a.walk(n.over)
	over.gone(n.kind)
	elements, f := over.contents(n.at.position()), from{over: n.over, place: a.holdsPlaces(n.over)}
	if n.keys {
		for _, p := range over.places {
			p.length, p.use.free, p.use.loose = true, true, true
		}
		elements, f = shape{}, from{}
	}
	a.bind(n.slot, elements, f)
	return elements
}

// accumulates follows what a fold makes of what it made before.
func (a *analysis) accumulates(n *foldNode) shape {
	a.unboundAll(n.start)
	a.bind(n.slot+1, shape{}, from{})
	s := a.walk(n.value)
	s.unbound()
	s.consume()
	return shape{}
}
