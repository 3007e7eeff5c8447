package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// The bulk path gives totals and ranks without a change for each entry: step 1 runs once for a class of cases, step 2 once
// for a class of periods of units, and what they give is summed up in whole numbers. The functions of the steps are the same
// as for one case and one unit, and so are the digits.

// bulk is what steps 1 and 2 give by sums, and who found it.
type bulk struct {
	Crew    *crew
	sums    *Sums
	telling func() []frame.Case // the cases in which something is refused or reported, maybe with others; what it is, the step says when asked
	Settler *Settler
	Settled SettledUnits
}

// InBulk runs steps 1 and 2 by sums; record as for creditBulk. Where periods cannot be settled in classes after all, both run once
// more, with what each unit has by period.
func (f *Ground) InBulk(ctx context.Context, p *Profiling, record func(*steps.Runner) Recorder) (*bulk, error) {
	for s := f.newSettler(p.Epochs); ; s = f.apartSettler() {
		c, err := f.creditBulk(ctx, p, s.Layout, record)
		if err != nil {
			return nil, err
		}
		var telling func() []frame.Case
		s.Sums, telling = c.summedUp()
		if settled, ok, err := s.All(ctx); ok || err != nil {
			return &bulk{c, s.Sums, telling, s, settled}, err
		}
	}
}

// Crediting is step 1 for many cases, by one goroutine.
type Crediting struct {
	f          *frame.Frame
	p          *Profiling
	e          *steps.Runner
	Classifier *Classifier
	sums       *Sums
	telling    []frame.Case
	told       []unitRun      // likewise: each item of these
	one        steps.Credited // of the case in hand
	Shared     *classes
	made       []*Class     // by the number that the classifier gives; nil: it is not known to be made
	found      []*Class     // likewise, made or not
	Numbers    []int32      // and what they are among all
	waiting    []int32      // cases whose class another goroutine makes
	Keeps      *whereabouts // for an engine; nil: nobody keeps
	quick      *patterned   // nil: patterns tell no class
	own        *Sums        // of all goroutines, for the unit of the case in hand, to which no other adds meanwhile; nil: for none
	owned      int32        // that unit
	standIns   standIns     // for entries of the case in hand
}

// NewCrediting returns what one goroutine works with.
func NewCrediting(p *Profiling, e *steps.Runner) *Crediting {
	return &Crediting{f: p.f, p: p, e: e, Classifier: p.NewClassifier(e)}
}

// Recorder notes, for an engine, how step 1 goes on the cases that stand for classes, in the order in which they do.
type Recorder interface {
	Start(order []int32) // with a case whose entries are in that order
	Finish()
}

// whereabouts are where cases stand, as one goroutine found them.
type whereabouts struct {
	Recorder Recorder
	Classed  []classed // by number among all
	Standing [][]int32 // by the number that the classifier gives; see crediting.place
	Mine     []int32   // numbers among all of the classes that this goroutine made
}

// classed is a case with its class.
type classed struct {
	Of    int32
	Class uint32
}

