package ledger

import (
	"iter"
	"maps"
	"slices"
	"sort"
)

// table keeps entries as columns of codes, in blocks. A text, a number and a list (with, shares, attrs) is
// kept once and stands in a column as its code; a time as its clock, the code of the form in which it was
// written, and its nanoseconds if it was written with a fraction.
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

// time is the time that stands in a column as a form, a clock and nanoseconds; the zero Time for form 0.
func (f *forms) time(form, clock, nano uint64) Time {
	t := f.list[form]
	if form > 0 {
		t.clock = int64(clock) + earliest
	}
	if t.digits > 0 {
		t.nano = uint32(nano)
	}
	return t
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
	n := timeNumber[f]
	v.slot[slotClock+n] = uint64(t.clock - earliest)
	v.set |= 1 << (slotClock + n)
	if t.digits > 0 {
		v.slot[slotNano+n] = uint64(t.nano)
		v.set |= 1 << (slotNano + n)
	}
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

// kindOf returns Kind.number of the entry at a position.
func (t *table) kindOf(i int) uint8 {
	return uint8(t.blocks[i>>blockBits].kinds[i&(blockLength-1)] & kindMask)
}

// ofKinds gives the positions below known of the entries of two kinds, in order. It looks only into blocks that have some.
func (t *table) ofKinds(known int, a, b uint8) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n, block := range t.blocks {
			if block.tables[a].rows+block.tables[b].rows == 0 {
				continue
			}
			for i, kind := range block.kinds {
				at := n*blockLength + i
				if k := uint8(kind & kindMask); (k == a || k == b) && (at >= known || !yield(at)) {
					return
				}
			}
		}
	}
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
	n := timeNumber[f]
	return t.forms.time(k.at(row, f), k.at(row, slotClock+n), k.at(row, slotNano+n))
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
