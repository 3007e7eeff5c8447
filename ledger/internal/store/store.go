package store

import (
	"iter"
	"maps"
	"slices"
	"sort"
)

// Store keeps entries as columns of codes, in blocks. A text, a number and a list (with, shares, attrs) is
// kept once and stands in a column as its code; a time as its clock, the code of the form in which it was
// written, and its nanoseconds if it was written with a fraction.
type Store struct {
	Blocks     []*Block // all but the last are full
	Length     int
	Greatest   uint32        // of all ids
	outOfOrder Paged[uint32] // by an id that came when a greater one had come before: the position plus one

	Texts   Dictionary
	Numbers Numbers
	Lists   Dictionary // of codes of texts and numbers, four bytes each
	Forms   Forms

	Cache Memo // what package columns keeps with the store

	Scratch RowValues // scratch
	Buf     []byte
	free    freeList
	owner   bool // it continues no other one, so that no memory is shared
}

// New returns an empty store.
func New() *Store {
	return &Store{Texts: newDictionary(), Numbers: newNumbers(), Lists: newDictionary(), Forms: newForms(), owner: true}
}

// Fork returns a store that holds what t holds and can be appended to; t must not be appended to any more. The two
// share the full blocks and chunks.
func (t *Store) Fork() *Store {
	c := &Store{
		Blocks: slices.Clone(t.Blocks), Length: t.Length, Greatest: t.Greatest, outOfOrder: t.outOfOrder.Fork(),
		Texts: t.Texts.fork(), Numbers: t.Numbers.fork(), Lists: t.Lists.fork(), Forms: t.Forms.fork(),
	}
	if n := len(c.Blocks); n > 0 && t.Length%BlockLength != 0 {
		c.Blocks[n-1] = c.Blocks[n-1].fork()
	}
	return c
}

// Forms numbers the forms in which times are written. Form 0 is that of no time.
type Forms struct {
	list  []Time // with clock and nano 0
	codes map[Time]uint32
}

func newForms() Forms { return Forms{list: make([]Time, 1), codes: map[Time]uint32{{}: 0}} }

// Code returns the code of the form of a time.
func (f *Forms) Code(t Time) uint32 {
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

// Time is the time that stands in a column as a form, a clock and nanoseconds; the zero time for form 0.
func (f *Forms) Time(form, clock, nano uint64) Time {
	t := f.list[form]
	if form > 0 {
		t.clock = int64(clock) + earliest
	}
	if t.digits > 0 {
		t.nano = uint32(nano)
	}
	return t
}

func (f *Forms) fork() Forms {
	return Forms{list: slices.Clip(f.list), codes: maps.Clone(f.codes)}
}

// Put puts in the code of a field.
func (v *RowValues) Put(n Slot, code uint32) {
	v.Slot[n] = uint64(code)
	v.Set |= 1 << n
}

// Text is the code of a text, 0 if there is none.
func (v *RowValues) Text(f Field) uint32 {
	if !v.Set.Has(f) {
		return 0
	}
	return uint32(v.Slot[f])
}

// PutTime puts in a time and the code of its form.
func (v *RowValues) PutTime(f Field, t Time, form uint32) {
	v.Put(f, form)
	n := f.TimeIndex()
	v.Slot[SlotClock+n] = uint64(t.clock - earliest)
	v.Set |= 1 << (SlotClock + n)
	if t.digits > 0 {
		v.Slot[SlotNano+n] = uint64(t.nano)
		v.Set |= 1 << (SlotNano + n)
	}
}

// earliest is the clock of 0001-01-01, from which a column counts.
const earliest = -62135596800

// Append adds a row and returns its position.
func (t *Store) Append(v *RowValues) int {
	at := t.Length
	if at%BlockLength == 0 {
		t.Blocks = append(t.Blocks,
			&Block{greatestBefore: t.Greatest, ordered: true, IDs: Column{width: 4, data: t.free.take()}})
	}
	if v.ID <= t.Greatest && v.ID > 0 && t.Position(v.ID) < 0 {
		t.outOfOrder.Set(v.ID, uint32(at+1))
	}
	last := t.Blocks[len(t.Blocks)-1]
	last.append(v, t.Greatest, &t.free)
	t.Greatest = max(t.Greatest, v.ID)
	t.Length++
	if t.Length%BlockLength == 0 {
		if before := last.pack(); t.owner {
			t.free = append(t.free, before...)
		}
	}
	return at
}

// KindOf returns the number of the kind of the entry at a position, from 1.
func (t *Store) KindOf(i int) uint8 {
	return uint8(t.Blocks[i>>BlockBits].Kinds[i&(BlockLength-1)] & KindMask)
}

// OfKinds gives the positions below known of the entries of two kinds, in order. It looks only into blocks that have
// some.
func (t *Store) OfKinds(known int, a, b uint8) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n, block := range t.Blocks {
			if block.Tables[a].Rows+block.Tables[b].Rows == 0 {
				continue
			}
			for i, kind := range block.Kinds {
				at := n*BlockLength + i
				if k := uint8(kind & KindMask); (k == a || k == b) && (at >= known || !yield(at)) {
					return
				}
			}
		}
	}
}

