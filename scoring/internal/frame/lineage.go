package frame

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
)

// Lineage is which unit comes after which. It is safe for concurrent use.
type Lineage struct {
	roster  *ledger.Roster
	all     []Succession        // a unit's own predecessors before those who succeed to it
	of      map[string]int      // by predecessor: its place
	before  map[string][]string // by successor: the predecessors, in the order of all
	mu      sync.Mutex
	holders map[holding][]Heir
}

// Succession is a unit to which one or several succeed at an instant.
type Succession struct {
	Of    string
	At    time.Time
	Heirs []Heir // by id
}

// Heir is a unit with its part of what another had, 1 being all.
type Heir struct {
	Unit  string
	Share decimal.Decimal
}

// holding asks who holds what a unit had, when so many successions are over.
type holding struct {
	unit string
	over int
}

// lineageOf is the lineage of a roster; nil: nobody succeeds anybody.
func lineageOf(r *ledger.Roster) *Lineage {
	if len(r.Successions()) == 0 {
		return nil
	}
	l := &Lineage{roster: r, of: map[string]int{}, before: map[string][]string{}, holders: map[holding][]Heir{}}
	for _, s := range r.Successions() {
		at, known := l.of[s.Of]
		if !known {
			at = len(l.all)
			l.of[s.Of], l.all = at, append(l.all, Succession{Of: s.Of, At: s.At})
		}
		l.all[at].Heirs = append(l.all[at].Heirs, Heir{s.Unit, s.Share})
	}
	l.order()
	return l
}

// order puts those of one instant in the order in which they lead on.
func (l *Lineage) order() {
	depth := map[string]int{}
	for range l.all { // at most so many follow one another, and mostly none
		changed := false
		for _, s := range l.all {
			for _, h := range s.Heirs {
				if at, ends := l.of[h.Unit]; ends && l.all[at].At.Equal(s.At) && depth[h.Unit] <= depth[s.Of] {
					depth[h.Unit], changed = depth[s.Of]+1, true
				}
			}
		}
		if !changed {
			break
		}
	}
	slices.SortStableFunc(l.all, func(a, b Succession) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(depth[a.Of], depth[b.Of]), cmp.Compare(a.Of, b.Of))
	})
	for at, s := range l.all {
		l.of[s.Of] = at
		for _, h := range s.Heirs {
			l.before[h.Unit] = append(l.before[h.Unit], s.Of)
		}
	}
}

// Divides says whether some unit leaves parts of what it had to several.
func (l *Lineage) Divides() bool {
	return l != nil && slices.ContainsFunc(l.all, func(s Succession) bool { return len(s.Heirs) > 1 })
}

// Before are the successions before an instant, each after those that lead to it.
func (l *Lineage) Before(end time.Time) []Succession {
	if l == nil {
		return nil
	}
	over := 0
	for over < len(l.all) && l.all[over].At.Before(end) {
		over++
	}
	return l.all[:over]
}

// Ended says whether a unit was succeeded before an instant.
func (l *Lineage) Ended(unit string, end time.Time) bool {
	if l == nil {
		return false
	}
	at, ends := l.of[unit]
	return ends && l.all[at].At.Before(end)
}

