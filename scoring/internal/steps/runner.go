package steps

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Runner runs the steps for one goroutine.
type Runner struct {
	*frame.Evaluator
	observer        stepObserver                // hears how the steps come to what they give; nil: nobody listens
	Source          source                      // reads entries instead; nil: they are read as they stand
	Pool            pool                        // what one case needs
	settlesEvidence bool                        // settlements look at the evidence of other settlements
	readSets        []*readSets                 // of credits, by their number: see lookupsOf
	quotaReadSets   map[*rule.Program]kindSet   // see counting
	noTierReasons   map[[2]uint32]reason.Reason // why an outlet of a level has no tier, by their codes
	memberCounts    map[string]int64            // how many units belong to each, at membersAt
	membersAt       time.Time
}

// stepObserver hears, beside each expression that is evaluated, how the steps come to what they give. They give the same with
// it and without it.
type stepObserver interface {
	frame.Observer
	Begin()                                                 // a rule is about to be worked out
	Standard(c *Candidate)                                  // its amounts are there, before bonuses
	Candidate(c *Candidate)                                 // it is worked out
	Tallied(t *Tally)                                       // an entry is counted for a quota
	CaseCredited(all []*Candidate, counts []*Tally)         // a case is done
	Credited(e *Runner, changes []Change, all []*Candidate) // the worth of a case changed
	Limited(sum rule.Value)                                 // a cap limits a sum
	Settled(c *Change, quota *QuotaRow)                     // the end of a period gives a change
}

// source reads an entry in its own way; false: it is to be read as it stands.
type source interface {
	Read(e *Runner, f *frame.Fact) bool
}

// NewRunner returns a runner that knows nothing yet.
func NewRunner(f *frame.Frame) *Runner {
	e := &Runner{
		Evaluator: frame.NewEvaluator(f), readSets: make([]*readSets, len(f.Scheme.Rules)),
		quotaReadSets: map[*rule.Program]kindSet{}, noTierReasons: map[[2]uint32]reason.Reason{},
	}
	e.settlesEvidence = slices.ContainsFunc(f.Scheme.Settles, func(s *scheme.Settle) bool {
		return s.Cap != nil || s.Quota != nil && len(s.Quota.Sum) > 0
	})
	return e
}

// ObservedRunner is one of which an observer hears.
func ObservedRunner(f *frame.Frame, o stepObserver) *Runner {
	e := NewRunner(f)
	e.observer, e.Observer = o, o
	return e
}

// MoveTo is that of the evaluator; sights are found anew where a scheme has other rules.
func (e *Runner) MoveTo(f *frame.Frame, changed func(p *rule.Program) bool) {
	e.Evaluator.MoveTo(f, changed)
	clear(e.noTierReasons)
}

// read is a fact that holds the entry at a position, whose it is and when it was, and nothing else yet.
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
