package rule

import "slices"

// Predicates parts a program at conditions inside of it that stand for themselves: a condition that reads something
// wide, takes part in no macro from outside but for one, as below, and whose reads fit together. wide gives the sort of
// what is wide, from 1, and 0 for the rest. Each is a program over the same variables, of type bool. What the program
// gives depends on the reads that are left and on what the predicates give, be it true, false, or that something is
// absent or wrong. So of a value that is different for each entry, such as a time, only what the program asks of it
// need be known.
//
// A predicate is as large as can be where it reads nothing but what is wide of one sort, and a single comparison or
// call where it reads more.
//
// A condition inside of a macro that goes over a list at a place, such as `item.adoptions`, may be a predicate of
// the elements of that list: see [Program.EvalElement]. of is that list for such a predicate, and the zero Read for the
// others.
func (p *Program) Predicates(wide func(Read) int,
	fits func(reads []Read, of Read) bool) (left []Read, predicates []*Program) {
	c := &predicateFinder{program: p, wide: wide, fits: fits}
	a := &analysis{reads: &reads{}, env: p.env, known: map[*Program]shape{}, finder: c}
	a.walk(p.root).consume()
	rest := Program{reads: a.reads}
	return rest.Reads(), c.predicates
}

// EvalElement is [Program.EvalCharged] for a predicate of the elements of a list, of which one is given.
func (p *Program) EvalElement(vars Vars, element Value) (v Value, cost Cost, err error) {
	if vars == nil {
		vars = Row(nil)
	}
	r := newRun(vars, p.settings)
	r.element = element
	defer r.free()
	v, err = p.root.eval(r)
	return v, Cost{r.cost, r.cost - r.gone}, err
}

// ElementList is the list of whose elements the program is a predicate; false: it is none of such.
func (p *Program) ElementList() (list Read, ok bool) {
	n, ok := p.outermost().(*elementPredicateNode)
	if !ok {
		return Read{}, false
	}
	return p.listOf(n), true
}

// listOf is the place over which the macro of an element goes.
func (p *Program) listOf(n *elementPredicateNode) Read {
	a := &analysis{reads: &reads{}, env: p.env, known: map[*Program]shape{}}
	if d, ok := p.root.(*defineNode); ok {
		a.remap = composed(d.remap, nil)
	}
	return a.walk(n.over).places[0].read()
}

// elementPredicateNode is a condition on an element of a list, which is given from outside.
type elementPredicateNode struct {
	slot  int
	over  node
	inner node
}

func (n *elementPredicateNode) eval(r *run) (Value, error) {
	depth := r.reserve(n.slot)
	r.locals[r.base+n.slot] = local{value: r.element}
	v, err := n.inner.eval(r)
	r.locals = r.locals[:depth]
	return v, err
}

// predicateFinder looks for predicates while the places are followed.
type predicateFinder struct {
	program    *Program
	wide       func(Read) int
	fits       func(reads []Read, of Read) bool
	predicates []*Program
}

// extract reports whether a node, under the variables of the analysis, is taken out as a predicate.
func (c *predicateFinder) extract(a *analysis, n node) bool {
	whole := false
	switch n := n.(type) {
	case *logicNode, *notNode:
		whole = true
	case *binaryNode:
		if !n.compares {
			return false
		}
	case *callNode:
		if n.result.kind != kindBool {
			return false
		}
	case *applyNode:
		if n.program.typ.kind != kindBool {
			return false
		}
	default:
		return false
	}
	if n = a.withNames(n); !closedNode(n, nil) {
		element := a.ofElement(n)
		if element == nil {
			return false
		}
		n = element
	}
	inner := &analysis{reads: &reads{}, env: a.env, remap: a.remap, known: map[*Program]shape{}}
	inner.walk(n).consume()
	rest := Program{reads: inner.reads}
	sort, some, all := 0, false, true // all: nothing but what is wide of one sort
	for _, read := range rest.Reads() {
		if constant := a.isConstant(read); !constant {
			wide := c.wide(read)
			if sort == 0 {
				sort = wide
			}
			some, all = some || wide > 0, all && wide > 0 && wide == sort
		}
	}
	if !some || whole && !all {
		return false
	}
	root, p := n, c.program
	if a.remap != nil {
		root = &defineNode{program: &Program{env: p.env, settings: p.settings, root: n, typ: BoolType()},
			remap: a.remap}
	}
	predicate := &Program{src: p.src, env: p.env, settings: p.settings, root: root, typ: BoolType()}
	predicate.analyze()
	of, _ := predicate.ElementList()
	if !c.fits(predicate.Reads(), of) {
		return false
	}
	c.predicates = append(c.predicates, predicate)
	return true
}

