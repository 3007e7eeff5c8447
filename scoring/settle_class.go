package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Periods of units that are alike in all that step 2 looks at – the unit as it stands on the roster, the sums that the
// expressions read, what was assigned – are one class: the step settles one of them, and the others get what it gave.

// settledClass is what step 2 gives for each period of its class.
type settledClass struct {
	apart    bool // each is settled by itself, since something is reported
	quotas   []QuotaRow
	gains    []settledGain
	problems []Problem
}

type settledGain struct {
	slot  int32
	whole int64
}

// settlePlan is what tells the periods of one kind apart.
type settlePlan struct {
	period bool      // expressions look at which period it is
	sums   [][]int32 // the slots that they look at; those of one list are added up
}

// spanPlan is a period that is settled.
type spanPlan struct {
	span
	from, until, last int64 // nanoseconds; last is its last instant
	low, high         int32 // its cells
	cell              int32 // of its last instant
	words             []uint32
	plan              *settlePlan
}

// settlePlans are the periods that are settled with what tells them apart, and all that is read of them. Nil: periods of
// units are settled one by one, since some expression looks at other periods or at other units.
func (f *Frame) settlePlans(l *layout, epochs []int64) ([]spanPlan, *reads) {
	s := f.scheme
	if s.ReadsRows || s.ReadsMembers || len(s.Derived) > 0 {
		return nil, nil
	}
	plans, all := map[calendar.Kind]*settlePlan{}, newReads(s.Vocabulary)
	for _, kind := range s.Kinds {
		plans[kind] = f.settlePlan(kind, l, all)
	}
	var out []spanPlan
	for i, sp := range f.spans {
		p := spanPlan{span: sp, from: nanoseconds(sp.start), until: nanoseconds(sp.end), plan: plans[sp.period.Kind]}
		p.last = p.until - 1
		p.low, p.high = f.cells.within(p.from, p.until)
		p.cell = f.cells.of(p.last)
		p.words = []uint32{uint32(sp.period.Kind), epochOf(epochs, p.last), bit(f.shows(sp)), 0}
		if p.plan.period {
			p.words[3] = uint32(i + 1)
		}
		out = append(out, p)
	}
	return out, all
}

// shows says whether a period ends in the one that is shown.
func (f *Frame) shows(sp span) bool { return !sp.end.After(f.end) && sp.end.After(f.start) }

// settlePlan finds what is read at the end of periods of a kind, and adds it to what all kinds read.
func (f *Frame) settlePlan(kind calendar.Kind, l *layout, all *reads) *settlePlan {
	s, r := f.scheme, newReads(f.scheme.Vocabulary)
	p := &settlePlan{}
	add := func(slots []int32) {
		if len(slots) > 0 && !slices.ContainsFunc(p.sums, func(o []int32) bool { return slices.Equal(o, slots) }) {
			p.sums = append(p.sums, slots)
		}
	}
	done := func(q *scheme.Quota) {
		if q.Count != nil {
			add([]int32{l.count(q)})
		}
		for _, of := range q.Sum {
			for a := range s.Accounts {
				add([]int32{l.amount(of, a)})
			}
		}
	}
	for _, q := range s.Quotas {
		if q.Per == kind {
			r.addAll(q.When, q.Plus, q.Required)
			done(q)
		}
	}
	for _, x := range s.Settles {
		if x.Per != kind {
			continue
		}
		r.addAll(x.When)
		for _, q := range x.Require {
			r.addAll(q.Cond)
		}
		for _, a := range x.Amounts {
			r.addAll(a.Worth, a.To)
		}
		if x.Cap != nil {
			r.addAll(x.Cap.AtMost, x.Cap.AtLeast)
			if len(x.Cap.Of) == 0 {
				add(l.accountSlots(x.Cap.Account))
			}
			for _, of := range x.Cap.Of {
				add([]int32{l.amount(of, x.Cap.Account)})
			}
		}
	}
	p.period = len(r.fields[s.Vocabulary.Period]) > 0
	for a, account := range s.Accounts {
		if slices.Contains(r.keys["total"], account.Name) || slices.Contains(r.all, "total") {
			add(l.accountSlots(a))
		}
		for _, of := range s.Rules {
			if slices.Contains(r.keys["sum"], of.Name) || slices.Contains(r.all, "sum") {
				add([]int32{l.amount(of, a)})
			}
		}
	}
	for _, q := range s.Quotas {
		if slices.Contains(r.keys["count"], q.Name) || slices.Contains(r.all, "count") {
			done(q)
		}
	}
	all.join(r)
	return p
}

// settling is step 2 for many units, by one goroutine.
type settling struct {
	e        *evaluator
	sums     *sums
	spans    []spanPlan
	members  []uint32 // by state of the roster
	assigned map[assignKey]uint32

	known  wordTable
	found  []*settledClass
	words  []uint32
	own    []int64 // of the unit in hand: by cell and slot
	rows   []bool  // the cells in which it has any
	failed bool    // an amount is no whole number of its smallest step, or too large: whole numbers will not do
}

