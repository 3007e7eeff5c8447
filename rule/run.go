package rule

import (
	"errors"
	"sync"
	"time"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// run is one evaluation. Runs are reused; a program itself never changes.
type run struct {
	vars   Vars
	remap  []int // for a defined variable's program: its variable i is variable remap[i] here
	cost   int64
	limits *Limits
	zone   *time.Location
	locals []local // the variables of the comprehensions around, of the program at base
	base   int
	stack  []Value // arguments of the calls around
	defs   []defined
	trace  *trace
	locate bool // an error of an absent field names its record

	element Value // of a list, that is given; see Program.EvalElement
}

// local is a variable of a comprehension.
type local struct {
	value Value
	err   error
}

// defined is the value of a variable with Var.Define, worked out at most once a run.
type defined struct {
	program *Program
	value   Value
	err     error
}

var runs = sync.Pool{New: func() any { return new(run) }}

func newRun(vars Vars, s *settings) *run {
	r := runs.Get().(*run)
	r.vars, r.limits, r.zone = vars, &s.limits, s.zone
	return r
}

// free gives the run back, without what it held.
func (r *run) free() {
	if cap(r.locals)+cap(r.stack) > 1024 {
		return
	}
	clear(r.locals[:cap(r.locals)])
	clear(r.stack[:cap(r.stack)])
	clear(r.defs)
	*r = run{locals: r.locals[:0], stack: r.stack[:0], defs: r.defs[:0]}
	runs.Put(r)
}

// at is a place in an expression, for errors.
type at struct {
	src    document.Source
	offset int
}

func (a at) position() document.Position { return a.src.Position(a.offset) }

func (a at) failed(r reason.Reason) *EvalError {
	return &EvalError{Reason: r, Position: a.position()}
}

// missing is failed, of a key or an index that is not there.
func (a at) missing(r reason.Reason) *EvalError {
	return &EvalError{Reason: r, Position: a.position(), missing: true}
}

// wrap gives an error the place that it lacks.
func (a at) wrap(err error) error {
	switch err := err.(type) {
	case *AbsentError, *EvalError, *LimitError:
		return err
	case *reason.Error:
		return &EvalError{Reason: err.Reason, Position: a.position(), cause: err}
	}
	var eval *EvalError
	var absent *AbsentError
	var limit *LimitError
	if errors.As(err, &eval) || errors.As(err, &absent) || errors.As(err, &limit) {
		return err
	}
	return &EvalError{Reason: foreignReason(err), Position: a.position(), cause: err}
}

// foreignReason is the reason of an error whose words are not ours; they are asked for when somebody reads them.
func foreignReason(err error) reason.Reason {
	return reason.New("rule.foreign", "{detail}", err)
}

// charge counts n units of cost.
func (r *run) charge(n int, a *at) error {
	if r.cost += int64(n); r.cost > r.limits.Cost {
		return a.overCost(r.limits.Cost)
	}
	return nil
}

// chargeText counts the cost of going over a text of n bytes.
func (r *run) chargeText(n int, a *at) error { return r.charge(n/16, a) }

// text makes a text, if it is not too long.
func (r *run) text(s string, a *at) (Value, error) {
	if len(s) > r.limits.Text {
		return Value{}, a.overText(r.limits.Text)
	}
	return String(s), r.chargeText(len(s), a)
}

// list makes a list, if it is not too long.
func (r *run) list(elem Type, items []Value, a *at) (Value, error) {
	if err := r.checkList(len(items), a); err != nil {
		return Value{}, err
	}
	return List(elem, items), nil
}

func (r *run) checkList(n int, a *at) error {
	if n > r.limits.List {
		return a.overList(r.limits.List)
	}
	return nil
}

// settings are what an environment gives to the functions of its programs.
type settings struct {
	limits   Limits
	calendar Calendar
	zone     *time.Location
}

// checked says what is wrong with a value of the caller's data that is not of the declared type or within bounds; the
// zero Reason: nothing is.
func checked(v Value, t Type) reason.Reason {
	switch {
	case v.kind != t.kind:
		return reason.New("rule.holds-another-type", "holds a {found}, declared as {declared}", kindNames[v.kind], t)
	case v.kind == kindRecord && v.rec != t.rec:
		return reason.New("rule.holds-another-record",
			"holds a record {record} of another declaration, declared as {declared}", v.rec.Name, t)
	case v.kind == kindNumber && v.flag:
		return reason.New("rule.holds-too-many-digits",
			"holds a number of too many digits, expected at most 34, all told and on either side of the point")
	}
	return reason.Reason{}
}

// wrongElement says what is wrong with an element of a list of the caller's data.
func wrongElement(i int, wrong reason.Reason) reason.Reason {
	return reason.New("rule.wrong-element", "the element {index} of the list {wrong}", i, wrong)
}
