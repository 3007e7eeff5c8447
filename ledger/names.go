package ledger

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// role is what a name stands for. The same text may have several.
type role uint8

const (
	roleUnit role = 1 << iota
	roleItem
	roleCommission
	roleEarlier // the id of an earlier entry
)

// expected says what a reference must name.
func (r role) expected() reason.Reason {
	switch r {
	case roleUnit:
		return reason.New("ledger.expected.unit", "a unit that some enroll names")
	case roleItem:
		return reason.New("ledger.expected.item", "an item that some submit names")
	case roleCommission:
		return reason.New("ledger.expected.commission", "a commission that some commission names")
	}
	return reason.New("ledger.expected.earlier", "the id of an earlier entry")
}

// reference is a name in an entry that nothing before it has given a role.
type reference struct {
	name   uint32 // codes
	entry  uint32
	place  int32 // line or number
	part   int32 // the file
	column int32
	field  store.Field
	role   role
}

// resolveNames keeps the names of d that have no role yet.
func (b *builder) resolveNames(d *draft) {
	need := func(f store.Field, name uint32, r role) {
		if name == 0 || d.bad.Has(f) || b.history.roles.Get(name)&r != 0 {
			return
		}
		b.unresolved = append(b.unresolved, b.reference(d, f, name, r))
	}
	need(store.FieldUnit, d.code(store.FieldUnit), roleUnit)
	need(store.FieldOf, d.code(store.FieldOf), roleUnit)
	need(store.FieldItem, d.code(store.FieldItem), roleItem)
	need(store.FieldCommission, d.code(store.FieldCommission), roleCommission)
	for _, unit := range d.With {
		need(store.FieldWith, b.ledger.store.Texts.Intern(unit), roleUnit)
	}
	for _, share := range d.Shares {
		need(store.FieldShares, b.ledger.store.Texts.Intern(share.Unit), roleUnit)
	}
	for _, share := range d.Succeeds {
		need(store.FieldSucceeds, b.ledger.store.Texts.Intern(share.Unit), roleUnit)
	}
}

func (b *builder) reference(d *draft, f store.Field, name uint32, r role) reference {
	return reference{
		name: name, entry: d.code(store.FieldID), place: int32(d.line + d.number), part: int32(b.part()),
		column: int32(d.value(f)), field: f, role: r,
	}
}

// checkReferences reports the names that nothing in the ledger names.
func (b *builder) checkReferences() error {
	p := pace{ctx: b.ctx}
	candidates := map[role][]string{}
	for _, open := range b.unresolved {
		if err := p.err(); err != nil {
			return err
		}
		if open.role != roleEarlier && b.history.roles.Get(open.name)&open.role != 0 {
			continue
		}
		if b.errs.full() {
			b.errs.count++
			continue
		}
		l := b.ledger
		name := l.store.Texts.Text(open.name)
		e := &Error{
			part: int(open.part), Column: int(open.column), Entry: l.store.Texts.Text(open.entry),
			Field: open.field.String(),
		}
		if b.file == "" {
			e.Number = int(open.place)
		} else {
			e.File, e.Line = b.parts[open.part].name, int(open.place)
		}
		later := l.store.Position(open.name)
		switch {
		case open.role == roleEarlier && open.name == open.entry:
			e.Reason = reason.New("ledger.void.itself", "found {found}, expected {expected}",
				reason.New("ledger.found.own-id", "the entry's own id"), open.role.expected())
		case open.role == roleEarlier && later >= 0:
			e.Reason = reason.New("ledger.void.later", "found {found}, expected {expected}",
				reason.New("ledger.found.later", "{id}, which comes later, at {place}", quote(name),
					b.where(later, int(open.part))),
				open.role.expected())
		default:
			if _, ok := candidates[open.role]; !ok {
				candidates[open.role] = b.named(open.role)
			}
			e.Nearest = b.nearest(name, candidates[open.role])
			e.Reason = reason.New("ledger.unknown-name", "found {found}, expected {expected}{near}",
				quote(name), open.role.expected(), hint(e.Nearest))
			if err := b.ctx.Err(); err != nil { // which ends the search for a name, too
				return err
			}
		}
		b.errs.add(e)
	}
	return nil
}

// named lists the names that have a role, in the order in which they first occur; some of them if the context ends.
func (b *builder) named(r role) []string {
	var list []string
	l, p := b.ledger, pace{ctx: b.ctx}
	for code := range l.store.Texts.Count {
		if p.err() != nil {
			break
		}
		if r == roleEarlier && l.store.Position(code) >= 0 || b.history.roles.Get(code)&r != 0 {
			list = append(list, l.store.Texts.Text(code))
		}
	}
	return list
}

// maxCompared bounds the names that are compared for suggestions, over all errors of a file: a large file
// with many errors is not held up by them.
const maxCompared = 2_000_000

// nearest returns the right name that was probably meant, "" if none is near or the context ends.
func (b *builder) nearest(name string, candidates []string) string {
	if b.comparisonsLeft -= len(candidates); b.comparisonsLeft < 0 {
		return ""
	}
	nearest, some := "", make([]string, 0, stride+1)
	for part := range slices.Chunk(candidates, stride) {
		if b.ctx.Err() != nil {
			return ""
		}
		// The first of those that are equally near wins.
		if some = some[:0]; nearest != "" {
			some = append(some, nearest)
		}
		nearest, _ = spelling.Nearest(name, append(some, part...))
	}
	return nearest
}
