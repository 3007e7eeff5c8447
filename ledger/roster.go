package ledger

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// Member is a unit or person as it is on the roster (名册).
type Member struct {
	Unit     string
	Name     string
	Category string
	Of       string // the unit that it belongs to; "" if it names none
	Attrs    Attrs
	Entry    int // position of the enroll that says so
}

// Roster is who is a unit from when to when, and as what. It is immutable and safe for concurrent use.
type Roster struct {
	units  map[string][]rosterState
	sorted []string // the units by id
	codes  []uint32 // of them
	first  time.Time
	table  RosterTable
}

// rosterState is what holds for a unit from an instant on, up to its next state.
type rosterState struct {
	from   time.Time
	on     bool
	member Member // zero if it is off
}

// rosters keeps the roster of a whole ledger in the location in which it was asked for last.
type rosters struct {
	sync.Mutex
	last *Roster
	in   *time.Location
}

// Roster returns the roster that the enrolls and withdraws of the view make. They take effect in the order
// of their time; of those of one instant, a date being 00:00 of its day, the last recorded holds. So a unit
// that is withdrawn and enrolled at one instant was never off, and one that is enrolled again only changes.
// The ledger keeps the one that all its entries make, some hundred bytes an enroll.
func (v *View) Roster() *Roster {
	if v.known < v.ledger.length || v.bounded {
		return v.makeRoster()
	}
	kept := &v.ledger.rosters
	kept.Lock()
	defer kept.Unlock()
	if kept.last == nil || kept.in != v.zone.location {
		kept.last, kept.in = v.makeRoster(), v.zone.location
	}
	return kept.last
}

func (v *View) makeRoster() *Roster {
	l := v.ledger
	enroll, withdraw := Enroll.number(), Withdraw.number()
	r := &Roster{units: map[string][]rosterState{}}
	enrolled := map[string]bool{}
	for i := range l.ofKinds(v.known, enroll, withdraw) {
		if !v.Counts(i) {
			continue
		}
		kind := l.kindOf(i)
		e := l.entry(i)
		s := rosterState{from: e.At.Instant(v.zone.location), on: kind == enroll}
		if s.on {
			if len(enrolled) == 0 || s.from.Before(r.first) {
				r.first = s.from
			}
			enrolled[e.Unit] = true
			s.member = Member{Unit: e.Unit, Name: e.Name, Category: e.Category, Of: e.Of, Attrs: e.Attrs, Entry: i}
		}
		r.units[e.Unit] = append(r.units[e.Unit], s)
	}
	for unit, states := range r.units {
		r.units[unit] = inOrder(states)
		if !enrolled[unit] {
			delete(r.units, unit)
		}
	}
	r.sorted = slices.Sorted(maps.Keys(r.units))
	for _, unit := range r.sorted {
		r.codes = append(r.codes, l.words.code(unit))
	}
	r.number()
	return r
}

// inOrder sorts states by time and keeps the last of each instant.
func inOrder(states []rosterState) []rosterState {
	slices.SortStableFunc(states, func(a, b rosterState) int { return a.from.Compare(b.from) })
	kept := states[:0]
	for i, s := range states {
		if i+1 == len(states) || !states[i+1].from.Equal(s.from) {
			kept = append(kept, s)
		}
	}
	return slices.Clip(kept)
}

// Units lists every unit that is ever enrolled in the view, sorted by id. The list is not to be changed.
func (r *Roster) Units() []string { return r.sorted }

// First is when a unit was enrolled first; false: none ever was.
func (r *Roster) First() (at time.Time, ok bool) { return r.first, len(r.sorted) > 0 }

// Codes are the codes of the units, in the order of [Roster.Units]: see [Columns.CodeOf]. They are not to be changed.
func (r *Roster) Codes() []uint32 { return r.codes }

// At returns a unit as it is at t; false if it is off the roster then.
func (r *Roster) At(unit string, t time.Time) (Member, bool) {
	states := r.units[unit]
	i := until(states, t)
	if i == 0 {
		return Member{}, false
	}
	return states[i-1].member, states[i-1].on
}

// Throughout reports whether a unit is on the roster during the whole of [start, end). It requires start
// before end.
func (r *Roster) Throughout(unit string, start, end time.Time) bool {
	states := r.units[unit]
	i := until(states, start)
	if i == 0 || !states[i-1].on {
		return false
	}
	for _, s := range states[i:] {
		if !s.from.Before(end) {
			break
		}
		if !s.on {
			return false
		}
	}
	return true
}

// Last returns a unit as it was last within [start, end); false if it was never on the roster there. It
// requires start before end.
func (r *Roster) Last(unit string, start, end time.Time) (Member, bool) {
	states := r.units[unit]
	for i := until(states, end.Add(-1)) - 1; i >= 0; i-- {
		if states[i].on {
			return states[i].member, true
		}
		if !states[i].from.After(start) {
			break // off from the start on
		}
	}
	return Member{}, false
}

// until counts the states that have begun at t.
func until(states []rosterState, t time.Time) int {
	i, _ := slices.BinarySearchFunc(states, t, func(s rosterState, t time.Time) int {
		if s.from.After(t) {
			return 1
		}
		return -1
	})
	return i
}
