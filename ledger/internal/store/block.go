package store

import (
	"math/bits"
	"slices"
	"sort"
)

// The number of entries of a block, and how many bits count them.
const (
	BlockBits   = 11
	BlockLength = 1 << BlockBits
)

// Block is up to BlockLength entries that follow one another, by columns. Those of one kind have a table of
// their own, so that a column exists only where some entry of the kind has the field. A full block is
// packed and never changes; the last one of a table grows.
type Block struct {
	// of each entry: the number of its kind, from 1, and above it the row in the table of the kind
	Kinds          []uint16
	IDs            Column // of each entry: its id
	greatestBefore uint32 // the greatest id of all blocks before this one
	ordered        bool   // each id is greater than all before it
	Tables         [NumKinds + 1]Table
}

// An element of Block.Kinds: the low KindBits bits, which KindMask selects, hold the kind.
const (
	KindBits = 4
	KindMask = 1<<KindBits - 1
)

// Slot is what a column holds: first the fields, in whose slot a time has the code of its form; then, of
// the fields of times, the clocks and the nanoseconds.
type Slot = Field

// The slots of times behind those of the fields.
const (
	SlotClock = NumFields            // then those of recorded, happened, due, and the nanoseconds of each
	SlotNano  = SlotClock + numTimes // of a time that was written with a fraction
	NumSlots  = SlotNano + numTimes
)

// numTimes is the number of fields of times.
const numTimes = 4

// TimeIndex counts the fields of times. It requires a field of a time.
func (f Field) TimeIndex() Slot { return timeNumbers[f] }

var timeNumbers = [NumFields]Slot{FieldAt: 0, FieldRecorded: 1, FieldHappened: 2, FieldDue: 3}

// SlotSet is a set of slots.
type SlotSet uint64

// Has reports whether n is a member.
func (s SlotSet) Has(n Slot) bool { return s&(1<<n) != 0 }

// Rank counts the members before n.
func (s SlotSet) Rank(n Slot) int { return bits.OnesCount64(uint64(s & (1<<n - 1))) }

// RowValues are what an entry puts into columns.
type RowValues struct {
	Kind uint8 // its number, from 1; 0: of none
	ID   uint32
	Set  SlotSet // the slots below that are in use; id and kind are none of them
	Slot [NumSlots]uint64
}

// Table is the entries of one kind in a block.
type Table struct {
	Rows    int
	Set     SlotSet
	Columns []Column // one for each member of the set
}

// At is what a row holds in a slot, 0 where no row has any.
func (t *Table) At(row int, n Slot) uint64 {
	if !t.Set.Has(n) {
		return 0
	}
	return t.Columns[t.Set.Rank(n)].At(row)
}

// append adds a row.
func (t *Table) append(v *RowValues, free *freeList) {
	for missing := v.Set &^ t.Set; missing != 0; missing &= missing - 1 {
		t.open(Slot(bits.TrailingZeros64(uint64(missing))), v, free)
	}
	i := 0
	for set := t.Set; set != 0; set &= set - 1 {
		n := Slot(bits.TrailingZeros64(uint64(set)))
		c := &t.Columns[i]
		switch {
		case v.Set.Has(n):
			c.append(v.Slot[n])
		case c.width == 8 && t.Rows > 0:
			c.append(c.At(t.Rows - 1)) // a clock that is absent is any; one like the others takes no room
		default:
			c.append(0)
		}
		i++
	}
	t.Rows++
}

// open begins the column of a slot that v is the first row to use.
func (t *Table) open(n Slot, v *RowValues, free *freeList) {
	c := Column{width: 4, data: free.take()}
	before := uint64(0)
	if n >= SlotClock && n < SlotNano {
		c.width, before = 8, v.Slot[n]
	}
	for range t.Rows {
		c.append(before)
	}
	t.Columns = slices.Insert(t.Columns, t.Set.Rank(n), c)
	t.Set |= 1 << n
}

// append adds an entry to a block that is not full.
func (b *Block) append(v *RowValues, greatest uint32, free *freeList) {
	t := &b.Tables[v.Kind]
	b.Kinds = append(b.Kinds, uint16(v.Kind)|uint16(t.Rows)<<KindBits)
	b.IDs.append(uint64(v.ID))
	b.ordered = b.ordered && v.ID > greatest
	t.append(v, free)
}

// freeList is the memory of columns that have been packed, for the next ones.
type freeList [][]byte

func (s *freeList) take() (data []byte) {
	if n := len(*s); n > 0 {
		data, *s = (*s)[n-1], (*s)[:n-1]
	}
	return data
}

// pack brings the columns of a full block into as little room as they need. It returns the memory that they
// took before.
func (b *Block) pack() (before freeList) {
	b.Kinds = slices.Clone(b.Kinds)
	columns := []*Column{&b.IDs}
	for k := range b.Tables {
		t := &b.Tables[k]
		t.Columns = slices.Clone(t.Columns)
		for i := range t.Columns {
			columns = append(columns, &t.Columns[i])
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

// fork is a copy of the block that grows, while b stays as it is.
func (b *Block) fork() *Block {
	c := *b
	c.Kinds = slices.Clip(b.Kinds)
	c.IDs.data = slices.Clip(b.IDs.data)
	for k := range c.Tables {
		t := &c.Tables[k]
		t.Columns = slices.Clone(t.Columns)
		for i := range t.Columns {
			t.Columns[i].data = slices.Clip(t.Columns[i].data)
		}
	}
	return &c
}

// find returns the place of the entry with an id that is greater than before; -1 if there is none.
func (b *Block) find(id uint32) int {
	if b.ordered {
		i := sort.Search(len(b.Kinds), func(i int) bool { return uint32(b.IDs.At(i)) >= id })
		if i < len(b.Kinds) && uint32(b.IDs.At(i)) == id {
			return i
		}
		return -1
	}
	for i := range b.Kinds {
		if uint32(b.IDs.At(i)) == id {
			return i
		}
	}
	return -1
}
