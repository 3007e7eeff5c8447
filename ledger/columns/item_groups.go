package columns

import (
	"context"
	"iter"
	"math"
	"slices"
	"sort"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// ItemGroups are the items of each unit, grouped, with a count a group. Two items are in one group if and only if
// they have one signature and their entries fall into the same time buckets. A signature is, for each entry of the
// item that counts, in the order of recording, the equivalence class of its key and its rank in time among the
// entries of the item. It is immutable and safe for concurrent use.
type ItemGroups struct {
	selection *Selection
	instants  *Instants
	bounds    []int64
	classes   []uint16

	starts    []uint32         // by signature: where its entries begin
	entries   []SignatureEntry // of all signatures
	units     []UnitGroups
	groupOf   []uint16 // by item: its group among those of the unit, plus one; 0: none
	ungrouped []int32
}

// UnitGroups are the groups of one unit. Its items are [First, End) of the item index. The groups of one signature
// stand together; apart from that their order means nothing.
type UnitGroups struct {
	Code       uint32 // of the unit
	First, End int
	Len, Items int      // how many groups there are, and items in them
	words      []uint16 // by signature: its number, entries and groups; and of each group the count and the buckets
}

// SignatureGroups are the groups of one signature in a unit.
type SignatureGroups struct {
	Signature int
	First     int // the number of the first of them in the unit
	Len       int
	width     int
	words     []uint16
}

// Count is the number of items in group i, at most 65535: larger groups are split. It requires 0 ≤ i < Len.
func (r *SignatureGroups) Count(i int) int { return int(r.words[i*r.width]) }

// Buckets are the time buckets of the entries of group i, in the order of recording. They are not to be changed. It
// requires 0 ≤ i < Len.
func (r *SignatureGroups) Buckets(i int) []uint16 { return r.words[i*r.width+1 : (i+1)*r.width] }

// Bounds of what is grouped. Items beyond are in no group.
const (
	MaxSignature  = 32                 // entries of an item
	maxCount      = math.MaxUint16     // items of a group
	maxBuckets    = math.MaxUint16     // time buckets
	maxSignatures = math.MaxUint16 + 1 // signatures
	maxGroups     = math.MaxUint16     // groups of one unit
)

// GroupItems groups the items by unit, signature and time buckets. It takes the items that have one selected
// submission, recorded before their other selected entries. The instants and the selection must be of the same item
// index. Bounds, ascending, part time into buckets: bucket i ends where bounds[i] begins. The grouping caches the
// result of the last call, two bytes an item and about six a group. The result is nil if there are more than 65536
// keys, or 65535 buckets or more. The error is the context's, or that of the equivalence.
func (x *Grouping) GroupItems(ctx context.Context, selection *Selection, instants *Instants, bounds []int64, same Equivalence) (*ItemGroups, error) {
	if x.wide != nil || len(bounds) >= maxBuckets {
		return nil, nil
	}
	x.grouped.Lock()
	defer x.grouped.Unlock()
	last := x.grouped.last
	unchanged := last != nil && last.selection == selection && last.instants == instants && slices.Equal(last.bounds, bounds)
	if unchanged && x.grouped.basis == same.Basis {
		return last, nil
	}
	t := &ItemGroups{selection: selection, instants: instants, bounds: bounds}
	if same.Classes != nil {
		var err error
		if t.classes, err = same.Classes(ctx); err != nil {
			return nil, err
		}
	}
	if unchanged && slices.Equal(last.classes, t.classes) {
		t = last
	} else if err := t.group(ctx, x); err != nil {
		return nil, err
	}
	x.grouped.last, x.grouped.basis = t, same.Basis
	return t, nil
}

// Classes gives the representative of the equivalence class of each key; nil: each key is its own class. It is not
// to be changed.
func (t *ItemGroups) Classes() []uint16 { return t.classes }

// Units are the units that items name, each once.
func (t *ItemGroups) Units() []UnitGroups { return t.units }

// GroupOf is the number of the group of item n in its unit; −1: it is in none. It requires 0 ≤ n < Items.
func (t *ItemGroups) GroupOf(n int) int { return int(t.groupOf[n]) - 1 }

// Ungrouped are the submitted items that are in no group, ascending; they are not to be changed.
func (t *ItemGroups) Ungrouped() []int32 { return t.ungrouped }

// Signatures is the number of signatures, which are numbered from 0.
func (t *ItemGroups) Signatures() int { return len(t.starts) }

// Signature is the entries of signature n in the order of recording; they are not to be changed. It requires
// 0 ≤ n < Signatures.
func (t *ItemGroups) Signature(n int) []SignatureEntry {
	start, end := t.starts[n], uint32(len(t.entries))
	if n+1 < len(t.starts) {
		end = t.starts[n+1]
	}
	return t.entries[start:end:end]
}

// SignatureEntry is an entry of a signature: the representative of its key, and its dense rank in time, from 0.
type SignatureEntry struct {
	Key  uint16
	Rank uint8
}

// BySignature iterates over the groups of the unit, those of one signature at a time.
func (u *UnitGroups) BySignature() iter.Seq[SignatureGroups] {
	return func(yield func(SignatureGroups) bool) {
		first := 0
		for words := u.words; len(words) > 0; {
			r := SignatureGroups{Signature: int(words[0]), First: first, Len: int(words[2]), width: int(words[1]) + 1}
			r.words, words = words[3:3+r.Len*r.width], words[3+r.Len*r.width:]
			if !yield(r) {
				return
			}
			first += r.Len
		}
	}
}

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
	c := &grouper{ItemGroups: t, grouping: x, index: a, submit: kindNumber(ledger.Submit) - 1}
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
		c.unitGroups = append(c.unitGroups, group{signature: signature, size: uint16(size), buckets: uint32(len(c.buckets))})
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
