package columns

import (
	"context"
	"iter"
	"math"
	"slices"
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
func (x *Grouping) GroupItems(ctx context.Context, selection *Selection, instants *Instants, bounds []int64,
	same Equivalence) (*ItemGroups, error) {
	if x.wide != nil || len(bounds) >= maxBuckets {
		return nil, nil
	}
	x.grouped.Lock()
	defer x.grouped.Unlock()
	last := x.grouped.last
	unchanged := last != nil && last.selection == selection && last.instants == instants &&
		slices.Equal(last.bounds, bounds)
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
