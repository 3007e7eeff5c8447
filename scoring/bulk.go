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

// summable says whether the scheme and the ledger let changes be summed up: no cap asks for what of which they are, and no
// instant is beyond what nanoseconds can hold.
func (f *Frame) summable() bool {
	return !f.far && !slices.ContainsFunc(f.cells.bounds, isFar) &&
		!slices.ContainsFunc(f.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil && len(s.Cap.By) > 0 })
}

// bulk scores by sums. Nil: the scheme or the ledger needs each change by itself.
func (f *Frame) bulk(ctx context.Context) (*summed, []Settled, error) {
	if !f.summable() {
		return nil, nil, nil
	}
	p := f.newProfiling()
	all, err := f.creditBulk(ctx, p, false)
	if err != nil {
		return nil, nil, err
	}
	credited := f.summedUp(all)
	settled, err := f.newSettler(p.epochs, credited.sums).all(ctx)
	return credited, settled, err
}

// instantOf is a time of Unix seconds and nanoseconds.
func instantOf(seconds int64, nano uint32) time.Time { return time.Unix(seconds, int64(nano)) }

// summed is what step 1 gives in bulk.
type summed struct {
	sums    *sums
	telling func() []Case // in which something is refused or reported, maybe with others; what it is, the step says when asked
}

// crediting is step 1 for many cases, by one goroutine.
type crediting struct {
	*classifier
	sums    *sums
	telling []Case
	one     Credited // of the case in hand
	keeps   bool     // where the cases of each class stand, for an engine
}

// creditBulk is step 1 for all cases, as sums, by several goroutines. If it is to keep where the cases stand, it also notes
// the class of each.
func (f *Frame) creditBulk(ctx context.Context, p *profiling, keeps bool) ([]*crediting, error) {
	if err := p.profileAll(ctx); err != nil {
		return nil, err
	}
	l := newLayout(f.scheme, f.cells.len())
	blocks := slices.Collect(slices.Chunk(f.cases, blockSize))
	workers := make(chan *crediting, len(blocks)+1)
	progress := f.newProgress()
	var all []*crediting
	for range max(1, min(f.workers(), len(blocks))) {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), sums: newSums(l, len(f.units.ids)), keeps: keeps}
		if keeps {
			w.e.ran = newRan(w.e, map[string]uint32{}, false)
		}
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
			class := w.credit(&blocks[i][k], int32(i*blockSize+k))
			if w.e.failed != nil {
				return w.e.failed
			}
			if keeps {
				w.classed = append(w.classed, classed{int32(i*blockSize + k), class})
			}
		}
		progress(len(blocks[i]))
		return nil
	})
	return all, err
}

// summedUp is what all goroutines gave. There is one at least.
func (f *Frame) summedUp(all []*crediting) *summed {
	var others []*sums
	telling := all[0].telling
	for _, w := range all[1:] {
		others, telling = append(others, w.sums), append(telling, w.telling...)
	}
	all[0].sums.merge(f, others)
	return &summed{all[0].sums, func() []Case { return telling }}
}

// credit adds what a case gives, and returns its class; noClass: it was scored by itself.
func (w *crediting) credit(of *Case, place int32) uint32 {
	n, fresh, ok := w.of(of)
	switch {
	case !ok:
		w.apart(of)
		return noClass
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
	if w.found[n].apart {
		return noClass
	}
	if w.keeps {
		w.found[n].standing = w.place(w.found[n].standing, place)
	}
	return n
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
	if w.e.credit(of, &w.one); w.one.tells() {
		w.telling = append(w.telling, *of)
	}
}

// tells says whether something is refused or reported.
func (c *Credited) tells() bool { return len(c.Refusals)+len(c.Problems) > 0 }

// unitNamed is the number of a unit that receives something.
func (f *Frame) unitNamed(id string) int32 {
	code, _ := f.columns.CodeOf(id)
	n, _ := f.units.of(code)
	return n
}

// represent scores a case for its whole class.
func (w *crediting) represent(of *Case) class {
	if w.keeps {
		w.e.ran.begin(w.order, nil)
	}
	w.apart(of)
	gains, fits := w.gainsOf(w.sums.layout, w.one.Changes, w.order, w.whose)
	out := class{apart: !fits, gains: gains, tells: w.one.tells()}
	if w.keeps {
		out.example = &example{*of, slices.Clone(w.order), slices.Clone(w.whose)}
		out.ran = w.e.ran.end()
	}
	return out
}

// gainsOf are the changes of a case as those of its class: by place in the order of its entries and among its units; false
// if one is no whole number of its smallest step.
func (f *Frame) gainsOf(l *layout, changes []Change, order, units []int32) (gains []gain, fits bool) {
	fits = true
	for i := range changes {
		c := &changes[i]
		g := gain{entry: settlementOnly, slot: l.slot(c)}
		if c.Position == settled {
			g.cell = f.cells.of(nanoseconds(c.At))
		} else {
			g.entry = int32(slices.Index(order, c.Position))
		}
		unit := f.unitNamed(c.Unit)
		if g.unit = int32(slices.Index(units, unit)); g.unit < 0 {
			g.unit = -1 - unit
		}
		whole, ok := l.whole(g.slot, c.Amount)
		g.whole, fits = whole, fits && ok
		gains = addGain(gains, g)
	}
	return gains, fits
}

// addGain adds a gain to those of a class; what falls into one place is one.
func addGain(gains []gain, g gain) []gain {
	at := slices.IndexFunc(gains, func(o gain) bool {
		return o.entry == g.entry && o.cell == g.cell && o.unit == g.unit && o.slot == g.slot
	})
	if at < 0 {
		return append(gains, g)
	}
	gains[at].whole += g.whole
	return gains
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

// place adds where the case in hand stands: its own place among the cases, its units, and the cells of its entries in the
// order of effect.
func (w *crediting) place(places []int32, of int32) []int32 {
	places = append(append(places, of), w.whose...)
	for _, from := range w.from {
		places = append(places, w.cells.of(from))
	}
	return places
}
