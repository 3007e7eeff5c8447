package ledger

import (
	"maps"
	"slices"
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
	units map[string][]change
}

// change is what holds for a unit from an instant on.
type change struct {
	from   time.Time
	on     bool
	member Member
}

// Roster returns the roster that the enrolls and withdraws of the view make. They take effect in the order
// of their time; of those of one instant, a date being 00:00 of its day, the last recorded holds. So a unit
// that is withdrawn and enrolled at one instant was never off, and one that is enrolled again only changes.
func (v *View) Roster() *Roster {
	l := v.ledger
	enroll, withdraw := Enroll.number(), Withdraw.number()
	r := &Roster{units: map[string][]change{}}
	enrolled := map[string]bool{}
	for i := range l.ofKinds(v.known, enroll, withdraw) {
		if !v.Counts(i) {
			continue
		}
		kind := l.kindOf(i)
		e := l.entry(i)
		c := change{from: e.At.Instant(v.zone.location), on: kind == enroll}
		if c.on {
			enrolled[e.Unit] = true
			c.member = Member{Unit: e.Unit, Name: e.Name, Category: e.Category, Of: e.Of, Attrs: e.Attrs, Entry: i}
		}
		r.units[e.Unit] = append(r.units[e.Unit], c)
	}
	for unit, changes := range r.units {
		r.units[unit] = inOrder(changes)
		if !enrolled[unit] {
			delete(r.units, unit)
		}
	}
	return r
}

// inOrder sorts changes by time and keeps the last of each instant.
func inOrder(changes []change) []change {
	slices.SortStableFunc(changes, func(a, b change) int { return a.from.Compare(b.from) })
	kept := changes[:0]
	for i, c := range changes {
		if i+1 == len(changes) || !changes[i+1].from.Equal(c.from) {
			kept = append(kept, c)
		}
	}
	return kept
}

// Units lists every unit that is ever enrolled in the view, sorted by id.
func (r *Roster) Units() []string { return slices.Sorted(maps.Keys(r.units)) }

// At returns a unit as it is at t; false if it is off the roster then.
func (r *Roster) At(unit string, t time.Time) (Member, bool) {
	changes := r.units[unit]
	i := until(changes, t)
	if i == 0 {
		return Member{}, false
	}
	return changes[i-1].member, changes[i-1].on
}

// Throughout reports whether a unit is on the roster during the whole of [start, end). It requires start
// before end.
func (r *Roster) Throughout(unit string, start, end time.Time) bool {
	changes := r.units[unit]
	i := until(changes, start)
	if i == 0 || !changes[i-1].on {
		return false
	}
	for _, c := range changes[i:] {
		if !c.from.Before(end) {
			break
		}
		if !c.on {
			return false
		}
	}
	return true
}

// Last returns a unit as it was last within [start, end); false if it was never on the roster there. It
// requires start before end.
func (r *Roster) Last(unit string, start, end time.Time) (Member, bool) {
	changes := r.units[unit]
	for i := until(changes, end.Add(-1)) - 1; i >= 0; i-- {
		if changes[i].on {
			return changes[i].member, true
		}
		if !changes[i].from.After(start) {
			break // off from the start on
		}
	}
	return Member{}, false
}

// until counts the changes that have taken effect at t.
func until(changes []change, t time.Time) int {
	i, _ := slices.BinarySearchFunc(changes, t, func(c change, t time.Time) int {
		if c.from.After(t) {
			return 1
		}
		return -1
	})
	return i
}
