package store

import "hash/maphash"

// seed is that of all hashes of texts. It is another one in each process, so that no file can be made whose
// texts collide; where a text stands in an index is seen nowhere.
var seed = maphash.MakeSeed()

// HashOf is the hash of a text, another one in each process.
func HashOf(s string) uint32 { return uint32(maphash.String(seed, s) >> 32) }

// HashOfBytes is the hash of a text that stands in bytes.
func HashOfBytes(b []byte) uint32 { return uint32(maphash.Bytes(seed, b) >> 32) }

// slotOf is where a search for a hash begins in so many slots: the greater the hash, the later. So an index
// that is made again from another goes through both from one end to the other.
func slotOf(hash uint32, slots int) int { return int(uint64(hash) * uint64(slots) >> 32) }

// index is a hash index with open addressing: it finds the codes of texts while a dictionary grows. A slot is 0 if it
// is free; else it holds the hash of a text above its code.
type index struct {
	slots []uint64
	used  int
}

// find returns the code of the text of that hash which is s, 0 if there is none.
func find[T string | []byte](x *index, d *Dictionary, s T, hash uint32) uint32 {
	if x.used == 0 {
		return 0
	}
	for i := slotOf(hash, len(x.slots)); ; {
		slot := x.slots[i]
		if slot == 0 {
			return 0
		}
		if uint32(slot>>32) == hash && d.Text(uint32(slot)) == string(s) {
			return uint32(slot)
		}
		if i++; i == len(x.slots) {
			i = 0
		}
	}
}

// probe puts in, for each hash, the place of the first slot that has the hash or is free, and the code there,
// 0 if it is free. It looks at no text, and first only at the slots where the searches begin, which depend on
// nothing that was read before. It requires that there are slots.
func (x *index) probe(hashes []uint32, places, codes *[batchSize]uint32) {
	var slots [batchSize]uint64
	for i, hash := range hashes {
		place := slotOf(hash, len(x.slots))
		places[i%batchSize], slots[i%batchSize] = uint32(place), x.slots[place]
	}
	for i, hash := range hashes {
		place, slot := places[i%batchSize], slots[i%batchSize]
		for slot != 0 && uint32(slot>>32) != hash {
			if place++; int(place) == len(x.slots) {
				place = 0
			}
			slot = x.slots[place]
		}
		places[i%batchSize], codes[i%batchSize] = place, uint32(slot)
	}
}

// add puts in the code of a text of that hash.
func (x *index) add(code, hash uint32) {
	x.reserve(1)
	x.used++
	x.put(uint64(hash)<<32 | uint64(code))
}

// fill puts it into a place that is free, where a search for the hash ends.
func (x *index) fill(place, code, hash uint32) {
	x.used++
	x.slots[place] = uint64(hash)<<32 | uint64(code)
}

// reserve makes room for so many more.
func (x *index) reserve(more int) {
	if (x.used+more)*4 <= len(x.slots)*3 {
		return
	}
	before := x.slots
	x.slots = make([]uint64, max(128, len(before)*5/2))
	for _, slot := range before {
		if slot > 0 {
			x.put(slot)
		}
	}
}

func (x *index) put(slot uint64) {
	i := slotOf(uint32(slot>>32), len(x.slots))
	for x.slots[i] != 0 {
		if i++; i == len(x.slots) {
			i = 0
		}
	}
	x.slots[i] = slot
}

// packedIndex is a hash index that is complete, in half the room. Of the hash, a slot holds the lower bits that
// the code leaves room for, enough that hardly any text is looked at which is not the one asked for.
type packedIndex struct {
	slots []uint32
	bits  uint // of a slot, for the code
}

// packed is x, whose codes are less than count.
func (x *index) packed(count uint32) *packedIndex {
	p := &packedIndex{slots: make([]uint32, x.used*5/4+1)}
	for 1<<p.bits < uint64(count) {
		p.bits++
	}
	for _, slot := range x.slots {
		if slot == 0 {
			continue
		}
		code, hash := uint32(slot), uint32(slot>>32)
		i := slotOf(hash, len(p.slots))
		for p.slots[i] != 0 {
			if i++; i == len(p.slots) {
				i = 0
			}
		}
		p.slots[i] = hash<<p.bits | code
	}
	return p
}

func findPacked[T string | []byte](p *packedIndex, d *Dictionary, s T, hash uint32) uint32 {
	for i := slotOf(hash, len(p.slots)); ; {
		slot := p.slots[i]
		if slot == 0 {
			return 0
		}
		if slot>>p.bits == hash<<p.bits>>p.bits {
			if code := slot & (1<<p.bits - 1); d.Text(code) == string(s) {
				return code
			}
		}
		if i++; i == len(p.slots) {
			i = 0
		}
	}
}
