package ledger

import "encoding/binary"

// column is a sequence of numbers, each kept as what it is more than the least of them, in as few bytes as
// the greatest needs: none where all are equal. While it grows it takes four or eight bytes a number.
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

// bounds are the least and the greatest number of a column that grows.
func (c *column) bounds() (least, greatest uint64) {
	for i := range c.len() {
		n := c.at(i)
		if i == 0 {
			least, greatest = n, n
		}
		least, greatest = min(least, n), max(greatest, n)
	}
	return least, greatest
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

// packedSize is how many bytes packed takes.
func (c *column) packedSize() int {
	least, greatest := c.bounds()
	return c.len() * widthOf(greatest-least)
}

// packed is the column in as few bytes as it needs. They are appended to space.
func (c *column) packed(space []byte) column {
	least, greatest := c.bounds()
	p := column{base: least, width: uint8(widthOf(greatest - least))}
	start := len(space)
	for i := range c.len() {
		n := c.at(i) - least
		switch p.width {
		case 0:
		case 1:
			space = append(space, byte(n))
		case 2:
			space = binary.LittleEndian.AppendUint16(space, uint16(n))
		case 3:
			space = append(space, byte(n), byte(n>>8), byte(n>>16))
		case 4:
			space = binary.LittleEndian.AppendUint32(space, uint32(n))
		default:
			space = binary.LittleEndian.AppendUint64(space, n)
		}
	}
	p.data = space[start:len(space):len(space)]
	return p
}
