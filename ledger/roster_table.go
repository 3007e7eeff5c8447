package ledger

import "sort"

// RosterTable is a roster by numbers: units are numbered in the order of their ids, and their states, those of one unit together
// in the order of time. Instants are as [Nanoseconds] gives them. It is immutable and safe for concurrent use.
type RosterTable struct {
	numbers paged[int32] // by code of a unit: its number plus one
	first   []int32      // by unit: its first state; and the end
	states  []State
}

// State is what holds for a unit from an instant on, up to its next state.
type State struct {
	From   int64
	Member *Member // as what it is on the roster; nil: it is off
}

// NoState stands for a unit that is off the roster.
const NoState = int32(-1)

// Table is the roster by numbers.
func (r *Roster) Table() *RosterTable { return &r.table }

// Number is the number of the unit with that code, its place in [Roster.Units]; −1 and false if no such unit is ever enrolled.
func (t *RosterTable) Number(code uint32) (unit int32, ok bool) {
	n := t.numbers.get(code)
	return n - 1, n > 0
}

// States are the states of all units, by number; they are not to be changed.
func (t *RosterTable) States() []State { return t.states }

// Of are the states [first, end) of a unit.
func (t *RosterTable) Of(unit int32) (first, end int32) { return t.first[unit], t.first[unit+1] }

// Only is the only state of a unit that was enrolled once and never taken off; of others, NoState.
func (t *RosterTable) Only(unit int32) int32 {
	if first, end := t.Of(unit); end == first+1 && t.states[first].Member != nil { // as of most
		return first
	}
	return NoState
}

// At is the state of a unit at an instant, NoState if it is off.
func (t *RosterTable) At(unit int32, at int64) int32 {
	s := t.Until(unit, at) - 1
	if s < t.first[unit] || t.states[s].Member == nil {
		return NoState
	}
	return s
}

// Until is the first state of the unit, or the end of its states, that begins after an instant.
func (t *RosterTable) Until(unit int32, at int64) int32 {
	low, high := t.Of(unit)
	if high-low == 1 { // as most
		if t.states[low].From <= at {
			return high
		}
		return low
	}
	return low + int32(sort.Search(int(high-low), func(i int) bool { return t.states[low+int32(i)].From > at }))
}

// Last is the state that a unit had last within [start, end), NoState if it was never on the roster there.
func (t *RosterTable) Last(unit int32, start, end int64) int32 {
	for s := t.Until(unit, end-1) - 1; s >= t.first[unit]; s-- {
		if t.states[s].Member != nil {
			return s
		}
		if t.states[s].From <= start {
			break
		}
	}
	return NoState
}

// Throughout reports whether a unit is on the roster during the whole of [start, end).
func (t *RosterTable) Throughout(unit int32, start, end int64) bool {
	if t.At(unit, start) == NoState {
		return false
	}
	for s := t.Until(unit, start); s < t.first[unit+1] && t.states[s].From < end; s++ {
		if t.states[s].Member == nil {
			return false
		}
	}
	return true
}
