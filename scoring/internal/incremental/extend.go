package incremental

import (
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// extend scores again after entries were appended: the cases that they came to, and the units that receive something
// of these. Nil: the entries reach further than cases.
func (k *state) extend(ctx context.Context, l *ledger.Ledger) (*state, *previousRanking, error) {
	f, touched, ok, err := appendTo(ctx, k.frame(), l)
	if err != nil || !ok {
		return nil, nil, err
	}
	next := *k
	sums := share(k.Settler.Sums)
	next.Settler = settlerOn(k.Settler, f, sums.Sums)
	next.departed = slices.Clip(k.departed)
	runner := k.Runners.Take(f)
	runner.Heed(ctx)
	defer func() { runner.Heed(context.Background()); k.Runners.GiveBack(runner) }()
	for _, t := range touched {
		next.leave(t.place)
		ds, fits := k.difference(runner, t.old, runner, t.now)
		if ctx.Err() != nil || !fits {
			return nil, nil, ctx.Err()
		}
		for _, d := range ds {
			sums.addDelta(d)
		}
	}
	previous, ok, err := next.settle(ctx, sums)
	if err != nil || !ok {
		return nil, nil, err
	}
	return &next, previous, nil
}

// difference is the changes of a case as it is, less its changes as it was; false: one is no whole number.
func (k *state) difference(
	oldRunner *steps.Runner, oldCase *frame.Case, newRunner *steps.Runner, newCase *frame.Case,
) (ds []delta, fits bool) {
	for _, side := range []struct {
		e    *steps.Runner
		of   *frame.Case
		sign int64
	}{{oldRunner, oldCase, -1}, {newRunner, newCase, 1}} {
		if side.of == nil {
			continue
		}
		var out steps.Credited
		side.e.Credit(side.of, &out)
		for i := range out.Changes {
			c := &out.Changes[i]
			d := delta{
				unit:   side.e.Frame.UnitNamed(c.Unit),
				bucket: k.Settler.Prepared.Buckets.Of(frame.Nanoseconds(c.At)),
				slot:   k.Settler.Layout.SlotOf(c),
			}
			n, ok := k.Settler.Layout.Whole(d.slot, c.Amount)
			if !ok {
				return nil, false
			}
			d.whole = side.sign * n
			ds = append(ds, d)
		}
	}
	return ds, true
}

// leave takes a case out of its class. From then on it is scored alone.
func (k *state) leave(place int32) {
	at, found := slices.BinarySearch(k.alone, place)
	if found {
		return
	}
	k.alone = slices.Concat(k.alone[:at], []int32{place}, k.alone[at:])
	if int(place) < len(k.classOf) {
		k.departed = append(k.departed, departed{k.classOf[place], k.Locator.placement(place)})
	}
}

// settle settles the units whose sums changed, and returns what is left of the ranking; false: one of them cannot be
// settled so.
func (k *state) settle(ctx context.Context, sums *sharedSums) (*previousRanking, bool, error) {
	changed := slices.Sorted(maps.Keys(sums.copied))
	previous := k.previous(changed)
	k.settled = k.settled.Clone()
	ok, err := k.Settler.SettleSome(ctx, changed, k.settled)
	return previous, ok, err
}

// previous is the ranking but for the units that changed; nil: all is to be ranked again.
func (k *state) previous(changed []int32) *previousRanking {
	if k.ranked.hasProblems || len(k.frame().Scheme.Derived) > 0 {
		return nil
	}
	return &previousRanking{entered: k.ranked.entered, changed: changed}
}
