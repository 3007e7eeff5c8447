package sequence

import "slices"

// Table numbers whole sequences of words, from 0, in the order of their coming: quicker than a Tree for sequences that
// have little in common. The zero Table is empty. It is for one goroutine.
type Table struct {
	all    []uint32 // the sequences, one after the other
	ends   []uint32 // by number
	hashes []uint64 // by number
	slots  []uint32 // open addressing: a number plus one; 0: free. A power of two of them
}

// Len is how many sequences there are.
func (t *Table) Len() int { return len(t.ends) }

// Get is the sequence of a number, which is not to be changed. It requires n < Len.
func (t *Table) Get(n uint32) []uint32 {
	start := uint32(0)
	if n > 0 {
		start = t.ends[n-1]
	}
	return t.all[start:t.ends[n]]
}

// Find is the number of a sequence; false if it has none.
func (t *Table) Find(words []uint32) (n uint32, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	n, _, ok = t.look(words, hashWords(words))
	return n, ok
}

// Number is the number of a sequence; fresh says that it got it now.
func (t *Table) Number(words []uint32) (n uint32, fresh bool) {
	if 2*len(t.ends) >= len(t.slots) {
		t.grow()
	}
	hash := hashWords(words)
	n, slot, ok := t.look(words, hash)
	if ok {
		return n, false
	}
	n = uint32(len(t.ends))
	t.all = append(t.all, words...)
	t.ends = append(t.ends, uint32(len(t.all)))
	t.hashes = append(t.hashes, hash)
	t.slots[slot] = n + 1
	return n, true
}

func (t *Table) look(words []uint32, hash uint64) (n uint32, slot uint64, ok bool) {
	mask := uint64(len(t.slots) - 1)
	for slot = hash & mask; t.slots[slot] > 0; slot = (slot + 1) & mask {
		n = t.slots[slot] - 1
		if t.hashes[n] == hash && slices.Equal(t.Get(n), words) {
			return n, slot, true
		}
	}
	return 0, slot, false
}

func (t *Table) grow() {
	t.slots = make([]uint32, max(64, 2*len(t.slots)))
	mask := uint64(len(t.slots) - 1)
	for n, hash := range t.hashes {
		slot := hash & mask
		for t.slots[slot] > 0 {
			slot = (slot + 1) & mask
		}
		t.slots[slot] = uint32(n) + 1
	}
}

// hashWords mixes words by multiplication; it is the same on every machine.
func hashWords(words []uint32) uint64 {
	h := uint64(len(words)) + 0x9e3779b97f4a7c15
	for _, w := range words {
		h = (h ^ uint64(w)) * 0xff51afd7ed558ccd
		h ^= h >> 29
	}
	return h
}
