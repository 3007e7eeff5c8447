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
	return !f.far() && !slices.ContainsFunc(f.cells.bounds, isFar) &&
		!slices.ContainsFunc(f.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil && len(s.Cap.By) > 0 })
}

// bulk scores by sums. Nil: the scheme or the ledger needs each change by itself.
func (f *Frame) bulk(ctx context.Context) (*summed, []Settled, error) {
	if !f.summable() {
		return nil, nil, nil
	}
	of, err := f.inBulk(ctx, f.newProfiling(), false)
	if err != nil {
		return nil, nil, err
	}
	return of.summed, of.settled, nil
}

// bulk is what steps 1 and 2 give by sums, and who found it.
type bulk struct {
	crew    *crew
	summed  *summed
	settler *settler
	settled []Settled
}

// inBulk runs steps 1 and 2 by sums; keeps as for creditBulk. Where periods cannot be settled in classes after all, both run once
// more, with what each unit has by period.
func (f *Frame) inBulk(ctx context.Context, p *profiling, keeps bool) (*bulk, error) {
	for s := f.newSettler(p.epochs); ; s = f.apartSettler() {
		c, err := f.creditBulk(ctx, p, s.layout, keeps)
		if err != nil {
			return nil, err
		}
		credited := c.summedUp()
		s.sums = credited.sums
		if settled, ok, err := s.all(ctx); ok || err != nil {
			return &bulk{c, credited, s, settled}, err
		}
	}
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
	own     *sums        // of all goroutines, for the unit of the case in hand, to which no other adds meanwhile; nil: for none
	owned   int32        // that unit
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

// creditEach adds what the cases [first, end) give, and returns how many there are.
func (w *crediting) creditEach(ctx context.Context, first, end int, each func(i int) (Case, bool)) (done int, err error) {
	for i := first; i < end; i++ {
		if ctx.Err() != nil {
			return done, ctx.Err()
		}
		if of, ok := each(i); ok {
			done++
			w.credit(&of, int32(i), false)
		}
		if w.e.failed != nil {
			return done, w.e.failed
		}
	}
	for _, i := range w.waiting {
		of, _ := each(int(i))
		w.credit(&of, i, true)
	}
	w.waiting = w.waiting[:0]
	return done, nil
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
	n, _ := f.units.Unit(code)
	return n
}

// represent scores a case for its whole class.
func (w *crediting) represent(of *Case, c *class) {
	defer close(c.made)
	order := w.order()
	if w.keeps != nil {
		w.e.ran.begin(order, nil)
	}
	w.standIn(of)
	w.run(of)
	w.e.standIns = w.e.standIns[:0]
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
	fits, gains = true, make([]gain, 0, len(changes))
	whose, last := units[0], "" // the unit of the change before; most are of the case's own
	if whose >= 0 {
		last = f.roster.Units()[whose]
	}
	for i := range changes {
		c := &changes[i]
		g := gain{entry: settlementOnly, slot: l.slot(c)}
		if c.Position == settled {
			g.cell = f.cells.of(nanoseconds(c.At))
		} else {
			g.entry = int32(slices.Index(order, c.Position))
		}
		if c.Unit != last {
			whose, last = f.unitNamed(c.Unit), c.Unit
		}
		if g.unit = int32(slices.Index(units, whose)); g.unit < 0 {
			g.unit = -1 - whose
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
		if w.own != nil && unit == w.owned {
			w.own.add(unit, cell, g.slot, g.whole)
		} else {
			w.sums.add(unit, cell, g.slot, g.whole)
		}
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
