package rule

import "github.com/gongguo/gongguo/ledger/reason"

// listNode is [a, b, …].
type listNode struct {
	elem  Type
	items []node
	at    at
}

func (n *listNode) eval(r *run) (Value, error) {
	if err := r.charge(1+len(n.items), &n.at); err != nil {
		return Value{}, err
	}
	items := make([]Value, len(n.items))
	for i, item := range n.items {
		v, err := item.eval(r)
		if err != nil {
			return Value{}, err
		}
		items[i] = v
	}
	return r.list(n.elem, items, &n.at)
}

// mapNode is {"a": x, …}.
type mapNode struct {
	elem         Type
	keys, values []node
	at           at
}

func (n *mapNode) eval(r *run) (Value, error) {
	if err := r.charge(1+len(n.keys), &n.at); err != nil {
		return Value{}, err
	}
	if err := r.chargeMap(len(n.keys), &n.at); err != nil {
		return Value{}, err
	}
	items := make(map[string]Value, len(n.keys))
	for i := range n.keys {
		key, err := n.keys[i].eval(r)
		if err != nil {
			return Value{}, err
		}
		if _, twice := items[key.s]; twice {
			return Value{}, n.at.failed(keyTwice(key.s))
		}
		value, err := n.values[i].eval(r)
		if err != nil {
			return Value{}, err
		}
		items[key.s] = value
	}
	return Map(n.elem, items), nil
}

func keyTwice(key string) sentence {
	return func() reason.Reason { return reason.New("rule.key-twice", "found the key {key:q} twice", key) }
}

// binaryNode is an operator with two operands.
type binaryNode struct {
	left, right node
	op          func(r *run, a *at, x, y Value) (Value, error)
	at          at
	ordering    bool // it compares two times, and looks at nothing but their order
	subtracts   bool // it gives how far two times are from each other
	compares    bool // it gives a bool: == != < <= > >= in
	is          relation
}

func (n *binaryNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	x, err := n.left.eval(r)
	if err != nil {
		return Value{}, err
	}
	y, err := n.right.eval(r)
	if err != nil {
		return Value{}, err
	}
	if r.trace != nil {
		r.trace.whole(x)
		r.trace.whole(y)
	}
	v, err := n.op(r, &n.at, x, y)
	if err != nil {
		return Value{}, n.at.wrap(err)
	}
	return v, nil
}

// callNode is a call of a function, our own or the caller's.
type callNode struct {
	args     []node
	call     function
	settings *settings
	at       at
	result   Type
	length   bool         // it looks at nothing but the length of a list or map
	looks    look         // what it sees of its first argument, a time
	keeps    bool         // it gives elements of its first argument, a list, and looks at none of them
	shifts   bool         // it gives a time whose day depends on no more than the day of the first argument
	absent   *AbsentError // for clock(), whose result can be absent
}

// function is what a call runs. It must not keep args.
type function func(r *run, n *callNode, args []Value) (Value, error)

func (n *callNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	base := len(r.stack)
	defer func() { r.stack = r.stack[:base] }()
	for _, arg := range n.args {
		v, err := arg.eval(r)
		if err != nil {
			return Value{}, err
		}
		if r.trace != nil {
			r.trace.whole(v)
		}
		r.stack = append(r.stack, v)
	}
	v, err := n.call(r, n, r.stack[base:])
	if err != nil {
		return Value{}, n.at.wrap(err)
	}
	return v, nil
}
