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
	credited := all.summedUp()
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
	told    []unitRun // likewise: each item of these
	one     Credited  // of the case in hand
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
func (f *Frame) creditBulk(ctx context.Context, p *profiling, keeps bool) (*crew, error) {
	size := max(1, min(f.workers(), (f.counts.HandedIn()+len(f.rest))/blockSize+1))
	c := &crew{profiling: p, shared: &classes{}, progress: f.newProgress(), free: make(chan *crediting, size)}
	if err := p.profileMore(ctx); err != nil {
		return nil, err
	}
	l := newLayout(f.scheme, f.cells.len())
	for range size {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), sums: newSums(l, len(f.units.ids)), shared: c.shared}
		if keeps {
			w.keeps, w.e.ran = &whereabouts{}, newRan(w.e, map[string]uint32{}, false)
		}
		c.all = append(c.all, w)
		c.free <- w
	}
	if keeps {
		list := f.listed().all
		return c, c.cases(ctx, len(list), func(i int) (Case, bool) { return list[i], true })
	}
	items, err := c.runs(ctx)
	if err != nil {
		return nil, err
	}
	return c, c.cases(ctx, len(items)+len(f.rest), func(i int) (Case, bool) {
		if i < len(items) {
			return f.itemCase(int(items[i]))
		}
		return f.rest[i-len(items)], true
	})
}

// crew are the goroutines of step 1.
type crew struct {
	*profiling
	all      []*crediting
	free     chan *crediting
	shared   *classes
	tally    *ledger.Tally // nil: nothing is added by it
	progress func(cases int)
}

// one lets one of them work.
func (c *crew) one(work func(w *crediting) error) error {
	w := <-c.free
	defer func() { c.free <- w }()
	if err := work(w); err != nil {
		return err
	}
	return w.e.failed
}

// runs adds what the items of the ledger's tally give, and returns those that are left.
func (c *crew) runs(ctx context.Context) ([]int32, error) {
	bounds := c.boundsOfSpans()
	tally, err := c.combined.Tally(ctx, c.counts, c.when, bounds)
	if err != nil {
		return nil, err
	}
	if tally != nil {
		for spans, i := c.newSpans(tally, bounds), 0; i < len(c.all); i++ {
			c.all[i].quick = c.all[i].newPatterned(spans)
		}
	}
	if c.all[0].quick == nil {
		every := make([]int32, 0, c.arranged.Items())
		for n := range c.arranged.Items() {
			every = append(every, int32(n))
		}
		return every, nil
	}
	c.tally = tally
	blocks := unitBlocks(tally.Units())
	left := make([][]int32, len(blocks))
	err = c.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		return c.one(func(w *crediting) error {
			var later []unitRun
			items := 0
			for k := range blocks[i] {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				u := &blocks[i][k]
				left[i], later = w.quick.add(u, left[i], later)
				items += u.End - u.First
			}
			for _, run := range later {
				left[i] = w.quick.addLater(run, left[i])
			}
			c.progress(items - len(left[i]))
			return nil
		})
	})
	return slices.Concat(append(left, tally.Others())...), err
}

// unitBlocks parts units so that there is something to do in each part, and enough parts for many goroutines.
func unitBlocks(units []ledger.UnitTally) [][]ledger.UnitTally {
	var out [][]ledger.UnitTally
	first := 0
	for i := range units {
		if i+1 == len(units) || units[i].End-units[first].First >= 2*blockSize {
			out = append(out, units[first:i+1])
			first = i + 1
		}
	}
	return out
}

// cases adds what cases give, one by one.
func (c *crew) cases(ctx context.Context, size int, each func(i int) (Case, bool)) error {
	return c.inBlocks(ctx, (size+blockSize-1)/blockSize, func(ctx context.Context, i int) error {
		return c.one(func(w *crediting) error {
			done := 0
			for k := i * blockSize; k < min((i+1)*blockSize, size); k++ {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if of, ok := each(k); ok {
					done++
					w.credit(&of, int32(k), false)
				}
				if w.e.failed != nil {
					return w.e.failed
				}
			}
			for _, k := range w.waiting {
				of, _ := each(int(k))
				w.credit(&of, k, true)
			}
			w.waiting = w.waiting[:0]
			c.progress(done)
			return nil
		})
	})
}

// summedUp is what all goroutines gave. There is one at least.
func (c *crew) summedUp() *summed {
	var (
		others  []*sums
		telling = c.all[0].telling
		told    = c.all[0].told
	)
	for _, w := range c.all[1:] {
		others, telling, told = append(others, w.sums), append(telling, w.telling...), append(told, w.told...)
	}
	c.all[0].sums.merge(c.Frame, others)
	return &summed{c.all[0].sums, func() []Case {
		all := slices.Clip(telling)
		for _, run := range told {
			for n := range run.items(c.tally) {
				of, _ := c.itemCase(n)
				all = append(all, of)
			}
		}
		return all
	}}
}

// class is the class of a case, with its number here. Where nobody has met it, it is made; made says whether it is: if another
// goroutine is just making it, class waits for that only if told to. Nil: the case has none.
func (w *crediting) class(of *Case, wait bool) (n uint32, c *class, made bool) {
	n, fresh, ok := w.of(of)
	if !ok {
		return noClass, nil, false
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
		}
	}
	if c = w.made[n]; c != nil {
		return n, c, true
	}
	if c = w.found[n]; wait {
		<-c.made
	} else if !c.isMade() {
		return n, c, false
	}
	w.made[n] = c
	return n, c, true
}

// credit adds what a case gives. If another goroutine is making its class just now, it waits for that, or leaves the case for
// later.
func (w *crediting) credit(of *Case, place int32, wait bool) {
	n, c, made := w.class(of, wait)
	switch {
	case c != nil && !made:
		w.waiting = append(w.waiting, place)
		return
	case c == nil || c.apart:
		w.apart(of)
	default:
		w.add(c.gains)
		if c.tells {
			w.telling = append(w.telling, *of)
		}
	}
	if k := w.keeps; k == nil {
		return
	} else if c == nil || c.apart {
		k.classed = append(k.classed, classed{place, noClass})
	} else {
		k.classed = append(k.classed, classed{place, uint32(w.numbers[n])})
		k.standing[n] = w.place(k.standing[n], place)
	}
}

// apart scores a case by itself.
func (w *crediting) apart(of *Case) {
	w.run(of)
	if w.one.tells() {
		w.telling = append(w.telling, *of)
	}
	for i := range w.one.Changes {
		c := &w.one.Changes[i]
		w.sums.addDecimal(w.unitNamed(c.Unit), w.cells.of(nanoseconds(c.At)), w.sums.slot(c), c.Amount)
	}
}

// run is step 1 itself, on one case.
func (w *crediting) run(of *Case) {
	w.one = Credited{Changes: w.one.Changes[:0]}
	w.e.credit(of, &w.one)
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
	w.run(of)
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
