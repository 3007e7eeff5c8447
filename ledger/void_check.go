package ledger

import (
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// maxVoids bounds how many voids may stand one upon the other: a void, the void of that void, and so on.
const maxVoids = 1000

// checkStanding adds the row of d to what stands.
func (b *builder) checkStanding(d *draft, row int) {
	if d.bad.Has(store.FieldID) {
		return
	}
	switch d.Kind {
	case Submit, Commission:
		names, f := b.history.standing(d.Kind)
		name := b.ledger.store.Code(row, f)
		if name == 0 {
			return
		}
		if first := names.Get(name); first > 0 {
			b.failField(d, f, reason.New("ledger.second-standing", "found {found}, expected {expected}",
				secondOf(d.Kind, *d.Entry.text(f)),
				onlyStanding(b.ledger.store.Text(int(first-1), store.FieldID), b.where(int(first-1), b.part()))))
			return
		}
		names.Set(name, int32(row+1))
	case Void:
		if d.Ref != "" && !d.bad.Has(store.FieldRef) {
			b.checkVoid(d, int32(row))
		}
	}
}

// standing returns where the standing entries of a kind are kept, and the field that names them.
func (h *history) standing(k Kind) (*store.Paged[int32], store.Field) {
	if k == Submit {
		return &h.submissions, store.FieldItem
	}
	return &h.commissions, store.FieldCommission
}

func (b *builder) checkVoid(d *draft, row int32) {
	h, l := &b.history, b.ledger
	target := l.store.Position(d.code(store.FieldRef))
	if target < 0 || target >= int(row) {
		b.unresolved = append(b.unresolved, b.reference(d, store.FieldRef, d.code(store.FieldRef), roleEarlier))
		return
	}
	depth := h.depths.Get(uint32(target)) + 1
	if depth > maxVoids {
		b.failField(d, store.FieldRef, reason.New("ledger.void.depth", "found {found}, expected {expected}",
			reason.New("ledger.found.void-depth", "a void upon {number} voids", maxVoids), atMost(maxVoids)))
		return
	}
	changed := h.strike(int32(target), 1)
	if second, ok := h.restore(l.store, changed); ok {
		h.strike(int32(target), -1)
		name, first := l.entry(int(changed)), l.store.Text(second, store.FieldID)
		_, f := h.standing(name.Kind)
		found := reason.New("ledger.found.brings-back", "a void of {ref} that brings back {entry}, {second}",
			quote(d.Ref), quote(name.ID), secondOf(name.Kind, *name.text(f)))
		b.failField(d, store.FieldRef, reason.New("ledger.void.brings-back", "found {found}, expected {expected}",
			found, onlyStanding(first, b.where(second, b.part()))))
		return
	}
	h.targets.Set(uint32(row), int32(target+1))
	h.depths.Set(uint32(row), depth)
}

// strike adds change to the standing voids that name a row, and follows what that does along the voids
// below it. It returns the row that is no void and now stands or no longer does, or -1.
func (h *history) strike(row, change int32) (changed int32) {
	for {
		before := h.strikes.Get(uint32(row))
		h.strikes.Set(uint32(row), before+change)
		if (before == 0) == (before+change == 0) {
			return -1
		}
		target := h.targets.Get(uint32(row)) - 1
		if target < 0 {
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

// restore keeps up what stands after a change of one row. If the row now stands beside another one of
// the same name, it returns that other one.
func (h *history) restore(t *store.Store, changed int32) (second int, conflict bool) {
	if changed < 0 {
		return 0, false
	}
	k := Kind("")
	if n := t.KindOf(int(changed)); n > 0 {
		k = kinds[n-1]
	}
	if k != Submit && k != Commission {
		return 0, false
	}
	names, f := h.standing(k)
	name := t.Code(int(changed), f)
	now := names.Get(name)
	switch {
	case h.strikes.Get(uint32(changed)) > 0:
		if now == changed+1 {
			names.Set(name, 0)
		}
	case now > 0 && now != changed+1:
		return int(now - 1), true
	default:
		names.Set(name, changed+1)
	}
	return 0, false
}
