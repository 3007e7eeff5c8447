package rule

// condNode is condition ? yes : no.
type condNode struct {
	cond, yes, no node
	at            at
}

func (n *condNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	c, err := n.cond.eval(r)
	if err != nil {
		return Value{}, err
	}
	if c.flag {
		return n.yes.eval(r)
	}
	return n.no.eval(r)
}

// logicNode is && or || over two or more terms. As in CEL, a term that decides the whole does so
// even where an earlier one failed.
type logicNode struct {
	terms  []node
	decide bool // false for &&, true for ||
	at     at
}

func (n *logicNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	var failed error
	for _, term := range n.terms {
		v, err := term.eval(r)
		switch {
		case err != nil:
			if isLimit(err) {
				return Value{}, err
			}
			if failed == nil {
				failed = err
			}
		case v.flag == n.decide:
			return v, nil
		}
	}
	if failed != nil {
		return Value{}, failed
	}
	return Bool(!n.decide), nil
}

// notNode is !x.
type notNode struct {
	operand node
	at      at
}

func (n *notNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	v, err := n.operand.eval(r)
	if err != nil {
		return Value{}, err
	}
	return Bool(!v.flag), nil
}

// defaultNode is default(x, fallback).
type defaultNode struct {
	operand, fallback node
	at                at
}

func (n *defaultNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	v, err := n.operand.eval(r)
	if err != nil && IsAbsent(err) {
		return n.fallback.eval(r)
	}
	return v, err
}
