package rule

// applyNode is a call of a function that is a program of its own, see [Func.Define]. Its arguments are worked out once,
// and an error of one is one where the program reads it.
type applyNode struct {
	program *Program
	remap   []int // as that of a defineNode
	args    []node
	at      at
}

func (n *applyNode) eval(r *run) (Value, error) {
	if err := r.charge(1, &n.at); err != nil {
		return Value{}, err
	}
	passed := len(r.passed)
	for _, arg := range n.args {
		v, err := arg.eval(r)
		if err != nil && isLimit(err) {
			r.passed = r.passed[:passed]
			return Value{}, err
		}
		r.passed = append(r.passed, local{v, err})
	}
	depth, remap, base, zone := len(r.locals), r.remap, r.base, r.zone
	r.locals = append(r.locals, r.passed[passed:]...)
	r.passed = r.passed[:passed]
	r.remap, r.base, r.zone = composed(n.remap, remap), depth, n.program.settings.zone
	v, err := n.program.root.eval(r)
	r.locals = r.locals[:depth]
	r.remap, r.base, r.zone = remap, base, zone
	return v, err
}
