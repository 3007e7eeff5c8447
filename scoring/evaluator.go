package scoring

import (
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// memoSize bounds the distinct combinations kept for one expression and state of the parameters.
const memoSize = 1 << 16

// evaluator runs expressions for one goroutine: it holds what they may name, and remembers what they gave.
type evaluator struct {
	*Frame
	scope      *scheme.Scope
	slots      []rule.Value                   // by slot; none: absent
	state      int                            // of the parameters
	memos      []map[*rule.Program]*rule.Memo // by state of the parameters
	evaluation evaluation                     // evaluates expressions instead; nil: the memos do
	observer   observer                       // hears of each expression that is evaluated; nil: nobody listens
	unitRows   map[int]rule.Value             // records of units by their roster entry
	numbers    []Numbering                    // of the frame; while they are made, those that are
	bounds     map[*rule.Program]*rule.Memo   // of declared attributes
	inEffect   []*fact                        // of the item in hand, so far
	handedIn   *fact                          // the submission of the item in hand
	bound      *fact                          // which expressions may name; nil: another one, or it was changed
	asked      [64]askedFor                   // attributes of entries: see attributes
	outlets    map[uint32]*listing            // by the code of how they are written
	nones      map[*rule.Record]rule.Value    // empty lists: see listOf
	made       madeLists                      // of the item in hand
	declared   [attrOwners][]scheme.Attr      // see declare
	one        decimal.Decimal                // 1
	failed     error                          // a limit was passed: the run ends
}

// observer hears of each expression that an evaluator evaluates: what it gave, and, if it wants the reads, what it read.
type observer interface {
	wantsReads() bool
	evaluated(e *evaluator, p *rule.Program, v rule.Value, err error, read []rule.Observed)
}

// evaluation evaluates an expression for what an evaluator has in hand. It gives what the expression itself gives.
type evaluation interface {
	eval(e *evaluator, p *rule.Program) (rule.Value, error)
}

func newEvaluator(f *Frame) *evaluator {
	e := &evaluator{Frame: f, observer: f.observer, unitRows: map[int]rule.Value{}, numbers: f.numbers, bounds: map[*rule.Program]*rule.Memo{}, outlets: map[uint32]*listing{}, nones: map[*rule.Record]rule.Value{}, one: decimal.NewFromInt(1)}
	e.declare(f.scheme)
	e.slots = make([]rule.Value, int(scheme.FirstNumber)+len(f.scheme.Numbers))
	e.memos = make([]map[*rule.Program]*rule.Memo, f.scheme.Params.States())
	for i := range e.memos {
		e.memos[i] = map[*rule.Program]*rule.Memo{}
	}
	return e
}

// moveTo lets an evaluator work for another frame, which differs in figures and in what was appended alone: it forgets what
// the expressions gave that other figures change.
func (e *evaluator) moveTo(f *Frame, changed func(p *rule.Program) bool) {
	for _, memos := range e.memos {
		for p := range memos {
			if changed(p) {
				delete(memos, p)
			}
		}
	}
	e.Frame, e.failed = f, nil
	e.declare(f.scheme)
}

// Var gives the expressions their variables; see rule.Vars.
func (e *evaluator) Var(i int) (rule.Value, bool) {
	v := e.slots[e.scope.Slots[i]]
	return v, !v.IsNone()
}

// dated sets the parameters that are in force at t.
func (e *evaluator) dated(t time.Time) {
	e.state, e.slots[scheme.SlotParams] = e.scheme.Params.At(t)
}

func (e *evaluator) eval(s *scheme.Scope, p *rule.Program) (rule.Value, error) {
	e.scope = s
	var (
		v    rule.Value
		err  error
		read []rule.Observed
	)
	switch {
	case e.readsWanted():
		v, read, err = p.EvalObserved(e)
	case e.evaluation != nil:
		v, err = e.evaluation.eval(e, p)
	default:
		m := e.memos[e.state][p]
		if m == nil {
			m = rule.NewMemo(p, memoSize)
			e.memos[e.state][p] = m
		}
		v, err = m.Eval(e)
	}
	if e.observer != nil {
		e.observer.evaluated(e, p, v, err, read)
	}
	return e.keep(v, err)
}

// readsWanted says whether somebody listens who wants to know what expressions read, and so may keep the records that they saw.
func (e *evaluator) readsWanted() bool { return e.observer != nil && e.observer.wantsReads() }

// keep notes an error that ends the run: a limit that was passed is no problem of one entry.
func (e *evaluator) keep(v rule.Value, err error) (rule.Value, error) {
	if err == nil {
		return v, nil
	}
	var limit *rule.LimitError
	if errors.As(err, &limit) && e.failed == nil {
		e.failed = err
	}
	return v, err
}

// holds evaluates a condition; a nil one holds.
func (e *evaluator) holds(s *scheme.Scope, p *rule.Program) (bool, error) {
	if p == nil {
		return true, nil
	}
	v, err := e.eval(s, p)
	met, _ := v.AsBool()
	return met, err
}

// about lets expressions in the scope of an entry name it, but for the item, and what is in force at it.
func (e *evaluator) about(f *fact) {
	if e.bound != f {
		e.dated(f.at)
		e.bindFact(f)
		e.bound = f
	}
}
