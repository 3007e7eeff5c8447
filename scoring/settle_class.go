package scoring

import (
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// Periods of units that are alike in all that step 2 looks at – the unit as it stands on the roster, the sums that the
// expressions read, what was assigned – are one class: the step settles one of them, and the others get what it gave.

// settledClass is what step 2 gives for each period of its class.
type settledClass struct {
	number   int32 // among those of an engine; alone: it stands for one period of one unit
	apart    bool  // each is settled by itself, since something is reported
	quotas   []QuotaRow
	gains    []settledGain
	problems []Problem
}

// alone is the number of what was settled for one period of one unit.
const alone = int32(-1)

// noUnit is in hand before there is one.
const noUnit = int32(-1)

type settledGain struct {
	slot  int32
	whole int64
}

// settling is step 2 for many units, by one goroutine.
type settling struct {
	e     *evaluator
	of    *settler
	known sequence.Table
	found []*settledClass
	near  [512]nearClass
	words []uint32
	room  []*settledClass // for units to come,
	shows []sum           // and for their figures

	unit   int32   // in hand
	sums   []int64 // of it: by cell and slot that step 2 looks at, what it had before the cell, settled gains too
	total  []int64 // by slot: what it has in the period that is shown, settled gains too
	only   int32   // its only state, see columns.RosterTable.OnlyState
	failed bool    // an amount is no whole number of its smallest step, or too large: whole numbers will not do
}

// nearClass is a class that was met, by a key of its words, which few have: it is found there sooner than among all.
type nearClass struct {
	key   uint64
	class *settledClass
}

// byItself settles the periods of a unit one by one.
func (w *settling) byItself(unit int32) Settled {
	e := w.e
	s := settlement{evaluator: e, figures: map[calendar.Period]*figures{}, quotas: make([]quotaState, len(e.scheme.Quotas))}
	s.out = Settled{Unit: e.roster.Units()[unit], rows: rows{}, periods: s.figures}
	for _, sp := range e.spans {
		low, high := e.cells.within(nanoseconds(sp.start), nanoseconds(sp.end))
		s.figures[sp.period] = w.of.sums.figures(e.Frame, unit, low, high)
	}
	for _, sp := range e.spans {
		s.period(sp)
	}
	low, high := e.cells.within(nanoseconds(e.start), nanoseconds(e.end))
	s.out.figures = *w.of.sums.figures(e.Frame, unit, low, high)
	s.finish()
	s.out.Changes = nil
	return s.out
}

// inClasses settles the periods of a unit, each class of them once, in the order of their end.
func (w *settling) inClasses(unit int32) Settled {
	f := w.e.Frame
	w.load(unit)
	out := Settled{Unit: f.roster.Units()[unit], classes: w.spaces(len(w.of.spans))}
	for i := range w.of.spans {
		sp := &w.of.spans[i]
		class := w.class(sp)
		if class == nil {
			continue
		}
		out.classes[i] = class
		out.Problems = append(out.Problems, class.problems...)
		for _, g := range class.gains {
			w.gain(sp, g)
		}
	}
	out.figures = w.shown()
	if last := f.units.Last(unit, nanoseconds(f.start), nanoseconds(f.end)); last != columns.NoState {
		out.member = f.units.States()[last].Member
	}
	return out
}

// spaces is room for n classes.
func (w *settling) spaces(n int) []*settledClass {
	if len(w.room) < n {
		w.room = make([]*settledClass, 64*n)
	}
	out := w.room[:n:n]
	w.room = w.room[n:]
	return out
}

// load takes over the sums of a unit.
func (w *settling) load(unit int32) {
	w.unit = unit
	sums := w.of.sums
	n := len(sums.inRow)
	before := w.sums[:n]
	clear(before)
	for cell := range int32(sums.cells) {
		after := w.sums[int(cell+1)*n:][:len(before)]
		if held := sums.held(unit, cell); held == nil {
			copy(after, before)
		} else {
			for i, sum := range before {
				after[i] = sum + held[i]
			}
		}
		before = after
	}
	low, high := w.sums[int(sums.low)*n:], w.sums[int(sums.high)*n:]
	for i, slot := range sums.inRow {
		w.total[slot] = high[i] - low[i]
	}
	for i, slot := range sums.inZone {
		w.total[slot] = 0
		if values := sums.units[unit].values; values != nil {
			w.total[slot] = values[len(sums.inZone)+i]
		}
	}
	w.only = w.e.units.OnlyState(unit)
}

// gain brings in what the end of a period gave.
func (w *settling) gain(sp *spanPlan, g settledGain) {
	if i := w.of.layout.at[g.slot]; i >= 0 {
		n := len(w.of.layout.inRow)
		for cell := int(sp.cell) + 1; cell <= w.of.sums.cells; cell++ {
			w.sums[cell*n+int(i)] += g.whole
		}
	}
	if w.of.layout.shownAt(sp.cell) {
		w.total[g.slot] += g.whole
	}
}

// figures are the sums over the cells [low, high), as far as step 2 looks at them.
func (w *settling) figures(low, high int32) *figures {
	g, n := w.e.newFigures(), len(w.of.layout.inRow)
	before, after := w.sums[int(low)*n:], w.sums[int(high)*n:]
	for i, slot := range w.of.layout.inRow {
		w.of.sums.put(&g, int(slot), after[i]-before[i])
	}
	return &g
}

// shown are the figures in the period that is shown.
func (w *settling) shown() figures {
	size := w.e.figuresSize()
	if len(w.shows) < size {
		w.shows = make([]sum, 64*size)
	}
	g := figuresIn(w.shows[:size:size], len(w.e.scheme.Accounts), len(w.e.scheme.Quotas))
	w.shows = w.shows[size:]
	for slot, n := range w.total {
		w.of.sums.put(&g, slot, n)
	}
	return g
}

// class is what a period gives; nil: the unit is not on the roster in it.
func (w *settling) class(sp *spanPlan) *settledClass {
	f := w.e.Frame
	state, present, throughout := w.standing(sp)
	if state == columns.NoState {
		return nil
	}
	words := append(w.words[:0], sp.alike[bit(present)+2*bit(throughout)], w.of.members[state])
	if len(w.of.assigned) > 0 {
		for _, q := range f.scheme.Quotas {
			if q.Per == sp.period.Kind {
				words = append(words, w.of.assigned[assignKey{f.roster.Units()[w.unit], q.Name, sp.name}])
			}
		}
	}
	n := len(w.of.layout.inRow)
	before, after := w.sums[int(sp.low)*n:], w.sums[int(sp.high)*n:]
	start := len(words)
	for _, some := range sp.plan.looked {
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
	if near != nil && !c.apart {
		*near = nearClass{key, c}
	}
	return c
}

// nearOf is where a class of those words is met again, if the last of them, which are sums, are few and small; nil: nowhere.
func (w *settling) nearOf(words, sums []uint32) (near *nearClass, key uint64) {
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
func (w *settling) among(sp *spanPlan, words []uint32) *settledClass {
	if w.known.Len() >= maxClasses {
		if number, ok := w.known.Find(words); ok && !w.found[number].apart {
			return w.found[number]
		}
		return w.settle(sp)
	}
	number, fresh := w.known.Number(words)
	if fresh {
		c := w.of.known.class(words)
		if c == nil {
			own := w.settle(sp)
			if c = w.of.known.add(words, own); c.apart {
				w.found = append(w.found, c)
				return own
			}
		}
		w.found = append(w.found, c)
	}
	if c := w.found[number]; !c.apart {
		return c
	}
	return w.settle(sp)
}

// standing is the state of the unit as a period sees it, columns.NoState if it was off the roster during all of it; whether it is
// there at the end, and whether it was throughout.
func (w *settling) standing(sp *spanPlan) (state int32, present, throughout bool) {
	t := w.e.units
	if w.only != columns.NoState {
		if from := t.States()[w.only].From; from <= sp.last {
			return w.only, true, from <= sp.from
		}
		return columns.NoState, false, false
	}
	if state = t.At(w.unit, sp.last); state != columns.NoState {
		return state, true, t.Throughout(w.unit, sp.from, sp.until)
	}
	return t.Last(w.unit, sp.from, sp.until), false, t.Throughout(w.unit, sp.from, sp.until)
}

// settle runs step 2 itself, on one period of the unit.
func (w *settling) settle(sp *spanPlan) *settledClass {
	s := settlement{evaluator: w.e, quotas: make([]quotaState, len(w.e.scheme.Quotas)), unsummed: w.of.unsummed,
		figures: map[calendar.Period]*figures{sp.period: w.figures(sp.low, sp.high)}}
	s.out = Settled{Unit: w.e.roster.Units()[w.unit]}
	s.period(sp.span)
	out := &settledClass{number: alone, apart: len(s.out.Problems) > 0, quotas: s.out.Quotas, problems: s.out.Problems}
	for i := range s.out.Changes {
		g := settledGain{slot: w.of.sums.slot(&s.out.Changes[i])}
		var fits bool
		if g.whole, fits = w.of.sums.whole(g.slot, s.out.Changes[i].Amount); !fits {
			w.failed = true
		}
		out.gains = append(out.gains, g)
	}
	return out
}

// assignedNumbers numbers the figures that are assigned.
func (f *Frame) assignedNumbers() map[assignKey]uint32 {
	numbers, out := map[string]uint32{}, map[assignKey]uint32{}
	for key, figure := range f.assigned {
		text := figure.String()
		if numbers[text] == 0 {
			numbers[text] = uint32(len(numbers) + 1)
		}
		out[key] = numbers[text]
	}
	return out
}
