package frame

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ownSeries are the periods of one kind that units have from a day of their own, by the unit's number; lacks are why
// one has none.
type ownSeries struct {
	of     *scheme.OwnPeriod
	series []calendar.Series
	lacks  map[string]error // by unit
}

// loadOwn finds from which days the units have periods of their own. The error is the context's.
func (f *Frame) loadOwn(ctx context.Context) error {
	if len(f.Scheme.Own) == 0 {
		return nil
	}
	e := NewEvaluator(f)
	e.Heed(ctx)
	for _, o := range f.Scheme.Own {
		all := &ownSeries{of: o, series: make([]calendar.Series, len(f.Roster.Units())), lacks: map[string]error{}}
		days, done := make([][]time.Time, len(all.series)), make([]bool, len(all.series))
		var find func(unit int32) []time.Time
		find = func(unit int32) []time.Time {
			if done[unit] {
				return days[unit]
			}
			done[unit] = true
			id := f.Roster.Units()[unit]
			out, err := e.ownDays(o, unit)
			if heir := o.From == nil && f.beginsAsHeir(unit); heir || len(out) == 0 {
				if of := f.earliest(unit, find); of != nil {
					out = of
				}
			}
			if days[unit] = out; len(out) == 0 {
				all.lacks[id] = err
			}
			return out
		}
		for unit := range all.series {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			all.series[unit] = f.Scheme.Calendar.Series(o.Kind, find(int32(unit))...)
		}
		f.own = append(f.own, all)
	}
	return nil
}

// ownDays are the times from which a unit itself has periods, in the order of its enrolments, and why it has none.
func (e *Evaluator) ownDays(o *scheme.OwnPeriod, unit int32) (out []time.Time, lack error) {
	states := e.Frame.Units.States()
	first, end := e.Frame.Units.StatesOf(unit)
	for s := first; s < end; s++ {
		begins := s == first || states[s-1].Member == nil
		if states[s].Member == nil || o.From == nil && !begins {
			continue
		}
		var at time.Time
		if o.From == nil {
			at = e.Frame.fromNanoseconds(states[s].From)
		} else {
			e.Slots[scheme.SlotUnit] = e.UnitRecord(*states[s].Member)
			v, err := e.Eval(o.Scope, o.From)
			if err != nil {
				if lack == nil {
					lack = err
				}
				continue
			}
			at, _, _ = v.AsTime()
		}
		if out = append(out, at); !o.Restarts {
			return out, nil
		}
	}
	return out, lack
}

// fromNanoseconds is the instant of nanoseconds since 1970.
func (f *Frame) fromNanoseconds(n int64) time.Time { return time.Unix(0, n).In(f.Loc()) }

// beginsAsHeir says whether a unit's first enrolment succeeds others.
func (f *Frame) beginsAsHeir(unit int32) bool {
	id := f.Roster.Units()[unit]
	first, end := f.Units.StatesOf(unit)
	for first < end-1 && f.Units.States()[first].Member == nil { // it was withdrawn before
		first++
	}
	from := f.Units.States()[first].From
	return slices.ContainsFunc(f.Roster.Successions(), func(s ledger.Succession) bool {
		return s.Unit == id && Nanoseconds(s.At) == from
	})
}

// earliest are the days of the one with the earliest among those to which a unit succeeds, of equal ones the first by
// id; nil: none has any.
func (f *Frame) earliest(unit int32, find func(unit int32) []time.Time) (out []time.Time) {
	if f.Lineage == nil {
		return nil
	}
	for _, of := range f.Lineage.before[f.Roster.Units()[unit]] {
		if days := find(f.UnitNamed(of)); len(days) > 0 && (out == nil || days[0].Before(out[0])) {
			out = days
		}
	}
	return out
}

// seriesOf are the periods of a kind of a unit's own; false: the kind, or the unit, is another.
func (f *Frame) seriesOf(kind calendar.Kind, unit string) (calendar.Series, bool) {
	for _, all := range f.own {
		if all.of.Kind != kind {
			continue
		}
		n, ok := slices.BinarySearch(f.Roster.Units(), unit)
		if !ok {
			return calendar.Series{}, false
		}
		return all.series[n], !all.series[n].None()
	}
	return calendar.Series{}, false
}

// SpanAt is the period of a kind, of the calendar or of a unit's own, in which an instant lies, without its value;
// false: the unit has none.
func (f *Frame) SpanAt(kind calendar.Kind, unit string, at time.Time) (Span, bool) {
	if !kind.IsOwn() {
		return f.spanOf(f.Scheme.Calendar.Of(kind, at)), true
	}
	s, ok := f.seriesOf(kind, unit)
	if !ok {
		return Span{}, false
	}
	p, ok := s.Of(at)
	return Span{Period: p.Period, Start: p.Start, End: p.End, Unit: unit, Number: p.Number}, ok
}

// PeriodAt is the period of a kind in which an instant lies: see SpanAt.
func (f *Frame) PeriodAt(kind calendar.Kind, unit string, at time.Time) (calendar.Period, bool) {
	if !kind.IsOwn() {
		return f.Scheme.Calendar.Of(kind, at), true
	}
	sp, ok := f.SpanAt(kind, unit, at)
	return sp.Period, ok
}

// HasPeriod says whether an own period of some unit is one of another's, too.
func (f *Frame) HasPeriod(unit string, sp Span) bool {
	p, ok := f.PeriodAt(sp.Period.Kind, unit, sp.Start)
	return ok && p == sp.Period
}

// ownBefore is the own period of a unit before another one; false: there is none.
func (f *Frame) ownBefore(sp Span) (Span, bool) {
	return f.SpanAt(sp.Period.Kind, sp.Unit, LastInstant(sp.Start))
}

// SpansOf are the periods that are settled of a unit, by their end, the shorter first: those of the calendar, and its
// own.
func (f *Frame) SpansOf(unit string) []Span {
	own := f.ownSpans[unit]
	if len(own) == 0 {
		return f.Spans
	}
	out := slices.Concat(f.Spans, own)
	slices.SortStableFunc(out, compareSpans)
	return out
}

// AllSpans are the periods that are settled, those of units' own too: by their end, the shorter first, then by unit.
func (f *Frame) AllSpans() []Span {
	if len(f.ownSpans) == 0 {
		return f.Spans
	}
	out := slices.Clone(f.Spans)
	for _, unit := range f.Roster.Units() {
		out = append(out, f.ownSpans[unit]...)
	}
	slices.SortStableFunc(out, compareSpans)
	return out
}

// Dayless are the problems of units that are on the roster in the first reported period and have no day from which a
// kind of own period counts.
func (f *Frame) Dayless() (out []Problem) {
	sp := f.Reported[0]
	for _, all := range f.own {
		if !f.Scheme.Uses(all.of.Kind) {
			continue
		}
		e := NewEvaluator(f)
		for _, unit := range f.Roster.Units() {
			lack := all.lacks[unit]
			m, on := f.LastIn(unit, sp.Start, sp.End)
			if lack == nil || !on {
				continue
			}
			p := Problem{Position: -1, Rule: all.of.Name, Lasting: Lasting{Since: LastInstant(sp.End)}}
			e.Describe(&p, lack, &m)
			p.Unit, p.Position = unit, -1
			out = append(out, p)
		}
	}
	return out
}
