package rule

// Cuts parts a program at conditions inside of it that stand for themselves: a condition that reads something wide, takes part
// in no macro from outside, and for all of whose reads fits is true. wide gives the sort of what is wide, from 1, and 0 for
// the rest. Each is a program over the same
// variables, of type bool. What the program gives depends on the reads that are left and on what the cuts give, be it true,
// false, or that something is absent or wrong. So of a value that is different for each entry, such as a time, only what the
// program asks of it need be known.
//
// A cut is as large as can be where it reads nothing but what is wide of one sort, and a single comparison or call where it
// reads more.
func (p *Program) Cuts(wide func(Read) int, fits func(Read) bool) (left []Read, cuts []*Program) {
	c := &cutter{program: p, wide: wide, fits: fits}
	a := &analysis{reads: &reads{}, env: p.env, known: map[*Program]shape{}, cutter: c}
	a.walk(p.root).consume()
	rest := Program{reads: a.reads}
	return rest.Reads(), c.cuts
}

// cutter looks for cuts while the places are followed.
type cutter struct {
	program *Program
	wide    func(Read) int
	fits    func(Read) bool
	cuts    []*Program
}

// cut reports whether a node, under the variables of the analysis, is cut off.
func (c *cutter) cut(a *analysis, n node) bool {
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
	default:
		return false
	}
	if !closedNode(n, nil) {
		return false
	}
	inner := &analysis{reads: &reads{}, env: a.env, remap: a.remap, known: map[*Program]shape{}}
	inner.walk(n).consume()
	rest := Program{reads: inner.reads}
	sort, some, all := 0, false, true // all: nothing but what is wide of one sort
	for _, read := range rest.Reads() {
		if !c.fits(read) {
			return false
		}
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
		root = &defineNode{program: &Program{env: p.env, settings: p.settings, root: n, typ: BoolType()}, remap: a.remap}
	}
	cut := &Program{src: p.src, env: p.env, settings: p.settings, root: root, typ: BoolType()}
	cut.analyze()
	c.cuts = append(c.cuts, cut)
	return true
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
	all := func(nodes ...node) bool {
		for _, n := range nodes {
			if n != nil && !closedNode(n, inside) {
				return false
			}
		}
		return true
	}
	switch n := n.(type) {
	case *localNode:
		for _, slot := range inside {
			if slot == n.slot {
				return true
			}
		}
		return false
	case *fieldNode:
		return all(n.operand)
	case *hasNode:
		return all(n.operand)
	case *elementNode:
		return all(n.list, n.index)
	case *entryNode:
		return all(n.mapping, n.key)
	case *condNode:
		return all(n.cond, n.yes, n.no)
	case *defaultNode:
		return all(n.operand, n.fallback)
	case *logicNode:
		return all(n.terms...)
	case *notNode:
		return all(n.operand)
	case *listNode:
		return all(n.items...)
	case *mapNode:
		return all(n.keys...) && all(n.values...)
	case *binaryNode:
		return all(n.left, n.right)
	case *callNode:
		return all(n.args...)
	case *foldNode:
		return all(n.over) && closedNodes(append(inside[:len(inside):len(inside)], n.slot), n.cond, n.value)
	}
	return true // constants, variables, definitions
}

func closedNodes(inside []int, nodes ...node) bool {
	for _, n := range nodes {
		if n != nil && !closedNode(n, inside) {
			return false
		}
	}
	return true
}

// Same reports whether two cuts are one place of one source: a definition that several programs name is compiled for each
// of their environments.
func (p *Program) Same(o *Program) bool {
	return p.place() == o.place()
}

// place is where the outermost node of a cut stands.
func (p *Program) place() Position {
	root := p.root
	if n, ok := root.(*defineNode); ok {
		root = n.program.root
	}
	switch n := root.(type) {
	case *logicNode:
		return n.at.position()
	case *notNode:
		return n.at.position()
	case *binaryNode:
		return n.at.position()
	case *callNode:
		return n.at.position()
	}
	return Position{}
}
