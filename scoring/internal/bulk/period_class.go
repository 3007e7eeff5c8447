package bulk

import (
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// PeriodClass is an equivalence class of periods of units: those of which step 2 reads the same roster state, sums and
// assigned figures. The step settles one of them, and its results are those of all.
type PeriodClass struct {
	Number   int32 // in the table of classes; or Singleton
	Alone    bool  // each period is settled alone, since it has a problem
	quotas   []steps.QuotaRow
	Results  []periodResult
	Problems []frame.Problem
}

// Singleton is the number of a class that stands for one period of one unit.
const Singleton = int32(-1)

type periodResult struct {
	Slot  int32
	Whole int64
}

// cachedClass is a class by a short key that few classes have. The cache is faster than the dictionary.
type cachedClass struct {
	hash  uint64
	class *PeriodClass
}

// classOf is the class of a period; nil: the unit is off the roster in it.
func (w *PeriodSettler) classOf(sp *SpanPlan) *PeriodClass {
	f := w.Runner.Frame
	state, present, throughout := w.stateIn(sp)
	if state == columns.NoState {
		return nil
	}
	key := append(w.key[:0], sp.codes[signature.Bit(present)+2*signature.Bit(throughout)], w.Settler.members[state])
	if len(w.Settler.assigned) > 0 {
		for _, q := range f.Scheme.Quotas {
			if q.Per == sp.span.Period.Kind {
				key = append(key,
					w.Settler.assigned[frame.AssignKey{Unit: f.Roster.Units()[w.Unit], Quota: q.Name, Period: sp.name}])
			}
		}
	}
	n := len(w.Settler.Layout.RowSlots)
	before, after := w.sums[int(sp.low)*n:], w.sums[int(sp.high)*n:]
	start := len(key)
	for _, positions := range sp.plan.positions {
		sum := int64(0)
		for _, i := range positions {
			sum += after[i] - before[i]
		}
		key = append(key, uint32(sum), uint32(sum>>32))
	}
	w.key = key
	slot, hash := w.cacheSlot(key, key[start:])
	if slot != nil && slot.hash == hash && slot.class != nil {
		return slot.class
	}
	c := w.find(sp, key)
	if slot != nil && !c.Alone {
		*slot = cachedClass{hash, c}
	}
	return c
}

// cacheSlot is the place in the cache of a key that ends with these sums; nil: the key is too long for it.
func (w *PeriodSettler) cacheSlot(key, sums []uint32) (slot *cachedClass, hash uint64) {
	if len(key) != 2+len(sums) || len(sums) > 4 || key[0]|key[1] >= 1<<16 {
		return nil, 0
	}
	hash = uint64(key[0]) | uint64(key[1])<<16
	for i := 0; i < len(sums); i += 2 {
		if sums[i] >= 1<<16 || sums[i+1] != 0 {
			return nil, 0
		}
		hash |= uint64(sums[i]) << (32 + 8*i)
	}
	return &w.cache[hash*0x9e3779b97f4a7c15>>55], hash
}

// find is the class of a key, settled if it is new.
func (w *PeriodSettler) find(sp *SpanPlan, key []uint32) *PeriodClass {
	if w.keys.Len() >= maxClasses {
		if n, ok := w.keys.Find(key); ok && !w.classes[n].Alone {
			return w.classes[n]
		}
		return w.Settle(sp)
	}
	n, isNew := w.keys.Number(key)
	if isNew {
		c := w.Settler.Classes.find(key)
		if c == nil {
			own := w.Settle(sp)
			if w.Runner.Evaluator.Ended() { // it may be settled in part, and is shared with nobody
				own.Alone = true
				w.classes = append(w.classes, own)
				return own
			}
			if c = w.Settler.Classes.add(key, own); c.Alone {
				w.classes = append(w.classes, c)
				return own
			}
		}
		w.classes = append(w.classes, c)
	}
	if c := w.classes[n]; !c.Alone {
		return c
	}
	return w.Settle(sp)
}

// stateIn is the roster state of the unit that a period reads, columns.NoState if the unit was off the roster
// throughout; and whether the unit is on the roster at its end, and throughout.
func (w *PeriodSettler) stateIn(sp *SpanPlan) (state int32, present, throughout bool) {
	t := w.Runner.Frame.Units
	if w.onlyState != columns.NoState {
		if from := t.States()[w.onlyState].From; from <= sp.last {
			return w.onlyState, true, from <= sp.from
		}
		return columns.NoState, false, false
	}
	if state = t.At(w.Unit, sp.last); state != columns.NoState {
		return state, true, t.Throughout(w.Unit, sp.from, sp.until)
	}
	return t.Last(w.Unit, sp.from, sp.until), false, t.Throughout(w.Unit, sp.from, sp.until)
}

// assignedCodes is a dictionary of assigned figures.
func assignedCodes(f *frame.Frame) map[frame.AssignKey]uint32 {
	codes, out := map[string]uint32{}, map[frame.AssignKey]uint32{}
	for key, figure := range f.Assigned {
		text := figure.String()
		if codes[text] == 0 {
			codes[text] = uint32(len(codes) + 1)
		}
		out[key] = codes[text]
	}
	return out
}
