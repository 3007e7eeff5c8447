package steps

import (
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// pool hands out what one case needs and takes it all back before the next.
type pool struct {
	facts          slab[frame.Fact]
	candidates     slab[Candidate]
	tallies        slab[Tally]
	items          slab[frame.ItemView]
	caseEntries    []*frame.Fact // of the case, but for the submission,
	effectOrder    []*frame.Fact // all that take effect,
	caseCandidates []*Candidate  // and what they give
	caseTallies    []*Tally
	partEvidence   []int32 // evidence of parts
	worth          caseWorth
	picks          []Pick // of one account,
	collapsing     []Pick // those of them that collapse,
	batch          []Pick // and those that are dealt with together

	evidence []int32 // room for the evidence of changes, which is never taken back
}

func (p *pool) Reset() {
	p.facts.used, p.candidates.used, p.tallies.used, p.items.used, p.partEvidence = 0, 0, 0, 0, p.partEvidence[:0]
}

// release lets notes keep what the case before needed.
func (p *pool) release() {
	p.facts, p.candidates, p.tallies = slab[frame.Fact]{}, slab[Candidate]{}, slab[Tally]{}
	p.items, p.effectOrder = slab[frame.ItemView]{}, nil
}

// slab is a list of values that are used again; pointers to them stay good while it grows.
type slab[T any] struct {
	all  []*T
	used int
}

// next is a value as it was left.
func (s *slab[T]) next() *T {
	if s.used == len(s.all) {
		s.all = append(s.all, new(T))
	}
	s.used++
	return s.all[s.used-1]
}

// Room for the evidence of changes comes in pieces, each twice as long as the one before.
const (
	minEvidence = 8
	maxEvidence = 4096
)

// copyEvidence is a copy of evidence for a change, with the entry that caused it, in order and each once.
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

// itemOfCase is the item of the case in hand, which is good until the next.
func (e *Runner) itemOfCase(submit *frame.Fact, facts []*frame.Fact) *frame.ItemView {
	v := e.Pool.items.next()
	*v = frame.ItemView{E: e.Evaluator, Row: &submit.Row, Facts: facts}
	e.ItemLists.View = nil
	return v
}