// class is the class of a case, with its number here. Where nobody has met it, it is made; made says whether it is: if another
// goroutine is just making it, class waits for that only if told to. Nil: the case has none.
func (w *Crediting) class(of *frame.Case, wait bool) (n uint32, c *Class, made bool) {
	n, fresh, ok := w.Classifier.of(of)
	if !ok {
		return NoClass, nil, false
	}
	if fresh {
		number, c, mine := w.Shared.class(w.Classifier.words())
		w.made, w.found, w.Numbers = append(w.made, nil), append(w.found, c), append(w.Numbers, number)
		if w.Keeps != nil {
			w.Keeps.Standing = append(w.Keeps.Standing, nil)
		}
		if mine {
			w.made[n] = c
			w.represent(of, c)
			if w.Keeps != nil {
				w.Keeps.Mine = append(w.Keeps.Mine, number)
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
func (w *Crediting) credit(of *frame.Case, place int32, wait bool) {
	n, c, made := w.class(of, wait)
	switch {
	case c != nil && !made:
		w.waiting = append(w.waiting, place)
		return
	case c == nil || c.Apart:
		w.apart(of)
	default:
		w.add(c.Gains)
		if c.Tells {
			w.telling = append(w.telling, *of)
		}
	}
	if k := w.Keeps; k == nil {
		return
	} else if c == nil || c.Apart {
		k.Classed = append(k.Classed, classed{place, NoClass})
	} else {
		k.Classed = append(k.Classed, classed{place, uint32(w.Numbers[n])})
		k.Standing[n] = w.Place(k.Standing[n], place)
	}
}

// creditEach adds what the cases [first, end) give, and returns how many there are.
func (w *Crediting) creditEach(ctx context.Context, first, end int, each func(i int) (frame.Case, bool)) (done int, err error) {
	for i := first; i < end; i++ {
		if ctx.Err() != nil {
			return done, ctx.Err()
		}
		if of, ok := each(i); ok {
			done++
			w.credit(&of, int32(i), false)
		}
		if w.e.Failed != nil {
			return done, w.e.Failed
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
func (w *Crediting) apart(of *frame.Case) {
	w.run(of)
	if Tells(&w.one) {
		w.telling = append(w.telling, *of)
	}
	for i := range w.one.Changes {
		c := &w.one.Changes[i]
		w.sums.addDecimal(w.f.UnitNamed(c.Unit), w.p.cells.Of(frame.Nanoseconds(c.At)), w.sums.Layout.Slot(c), c.Amount)
	}
}

// run is step 1 itself, on one case.
func (w *Crediting) run(of *frame.Case) {
	w.one = steps.Credited{Changes: w.one.Changes[:0]}
	w.e.Credit(of, &w.one)
}

// Tells says whether something is refused or reported.
func Tells(c *steps.Credited) bool { return len(c.Refusals)+len(c.Problems) > 0 }

// represent scores a case for its whole class.
func (w *Crediting) represent(of *frame.Case, c *Class) {
	defer close(c.made)
	order := w.Classifier.order()
	if w.Keeps != nil {
		w.Keeps.Recorder.Start(order)
	}
	w.standIn(of)
	w.run(of)
	w.standIns = w.standIns[:0]
	gains, fits := w.p.Ground.GainsOf(w.sums.Layout, w.one.Changes, order, w.Classifier.whose)
	c.Apart, c.Gains, c.Tells = !fits, gains, Tells(&w.one)
	if w.Keeps != nil {
		c.Example = &example{*of, order, slices.Clone(w.Classifier.whose)}
		w.Keeps.Recorder.Finish()
	}
}

// GainsOf are the changes of a case as those of its class: by place in the order of its entries and among its units; false
// if one is no whole number of its smallest step.
func (f *Ground) GainsOf(l *Layout, changes []steps.Change, order, units []int32) (gains []Gain, fits bool) {
	fits, gains = true, make([]Gain, 0, len(changes))
	whose, last := units[0], "" // the unit of the change before; most are of the case's own
	if whose >= 0 {
		last = f.Frame.Roster.Units()[whose]
	}
	for i := range changes {
		c := &changes[i]
		g := Gain{Entry: SettlementOnly, Slot: l.Slot(c)}
		if c.Position == steps.AtSettlement {
			g.Cell = f.Cells.Of(frame.Nanoseconds(c.At))
		} else {
			g.Entry = int32(slices.Index(order, c.Position))
		}
		if c.Unit != last {
			whose, last = f.Frame.UnitNamed(c.Unit), c.Unit
		}
		if g.Unit = int32(slices.Index(units, whose)); g.Unit < 0 {
			g.Unit = -1 - whose
		}
		whole, ok := l.Whole(g.Slot, c.Amount)
		g.Whole, fits = whole, fits && ok
		gains = AddGain(gains, g)
	}
	return gains, fits
}

// AddGain adds a gain to those of a class; what falls into one place is one.
func AddGain(gains []Gain, g Gain) []Gain {
	at := slices.IndexFunc(gains, func(o Gain) bool {
		return o.Entry == g.Entry && o.Cell == g.Cell && o.Unit == g.Unit && o.Slot == g.Slot
	})
	if at < 0 {
		return append(gains, g)
	}
	gains[at].Whole += g.Whole
	return gains
}

// add adds the gains of a class for the case in hand.
func (w *Crediting) add(gains []Gain) {
	for i := range gains {
		g := &gains[i]
		cell, unit := g.Cell, g.Unit
		if g.Entry != SettlementOnly {
			cell = w.p.cells.Of(w.Classifier.dated[g.Entry].from)
		}
		if unit >= 0 {
			unit = w.Classifier.whose[unit]
		} else {
			unit = -1 - unit
		}
		if w.own != nil && unit == w.owned {
			w.own.Add(unit, cell, g.Slot, g.Whole)
		} else {
			w.sums.Add(unit, cell, g.Slot, g.Whole)
		}
	}
}

// Place adds where the case in hand stands: its own place among the cases, its units, and the cells of its entries in the
// order of effect.
func (w *Crediting) Place(places []int32, of int32) []int32 {
	places = append(append(places, of), w.Classifier.whose...)
	for _, d := range w.Classifier.dated {
		places = append(places, w.p.cells.Of(d.from))
	}
	return places
}
