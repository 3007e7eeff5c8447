package steps

import (
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// pool holds the values of one case, which the next case uses again.
type pool struct {
	facts          slab[frame.Fact]
	candidates     slab[Candidate]
	tallies        slab[Tally]
	items          slab[frame.ItemView]
	caseEntries    []*frame.Fact // the entries of an item, without the submission
	effectOrder    []*frame.Fact // the entries of the case that take effect, in order
	caseCandidates []*Candidate
	caseTallies    []*Tally
	positions      []int32 // of the evidence of one part
	asked          []int32 // see linesFor
	askedBonuses   []int32 // see bonusesFor
	askedLater     []int32 // see addAsk
	worth          caseWorth
	picks          []Pick // of one account
	collapsing     []Pick // of one account, with a collapse
	batch          []Pick // with one collapse, or with equal splits

	evidence []int32 // of changes; it is not used again
}

func (p *pool) Reset() {
	p.facts.used, p.candidates.used, p.tallies.used, p.items.used = 0, 0, 0, 0
}

// release drops the values, since a note may hold them.
func (p *pool) release() {
	p.facts, p.candidates, p.tallies = slab[frame.Fact]{}, slab[Candidate]{}, slab[Tally]{}
	p.items, p.effectOrder = slab[frame.ItemView]{}, nil
}

// slab is a list of values that are used again. Pointers to them are valid while it grows.
type slab[T any] struct {
	all  []*T
	used int
}

// next is the next value, with its old content.
func (s *slab[T]) next() *T {
	if s.used == len(s.all) {
		s.all = append(s.all, new(T))
	}
	s.used++
	return s.all[s.used-1]
}

// Bounds of an array for the evidence of changes. Each array is twice as long as the one before.
const (
	minEvidence = 8
	maxEvidence = 4096
)

// copyEvidence is the evidence of a change, sorted, with the entry that caused it.
func (p *pool) copyEvidence(evidence []int32, cause int32) []int32 {
	need := len(evidence) + 1
	if cap(p.evidence)-len(p.evidence) < need {
		p.evidence = make([]int32, 0, max(need, minEvidence, min(2*cap(p.evidence), maxEvidence)))
	}
	start := len(p.evidence)
	out := frame.SortedUnique(append(append(p.evidence[start:], evidence...), cause))
	p.evidence = p.evidence[:start+len(out)]
	return out[:len(out):len(out)]
}

// itemOfCase is the item of the current case. It is valid until the next case.
func (e *Runner) itemOfCase(submit *frame.Fact, facts []*frame.Fact) *frame.ItemView {
	v := e.Pool.items.next()
	*v = frame.ItemView{E: e.Evaluator, Row: &submit.Row, Facts: facts}
	e.ItemLists.View = nil
	return v
}
