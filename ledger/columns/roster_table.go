package columns

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// RosterTable is a roster by numbers: units are numbered in the order of their ids, and their states, those of one
// unit together in the order of time. Instants are as [Nanoseconds] gives them. It is immutable and safe for
// concurrent use.
type RosterTable store.Roster[ledger.Member]

// State is what holds for a unit from an instant on, up to its next state: From, the instant, and Member, as what
// the unit is on the roster, nil if it is off.
type State = store.State[ledger.Member]

// NoState stands for a unit that is off the roster.
const NoState = store.NoState

// TableOf is a roster by numbers.
func TableOf(r *ledger.Roster) *RosterTable { return (*RosterTable)(store.Open(r.Store())) }

func (t *RosterTable) code() *store.Roster[ledger.Member] { return (*store.Roster[ledger.Member])(t) }

// Codes are the codes of the units, in the order of [ledger.Roster.Units]: see [Columns.CodeOf]. They are not to be
// changed.
func (t *RosterTable) Codes() []uint32 { return t.code().Codes() }

// Unit is the number of the unit with that code, its place in [ledger.Roster.Units]; −1 and false if no such unit is
// ever enrolled.
func (t *RosterTable) Unit(code uint32) (unit int32, ok bool) { return t.code().Unit(code) }

// States are the states of all units, by number; they are not to be changed.
func (t *RosterTable) States() []State { return t.code().States() }

// StatesOf are the states [first, end) of a unit.
func (t *RosterTable) StatesOf(unit int32) (first, end int32) { return t.code().StatesOf(unit) }

// OnlyState is the only state of a unit that was enrolled once and never taken off; of others, NoState.
func (t *RosterTable) OnlyState(unit int32) int32 { return t.code().OnlyState(unit) }

// At is the state of a unit at an instant, NoState if it is off.
func (t *RosterTable) At(unit int32, at int64) int32 { return t.code().At(unit, at) }

// NextState is the first state of the unit, or the end of its states, that begins after an instant.
func (t *RosterTable) NextState(unit int32, at int64) int32 { return t.code().NextState(unit, at) }

// Last is the state that a unit had last within [start, end), NoState if it was never on the roster there.
func (t *RosterTable) Last(unit int32, start, end int64) int32 {
	return t.code().Last(unit, start, end)
}

// Throughout reports whether a unit is on the roster during the whole of [start, end).
func (t *RosterTable) Throughout(unit int32, start, end int64) bool {
	return t.code().Throughout(unit, start, end)
}
