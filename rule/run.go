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
	gone   int64 // of it, over what was gone over before
	limits *Limits
	zone   *time.Location
	locals []local // the names given around, of the program at base
	base   int
	stack  []Value // arguments of the calls around
	passed []local // arguments of functions that are programs, until they are called
	defs   []defined
	known  map[*Program]int // where a definition is in defs, for those after the first few
	trace  *trace
	locate bool // an error of an absent field names its record

	element Value // of a list, that is given; see Program.EvalElement
}

// local is a name that an expression gives: to an element, to what a fold made so far, to a value, to an argument.
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

// fewDefinitions is how many values of definitions are looked for one by one.
const fewDefinitions = 8

// definition returns the value of a definition that has been worked out; nil: it has not.
func (r *run) definition(p *Program) *defined {
	for i := range r.defs[:min(len(r.defs), fewDefinitions)] {
		if r.defs[i].program == p {
			return &r.defs[i]
		}
	}
	if i, ok := r.known[p]; ok {
		return &r.defs[i]
	}
	return nil
}

// define keeps the value of a definition.
func (r *run) define(p *Program, v Value, err error) {
	if len(r.defs) >= fewDefinitions {
		if r.known == nil {
			r.known = map[*Program]int{}
		}
		r.known[p] = len(r.defs)
	}
	r.defs = append(r.defs, defined{p, v, err})
}

var runs = sync.Pool{New: func() any { return new(run) }}

func newRun(vars Vars, s *settings) *run {
	r := runs.Get().(*run)
	r.vars, r.limits, r.zone = vars, &s.limits, s.zone
	return r
}

// free gives the run back, without what it held.
func (r *run) free() {
	if cap(r.locals)+cap(r.stack)+cap(r.passed) > 1024 {
		return
	}
	clear(r.locals[:cap(r.locals)])
	clear(r.stack[:cap(r.stack)])
	clear(r.passed[:cap(r.passed)])
	clear(r.defs)
	clear(r.known)
	*r = run{locals: r.locals[:0], stack: r.stack[:0], passed: r.passed[:0], defs: r.defs[:0], known: r.known}
	runs.Put(r)
}

// at is a place in an expression, for errors.
type at struct {
	src    document.Source
	offset int
}

func (a at) position() document.Position { return a.src.Position(a.offset) }

func (a at) failed(why sentence) *EvalError {
	return &EvalError{why: why, Position: a.position()}
}

// missing is failed, of a key or an index that is not there.
func (a at) missing(why sentence) *EvalError {
	return &EvalError{why: why, Position: a.position(), missing: true}
}

// wrap gives an error the place that it lacks.
func (a at) wrap(err error) error {
	switch err := err.(type) {
	case *AbsentError, *EvalError, *LimitError:
		return err
	case sentence:
		return a.failed(err)
	case *reason.Error:
		return &EvalError{why: func() reason.Reason { return err.Reason }, Position: a.position(), cause: err}
	}
	var eval *EvalError
	var absent *AbsentError
	var limit *LimitError
	if errors.As(err, &eval) || errors.As(err, &absent) || errors.As(err, &limit) {
		return err
	}
	why := func() reason.Reason { return foreignReason(err) }
	return &EvalError{why: why, Position: a.position(), cause: err}
}

// foreignReason is the reason of an error whose words are not ours; they are asked for when somebody reads them.
func foreignReason(err error) reason.Reason {
	return reason.New("rule.foreign", "{detail}", err)
}

// text makes a text, if it is not too long.
func (r *run) text(s string, a *at) (Value, error) {
	if err := r.checkText(len(s), a); err != nil {
		return Value{}, err
	}
	return String(s), r.chargeText(len(s), a)
}

func (r *run) checkText(n int, a *at) error {
	if n > r.limits.Text {
		return a.overText(n, r.limits.Text)
	}
	return nil
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
		return a.overList(n, r.limits.List)
	}
	return nil
}

// settings are what an environment gives to the functions of its programs.
type settings struct {
	limits   Limits
	folding  Limits // of the constant parts, which are worked out when an expression is compiled
	calendar Calendar
	zone     *time.Location
}

// fits reports whether a value of the caller's data is of the declared type and within bounds.
func (v Value) fits(t Type) bool {
	return v.kind == t.kind && (v.kind != kindRecord || v.rec == t.rec) && (v.kind != kindNumber || !v.flag)
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
func wrongElement(i int, v Value, t Type) sentence {
	return func() reason.Reason {
		return reason.New("rule.wrong-element", "the element {index} of the list {wrong}", i, checked(v, t))
	}
}

// wrongValue says what is wrong with a variable or a field of the caller's data.
func wrongValue(path string, v Value, t Type) sentence {
	return func() reason.Reason {
		return reason.New("rule.wrong-value", "{path} {wrong}", path, checked(v, t))
	}
}
