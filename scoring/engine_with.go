package scoring

import (
	"context"
	"iter"
	"slices"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// vary scores under other values of parameters: step 1 runs again for the classes that needed an expression which reads
// one of them, and the difference is added for each of their cases; step 2 for the units whose sums have changed, or for all
// if one of its own expressions reads one. Nil: they reach too far for that.
func (k *kept) vary(ctx context.Context, s *scheme.Scheme, o Options, params []scheme.Param) (*kept, *rankedBefore, error) {
	if !alike(k.scheme, s) || readParam(numberPrograms(s), params) || k.first.cutBy(params) {
		return nil, nil, nil
	}
	f := k.Frame.varied(s, o)
	next := *k
	sums := k.sums.shared()
	next.settler = k.settler.on(f, sums.sums)
	slots, ok, err := next.reclass(ctx, sums, readersOf(s, params))
	if err != nil || !ok {
		return nil, nil, err
	}
	if len(k.apart) > 0 && readParam(creditPrograms(s), params) {
		slots = nil
		if ok, err := next.againApart(sums, k); err != nil || !ok {
			return nil, nil, err
		}
	}
	if readParam(settlePrograms(s), params) {
		next.known = &settlings{}
		next.settled, err = next.all(ctx)
		return &next, nil, err
	}
	varied, before, err := next.settle(ctx, sums, slots)
	if readParam(rankPrograms(s), params) {
		before = nil
	}
	return varied, before, err
}

// alike says whether two schemes have the same expressions, and records, so that they differ in figures alone.
func alike(a, b *scheme.Scheme) bool {
	return a.Vocabulary == b.Vocabulary && slices.Equal(programsOf(a), programsOf(b))
}

// varied is the frame under a scheme that differs in figures alone.
func (f *Frame) varied(s *scheme.Scheme, o Options) *Frame {
	g := *f
	g.scheme, g.options = s, o
	return &g
}

// on is the settler for another frame of the same periods, roster and tasks.
func (s *settler) on(f *Frame, sums *sums) *settler {
	next := *s
	next.Frame, next.sums = f, sums
	return &next
}

// reclass runs step 1 for the classes that needed one of the expressions, and adds the difference for their cases. It gives
// the slots in which there is any, a bool for each; false: it does not fit.
func (k *kept) reclass(ctx context.Context, sums *sharing, readers []uint64) (slots []bool, ok bool, err error) {
	var stale []int
	for n := range k.classes {
		if anyOf(k.classes[n].ran, readers) {
			stale = append(stale, n)
		}
	}
	old := k.classes
	k.classes = slices.Clone(old)
	blocks := slices.Collect(slices.Chunk(stale, max(1, len(stale)/k.workers()+1)))
	fits := make([]bool, len(blocks))
	err = k.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		e := k.free.take(k.Frame)
		defer k.free.giveBack(e)
		e.ran = newRan(k.scheme)
		defer func() { e.ran = nil }()
		var out Credited
		fits[i] = true
		for _, n := range blocks[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c := &k.classes[n]
			out = Credited{Changes: out.Changes[:0]}
			e.ran.begin()
			if e.credit(&c.example.of, &out); e.failed != nil {
				return e.failed
			}
			var fit bool
			c.ran, c.tells = e.ran.end(), out.tells()
			c.gains, fit = k.gainsOf(sums.layout, out.Changes, c.example.order, c.example.units)
			fits[i] = fits[i] && fit
		}
		return nil
	})
	if err != nil || slices.Contains(fits, false) {
		return nil, false, err
	}
	slots = make([]bool, sums.slots)
	differences := make([][]gain, len(k.classes))
	for _, n := range stale {
		c := &k.classes[n]
		diff := difference(old[n].gains, c.gains)
		if differences[n] = diff; len(diff) > 0 {
			for _, g := range diff {
				slots[g.slot] = true
			}
			for _, places := range c.places {
				sums.addAll(c, diff, places, 1)
			}
		}
	}
	for _, l := range k.left {
		if l.class != noClass {
			sums.addAll(&k.classes[l.class], differences[l.class], l.places, -1)
		}
	}
	return slots, true, nil
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

// addAll adds the gains of a class for each case that stands somewhere.
func (s *sharing) addAll(c *class, gains []gain, places []int32, sign int64) {
	if len(gains) == 0 {
		return
	}
	for each := range c.each(places) {
		of, cells := each[1:1+len(c.example.units)], each[1+len(c.example.units):]
		for i := range gains {
			g := &gains[i]
			cell, unit := g.cell, -1-g.unit
			if g.unit >= 0 {
				unit = of[g.unit]
			}
			if g.entry != settlementOnly {
				cell = cells[g.entry]
			}
			s.take(unit)
			s.add(unit, cell, g.slot, sign*g.whole)
		}
	}
}

// each gives where each case of a class stands.
func (c *class) each(places []int32) iter.Seq[[]int32] {
	return slices.Chunk(places, 1+len(c.example.units)+len(c.example.order))
}

// againApart scores the cases that are scored by themselves under both schemes.
func (k *kept) againApart(sums *sharing, before *kept) (bool, error) {
	was, is := before.free.take(before.Frame), k.free.take(k.Frame)
	defer before.free.giveBack(was)
	defer k.free.giveBack(is)
	for _, place := range k.apart {
		of := k.caseAt(place)
		if ok, err := sums.again(was, &of, is, &of); err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}
