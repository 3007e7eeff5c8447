// Package sequence numbers sequences of numbers, so that what many entries have in common is told by one number and
// looked at once. It knows nothing of ledgers; it stands below ledger and scoring, which both tell apart by it.
//
// A [Tree] is what it says: a sequence is a way from the root down, one step for each of its words. Sequences that
// begin alike share their beginning, and a walk can be broken off and taken up at any node. A [Table] has whole
// sequences.
package sequence

import "slices"

// Root is the node of the empty sequence.
const Root uint32 = 0

// Tree holds sequences of words. Nodes are numbered from 1 in the order of their coming, so that the same steps give
// the same numbers on every machine. The zero Tree has none but the root. It is for one goroutine.
type Tree struct {
	above []step // by node − 1: how it is reached
	slots []slot // open addressing; a power of two of them
}

type step struct{ from, word uint32 }

// slot holds a node under the step to it; 0: it is free.
type slot struct {
	step
	to uint32
}

// Len is the number of nodes without the root, which are 1 to Len.
func (t *Tree) Len() int { return len(t.above) }

// Reset takes all sequences out, and keeps what room they had if they made use of it.
func (t *Tree) Reset() {
	if len(t.slots) > 16*len(t.above)+64 {
		t.slots = nil
	}
	clear(t.slots)
	t.above = t.above[:0]
}

// Find is the node that a word leads to from a node; false if no sequence goes on so.
func (t *Tree) Find(from, word uint32) (to uint32, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	s := &t.slots[t.place(step{from, word})]
	return s.to, s.to > 0
}

// Step is the node that a word leads to from a node; fresh says that it was made now.
func (t *Tree) Step(from, word uint32) (to uint32, fresh bool) {
	if 2*len(t.above) >= len(t.slots) {
		t.grow()
	}
	way := step{from, word}
	s := &t.slots[t.place(way)]
	if s.to > 0 {
		return s.to, false
	}
	t.above = append(t.above, way)
	*s = slot{way, uint32(len(t.above))}
	return s.to, true
}

// Walk steps over all words of a sequence from a node.
func (t *Tree) Walk(from uint32, words []uint32) (to uint32) {
	for _, word := range words {
		from, _ = t.Step(from, word)
	}
	return from
}

// Path appends the words of a node's sequence.
func (t *Tree) Path(words []uint32, node uint32) []uint32 {
	start := len(words)
	for node != Root {
		words = append(words, t.above[node-1].word)
		node = t.above[node-1].from
	}
	slices.Reverse(words[start:])
	return words
}

// place is the slot of a step, or the free one where it would stand.
func (t *Tree) place(way step) uint64 {
	mask := uint64(len(t.slots) - 1)
	hash := (uint64(way.from)<<32 | uint64(way.word)) * 0x9e3779b97f4a7c15
	for at := hash >> 32 & mask; ; at = (at + 1) & mask {
		if s := &t.slots[at]; s.to == 0 || s.step == way {
			return at
		}
	}
}

func (t *Tree) grow() {
	t.slots = make([]slot, max(64, 2*len(t.slots)))
	for i, way := range t.above {
		t.slots[t.place(way)] = slot{way, uint32(i + 1)}
	}
}