// ofElement is the node as a predicate of an element; nil: it reads more than one element and what never changes, or
// the macro goes over something that is no place.
func (a *analysis) ofElement(n node) node {
	for slot, from := range a.froms {
		over := from.over
		if f, ok := over.(*fieldNode); ok && closedNode(n, []int{slot}) && !a.readsVariables(n) {
			if _, ok := f.operand.(*varNode); ok {
				return &elementPredicateNode{slot: slot, over: over, inner: n}
			}
		}
	}
	return nil
}

// withNames is a node with those names of bind() given that it reads.
func (a *analysis) withNames(n node) node {
	for slot := len(a.froms) - 1; slot >= 0; slot-- {
		if value := a.froms[slot].value; value != nil && readsName(n, slot) {
			n = &bindNode{slot: slot, value: value, body: n}
		}
	}
	return n
}

// readsName reports whether a node reads the name at a slot that is given around it.
func readsName(n node, slot int) bool {
	if n, ok := n.(*localNode); ok {
		return n.slot == slot
	}
	return slices.ContainsFunc(parts(n), func(n node) bool { return n != nil && readsName(n, slot) })
}

// givesNames reports whether a node gives names within.
func givesNames(n node) bool {
	switch n.(type) {
	case *foldNode, *bindNode:
		return true
	}
	return slices.ContainsFunc(parts(n), func(n node) bool { return n != nil && givesNames(n) })
}

// isConstant reports whether a read is of a variable that does not change.
func (a *analysis) isConstant(r Read) bool {
	for _, v := range a.env.vars {
		if v.Name == r.Path[0].Name {
			return v.Const
		}
	}
	return false
}

// closedNode reports whether a node needs no variable of a macro around it; inside are those of the macros within.
func closedNode(n node, inside []int) bool {
	closed := func(inside []int, nodes ...node) bool {
		return !slices.ContainsFunc(nodes, func(n node) bool { return n != nil && !closedNode(n, inside) })
	}
	switch n := n.(type) {
	case *localNode:
		return slices.Contains(inside, n.slot)
	case *foldNode:
		return closed(inside, n.over, n.start) && closed(append(slices.Clip(inside), n.slot, n.slot+1), n.cond, n.value)
	case *bindNode:
		return closed(inside, n.value) && closed(append(slices.Clip(inside), n.slot), n.body)
	}
	return closed(inside, parts(n)...)
}

// readsVariables reports whether a node reads a variable that may change, or a definition.
func (a *analysis) readsVariables(n node) bool {
	switch n := n.(type) {
	case *varNode:
		i := n.index
		if a.remap != nil {
			i = a.remap[i]
		}
		return !a.env.vars[i].Const
	case *defineNode:
		return true
	case *applyNode:
		remap := composed(n.remap, a.remap)
		for _, i := range n.program.uses {
			if remap != nil {
				i = remap[i]
			}
			if !a.env.vars[i].Const {
				return true
			}
		}
	}
	return slices.ContainsFunc(parts(n), func(n node) bool { return n != nil && a.readsVariables(n) })
}

// parts are the nodes of which a node is made; some may be nil. Constants, variables and definitions have none.
func parts(n node) []node {
	switch n := n.(type) {
	case *fieldNode:
		return []node{n.operand}
	case *hasNode:
		if n.variable != nil {
			return []node{n.variable}
		}
		return []node{n.operand}
	case *elementNode:
		return []node{n.list, n.index}
	case *entryNode:
		return []node{n.mapping, n.key}
	case *condNode:
		return []node{n.cond, n.yes, n.no}
	case *defaultNode:
		return []node{n.operand, n.fallback}
	case *logicNode:
		return n.terms
	case *notNode:
		return []node{n.operand}
	case *listNode:
		return n.items
	case *mapNode:
		return slices.Concat(n.keys, n.values)
	case *binaryNode:
		return []node{n.left, n.right}
	case *callNode:
		return n.args
	case *foldNode:
		return []node{n.over, n.start, n.cond, n.value}
	case *bindNode:
		return []node{n.value, n.body}
	case *applyNode:
		return n.args
	}
	return nil
}

// Same reports whether two predicates are one place of one source: a definition that several programs name is compiled
// for each of their environments.
func (p *Program) Same(o *Program) bool {
	a, b := p.at(), o.at()
	return a.position() == b.position() && a.offset == b.offset && a.src.Text() == b.src.Text()
}

// outermost is the outermost node of a predicate.
func (p *Program) outermost() node {
	if n, ok := p.root.(*defineNode); ok {
		return n.program.root
	}
	return p.root
}

// at is where the outermost node of a predicate stands.
func (p *Program) at() at {
	root := p.outermost()
	if n, ok := root.(*elementPredicateNode); ok {
		root = n.inner
	}
	for n, ok := root.(*bindNode); ok; n, ok = root.(*bindNode) {
		root = n.body
	}
	switch n := root.(type) {
	case *logicNode:
		return n.at
	case *notNode:
		return n.at
	case *binaryNode:
		return n.at
	case *callNode:
		return n.at
	case *applyNode:
		return n.at
	}
	return at{}
}
