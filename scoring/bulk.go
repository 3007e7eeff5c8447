package scoring

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// The bulk path gives totals and ranks without a change for each entry: step 1 runs once for a class of cases, step 2 once
// for a class of periods of units, and what they give is summed up in whole numbers. The functions of the steps are the same
// as for one case and one unit, and so are the digits.

// summable says whether the scheme and the ledger let changes be summed up: no cap asks for what of which they are, and no
// instant is beyond what nanoseconds can hold.
func (f *Frame) summable() bool {
	return !f.far() && !slices.ContainsFunc(f.cells.bounds, isFar) &&
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
	shared  *classes
	made    []*class     // by the number that the classifier gives; nil: it is not known to be made
	found   []*class     // likewise, made or not
	numbers []int32      // and what they are among all
	waiting []int32      // cases whose class another goroutine makes
	keeps   *whereabouts // for an engine; nil: nobody keeps
	quick   *patterned   // nil: patterns tell no class
}

// whereabouts are where cases stand, as one goroutine found them.
type whereabouts struct {
	classed  []classed // by number among all
	standing [][]int32 // by the number that the classifier gives; see crediting.place
	mine     []int32   // numbers among all of the classes that this goroutine made
}

// classed is a case with its class.
type classed struct {
	of    int32
	class uint32
}

// creditBulk is step 1 for all cases, as sums, by several goroutines. If it is to keep where the cases stand, it also notes
// the class of each.
func (f *Frame) creditBulk(ctx context.Context, p *profiling, keeps bool) ([]*crediting, error) {
	var (
		l        = newLayout(f.scheme, f.cells.len())
		shared   = &classes{}
		size     = len(f.items) + len(f.rest)
		each     = f.caseOf
		progress = f.newProgress()
		patterns *ledger.Patterns
		all      []*crediting
		err      error
	)
	if keeps {
		list := f.listed().all
		size, each = len(list), func(i int) (Case, bool) { return list[i], true }
	} else if patterns, err = f.combined.Patterns(ctx, f.when); err != nil {
		return nil, err
	}
	if err = p.profileMore(ctx); err != nil {
		return nil, err
	}
	blocks := (size + blockSize - 1) / blockSize
	workers := make(chan *crediting, blocks+1)
	for range max(1, min(f.workers(), blocks)) {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), sums: newSums(l, len(f.units.ids)), shared: shared}
		if keeps {
			w.keeps, w.e.ran = &whereabouts{}, newRan(w.e, map[string]uint32{}, false)
		} else {
			w.quick = w.newPatterned(patterns, w.sums)
		}
		all = append(all, w)
		workers <- w
	}
	err = f.inBlocks(ctx, blocks, func(ctx context.Context, i int) error {
		w := <-workers
		defer func() { workers <- w }()
		first, end := i*blockSize, min((i+1)*blockSize, size)
		done := 0
		for k := first; k < end; k++ {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if w.quick != nil && k < len(f.items) {
				quick := w.quick.add(k, min(end, len(f.items)), &w.telling)
				done += quick - k
				if k = quick; k == end {
					break
				}
			}
			of, ok := each(k)
			if !ok {
				continue
			}
			done++
			class := w.credit(&of, int32(k), false)
			if w.e.failed != nil {
				return w.e.failed
			}
			if w.quick != nil && k < len(f.items) && class != noClass {
				w.quick.learn(k, w.made[class])
			}
		}
		for _, k := range w.waiting {
			of, _ := each(int(k))
			w.credit(&of, k, true)
		}
		w.waiting = w.waiting[:0]
		progress(done)
		return w.e.failed
	})
	return all, err
}

// caseOf is the case of item i, or, after the items, one of the others; false if no submission of the item counts.
func (f *Frame) caseOf(i int) (Case, bool) {
	if i < len(f.items) {
		return f.itemCase(i)
	}
	return f.rest[i-len(f.items)], true
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

// credit adds what a case gives. If another goroutine is making its class just now, it waits for that, or leaves the case for
// later. It returns the class by its number here; noClass: it has none, or it is left.
func (w *crediting) credit(of *Case, place int32, wait bool) uint32 {
	n, fresh, ok := w.of(of)
	if !ok {
		w.alone(of, place)
		return noClass
	}
	if fresh {
		number, c, mine := w.shared.class(w.words())
		w.made, w.found, w.numbers = append(w.made, nil), append(w.found, c), append(w.numbers, number)
		if w.keeps != nil {
			w.keeps.standing = append(w.keeps.standing, nil)
		}
		if mine {
			w.made[n] = c
			w.represent(of, c)
			if w.keeps != nil {
				w.keeps.mine = append(w.keeps.mine, number)
			}
			w.keep(c, n, place)
			return n
		}
	}
	c := w.made[n]
	if c == nil {
		if c = w.found[n]; wait {
			<-c.made
		} else if !c.isMade() {
			w.waiting = append(w.waiting, place)
			return noClass
		}
		w.made[n] = c
	}
	if c.apart {
		w.alone(of, place)
		return noClass
	}
	w.add(c.gains)
	if c.tells {
		w.telling = append(w.telling, *of)
	}
	w.keep(c, n, place)
	return n
}

// alone scores a case by itself, without a class.
func (w *crediting) alone(of *Case, place int32) {
	w.apart(of)
	if w.keeps != nil {
		w.keeps.classed = append(w.keeps.classed, classed{place, noClass})
	}
}

// keep notes for an engine where the case in hand stands in its class.
func (w *crediting) keep(c *class, n uint32, place int32) {
	switch k := w.keeps; {
	case k == nil:
	case c.apart:
		k.classed = append(k.classed, classed{place, noClass})
	default:
		k.classed = append(k.classed, classed{place, uint32(w.numbers[n])})
		k.standing[n] = w.place(k.standing[n], place)
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
func (w *crediting) represent(of *Case, c *class) {
	defer close(c.made)
	order := w.order()
	if w.keeps != nil {
		w.e.ran.begin(order, nil)
	}
	w.apart(of)
	gains, fits := w.gainsOf(w.sums.layout, w.one.Changes, order, w.whose)
	c.apart, c.gains, c.tells = !fits, gains, w.one.tells()
	if w.keeps != nil {
		c.example = &example{*of, order, slices.Clone(w.whose)}
		c.ran = w.e.ran.end()
	}
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
			cell = w.cells.of(w.dated[g.entry].from)
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
	for _, d := range w.dated {
		places = append(places, w.cells.of(d.from))
	}
	return places
}
