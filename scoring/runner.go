package scoring

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// runner runs the steps for one goroutine.
type runner struct {
	*evaluator
	watch     stepObserver              // hears how the steps come to what they give; nil: nobody listens
	source    source                    // reads entries instead; nil: they are read as they stand
	pool      pool                      // what one case needs
	recounts  bool                      // settlements look at the evidence of other settlements
	sights    []*sight                  // of credits, by their number: see sightOf
	counted   map[*rule.Program]kindSet // see counting
	tierless  map[[2]uint32]string      // why an outlet of a level has no tier, by their codes
	members   map[string]int64          // how many units belong to each, at membersAt
	membersAt time.Time
}

// stepObserver hears, beside each expression that is evaluated, how the steps come to what they give. They give the same with
// it and without it.
type stepObserver interface {
	observer
	begin()                                                 // a rule is about to be worked out
	standard(c *candidate)                                  // its amounts are there, before bonuses
	candidate(c *candidate)                                 // it is worked out
	tallied(t *tally)                                       // an entry is counted for a quota
	cased(all []*candidate, counts []*tally)                // a case is done
	credited(e *runner, changes []Change, all []*candidate) // the worth of a case changed
	limited(sum rule.Value)                                 // a cap limits a sum
	settled(c *Change, quota *QuotaRow)                     // the end of a period gives a change
}

// source reads an entry in its own way; false: it is to be read as it stands.
type source interface {
	read(e *runner, f *fact) bool
}

func newRunner(f *Frame) *runner {
	e := &runner{evaluator: newEvaluator(f), counted: map[*rule.Program]kindSet{}, sights: make([]*sight, len(f.scheme.Rules)), tierless: map[[2]uint32]string{}}
	e.recounts = slices.ContainsFunc(f.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil || s.Quota != nil && len(s.Quota.Sum) > 0 })
	return e
}

// watchedRunner is one of which an observer hears.
func watchedRunner(f *Frame, o stepObserver) *runner {
	e := newRunner(f)
	e.watch, e.observer = o, o
	return e
}

// moveTo is that of the evaluator; sights are found anew where a scheme has other rules.
func (e *runner) moveTo(f *Frame, changed func(p *rule.Program) bool) {
	e.evaluator.moveTo(f, changed)
	clear(e.tierless)
}

// read is a fact that holds the entry at a position, whose it is and when it was, and nothing else yet.
func (e *runner) read(pos int32) *fact {
	f := e.pool.facts.next()
	f.position = pos
	if e.source != nil && e.source.read(e, f) {
		return f
	}
	e.columns.Read(int(pos), &f.row)
	f.number, f.names, f.at = 0, f.row.Code(ledger.FieldUnit), e.instantOf(f.row.Time(ledger.FieldAt))
	return f
}