// byItself settles the periods of a unit one by one.
func (w *settling) byItself(unit int32) Settled {
	e := w.e
	s := settlement{evaluator: e, figures: map[calendar.Period]*figures{}, quotas: make([]quotaState, len(e.scheme.Quotas))}
	s.out = Settled{Unit: e.units.ids[unit], rows: rows{}, periods: s.figures}
	for _, sp := range e.spans {
		low, high := e.cells.within(nanoseconds(sp.start), nanoseconds(sp.end))
		s.figures[sp.period] = w.sums.figures(e.Frame, unit, low, high)
	}
	for _, sp := range e.spans {
		s.period(sp)
	}
	low, high := e.cells.within(nanoseconds(e.start), nanoseconds(e.end))
	s.out.figures = *w.sums.figures(e.Frame, unit, low, high)
	s.finish()
	s.out.Changes = nil
	return s.out
}

// inClasses settles the periods of a unit, each class of them once, in the order of their end.
func (w *settling) inClasses(unit int32) Settled {
	f := w.e.Frame
	w.load(unit)
	out := Settled{Unit: f.units.ids[unit]}
	for i := range w.spans {
		sp := &w.spans[i]
		state := f.units.at(unit, sp.last)
		present := state != noState
		if !present {
			if state = f.units.last(unit, sp.from, sp.until); state == noState {
				continue
			}
		}
		class := w.class(unit, state, present, sp)
		if class == nil {
			class = w.settle(unit, sp)
		}
		out.Problems = append(out.Problems, class.problems...)
		if len(class.quotas) > 0 {
			out.owed = append(out.owed, class.quotas)
			out.owedIn = append(out.owedIn, sp.period)
		}
		for _, g := range class.gains {
			w.own[int(sp.cell)*w.sums.slots+int(g.slot)] += g.whole
			w.rows[sp.cell] = true
		}
	}
	g := w.figures(w.e.cells.within(nanoseconds(f.start), nanoseconds(f.end)))
	out.figures = *g
	out.member, out.listed = f.roster.Last(out.Unit, f.start, f.end)
	return out
}

// load takes over the sums of a unit.
func (w *settling) load(unit int32) {
	clear(w.own)
	n := w.sums.slots
	for cell := range w.sums.cells {
		held := w.sums.held(unit, int32(cell))
		if w.rows[cell] = held != nil; held != nil {
			copy(w.own[cell*n:(cell+1)*n], held)
		}
	}
}

// over adds up slots over the cells [low, high).
func (w *settling) over(low, high int32, slots []int32) int64 {
	total := int64(0)
	for cell := low; cell < high; cell++ {
		if w.rows[cell] {
			row := w.own[int(cell)*w.sums.slots:]
			for _, slot := range slots {
				total += row[slot]
			}
		}
	}
	return total
}

// figures are all sums over the cells [low, high).
func (w *settling) figures(low, high int32) *figures {
	g := w.e.newFigures()
	for slot := range w.sums.slots {
		if n := w.over(low, high, []int32{int32(slot)}); n != 0 {
			w.sums.put(&g, slot, sum{c: n, exp: -w.sums.places[slot]})
		}
	}
	return &g
}

// class is what a period of a unit gives, or nil: it is to be settled by itself.
func (w *settling) class(unit, state int32, present bool, sp *spanPlan) *settledClass {
	f := w.e.Frame
	words := append(w.words[:0], sp.words...)
	words = append(words, w.members[state], bit(present), bit(f.units.throughout(unit, sp.from, sp.until)))
	if len(w.assigned) > 0 {
		for _, q := range f.scheme.Quotas {
			if q.Per == sp.period.Kind {
				words = append(words, w.assigned[assignKey{f.units.ids[unit], q.Name, sp.period.String()}])
			}
		}
	}
	for _, slots := range sp.plan.sums {
		n := w.over(sp.low, sp.high, slots)
		words = append(words, uint32(n), uint32(n>>32))
	}
	w.words = words
	if w.known.len() >= maxClasses {
		if n, ok := w.known.find(words); ok && !w.found[n].apart {
			return w.found[n]
		}
		return nil
	}
	n, fresh := w.known.number(words)
	if fresh {
		w.found = append(w.found, w.settle(unit, sp))
	}
	if w.found[n].apart && !fresh {
		return nil
	}
	return w.found[n]
}

// settle runs step 2 itself, on one period of a unit.
func (w *settling) settle(unit int32, sp *spanPlan) *settledClass {
	s := settlement{evaluator: w.e, quotas: make([]quotaState, len(w.e.scheme.Quotas)),
		figures: map[calendar.Period]*figures{sp.period: w.figures(sp.low, sp.high)}}
	s.out = Settled{Unit: w.e.units.ids[unit]}
	s.period(sp.span)
	out := &settledClass{apart: len(s.out.Problems) > 0, quotas: s.out.Quotas, problems: s.out.Problems}
	for i := range s.out.Changes {
		g := settledGain{slot: w.sums.slot(&s.out.Changes[i])}
		var fits bool
		if g.whole, fits = w.sums.whole(g.slot, s.out.Changes[i].Amount); !fits {
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

// join adds what another one reads.
func (r *reads) join(o *reads) {
	for record, uses := range o.fields {
		if r.fields[record] == nil {
			r.fields[record] = make([]use, len(uses))
		}
		for field, u := range uses {
			r.fields[record][field] = max(r.fields[record][field], u)
		}
	}
	r.anything = r.anything || o.anything
}