// Holders are who holds, before an instant, what a unit had: itself, if nobody succeeded to it by then. They are in the
// order of their ids.
func (l *Lineage) Holders(unit string, end time.Time) []Heir {
	if !l.Ended(unit, end) {
		return []Heir{{unit, decimal.New(1, 0)}}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	key := holding{unit, len(l.Before(end))}
	if known, ok := l.holders[key]; ok {
		return known
	}
	shares := map[string]decimal.Decimal{unit: decimal.New(1, 0)}
	for _, s := range l.all[l.of[unit]:key.over] {
		share, holds := shares[s.Of]
		if !holds {
			continue
		}
		delete(shares, s.Of)
		for _, h := range s.Heirs {
			shares[h.Unit] = shares[h.Unit].Add(h.Share.Mul(share))
		}
	}
	out := make([]Heir, 0, len(shares))
	for unit, share := range shares {
		out = append(out, Heir{unit, share})
	}
	slices.SortFunc(out, func(a, b Heir) int { return cmp.Compare(a.Unit, b.Unit) })
	l.holders[key] = out
	return out
}

// Ancestors are the units to which a unit succeeded before an instant, at once or one after the other, by id.
func (l *Lineage) Ancestors(unit string, end time.Time) []string {
	if l == nil {
		return nil
	}
	var out []string
	known := map[string]bool{unit: true}
	for open := []string{unit}; len(open) > 0; {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		for _, of := range l.before[next] {
			if !known[of] && l.Ended(of, end) {
				known[of] = true
				out, open = append(out, of), append(open, of)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Kin are the units of which, before an instant, somebody has something who has something of a unit: itself among them,
// by id. They are one unit by then.
func (l *Lineage) Kin(unit string, end time.Time) []string {
	if l == nil {
		return []string{unit}
	}
	out := []string{unit}
	for _, h := range l.Holders(unit, end) {
		out = append(append(out, h.Unit), l.Ancestors(h.Unit, end)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// HeirOf is the first unit by id that has something of each of some units before an instant; empty: there is none.
func (l *Lineage) HeirOf(units []string, end time.Time) string {
	for _, h := range l.Holders(units[0], end) {
		if !slices.ContainsFunc(units, func(unit string) bool { return !l.PassesTo(unit, h.Unit, end) }) {
			return h.Unit
		}
	}
	return ""
}

// PassesTo says whether a unit is another, or that other has a part of what it had, before an instant.
func (l *Lineage) PassesTo(unit, other string, end time.Time) bool {
	return unit == other || slices.Contains(l.Ancestors(other, end), unit)
}

// Lead is the unit that stands for another at an instant: itself, or of those who hold what it had and are on the
// roster the one with the greatest part, of equal ones the first by id.
func (l *Lineage) Lead(unit string, at time.Time) string {
	if !l.Ended(unit, at.Add(1)) {
		return unit
	}
	lead := Heir{}
	for _, h := range l.Holders(unit, at.Add(1)) {
		if _, on := l.roster.At(h.Unit, at); on && h.Share.GreaterThan(lead.Share) {
			lead = h
		}
	}
	return cmp.Or(lead.Unit, unit)
}

// UnitAt is a unit as it stands at an instant, or the one that stands for it; false: off the roster.
func (f *Frame) UnitAt(unit string, at time.Time) (ledger.Member, bool) {
	m, on := f.Roster.At(unit, at)
	if !on && f.Lineage != nil {
		return f.Roster.At(f.Lineage.Lead(unit, at), at)
	}
	return m, on
}

// LastIn is a unit as it stood last in [start, end); false: it was never on the roster there, or it was succeeded.
func (f *Frame) LastIn(unit string, start, end time.Time) (ledger.Member, bool) {
	if f.Lineage.Ended(unit, end) {
		return ledger.Member{}, false
	}
	return f.Roster.Last(unit, start, end)
}

// AssignedTo is the task figure of a unit for a quota in a period that ends at an instant: its own, else the sum of
// those of the units to which it succeeded by then, by its parts; false: there is none.
func (f *Frame) AssignedTo(key AssignKey, end time.Time) (sum decimal.Decimal, ok bool) {
	if a, ok := f.Assigned[key]; ok {
		return a, true
	}
	for _, of := range f.Lineage.Ancestors(key.Unit, end) {
		a, has := f.Assigned[AssignKey{of, key.Quota, key.Period}]
		if !has {
			continue
		}
		ok = true
		for _, h := range f.Lineage.Holders(of, end) {
			if h.Unit == key.Unit {
				sum = sum.Add(a.Mul(h.Share))
			}
		}
	}
	return sum, ok
}
