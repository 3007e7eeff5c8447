package rule

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// Program is a compiled expression. It does not change and is safe for concurrent use.
type Program struct {
	src      document.Source
	env      *Env
	settings *settings
	root     node
	typ      Type
	uses     []int // indexes of the variables that it reads
	reads    *reads
	size     int // in parts, with those of the functions that it calls
}

// Source returns the expression and where it stands.
func (p *Program) Source() document.Source { return p.src }

// Type returns the type of the result.
func (p *Program) Type() Type { return p.typ }

// Const returns the value of an expression that reads nothing and calls no declared function, worked out
// when it was compiled.
func (p *Program) Const() (Value, bool) {
	if c, ok := p.root.(*constNode); ok {
		return c.value, true
	}
	return Value{}, false
}

// Eval works the expression out. It is pure: the same values, the same result. The error is an
// AbsentError, an EvalError or a LimitError, or wraps one that a declared function returned.
// Vars may be nil where nothing is declared.
func (p *Program) Eval(vars Vars) (Value, error) {
	if c, ok := p.root.(*constNode); ok {
		return c.value, nil
	}
	v, _, err := p.evaluate(vars, nil, false)
	return v, err
}

// EvalCharged returns what [Program.Eval] returns, and what the evaluation was charged, see [Limits].
func (p *Program) EvalCharged(vars Vars) (v Value, cost Cost, err error) {
	if c, ok := p.root.(*constNode); ok {
		return c.value, Cost{}, nil
	}
	return p.evaluate(vars, nil, false)
}

// EvalLocated returns what [Program.Eval] returns, with the record that lacks a field in an AbsentError. It takes
// longer where absent fields are absorbed.
func (p *Program) EvalLocated(vars Vars) (Value, error) {
	v, _, err := p.evaluate(vars, nil, true)
	return v, err
}

func (p *Program) evaluate(vars Vars, t *trace, locate bool) (Value, Cost, error) {
	if vars == nil {
		vars = Row(nil)
	}
	r := newRun(vars, p.settings)
	r.trace, r.locate = t, locate
	for _, param := range p.env.params { // of a function that nobody calls
		r.locals = append(r.locals, local{err: &AbsentError{Path: param.Name,
			Reason: reason.New("rule.absent", "{path} is absent", param.Name), Position: p.src.Position(0)}})
	}
	v, err := p.root.eval(r)
	if t != nil && err == nil {
		t.whole(v)
		v = v.untraced()
	}
	cost := Cost{r.cost, r.cost - r.gone}
	r.free()
	if err != nil {
		return Value{}, cost, err
	}
	if v.kind == kindTime {
		v.ref = p.settings.zone
	}
	return v, cost, nil
}

// Observe evaluates the expression and returns what it read, in the order of reading: for each place, once, the
// value that was there. Only what this evaluation looked at is in it, down to the single
// field or key; a list or record that was used as a whole is one value. Constants are in it too.
func (p *Program) Observe(vars Vars) []Observed {
	_, seen, _, _ := p.EvalObserved(vars)
	return seen
}

// EvalObserved returns what [Program.EvalCharged] returns, and what [Program.Observe] returns.
func (p *Program) EvalObserved(vars Vars) (v Value, seen []Observed, cost Cost, err error) {
	if c, ok := p.root.(*constNode); ok {
		return c.value, nil, Cost{}, nil
	}
	var t trace
	v, cost, err = p.evaluate(vars, &t, false)
	return v, t.list, cost, err
}