// Find returns the table and the row of the entry at a position.
func (t *Store) Find(i int) (*Table, int) {
	b := t.Blocks[i>>BlockBits]
	kind := b.Kinds[i&(BlockLength-1)]
	return &b.Tables[kind&KindMask], int(kind >> KindBits)
}

// Code returns what the entry at a position holds of a field: the code of a text, a number or a list, that of
// the form of a time; 0 if it has no such field.
func (t *Store) Code(i int, f Field) uint32 {
	switch f {
	case FieldID:
		return uint32(t.Blocks[i>>BlockBits].IDs.At(i & (BlockLength - 1)))
	case FieldKind:
		return uint32(t.KindOf(i))
	}
	k, row := t.Find(i)
	return uint32(k.At(row, f))
}

// Text returns a text of the entry at a position, "" if it has no such field.
func (t *Store) Text(i int, f Field) string { return t.Texts.Text(t.Code(i, f)) }

// Time returns a time of the entry at a position, the zero time if it has no such field.
func (t *Store) Time(i int, f Field) Time {
	k, row := t.Find(i)
	n := f.TimeIndex()
	return t.Forms.Time(k.At(row, f), k.At(row, SlotClock+n), k.At(row, SlotNano+n))
}

// Seconds is the instant of a time of the entry at a position, as the zone gives it; false if the entry has no such
// time. It requires a field of a time.
func (t *Store) Seconds(i int, f Field, z *Zone) (seconds int64, nano uint32, ok bool) {
	k, row := t.Find(i)
	code := k.At(row, f)
	if code == 0 {
		return 0, 0, false
	}
	// The same as z.Seconds of the time, which is not made: this is called for each entry.
	form, n := &t.Forms.list[code], f.TimeIndex()
	clock := int64(k.At(row, SlotClock+n)) + earliest
	if form.form == formDate {
		return z.dayStart(clock / secondsADay), 0, true
	}
	if form.digits > 0 {
		nano = uint32(k.At(row, SlotNano+n))
	}
	return clock - int64(form.offset)*60, nano, true
}

// Position returns the position of the entry that came first with an id; -1 if there is none.
func (t *Store) Position(id uint32) int {
	if id == 0 || id > t.Greatest {
		return -1
	}
	if late := t.outOfOrder.Get(id); late > 0 {
		return int(late) - 1
	}
	n := sort.Search(len(t.Blocks), func(n int) bool { return t.Blocks[n].greatestBefore >= id }) - 1
	if n < 0 {
		return -1
	}
	if i := t.Blocks[n].find(id); i >= 0 {
		return n<<BlockBits + i
	}
	return -1
}

// Used is the set of the fields that some entry has, but for the id and the kind.
func (t *Store) Used() (used FieldSet) {
	for _, b := range t.Blocks {
		for k := range b.Tables {
			used |= FieldSet(b.Tables[k].Set & (1<<NumFields - 1))
		}
	}
	return used
}

// Finish gives back room that only a growing table needs.
func (t *Store) Finish() {
	t.free, t.Buf, t.Scratch = nil, nil, RowValues{}
	t.Texts.finish()
	t.Lists.finish()
	t.Numbers.Texts.finish()
}
