package columns

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// Combination numbers what the entries hold of some fields together: two entries have one number if and only if they are of
// one kind and hold equal values of each of the fields for that kind. So work that depends on these fields alone need be done
// only once for each number. It is immutable and safe for concurrent use.
type Combination struct {
	fields [NumKinds][]Field
	narrow []uint16 // by place: the number, where 16 bits are enough
	wide   []uint32 // where they are not
	first  []int32  // by number: the first position that has it

	arrangement *Arrangement
	tallied     struct {
		sync.Mutex
		last *Tally
		by   any // see Likeness
	}
}

// Of is the number of the entry at a place of the arrangement: less than Len.
func (x *Combination) Of(place int) uint32 {
	if x.wide == nil {
		return uint32(x.narrow[place])
	}
	return x.wide[place]
}

// Len is how many numbers there are.
func (x *Combination) Len() int { return len(x.first) }

// Example is the position of the first entry with a number.
func (x *Combination) Example(number uint32) int { return int(x.first[number]) }

// Likeness says which numbers of a combination are alike. The zero value: none are.
type Likeness struct {
	By   any                                         // comparable: of one selection, for equal ones Find gives the same
	Find func(ctx context.Context) ([]uint16, error) // gives by number the one that stands for it; nil: each for itself
}

// keptCombinations bounds what an arrangement keeps: a ledger is scored by one scheme again and again, or by a few.
const keptCombinations = 3

// Combine numbers what the entries of each kind, by its place in [ledger.Kinds], hold of fields. Of times, and of what names one
// entry, item or commission (id, item, commission, ref), it asks only whether they are there. The arrangement keeps the
// combinations that were asked for last, two or four bytes an entry each. The error is the context's.
func (a *Arrangement) Combine(ctx context.Context, of [NumKinds][]Field) (*Combination, error) {
	kept := &a.combined
	kept.Lock()
	defer kept.Unlock()
	for i := range of {
		of[i] = slices.Compact(slices.Sorted(slices.Values(of[i])))
	}
	at := slices.IndexFunc(kept.last, func(x *Combination) bool {
		for i := range of {
			if !slices.Equal(x.fields[i], of[i]) {
				return false
			}
		}
		return true
	})
	var x *Combination
	if at >= 0 {
		x = kept.last[at]
		kept.last = slices.Delete(kept.last, at, at+1)
	} else {
		var err error
		if x, err = a.columns.combine(ctx, of); err != nil {
			return nil, err
		}
		if err = x.arrange(ctx, a); err != nil {
			return nil, err
		}
	}
	if len(kept.last) == keptCombinations {
		kept.last = slices.Delete(kept.last, 0, 1)
	}
	kept.last = append(kept.last, x)
	return x, nil
}

// checked is after how many entries a loop that does little looks at its context.
const checked = 1 << 16

// arrange puts the numbers, which are by position, into their places.
func (x *Combination) arrange(ctx context.Context, a *Arrangement) (err error) {
	x.arrangement = a
	if x.wide == nil {
		x.narrow, err = gather(ctx, a.order, x.narrow)
	} else {
		x.wide, err = gather(ctx, a.order, x.wide)
	}
	return err
}

// combine goes through the ledger a block and, in it, a column at a time. The numbers come by position.
func (c Columns) combine(ctx context.Context, of [NumKinds][]Field) (*Combination, error) {
	x := &Combination{fields: of, narrow: make([]uint16, c.store.Length)}
	var (
		known   sequence.Tree // of kinds and codes
		numbers []uint32      // by node of it: the number plus one
		codes   [store.BlockLength]uint32
		nodes   [store.BlockLength]uint32
	)
	for n, b := range c.store.Blocks {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		starts := b.Starts()
		for k, fields := range of {
			t := &b.Tables[k+1]
			rows := nodes[starts[k+1]:][:t.Rows]
			begin, _ := known.Step(sequence.Root, uint32(k))
			for i := range rows {
				rows[i] = begin
			}
			for _, f := range fields {
				t.Hold(store.Field(f), codes[:])
				for i := range rows {
					rows[i], _ = known.Step(rows[i], codes[i])
				}
			}
		}
		numbers = append(numbers, make([]uint32, known.Len()+1-len(numbers))...)
		for i, kind := range b.Kinds {
			number := &numbers[nodes[(starts[kind&store.KindMask]+kind>>store.KindBits)&(store.BlockLength-1)]]
			if *number == 0 {
				x.first = append(x.first, int32(n*store.BlockLength+i))
				*number = uint32(len(x.first))
			}
			x.put(n*store.BlockLength+i, *number-1)
		}
	}
	return x, nil
}

// put sets the number of an entry; the first that does not fit into 16 bits makes all wide.
func (x *Combination) put(at int, number uint32) {
	if x.wide == nil && number > math.MaxUint16 {
		x.wide = make([]uint32, len(x.narrow))
		for i, n := range x.narrow[:at] {
			x.wide[i] = uint32(n)
		}
		x.narrow = nil
	}
	if x.wide == nil {
		x.narrow[at] = uint16(number)
	} else {
		x.wide[at] = number
	}
}
