package scoring

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// The bulk path gives totals and ranks without a change for each entry: step 1 runs once for a class of cases, step 2 once
// for a class of periods of units, and what they give is summed up in whole numbers. The functions of the steps are the same
// as for one case and one unit, and so are the digits.

// bulk scores by sums. False: the scheme or the ledger needs each change by itself.
func (f *Frame) bulk(ctx context.Context) (credited []Credited, settled []Settled, ok bool, err error) {
	if f.far || slices.ContainsFunc(f.cells.bounds, isFar) || slices.ContainsFunc(f.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil && len(s.Cap.By) > 0 }) {
		return nil, nil, false, nil
	}
	p := f.newProfiling()
	sums, credited, err := f.creditBulk(ctx, p)
	if err != nil {
		return nil, nil, true, err
	}
	settled, err = f.settleBulk(ctx, p, sums)
	return credited, settled, true, err
}

// settleBulk is step 2 for all units, from their sums.
func (f *Frame) settleBulk(ctx context.Context, p *profiling, sums *sums) ([]Settled, error) {
	spans, reads := f.settlePlans(sums.layout, p.epochs)
	if reads != nil && !reads.anything && len(sums.spilled) == 0 {
		assigned := f.assignedNumbers()
		members := f.memberNumbers(newEvaluator(f), reads)
		settled, err := f.settleUnits(ctx, func() func(int32) (Settled, bool) {
			w := &settling{e: newEvaluator(f), sums: sums, spans: spans, members: members, assigned: assigned,
				own: make([]int64, sums.cells*sums.slots), rows: make([]bool, sums.cells)}
			return func(unit int32) (Settled, bool) { return w.inClasses(unit), !w.failed }
		})
		if err != nil || settled != nil {
			return settled, err
		}
	}
	return f.settleUnits(ctx, func() func(int32) (Settled, bool) {
		w := &settling{e: newEvaluator(f), sums: sums}
		return func(unit int32) (Settled, bool) { return w.byItself(unit), true }
	})
}

// settleUnits settles all units, in blocks; nil: that will not do for one of them.
func (f *Frame) settleUnits(ctx context.Context, worker func() func(unit int32) (Settled, bool)) ([]Settled, error) {
	out := make([]Settled, len(f.units.ids))
	size := max(1, len(out)/f.workers()+1)
	n := (len(out) + size - 1) / size
	will := make([]bool, n)
	err := f.inBlocks(ctx, n, func(ctx context.Context, block int) error {
		settle := worker()
		will[block] = true
		for i := block * size; i < min((block+1)*size, len(out)); i++ {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var ok bool
			out[i], ok = settle(int32(i))
			will[block] = will[block] && ok
		}
		return nil
	})
	if slices.Contains(will, false) && err == nil {
		return nil, nil
	}
	return out, err
}

// instantOf is a time of Unix seconds and nanoseconds.
func instantOf(seconds int64, nano uint32) time.Time { return time.Unix(seconds, int64(nano)) }

// crediting is step 1 for many cases, by one goroutine.
type crediting struct {
	*classifier
	sums *sums
	out  Credited // what classes do not carry: refusals and problems
	one  Credited // of the case in hand
}

// creditBulk is step 1 for all cases, as sums; what is refused or reported is in the second result.
func (f *Frame) creditBulk(ctx context.Context, p *profiling) (*sums, []Credited, error) {
	l := newLayout(f.scheme, f.cells.len())
	blocks := slices.Collect(slices.Chunk(f.cases, blockSize))
	workers := make(chan *crediting, len(blocks)+1)
	outs := make([]Credited, len(blocks))
	progress := f.newProgress()
	var all []*crediting
	for range min(f.workers(), len(blocks)) {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), sums: newSums(l, len(f.units.ids))}
		all = append(all, w)
		workers <- w
	}
	err := f.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := <-workers
		defer func() { workers <- w }()
		w.out = Credited{}
		for k := range blocks[i] {
			if k%512 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			w.credit(&blocks[i][k])
			if w.e.failed != nil {
				return w.e.failed
			}
		}
		outs[i] = w.out
		progress(len(blocks[i]))
		return nil
	})
	if err != nil || len(all) == 0 {
		return newSums(l, len(f.units.ids)), nil, err
	}
	for _, w := range all[1:] {
		all[0].sums.merge(w.sums)
	}
	return all[0].sums, outs, nil
}

// credit adds what a case gives.
func (w *crediting) credit(of *Case) {
	n, fresh, ok := w.of(of)
	switch {
	case !ok:
		w.apart(of)
	case fresh:
		w.found = append(w.found, w.represent(of))
	case w.found[n].apart:
		w.apart(of)
	default:
		w.add(w.found[n].gains)
	}
}

// apart scores a case by itself.
func (w *crediting) apart(of *Case) {
	w.run(of)
	for i := range w.one.Changes {
		c := &w.one.Changes[i]
		w.sums.addDecimal(w.unitNamed(c.Unit), w.cells.of(nanoseconds(c.At)), w.sums.slot(c), c.Amount)
	}
}

// run is step 1 itself, on one case.
func (w *crediting) run(of *Case) {
	w.one = Credited{Changes: w.one.Changes[:0]}
	w.e.credit(of, &w.one)
	w.out.Refusals = append(w.out.Refusals, w.one.Refusals...)
	w.out.Problems = append(w.out.Problems, w.one.Problems...)
}

func (w *crediting) unitNamed(id string) int32 {
	code, _ := w.columns.CodeOf(id)
	n, _ := w.Frame.units.of(code)
	return n
}

// represent scores a case for its whole class.
func (w *crediting) represent(of *Case) class {
	w.apart(of)
	out := class{apart: len(w.one.Refusals)+len(w.one.Problems) > 0}
	for i := range w.one.Changes {
		c := &w.one.Changes[i]
		g := gain{entry: settlementOnly, slot: w.sums.slot(c)}
		if c.Position == settled {
			g.cell = w.cells.of(nanoseconds(c.At))
		} else {
			g.entry = int32(slices.Index(w.order, c.Position))
		}
		unit := w.unitNamed(c.Unit)
		if g.unit = int32(slices.Index(w.units, unit)); g.unit < 0 {
			g.unit = -1 - unit
		}
		var fits bool
		if g.whole, fits = w.sums.whole(g.slot, c.Amount); !fits {
			out.apart = true
		}
		same := func(o gain) bool {
			return o.entry == g.entry && o.cell == g.cell && o.unit == g.unit && o.slot == g.slot
		}
		if at := slices.IndexFunc(out.gains, same); at >= 0 {
			out.gains[at].whole += g.whole
		} else {
			out.gains = append(out.gains, g)
		}
	}
	return out
}

// add adds the gains of a class for the case in hand.
func (w *crediting) add(gains []gain) {
	for i := range gains {
		g := &gains[i]
		cell, unit := g.cell, g.unit
		if g.entry != settlementOnly {
			cell = w.cells.of(w.from[g.entry])
		}
		if unit >= 0 {
			unit = w.units[unit]
		} else {
			unit = -1 - unit
		}
		w.sums.add(unit, cell, g.slot, g.whole)
	}
}
