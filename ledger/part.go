package ledger

import (
	"encoding/binary"
	"math"
)

// Part is a run of entries that follow one another, for those who read much of a ledger field by field: it gives what
// [Columns] gives, for all its entries at once. Parts are small, immutable and safe for concurrent use.
type Part struct {
	ledger *Ledger
	block  *block
	first  int
}

// PartLength is the number of entries of a part; the last one may have fewer.
const PartLength = blockLength

// Parts is how many parts the ledger has.
func (c Columns) Parts() int { return len(c.ledger.blocks) }

// Part is the part with the entries from n × PartLength on. It requires 0 ≤ n < Parts.
func (c Columns) Part(n int) Part { return Part{c.ledger, c.ledger.blocks[n], n * blockLength} }

// First is the position of its first entry.
func (p Part) First() int { return p.first }

// Len is how many entries it has.
func (p Part) Len() int { return len(p.block.kinds) }

// Kinds puts the places of the kinds in [Kinds], counted from 0, into out, by entry. It requires len(out) ≥ Len.
func (p Part) Kinds(out []uint8) {
	for i, k := range p.block.kinds {
		out[i] = uint8(k&kindMask) - 1
	}
}

// Codes puts what the entries hold of a field into out, as [Columns.Code] gives it. It requires len(out) ≥ Len and a field that
// is neither the id nor the kind.
func (p Part) Codes(f Field, out []uint32) {
	var rows [blockLength]uint32 // of one kind after the other
	starts := p.starts()
	times, none := fields[f].shape == shapeTime, true
	for k := range p.block.tables {
		if t := &p.block.tables[k]; t.set.has(f) {
			none = false
			t.columns[t.set.rank(f)].codes(rows[starts[k]:][:t.rows])
		}
	}
	if none {
		clear(out[:p.Len()])
		return
	}
	for i, kind := range p.block.kinds {
		out[i] = rows[(starts[kind&kindMask]+kind>>kindBits)&(blockLength-1)]
	}
	if times {
		for i := range out[:p.Len()] {
			out[i] = min(out[i], 1)
		}
	}
}

// starts are where the rows of each kind begin if they stand one kind after the other.
func (p Part) starts() (starts [kindMask + 1]uint16) {
	next := uint16(0)
	for k := range p.block.tables {
		starts[k] = next
		next += uint16(p.block.tables[k].rows)
	}
	return starts
}

// codes gives the numbers of a column that holds codes.
func (c *column) codes(out []uint32) {
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
			out[i] = uint32(c.at(i))
		}
	}
}

// Nanoseconds puts the instants of a time of the entries into out, as nanoseconds since 1970-01-01T00:00:00Z: those that
// [Columns.Seconds] gives in the zone. Of an entry without the time it is 0, and of one beyond what nanoseconds can hold,
// before 1678 or after 2262, the least or the greatest number. It requires len(out) ≥ Len and a field of a time.
func (p Part) Nanoseconds(f Field, z *Zone, out []int64) {
	var (
		codes    [blockLength]uint32
		instants [blockLength]int64
	)
	starts := p.starts()
	for k := range p.block.tables {
		t := &p.block.tables[k]
		if !t.set.has(f) {
			continue
		}
		instants := instants[starts[k]:]
		t.columns[t.set.rank(f)].codes(codes[:t.rows])
		clock, n := &t.columns[t.set.rank(slotClock+timeNumber[f])], timeNumber[f]
		for row, code := range codes[:t.rows] {
			form := &p.ledger.forms.list[code]
			at := int64(clock.at(row)) + earliest
			switch {
			case code == 0:
				instants[row] = 0
			case form.form == formDate:
				instants[row] = Nanoseconds(z.dayStart(at/secondsADay), 0)
			default:
				nano := uint32(0)
				if form.digits > 0 {
					nano = uint32(t.at(row, slotNano+n))
				}
				instants[row] = Nanoseconds(at-int64(form.offset)*60, nano)
			}
		}
	}
	for i, kind := range p.block.kinds {
		out[i] = instants[(starts[kind&kindMask]+kind>>kindBits)&(blockLength-1)]
	}
}

// Nanoseconds is an instant as nanoseconds since 1970-01-01T00:00:00Z; of one that they cannot hold, before 1678 or after 2262,
// the least or the greatest number.
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
