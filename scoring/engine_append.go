package scoring

import (
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// extend scores what appended entries reach: the cases that they came to, anew, and the units that receive something of
// those. Nil: they reach too far for that.
func (k *kept) extend(ctx context.Context, l *ledger.Ledger) (*kept, *rankedBefore, error) {
	f, touched, ok := k.extended(l)
	if !ok {
		return nil, nil, nil
	}
	next := *k
	sums := k.sums.shared()
	next.settler = k.settler.on(f, sums.sums)
	next.left = slices.Clip(k.left)
	e := k.free.take(f)
	defer k.free.giveBack(e)
	for _, t := range touched {
		next.leave(t.place)
		if fits, err := sums.again(e, t.old, e, t.now); err != nil || !fits {
			return nil, nil, err
		}
	}
	return next.settle(ctx, sums, nil)
}

// again takes off what a case gave as it was, unless it is new, and adds what it gives as it is; false: it does not fit.
func (s *sharing) again(was *evaluator, old *Case, is *evaluator, now *Case) (bool, error) {
	var out Credited
	if old != nil {
		was.credit(old, &out)
		if was.failed != nil || !s.changes(was.Frame, out.Changes, -1) {
			return false, was.failed
		}
	}
	out = Credited{}
	is.credit(now, &out)
	if is.failed != nil {
		return false, is.failed
	}
	return s.changes(is.Frame, out.Changes, 1), nil
}

// leave takes a case out of its class, to be scored by itself.
func (k *kept) leave(place int32) {
	at, alone := slices.BinarySearch(k.apart, place)
	if alone {
		return
	}
	k.apart = slices.Concat(k.apart[:at], []int32{place}, k.apart[at:])
	if int(place) < len(k.classed) {
		k.left = append(k.left, leftCase{k.classed[place], k.first.of(place)})
	}
}

// settle settles the units whose sums were changed, and says what stays of the ranking. Slots are those that were changed,
// nil if that is not known. Nil: for one of the units that will not do.
func (k *kept) settle(ctx context.Context, sums *sharing, slots []bool) (*kept, *rankedBefore, error) {
	changed := slices.Sorted(maps.Keys(sums.own))
	before := k.settled
	k.settled = slices.Clone(before)
	if k.unseen(slots) {
		for _, unit := range changed {
			k.settled[unit].figures = k.shifted(before[unit].figures, sums, unit, slots)
		}
	} else if ok, err := k.some(ctx, changed, k.settled); err != nil || !ok {
		return nil, nil, err
	}
	if k.ranked.told || len(k.scheme.Derived) > 0 {
		return k, nil, nil
	}
	return k, &rankedBefore{entered: k.ranked.entered, changed: changed}, nil
}

// unseen says whether step 2 looks at none of the slots, so that it gives what it gave.
func (k *kept) unseen(slots []bool) bool {
	return k.inClasses && slots != nil && !slices.ContainsFunc(k.spans, func(sp spanPlan) bool {
		return slices.ContainsFunc(sp.plan.sums, func(list []int32) bool {
			return slices.ContainsFunc(list, func(slot int32) bool { return slots[slot] })
		})
	})
}

// shifted are the figures of a unit in the period that is shown, with other sums in some slots.
func (k *kept) shifted(was figures, now *sharing, unit int32, slots []bool) figures {
	out := was.clone()
	low, high := k.cells.within(nanoseconds(k.start), nanoseconds(k.end))
	for slot, is := range slots {
		if !is {
			continue
		}
		if n := now.over(unit, low, high, int32(slot)) - now.before.over(unit, low, high, int32(slot)); n != 0 {
			now.put(&out, slot, n)
		}
	}
	return out
}
