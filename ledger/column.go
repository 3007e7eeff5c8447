package ledger

import (
	"encoding/binary"
	"slices"
)

// column is a sequence of numbers, each kept as what it is more than the least of them, in as few bytes as
// the greatest needs: none where all are equal. While it grows it takes four or eight bytes a number, kept
// as they are.
type column struct {
	base  uint64
	width uint8 // bytes a number: 0 to 4, or 8
	data  []byte
}

// at is the number at a position.
func (c *column) at(i int) uint64 {
	switch c.width {
	case 0:
		return c.base
	case 1:
		return c.base + uint64(c.data[i])
	case 2:
		return c.base + uint64(binary.LittleEndian.Uint16(c.data[2*i:]))
	case 3:
		three := c.data[3*i : 3*i+3]
		return c.base + uint64(three[0]) + uint64(three[1])<<8 + uint64(three[2])<<16
	case 4:
		return c.base + uint64(binary.LittleEndian.Uint32(c.data[4*i:]))
	}
	return c.base + binary.LittleEndian.Uint64(c.data[8*i:])
}

// step is the numbers at a position and before it; before the first one it is 0.
func (c *column) step(i int) (before, at uint64) {
	switch {
	case i == 0:
		return 0, c.at(0)
	case c.width == 2:
		two := binary.LittleEndian.Uint32(c.data[2*i-2:])
		return c.base + uint64(two&0xffff), c.base + uint64(two>>16)
	}
	return c.at(i - 1), c.at(i)
}

// append adds a number to a column that grows, which has four or eight bytes a number.
func (c *column) append(n uint64) {
	if c.width == 4 {
		c.data = binary.LittleEndian.AppendUint32(c.data, uint32(n))
	} else {
		c.data = binary.LittleEndian.AppendUint64(c.data, n)
	}
}

// len is the length of a column that grows.
func (c *column) len() int { return len(c.data) / int(c.width) }

// packing is how a column that grows is to be packed: from its least number, in so many bytes a number.
type packing struct {
	least uint64
	width int
	size  int // of all
}

// packing returns the smallest one.
func (c *column) packing() packing {
	if len(c.data) == 0 {
		return packing{}
	}
	least, greatest := c.at(0), c.at(0)
	if c.width == 4 {
		for data := c.data; len(data) >= 4; data = data[4:] {
			n := uint64(binary.LittleEndian.Uint32(data))
			least, greatest = min(least, n), max(greatest, n)
		}
	} else {
		for data := c.data; len(data) >= 8; data = data[8:] {
			n := binary.LittleEndian.Uint64(data)
			least, greatest = min(least, n), max(greatest, n)
		}
	}
	width := widthOf(greatest - least)
	return packing{least, width, c.len() * width}
}

// widthOf is the bytes that a number up to n needs.
func widthOf(n uint64) int {
	for width := range 5 {
		if n>>(8*width) == 0 {
			return width
		}
	}
	return 8
}

// packed is the column in that packing. Its bytes are appended to space.
func (c *column) packed(p packing, space []byte) column {
	start := len(space)
	space = slices.Grow(space, p.size)[:start+p.size]
	out := space[start:]
	if p.width > 0 {
		for data := c.data; len(data) >= int(c.width); data = data[c.width:] {
			n := uint64(0)
			if c.width == 4 {
				n = uint64(binary.LittleEndian.Uint32(data))
			} else {
				n = binary.LittleEndian.Uint64(data)
			}
			n -= p.least
			switch p.width {
			case 1:
				out[0] = byte(n)
			case 2:
				binary.LittleEndian.PutUint16(out, uint16(n))
			case 3:
				three := out[:3]
				three[0], three[1], three[2] = byte(n), byte(n>>8), byte(n>>16)
			case 4:
				binary.LittleEndian.PutUint32(out, uint32(n))
			default:
				binary.LittleEndian.PutUint64(out, n)
			}
			out = out[p.width:]
		}
	}
	return column{base: p.least, width: uint8(p.width), data: space[start:len(space):len(space)]}
}
