package incremental

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Variation is what other figures make of an engine. Its classes, and its sums by cell, are made when somebody asks for them:
// who wants totals and ranks does not need them.
type Variation struct {
	Of      *state
	Frame   *frame.Frame
	Reruns  []Rerun // the classes that needed an expression which reads a figure that is another
	moves   []delta // what the cases that are scored by themselves give more
	settled bulk.SettledUnits
	ranked  previousRanking
	known   *bulk.PeriodClasses // the classes of periods

	once sync.Once
	own  *state // nil: nobody has asked for it
}

// Rerun is what a class gives under other figures.
type Rerun struct {
	Class int
	ran   []uint64
	gains []bulk.ClassResult
	tells bool
	More  []bulk.ClassResult // than before
}

// credit runs step 1 for the classes that needed one of the expressions, and says how sums differ by it; false: it does not
// fit.
func (v *Variation) credit(ctx context.Context, readers []uint64) (by *deltas, ok bool, err error) {
	k := v.Of
	v.Reruns = k.RerunsFor(readers)
	kin := k.Traces.Groups(v.Reruns, readers)
	blocks := slices.Collect(slices.Chunk(kin, max(1, len(kin)/(2*k.frame().Workers())+1)))
	parts, fits := make([]*deltas, len(blocks)), make([]bool, len(blocks))
	err = k.frame().InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		e := k.Runners.Take(v.Frame)
		defer k.Runners.GiveBack(e)
		ran := NewRecorder(e.Evaluator, k.Traces.Texts, true)
		e.Observer = ran
		defer func() { e.Observer = nil }()
		parts[i], fits[i] = noDeltas(k.Settler), true
		for _, kin := range blocks[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fits[i] = v.CreditGroup(e, ran, kin) && fits[i]
			if e.Failed != nil {
				return e.Failed
			}
			for _, g := range kin {
				c := &k.Classes[g.Class]
				g.More = difference(c.Results, g.gains)
				for _, places := range c.places {
					c.addAll(parts[i].add, g.More, places, 1)
				}
			}
		}
		return nil
	})
	if err != nil || slices.Contains(fits, false) {
		return nil, false, err
	}
	by = joined(append(parts, noDeltas(k.Settler)))
	v.left(by.add)
	return by, true, nil
}

// left takes off what the cases that left their classes get no longer with them.
func (v *Variation) left(to func(delta)) {
	for _, l := range v.Of.departed {
		if more := v.more(l.class); len(more) > 0 {
			v.Of.Classes[l.class].addAll(to, more, l.places, -1)
		}
	}
}

// RerunsFor are the classes that needed one of the expressions, in their order.
func (k *state) RerunsFor(readers []uint64) []Rerun {
	var out []Rerun
	for n := range k.Classes {
		if anyOf(k.Classes[n].ran.programs, readers) {
			out = append(out, Rerun{Class: n})
		}
	}
	return out
}

// CreditGroup runs step 1 for one of the classes of a kin, and, unless it takes the path that it took for all of them, for each
// of the others; false: a gain is no whole number of its smallest step.
func (v *Variation) CreditGroup(e *steps.Runner, ran *recorder, kin []*Rerun) bool {
	for i, g := range kin {
		of, l := v.Of.Classes[g.Class].Representative, v.Of.Settler.Sums.Layout
		var out steps.Credited
		var fits bool
		ran.begin(of.Order, v.Of.Traces.steps[g.Class])
		e.Credit(&of.Case, &out)
		g.ran, g.tells = ran.end().programs, bulk.Notable(&out)
		if g.gains, fits = bulk.ResultsOf(v.Of.frame(), l, out.Changes, of.Order, of.Units); e.Failed != nil || !fits {
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
func (v *Variation) more(class uint32) []bulk.ClassResult {
	at, ok := slices.BinarySearchFunc(v.Reruns, int(class), func(g Rerun, n int) int { return g.Class - n })
	if class == bulk.NoClass || !ok {
		return nil
	}
	return v.Reruns[at].More
}

// difference is what is to be added to the gains of a class to make them others.
func difference(old, now []bulk.ClassResult) []bulk.ClassResult {
	diff := slices.Clone(now)
	for _, g := range old {
		g.Whole = -g.Whole
		diff = bulk.AddResult(diff, g)
	}
	return slices.DeleteFunc(diff, func(g bulk.ClassResult) bool { return g.Whole == 0 })
}

// creditApart scores the cases that are scored by themselves under both schemes; false: it does not fit.
func (v *Variation) creditApart(by *deltas) (bool, error) {
	k := v.Of
	was, is := k.Runners.Take(k.frame()), k.Runners.Take(v.Frame)
	defer k.Runners.GiveBack(was)
	defer k.Runners.GiveBack(is)
	for _, place := range k.apart {
		of := k.frame().Index.CaseAt(place)
		moves, ok, err := k.difference(was, &of, is, &of)
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
func (v *Variation) settle(ctx context.Context, by *deltas, again bool) (*previousRanking, bool, error) {
	k := v.Of
	if !k.Settler.InClasses || readsDelta(k.Settler, by) {
		return nil, false, nil
	}
	v.settled = k.settled.Clone()
	if again {
		if ok, err := v.settleAgain(ctx, by); err != nil || !ok {
			return nil, false, err
		}
	}
	changed := by.changed()
	size := steps.FiguresSize(k.frame())
	room := make([]steps.Sum, len(changed)*size)
	for i, unit := range changed {
		v.settled.Units[unit].Figures = by.shifted(room[i*size:(i+1)*size], k.settled.Units[unit].Figures, unit)
	}
	return k.before(changed), true, nil
}

// settleBySums is step 2 over the sums as they are now.
func (v *Variation) settleBySums(ctx context.Context, again bool) (*previousRanking, bool, error) {
	next, sums := v.make()
	if again {
		next.Settler.Classes = &bulk.PeriodClasses{}
		all, ok, err := next.Settler.SettleAll(ctx)
		next.settled, v.settled, v.own = all, all, next
		return nil, ok, err
	}
	before, ok, err := next.settle(ctx, sums)
	v.settled, v.own = next.settled, next
	return before, ok, err
}

// make makes the classes and sums.
func (v *Variation) make() (*state, *sharedSums) {
	k := v.Of
	next, sums := *k, share(k.Settler.Sums)
	next.Settler = settlerOn(k.Settler, v.Frame, sums.Sums)
	if v.settled.Units != nil {
		next.settled, next.ranked, next.Settler.Classes = v.settled, v.ranked, v.known
	}
	next.Classes = slices.Clone(k.Classes)
	for i := range v.Reruns {
		g := &v.Reruns[i]
		c := &next.Classes[g.Class]
		c.ran.programs, c.Results, c.Notable = g.ran, g.gains, g.tells
		for _, places := range c.places {
			c.addAll(sums.move, g.More, places, 1)
		}
	}
	v.left(sums.move)
	for _, m := range v.moves {
		sums.move(m)
	}
	return &next, sums
}

// whole is what an engine of its own would keep.
func (v *Variation) whole() *state {
	v.once.Do(func() {
		if v.own == nil {
			v.own, _ = v.make()
		}
	})
	return v.own
}
