package incremental

import (
	"iter"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// delta is what a unit gets more in a cell.
type delta struct {
	unit, cell, slot int32
	whole            int64
}

// deltas is by how much the sums of units in the period that is shown differ from those of an engine.
type deltas struct {
	Settler *bulk.Settler
	slots   []bool  // in which there is a difference, in any period
	units   []bool  // which have one, in the period that is shown
	by      []int64 // by unit and slot
}

func noDeltas(s *bulk.Settler) *deltas {
	n := len(s.Prepared.Frame.Roster.Units())
	return &deltas{s, make([]bool, s.Sums.Layout.NumSlots), make([]bool, n), make([]int64, n*s.Sums.Layout.NumSlots)}
}

// add adds a difference.
func (s *deltas) add(m delta) {
	s.slots[m.slot] = true
	s.put(m)
}

// put adds a difference in a slot at which step 2 does not look.
func (s *deltas) put(m delta) {
	if s.Settler.Layout.Reported(m.cell) {
		s.units[m.unit] = true
		s.by[int(m.unit)*s.Settler.Sums.Layout.NumSlots+int(m.slot)] += m.whole
	}
}

// joined is several as one. There is one at least.
func joined(parts []*deltas) *deltas {
	out := parts[0]
	for _, p := range parts[1:] {
		for i, is := range p.slots {
			out.slots[i] = out.slots[i] || is
		}
		for i, is := range p.units {
			out.units[i] = out.units[i] || is
		}
		for i, n := range p.by {
			out.by[i] += n
		}
	}
	return out
}

// changed are the units that have a difference, ascending.
func (s *deltas) changed() []int32 {
	var out []int32
	for unit, is := range s.units {
		if is {
			out = append(out, int32(unit))
		}
	}
	return out
}

// shifted are figures of a unit with the difference, in room for them.
func (s *deltas) shifted(room []steps.Sum, was steps.Figures, unit int32) steps.Figures {
	out := was.CloneInto(room)
	n := s.Settler.Sums.Layout.NumSlots
	for slot, more := range s.by[int(unit)*n : (int(unit)+1)*n] {
		s.Settler.Sums.Layout.AddFigure(&out, slot, more)
	}
	return out
}

// addAll tells, for each case of a class that stands somewhere, what gains make of it.
func (c *class) addAll(to func(delta), gains []bulk.ClassResult, places []int32, sign int64) {
	if len(gains) == 0 {
		return
	}
	for each := range c.each(places) {
		of, cells := each[1:1+len(c.Representative.Units)], each[1+len(c.Representative.Units):]
		for i := range gains {
			g := &gains[i]
			m := delta{unit: -1 - g.Unit, cell: g.Bucket, slot: g.Slot, whole: sign * g.Whole}
			if g.Unit >= 0 {
				m.unit = of[g.Unit]
			}
			if g.Entry != bulk.SettlementOnly {
				m.cell = cells[g.Entry]
			}
			to(m)
		}
	}
}

// each gives where each case of a class stands.
func (c *class) each(places []int32) iter.Seq[[]int32] {
	return slices.Chunk(places, 1+len(c.Representative.Units)+len(c.Representative.Order))
}

// readsDelta says whether step 2 looks at a slot in which sums differ.
func readsDelta(s *bulk.Settler, by *deltas) bool {
	return slices.ContainsFunc(s.Layout.RowSlots, func(slot int32) bool { return by.slots[slot] })
}
