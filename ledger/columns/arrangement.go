package columns

import (
	"context"
	"slices"
	"sort"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Arrangement is the entries of a ledger in another order: by the item that they name, as the files in a drawer are. Items of
// one unit stand together, so that work which goes from item to item stays with one unit for long; the entries that name no
// item stand at the end. A place is a position in this order. It is immutable and safe for concurrent use.
type Arrangement struct {
	columns      Columns
	order        []int32     // by place: the position; those of one item in the order of recording
	starts       []int32     // by item: the place of its first entry; and the end
	units        []unitItems // the units that first submissions name, in the order of their items
	regular      []bool      // by item: see Regular
	numbers      []int32     // by code: the number of the item plus one
	commissioned []int32

	instants struct {
		sync.Mutex
		last *Instants
	}
	combined struct {
		sync.Mutex
		last []*Combination
	}
	selected struct {
		sync.Mutex
		last *Selection
	}
}

// Arrange returns the entries by item. The first call for a ledger makes the arrangement, in some hundredths of a second for a
// million entries; the ledger keeps it, about twenty bytes an entry. The error is the context's.
func (c Columns) Arrange(ctx context.Context) (*Arrangement, error) {
	kept, err := c.store.Arranged.Get(func() (any, error) { return c.arrange(ctx) })
	if err != nil {
		return nil, err
	}
	return kept.(*Arrangement), nil
}

// Items is the number of items that entries name.
func (a *Arrangement) Items() int { return len(a.regular) }

// Item is the positions of the entries that name item n, in the order of recording; they are not to be changed. It requires
// 0 ≤ n < Items.
func (a *Arrangement) Item(n int) []int32 {
	start, end := a.starts[n], a.starts[n+1]
	return a.order[start:end:end]
}

// First is the place of the first entry that names item n. It requires 0 ≤ n < Items.
func (a *Arrangement) First(n int) int { return int(a.starts[n]) }

// Unit is the code of the unit that the first submission of item n names, struck out or not. It requires 0 ≤ n < Items.
func (a *Arrangement) Unit(n int) uint32 {
	after := sort.Search(len(a.units), func(i int) bool { return int(a.units[i].first) > n })
	return a.units[after-1].code
}

// Regular says whether the first entry that names item n is a submission, and the only one. It requires 0 ≤ n < Items.
func (a *Arrangement) Regular(n int) bool { return a.regular[n] }

// Number is the number of the item of that code; false if no entry names it.
func (a *Arrangement) Number(code uint32) (n int, ok bool) {
	if int(code) >= len(a.numbers) || a.numbers[code] == 0 {
		return 0, false
	}
	return int(a.numbers[code]) - 1, true
}

// Others are the positions of the entries that name no item, in the order of recording; they are not to be changed.
func (a *Arrangement) Others() []int32 { return a.order[a.starts[a.Items()]:] }

// Commissioned are the positions of the entries that name a commission, in the order of recording: commissions, and
// submissions for one. They are not to be changed.
func (a *Arrangement) Commissioned() []int32 { return a.commissioned }

// Position is the position of the entry at a place. It requires 0 ≤ place < the length of the ledger.
func (a *Arrangement) Position(place int) int { return int(a.order[place]) }

// Place is the place of the entry at a position. It requires 0 ≤ position < the length of the ledger.
func (a *Arrangement) Place(position int) int {
	among, first := a.Others(), int(a.starts[a.Items()])
	if n, ok := a.Number(a.columns.store.Code(position, store.FieldItem)); ok {
		among, first = a.Item(n), int(a.starts[n])
	}
	at, _ := slices.BinarySearch(among, int32(position))
	return first + at
}

// arrange goes through the ledger twice: to find the items with their units and sizes, and to put each entry in its place.
func (c Columns) arrange(ctx context.Context) (*Arrangement, error) {
	var (
		a      = &Arrangement{columns: c, numbers: make([]int32, c.Codes())}
		submit = uint16(kindNumber(ledger.Submit))
		items  [store.BlockLength]uint32
		of     [store.BlockLength]uint32
		named  [store.BlockLength]uint32
		found  []item  // in the order in which they are first named
		whose  []int32 // by position: the number of its item there, plus one
		others []int32
	)
	rows := 0
	for _, b := range c.store.Blocks {
		rows += b.Tables[submit].Rows
	}
	found, whose = make([]item, 0, rows+rows/64), make([]int32, c.store.Length)
	for n := range c.Parts() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		part := c.Part(n)
		part.Codes(FieldItem, items[:])
		part.Codes(FieldUnit, of[:])
		part.Codes(FieldCommission, named[:])
		for i, kind := range part.block.Kinds {
			pos := int32(part.first + i)
			if named[i] > 0 {
				a.commissioned = append(a.commissioned, pos)
			}
			code := items[i]
			if code == 0 {
				others = append(others, pos)
				continue
			}
			number := a.numbers[code]
			if number == 0 {
				found = append(found, item{regular: kind&store.KindMask == submit})
				number = int32(len(found))
				a.numbers[code] = number
			}
			whose[pos] = number
			it := &found[number-1]
			if kind&store.KindMask == submit {
				if it.size > 0 {
					it.regular = false
				}
				if it.unit == 0 {
					it.unit = of[i]
				}
			}
			it.size++
		}
	}
	next := a.place(found)
	a.order = make([]int32, c.store.Length)
	copy(a.order[c.store.Length-len(others):], others)
	for pos, number := range whose {
		if pos%checked == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if number > 0 {
			at := &next[number-1]
			a.order[*at] = int32(pos)
			*at++
		}
	}
	a.commissioned = slices.Clip(a.commissioned)
	return a, nil
}

// unitItems is a unit and its first item.
type unitItems struct {
	code  uint32
	first int32
}

// item is what is found of an item.
type item struct {
	unit    uint32
	size    int32
	regular bool
}

// place numbers the items by their units, those of one unit in the order in which they are first named. It returns where the
// entries of each, in the order in which they were found, begin.
func (a *Arrangement) place(found []item) (next []int32) {
	greatest := uint32(0)
	for i := range found {
		greatest = max(greatest, found[i].unit)
	}
	after := make([]int32, greatest+2) // by code of a unit: the next number
	for i := range found {
		after[found[i].unit+1]++
	}
	for i := range greatest + 1 {
		after[i+1] += after[i]
	}
	numbers := make([]int32, len(found))
	for code := range greatest + 1 {
		if after[code] < after[code+1] {
			a.units = append(a.units, unitItems{code, after[code]})
		}
	}
	a.regular, a.starts = make([]bool, len(found)), make([]int32, len(found)+1)
	for i := range found {
		at := after[found[i].unit]
		after[found[i].unit]++
		numbers[i], a.regular[at], a.starts[at+1] = at+1, found[i].regular, found[i].size
	}
	for i := range found {
		a.starts[i+1] += a.starts[i]
	}
	for code, number := range a.numbers {
		if number > 0 {
			a.numbers[code] = numbers[number-1]
		}
	}
	next = make([]int32, len(found))
	for i, number := range numbers {
		next[i] = a.starts[number-1]
	}
	return next
}
