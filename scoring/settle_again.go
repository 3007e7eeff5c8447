package scoring

import (
	"context"
	"slices"
	"sync/atomic"
)

// settleAgain runs step 2 once for each class of periods, under other figures: periods that were of one class still are, as
// long as nothing that their ends give is looked at by others. False: something is.
func (v *variation) settleAgain(ctx context.Context, by *drift) (bool, error) {
	k := v.of
	s := settlerOn(k.settler, v.frame, k.sums)
	s.known = k.known.none()
	anew := make([]atomic.Pointer[settledClass], s.known.before) // by number
	units := len(v.settled.units)
	size := max(1, units/(4*k.workers())+1)
	fits := make([]bool, (units+size-1)/size)
	err := k.inBlocks(ctx, len(fits), func(ctx context.Context, i int) error {
		w := s.take()
		defer s.giveBack(w)
		for unit := i * size; unit < min(units, (i+1)*size); unit++ {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if !settleClassesAgain(w, int32(unit), &v.settled, anew, by) {
				return w.e.failed
			}
		}
		fits[i] = true
		return nil
	})
	v.known = s.known
	return !slices.Contains(fits, false), err
}

// settleClassesAgain settles the periods of a unit by the classes that they were of; false: that will not do.
func settleClassesAgain(w *settling, unit int32, all *settledUnits, anew []atomic.Pointer[settledClass], by *drift) bool {
	was, of := all.classes[unit], &all.units[unit]
	classes := w.spaces(len(was))
	all.classes[unit], of.Problems = classes, nil
	w.unit = noUnit
	for i, old := range was {
		if old == nil {
			continue
		}
		sp := &w.of.spans[i]
		now := classAgain(w, unit, sp, old, anew)
		if w.failed || w.e.failed != nil || !replace(w, unit, sp, old, -1, by) || !replace(w, unit, sp, now, 1, by) {
			return false
		}
		classes[i] = now
		of.Problems = append(of.Problems, now.problems...)
	}
	return true
}

// classAgain is what a period of a unit gives that was of a class.
func classAgain(w *settling, unit int32, sp *spanPlan, old *settledClass, anew []atomic.Pointer[settledClass]) *settledClass {
	if old.number != alone {
		if known := anew[old.number].Load(); known != nil && !known.apart {
			return known
		}
	}
	if w.unit != unit {
		w.load(unit)
	}
	now := w.settle(sp)
	if old.number != alone {
		now.number = old.number
		anew[old.number].Store(now)
	}
	return now
}

// replace brings in what the end of a period gave, or takes it off; false: others look at it.
func replace(w *settling, unit int32, sp *spanPlan, of *settledClass, sign int64, by *drift) bool {
	for _, g := range of.gains {
		if w.of.layout.at[g.slot] >= 0 {
			return false
		}
		by.put(move{unit, sp.cell, g.slot, sign * g.whole})
	}
	return true
}
