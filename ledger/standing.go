package ledger

import "fmt"

// maxVoids bounds how many voids may stand one upon the other: a void, the void of that void, and so on.
const maxVoids = 1000

// standing follows, entry by entry in the order of recording, what the voids so far leave standing, so
// that an item has one standing submission at any time, and a commission's id one standing commission.
type standing struct {
	submissions perSymbol[int32] // by symbol of the item: the row that stands, plus one
	commissions perSymbol[int32] // by symbol of the commission's id
	strikes     map[int32]int32  // by row: how many standing voids name it
	targets     map[int32]int32  // by row of a void: the row that it names
	depths      map[int32]int    // by row of a void: how many voids stand below it, plus one
}

// stand adds the row of d to what stands.
func (b *builder) stand(d *draft, row int) {
	if d.bad.has(FieldID) {
		return
	}
	s := &b.standing
	switch d.Kind {
	case Submit, Commission:
		names, f := s.of(d.Kind)
		name := b.ledger.textSymbol(row, f)
		if name == 0 {
			return
		}
		if first := names.get(name); first > 0 {
			b.failField(d, f, fmt.Sprintf("a second %s of %s", d.Kind.noun(), quote(*d.Entry.text(f))),
				fmt.Sprintf("one: %s stands (%s)", quote(b.ledger.text(int(first-1), FieldID)), b.where(int(first-1))))
			return
		}
		names.set(name, int32(row+1))
	case Void:
		if d.Ref != "" && !d.bad.has(FieldRef) {
			b.standVoid(d, int32(row))
		}
	}
}

// of returns where the standing entries of a kind are kept, and the field that names them.
func (s *standing) of(k Kind) (*perSymbol[int32], Field) {
	if k == Submit {
		return &s.submissions, FieldItem
	}
	return &s.commissions, FieldCommission
}

// noun is what an entry of kind submit or commission is.
func (k Kind) noun() string {
	if k == Submit {
		return "submission"
	}
	return "commission"
}

func (b *builder) standVoid(d *draft, row int32) {
	s, l := &b.standing, b.ledger
	target := int(l.positions.get(d.symbol(FieldRef))) - 1
	if target < 0 || target >= int(row) {
		b.names.open = append(b.names.open, b.reference(d, FieldRef, d.symbol(FieldRef), roleEarlier))
		return
	}
	if s.strikes == nil {
		s.strikes, s.targets, s.depths = map[int32]int32{}, map[int32]int32{}, map[int32]int{}
	}
	depth := s.depths[int32(target)] + 1
	if depth > maxVoids {
		b.failField(d, FieldRef, fmt.Sprintf("a void upon %d voids", maxVoids), fmt.Sprintf("at most %d", maxVoids))
		return
	}
	changed := s.strike(int32(target), 1)
	if second, ok := b.broughtBack(changed); ok {
		s.strike(int32(target), -1)
		name, first := b.ledger.entry(int(changed)), b.ledger.text(second, FieldID)
		_, f := s.of(name.Kind)
		b.failField(d, FieldRef, fmt.Sprintf("a void of %s that brings back %s, a second %s of %s", quote(d.Ref), quote(name.ID), name.Kind.noun(), quote(*name.text(f))),
			fmt.Sprintf("one: %s stands (%s)", quote(first), b.where(second)))
		return
	}
	s.targets[row], s.depths[row] = int32(target), depth
}

// strike adds change to the standing voids that name a row, and follows what that does along the voids
// below it. It returns the row that is no void and now stands or no longer does, or -1.
func (s *standing) strike(row, change int32) (changed int32) {
	for {
		before := s.strikes[row]
		s.strikes[row] = before + change
		if (before == 0) == (before+change == 0) {
			return -1
		}
		target, isVoid := s.targets[row]
		if !isVoid {
			return row
		}
		if before == 0 {
			change = -1 // that void stands no more
		} else {
			change = 1
		}
		row = target
	}
}

// broughtBack keeps up what stands after a change of one row. If the row now stands beside another one of
// the same name, it returns that other one.
func (b *builder) broughtBack(changed int32) (second int, conflict bool) {
	if changed < 0 {
		return 0, false
	}
	k := Kind("")
	if n := b.ledger.rows[changed].kind; n > 0 {
		k = kinds[n-1]
	}
	if k != Submit && k != Commission {
		return 0, false
	}
	names, f := b.standing.of(k)
	name := b.ledger.textSymbol(int(changed), f)
	now := names.get(name)
	switch {
	case b.standing.strikes[changed] > 0:
		if now == changed+1 {
			names.set(name, 0)
		}
	case now > 0 && now != changed+1:
		return int(now - 1), true
	default:
		names.set(name, changed+1)
	}
	return 0, false
}
