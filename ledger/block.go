package ledger

import (
	"math/bits"
	"slices"
	"sort"
)

// blockLength is how many entries stand in a block.
const (
	blockBits   = 11
	blockLength = 1 << blockBits
)

// block is up to blockLength entries that follow one another, by columns. Those of one kind have a table of
// their own, so that a column exists only where some entry of the kind has the field. A full block is
// packed and never changes; the last one of a table grows.
type block struct {
	kinds   []uint16 // of each entry: Kind.number, and above it the row in the table of the kind
	ids     column   // of each entry: its id
	before  uint32   // the greatest id of all blocks before this one
	ordered bool     // each id is greater than all before it
	tables  [NumKinds + 1]kindTable
}

const (
	kindBits = 4
	kindMask = 1<<kindBits - 1
)

// slot is what a column holds: first the fields, in whose slot a time has the code of its form; then, of
// the fields of times, the clocks and the nanoseconds.
type slot = Field

const (
	slotClock = numFields            // then those of recorded, happened, due, and the nanoseconds of each
	slotNano  = slotClock + numTimes // of a time that was written with a fraction
	numSlots  = slotNano + numTimes
)

// numTimes is the number of fields of times.
const numTimes = 4

// timeNumber counts the fields of times.
var timeNumber = [numFields]slot{FieldAt: 0, FieldRecorded: 1, FieldHappened: 2, FieldDue: 3}

// slotSet is a set of slots.
type slotSet uint64

func (s slotSet) has(n slot) bool { return s&(1<<n) != 0 }

// rank counts the members before n.
func (s slotSet) rank(n slot) int { return bits.OnesCount64(uint64(s & (1<<n - 1))) }

// values are what an entry puts into columns.
type values struct {
	kind uint8 // Kind.number
	id   uint32
	set  slotSet // the slots below that are in use; id and kind are none of them
	slot [numSlots]uint64
}

// kindTable is the entries of one kind in a block.
type kindTable struct {
	rows    int
	set     slotSet
	columns []column // one for each member of the set
}

// at is what a row holds in a slot, 0 where no row has any.
func (t *kindTable) at(row int, n slot) uint64 {
	if !t.set.has(n) {
		return 0
	}
	return t.columns[t.set.rank(n)].at(row)
}

// append adds a row.
func (t *kindTable) append(v *values, spare *spare) {
	for missing := v.set &^ t.set; missing != 0; missing &= missing - 1 {
		t.open(slot(bits.TrailingZeros64(uint64(missing))), v, spare)
	}
	i := 0
	for set := t.set; set != 0; set &= set - 1 {
		n := slot(bits.TrailingZeros64(uint64(set)))
		c := &t.columns[i]
		switch {
		case v.set.has(n):
			c.append(v.slot[n])
		case c.width == 8 && t.rows > 0:
			c.append(c.at(t.rows - 1)) // a clock that is absent is any; one like the others takes no room
		default:
			c.append(0)
		}
		i++
	}
	t.rows++
}

// open begins the column of a slot that v is the first row to use.
func (t *kindTable) open(n slot, v *values, spare *spare) {
	c := column{width: 4, data: spare.take()}
	before := uint64(0)
	if n >= slotClock && n < slotNano {
		c.width, before = 8, v.slot[n]
	}
	for range t.rows {
		c.append(before)
	}
	t.columns = slices.Insert(t.columns, t.set.rank(n), c)
	t.set |= 1 << n
}

// append adds an entry to a block that is not full.
func (b *block) append(v *values, greatest uint32, spare *spare) {
	t := &b.tables[v.kind]
	b.kinds = append(b.kinds, uint16(v.kind)|uint16(t.rows)<<kindBits)
	b.ids.append(uint64(v.id))
	b.ordered = b.ordered && v.id > greatest
	t.append(v, spare)
}

// spare is the memory of columns that have been packed, for the next ones.
type spare [][]byte

func (s *spare) take() (data []byte) {
	if n := len(*s); n > 0 {
		data, *s = (*s)[n-1], (*s)[:n-1]
	}
	return data
}

// pack brings the columns of a full block into as little room as they need. It returns the memory that they
// took before.
func (b *block) pack() (before spare) {
	b.kinds = slices.Clone(b.kinds)
	columns := []*column{&b.ids}
	for k := range b.tables {
		t := &b.tables[k]
		t.columns = slices.Clone(t.columns)
		for i := range t.columns {
			columns = append(columns, &t.columns[i])
		}
	}
	size, packings := 0, make([]packing, len(columns))
	for i, c := range columns {
		packings[i] = c.packing()
		size += packings[i].size
	}
	space := make([]byte, 0, size)
	for i, c := range columns {
		before = append(before, c.data[:0])
		*c = c.packed(packings[i], space)
		space = space[:len(space)+len(c.data)]
	}
	return before
}

// continued is a copy of the block that grows, while b stays as it is.
func (b *block) continued() *block {
	c := *b
	c.kinds = slices.Clip(b.kinds)
	c.ids.data = slices.Clip(b.ids.data)
	for k := range c.tables {
		t := &c.tables[k]
		t.columns = slices.Clone(t.columns)
		for i := range t.columns {
			t.columns[i].data = slices.Clip(t.columns[i].data)
		}
	}
	return &c
}

// find returns the place of the entry with an id that is greater than before; -1 if there is none.
func (b *block) find(id uint32) int {
	if b.ordered {
		i := sort.Search(len(b.kinds), func(i int) bool { return uint32(b.ids.at(i)) >= id })
		if i < len(b.kinds) && uint32(b.ids.at(i)) == id {
			return i
		}
		return -1
	}
	for i := range b.kinds {
		if uint32(b.ids.at(i)) == id {
			return i
		}
	}
	return -1
}
