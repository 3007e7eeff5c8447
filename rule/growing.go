package rule

// Growing is a list that grows at its end, for one goroutine. Its values at different lengths share their elements,
// which must not change. A macro that asks of an element what depends on that alone goes on where it ended on a shorter
// one, and is charged as if it had begun anew.
type Growing struct {
	elem  Type
	items []Value
	list  Value // of all items; none: not made yet
	folds map[*foldNode]*folding
}

// NewGrowing returns an empty list whose elements are of type elem.
func NewGrowing(elem Type) *Growing { return &Growing{elem: elem} }

// Add adds an element.
func (g *Growing) Add(v Value) { g.items, g.list = append(g.items, v), Value{} }

// Len returns how many elements there are.
func (g *Growing) Len() int { return len(g.items) }

// List returns the list of the elements that there are.
func (g *Growing) List() Value {
	if g.list.IsNone() {
		items := g.items[:len(g.items):len(g.items)]
		g.list = Value{kind: kindList, ref: &listValue{elem: g.elem, items: items, grown: g}}
	}
	return g.list
}

// listOf returns the list of items of which the list, so far, is the beginning.
func (g *Growing) listOf(items []Value) Value {
	if len(items) != len(g.items) {
		g.items, g.list = items, Value{}
	}
	return g.List()
}

// begun returns how far a macro has gone over a beginning of the list; nil: it goes over the list from its first
// element, and nobody asks how far.
func (l *listValue) begun(n *foldNode, r *run) *folding {
	if l.grown == nil || !n.apart || r.trace != nil || r.locate {
		return nil
	}
	f, ok := l.grown.folds[n]
	if !ok {
		f = &folding{foldNode: n}
		switch n.kind {
		case foldFilter, foldTakeWhile, foldMap, foldSum:
			f.grown = NewGrowing(n.result)
		}
		if l.grown.folds == nil {
			l.grown.folds = map[*foldNode]*folding{}
		}
		l.grown.folds[n] = f
	}
	if f.next > len(l.items) || r.cost+f.cost > r.limits.Cost {
		return nil
	}
	return f
}

// resumed is the fold, charged for what it has seen, in another run over a list that is at least as long.
func (f *folding) resumed(r *run, l *listValue) folding {
	next := *f
	next.run, next.list, next.cost = r, l, -r.cost
	r.cost += f.cost
	r.gone += f.cost
	return next
}
