package bulk

import (
	"time"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Periods of units that are alike in all that step 2 looks at – the unit as it stands on the roster, the sums that the
// expressions read, what was assigned – are one class: the step settles one of them, and the others get what it gave.

// PeriodClass is what step 2 gives for each period of its class.
type PeriodClass struct {
	Number   int32 // among those of an engine; alone: it stands for one period of one unit
	Apart    bool  // each is settled by itself, since something is reported
	quotas   []steps.QuotaRow
	Results  []periodResult
	Problems []frame.Problem
}

// Alone is the number of what was settled for one period of one unit.
const Alone = int32(-1)

// NoUnit is in hand before there is one.
const NoUnit = int32(-1)

type periodResult struct {
	Slot  int32
	Whole int64
}

// PeriodSettler is step 2 for many units, by one goroutine.
type PeriodSettler struct {
	E         *steps.Runner
	Of        *Settler
	known     sequence.Table
	found     []*PeriodClass
	near      [512]cachedClass
	words     []uint32
	classRoom []*PeriodClass // for units to come,
	room      []steps.Sum    // and for their figures

	Unit   int32   // in hand
	sums   []int64 // of it: by cell and slot that step 2 looks at, what it had before the cell, settled gains too
	total  []int64 // by slot: what it has in the period that is shown, settled gains too
	only   int32   // its only state, see columns.RosterTable.OnlyState
	Failed bool    // an amount is no whole number of its smallest step, or too large: whole numbers will not do
}

// cachedClass is a class that was met, by a key of its words, which few have: it is found there sooner than among all.
type cachedClass struct {
	key   uint64
	class *PeriodClass
}

// byItself settles the periods of a unit one by one.
func (w *PeriodSettler) byItself(unit int32) steps.Settled {
	return w.E.SettleSums(w.E.Frame.Roster.Units()[unit], func(start, end time.Time) *steps.Figures {
		low, high := w.Of.Ground.Buckets.Within(frame.Nanoseconds(start), frame.Nanoseconds(end))
		return w.Of.Sums.Figures(w.E.Frame, unit, low, high)
	})
}

// inClasses settles the periods of a unit, each class of them once, in the order of their end.
func (w *PeriodSettler) inClasses(unit int32) (steps.Settled, []*PeriodClass) {
	f := w.E.Frame
	w.Load(unit)
	out, classes := steps.Settled{Unit: f.Roster.Units()[unit]}, w.Spaces(len(w.Of.Spans))
	for i := range w.Of.Spans {
		sp := &w.Of.Spans[i]
		class := w.class(sp)
		if class == nil {
			continue
		}
		classes[i] = class
		out.Problems = append(out.Problems, class.Problems...)
		for _, g := range class.Results {
			w.gain(sp, g)
		}
	}
	out.Figures = w.reported()
	if last := f.Units.Last(unit, frame.Nanoseconds(f.Start), frame.Nanoseconds(f.End)); last != columns.NoState {
		out.Member = f.Units.States()[last].Member
	}
	return out, classes
}

// Spaces is room for n classes.
func (w *PeriodSettler) Spaces(n int) []*PeriodClass {
	if len(w.classRoom) < n {
		w.classRoom = make([]*PeriodClass, 64*n)
	}
	out := w.classRoom[:n:n]
	w.classRoom = w.classRoom[n:]
	return out
}

// Load takes over the sums of a unit.
func (w *PeriodSettler) Load(unit int32) {
	w.Unit = unit
	sums := w.Of.Sums
	n := len(sums.Layout.RowSlots)
	before := w.sums[:n]
	clear(before)
	for cell := range int32(sums.Layout.NumBuckets) {
		after := w.sums[int(cell+1)*n:][:len(before)]
		if held := sums.Row(unit, cell); held == nil {
			copy(after, before)
		} else {
			for i, sum := range before {
				after[i] = sum + held[i]
			}
		}
		before = after
	}
	low, high := w.sums[int(sums.Layout.Low)*n:], w.sums[int(sums.Layout.High)*n:]
	for i, slot := range sums.Layout.RowSlots {
		w.total[slot] = high[i] - low[i]
	}
	for i, slot := range sums.Layout.ZoneSlots {
		w.total[slot] = 0
		if values := sums.Units[unit].Values; values != nil {
			w.total[slot] = values[len(sums.Layout.ZoneSlots)+i]
		}
	}
	w.only = w.E.Frame.Units.OnlyState(unit)
}

// gain brings in what the end of a period gave.
func (w *PeriodSettler) gain(sp *SpanPlan, g periodResult) {
	if i := w.Of.Layout.Position[g.Slot]; i >= 0 {
		n := len(w.Of.Layout.RowSlots)
		for cell := int(sp.Cell) + 1; cell <= w.Of.Sums.Layout.NumBuckets; cell++ {
			w.sums[cell*n+int(i)] += g.Whole
		}
	}
	if w.Of.Layout.Reported(sp.Cell) {
		w.total[g.Slot] += g.Whole
	}
}

// figures are the sums over the cells [low, high), as far as step 2 looks at them.
func (w *PeriodSettler) figures(low, high int32) *steps.Figures {
	g, n := steps.NewFigures(w.E.Evaluator.Frame), len(w.Of.Layout.RowSlots)
	before, after := w.sums[int(low)*n:], w.sums[int(high)*n:]
	for i, slot := range w.Of.Layout.RowSlots {
		w.Of.Sums.Layout.AddFigure(&g, int(slot), after[i]-before[i])
	}
	return &g
}

// reported are the figures in the period that is shown.
func (w *PeriodSettler) reported() steps.Figures {
	size := steps.FiguresSize(w.E.Evaluator.Frame)
	if len(w.room) < size {
		w.room = make([]steps.Sum, 64*size)
	}
	g := steps.FiguresIn(w.room[:size:size], len(w.E.Frame.Scheme.Accounts), len(w.E.Frame.Scheme.Quotas))
	w.room = w.room[size:]
	for slot, n := range w.total {
		w.Of.Sums.Layout.AddFigure(&g, slot, n)
	}
	return g
}

// class is what a period gives; nil: the unit is not on the roster in it.
func (w *PeriodSettler) class(sp *SpanPlan) *PeriodClass {
	f := w.E.Frame
	state, present, throughout := w.standing(sp)
	if state == columns.NoState {
		return nil
	}
	words := append(w.words[:0], sp.alike[signature.Bit(present)+2*signature.Bit(throughout)], w.Of.members[state])
	if len(w.Of.assigned) > 0 {
		for _, q := range f.Scheme.Quotas {
			if q.Per == sp.span.Period.Kind {
				words = append(words, w.Of.assigned[frame.AssignKey{Unit: f.Roster.Units()[w.Unit], Quota: q.Name, Period: sp.name}])
			}
		}
	}
	n := len(w.Of.Layout.RowSlots)
	before, after := w.sums[int(sp.low)*n:], w.sums[int(sp.high)*n:]
	start := len(words)
	for _, some := range sp.plan.places {
		sum := int64(0)
		for _, i := range some {
			sum += after[i] - before[i]
		}
		words = append(words, uint32(sum), uint32(sum>>32))
	}
	w.words = words
	near, key := w.nearOf(words, words[start:])
	if near != nil && near.key == key && near.class != nil {
		return near.class
	}
	c := w.among(sp, words)
	if near != nil && !c.Apart {
		*near = cachedClass{key, c}
	}
	return c
}

// nearOf is where a class of those words is met again, if the last of them, which are sums, are few and small; nil: nowhere.
func (w *PeriodSettler) nearOf(words, sums []uint32) (near *cachedClass, key uint64) {
	if len(words) != 2+len(sums) || len(sums) > 4 || words[0]|words[1] >= 1<<16 {
		return nil, 0
	}
	key = uint64(words[0]) | uint64(words[1])<<16
	for i := 0; i < len(sums); i += 2 {
		if sums[i] >= 1<<16 || sums[i+1] != 0 {
			return nil, 0
		}
		key |= uint64(sums[i]) << (32 + 8*i)
	}
	return &w.near[key*0x9e3779b97f4a7c15>>55], key
}

// among is the class of a period among those that were met.
func (w *PeriodSettler) among(sp *SpanPlan, words []uint32) *PeriodClass {
	if w.known.Len() >= maxClasses {
		if number, ok := w.known.Find(words); ok && !w.found[number].Apart {
			return w.found[number]
		}
		return w.Settle(sp)
	}
	number, fresh := w.known.Number(words)
	if fresh {
		c := w.Of.Known.class(words)
		if c == nil {
			own := w.Settle(sp)
			if c = w.Of.Known.add(words, own); c.Apart {
				w.found = append(w.found, c)
				return own
			}
		}
		w.found = append(w.found, c)
	}
	if c := w.found[number]; !c.Apart {
		return c
	}
	return w.Settle(sp)
}

// standing is the state of the unit as a period sees it, columns.NoState if it was off the roster during all of it; whether it is
// there at the end, and whether it was throughout.
func (w *PeriodSettler) standing(sp *SpanPlan) (state int32, present, throughout bool) {
	t := w.E.Frame.Units
	if w.only != columns.NoState {
		if from := t.States()[w.only].From; from <= sp.last {
			return w.only, true, from <= sp.from
		}
		return columns.NoState, false, false
	}
	if state = t.At(w.Unit, sp.last); state != columns.NoState {
		return state, true, t.Throughout(w.Unit, sp.from, sp.until)
	}
	return t.Last(w.Unit, sp.from, sp.until), false, t.Throughout(w.Unit, sp.from, sp.until)
}

// Settle runs step 2 itself, on one period of the unit.
func (w *PeriodSettler) Settle(sp *SpanPlan) *PeriodClass {
	of := w.E.SettlePeriod(w.E.Frame.Roster.Units()[w.Unit], sp.span, w.figures(sp.low, sp.high), w.Of.unsummed)
	out := &PeriodClass{Number: Alone, Apart: len(of.Problems) > 0, quotas: of.Quotas, Problems: of.Problems}
	for i := range of.Changes {
		g := periodResult{Slot: w.Of.Sums.Layout.SlotOf(&of.Changes[i])}
		var fits bool
		if g.Whole, fits = w.Of.Sums.Layout.Whole(g.Slot, of.Changes[i].Amount); !fits {
			w.Failed = true
		}
		out.Results = append(out.Results, g)
	}
	return out
}

// assignedNumbers numbers the figures that are assigned.
func assignedNumbers(f *frame.Frame) map[frame.AssignKey]uint32 {
	numbers, out := map[string]uint32{}, map[frame.AssignKey]uint32{}
	for key, figure := range f.Assigned {
		text := figure.String()
		if numbers[text] == 0 {
			numbers[text] = uint32(len(numbers) + 1)
		}
		out[key] = numbers[text]
	}
	return out
}
