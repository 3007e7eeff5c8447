package ledger

import "slices"

// Arrangement is the entries of a ledger by the item that they name, as a drawer of files is. Items of one unit stand
// together, so that work which goes from item to item stays with one unit for long. It is immutable and safe for concurrent use.
type Arrangement struct {
	order        []int32  // positions: those of one item together, in the order of recording
	starts       []int32  // by item: where its entries begin in order; and the end
	units        []uint32 // by item: the code of the unit that its first submission names
	numbers      []int32  // by code: the number of the item plus one
	others       []int32
	commissioned []int32
}

// Arrangement returns the entries by item. The first call for a ledger makes it, in some hundredths of a second for a million
// entries; the ledger keeps it, about ten bytes an entry.
func (c Columns) Arrangement() *Arrangement {
	l := c.ledger
	l.arrangeOnce.Do(func() { l.arrangement = l.arrange() })
	return l.arrangement
}

// Items is the number of items that entries name.
func (a *Arrangement) Items() int { return len(a.units) }

// Item is the positions of the entries that name item n, in the order of recording; they are not to be changed. It requires
// 0 ≤ n < Items.
func (a *Arrangement) Item(n int) []int32 {
	start, end := a.starts[n], a.starts[n+1]
	return a.order[start:end:end]
}

// Unit is the code of the unit that the first submission of item n names, struck out or not. It requires 0 ≤ n < Items.
func (a *Arrangement) Unit(n int) uint32 { return a.units[n] }

// Number is the number of the item of that code; false if no entry names it.
func (a *Arrangement) Number(code uint32) (n int, ok bool) {
	if int(code) >= len(a.numbers) || a.numbers[code] == 0 {
		return 0, false
	}
	return int(a.numbers[code]) - 1, true
}

// Others are the positions of the entries that name no item, in the order of recording; they are not to be changed.
func (a *Arrangement) Others() []int32 { return a.others }

// Commissioned are the positions of the entries that name a commission, in the order of recording: commissions, and
// submissions for one. They are not to be changed.
func (a *Arrangement) Commissioned() []int32 { return a.commissioned }

// arrange goes through the ledger twice: to find the items with their units and sizes, and to put each entry in its place.
func (l *Ledger) arrange() *Arrangement {
	var (
		c     = l.Columns()
		a     = &Arrangement{numbers: make([]int32, c.Codes())}
		items [blockLength]uint32
		of    [blockLength]uint32
		named [blockLength]uint32
		sizes []int32  // by item, in the order in which they are first named
		units []uint32 // likewise
	)
	for n := range c.Parts() {
		part := c.Part(n)
		part.Codes(FieldItem, items[:])
		part.Codes(FieldUnit, of[:])
		part.Codes(FieldCommission, named[:])
		for i := range part.Len() {
			pos := int32(part.first + i)
			if named[i] > 0 {
				a.commissioned = append(a.commissioned, pos)
			}
			item := items[i]
			if item == 0 {
				a.others = append(a.others, pos)
				continue
			}
			number := a.numbers[item]
			if number == 0 {
				sizes, units = append(sizes, 0), append(units, 0)
				number = int32(len(sizes))
				a.numbers[item] = number
			}
			sizes[number-1]++
			if units[number-1] == 0 && part.block.kinds[i]&kindMask == uint16(Submit.number()) {
				units[number-1] = of[i]
			}
		}
	}
	places := a.place(sizes, units)
	next := slices.Clone(a.starts)
	a.order = make([]int32, l.length-len(a.others))
	for n := range c.Parts() {
		part := c.Part(n)
		part.Codes(FieldItem, items[:])
		for i, item := range items[:part.Len()] {
			if item > 0 {
				at := places[a.numbers[item]-1]
				a.order[next[at]] = int32(part.first + i)
				next[at]++
			}
		}
	}
	for code, number := range a.numbers {
		if number > 0 {
			a.numbers[code] = places[number-1] + 1
		}
	}
	a.others, a.commissioned = slices.Clip(a.others), slices.Clip(a.commissioned)
	return a
}

// place numbers the items by their units, those of one unit in the order in which they are first named. It returns the number
// of each, and sets where its entries begin.
func (a *Arrangement) place(sizes []int32, units []uint32) (places []int32) {
	greatest := uint32(0)
	for _, unit := range units {
		greatest = max(greatest, unit)
	}
	next := make([]int32, greatest+2) // by code of a unit: the next number
	for _, unit := range units {
		next[unit+1]++
	}
	for i := range greatest + 1 {
		next[i+1] += next[i]
	}
	places, a.units, a.starts = make([]int32, len(units)), make([]uint32, len(units)), make([]int32, len(units)+1)
	for i, unit := range units {
		at := next[unit]
		next[unit]++
		places[i], a.units[at], a.starts[at+1] = at, unit, sizes[i]
	}
	for i := range len(units) {
		a.starts[i+1] += a.starts[i]
	}
	return places
}
