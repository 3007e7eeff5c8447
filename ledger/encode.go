package ledger

import (
	"encoding/binary"
	"math/bits"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// encode returns the code of a number, a list or a flag.
func (l *Ledger) encode(e *Entry, f store.Field) uint32 {
	t := l.store
	if f.Shape() == store.ShapeNumber {
		return l.encodeNumber(e.number(f).Decimal)
	}
	if f.Shape() == store.ShapeFlag {
		return 1
	}
	list := t.Buf[:0]
	put := func(code uint32) { list = binary.LittleEndian.AppendUint32(list, code) }
	switch f {
	case store.FieldWith:
		for _, unit := range e.With {
			put(t.Texts.Intern(unit))
		}
	case store.FieldShares, store.FieldSucceeds:
		for _, s := range *e.shares(f) {
			put(t.Texts.Intern(s.Unit))
			put(l.encodeNumber(s.Share))
		}
	case store.FieldAttrs:
		for _, a := range e.Attrs {
			put(t.Texts.Intern(a.Name))
			put(uint32(a.Value.kind))
			put(l.encodeValue(a.Value))
		}
	}
	t.Buf = list
	return t.Lists.InternBytes(list)
}

// encodeNumber returns the code of d, which is more than 0.
func (l *Ledger) encodeNumber(d decimal.Decimal) uint32 {
	n := &l.store.Numbers
	n.Buf = appendDecimal(n.Buf[:0], d)
	return n.Add(n.Texts.InternBytes(n.Buf), d)
}

func (l *Ledger) encodeValue(v Value) uint32 {
	t := l.store
	switch {
	case v.kind == TextKind:
		return t.Texts.Intern(v.text)
	case v.kind == NumberKind:
		return l.encodeNumber(v.number)
	case v.truth:
		return 1
	}
	return 0
}

// textCodes are those of the texts of an entry, by field.
type textCodes [store.NumFields]uint32

// add appends an entry, which has the fields of that set and texts of these codes, and returns its
// position. The decimals of e are normalised, its lists in order.
func (l *Ledger) add(e *Entry, has store.FieldSet, texts *textCodes) int {
	t := l.store
	v := &t.Scratch
	v.Kind, v.Set = e.Kind.code(), 0
	v.ID = 0
	for f := range has.All() {
		switch {
		case f == store.FieldID:
			v.ID = texts[f]
		case f == store.FieldKind && v.Kind > 0:
		case f.Shape() == store.ShapeText:
			v.Put(f, texts[f])
		case f.Shape() == store.ShapeTime:
			v.PutTime(f, store.Time(*e.time(f)), t.Forms.Code(store.Time(*e.time(f))))
		default:
			v.Put(f, l.encode(e, f))
		}
	}
	return t.Append(v)
}

// entry makes the value of the entry at a position.
func (l *Ledger) entry(i int) Entry {
	t := l.store
	var e Entry
	b := t.Blocks[i>>store.BlockBits]
	place := i & (store.BlockLength - 1)
	kind := b.Kinds[place]
	k, row := &b.Tables[kind&store.KindMask], int(kind>>store.KindBits)
	e.ID = t.Texts.Text(uint32(b.IDs.At(place)))
	if kind&store.KindMask > 0 {
		e.Kind = kinds[kind&store.KindMask-1]
	}
	for set := k.Set & (1<<store.NumFields - 1); set != 0; set &= set - 1 {
		f := store.Field(bits.TrailingZeros64(uint64(set)))
		if code := uint32(k.Columns[k.Set.Rank(f)].At(row)); code > 0 {
			l.decode(&e, f, code, k, row)
		}
	}
	return e
}

// decode puts the value of a code into a field; that of a time needs its row.
func (l *Ledger) decode(e *Entry, f store.Field, code uint32, k *store.Table, row int) {
	t := l.store
	switch f.Shape() {
	case store.ShapeText:
		*e.text(f) = t.Texts.Text(code)
		return
	case store.ShapeTime:
		n := f.TimeIndex()
		*e.time(f) = Time(t.Forms.Time(uint64(code), k.At(row, store.SlotClock+n), k.At(row, store.SlotNano+n)))
		return
	case store.ShapeNumber:
		*e.number(f) = t.Number(code)
		return
	case store.ShapeFlag:
		e.Restricted = true
		return
	}
	switch f {
	case store.FieldWith:
		e.With = t.With(code)
	case store.FieldShares, store.FieldSucceeds:
		*e.shares(f) = l.shares(code)
	case store.FieldAttrs:
		e.Attrs = l.attrs(code)
	}
}

// shares is the list of shares of a code.
func (l *Ledger) shares(code uint32) []Share {
	t := l.store
	list := t.List(code)
	shares := make([]Share, list.Len()/2)
	for i := range shares {
		shares[i] = Share{t.Texts.Text(list.At(2 * i)), t.Numbers.Values[list.At(2*i+1)]}
	}
	return shares
}

// attrs is the list of attributes of a code.
func (l *Ledger) attrs(code uint32) Attrs {
	t := l.store
	list := t.List(code)
	attrs := make(Attrs, list.Len()/3)
	for i := range attrs {
		attrs[i] = Attr{t.Texts.Text(list.At(3 * i)), l.decodeValue(ValueKind(list.At(3*i+1)), list.At(3*i+2))}
	}
	return attrs
}

func (l *Ledger) decodeValue(kind ValueKind, code uint32) Value {
	t := l.store
	switch kind {
	case TextKind:
		return Value{kind: kind, text: t.Texts.Text(code)}
	case NumberKind:
		return Value{kind: kind, number: t.Numbers.Values[code]}
	}
	return Value{kind: kind, truth: code == 1}
}
