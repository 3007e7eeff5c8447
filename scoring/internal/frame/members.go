package frame

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// Members counts the units that belong to each unit, at any instant. It is made of the roster once.
type Members struct {
	lineage *Lineage                 // nil: there is none
	of      map[string][]memberCount // by id of the unit to which they belong, in the order of time
}

// memberCount is how many units belong to a unit from an instant on; while it is made, how many come to it then.
type memberCount struct {
	from int64
	n    int64
}

// membersOf counts the units of the roster of a frame.
func membersOf(f *Frame) *Members {
	m := &Members{lineage: f.Lineage, of: map[string][]memberCount{}}
	states := f.Units.States()
	for unit := range f.Roster.Units() {
		first, end := f.Units.StatesOf(int32(unit))
		before := ""
		for s := first; s < end; s++ {
			now := ""
			if states[s].Member != nil {
				now = states[s].Member.Of
			}
			m.move(before, now, states[s].From)
			before = now
		}
	}
	for of, counts := range m.of {
		m.of[of] = summed(counts)
	}
	return m
}

// move notes that a unit comes to one from another; "": from or to none.
func (m *Members) move(from, to string, at int64) {
	if from == to {
		return
	}
	if from != "" {
		m.of[from] = append(m.of[from], memberCount{at, -1})
	}
	if to != "" {
		m.of[to] = append(m.of[to], memberCount{at, 1})
	}
}

// summed makes the counts from each instant on of those that come then.
func summed(counts []memberCount) []memberCount {
	slices.SortFunc(counts, func(a, b memberCount) int { return cmp.Compare(a.from, b.from) })
	out, n := counts[:0], int64(0)
	for _, c := range counts {
		n += c.n
		if last := len(out) - 1; last >= 0 && out[last].from == c.from {
			out[last].n = n
			continue
		}
		out = append(out, memberCount{c.from, n})
	}
	return slices.Clip(out)
}

// At is how many units belong to a unit at an instant, those among them that belong to one for which it stands.
func (m *Members) At(unit string, at time.Time) int64 {
	n := m.named(unit, at)
	for _, of := range m.lineage.Ancestors(unit, at.Add(1)) {
		if m.lineage.Lead(of, at) == unit {
			n += m.named(of, at)
		}
	}
	return n
}

// named is how many units name a unit as that to which they belong.
func (m *Members) named(unit string, at time.Time) int64 {
	counts, t := m.of[unit], Nanoseconds(at)
	after := sort.Search(len(counts), func(i int) bool { return counts[i].from > t })
	if after == 0 {
		return 0
	}
	return counts[after-1].n
}
