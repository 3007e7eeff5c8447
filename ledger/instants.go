package ledger

import (
	"context"
	"math"
)

// Instants are when the entries were, by place of the arrangement, as nanoseconds since 1970-01-01T00:00:00Z: see
// [Nanoseconds]. They are immutable and safe for concurrent use.
type Instants struct {
	zone    *Zone
	base    int64    // nanoseconds
	seconds []uint32 // from the base, where all are whole seconds and not too far apart
	wide    []int64  // where they are not
	far     bool
}

// At is the instant of the entry at a place.
func (x *Instants) At(place int) int64 {
	if x.wide == nil {
		return x.base + int64(x.seconds[place])*1_000_000_000
	}
	return x.wide[place]
}

// Far says whether some instant is beyond what nanoseconds can hold, so that the numbers do not tell them all apart.
func (x *Instants) Far() bool { return x.far }

// Instants are the instants of FieldAt in a zone. The arrangement keeps those that were asked for last, four bytes an entry,
// or eight where some are given to a part of a second. The error is the context's.
func (a *Arrangement) Instants(ctx context.Context, z *Zone) (*Instants, error) {
	a.instants.Lock()
	defer a.instants.Unlock()
	if last := a.instants.last; last != nil && last.zone.location == z.location {
		return last, nil
	}
	x, err := a.instantsIn(ctx, z)
	if err == nil {
		a.instants.last = x
	}
	return x, err
}

func (a *Arrangement) instantsIn(ctx context.Context, z *Zone) (*Instants, error) {
	x, c := &Instants{zone: z}, a.ledger.Columns()
	byPosition := make([]int64, len(a.order)+blockLength)
	whole, least, greatest := true, int64(math.MaxInt64), int64(math.MinInt64)
	for n := range c.Parts() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		part := c.Part(n)
		of := byPosition[part.first:][:part.Len()]
		part.Nanoseconds(FieldAt, z, of)
		for _, at := range of {
			whole = whole && at%1_000_000_000 == 0
			least, greatest = min(least, at), max(greatest, at)
		}
	}
	x.far = least == math.MinInt64 || greatest == math.MaxInt64
	if whole && !x.far && greatest/1_000_000_000-least/1_000_000_000 < math.MaxUint32 {
		x.base, x.seconds = least, make([]uint32, len(a.order))
	} else {
		x.wide = make([]int64, len(a.order))
	}
	for place, pos := range a.order {
		if place%checked == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if at := byPosition[pos]; x.wide == nil {
			x.seconds[place] = uint32((at - least) / 1_000_000_000)
		} else {
			x.wide[place] = at
		}
	}
	return x, nil
}
