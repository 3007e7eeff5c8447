package incremental

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
)

// resettle runs step 2 once for each class of periods, under other figures. Periods of one class stay so, as long as
// no period reads a result of another; false: one does.
func (v *Variation) resettle(ctx context.Context, by *deltas) (bool, error) {
	k := v.Base
	s := settlerOn(k.Settler, v.Frame, k.Settler.Sums)
	s.Classes = k.Settler.Classes.Next()
	resettled := make([]atomic.Pointer[bulk.PeriodClass], s.Classes.FirstNumber) // by number of the class
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
			if !resettleUnit(w, int32(unit), &v.settled, resettled, by) {
				return nil
			}
		}
		fits[i] = true
		return nil
	})
	v.periodClasses = s.Classes
	return !slices.Contains(fits, false), err
}

// resettleUnit replaces the classes of the periods of a unit; false: see resettle.
func resettleUnit(
	w *bulk.PeriodSettler, unit int32, all *bulk.SettledUnits, resettled []atomic.Pointer[bulk.PeriodClass], by *deltas,
) bool {
	before, settled := all.Classes[unit], &all.Units[unit]
	classes := w.NewClasses(len(before))
	all.Classes[unit], settled.Problems = classes, nil
	w.Unit = bulk.NoUnit
	for i, old := range before {
		if old == nil {
			continue
		}
		sp := &w.Settler.Spans[i]
		now := resettleClass(w, unit, sp, old, resettled)
		if w.Failed || !addPeriod(w, unit, sp, old, -1, by) ||
			!addPeriod(w, unit, sp, now, 1, by) {
			return false
		}
		classes[i] = now
		settled.Problems = append(settled.Problems, now.Problems...)
	}
	return true
}

// resettleClass is the new class of a period of a unit.
func resettleClass(
	w *bulk.PeriodSettler, unit int32, sp *bulk.SpanPlan, old *bulk.PeriodClass,
	resettled []atomic.Pointer[bulk.PeriodClass],
) *bulk.PeriodClass {
	if old.Number != bulk.Singleton {
		if known := resettled[old.Number].Load(); known != nil && !known.Alone {
			return known
		}
	}
	if w.Unit != unit {
		w.Load(unit)
	}
	now := w.Settle(sp)
	if old.Number != bulk.Singleton {
		now.Number = old.Number
		resettled[old.Number].Store(now)
	}
	return now
}

// addPeriod adds the results of a period, or subtracts them; false: step 2 reads one of them.
func addPeriod(w *bulk.PeriodSettler, unit int32, sp *bulk.SpanPlan, result *bulk.PeriodClass, sign int64,
	by *deltas) bool {
	for _, g := range result.Results {
		if w.Settler.Layout.Position[g.Slot] >= 0 {
			return false
		}
		by.put(delta{unit, sp.Bucket, g.Slot, sign * g.Whole})
	}
	return true
}
