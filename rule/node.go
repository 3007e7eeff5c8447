package rule

import (
	"strconv"

	"github.com/gongguo/gongguo/ledger/reason"
)

// node is a part of a compiled expression. Nodes are built once and shared by all evaluations.
type node interface {
	eval(r *run) (Value, error)
}

// constNode is a value known when the expression is loaded.
type constNode struct{ value Value }

func (n *constNode) eval(*run) (Value, error) { return n.value, nil }

// varNode reads a declared variable.
type varNode struct {
	index  int
	typ    Type
	name   string
	absent *AbsentError
	at     at
}

func (n *varNode) lookup(r *run) (Value, bool) {
	i := n.index
	if r.remap != nil {
		i = r.remap[i]
	}
	return r.vars.Var(i)
}

func (n *varNode) eval(r *run) (Value, error) {
	v, ok := n.lookup(r)
	if !ok {
		if r.trace != nil {
			r.trace.absent(n.name)
		}
		return Value{}, n.absent
	}
	if v.kind != n.typ.kind || v.flag && v.kind == kindNumber || v.rec != n.typ.rec {
		return Value{}, n.at.failed(wrongValue(n.name, v, n.typ))
	}
	if r.trace != nil {
		v = r.trace.read(v, n.name)
	}
	return v, nil
}

// defineNode reads a variable that is another program.
type defineNode struct {
	program *Program
	remap   []int // nil where the program's variables are this one's first ones
}

func (n *defineNode) eval(r *run) (Value, error) {
	if d := r.definition(n.program); d != nil {
		return d.value, d.err
	}
	remap, base, zone := r.remap, r.base, r.zone
	r.remap, r.base, r.zone = composed(n.remap, remap), len(r.locals), n.program.settings.zone
	v, err := n.program.root.eval(r)
	r.remap, r.base, r.zone = remap, base, zone
	if err != nil && isLimit(err) {
		return Value{}, err
	}
	r.define(n.program, v, err)
	return v, err
}

// composed is the map from a program's variables to those of the run, by those to the variables of its reader, and from
// these on.
func composed(inner, outer []int) []int {
	if outer == nil || inner == nil {
		if inner == nil {
			return outer
		}
		return inner
	}
	both := make([]int, len(inner))
	for i, j := range inner {
		if both[i] = -1; j >= 0 && j < len(outer) {
			both[i] = outer[j]
		}
	}
	return both
}

// localNode reads a name that the expression gives around it.
type localNode struct {
	slot int
	typ  Type
}

func (n *localNode) eval(r *run) (Value, error) {
	l := &r.locals[r.base+n.slot]
	return l.value, l.err
}

// fieldNode reads a field of a record.
type fieldNode struct {
	operand node
	rec     *Record
	index   int
	absent  *AbsentError
	at      at
}

func (n *fieldNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	operand, err := n.operand.eval(r)
	if err != nil {
		return Value{}, err
	}
	v, ok := operand.fields().Field(n.index)
	if !ok && r.locate {
		located := *n.absent
		located.Record = operand.fields()
		return Value{}, &located
	}
	if !ok {
		return Value{}, n.absent
	}
	f := &n.rec.Fields[n.index]
	if v.kind != f.Type.kind || v.flag && v.kind == kindNumber || v.rec != f.Type.rec {
		return Value{}, n.at.failed(wrongValue(n.absent.Path, v, f.Type))
	}
	return v, nil
}

// hasNode asks whether a field, a key or a variable is there.
type hasNode struct {
	operand  node // a record or a map; nil: variable
	index    int
	key      string
	variable *varNode
	at       at
}

func (n *hasNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	if n.variable != nil {
		v, ok := n.variable.lookup(r)
		if r.trace != nil {
			if ok {
				r.trace.read(v, n.variable.name)
			} else {
				r.trace.absent(n.variable.name)
			}
		}
		return Bool(ok), nil
	}
	operand, err := n.operand.eval(r)
	if err != nil {
		return Value{}, err
	}
	if operand.kind == kindMap {
		_, ok := operand.entry(n.key)
		return Bool(ok), nil
	}
	_, ok := operand.fields().Field(n.index)
	return Bool(ok), nil
}

// elementNode reads an element of a list.
type elementNode struct {
	list, index node
	typ         Type
	at          at
}

func (n *elementNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	list, err := n.list.eval(r)
	if err != nil {
		return Value{}, err
	}
	index, err := n.index.eval(r)
	if err != nil {
		return Value{}, err
	}
	l := list.list()
	i, ok := index.num().int64()
	if !ok || i < 0 || i >= int64(len(l.items)) {
		return Value{}, n.at.missing(noSuchIndex(index.num(), len(l.items)))
	}
	return l.element(int(i), n.typ, &n.at)
}

// noSuchIndex says that a list has not an element.
func noSuchIndex(index num, size int) sentence {
	return func() reason.Reason {
		return reason.New("rule.no-index",
			"found the index {index}, expected a whole number from 0 to less than {size}, the size of the list",
			index, size)
	}
}

// element reads an element, if it is what the list is declared to hold.
func (l *listValue) element(i int, typ Type, a *at) (Value, error) {
	v := l.items[i]
	if v.kind != typ.kind || v.flag && v.kind == kindNumber || v.rec != typ.rec {
		return Value{}, a.failed(wrongElement(i, v, typ))
	}
	if l.trace != nil {
		v = l.trace.read(v, l.path+"["+strconv.Itoa(i)+"]")
	}
	return v, nil
}

// entryNode reads an entry of a map.
type entryNode struct {
	mapping, key node
	typ          Type
	at           at
}

func (n *entryNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	mapping, err := n.mapping.eval(r)
	if err != nil {
		return Value{}, err
	}
	key, err := n.key.eval(r)
	if err != nil {
		return Value{}, err
	}
	if err := r.chargeText(len(key.s), &n.at); err != nil {
		return Value{}, err
	}
	v, ok := mapping.entry(key.s)
	if !ok {
		failed := n.at.missing(noSuchKey(key.s, mapping.Keys()))
		failed.NoKey = true
		return Value{}, failed
	}
	if v.kind != n.typ.kind || v.flag && v.kind == kindNumber || v.rec != n.typ.rec {
		return Value{}, n.at.failed(wrongEntry(key.s, v, n.typ))
	}
	return v, nil
}

// wrongEntry says what is wrong with an entry of a map of the caller's data.
func wrongEntry(key string, v Value, t Type) sentence {
	return func() reason.Reason {
		return reason.New("rule.wrong-entry", "the entry {key:q} of the map {wrong}", key, checked(v, t))
	}
}

// get reads an entry. A traced map notes it.
func (m *mapValue) get(key string) (Value, bool) {
	v, ok := m.items[key]
	if m.trace != nil {
		if !ok {
			m.trace.absent(entryPath(m.path, key))
			return v, false
		}
		v = m.trace.read(v, entryPath(m.path, key))
	}
	return v, ok
}
