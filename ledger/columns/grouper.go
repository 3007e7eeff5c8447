package columns

import (
	"context"
	"math"
	"slices"
	"sort"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// grouper assigns one item after the other to its group.
type grouper struct {
	*ItemGroups
	grouping    *Grouping
	index       *ItemIndex
	submit      uint8
	signatures  sequence.Tree // of keys and time orders
	signatureAt []int32       // by node of signatures: the signature that ends there, plus one
	places      [MaxSignature]int
	itemBuckets [MaxSignature + 1]uint16 // of the instants at places
	bucket      uint16                   // of the last instant,
	low, high   int64                    // which is [low, high)

	unit       *UnitGroups   // the current one
	paths      sequence.Tree // of it: a signature, and buckets
	groupAt    []uint32      // by node of paths: the group that ends there, plus one
	unitGroups []group       // of it
	buckets    []uint16      // of their entries, one group after the other
	chains     []chain       // of them by signature, in the order in which they are met
	chainOf    []chainOf     // by signature
	order      []uint16      // by group: its number in the order of the chains, plus one
}

// group is the items of one unit, signature and sequence of buckets.
type group struct {
	signature, count, size uint16
	next                   uint16 // of its chain
	buckets                uint32 // where they begin
}

// chain is a linked list of the groups of one signature.
type chain struct{ first, last, length uint16 }

// chainOf is the chain of a signature in a unit.
type chainOf struct {
	unit  *UnitGroups
	chain uint32
}

// group fills t.
func (t *ItemGroups) group(ctx context.Context, x *Grouping) error {
	a := x.index
	c := &grouper{ItemGroups: t, grouping: x, index: a, submit: kindCode(ledger.Submit) - 1}
	t.groupOf, t.units = make([]uint16, a.Items()), make([]UnitGroups, len(a.units))
	var words []uint16
	begins := make([]int, 0, len(a.units)+1) // by unit: where its words begin
	for i := range a.units {
		end := a.Items()
		if i+1 < len(a.units) {
			end = int(a.units[i+1].first)
		}
		c.unit = &t.units[i]
		*c.unit = UnitGroups{Code: a.units[i].code, First: int(a.units[i].first), End: end}
		begins = append(begins, len(words))
		for n := c.unit.First; n < end; n++ {
			if n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if t.selection.items[n] == NotSubmitted {
				continue
			}
			if number, ok := c.assign(n); ok {
				t.groupOf[n] = uint16(number)
				c.unit.Items++
			} else {
				t.ungrouped = append(t.ungrouped, int32(n))
			}
		}
		words = c.endUnit(words)
	}
	words, t.entries, t.starts = slices.Clip(words), slices.Clip(t.entries), slices.Clip(t.starts)
	begins = append(begins, len(words))
	for i := range t.units {
		t.units[i].words = words[begins[i]:begins[i+1]:begins[i+1]]
	}
	return nil
}

// endUnit writes the groups of the current unit, by signature.
func (c *grouper) endUnit(words []uint16) []uint16 {
	c.order = append(c.order[:0], make([]uint16, len(c.unitGroups))...)
	place := uint16(0)
	for _, g := range c.chains {
		of := &c.unitGroups[g.first]
		words = append(words, of.signature, of.size, g.length)
		for i := g.first; ; i = of.next {
			of = &c.unitGroups[i]
			words = append(words, of.count)
			words = append(words, c.buckets[of.buckets:][:of.size]...)
			place++
			c.order[i] = place
			if i == g.last {
				break
			}
		}
	}
	c.unit.Len = len(c.unitGroups)
	for n := c.unit.First; n < c.unit.End; n++ {
		if number := c.groupOf[n]; number > 0 {
			c.groupOf[n] = c.order[number-1]
		}
	}
	clear(c.groupAt[:min(len(c.groupAt), c.paths.Len()+1)])
	c.paths.Reset()
	c.unitGroups, c.buckets, c.chains = c.unitGroups[:0], c.buckets[:0], c.chains[:0]
	return words
}

// assign counts a submitted item in its group, and returns the number of the group plus one; false: it is in none.
func (c *grouper) assign(n int) (number uint32, ok bool) {
	size, ok := c.selectRows(n)
	if !ok {
		return 0, false
	}
	signature, ok := c.signature(size)
	if !ok {
		return 0, false
	}
	buckets := &c.itemBuckets
	buckets[size] = 0
	for i, place := range c.places[:size] {
		buckets[i] = c.bucketOf(c.instants.At(place))
	}
	node, _ := c.paths.Step(sequence.Root, uint32(signature)|uint32(buckets[0])<<16)
	for i := 1; i < size; i += 2 {
		node, _ = c.paths.Step(node, uint32(buckets[i])|uint32(buckets[i+1])<<16)
	}
	if missing := c.paths.Len() + 1 - len(c.groupAt); missing > 0 {
		c.groupAt = append(c.groupAt, make([]uint32, missing)...)
	}
	at := &c.groupAt[node]
	if *at == 0 || c.unitGroups[*at-1].count == maxCount {
		if len(c.unitGroups) == maxGroups {
			return 0, false
		}
		c.link(signature, uint16(len(c.unitGroups)))
		c.unitGroups = append(c.unitGroups,
			group{signature: signature, size: uint16(size), buckets: uint32(len(c.buckets))})
		c.buckets = append(c.buckets, buckets[:size]...)
		*at = uint32(len(c.unitGroups))
	}
	c.unitGroups[*at-1].count++
	return *at, true
}

// link appends a group to the chain of its signature.
func (c *grouper) link(signature, added uint16) {
	if missing := len(c.starts) - len(c.chainOf); missing > 0 {
		c.chainOf = append(c.chainOf, make([]chainOf, missing)...)
	}
	of := &c.chainOf[signature]
	if of.unit != c.unit {
		*of = chainOf{c.unit, uint32(len(c.chains))}
		c.chains = append(c.chains, chain{first: added, last: added})
	}
	g := &c.chains[of.chain]
	if g.length > 0 {
		c.unitGroups[g.last].next = added
	}
	g.last = added
	g.length++
}

// bucketOf is the bucket of an instant: mostly that of the previous one.
func (c *grouper) bucketOf(at int64) uint16 {
	if at < c.low || at >= c.high {
		n := sort.Search(len(c.bounds), func(i int) bool { return c.bounds[i] > at })
		c.bucket, c.low, c.high = uint16(n), math.MinInt64, math.MaxInt64
		if n > 0 {
			c.low = c.bounds[n-1]
		}
		if n < len(c.bounds) {
			c.high = c.bounds[n]
		}
	}
	return c.bucket
}

// selectRows finds the places of the selected entries of an item; false if the first is not a submission by the
// current unit, or if there are more than MaxSignature.
func (c *grouper) selectRows(n int) (size int, ok bool) {
	a := c.index
	whole := c.selection.items[n] == Whole
	for place := int(a.starts[n]); place < int(a.starts[n+1]); place++ {
		if position := int(a.order[place]); !whole {
			kind := c.selection.Kind(position)
			if kind == NotSelected {
				continue
			}
			if size == 0 && (kind != c.submit || a.columns.store.Code(position, store.FieldUnit) != c.unit.Code) {
				return 0, false
			}
		}
		if size == MaxSignature {
			return 0, false
		}
		c.places[size] = place
		size++
	}
	return size, true
}

// signature is the number of the signature of the entries at places; false: there are too many.
func (c *grouper) signature(size int) (number uint16, ok bool) {
	node := sequence.Root
	for i, place := range c.places[:size] {
		node, _ = c.signatures.Step(node, uint32(c.key(place))|c.timeOrder(i)<<16)
	}
	if missing := c.signatures.Len() + 1 - len(c.signatureAt); missing > 0 {
		c.signatureAt = append(c.signatureAt, make([]int32, missing)...)
	}
	if c.signatureAt[node] == 0 {
		if len(c.starts) == maxSignatures {
			return 0, false
		}
		c.addSignature(size)
		c.signatureAt[node] = int32(len(c.starts))
	}
	return uint16(c.signatureAt[node] - 1), true
}

// addSignature adds the signature of the entries at places.
func (c *grouper) addSignature(size int) {
	times := make([]int64, size)
	for i, place := range c.places[:size] {
		times[i] = c.instants.At(place)
	}
	slices.Sort(times)
	times = slices.Compact(times)
	c.starts = append(c.starts, uint32(len(c.entries)))
	for _, place := range c.places[:size] {
		rank, _ := slices.BinarySearch(times, c.instants.At(place))
		c.entries = append(c.entries, SignatureEntry{c.key(place), uint8(rank)})
	}
}

// key is the representative of the key of the entry at a place.
func (c *grouper) key(place int) uint16 {
	key := c.grouping.narrow[place]
	if c.classes != nil {
		key = c.classes[key]
	}
	return key
}

// timeOrder compares the instant of the i-th entry with those of the entries before it in the sequence: 0 if it is
// later than all, else how many are earlier and how many equal.
func (c *grouper) timeOrder(i int) uint32 {
	at, earlier, equal := c.instants.At(c.places[i]), 0, 0
	for _, place := range c.places[:i] {
		switch when := c.instants.At(place); {
		case when < at:
			earlier++
		case when == at:
			equal++
		}
	}
	if earlier == i {
		return 0
	}
	return uint32(1 + earlier*MaxSignature + equal)
}
