package steps

import (
	"cmp"
	"container/heap"
	"encoding/binary"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// laterTurn is a rule that is asked of an entry of a case on a later day.
type laterTurn struct {
	at    int64 // the last instant of the day
	entry turn
	ask   *ask
}

// laterTurns are a heap, in the order of their days, of one day in that of their entries, then of rules.
type laterTurns []laterTurn

func (t laterTurns) Len() int      { return len(t) }
func (t laterTurns) Swap(i, j int) { t[i], t[j] = t[j], t[i] }
func (t laterTurns) Less(i, j int) bool {
	a, b := &t[i], &t[j]
	return cmp.Or(cmp.Compare(a.at, b.at), compareTurns(a.entry, b.entry),
		cmp.Compare(a.ask.Credit.Index, b.ask.Credit.Index)) < 0
}

// Push and Pop are those of package heap.
func (t *laterTurns) Push(x any) { *t = append(*t, x.(laterTurn)) }
func (t *laterTurns) Pop() any {
	last := len(*t) - 1
	out := (*t)[last]
	(*t)[last] = laterTurn{}
	*t = (*t)[:last]
	return out
}

// turnOf is when a rule is asked next; false: no more in this score.
func (r *strandRun) turnOf(a *ask) (at int64, more bool) {
	day, some := a.days.Next()
	if !some || !r.Frame.AsksOn(day) {
		return 0, false
	}
	return frame.Nanoseconds(r.Frame.LastOf(day)), true
}

// askLater adds the turns of rules that are asked later of an entry of a case.
func (r *strandRun) askLater(c *openCase, asks []*ask, entry turn) {
	for _, a := range asks {
		if at, more := r.turnOf(a); more {
			c.left++
			heap.Push(&r.later, laterTurn{at, entry, a})
		}
	}
}

// takeLater asks a rule of an entry of a case on the next of its days.
func (r *strandRun) takeLater(c *openCase, a *ask, out *Credited) {
	r.Bound = nil
	if h := &c.asked; h.commission != nil {
		r.askOfAnswers(h, a, out)
		return
	}
	r.returnTo(c)
	r.InEffect = c.facts.facts[:c.facts.taken]
	r.ask(&c.facts.candidates, a, out)
	c.lists = r.ItemLists
}

// seeLater notes what a rule sees of each balance that is asked of an entry later.
func (s *strand) seeLater(e *Runner, a *ask) {
	f := a.Fact
	if _, noted := s.keys[f.Position]; !noted { // of a commission that is not due
		s.note(e, a.entry, func(*runningBalance, int, uint32) {})
	}
	keys := []byte(s.keys[f.Position])
	for i := range s.balances {
		if code := binary.LittleEndian.Uint32(keys[4*i:]); code != noKey {
			s.balances[i].turn(f.At, e.Frame)
			if b := &s.balances[i]; b.Per.IsOwn() {
				unit := e.ownerOf(a.entry)
				if _, ok := e.Frame.SpanAt(b.Per, unit, f.At); !ok {
					continue
				}
				b.turnOwn(e.Frame, code, unit, f.At)
			}
			e.Balances.SeeLater(i, *f.Asked, s.balances[i].sums[code])
		}
	}
	e.Bound = nil
}
