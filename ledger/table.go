package ledger

import (
	"encoding/binary"

	"github.com/shopspring/decimal"
)

// table keeps entries in little space: a row is the set of the fields that the entry has and, in one array
// for all rows, four bytes for each of them.
type table struct {
	rows    []row
	cells   []uint32
	lists   []uint32          // with, shares and attrs: a length, then what it counts; equal ones once
	places  map[string]uint32 // in lists, by what stands there
	times   []Time
	words   dictionary
	numbers numbers

	list []uint32 // scratch
	key  []byte
}

// row is one entry. Its cells stand at start, in field order: for a text its symbol, for a time its index
// in times, for a number its index in numbers, for a list its place in lists.
type row struct {
	start uint32
	has   fieldSet
	kind  uint8 // Kind.number
}

func newTable() table {
	return table{words: newDictionary(), numbers: numbers{symbols: map[string]uint32{}}, places: map[string]uint32{}}
}

// symbols are those of the texts of an entry, by field.
type symbols [numFields]uint32

// add appends a row for e, which has the fields of that set and texts of these symbols, and returns its
// index. The decimals of e are normalised, its lists in order.
func (t *table) add(e *Entry, has fieldSet, texts *symbols) int {
	kind := e.Kind.number()
	if kind > 0 {
		has &^= 1 << FieldKind // the row says it
	}
	t.rows = append(t.rows, row{start: uint32(len(t.cells)), has: has, kind: kind})
	for f := range has.all() {
		if fields[f].shape == shapeText {
			t.cells = append(t.cells, texts[f])
		} else {
			t.cells = append(t.cells, t.encode(e, f))
		}
	}
	return len(t.rows) - 1
}

func (t *table) encode(e *Entry, f Field) uint32 {
	switch fields[f].shape {
	case shapeTime:
		t.times = append(t.times, *e.time(f))
		return uint32(len(t.times) - 1)
	case shapeNumber:
		return t.numbers.symbol(e.number(f).Decimal)
	}
	list := append(t.list[:0], 0)
	switch f {
	case FieldWith:
		for _, unit := range e.With {
			list = append(list, t.words.symbol(unit))
		}
	case FieldShares:
		for _, s := range e.Shares {
			list = append(list, t.words.symbol(s.Unit), t.numbers.symbol(s.Share))
		}
	case FieldAttrs:
		for _, a := range e.Attrs {
			list = append(list, t.words.symbol(a.Name), uint32(a.Value.kind), t.encodeValue(a.Value))
		}
	}
	t.list = list
	return t.place(f, list)
}

// place returns where a list of a field stands. Its first element is free.
func (t *table) place(f Field, list []uint32) uint32 {
	list[0] = uint32(f)
	key := t.key[:0]
	for _, n := range list {
		key = binary.LittleEndian.AppendUint32(key, n)
	}
	t.key = key
	if place, ok := t.places[string(key)]; ok {
		return place
	}
	place := uint32(len(t.lists))
	t.lists = append(t.lists, list...)
	switch f {
	case FieldWith:
		t.lists[place] = uint32(len(list) - 1)
	case FieldShares:
		t.lists[place] = uint32(len(list)-1) / 2
	default:
		t.lists[place] = uint32(len(list)-1) / 3
	}
	t.places[string(key)] = place
	return place
}

func (t *table) encodeValue(v Value) uint32 {
	switch {
	case v.kind == TextKind:
		return t.words.symbol(v.text)
	case v.kind == NumberKind:
		return t.numbers.symbol(v.number)
	case v.truth:
		return 1
	}
	return 0
}

// entry makes the value of row i.
func (t *table) entry(i int) Entry {
	var e Entry
	r := t.rows[i]
	cell := t.cells[r.start:]
	if r.kind > 0 {
		e.Kind = kinds[r.kind-1]
	}
	for f := range r.has.all() {
		t.decode(&e, f, cell[0])
		cell = cell[1:]
	}
	return e
}

func (t *table) decode(e *Entry, f Field, cell uint32) {
	switch fields[f].shape {
	case shapeText:
		*e.text(f) = t.words.texts[cell]
		return
	case shapeTime:
		*e.time(f) = t.times[cell]
		return
	case shapeNumber:
		*e.number(f) = decimal.NullDecimal{Decimal: t.numbers.values[cell], Valid: true}
		return
	}
	n, list := int(t.lists[cell]), t.lists[cell+1:]
	switch f {
	case FieldWith:
		e.With = make([]string, n)
		for i := range n {
			e.With[i] = t.words.texts[list[i]]
		}
	case FieldShares:
		e.Shares = make([]Share, n)
		for i := range n {
			e.Shares[i] = Share{t.words.texts[list[2*i]], t.numbers.values[list[2*i+1]]}
		}
	case FieldAttrs:
		e.Attrs = make(Attrs, n)
		for i := range n {
			e.Attrs[i] = Attr{t.words.texts[list[3*i]], t.decodeValue(ValueKind(list[3*i+1]), list[3*i+2])}
		}
	}
}

func (t *table) decodeValue(kind ValueKind, cell uint32) Value {
	switch kind {
	case TextKind:
		return Value{kind: kind, text: t.words.texts[cell]}
	case NumberKind:
		return Value{kind: kind, number: t.numbers.values[cell]}
	}
	return Value{kind: kind, truth: cell == 1}
}

// cell returns what row i holds of f; false if it has no such field.
func (t *table) cell(i int, f Field) (uint32, bool) {
	r := t.rows[i]
	if !r.has.has(f) {
		return 0, false
	}
	return t.cells[int(r.start)+r.has.rank(f)], true
}

// textSymbol returns the symbol of a text of row i, 0 if it has no such field.
func (t *table) textSymbol(i int, f Field) uint32 {
	symbol, _ := t.cell(i, f)
	return symbol
}

// text returns a text of row i, "" if it has no such field.
func (t *table) text(i int, f Field) string { return t.words.texts[t.textSymbol(i, f)] }

// time returns a time of row i, the zero Time if it has no such field.
func (t *table) time(i int, f Field) Time {
	if at, ok := t.cell(i, f); ok {
		return t.times[at]
	}
	return Time{}
}
