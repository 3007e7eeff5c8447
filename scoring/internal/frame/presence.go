package frame

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/columns"
)

// Throughout says whether at each instant of [start, end) a unit was on the roster, or one to which it succeeded by the
// end.
func (f *Frame) Throughout(unit string, start, end time.Time) bool {
	if f.Lineage == nil {
		return f.Roster.Throughout(unit, start, end)
	}
	numbers := f.numbers(unit, end)
	for at := Nanoseconds(start); at < Nanoseconds(end); {
		until := at
		for _, n := range numbers {
			until = max(until, f.onUntil(n, at))
		}
		if until == at {
			return false
		}
		at = until
	}
	return true
}

// FirstOff is the first instant of [from, to] at which a unit is off the roster and none stands for it; false: there is
// none.
func (f *Frame) FirstOff(unit uint32, from, to time.Time) (at time.Time, off bool) {
	for at = from; ; {
		m := f.MemberAt(unit, at)
		if m == nil {
			return at, true
		}
		until := f.onUntil(f.UnitNamed(m.Unit), Nanoseconds(at))
		if until == never || until > Nanoseconds(to) {
			return time.Time{}, false
		}
		at = f.fromNanoseconds(until)
	}
}

// never is the instant until which a unit stays that does not leave.
const never = 1<<63 - 1

// onUntil is the instant until which a unit that is on the roster at one stays there; that one itself where it is off.
func (f *Frame) onUntil(unit int32, at int64) int64 {
	states := f.Units.States()
	_, end := f.Units.StatesOf(unit)
	for s := f.Units.At(unit, at); s != columns.NoState && s < end && states[s].Member != nil; s++ {
		if at = never; s+1 < end {
			at = states[s+1].From
		}
	}
	return at
}

// DaysOn is how many days [start, end) has, and at the end of how many of them a unit was on the roster, or one to
// which it succeeded by the end. It requires that start is the beginning of a day.
func (f *Frame) DaysOn(unit string, start, end time.Time) (on, all int64) {
	numbers := f.numbers(unit, end)
	for day := civil.Of(start); ; day++ {
		first, next := day.Start(f.Loc()), (day + 1).Start(f.Loc())
		if !first.Before(end) {
			return on, all
		}
		if !first.Before(next) { // the zone never had it
			continue
		}
		all++
		if slices.ContainsFunc(numbers, func(n int32) bool {
			return f.Units.At(n, Nanoseconds(next)-1) != columns.NoState
		}) {
			on++
		}
	}
}

// numbers are those of a unit and of all to which it succeeded before an instant.
func (f *Frame) numbers(unit string, end time.Time) []int32 {
	out := []int32{f.UnitNamed(unit)}
	for _, of := range f.Lineage.Ancestors(unit, end) {
		out = append(out, f.UnitNamed(of))
	}
	return out
}

// Presence is the instant from which on a unit must be on the roster to be there throughout a period: its beginning; of
// one of the unit's own the end of its first day, since that may be the day of its enrolment.
func (f *Frame) Presence(sp Span) time.Time {
	if sp.Unit == "" {
		return sp.Start
	}
	return LastInstant((civil.Of(sp.Start) + 1).Start(f.Loc()))
}
