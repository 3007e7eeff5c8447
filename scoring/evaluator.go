package scoring

import (
	"errors"
	"slices"
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
	scope     *scheme.Scope
	slots     []rule.Value              // by slot; none: absent
	state     int                       // of the parameters
	memos     []map[*rule.Program]*memo // by state of the parameters
	unitRows  map[int]rule.Value        // records of units by their roster entry
	numbers   []Numbering               // of the frame; while they are made, those that are
	members   map[string]int64          // how many units belong to each, at membersAt
	membersAt time.Time
	sights    []*sight                     // of credits, by their number: see sightOf
	counted   map[*rule.Program]kindSet    // see counting
	bounds    map[*rule.Program]*rule.Memo // of declared attributes
	tierless  map[[2]uint32]string         // why an outlet of a level has no tier, by their codes
	inEffect  []*fact                      // of the item in hand, so far
	handedIn  uint32                       // the number of the submission of the item in hand; see fact.number
	standIns  []standIn                    // for entries of the case in hand; see crediting.standIn
	bound     *fact                        // which expressions may name; nil: another one, or it was changed
	ran       *ran                         // notes which expressions run; nil: nobody asks
	watch     *watch                       // an explanation is being made; nil: not
	pool      pool                         // what one case needs
	recounts  bool                         // settlements look at the evidence of other settlements
	asked     [64]askedFor                 // attributes of entries: see attributes
	outlets   map[uint32]*listing          // by the code of how they are written
	nones     map[*rule.Record]rule.Value  // empty lists: see listOf
	made      madeLists                    // of the item in hand
	declared  [attrOwners][]scheme.Attr    // see declare
	one       decimal.Decimal              // 1
	failed    error                        // a limit was passed: the run ends
}

func newEvaluator(f *Frame) *evaluator {
	e := &evaluator{Frame: f, unitRows: map[int]rule.Value{}, numbers: f.numbers, tierless: map[[2]uint32]string{}, bounds: map[*rule.Program]*rule.Memo{}, outlets: map[uint32]*listing{}, nones: map[*rule.Record]rule.Value{}, one: decimal.NewFromInt(1), counted: map[*rule.Program]kindSet{}, sights: make([]*sight, len(f.scheme.Rules))}
	e.declare(f.scheme)
	e.recounts = slices.ContainsFunc(f.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil || s.Quota != nil && len(s.Quota.Sum) > 0 })
	e.slots = make([]rule.Value, int(scheme.FirstNumber)+len(f.scheme.Numbers))
	e.memos = make([]map[*rule.Program]*memo, f.scheme.Params.States())
	for i := range e.memos {
		e.memos[i] = map[*rule.Program]*memo{}
	}
	return e
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
	if e.watch != nil {
		v, read, err := p.EvalObserved(e)
		e.watch.see(read)
		return e.keep(v, err)
	}
	if e.ran != nil {
		e.ran.note(p)
	}
	m := e.memos[e.state][p]
	if m == nil {
		m = e.newMemo(p)
		e.memos[e.state][p] = m
	}
	v, err := m.eval(e)
	if e.tell != nil {
		e.told(p, v, err)
	}
	return e.keep(v, err)
}

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
