package scoring

import (
	"context"
	"slices"
	"sync"
)

// variation is what other figures make of an engine. Its classes, and its sums by cell, are made when somebody asks for them:
// who wants totals and ranks does not need them.
type variation struct {
	of      *kept
	frame   *Frame
	gave    []given // the classes that needed an expression which reads a figure that is another
	moves   []move  // what the cases that are scored by themselves give more
	settled settledUnits
	ranked  rankedBefore
	known   *settlings // the classes of periods

	once sync.Once
	own  *kept // nil: nobody has asked for it
}

// given is what a class gives under other figures.
type given struct {
	class int
	ran   []uint64
	gains []gain
	tells bool
	more  []gain // than before
}

// credit runs step 1 for the classes that needed one of the expressions, and says how sums differ by it; false: it does not
// fit.
func (v *variation) credit(ctx context.Context, readers []uint64) (by *drift, ok bool, err error) {
	k := v.of
	v.gave = k.needing(readers)
	kin := k.trails.kin(v.gave, readers)
	blocks := slices.Collect(slices.Chunk(kin, max(1, len(kin)/(2*k.workers())+1)))
	parts, fits := make([]*drift, len(blocks)), make([]bool, len(blocks))
	err = k.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		e := k.free.take(v.frame)
		defer k.free.giveBack(e)
		ran := newRan(e.evaluator, k.trails.texts, true)
		e.observer = ran
		defer func() { e.observer = nil }()
		parts[i], fits[i] = noDrift(k.settler), true
		for _, kin := range blocks[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fits[i] = v.creditKin(e, ran, kin) && fits[i]
			if e.failed != nil {
				return e.failed
			}
			for _, g := range kin {
				c := &k.classes[g.class]
				g.more = difference(c.gains, g.gains)
				for _, places := range c.places {
					c.addAll(parts[i].add, g.more, places, 1)
				}
			}
		}
		return nil
	})
	if err != nil || slices.Contains(fits, false) {
		return nil, false, err
	}
	by = joined(append(parts, noDrift(k.settler)))
	v.left(by.add)
	return by, true, nil
}

// left takes off what the cases that left their classes get no longer with them.
func (v *variation) left(to func(move)) {
	for _, l := range v.of.left {
		if more := v.more(l.class); len(more) > 0 {
			v.of.classes[l.class].addAll(to, more, l.places, -1)
		}
	}
}

// needing are the classes that needed one of the expressions, in their order.
func (k *kept) needing(readers []uint64) []given {
	var out []given
	for n := range k.classes {
		if anyOf(k.classes[n].ran.programs, readers) {
			out = append(out, given{class: n})
		}
	}
	return out
}

// creditKin runs step 1 for one of the classes of a kin, and, unless it takes the path that it took for all of them, for each
// of the others; false: a gain is no whole number of its smallest step.
func (v *variation) creditKin(e *runner, ran *ran, kin []*given) bool {
	for i, g := range kin {
		of, l := v.of.classes[g.class].example, v.of.sums.layout
		var out Credited
		var fits bool
		ran.begin(of.order, v.of.trails.steps[g.class])
		e.credit(&of.of, &out)
		g.ran, g.tells = ran.end().programs, out.tells()
		if g.gains, fits = v.of.gainsOf(l, out.Changes, of.order, of.units); e.failed != nil || !fits {
			return false
		}
		if i == 0 && ran.trail.kept() {
			for _, o := range kin[1:] {
				o.ran, o.gains, o.tells = g.ran, g.gains, g.tells
			}
			break
		}
	}
	return true
}

// more is what a class gives more under the other figures.
func (v *variation) more(class uint32) []gain {
	at, ok := slices.BinarySearchFunc(v.gave, int(class), func(g given, n int) int { return g.class - n })
	if class == noClass || !ok {
		return nil
	}
	return v.gave[at].more
}

// difference is what is to be added to the gains of a class to make them others.
func difference(old, now []gain) []gain {
	diff := slices.Clone(now)
	for _, g := range old {
		g.whole = -g.whole
		diff = addGain(diff, g)
	}
	return slices.DeleteFunc(diff, func(g gain) bool { return g.whole == 0 })
}

// creditApart scores the cases that are scored by themselves under both schemes; false: it does not fit.
func (v *variation) creditApart(by *drift) (bool, error) {
	k := v.of
	was, is := k.free.take(k.Frame), k.free.take(v.frame)
	defer k.free.giveBack(was)
	defer k.free.giveBack(is)
	for _, place := range k.apart {
		of := k.index.caseAt(place)
		moves, ok, err := k.again(was, &of, is, &of)
		if err != nil || !ok {
			return false, err
		}
		v.moves = append(v.moves, moves...)
	}
	for _, m := range v.moves {
		by.add(m)
	}
	return true, nil
}

// settle is step 2 where it looks at nothing that step 1 gave otherwise, so that it need not run, or, if it reads one of the
// figures itself, runs once for each class of periods. False: for that, it must see the sums.
func (v *variation) settle(ctx context.Context, by *drift, again bool) (*rankedBefore, bool, error) {
	k := v.of
	if !k.inClasses || sees(k.settler, by) {
		return nil, false, nil
	}
	v.settled = k.settled.clone()
	if again {
		if ok, err := v.settleAgain(ctx, by); err != nil || !ok {
			return nil, false, err
		}
	}
	changed := by.changed()
	size := k.figuresSize()
	room := make([]sum, len(changed)*size)
	for i, unit := range changed {
		v.settled.units[unit].figures = by.shifted(room[i*size:(i+1)*size], k.settled.units[unit].figures, unit)
	}
	return k.before(changed), true, nil
}

// settleBySums is step 2 over the sums as they are now.
func (v *variation) settleBySums(ctx context.Context, again bool) (*rankedBefore, bool, error) {
	next, sums := v.make()
	if again {
		next.known = &settlings{}
		all, ok, err := next.all(ctx)
		next.settled, v.settled, v.own = all, all, next
		return nil, ok, err
	}
	before, ok, err := next.settle(ctx, sums)
	v.settled, v.own = next.settled, next
	return before, ok, err
}

// make makes the classes and sums.
func (v *variation) make() (*kept, *sharing) {
	k := v.of
	next, sums := *k, k.sums.shared()
	next.settler = settlerOn(k.settler, v.frame, sums.sums)
	if v.settled.units != nil {
		next.settled, next.ranked, next.known = v.settled, v.ranked, v.known
	}
	next.classes = slices.Clone(k.classes)
	for i := range v.gave {
		g := &v.gave[i]
		c := &next.classes[g.class]
		c.ran.programs, c.gains, c.tells = g.ran, g.gains, g.tells
		for _, places := range c.places {
			c.addAll(sums.move, g.more, places, 1)
		}
	}
	v.left(sums.move)
	for _, m := range v.moves {
		sums.move(m)
	}
	return &next, sums
}

// whole is what an engine of its own would keep.
func (v *variation) whole() *kept {
	v.once.Do(func() {
		if v.own == nil {
			v.own, _ = v.make()
		}
	})
	return v.own
}
