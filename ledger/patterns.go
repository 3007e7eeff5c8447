package ledger

import (
	"context"
	"math"

	"github.com/gongguo/gongguo/ledger/sequence"
)

// Patterns numbers the items by what their entries hold together. Two items have one pattern if and only if, entry by entry in the
// order of recording, the numbers of the combination are the same and the times stand to each other in the same way: which is
// before, with and after which. They are immutable and safe for concurrent use.
type Patterns struct {
	when *Instants
	of   []uint16 // by item; nil: no item has a pattern
	len  int
}

// Of is the pattern of item n, from 1; 0 for an item that has none: it has more than MaxPattern entries, or there are more
// patterns than are told apart.
func (p *Patterns) Of(n int) int {
	if p.of == nil {
		return 0
	}
	return int(p.of[n])
}

// Len is how many patterns there are; they are 1 to Len.
func (p *Patterns) Len() int { return p.len }

// MaxPattern bounds the entries of an item that has a pattern.
const MaxPattern = 32

// Patterns are those of the items by their numbers and by instants of the same arrangement. The combination keeps those that
// were asked for last, two bytes an item. The error is the context's.
func (x *Combination) Patterns(ctx context.Context, when *Instants) (*Patterns, error) {
	x.patterns.Lock()
	defer x.patterns.Unlock()
	if last := x.patterns.last; last != nil && last.when == when {
		return last, nil
	}
	p := &Patterns{when: when}
	if x.wide == nil {
		if err := p.find(ctx, x); err != nil {
			return nil, err
		}
	}
	x.patterns.last = p
	return p, nil
}

func (p *Patterns) find(ctx context.Context, x *Combination) error {
	var (
		a       = x.arrangement
		known   sequence.Tree
		numbers []uint16 // by node of known
	)
	p.of = make([]uint16, a.Items())
	for n := range p.of {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		first, end := int(a.starts[n]), int(a.starts[n+1])
		if end-first > MaxPattern {
			continue
		}
		node := sequence.Root
		for place := first; place < end; place++ {
			node, _ = known.Step(node, uint32(x.narrow[place])|p.standing(first, place)<<16)
		}
		if missing := int(node) + 1 - len(numbers); missing > 0 {
			numbers = append(numbers, make([]uint16, missing)...)
		}
		if numbers[node] == 0 && p.len < math.MaxUint16 {
			p.len++
			numbers[node] = uint16(p.len)
		}
		p.of[n] = numbers[node]
	}
	return nil
}

// standing says how the time of an entry stands to those of the entries from first to it: 0 after all, else how many are before
// it and how many are with it.
func (p *Patterns) standing(first, place int) uint32 {
	at, before, with := p.when.At(place), 0, 0
	for other := first; other < place; other++ {
		switch when := p.when.At(other); {
		case when < at:
			before++
		case when == at:
			with++
		}
	}
	if before == place-first {
		return 0
	}
	return uint32(1 + before*MaxPattern + with)
}
