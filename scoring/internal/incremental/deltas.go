package incremental

import (
	"iter"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// delta is a change of a sum.
type delta struct {
	unit, bucket, slot int32
	whole              int64
}

// deltas are the changes of the sums of units over the reported period.
type deltas struct {
	settler *bulk.Settler
	slots   []bool  // with a change in any period
	units   []bool  // with a change in the reported period
	amounts []int64 // by unit and slot
}

func newDeltas(s *bulk.Settler) *deltas {
	n := len(s.Prepared.Frame.Roster.Units())
	return &deltas{s, make([]bool, s.Sums.Layout.NumSlots), make([]bool, n), make([]int64, n*s.Sums.Layout.NumSlots)}
}

// add adds a change.
func (s *deltas) add(d delta) {
	s.slots[d.slot] = true
	s.put(d)
}

// put adds a change in a slot that step 2 does not read.
func (s *deltas) put(d delta) {
	if s.settler.Layout.Reported(d.bucket) {
		s.units[d.unit] = true
		s.amounts[int(d.unit)*s.settler.Sums.Layout.NumSlots+int(d.slot)] += d.whole
	}
}

// mergeDeltas adds up deltas. It requires at least one.
func mergeDeltas(parts []*deltas) *deltas {
	out := parts[0]
	for _, p := range parts[1:] {
		for i, is := range p.slots {
			out.slots[i] = out.slots[i] || is
		}
		for i, is := range p.units {
			out.units[i] = out.units[i] || is
		}
		for i, n := range p.amounts {
			out.amounts[i] += n
		}
	}
	return out
}

// changed are the units with a change, ascending.
func (s *deltas) changed() []int32 {
	var out []int32
	for unit, is := range s.units {
		if is {
			out = append(out, int32(unit))
		}
	}
	return out
}

// applied is the figures of a unit with its changes, in room for them.
func (s *deltas) applied(room []steps.Sum, figures steps.Figures, unit int32) steps.Figures {
	out := figures.CloneInto(room)
	n := s.settler.Sums.Layout.NumSlots
	for slot, amount := range s.amounts[int(unit)*n : (int(unit)+1)*n] {
		s.settler.Sums.Layout.AddFigure(&out, slot, amount)
	}
	return out
}

// eachDelta yields the changes that results make, for each case of a class with a placement.
func (c *class) eachDelta(add func(delta), results []bulk.ClassResult, placements []int32, sign int64) {
	if len(results) == 0 {
		return
	}
	for each := range c.each(placements) {
		units, buckets := each[1:1+len(c.Representative.Units)], each[1+len(c.Representative.Units):]
		for i := range results {
			r := &results[i]
			d := delta{unit: -1 - r.Unit, bucket: r.Bucket, slot: r.Slot, whole: sign * r.Whole}
			if r.Unit >= 0 {
				d.unit = units[r.Unit]
			}
			if r.Entry != bulk.SettlementOnly {
				d.bucket = buckets[r.Entry]
			}
			add(d)
		}
	}
}

// each are the placements of the cases of a class, see [bulk.Creditor.AppendPlacement].
func (c *class) each(places []int32) iter.Seq[[]int32] {
	return slices.Chunk(places, 1+len(c.Representative.Units)+len(c.Representative.Order))
}

// readsDelta says whether step 2 reads a slot with a change.
func readsDelta(s *bulk.Settler, by *deltas) bool {
	return slices.ContainsFunc(s.Layout.RowSlots, func(slot int32) bool { return by.slots[slot] })
}
