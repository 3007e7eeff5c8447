package ledger

import (
	"encoding/binary"
	"math/bits"

	"github.com/shopspring/decimal"
)

// encode returns the code of a number or a list.
func (t *table) encode(e *Entry, f Field) uint32 {
	if fields[f].shape == shapeNumber {
		return t.numbers.symbol(e.number(f).Decimal)
	}
	list := t.buf[:0]
	put := func(code uint32) { list = binary.LittleEndian.AppendUint32(list, code) }
	switch f {
	case FieldWith:
		for _, unit := range e.With {
			put(t.words.symbol(unit))
		}
	case FieldShares:
		for _, s := range e.Shares {
			put(t.words.symbol(s.Unit))
			put(t.numbers.symbol(s.Share))
		}
	case FieldAttrs:
		for _, a := range e.Attrs {
			put(t.words.symbol(a.Name))
			put(uint32(a.Value.kind))
			put(t.encodeValue(a.Value))
		}
	}
	t.buf = list
	return t.lists.symbolOf(list)
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

// codes is a list as it stands in the dictionary of lists.
type codes string

func (c codes) len() int { return len(c) / 4 }

func (c codes) at(i int) uint32 {
	four := c[4*i : 4*i+4]
	return uint32(four[0]) | uint32(four[1])<<8 | uint32(four[2])<<16 | uint32(four[3])<<24
}

// entry makes the value of the entry at a position.
func (t *table) entry(i int) Entry {
	var e Entry
	b := t.blocks[i>>blockBits]
	place := i & (blockLength - 1)
	kind := b.kinds[place]
	k, row := &b.tables[kind&kindMask], int(kind>>kindBits)
	e.ID = t.words.text(uint32(b.ids.at(place)))
	if kind&kindMask > 0 {
		e.Kind = kinds[kind&kindMask-1]
	}
	for set := k.set & (1<<numFields - 1); set != 0; set &= set - 1 {
		f := Field(bits.TrailingZeros64(uint64(set)))
		if code := uint32(k.columns[k.set.rank(f)].at(row)); code > 0 {
			t.decode(&e, f, code, k, row)
		}
	}
	return e
}

// decode puts the value of a code into a field; that of a time needs its row.
func (t *table) decode(e *Entry, f Field, code uint32, k *kindTable, row int) {
	switch fields[f].shape {
	case shapeText:
		*e.text(f) = t.words.text(code)
		return
	case shapeTime:
		n := timeNumber[f]
		*e.time(f) = t.forms.time(uint64(code), k.at(row, slotClock+n), k.at(row, slotNano+n))
		return
	case shapeNumber:
		*e.number(f) = t.number(code)
		return
	}
	switch f {
	case FieldWith:
		e.With = t.with(code)
	case FieldShares:
		e.Shares = t.shares(code)
	case FieldAttrs:
		e.Attrs = t.attrs(code)
	}
}

// number is the number of a code.
func (t *table) number(code uint32) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: t.numbers.values[code], Valid: true}
}

// with is the list of texts of a code.
func (t *table) with(code uint32) []string {
	list := codes(t.lists.text(code))
	with := make([]string, list.len())
	for i := range with {
		with[i] = t.words.text(list.at(i))
	}
	return with
}

// shares is the list of shares of a code.
func (t *table) shares(code uint32) []Share {
	list := codes(t.lists.text(code))
	shares := make([]Share, list.len()/2)
	for i := range shares {
		shares[i] = Share{t.words.text(list.at(2 * i)), t.numbers.values[list.at(2*i+1)]}
	}
	return shares
}

// attrs is the list of attributes of a code.
func (t *table) attrs(code uint32) Attrs {
	list := codes(t.lists.text(code))
	attrs := make(Attrs, list.len()/3)
	for i := range attrs {
		attrs[i] = Attr{t.words.text(list.at(3 * i)), t.decodeValue(ValueKind(list.at(3*i+1)), list.at(3*i+2))}
	}
	return attrs
}

func (t *table) decodeValue(kind ValueKind, code uint32) Value {
	switch kind {
	case TextKind:
		return Value{kind: kind, text: t.words.text(code)}
	case NumberKind:
		return Value{kind: kind, number: t.numbers.values[code]}
	}
	return Value{kind: kind, truth: code == 1}
}
