package store

import "sort"

// Roster is a roster by numbers: units are numbered in the order of their ids, and their states, those of one unit
// together in the order of time. Instants are as [Nanoseconds] gives them. It is immutable and safe for concurrent
// use.
type Roster[M any] struct {
	numbers Paged[int32] // by code of a unit: its number plus one
	codes   []uint32     // of the units
	first   []int32      // by unit: its first state; and the end
	states  []State[M]
}

// State is what holds for a unit from an instant on, up to its next state.
type State[M any] struct {
	From   int64
	Member *M // as what it is on the roster; nil: it is off
}

// NoState stands for a unit that is off the roster.
const NoState = int32(-1)

// NewRoster returns an empty roster for the units of these codes, which will have so many states in all.
func NewRoster[M any](codes []uint32, states int) *Roster[M] {
	t := &Roster[M]{codes: codes, first: make([]int32, 1, len(codes)+1), states: make([]State[M], 0, states)}
	for n, code := range codes {
		t.numbers.Set(code, int32(n+1))
	}
	return t
}

// AddUnit begins the next unit, in the order of the codes.
func (t *Roster[M]) AddUnit() { t.first = append(t.first, int32(len(t.states))) }

// AddState adds a state to the unit that was begun last. It requires that its states come in the order of time.
func (t *Roster[M]) AddState(from int64, member *M) {
	t.states = append(t.states, State[M]{From: from, Member: member})
	t.first[len(t.first)-1] = int32(len(t.states))
}

// Unit is the number of the unit with that code; −1 and false if no such unit is ever enrolled.
func (t *Roster[M]) Unit(code uint32) (unit int32, ok bool) {
	n := t.numbers.Get(code)
	return n - 1, n > 0
}

// States is the states of all units, by number; they are not to be changed.
func (t *Roster[M]) States() []State[M] { return t.states }

// Codes are the codes of the units, by number; they are not to be changed.
func (t *Roster[M]) Codes() []uint32 { return t.codes }

// StatesOf are the states [first, end) of a unit.
func (t *Roster[M]) StatesOf(unit int32) (first, end int32) { return t.first[unit], t.first[unit+1] }

// OnlyState is the only state of a unit that was enrolled once and never taken off; of others, NoState.
func (t *Roster[M]) OnlyState(unit int32) int32 {
	if first, end := t.StatesOf(unit); end == first+1 && t.states[first].Member != nil { // as of most
		return first
	}
	return NoState
}

// At is the state of a unit at an instant, NoState if it is off.
func (t *Roster[M]) At(unit int32, at int64) int32 {
	s := t.NextState(unit, at) - 1
	if s < t.first[unit] || t.states[s].Member == nil {
		return NoState
	}
	return s
}

// NextState is the first state of the unit, or the end of its states, that begins after an instant.
func (t *Roster[M]) NextState(unit int32, at int64) int32 {
	low, high := t.StatesOf(unit)
	if high-low == 1 { // as most
		if t.states[low].From <= at {
			return high
		}
		return low
	}
	return low + int32(sort.Search(int(high-low), func(i int) bool { return t.states[low+int32(i)].From > at }))
}

// Last is the state that a unit had last within [start, end), NoState if it was never on the roster there.
func (t *Roster[M]) Last(unit int32, start, end int64) int32 {
	for s := t.NextState(unit, end-1) - 1; s >= t.first[unit]; s-- {
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
func (t *Roster[M]) Throughout(unit int32, start, end int64) bool {
	if t.At(unit, start) == NoState {
		return false
	}
	for s := t.NextState(unit, start); s < t.first[unit+1] && t.states[s].From < end; s++ {
		if t.states[s].Member == nil {
			return false
		}
	}
	return true
}
