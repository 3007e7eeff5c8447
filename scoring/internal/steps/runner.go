package steps

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Runner runs the steps, for one goroutine.
type Runner struct {
	*frame.Evaluator
	observer        stepObserver                // nil: none
	Source          source                      // nil: entries are read from the columns
	Pool            pool                        // of the current case
	paid            paidCase                    // the current case, if something of it was given before
	strand          *strand                     // the cases that are scored together for their balances; nil: none are
	asked           *askedRules                 // of the scheme
	settlesEvidence bool                        // a settlement has the evidence of other changes
	readSets        []*readSets                 // by index of the credit rule, see readSetsOf
	quotaReadSets   map[*rule.Program]kindSet   // see quotaReadSet
	turn            int                         // how many entries of items have taken effect so far
	noTierReasons   map[[2]uint32]reason.Reason // by codes of outlet and level, see noTier
}

// stepObserver observes how the steps come to their results, beside the evaluations. It has no effect on the
// results.
type stepObserver interface {
	frame.Observer
	Begin()                                                 // before a rule is evaluated
	Standard(c *Candidate)                                  // its amounts are evaluated, without bonuses
	Candidate(c *Candidate)                                 // it is evaluated
	Tallied(t *Tally, dated *frame.Fact)                    // it is evaluated; dated has the date of the difference
	CaseCredited(all []*Candidate, tallies []*Tally)        // all entries of a case are credited
	Credited(e *Runner, changes []Change, all []*Candidate) // the changes of the worth of a case by one entry
	Limited(key string, sum, left rule.Value)               // a sum that a cap limits, and what is left of it
	Settled(c *Change, quota *QuotaRow)                     // a change of the end of a period
	Seen() any                                              // the note of what was read since Begin
}

// source reads entries in place of the columns; false: the entry is read from the columns.
type source interface {
	Read(e *Runner, f *frame.Fact) bool
}

// NewRunner returns a runner with empty memos.
func NewRunner(f *frame.Frame) *Runner {
	e := &Runner{
		Evaluator: frame.NewEvaluator(f), asked: askedRulesOf(f.Scheme),
		readSets:      make([]*readSets, len(f.Scheme.Rules)),
		quotaReadSets: map[*rule.Program]kindSet{}, noTierReasons: map[[2]uint32]reason.Reason{},
	}
	e.settlesEvidence = slices.ContainsFunc(f.Scheme.Settles, func(s *scheme.Settle) bool {
		return s.Cap != nil || s.Quota != nil && len(s.Quota.Sum) > 0
	})
	return e
}

// ObservedRunner returns a runner with an observer.
func ObservedRunner(f *frame.Frame, o stepObserver) *Runner {
	e := NewRunner(f)
	e.observer, e.Observer = o, o
	return e
}

// Heed makes the steps end early, in the middle of a long case or of a period, when a context ends. Whoever set it asks
// the context after each case, each unit, and the ranks.
func (e *Runner) Heed(ctx context.Context) { e.Evaluator.Heed(ctx) }

// ended says whether the context ended, or the work went over its bound, of n states of a case, or rules of a period,
// now and then.
func (e *Runner) ended(n int) bool {
	return n%8 == 7 && (e.Frame.Work.Spent() || e.Ended())
}

// MoveTo moves a runner to another frame, see [frame.Evaluator.MoveTo]. Read sets of rules of another scheme are
// made anew.
func (e *Runner) MoveTo(f *frame.Frame, changed func(p *rule.Program) bool) {
	e.Evaluator.MoveTo(f, changed)
	e.asked = askedRulesOf(f.Scheme)
	clear(e.noTierReasons)
}

// read reads the entry at a position: its row, unit and instant.
func (e *Runner) read(pos int32) *frame.Fact {
	f := e.Pool.facts.next()
	f.Position = pos
	if e.Source != nil && e.Source.Read(e, f) {
		return f
	}
	e.Frame.Columns.Read(int(pos), &f.Row)
	f.Key, f.Unit, f.At = 0, f.Row.Code(columns.FieldUnit), e.InstantOf(f.Row.Time(columns.FieldAt))
	return f
}
