package ledger

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// addLists adds the lists of an entry, those with names in the order of the names. It returns how much of
// maxPlain they take; false if something is wrong with one.
func (p *staging) addLists(e *Entry, has store.FieldSet) (size int, ok bool) {
	if has&listFields == 0 {
		return 0, true
	}
	ok = true
	text := func(s string) {
		size += len(s) + maxDigits // and room for a number beside it
		p.lists = append(p.lists, p.text(s))
	}
	number := func(d decimal.Decimal) {
		place, within := p.number(d)
		p.lists, ok = append(p.lists, place), ok && within
	}
	if has.Has(store.FieldWith) {
		p.list(len(e.With))
		for _, unit := range e.With {
			ok = ok && unit != ""
			text(unit)
		}
		ok = ok && allDifferent(e.With)
	}
	parts := func(shares []Share) {
		p.list(2 * len(shares))
		for i, s := range shares {
			ok = ok && s.Unit != "" && (i == 0 || s.Unit != shares[i-1].Unit)
			text(s.Unit)
			number(s.Share)
		}
	}
	if has.Has(store.FieldShares) {
		parts(sortedShares(e.Shares))
	}
	if has.Has(store.FieldAttrs) {
		attrs := e.Attrs.sorted()
		p.list(3 * len(attrs))
		for i := range attrs {
			a := &attrs[i]
			ok = ok && a.Name != "" && (i == 0 || a.Name != attrs[i-1].Name)
			text(a.Name)
			p.lists = append(p.lists, uint32(a.Value.kind))
			switch v := &a.Value; {
			case v.kind == TextKind && v.text != "":
				text(v.text)
			case v.kind == NumberKind:
				number(v.number)
			case v.kind == BoolKind && v.truth:
				p.lists = append(p.lists, 1)
			default:
				p.lists, ok = append(p.lists, 0), ok && v.kind != 0
			}
		}
	}
	if has.Has(store.FieldSucceeds) {
		for _, s := range e.Succeeds {
			ok = ok && isPart(s.Share) && s.Unit != e.Unit
		}
		parts(sortedShares(e.Succeeds))
	}
	return size, ok
}

// list begins a list of so many numbers.
func (p *staging) list(length int) {
	p.lists = append(p.lists, uint32(length))
	p.cells = append(p.cells, uint32(len(p.lists)))
}

// allDifferent reports whether a list holds no text twice.
func allDifferent(list []string) bool {
	if len(list) < 2 {
		return true
	}
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) == len(list)
}
