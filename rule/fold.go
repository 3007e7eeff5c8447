package rule

// foldKind is one of the macros that go over a list.
type foldKind uint8

const (
	foldAll foldKind = iota
	foldExists
	foldExistsOne
	foldCount
	foldFilter
	foldTakeWhile
	foldMap
	foldSum  // map, of which the sum is taken
	foldFold // whose accumulator is named
)

// foldNames are the accumulators that the macros declare; a name with @ cannot be written.
var foldNames = map[string]foldKind{
	"@all": foldAll, "@exists": foldExists, "@exists_one": foldExistsOne, "@count": foldCount, "@filter": foldFilter,
	"@take_while": foldTakeWhile, "@map": foldMap, "@sum": foldSum,
}

// foldOf is the kind of a comprehension, by its accumulator.
func foldOf(accumulator string) foldKind {
	if kind, ok := foldNames[accumulator]; ok {
		return kind
	}
	return foldFold
}

// ordered reports whether what a fold gives hangs on the order of the elements.
func (k foldKind) ordered() bool {
	switch k {
	case foldAll, foldExists, foldExistsOne, foldCount, foldSum:
		return false
	}
	return true
}

// foldNode goes over a list, or over the keys of a map in their order, with a condition (nil: always true) and, for
// map, a transformation. take_while is filter up to the first element that fails. What fold has made so far stands at
// the slot behind that of the element.
type foldNode struct {
	kind        foldKind
	over, start node // start: of fold
	keys        bool // over the keys of a map
	slot        int
	cond, value node
	apart       bool // what is asked of an element depends on nothing else, but for what was made of those before
	elem        Type // of the list gone over
	result      Type // of the elements of the list made; of what fold makes
	at          at
}

func (n *foldNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	over, err := n.over.eval(r)
	if err != nil {
		return Value{}, err
	}
	l, err := n.list(r, over)
	if err != nil {
		return Value{}, err
	}
	start := Value{}
	if n.kind == foldFold {
		if start, err = n.start.eval(r); err != nil {
			return Value{}, err
		}
	}
	depth := r.reserve(n.slot + 1)
	defer func() { r.locals = r.locals[:depth] }()

	f := folding{foldNode: n, run: r, list: l, cost: -r.cost, made: start}
	begun := l.begun(n, r)
	if begun != nil {
		if f = begun.resumed(r, l); f.next == 0 {
			f.made = start
		}
	}
	for f.next < len(l.items) && !f.decided {
		if err := f.element(); err != nil {
			return Value{}, err
		}
	}
	if f.cost += r.cost; begun != nil {
		*begun = f
		begun.run, begun.list = nil, nil
	}
	return f.end()
}

// list is what the fold goes over.
func (n *foldNode) list(r *run, over Value) (*listValue, error) {
	if !n.keys {
		l := over.list()
		if l.trace != nil && len(l.items) == 0 {
			r.trace.whole(over)
		}
		return l, nil
	}
	if r.trace != nil {
		r.trace.whole(over)
	}
	m := over.mapping()
	if err := r.chargeMap(len(m.keys), &n.at); err != nil {
		return nil, err
	}
	items := make([]Value, len(m.keys))
	for i, key := range m.keys {
		items[i] = String(key)
	}
	return &listValue{elem: n.elem, items: items}, nil
}

// folding is a fold under way.
type folding struct {
	*foldNode
	run     *run
	list    *listValue
	next    int   // the element that it has not seen
	cost    int64 // of what it has seen
	decided bool  // all, exists and take_while see no more
	failed  error // of all and exists, which go on after an error
	count   int64
	items   []Value
	grown   *Growing // of these items; nil: the list does not grow
	made    Value    // by fold, so far
}

// element takes the next element.
func (f *folding) element() error {
	r := f.run
	if err := r.charge(1, &f.at); err != nil {
		return err
	}
	item, err := f.list.element(f.next, f.elem, &f.at)
	r.locals[r.base+f.slot] = local{item, err}
	if f.kind == foldFold {
		r.locals[r.base+f.slot+1] = local{value: f.made}
	}
	f.decided, err = f.step(item)
	f.next++
	return err
}

// step takes one element; done means that all or exists is decided, or that take_while stops.
func (f *folding) step(item Value) (done bool, err error) {
	if f.kind == foldFold {
		f.made, err = f.value.eval(f.run)
		return false, err
	}
	holds := true
	if f.cond != nil {
		v, err := f.cond.eval(f.run)
		if err != nil {
			if (f.kind == foldAll || f.kind == foldExists) && !isLimit(err) {
				if f.failed == nil {
					f.failed = err
				}
				return false, nil
			}
			return false, err
		}
		holds = v.flag
	}
	switch {
	case f.kind == foldAll:
		return !holds, nil
	case f.kind == foldExists:
		return holds, nil
	case !holds:
		return f.kind == foldTakeWhile, nil
	}
	f.count++
	if f.kind == foldExistsOne || f.kind == foldCount {
		return false, nil
	}
	if err := f.run.charge(1, &f.at); err != nil { // an element of the list made
		return false, err
	}
	switch f.kind {
	case foldFilter, foldTakeWhile:
		if err := f.run.locals[f.run.base+f.slot].err; err != nil {
			return false, err
		}
		f.items = append(f.items, item)
	case foldMap, foldSum:
		v, err := f.value.eval(f.run)
		if err != nil {
			return false, err
		}
		f.items = append(f.items, v)
	}
	return false, f.run.checkList(len(f.items), &f.at)
}

// end gives the result after the last element.
func (f *folding) end() (Value, error) {
	switch {
	case f.decided && f.kind != foldTakeWhile:
		return Bool(f.kind == foldExists), nil
	case f.failed != nil:
		return Value{}, f.failed
	case f.kind == foldAll || f.kind == foldExists:
		return Bool(f.kind == foldAll), nil
	case f.kind == foldExistsOne:
		return Bool(f.count == 1), nil
	case f.kind == foldCount:
		return Int(f.count), nil
	case f.kind == foldFold:
		return f.made, nil
	}
	if f.grown != nil {
		return f.grown.listOf(f.items), nil
	}
	return List(f.result, f.items), nil
}
