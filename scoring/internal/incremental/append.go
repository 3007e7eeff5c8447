package incremental

import (
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// append scores what appended entries reach: the cases that they came to, anew, and the units that receive something of
// those. Nil: they reach too far for that.
func (k *state) append(ctx context.Context, l *ledger.Ledger) (*state, *previousRanking, error) {
	f, touched, ok := appendTo(k.frame(), l)
	if !ok {
		return nil, nil, nil
	}
	next := *k
	sums := share(k.Settler.Sums)
	next.Settler = settlerOn(k.Settler, f, sums.Sums)
	next.departed = slices.Clip(k.departed)
	e := k.Runners.Take(f)
	defer k.Runners.GiveBack(e)
	for _, t := range touched {
		next.leave(t.place)
		moves, fits, err := k.difference(e, t.old, e, t.now)
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

// difference is what a case gives more as it is than it gave as it was, unless it is new; false: it does not fit.
func (k *state) difference(was *steps.Runner, old *frame.Case, is *steps.Runner, now *frame.Case) (moves []delta, fits bool, err error) {
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
			m := delta{unit: side.e.Frame.UnitNamed(c.Unit), cell: k.Settler.Prepared.Buckets.Of(frame.Nanoseconds(c.At)), slot: k.Settler.Layout.SlotOf(c)}
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
func (k *state) leave(place int32) {
	at, alone := slices.BinarySearch(k.apart, place)
	if alone {
		return
	}
	k.apart = slices.Concat(k.apart[:at], []int32{place}, k.apart[at:])
	if int(place) < len(k.classed) {
		k.departed = append(k.departed, departed{k.classed[place], k.Locator.of(place)})
	}
}

// settle settles the units whose sums were changed, and says what stays of the ranking. False: for one of the units that
// will not do.
func (k *state) settle(ctx context.Context, sums *sharedSums) (*previousRanking, bool, error) {
	changed := slices.Sorted(maps.Keys(sums.own))
	before := k.before(changed)
	k.settled = k.settled.Clone()
	ok, err := k.Settler.SettleSome(ctx, changed, k.settled)
	return before, ok, err
}

// before is what stays of the ranking when some units have changed; nil: nothing.
func (k *state) before(changed []int32) *previousRanking {
	if k.ranked.reported || len(k.frame().Scheme.Derived) > 0 {
		return nil
	}
	return &previousRanking{entered: k.ranked.entered, changed: changed}
}
