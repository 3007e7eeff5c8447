package rule

// Otherwise is what a program gives where a value is other than all that it compares the value with or looks it up in.
// To give nothing is to give false, zero, an empty value or an error.
type Otherwise struct {
	Never   bool // it gives nothing, whatever the other values are
	Because bool // it can give something that it gives for this reason: by !=, by what follows a colon, by a fallback
}

// Otherwise says what the program gives where the value at the places that is selects is another one. It is meant for
// texts of which no use is Free. Where more hangs on such a value than can be told, it is said to give something.
func (p *Program) Otherwise(is func(Read) bool) Otherwise {
	a := &analysis{reads: &reads{}, env: p.env, known: map[*Program]shape{}}
	o := &alternative{is: is, known: map[*Program]chance{}, names: map[int]chance{}}
	c := o.of(a, p.root)
	return Otherwise{Never: !c.some, Because: c.bySome}
}

// chance is what a node can give where some values are others: something or nothing, and which of them because of
// that. Neither: it fails.
type chance struct{ some, none, bySome, byNone bool }

// either is what can give anything, for whatever reasons its parts have.
func either(parts ...chance) chance {
	out := chance{some: true, none: true}
	for _, c := range parts {
		if c.fails() {
			return chance{}
		}
		by := c.bySome || c.byNone
		out.bySome, out.byNone = out.bySome || by, out.byNone || by
	}
	return out
}

func (c chance) fails() bool { return !c.some && !c.none }

func (c chance) not() chance { return chance{c.none, c.some, c.byNone, c.bySome} }

// and is what gives something where both do: a && b, a * b, an element that is kept and what is made of it.
func (c chance) and(d chance) chance {
	some, none := c.some && d.some, c.none || d.none
	return chance{some, none, some && (c.bySome || d.bySome), none && (c.byNone || d.byNone)}
}

func (c chance) or(d chance) chance { return c.not().and(d.not()).not() }

// alternative goes through a program, and the definitions that it reads.
type alternative struct {
	is    func(Read) bool
	known map[*Program]chance // definitions that have been gone through
	names map[int]chance      // names that are given to values, by slot
}

func (o *alternative) of(a *analysis, n node) chance {
	switch n := n.(type) {
	case *constNode:
		empty := n.value.isEmpty()
		return chance{some: !empty, none: empty}
	case *defineNode:
		c, ok := o.known[n.program]
		if !ok {
			inner := &analysis{reads: a.reads, env: a.env, remap: composed(n.remap, a.remap), known: a.known}
			outer := o.names
			o.names = map[int]chance{}
			c = o.of(inner, n.program.root)
			o.names, o.known[n.program] = outer, c
		}
		return c
	case *fieldNode:
		return either(o.of(a, n.operand))
	case *elementNode:
		return either(o.of(a, n.list), o.of(a, n.index))
	case *entryNode:
		if of, all := o.selected(a, n.key); of && all && a.settled(n.mapping) {
			return chance{}
		}
		return either(o.of(a, n.mapping), o.of(a, n.key))
	case *condNode:
		cond := o.of(a, n.cond)
		yes, no := cond.then(o.of(a, n.yes)), cond.not().then(o.of(a, n.no))
		return chance{yes.some || no.some, yes.none || no.none, yes.bySome || no.bySome, yes.byNone || no.byNone}
	case *defaultNode:
		x, y := o.of(a, n.operand), o.of(a, n.fallback)
		if x.fails() {
			return chance{y.some, y.none, y.some, y.none}
		}
		return chance{x.some || y.some, x.none || y.none, x.bySome || y.bySome, x.byNone || y.byNone}
	case *logicNode:
		return o.logic(a, n)
	case *notNode:
		return o.of(a, n.operand).not()
	case *binaryNode:
		return o.binary(a, n)
	case *foldNode:
		return o.fold(a, n)
	case *bindNode:
		return o.bind(a, n)
	case *applyNode:
		return o.apply(a, n)
	case *localNode:
		if c, ok := o.names[n.slot]; ok {
			return c
		}
	}
	var all []chance
	for _, part := range parts(n) {
		if part != nil {
			all = append(all, o.of(a, part))
		}
	}
	return either(all...)
}

// then is what is given by a branch that is taken where the condition gives something.
func (c chance) then(branch chance) chance {
	some, none := c.some && branch.some, c.some && branch.none
	return chance{some, none, some && (c.bySome || branch.bySome), none && (c.bySome || branch.byNone)}
}

// selected says whether a node gives what stands at a selected place, and whether it gives nothing else.
func (o *alternative) selected(a *analysis, n node) (some, all bool) {
	places := a.walk(n).places
	all = true
	for _, p := range places {
		is := o.is(p.read())
		some, all = some || is, all && is
	}
	return some, all
}

// settled says whether a node is a constant or a place in a variable that does not change.
func (a *analysis) settled(n node) bool {
	if _, ok := n.(*constNode); ok {
		return true
	}
	s := a.walk(n)
	for _, p := range s.places {
		if !p.figure() {
			return false
		}
	}
	return len(s.places) > 0 && s.items == nil
}

