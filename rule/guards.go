package rule

import "slices"

// Guard is a text at a place that a program asks for: where another text stands there, the program gives false or
// zero. Where none stands there, or no text, the guard says nothing.
type Guard struct {
	Variable int   // its place among the variables
	Fields   []int // from the variable to the text, each by its place in its record; none: the variable is the text
	Texts    []string
}

// Guards returns the guards of a program, of which one that fails is enough: those of the terms of a condition, as
// `item.genre == "brief"`, of which && needs all and || needs one, in definitions too. Of several that
// stand at one place all are returned.
func (p *Program) Guards() []Guard {
	f := &guardFinder{env: p.env}
	return f.of(p.root)
}

// guardFinder looks for guards, under the variables of a definition.
type guardFinder struct {
	env   *Env
	remap []int
	cost  int // what the evaluation costs at most up to here, where the guards found so far fail
}

// of are the guards of a node; none: of a node that is not reached for mostOfGuard.
func (f *guardFinder) of(n node) []Guard {
	if f.cost++; f.cost > mostOfGuard {
		return nil
	}
	switch n := n.(type) {
	case *defineNode:
		outer := f.remap
		f.remap = composed(n.remap, outer)
		all := f.of(n.program.root)
		f.remap = outer
		return all
	case *logicNode:
		if n.decide {
			return f.anyOf(n.terms)
		}
		return f.allOf(n.terms)
	case *condNode:
		if givesNothing(n.no) {
			return f.of(n.cond)
		}
	case *defaultNode:
		if givesNothing(n.fallback) {
			return f.of(n.operand)
		}
	case *binaryNode:
		if f.cost += mostCost(n); n.is != sameness || f.cost > mostOfGuard {
			return nil
		}
		for _, sides := range [][2]node{{n.left, n.right}, {n.right, n.left}} {
			if g, ok := f.place(sides[0]); ok && kindOf(sides[0]) == kindString {
				if g.Texts = textsOf(sides[1]); g.Texts != nil {
					return []Guard{g}
				}
			}
		}
	}
	return nil
}

// allOf are the guards of terms that are all needed. A term behind one that may be dear has none.
func (f *guardFinder) allOf(terms []node) (all []Guard) {
	last := f.cost // at the last guard
	for _, t := range terms {
		before := f.cost
		if own := f.of(t); len(own) > 0 {
			all, last = append(all, own...), f.cost
		}
		f.cost = before + mostCost(t)
	}
	f.cost = last
	return all
}

// anyOf are the guards of terms of which one is enough: those at a place at which each term has one, with all texts.
func (f *guardFinder) anyOf(terms []node) []Guard {
	var all []Guard
	for i, t := range terms {
		of := f.of(t)
		if i == 0 {
			all = of
			continue
		}
		var both []Guard
		for _, g := range all {
			at := slices.IndexFunc(of, g.sharesPlace)
			if at >= 0 {
				g.Texts = slices.Concat(g.Texts, of[at].Texts)
				both = append(both, g)
			}
		}
		all = both
	}
	return all
}

func (g Guard) sharesPlace(o Guard) bool {
	return g.Variable == o.Variable && slices.Equal(g.Fields, o.Fields)
}

// place is the place that a node gives as it is, of a variable that may change.
func (f *guardFinder) place(n node) (g Guard, ok bool) {
	switch n := n.(type) {
	case *varNode:
		if g.Variable = n.index; f.remap != nil {
			g.Variable = f.remap[n.index]
		}
		return g, g.Variable >= 0 && !f.env.vars[g.Variable].Const
	case *fieldNode:
		g, ok = f.place(n.operand)
		g.Fields = append(g.Fields, n.index)
	}
	return g, ok
}

// textsOf are the texts of a constant text or list; nil: it is none.
func textsOf(n node) []string {
	c, ok := n.(*constNode)
	if !ok {
		return nil
	}
	switch c.value.kind {
	case kindString:
		return []string{c.value.s}
	case kindList:
		var all []string
		for _, item := range c.value.list().items {
			if item.kind != kindString {
				return nil
			}
			all = append(all, item.s)
		}
		return all
	}
	return nil
}

// givesNothing reports whether a node is a constant false or zero.
func givesNothing(n node) bool {
	c, ok := n.(*constNode)
	return ok && c.value.isEmpty()
}
