package frame

import (
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// MemoSize bounds the distinct combinations kept for one expression and state of the parameters.
const MemoSize = 1 << 16

// Evaluator runs expressions for one goroutine: it holds what they may name, and remembers what they gave.
type Evaluator struct {
	Frame      *Frame
	Scope      *scheme.Scope
	Slots      []rule.Value                   // by slot; none: absent
	State      int                            // of the parameters
	memos      []map[*rule.Program]*rule.Memo // by state of the parameters
	Evaluation Evaluation                     // evaluates expressions instead; nil: the memos do
	Observer   Observer                       // hears of each expression that is evaluated; nil: nobody listens
	unitRows   map[int]rule.Value             // records of units by their roster entry
	Numbers    []Numbering                    // of the frame; while they are made, those that are
	bounds     map[*rule.Program]*rule.Memo   // of declared attributes
	InEffect   []*Fact                        // of the item in hand, so far
	Submission *Fact                          // the submission of the item in hand
	Bound      *Fact                          // which expressions may name; nil: another one, or it was changed
	attrCache  [64]cachedAttr                 // attributes of entries: see attributes
	outlets    map[uint32]*outletEntry        // by the code of how they are written
	emptyLists map[*rule.Record]rule.Value    // empty lists: see listOf
	ItemLists  itemLists                      // of the item in hand
	declared   [attrOwners][]scheme.Attr      // see declare
	One        decimal.Decimal                // 1
	Failed     error                          // a limit was passed: the run ends
}

// Observer hears of each expression that an evaluator evaluates: what it gave, and, if it wants the reads, what it read.
type Observer interface {
	Traces() bool
	Evaluated(e *Evaluator, p *rule.Program, v rule.Value, err error, read []rule.Observed)
}

// Evaluation evaluates an expression for what an evaluator has in hand. It gives what the expression itself gives.
type Evaluation interface {
	Eval(e *Evaluator, p *rule.Program) (rule.Value, error)
}

// NewEvaluator returns an evaluator that knows nothing yet.
func NewEvaluator(f *Frame) *Evaluator {
	e := &Evaluator{Frame: f, Observer: f.observer, unitRows: map[int]rule.Value{}, Numbers: f.Numbers, bounds: map[*rule.Program]*rule.Memo{}, outlets: map[uint32]*outletEntry{}, emptyLists: map[*rule.Record]rule.Value{}, One: decimal.NewFromInt(1)}
	e.declare(f.Scheme)
	e.Slots = make([]rule.Value, int(scheme.FirstNumber)+len(f.Scheme.Numbers))
	e.memos = make([]map[*rule.Program]*rule.Memo, f.Scheme.Params.States())
	for i := range e.memos {
		e.memos[i] = map[*rule.Program]*rule.Memo{}
	}
	return e
}

// MoveTo lets an evaluator work for another frame, which differs in figures and in what was appended alone: it forgets what
// the expressions gave that other figures change.
func (e *Evaluator) MoveTo(f *Frame, changed func(p *rule.Program) bool) {
	for _, memos := range e.memos {
		for p := range memos {
			if changed(p) {
				delete(memos, p)
			}
		}
	}
	e.Frame, e.Failed = f, nil
	e.declare(f.Scheme)
}

// Var gives the expressions their variables; see rule.Vars.
func (e *Evaluator) Var(i int) (rule.Value, bool) {
	v := e.Slots[e.Scope.Slots[i]]
	return v, !v.IsNone()
}

// SetTime sets the parameters that are in force at t.
func (e *Evaluator) SetTime(t time.Time) {
	e.State, e.Slots[scheme.SlotParams] = e.Frame.Scheme.Params.At(t)
}

// Eval evaluates an expression of a scope for what is in hand.
func (e *Evaluator) Eval(s *scheme.Scope, p *rule.Program) (rule.Value, error) {
	e.Scope = s
	var (
		v    rule.Value
		err  error
		read []rule.Observed
	)
	switch {
	case e.Traced():
		v, read, err = p.EvalObserved(e)
	case e.Evaluation != nil:
		v, err = e.Evaluation.Eval(e, p)
	default:
		m := e.memos[e.State][p]
		if m == nil {
			m = rule.NewMemo(p, MemoSize)
			e.memos[e.State][p] = m
		}
		v, err = m.Eval(e)
	}
	if e.Observer != nil {
		e.Observer.Evaluated(e, p, v, err, read)
	}
	return e.keep(v, err)
}

// Traced says whether somebody listens who wants to know what expressions read, and so may keep the records that they saw.
func (e *Evaluator) Traced() bool { return e.Observer != nil && e.Observer.Traces() }

// keep notes an error that ends the run: a limit that was passed is no problem of one entry.
func (e *Evaluator) keep(v rule.Value, err error) (rule.Value, error) {
	if err == nil {
		return v, nil
	}
	var limit *rule.LimitError
	if errors.As(err, &limit) && e.Failed == nil {
		e.Failed = err
	}
	return v, err
}

// Holds evaluates a condition; a nil one holds.
func (e *Evaluator) Holds(s *scheme.Scope, p *rule.Program) (bool, error) {
	if p == nil {
		return true, nil
	}
	v, err := e.Eval(s, p)
	met, _ := v.AsBool()
	return met, err
}

// Bind lets expressions in the scope of an entry name it, but for the item, and what is in force at it.
func (e *Evaluator) Bind(f *Fact) {
	if e.Bound != f {
		e.SetTime(f.At)
		e.BindEntry(f)
		e.Bound = f
	}
}
