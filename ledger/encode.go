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
		*e.time(f) = t.timeOf(f, code, k, row)
		return
	case shapeNumber:
		*e.number(f) = decimal.NullDecimal{Decimal: t.numbers.values[code], Valid: true}
		return
	}
	list := codes(t.lists.text(code))
	switch f {
	case FieldWith:
		e.With = make([]string, list.len())
		for i := range e.With {
			e.With[i] = t.words.text(list.at(i))
		}
	case FieldShares:
		e.Shares = make([]Share, list.len()/2)
		for i := range e.Shares {
			e.Shares[i] = Share{t.words.text(list.at(2 * i)), t.numbers.values[list.at(2*i+1)]}
		}
	case FieldAttrs:
		e.Attrs = make(Attrs, list.len()/3)
		for i := range e.Attrs {
			e.Attrs[i] = Attr{t.words.text(list.at(3 * i)), t.decodeValue(ValueKind(list.at(3*i+1)), list.at(3*i+2))}
		}
	}
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
