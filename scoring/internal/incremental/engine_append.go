package incremental

import (
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// extend scores what appended entries reach: the cases that they came to, anew, and the units that receive something of
// those. Nil: they reach too far for that.
func (k *kept) extend(ctx context.Context, l *ledger.Ledger) (*kept, *rankedBefore, error) {
	f, touched, ok := extended(k.frame(), l)
	if !ok {
		return nil, nil, nil
	}
	next := *k
	sums := shared(k.Settler.Sums)
	next.Settler = settlerOn(k.Settler, f, sums.Sums)
	next.left = slices.Clip(k.left)
	e := k.Free.Take(f)
	defer k.Free.GiveBack(e)
	for _, t := range touched {
		next.leave(t.place)
		moves, fits, err := k.again(e, t.old, e, t.now)
		if err != nil || !fits {
			return nil, nil, err
		}
		for _, m := range moves {
			sums.move(m)
		}
	}
	before, ok, err := next.settle(ctx, sums)
	if err != nil || !ok {
		return nil, nil, err
	}
	return &next, before, nil
}

// again is what a case gives more as it is than it gave as it was, unless it is new; false: it does not fit.
func (k *kept) again(was *steps.Runner, old *frame.Case, is *steps.Runner, now *frame.Case) (moves []move, fits bool, err error) {
	for _, side := range []struct {
		e    *steps.Runner
		of   *frame.Case
		sign int64
	}{{was, old, -1}, {is, now, 1}} {
		if side.of == nil {
			continue
		}
		var out steps.Credited
		if side.e.Credit(side.of, &out); side.e.Failed != nil {
			return nil, false, side.e.Failed
		}
		for i := range out.Changes {
			c := &out.Changes[i]
			m := move{unit: side.e.Frame.UnitNamed(c.Unit), cell: k.Settler.Ground.Cells.Of(frame.Nanoseconds(c.At)), slot: k.Settler.Layout.Slot(c)}
			n, ok := k.Settler.Layout.Whole(m.slot, c.Amount)
			if !ok {
				return nil, false, nil
			}
			m.whole = side.sign * n
			moves = append(moves, m)
		}
	}
	return moves, true, nil
}

// leave takes a case out of its class, to be scored by itself.
func (k *kept) leave(place int32) {
	at, alone := slices.BinarySearch(k.apart, place)
	if alone {
		return
	}
	k.apart = slices.Concat(k.apart[:at], []int32{place}, k.apart[at:])
	if int(place) < len(k.classed) {
		k.left = append(k.left, leftCase{k.classed[place], k.First.of(place)})
	}
}

// settle settles the units whose sums were changed, and says what stays of the ranking. False: for one of the units that
// will not do.
func (k *kept) settle(ctx context.Context, sums *sharing) (*rankedBefore, bool, error) {
	changed := slices.Sorted(maps.Keys(sums.own))
	before := k.before(changed)
	k.settled = k.settled.Clone()
	ok, err := k.Settler.Some(ctx, changed, k.settled)
	return before, ok, err
}

// before is what stays of the ranking when some units have changed; nil: nothing.
func (k *kept) before(changed []int32) *rankedBefore {
	if k.ranked.told || len(k.frame().Scheme.Derived) > 0 {
		return nil
	}
	return &rankedBefore{entered: k.ranked.entered, changed: changed}
}
