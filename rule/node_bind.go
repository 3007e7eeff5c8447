package rule

// bindNode is bind(name, value, body): the value is worked out once, and an error of it is one where the name is read.
type bindNode struct {
	slot        int
	value, body node
	at          at
}

func (n *bindNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	v, err := n.value.eval(r)
	if err != nil && isLimit(err) {
		return Value{}, err
	}
	depth := r.reserve(n.slot)
	r.locals[r.base+n.slot] = local{v, err}
	v, err = n.body.eval(r)
	r.locals = r.locals[:depth]
	return v, err
}

// reserve makes room for a local, and returns how many there were.
func (r *run) reserve(slot int) int {
	depth := len(r.locals)
	for len(r.locals) <= r.base+slot {
		r.locals = append(r.locals, local{})
	}
	return depth
}
