package reference

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// enrolled is the entry that says what a unit is at t; false: it is off the roster.
func (r *reference) enrolled(unit string, t time.Time) (int, bool) {
	latest := -1
	for i, e := range r.entries {
		if !r.counts(i) || e.Unit != unit || e.Kind != ledger.Enroll && e.Kind != ledger.Withdraw || r.at[i].After(t) {
			continue
		}
		if latest < 0 || !r.at[i].Before(r.at[latest]) {
			latest = i
		}
	}
	return latest, latest >= 0 && r.entries[latest].Kind == ledger.Enroll
}

// moves are the instants in [start, end) at which the roster says something new of a unit, start included; ascending.
func (r *reference) moves(unit string, start, end time.Time) []time.Time {
	out := []time.Time{start}
	for i, e := range r.entries {
		moves := e.Unit == unit && (e.Kind == ledger.Enroll || e.Kind == ledger.Withdraw)
		if r.counts(i) && moves && r.at[i].After(start) && r.at[i].Before(end) {
			out = append(out, r.at[i])
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// firstOff is the first instant of [start, end] at which a unit is off the roster and none stands in its place; false:
// there is none.
func (r *reference) firstOff(unit string, start, end time.Time) (at time.Time, off bool) {
	all := []time.Time{start}
	for i, e := range r.entries {
		if moves := e.Kind == ledger.Enroll || e.Kind == ledger.Withdraw; moves && r.counts(i) {
			all = append(all, r.at[i])
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	for _, t := range all {
		if _, on := r.memberAt(unit, t); !on && !t.Before(start) && !t.After(end) {
			return t, true
		}
	}
	return time.Time{}, false
}

// throughout says whether a unit is on the roster during the whole of [start, end), or one to which it succeeded by
// then.
func (r *reference) throughout(unit string, start, end time.Time) bool {
	for _, of := range r.lineage(unit, end) {
		for _, t := range r.moves(of, start, end) {
			if !r.thereAt(unit, t, end) {
				return false
			}
		}
	}
	return true
}

// lastEnrolled is the entry that says what a unit was last within [start, end); false: it was never on the roster
// there.
func (r *reference) lastEnrolled(unit string, start, end time.Time) (enroll int, ok bool) {
	for _, t := range r.moves(unit, start, end) {
		if i, on := r.enrolled(unit, t); on {
			enroll, ok = i, true
		}
	}
	return enroll, ok
}

// units are all that are ever enrolled, in the order of their ids.
func (r *reference) units() []string {
	var out []string
	for i, e := range r.entries {
		if r.counts(i) && e.Kind == ledger.Enroll {
			out = append(out, e.Unit)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
