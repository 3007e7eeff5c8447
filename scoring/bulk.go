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

// bulk scores by sums. Nil: the scheme or the ledger needs each change by itself.
func (f *Frame) bulk(ctx context.Context) (*summed, []Settled, error) {
	if f.far || slices.ContainsFunc(f.cells.bounds, isFar) || slices.ContainsFunc(f.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil && len(s.Cap.By) > 0 }) {
		return nil, nil, nil
	}
	p := f.newProfiling()
	credited, err := f.creditBulk(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	settled, err := f.settleBulk(ctx, p, credited.sums)
	return credited, settled, err
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

// summed is what step 1 gives in bulk.
type summed struct {
	sums    *sums
	telling []Case // in which something is refused or reported; what it is, the step says when asked
}

// crediting is step 1 for many cases, by one goroutine.
type crediting struct {
	*classifier
	summed
	one Credited // of the case in hand
}

// creditBulk is step 1 for all cases, as sums.
func (f *Frame) creditBulk(ctx context.Context, p *profiling) (*summed, error) {
	if err := p.profileAll(ctx); err != nil {
		return nil, err
	}
	l := newLayout(f.scheme, f.cells.len())
	blocks := slices.Collect(slices.Chunk(f.cases, blockSize))
	workers := make(chan *crediting, len(blocks)+1)
	progress := f.newProgress()
	var all []*crediting
	for range min(f.workers(), len(blocks)) {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), summed: summed{sums: newSums(l, len(f.units.ids))}}
		all = append(all, w)
		workers <- w
	}
	err := f.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := <-workers
		defer func() { workers <- w }()
		for k := range blocks[i] {
			if k%512 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			w.credit(&blocks[i][k])
			if w.e.failed != nil {
				return w.e.failed
			}
		}
		progress(len(blocks[i]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return &summed{sums: newSums(l, len(f.units.ids))}, nil
	}
	out := &all[0].summed
	for _, w := range all[1:] {
		out.sums.merge(w.sums)
		out.telling = append(out.telling, w.telling...)
	}
	return out, nil
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
		if w.found[n].tells {
			w.telling = append(w.telling, *of)
		}
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
	if w.e.credit(of, &w.one); w.tells() {
		w.telling = append(w.telling, *of)
	}
}

// tells says whether something is refused or reported in the case that was run.
func (w *crediting) tells() bool { return len(w.one.Refusals)+len(w.one.Problems) > 0 }

func (w *crediting) unitNamed(id string) int32 {
	code, _ := w.columns.CodeOf(id)
	n, _ := w.profiling.units.of(code)
	return n
}

// represent scores a case for its whole class.
func (w *crediting) represent(of *Case) class {
	w.apart(of)
	out := class{tells: w.tells()}
	for i := range w.one.Changes {
		c := &w.one.Changes[i]
		g := gain{entry: settlementOnly, slot: w.sums.slot(c)}
		if c.Position == settled {
			g.cell = w.cells.of(nanoseconds(c.At))
		} else {
			g.entry = int32(slices.Index(w.order, c.Position))
		}
		unit := w.unitNamed(c.Unit)
		if g.unit = int32(slices.Index(w.whose, unit)); g.unit < 0 {
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
			unit = w.whose[unit]
		} else {
			unit = -1 - unit
		}
		w.sums.add(unit, cell, g.slot, g.whole)
	}
}
