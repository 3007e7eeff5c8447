package store

import (
	"cmp"
	"slices"
)

// View is what counts of a store: what is known, what is struck out, and up to when.
type View struct {
	Zone    *Zone
	Known   int  // the first so many entries
	All     bool // whatever is recorded is known
	Bounded bool
	Until   Instant  // if bounded
	Struck  []Struck // in recording order
	Voids   []Struck // all voids of the store, each with what it names
}

// Struck is an entry that a void struck out.
type Struck struct {
	Position int // of the entry
	By       int // position of the void; of several that stand, the last recorded
}

// StruckBy returns the position of the void that strikes out the entry at a position; false if it stands or is not
// known.
func (v *View) StruckBy(position int) (void int, ok bool) {
	n, ok := slices.BinarySearchFunc(v.Struck, position, func(s Struck, position int) int {
		return cmp.Compare(s.Position, position)
	})
	if !ok {
		return 0, false
	}
	return v.Struck[n].By, true
}

// After reports whether the entry at a position of a store is dated after until.
func (v *View) After(t *Store, i int) bool {
	if !v.Bounded {
		return false
	}
	seconds, nano, _ := t.Seconds(i, FieldAt, v.Zone)
	return Instant{seconds, nano}.After(v.Until)
}
