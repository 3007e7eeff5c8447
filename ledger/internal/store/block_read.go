package store

import (
	"encoding/binary"
	"math"
)

// Codes puts what the entries hold of a field into out: of a time, 1 if it is there and 0 if not. It requires room
// for all entries, and a field that is neither the id nor the kind.
func (b *Block) Codes(f Field, out []uint32) {
	var rows [BlockLength]uint32 // of one kind after the other
	starts := b.RowStarts()
	times, none := f.Shape() == ShapeTime, true
	for k := range b.Tables {
		if t := &b.Tables[k]; t.Set.Has(f) {
			none = false
			t.Columns[t.Set.Rank(f)].codes(rows[starts[k]:][:t.Rows])
		}
	}
	if none {
		clear(out[:len(b.Kinds)])
		return
	}
	for i, kind := range b.Kinds {
		out[i] = rows[(starts[kind&KindMask]+kind>>KindBits)&(BlockLength-1)]
	}
	if times {
		for i := range out[:len(b.Kinds)] {
			out[i] = min(out[i], 1)
		}
	}
}

// RowStarts are where the rows of each kind begin if they stand one kind after the other.
func (b *Block) RowStarts() (starts [KindMask + 1]uint16) {
	next := uint16(0)
	for k := range b.Tables {
		starts[k] = next
		next += uint16(b.Tables[k].Rows)
	}
	return starts
}

// codes gives the numbers of a column that holds codes.
func (c *Column) codes(out []uint32) {
	base := uint32(c.base)
	switch c.width {
	case 0:
		for i := range out {
			out[i] = base
		}
	case 1:
		for i, b := range c.data[:len(out)] {
			out[i] = base + uint32(b)
		}
	case 2:
		data := c.data[:2*len(out)]
		for i := range out {
			out[i] = base + uint32(binary.LittleEndian.Uint16(data[2*i:]))
		}
	default:
		for i := range out {
			out[i] = uint32(c.At(i))
		}
	}
}

// Nanoseconds puts the instants of a time of the entries into out, as [Nanoseconds] gives them in the zone; 0 of an
// entry without the time. It requires room for all entries.
func (b *Block) Nanoseconds(forms *Forms, f Field, z *Zone, out []int64) {
	var (
		codes    [BlockLength]uint32
		instants [BlockLength]int64
	)
	starts := b.RowStarts()
	for k := range b.Tables {
		t := &b.Tables[k]
		if !t.Set.Has(f) {
			continue
		}
		instants := instants[starts[k]:]
		t.Columns[t.Set.Rank(f)].codes(codes[:t.Rows])
		clock, n := &t.Columns[t.Set.Rank(SlotClock+f.TimeIndex())], f.TimeIndex()
		for row, code := range codes[:t.Rows] {
			form := &forms.list[code]
			at := int64(clock.At(row)) + earliest
			switch {
			case code == 0:
				instants[row] = 0
			case form.form == formDate:
				instants[row] = Nanoseconds(z.dayStart(at/secondsADay), 0)
			default:
				nano := uint32(0)
				if form.digits > 0 {
					nano = uint32(t.At(row, SlotNano+n))
				}
				instants[row] = Nanoseconds(at-int64(form.offset)*60, nano)
			}
		}
	}
	for i, kind := range b.Kinds {
		out[i] = instants[(starts[kind&KindMask]+kind>>KindBits)&(BlockLength-1)]
	}
}

// Nanoseconds is an instant as nanoseconds since 1970-01-01T00:00:00Z; of one that they cannot hold, before 1678 or
// after 2262, the least or the greatest number.
func Nanoseconds(seconds int64, nano uint32) int64 {
	const most = math.MaxInt64 / 1_000_000_000
	switch {
	case seconds <= -most:
		return math.MinInt64
	case seconds >= most:
		return math.MaxInt64
	}
	return seconds*1_000_000_000 + int64(nano)
}

// Project puts what the rows hold of a field into out, of a time or a name whether it is there. It requires room for
// all rows.
func (t *Table) Project(f Field, out []uint32) {
	out = out[:t.Rows]
	if !t.Set.Has(f) {
		clear(out)
		return
	}
	t.Columns[t.Set.Rank(f)].codes(out)
	if f.Shape() == ShapeTime || f.IsIdentifier() {
		for i, code := range out {
			out[i] = min(code, 1)
		}
	}
}
