package ledger

import "time"

// State is what holds for a unit from an instant on, up to its next state.
type State struct {
	From   time.Time
	On     bool   // it is on the roster
	Member Member // as what; zero if it is off
}

// States lists the states of a unit in the order of time; none for a unit that is never enrolled. It is the whole of what
// [Roster.At], [Roster.Last] and [Roster.Throughout] answer from. The list is not to be changed.
func (r *Roster) States(unit string) []State { return r.units[unit] }
