package columns

import (
	"context"
	"slices"
	"sort"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// ItemIndex is a clustered index of the entries by the item that they name. Items are numbered from 0; those of one
// unit follow one another. The entries that name no item come last, and with them openings, which are never part of
// what happened to an item. A place is a position in the order of the index,
// from 0 to the length of the ledger. It is immutable and safe for concurrent use.
type ItemIndex struct {
	columns        Columns
	order          []int32     // by place: the position; those of one item in the order of recording
	starts         []int32     // by item: the place of its first entry; and the end
	units          []unitStart // the units that first submissions name, in the order of their items
	regular        []bool      // by item: see Regular
	itemOf         []int32     // by code: the number of the item plus one
	withCommission []int32

	instants struct {
		sync.Mutex
		last *Instants
	}
	groupings struct {
		sync.Mutex
		last []*Grouping
	}
	selection struct {
		sync.Mutex
		last *Selection
	}
}

// ItemIndex returns the index by item. The first call for a ledger builds it, in some hundredths of a second for a
// million entries; the ledger keeps it, about twenty bytes an entry. The error is the context's.
func (c Columns) ItemIndex(ctx context.Context) (*ItemIndex, error) {
	cached, err := c.store.Cache.Get(func() (any, error) { return c.buildItemIndex(ctx) })
	if err != nil {
		return nil, err
	}
	return cached.(*ItemIndex), nil
}

// Items is the number of items that entries name.
func (a *ItemIndex) Items() int { return len(a.regular) }

// Item is the positions of the entries that name item n, in the order of recording; they are not to be changed. It
// requires 0 ≤ n < Items.
func (a *ItemIndex) Item(n int) []int32 {
	start, end := a.starts[n], a.starts[n+1]
	return a.order[start:end:end]
}

// First is the place of the first entry that names item n. It requires 0 ≤ n < Items.
func (a *ItemIndex) First(n int) int { return int(a.starts[n]) }

// Unit is the code of the unit that the first submission of item n names, struck out or not. It requires 0 ≤ n < Items.
func (a *ItemIndex) Unit(n int) uint32 {
	after := sort.Search(len(a.units), func(i int) bool { return int(a.units[i].first) > n })
	return a.units[after-1].code
}

// Regular says whether the first entry that names item n is a submission, and the only one. It requires 0 ≤ n < Items.
func (a *ItemIndex) Regular(n int) bool { return a.regular[n] }

// ItemOf is the number of the item of that code; false if no entry names it.
func (a *ItemIndex) ItemOf(code uint32) (n int, ok bool) {
	if int(code) >= len(a.itemOf) || a.itemOf[code] == 0 {
		return 0, false
	}
	return int(a.itemOf[code]) - 1, true
}

// WithoutItem are the positions of the entries that name no item, in the order of recording; they are not to be
// changed.
func (a *ItemIndex) WithoutItem() []int32 { return a.order[a.starts[a.Items()]:] }

// WithCommission are the positions of the entries that name a commission, in the order of recording: commissions, and
// submissions for one. They are not to be changed.
func (a *ItemIndex) WithCommission() []int32 { return a.withCommission }

// Position is the position of the entry at a place. It requires 0 ≤ place < the length of the ledger.
func (a *ItemIndex) Position(place int) int { return int(a.order[place]) }

// Place is the place of the entry at a position. It requires 0 ≤ position < the length of the ledger.
func (a *ItemIndex) Place(position int) int {
	among, first := a.WithoutItem(), int(a.starts[a.Items()])
	if n, ok := a.ItemOf(a.columns.store.Code(position, store.FieldItem)); ok &&
		a.columns.Kind(position) != ledger.Opening {
		among, first = a.Item(n), int(a.starts[n])
	}
	at, _ := slices.BinarySearch(among, int32(position))
	return first + at
}

// buildItemIndex scans the ledger twice: for the items with their units and sizes, and for the place of each entry.
func (c Columns) buildItemIndex(ctx context.Context) (*ItemIndex, error) {
	var (
		a      = &ItemIndex{columns: c, itemOf: make([]int32, c.Codes())}
		submit = uint16(kindCode(ledger.Submit))
		opens  = uint16(kindCode(ledger.Opening))
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
	for n := range c.Blocks() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		block := c.Block(n)
		block.Codes(FieldItem, items[:])
		block.Codes(FieldUnit, of[:])
		block.Codes(FieldCommission, named[:])
		for i, kind := range block.block.Kinds {
			pos := int32(block.first + i)
			if named[i] > 0 {
				a.withCommission = append(a.withCommission, pos)
			}
			code := items[i]
			if code == 0 || kind&store.KindMask == opens {
				others = append(others, pos)
				continue
			}
			number := a.itemOf[code]
			if number == 0 {
				found = append(found, item{regular: kind&store.KindMask == submit})
				number = int32(len(found))
				a.itemOf[code] = number
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
	next := a.cluster(found)
	a.order = make([]int32, c.store.Length)
	copy(a.order[c.store.Length-len(others):], others)
	for pos, number := range whose {
		if pos%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if number > 0 {
			at := &next[number-1]
			a.order[*at] = int32(pos)
			*at++
		}
	}
	a.withCommission = slices.Clip(a.withCommission)
	return a, nil
}

// unitStart is a unit and the number of its first item.
type unitStart struct {
	code  uint32
	first int32
}

// item is what the first scan finds of an item.
type item struct {
	unit    uint32
	size    int32
	regular bool
}

// cluster sorts the items by unit, those of one unit in the order in which they are first named (a counting sort).
// It returns the place of the first entry of each item, in the order in which they were found.
func (a *ItemIndex) cluster(found []item) (next []int32) {
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
			a.units = append(a.units, unitStart{code, after[code]})
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
	for code, number := range a.itemOf {
		if number > 0 {
			a.itemOf[code] = numbers[number-1]
		}
	}
	next = make([]int32, len(found))
	for i, number := range numbers {
		next[i] = a.starts[number-1]
	}
	return next
}
