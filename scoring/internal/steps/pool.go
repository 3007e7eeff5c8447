package steps

import (
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// pool hands out what one case needs and takes it all back before the next.
type pool struct {
	facts      slab[frame.Fact]
	candidates slab[Candidate]
	tallies    slab[Tally]
	items      slab[frame.ItemView]
	others     []*frame.Fact // of the case, but for the submission,
	inOrder    []*frame.Fact // all that take effect,
	all        []*Candidate  // and what they give
	counts     []*Tally
	positions  []int32 // evidence of parts
	worth      caseWorth
	picks      []Pick // of one account,
	rivals     []Pick // those of them that collapse,
	same       []Pick // and those that are dealt with together

	entries []int32 // room for the evidence of changes, which is never taken back
}

func (p *pool) Reset() {
	p.facts.used, p.candidates.used, p.tallies.used, p.items.used, p.positions = 0, 0, 0, 0, p.positions[:0]
}

// release lets notes keep what the case before needed.
func (p *pool) release() {
	p.facts, p.candidates, p.tallies, p.items, p.inOrder = slab[frame.Fact]{}, slab[Candidate]{}, slab[Tally]{}, slab[frame.ItemView]{}, nil
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
	leastEntries = 8
	mostEntries  = 4096
)

// keep is a copy of evidence for a change, with the entry that caused it, in order and each once.
func (p *pool) keep(evidence []int32, cause int32) []int32 {
	need := len(evidence) + 1
	if cap(p.entries)-len(p.entries) < need {
		p.entries = make([]int32, 0, max(need, leastEntries, min(2*cap(p.entries), mostEntries)))
	}
	start := len(p.entries)
	out := frame.SortedUnique(append(append(p.entries[start:], evidence...), cause))
	p.entries = p.entries[:start+len(out)]
	return out[:len(out):len(out)]
}

// itemOfCase is the item of the case in hand, which is good until the next.
func (e *Runner) itemOfCase(submit *frame.Fact, facts []*frame.Fact) *frame.ItemView {
	v := e.Pool.items.next()
	*v = frame.ItemView{E: e.Evaluator, Row: &submit.Row, Facts: facts}
	e.ItemLists.View = nil
	return v
}
