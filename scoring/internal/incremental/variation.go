package incremental

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Variation is a state under other figures. Its classes and sums are made when somebody asks: totals and ranks need
// neither.
type Variation struct {
	Base          *state
	Frame         *frame.Frame
	Reruns        []Rerun // the classes that ran an expression which reads a changed figure
	aloneDeltas   []delta // of the cases that are scored alone
	settled       bulk.SettledUnits
	ranked        previousRanking
	periodClasses *bulk.PeriodClasses

	once  sync.Once
	state *state // nil: not made yet
}

// credit runs step 1 for the classes that ran one of the readers, and returns the changes of sums; false: a result is
// no whole number.
func (v *Variation) credit(ctx context.Context, readers []uint64) (by *deltas, ok bool, err error) {
	k := v.Base
	v.Reruns = k.RerunsFor(readers)
	groups := k.Traces.Groups(v.Reruns, readers)
	blocks := slices.Collect(slices.Chunk(groups, max(1, len(groups)/(2*k.frame().Workers())+1)))
	parts, fits := make([]*deltas, len(blocks)), make([]bool, len(blocks))
	err = k.frame().InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		e := k.Runners.Take(v.Frame)
		defer k.Runners.GiveBack(e)
		rec := NewRecorder(e.Evaluator, k.Traces.Codes, true)
		e.Observer = rec
		defer func() { e.Observer = nil }()
		parts[i], fits[i] = newDeltas(k.Settler), true
		for _, group := range blocks[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fits[i] = v.CreditGroup(e, rec, group) && fits[i]
			for _, rerun := range group {
				c := &k.Classes[rerun.Class]
				rerun.Deltas = difference(c.Results, rerun.results)
				for _, places := range c.places {
					c.eachDelta(parts[i].add, rerun.Deltas, places, 1)
				}
			}
		}
		return nil
	})
	if err != nil || slices.Contains(fits, false) {
		return nil, false, err
	}
	by = mergeDeltas(append(parts, newDeltas(k.Settler)))
	v.subtractDeparted(by.add)
	return by, true, nil
}

// subtractDeparted subtracts the changes of cases that have left their classes.
func (v *Variation) subtractDeparted(add func(delta)) {
	for _, d := range v.Base.departed {
		if more := v.deltasOf(d.class); len(more) > 0 {
			v.Base.Classes[d.class].eachDelta(add, more, d.placement, -1)
		}
	}
}

// creditAlone adds the changes of the cases that are scored alone; false: one is no whole number. The error is the
// context's.
func (v *Variation) creditAlone(ctx context.Context, by *deltas) (bool, error) {
	k := v.Base
	oldRunner, newRunner := k.Runners.Take(k.frame()), k.Runners.Take(v.Frame)
	for _, r := range []*steps.Runner{oldRunner, newRunner} {
		r.Heed(ctx)
		defer func() { r.Heed(context.Background()); k.Runners.GiveBack(r) }()
	}
	for _, place := range k.alone {
		of := k.frame().Index.CaseAt(place)
		ds, ok := k.difference(oldRunner, &of, newRunner, &of)
		if ctx.Err() != nil || !ok {
			return false, ctx.Err()
		}
		v.aloneDeltas = append(v.aloneDeltas, ds...)
	}
	for _, m := range v.aloneDeltas {
		by.add(m)
	}
	return true, nil
}

// settle is step 2 where it reads no sum that changed. It does not run, or, if it reads a changed figure, runs once
// for each class of periods; false: it needs the sums.
func (v *Variation) settle(ctx context.Context, by *deltas, resettle bool) (*previousRanking, bool, error) {
	k := v.Base
	if !k.Settler.InClasses || readsDelta(k.Settler, by) {
		return nil, false, nil
	}
	v.settled = k.settled.Clone()
	if resettle {
		if ok, err := v.resettle(ctx, by); err != nil || !ok {
			return nil, false, err
		}
	}
	changed := by.changed()
	size := steps.FiguresSize(k.frame())
	room := make([]steps.Sum, len(changed)*size)
	for i, unit := range changed {
		v.settled.Units[unit].Figures = by.applied(room[i*size:(i+1)*size], k.settled.Units[unit].Figures, unit)
	}
	return k.previous(changed), true, nil
}

// settleBySums is step 2 over the sums under the other figures.
func (v *Variation) settleBySums(ctx context.Context, resettle bool) (*previousRanking, bool, error) {
	next, sums := v.build()
	if resettle {
		next.Settler.Classes = &bulk.PeriodClasses{}
		all, ok, err := next.Settler.SettleAll(ctx)
		next.settled, v.settled, v.state = all, all, next
		return nil, ok, err
	}
	previous, ok, err := next.settle(ctx, sums)
	v.settled, v.state = next.settled, next
	return previous, ok, err
}

// build makes the classes and sums.
func (v *Variation) build() (*state, *sharedSums) {
	k := v.Base
	next, sums := *k, share(k.Settler.Sums)
	next.Settler = settlerOn(k.Settler, v.Frame, sums.Sums)
	if v.settled.Units != nil {
		next.settled, next.ranked, next.Settler.Classes = v.settled, v.ranked, v.periodClasses
	}
	next.Classes = slices.Clone(k.Classes)
	for i := range v.Reruns {
		r := &v.Reruns[i]
		c := &next.Classes[r.Class]
		c.required.programs, c.Results, c.Notable = r.programs, r.results, r.notable
		for _, places := range c.places {
			c.eachDelta(sums.addDelta, r.Deltas, places, 1)
		}
	}
	v.subtractDeparted(sums.addDelta)
	for _, m := range v.aloneDeltas {
		sums.addDelta(m)
	}
	return &next, sums
}

// materialise returns the state of the variation.
func (v *Variation) materialise() *state {
	v.once.Do(func() {
		if v.state == nil {
			v.state, _ = v.build()
		}
	})
	return v.state
}
