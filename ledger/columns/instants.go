package columns

import (
	"context"
	"math"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Instants are when the entries were, by place of the item index, as nanoseconds since 1970-01-01T00:00:00Z: see
// [Nanoseconds]. They are immutable and safe for concurrent use.
type Instants struct {
	zone    *Zone
	base    int64    // nanoseconds
	seconds []uint32 // from the base, where all are whole seconds that fit
	wide    []int64  // where they are not
}

// At is the instant of the entry at a place.
func (x *Instants) At(place int) int64 {
	if x.wide == nil {
		return x.base + int64(x.seconds[place])*1_000_000_000
	}
	return x.wide[place]
}

// Instants are the instants of FieldAt in a zone. The item index caches those of the last zone, four bytes an entry,
// or eight where some are given to a part of a second. The error is the context's.
func (a *ItemIndex) Instants(ctx context.Context, z *Zone) (*Instants, error) {
	a.instants.Lock()
	defer a.instants.Unlock()
	if last := a.instants.last; last != nil && last.zone.Location() == z.Location() {
		return last, nil
	}
	x, err := a.instantsIn(ctx, z)
	if err == nil {
		a.instants.last = x
	}
	return x, err
}

// narrowBase is where instants in 32 bits begin, 1950-01-01T00:00:00Z, in nanoseconds; they end in the year 2086.
const narrowBase = -631_152_000_000_000_000

func (a *ItemIndex) instantsIn(ctx context.Context, z *Zone) (*Instants, error) {
	x := &Instants{zone: z, base: narrowBase}
	seconds, whole, err := a.columns.seconds(ctx, z)
	if err != nil {
		return nil, err
	}
	if whole {
		x.seconds, err = permuted(ctx, a.order, seconds)
		return x, err
	}
	all := make([]int64, len(a.order)+store.BlockLength)
	for n, c := 0, a.columns; n < c.Blocks(); n++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		block := c.Block(n)
		block.Nanoseconds(FieldAt, z, all[block.first:][:block.Len()])
	}
	x.wide, err = permuted(ctx, a.order, all)
	return x, err
}

// seconds are the instants by position, in whole seconds from the narrow base; false if they do not fit.
func (c Columns) seconds(ctx context.Context, z *Zone) (all []uint32, whole bool, err error) {
	all = make([]uint32, c.store.Length)
	var at [store.BlockLength]int64
	for n := 0; n < c.Blocks(); n++ {
		if ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		block := c.Block(n)
		block.Nanoseconds(FieldAt, z, at[:])
		for i, at := range at[:block.Len()] {
			from := uint64(at-narrowBase) / 1_000_000_000
			if at < narrowBase || from > math.MaxUint32 || narrowBase+int64(from)*1_000_000_000 != at {
				return nil, false, nil
			}
			all[block.first+i] = uint32(from)
		}
	}
	return all, true, nil
}

// permuted puts what is by position into its places.
func permuted[T uint16 | uint32 | int64](ctx context.Context, order []int32, byPosition []T) ([]T, error) {
	out := make([]T, len(order))
	for place, pos := range order {
		if place%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out[place] = byPosition[pos]
	}
	return out, nil
}
