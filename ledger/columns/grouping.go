package columns

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// Grouping is a group-by of the entries on some fields of each kind. Two entries have one key if and only if they
// are of one kind and hold equal values of each of the fields for that kind. Work that depends on these fields alone
// is done once a key. It is immutable and safe for concurrent use.
type Grouping struct {
	fields          [NumKinds][]Field
	narrow          []uint16 // by place: the key, where 16 bits are enough
	wide            []uint32 // where they are not
	representatives []int32  // by key: the first position that has it

	index   *ItemIndex
	grouped struct {
		sync.Mutex
		last  *ItemGroups
		basis any // see Equivalence
	}
}

// Key is the key of the entry at a place of the item index: less than Len.
func (x *Grouping) Key(place int) uint32 {
	if x.wide == nil {
		return uint32(x.narrow[place])
	}
	return x.wide[place]
}

// Len is the number of keys.
func (x *Grouping) Len() int { return len(x.representatives) }

// Representative is the position of the first entry with a key. It requires key < Len.
func (x *Grouping) Representative(key uint32) int { return int(x.representatives[key]) }

// Equivalence is an equivalence relation on the keys of a grouping. The zero value is equality.
type Equivalence struct {
	// Basis is comparable: for an equal one, and the same selection, Classes gives the same.
	Basis any
	// Classes gives the representative of the class of each key, by key; nil: each key is its own class.
	Classes func(ctx context.Context) ([]uint16, error)
}

// cachedGroupings is how many groupings an item index caches: a ledger is scored by one scheme again and again, or
// by a few.
const cachedGroupings = 3

// GroupBy groups the entries of each kind, by its place in [ledger.Kinds], by fields. Of times, and of fields that
// name one entry, item or commission (id, item, commission, ref), only the presence is compared. The item index
// caches the last three groupings, two or four bytes an entry each. The error is the context's.
func (a *ItemIndex) GroupBy(ctx context.Context, of [NumKinds][]Field) (*Grouping, error) {
	cache := &a.groupings
	cache.Lock()
	defer cache.Unlock()
	for i := range of {
		of[i] = slices.Compact(slices.Sorted(slices.Values(of[i])))
	}
	at := slices.IndexFunc(cache.last, func(x *Grouping) bool {
		for i := range of {
			if !slices.Equal(x.fields[i], of[i]) {
				return false
			}
		}
		return true
	})
	var x *Grouping
	if at >= 0 {
		x = cache.last[at]
		cache.last = slices.Delete(cache.last, at, at+1)
	} else {
		var err error
		if x, err = a.columns.project(ctx, of); err != nil {
			return nil, err
		}
		if err = x.permute(ctx, a); err != nil {
			return nil, err
		}
	}
	if len(cache.last) == cachedGroupings {
		cache.last = slices.Delete(cache.last, 0, 1)
	}
	cache.last = append(cache.last, x)
	return x, nil
}

// checkEvery is after how many entries a loop that does little looks at its context.
const checkEvery = 1 << 16

// permute puts the keys, which are by position, into their places.
func (x *Grouping) permute(ctx context.Context, a *ItemIndex) (err error) {
	x.index = a
	if x.wide == nil {
		x.narrow, err = permuted(ctx, a.order, x.narrow)
	} else {
		x.wide, err = permuted(ctx, a.order, x.wide)
	}
	return err
}

// project numbers the distinct rows of the projection on the fields, block by block and column by column. The keys
// come by position.
func (c Columns) project(ctx context.Context, of [NumKinds][]Field) (*Grouping, error) {
	x := &Grouping{fields: of, narrow: make([]uint16, c.store.Length)}
	var (
		seen  sequence.Tree // of kinds and codes
		keys  []uint32      // by node of seen: the key plus one
		codes [store.BlockLength]uint32
		nodes [store.BlockLength]uint32
	)
	for n, b := range c.store.Blocks {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		starts := b.RowStarts()
		for k, fields := range of {
			t := &b.Tables[k+1]
			rows := nodes[starts[k+1]:][:t.Rows]
			begin, _ := seen.Step(sequence.Root, uint32(k))
			for i := range rows {
				rows[i] = begin
			}
			for _, f := range fields {
				t.Project(store.Field(f), codes[:])
				for i := range rows {
					rows[i], _ = seen.Step(rows[i], codes[i])
				}
			}
		}
		keys = append(keys, make([]uint32, seen.Len()+1-len(keys))...)
		for i, kind := range b.Kinds {
			key := &keys[nodes[(starts[kind&store.KindMask]+kind>>store.KindBits)&(store.BlockLength-1)]]
			if *key == 0 {
				x.representatives = append(x.representatives, int32(n*store.BlockLength+i))
				*key = uint32(len(x.representatives))
			}
			x.put(n*store.BlockLength+i, *key-1)
		}
	}
	return x, nil
}

// put sets the key of an entry; the first that does not fit into 16 bits makes all wide.
func (x *Grouping) put(at int, key uint32) {
	if x.wide == nil && key > math.MaxUint16 {
		x.wide = make([]uint32, len(x.narrow))
		for i, n := range x.narrow[:at] {
			x.wide[i] = uint32(n)
		}
		x.narrow = nil
	}
	if x.wide == nil {
		x.narrow[at] = uint16(key)
	} else {
		x.wide[at] = key
	}
}
