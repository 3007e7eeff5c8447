package ledger

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
	"sort"

	"github.com/shopspring/decimal"
)

// table keeps entries as columns of codes, in blocks. A text, a number and a list (with, shares, attrs) is
// kept once and stands in a column as its code; a time as its clock, its nanoseconds and the code of the
// form in which it was written.
type table struct {
	blocks   []*block // all but the last are full
	length   int
	greatest uint32        // of all ids
	late     paged[uint32] // by an id that came when a greater one had come before: the position plus one

	words   dictionary
	numbers numbers
	lists   dictionary // of codes of texts and numbers, four bytes each
	forms   forms

	row   values // scratch
	buf   []byte
	spare spare
	owner bool // it continues no other one, so that no memory is shared
}

// newTable returns an empty one.
func newTable() table {
	return table{words: newDictionary(), numbers: newNumbers(), lists: newDictionary(), forms: newForms(), owner: true}
}

// continued returns a table that has all of t and takes more, while t stays as it is. It shares what is
// full.
func (t *table) continued() table {
	c := table{
		blocks: slices.Clone(t.blocks), length: t.length, greatest: t.greatest, late: t.late.continued(),
		words: t.words.continued(), numbers: t.numbers.continued(), lists: t.lists.continued(), forms: t.forms.continued(),
	}
	if n := len(c.blocks); n > 0 && t.length%blockLength != 0 {
		c.blocks[n-1] = c.blocks[n-1].continued()
	}
	return c
}

// forms numbers the forms in which times are written. Form 0 is that of no time.
type forms struct {
	list  []Time // with clock and nano 0
	codes map[Time]uint32
}

func newForms() forms { return forms{list: make([]Time, 1), codes: map[Time]uint32{{}: 0}} }

// code returns the code of the form of a time.
func (f *forms) code(t Time) uint32 {
	t.clock, t.nano = 0, 0
	for code := range min(len(f.list), 4) { // most ledgers have a few
		if f.list[code] == t {
			return uint32(code)
		}
	}
	code, ok := f.codes[t]
	if !ok {
		code = uint32(len(f.list))
		f.list = append(f.list, t)
		f.codes[t] = code
	}
	return code
}

func (f *forms) continued() forms {
	return forms{list: slices.Clip(f.list), codes: maps.Clone(f.codes)}
}

// symbols are those of the texts of an entry, by field.
type symbols [numFields]uint32

// add appends an entry, which has the fields of that set and texts of these symbols, and returns its
// position. The decimals of e are normalised, its lists in order.
func (t *table) add(e *Entry, has fieldSet, texts *symbols) int {
	v := &t.row
	v.kind, v.set = e.Kind.number(), 0
	v.id = 0
	for f := range has.all() {
		switch {
		case f == FieldID:
			v.id = texts[f]
		case f == FieldKind && v.kind > 0:
		case fields[f].shape == shapeText:
			v.put(f, texts[f])
		case fields[f].shape == shapeTime:
			v.putTime(f, *e.time(f), t.forms.code(*e.time(f)))
		default:
			v.put(f, t.encode(e, f))
		}
	}
	return t.append(v)
}

func (v *values) put(n slot, code uint32) {
	v.slot[n] = uint64(code)
	v.set |= 1 << n
}

func (v *values) putTime(f Field, t Time, form uint32) {
	v.put(f, form)
	n := timeNumber(f)
	v.slot[slotClock+n], v.slot[slotNano+n] = uint64(t.clock-earliest), uint64(t.nano)
	v.set |= 1<<(slotClock+n) | 1<<(slotNano+n)
}

// earliest is the clock of 0001-01-01, from which a column counts.
const earliest = -62135596800

// append adds an entry and returns its position.
func (t *table) append(v *values) int {
	at := t.length
	if at%blockLength == 0 {
		t.blocks = append(t.blocks, &block{before: t.greatest, ordered: true, ids: column{width: 4, data: t.spare.take()}})
	}
	if v.id <= t.greatest && v.id > 0 && t.position(v.id) < 0 {
		t.late.set(v.id, uint32(at+1))
	}
	last := t.blocks[len(t.blocks)-1]
	last.append(v, t.greatest, &t.spare)
	t.greatest = max(t.greatest, v.id)
	t.length++
	if t.length%blockLength == 0 {
		if before := last.pack(); t.owner {
			t.spare = append(t.spare, before...)
		}
	}
	return at
}

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

// kindOf returns Kind.number of the entry at a position.
func (t *table) kindOf(i int) uint8 {
	return uint8(t.blocks[i>>blockBits].kinds[i&(blockLength-1)] & kindMask)
}

// find returns the table and the row of the entry at a position.
func (t *table) find(i int) (*kindTable, int) {
	b := t.blocks[i>>blockBits]
	kind := b.kinds[i&(blockLength-1)]
	return &b.tables[kind&kindMask], int(kind >> kindBits)
}

// code returns what the entry at a position holds of a field: the code of a text, a number or a list, that of
// the form of a time; 0 if it has no such field.
func (t *table) code(i int, f Field) uint32 {
	switch f {
	case FieldID:
		return uint32(t.blocks[i>>blockBits].ids.at(i & (blockLength - 1)))
	case FieldKind:
		return uint32(t.kindOf(i))
	}
	k, row := t.find(i)
	return uint32(k.at(row, f))
}

// text returns a text of the entry at a position, "" if it has no such field.
func (t *table) text(i int, f Field) string { return t.words.text(t.code(i, f)) }

// time returns a time of the entry at a position, the zero Time if it has no such field.
func (t *table) time(i int, f Field) Time {
	k, row := t.find(i)
	form := uint32(k.at(row, f))
	if form == 0 {
		return Time{}
	}
	return t.timeOf(f, form, k, row)
}

func (t *table) timeOf(f Field, form uint32, k *kindTable, row int) Time {
	n := timeNumber(f)
	at := t.forms.list[form]
	at.clock = int64(k.at(row, slotClock+n)) + earliest
	at.nano = uint32(k.at(row, slotNano+n))
	return at
}

// position returns the position of the entry that came first with an id; -1 if there is none.
func (t *table) position(id uint32) int {
	if id == 0 || id > t.greatest {
		return -1
	}
	if late := t.late.get(id); late > 0 {
		return int(late) - 1
	}
	n := sort.Search(len(t.blocks), func(n int) bool { return t.blocks[n].before >= id }) - 1
	if n < 0 {
		return -1
	}
	if i := t.blocks[n].find(id); i >= 0 {
		return n<<blockBits + i
	}
	return -1
}

// finish gives back room that only a growing table needs.
func (t *table) finish() {
	t.spare, t.buf, t.row = nil, nil, values{}
	t.words.finish()
	t.lists.finish()
	t.numbers.texts.finish()
}
