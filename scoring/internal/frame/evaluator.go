package frame

import (
	"context"
	"errors"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// MemoSize bounds the memo of one expression in one state of the parameters.
const MemoSize = 1 << 16

// Evaluator evaluates expressions, for one goroutine. It holds the values that they may name, and memos of their
// results.
type Evaluator struct {
	Frame         *Frame
	Scope         *scheme.Scope
	Slots         []rule.Value                   // by slot; none: absent
	State         int                            // the state of the parameters
	memos         []map[*rule.Program]*rule.Memo // by state of the parameters
	Evaluation    Evaluation                     // takes the place of the memos; nil: none does
	Observer      Observer                       // observes each evaluation; nil: none does
	unitRecords   map[int]rule.Value             // by the entry of the member
	Numbers       []Numbering                    // of the frame; in step 0, those that are made
	bounds        map[*rule.Program]*rule.Memo   // of the bounds of declared attributes
	Balances      Balances                       // of the frame; while they run, those that are made
	InEffect      []*Fact                        // of the current item, so far
	Submission    *Fact                          // of the current item
	Bound         *Fact                          // the fact that the slots hold; nil: another one, or it was changed
	attrCache     [64]cachedAttr                 // see attributes
	outletEntries map[uint32]*outletEntry        // by code of the name of an outlet
	emptyLists    map[*rule.Record]rule.Value    // see listOf
	ItemLists     MadeLists                      // of the current item
	declared      [attrOwners][]scheme.Attr      // see declare
	bound         fieldBounds
	One           decimal.Decimal // 1
	MostCost      int64           // that an evaluation was charged since this was set to 0
	ctx           context.Context // of whoever asked, see Heed; nil: it does not end
	ended         bool            // it was found to have ended, after a dear evaluation or many
	evaluations   uint32          // how many there were
}

// Heed makes evaluations fail soon after a context ends: after a dear one, or some more. Whoever set it asks the
// context before a result is used.
func (e *Evaluator) Heed(ctx context.Context) { e.ctx, e.ended = ctx, false }

// evaluationsALook is after how many evaluations the context is asked again.
const evaluationsALook = 128

// Ended says whether the context ended.
func (e *Evaluator) Ended() bool { return e.ended || e.ctx != nil && e.ctx.Err() != nil }

// Evaluation evaluates an expression on what an evaluator has bound. It gives the value that the expression itself
// gives, and is charged the same.
type Evaluation interface {
	EvalCharged(e *Evaluator, p *rule.Program) (v rule.Value, cost rule.Cost, err error)
}

// NewEvaluator returns an evaluator with empty memos.
func NewEvaluator(f *Frame) *Evaluator {
	e := &Evaluator{
		Frame: f, Observer: f.observer, Numbers: f.Numbers, Balances: f.Balances, One: decimal.NewFromInt(1),
		unitRecords: map[int]rule.Value{}, outletEntries: map[uint32]*outletEntry{},
		bounds: map[*rule.Program]*rule.Memo{}, emptyLists: map[*rule.Record]rule.Value{},
	}
	e.declare(f.Scheme)
	e.Slots = make([]rule.Value, int(f.Scheme.BalanceSlot(len(f.Scheme.Balances))))
	e.memos = make([]map[*rule.Program]*rule.Memo, f.Scheme.Params.States())
	for i := range e.memos {
		e.memos[i] = map[*rule.Program]*rule.Memo{}
	}
	return e
}

// MoveTo moves an evaluator to another frame, which differs in figures and in appended entries alone. It drops the
// memos of the expressions that changed.
func (e *Evaluator) MoveTo(f *Frame, changed func(p *rule.Program) bool) {
	for _, memos := range e.memos {
		for p := range memos {
			if changed(p) {
				delete(memos, p)
			}
		}
	}
	e.Frame = f
	e.declare(f.Scheme)
}

// Var is a variable of an expression, see [rule.Vars].
func (e *Evaluator) Var(i int) (rule.Value, bool) {
	v := e.Slots[e.Scope.Slots[i]]
	return v, !v.IsNone()
}

// SetTime sets the parameters that are in force at t.
func (e *Evaluator) SetTime(t time.Time) {
	e.State, e.Slots[scheme.SlotParams] = e.Frame.Scheme.Params.At(t)
}

// memoSize bounds the memo of an expression. Nothing is remembered of one that reads a list of periods or of units:
// what it is known by would be made anew for all of the list, and is another one in each period.
func memoSize(p *rule.Program) int {
	for _, read := range p.Reads() {
		switch read.Path[0].Name {
		case "history", "days", "weeks", "months", "quarters", "halves", "years", "under":
			return 0
		}
	}
	return MemoSize
}

// Eval evaluates an expression of a scope on what is bound.
func (e *Evaluator) Eval(s *scheme.Scope, p *rule.Program) (rule.Value, error) {
	e.Scope = s
	if e.ended || e.Frame.Work.Spent() {
		return rule.Value{}, errSpent
	}
	var (
		v    rule.Value
		cost rule.Cost
		err  error
		read []rule.Observed
	)
	switch {
	case e.Traced():
		v, read, cost, err = p.EvalObserved(e)
	case e.Evaluation != nil:
		v, cost, err = e.Evaluation.EvalCharged(e, p)
	default:
		m := e.memos[e.State][p]
		if m == nil {
			m = rule.NewMemo(p, memoSize(p))
			e.memos[e.State][p] = m
		}
		v, cost, err = m.EvalCharged(e)
	}
	e.MostCost = max(e.MostCost, cost.Alone)
	e.evaluations++
	if dear := e.Frame.Work.add(p, cost.Anew); dear || e.evaluations%evaluationsALook == 0 {
		e.ended = e.Ended()
	}
	if e.Observer != nil {
		e.Observer.Evaluated(e, p, v, err, read)
	}
	if err == nil {
		return v, nil
	}
	if e.Evaluation == nil {
		err = e.located(p, err)
	}
	return v, err
}

// Traced says whether an observer traces reads, and so may keep the records that expressions read.
func (e *Evaluator) Traced() bool { return e.Observer != nil && e.Observer.Traces() }

// Thorough says whether somebody hears of each evaluation, so that none may be left out.
func (e *Evaluator) Thorough() bool { return e.Traced() || e.Frame.observer != nil }

// located is the error of an expression with the record that lacks a fact. It evaluates anew, since a memo gives the
// error of other records of the same values.
func (e *Evaluator) located(p *rule.Program, err error) error {
	if absent := (*rule.AbsentError)(nil); errors.As(err, &absent) {
		if _, located := p.EvalLocated(e); located != nil {
			return located
		}
	}
	return err
}

// Holds evaluates a condition; nil holds.
func (e *Evaluator) Holds(s *scheme.Scope, p *rule.Program) (bool, error) {
	if p == nil {
		return true, nil
	}
	v, err := e.Eval(s, p)
	met, _ := v.AsBool()
	return met, err
}

// Bind binds an entry, but for its item, and the parameters in force at it.
func (e *Evaluator) Bind(f *Fact) {
	if e.Bound != f {
		e.SetTime(f.At)
		e.BindEntry(f)
		e.Bound = f
	}
}
