package ledger

import "slices"

// addLists adds the lists of an entry, in order and each name once, and returns about how many bytes they
// hold; false if something is wrong with one.
func (p *passing) addLists(e *Entry, has fieldSet) (size int, ok bool) {
	ok = true
	name := func(s string) uint32 {
		if s == "" {
			ok = false
			return 0
		}
		size += len(s) + maxDigits
		return p.text(s)
	}
	number := func(place uint32, within bool) uint32 {
		ok = ok && within
		return place
	}
	if has.has(FieldWith) {
		p.list(len(e.With))
		for _, unit := range e.With {
			p.lists = append(p.lists, name(unit))
		}
		ok = ok && allDifferent(e.With)
	}
	if has.has(FieldShares) {
		shares := sortedShares(e.Shares)
		p.list(2 * len(shares))
		for i, s := range shares {
			ok = ok && (i == 0 || s.Unit != shares[i-1].Unit)
			p.lists = append(p.lists, name(s.Unit))
			p.lists = append(p.lists, number(p.number(s.Share)))
		}
	}
	if has.has(FieldAttrs) {
		attrs := e.Attrs.sorted()
		p.list(3 * len(attrs))
		for i := range attrs {
			a := &attrs[i]
			ok = ok && (i == 0 || a.Name != attrs[i-1].Name)
			p.lists = append(p.lists, name(a.Name), uint32(a.Value.kind))
			value := uint32(0)
			switch {
			case a.Value.kind == TextKind && a.Value.text != "":
				value = name(a.Value.text)
			case a.Value.kind == NumberKind:
				value = number(p.number(a.Value.number))
			case a.Value.kind == BoolKind && a.Value.truth:
				value = 1
			}
			p.lists = append(p.lists, value)
			ok = ok && a.Value.kind != 0
		}
	}
	return size, ok
}

// list begins a list of so many numbers.
func (p *passing) list(length int) {
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