func (o *alternative) logic(a *analysis, n *logicNode) chance {
	out := chance{some: true}
	for _, t := range n.terms {
		c := o.of(a, t)
		if n.decide {
			c = c.not()
		}
		out = out.and(c)
	}
	if n.decide {
		return out.not()
	}
	return out
}

func (o *alternative) binary(a *analysis, n *binaryNode) chance {
	if n.compares && n.is != noRelation {
		for _, sides := range [][2]node{{n.left, n.right}, {n.right, n.left}} {
			if some, all := o.selected(a, sides[0]); some && a.settled(sides[1]) {
				return n.is.other(all, sides[1])
			}
		}
	}
	left, right := o.of(a, n.left), o.of(a, n.right)
	switch {
	case left.fails() || right.fails():
		return chance{}
	case n.compares && !left.some && isNumber(n.right):
		return a.compared(n, Int(0), n.right.(*constNode).value, left.byNone)
	case n.compares && !right.some && isNumber(n.left):
		return a.compared(n, n.left.(*constNode).value, Int(0), right.byNone)
	case n.is == product:
		return left.and(right)
	case n.is == sum:
		return left.or(right)
	}
	return either(left, right)
}

// isNumber says whether a node is a constant number.
func isNumber(n node) bool {
	c, ok := n.(*constNode)
	return ok && c.value.kind == kindNumber
}

// compared is what a comparison gives of two numbers, of which one is nothing, perhaps for the reason that is asked
// for.
func (a *analysis) compared(n *binaryNode, x, y Value, because bool) chance {
	r := newRun(Row(nil), a.env.settings)
	defer r.free()
	v, err := n.op(r, &n.at, x, y)
	if err != nil {
		return chance{}
	}
	return chance{some: v.flag, none: !v.flag, bySome: v.flag && because, byNone: !v.flag && because}
}

// relation is what the two sides of an operator have to do with each other, as far as [Program.Otherwise] asks.
type relation uint8

const (
	noRelation relation = iota // none of these
	sameness                   // ==, in: something where they are the same
	otherness                  // !=
	sum                        // + or - of numbers
	product                    // * of numbers
)

// relations are the operators by their forms.
var relations = map[string]relation{
	"_==_(T, T) bool": sameness, "@in(T, list(T)) bool": sameness, "@in(string, map(T)) bool": sameness,
	"_!=_(T, T) bool":            otherness,
	"_+_(number, number) number": sum, "_-_(number, number) number": sum, "_*_(number, number) number": product,
}

// other is what a comparison gives of a value that is none of those it is compared with. All says that only such a
// value can stand there. The empty text is no value: every other one differs from it.
func (r relation) other(all bool, with node) chance {
	c, isConst := with.(*constNode)
	by := !isConst || !c.value.isEmpty()
	out := chance{none: true, byNone: by, some: !all}
	if r == otherness {
		return out.not()
	}
	return out
}

func (o *alternative) fold(a *analysis, n *foldNode) chance {
	over := o.of(a, n.over)
	a.gone(n)
	defer func() { a.froms[n.slot].over = nil }()
	if n.kind == foldFold {
		a.accumulates(n)
		return either(over, o.of(a, n.start), o.of(a, n.value))
	}
	each := chance{some: true}
	if n.cond != nil {
		each = o.of(a, n.cond)
	}
	if n.value != nil {
		each = each.and(o.of(a, n.value))
	}
	by := over.bySome || over.byNone
	switch {
	case over.fails():
		return chance{}
	case n.kind == foldAll:
		return chance{true, each.none, each.bySome || by, each.none && (each.byNone || by)}
	case n.kind == foldExistsOne:
		return either(each, over)
	}
	return over.and(chance{some: each.some, none: true, bySome: each.bySome, byNone: each.byNone})
}

// bind is what an expression gives behind the name of a value.
func (o *alternative) bind(a *analysis, n *bindNode) chance {
	before, known := o.names[n.slot]
	value := o.of(a, n.value)
	a.bind(n.slot, a.walk(n.value), from{place: a.isPlace(n.value)})
	o.names[n.slot] = value
	c := o.of(a, n.body)
	if delete(o.names, n.slot); known {
		o.names[n.slot] = before
	}
	return c
}

// apply is what a function gives that is a program.
func (o *alternative) apply(a *analysis, n *applyNode) chance {
	outer, names := o.names, map[int]chance{}
	for i, arg := range n.args {
		names[i] = o.of(a, arg)
	}
	inner := a.applied(n)
	o.names = names
	c := o.of(inner, n.program.root)
	o.names = outer
	return c
}

// isEmpty says whether a value is false, zero or empty.
func (v Value) isEmpty() bool {
	switch v.kind {
	case kindBool:
		return !v.flag
	case kindNumber:
		return v.num().sign() == 0
	case kindString:
		return v.s == ""
	case kindList:
		return len(v.list().items) == 0
	case kindMap:
		return len(v.mapping().items) == 0
	case kindDuration:
		return v.n == 0
	}
	return false
}
