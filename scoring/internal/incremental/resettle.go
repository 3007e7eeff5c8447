package incremental

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
)

// settleAgain runs step 2 once for each class of periods, under other figures: periods that were of one class still are, as
// long as nothing that their ends give is looked at by others. False: something is.
func (v *Variation) settleAgain(ctx context.Context, by *deltas) (bool, error) {
	k := v.Of
	s := settlerOn(k.Settler, v.Frame, k.Settler.Sums)
	s.Classes = k.Settler.Classes.Next()
	anew := make([]atomic.Pointer[bulk.PeriodClass], s.Classes.FirstNumber) // by number
	units := len(v.settled.Units)
	size := max(1, units/(4*k.frame().Workers())+1)
	fits := make([]bool, (units+size-1)/size)
	err := k.frame().InBlocks(ctx, len(fits), func(ctx context.Context, i int) error {
		w := s.TakeSettler()
		defer s.ReturnSettler(w)
		for unit := i * size; unit < min(units, (i+1)*size); unit++ {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if !settleClassesAgain(w, int32(unit), &v.settled, anew, by) {
				return w.Runner.Failed
			}
		}
		fits[i] = true
		return nil
	})
	v.known = s.Classes
	return !slices.Contains(fits, false), err
}

// settleClassesAgain settles the periods of a unit by the classes that they were of; false: that will not do.
func settleClassesAgain(w *bulk.PeriodSettler, unit int32, all *bulk.SettledUnits, anew []atomic.Pointer[bulk.PeriodClass], by *deltas) bool {
	was, of := all.Classes[unit], &all.Units[unit]
	classes := w.NewClasses(len(was))
	all.Classes[unit], of.Problems = classes, nil
	w.Unit = bulk.NoUnit
	for i, old := range was {
		if old == nil {
			continue
		}
		sp := &w.Settler.Spans[i]
		now := classAgain(w, unit, sp, old, anew)
		if w.Failed || w.Runner.Failed != nil || !replace(w, unit, sp, old, -1, by) || !replace(w, unit, sp, now, 1, by) {
			return false
		}
		classes[i] = now
		of.Problems = append(of.Problems, now.Problems...)
	}
	return true
}

// classAgain is what a period of a unit gives that was of a class.
func classAgain(w *bulk.PeriodSettler, unit int32, sp *bulk.SpanPlan, old *bulk.PeriodClass, anew []atomic.Pointer[bulk.PeriodClass]) *bulk.PeriodClass {
	if old.Number != bulk.Singleton {
		if known := anew[old.Number].Load(); known != nil && !known.Alone {
			return known
		}
	}
	if w.Unit != unit {
		w.Load(unit)
	}
	now := w.Settle(sp)
	if old.Number != bulk.Singleton {
		now.Number = old.Number
		anew[old.Number].Store(now)
	}
	return now
}

// replace brings in what the end of a period gave, or takes it off; false: others look at it.
func replace(w *bulk.PeriodSettler, unit int32, sp *bulk.SpanPlan, of *bulk.PeriodClass, sign int64, by *deltas) bool {
	for _, g := range of.Results {
		if w.Settler.Layout.Position[g.Slot] >= 0 {
			return false
		}
		by.put(delta{unit, sp.Bucket, g.Slot, sign * g.Whole})
	}
	return true
}
