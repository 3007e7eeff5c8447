package store

import (
	"encoding/binary"
	"slices"
)

// Column is a sequence of numbers, each kept as what it is more than the least of them, in as few bytes as
// the greatest needs: none where all are equal. While it grows it takes four or eight bytes a number, kept
// as they are.
type Column struct {
	base  uint64
	width uint8 // bytes a number: 0 to 4, or 8
	data  []byte
}

// At is the number at a position.
func (c *Column) At(i int) uint64 {
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
func (c *Column) step(i int) (before, at uint64) {
	switch {
	case i == 0:
		return 0, c.At(0)
	case c.width == 2:
		two := binary.LittleEndian.Uint32(c.data[2*i-2:])
		return c.base + uint64(two&0xffff), c.base + uint64(two>>16)
	}
	return c.At(i - 1), c.At(i)
}

// append adds a number to a column that grows, which has four or eight bytes a number.
func (c *Column) append(n uint64) {
	if c.width == 4 {
		c.data = binary.LittleEndian.AppendUint32(c.data, uint32(n))
	} else {
		c.data = binary.LittleEndian.AppendUint64(c.data, n)
	}
}

// len is the length of a column that grows.
func (c *Column) len() int { return len(c.data) / int(c.width) }

// packing is how a column that grows is to be packed: from its least number, in so many bytes a number.
type packing struct {
	least uint64
	width int
	size  int // of all
}

// packing returns the smallest one.
func (c *Column) packing() packing {
	if len(c.data) == 0 {
		return packing{}
	}
	least, greatest := c.At(0), c.At(0)
	if c.width == 4 {
		low, high := uint32(least), uint32(greatest)
		for i := range c.len() {
			n := binary.LittleEndian.Uint32(c.data[4*i:])
			low, high = min(low, n), max(high, n)
		}
		least, greatest = uint64(low), uint64(high)
	} else {
		for i := range c.len() {
			n := binary.LittleEndian.Uint64(c.data[8*i:])
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
func (c *Column) packed(p packing, space []byte) Column {
	start := len(space)
	space = slices.Grow(space, p.size)[:start+p.size]
	out := space[start:]
	// The low bytes of a difference are the difference of the low bytes.
	from, step := c.data, int(c.width)
	switch least := p.least; p.width {
	case 1:
		for i := range out {
			out[i] = from[i*step] - byte(least)
		}
	case 2:
		for i := range p.size / 2 {
			binary.LittleEndian.PutUint16(out[2*i:], binary.LittleEndian.Uint16(from[i*step:])-uint16(least))
		}
	case 3:
		for i := range p.size / 3 {
			n := binary.LittleEndian.Uint32(from[i*step:]) - uint32(least)
			three := out[3*i : 3*i+3]
			three[0], three[1], three[2] = byte(n), byte(n>>8), byte(n>>16)
		}
	case 4:
		for i := range p.size / 4 {
			binary.LittleEndian.PutUint32(out[4*i:], binary.LittleEndian.Uint32(from[i*step:])-uint32(least))
		}
	case 8:
		for i := range p.size / 8 {
			binary.LittleEndian.PutUint64(out[8*i:], binary.LittleEndian.Uint64(from[i*step:])-least)
		}
	}
	return Column{base: p.least, width: uint8(p.width), data: space[start:len(space):len(space)]}
}
