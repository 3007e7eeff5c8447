package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// The bulk path gives totals and ranks without a change for each entry: step 1 runs once for a class of cases, step 2 once
// for a class of periods of units, and what they give is summed up in whole numbers. The functions of the steps are the same
// as for one case and one unit, and so are the digits.

// Result is what steps 1 and 2 give by sums, and who found it.
type Result struct {
	Crew    *workers
	sums    *sums.Sums
	telling func() []frame.Case // the cases in which something is refused or reported, maybe with others; what it is, the step says when asked
	Settler *Settler
	Settled SettledUnits
}

// Run runs steps 1 and 2 by sums; record as for creditBulk. Where periods cannot be settled in classes after all, both run once
// more, with what each unit has by period.
func (f *Ground) Run(ctx context.Context, p *signature.Signatures, record func(*steps.Runner) Recorder) (*Result, error) {
	for s := f.newSettler(p.Epochs); ; s = f.apartSettler() {
		c, err := f.creditBulk(ctx, p, s.Layout, record)
		if err != nil {
			return nil, err
		}
		var telling func() []frame.Case
		s.Sums, telling = c.summedUp()
		if settled, ok, err := s.All(ctx); ok || err != nil {
			return &Result{c, s.Sums, telling, s, settled}, err
		}
	}
}

// Creditor is step 1 for many cases, by one goroutine.
type Creditor struct {
	f               *frame.Frame
	p               *signature.Signatures
	e               *steps.Runner
	Classifier      *Classifier
	sums            *sums.Sums
	notable         []frame.Case
	notableRuns     []unitRun      // likewise: each item of these
	one             steps.Credited // of the case in hand
	Shared          *classes
	made            []*Class        // by the number that the classifier gives; nil: it is not known to be made
	found           []*Class        // likewise, made or not
	Numbers         []int32         // and what they are among all
	waiting         []int32         // cases whose class another goroutine makes
	Record          *placement      // for an engine; nil: nobody keeps
	grouped         *grouped        // nil: patterns tell no class
	own             *sums.Sums      // of all goroutines, for the unit of the case in hand, to which no other adds meanwhile; nil: for none
	owned           int32           // that unit
	representatives representatives // for entries of the case in hand
}

// NewCreditor returns what one goroutine works with.
func NewCreditor(p *signature.Signatures, e *steps.Runner) *Creditor {
	return &Creditor{f: p.Frame, p: p, e: e, Classifier: NewClassifier(p, e)}
}

// Recorder notes, for an engine, how step 1 goes on the cases that stand for classes, in the order in which they do.
type Recorder interface {
	Start(order []int32) // with a case whose entries are in that order
	Finish()
}

// placement are where cases stand, as one goroutine found them.
type placement struct {
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
func (w *Creditor) class(of *frame.Case, wait bool) (n uint32, c *Class, made bool) {
	n, fresh, ok := w.Classifier.of(of)
	if !ok {
		return NoClass, nil, false
	}
	if fresh {
		number, c, mine := w.Shared.class(w.Classifier.words())
		w.made, w.found, w.Numbers = append(w.made, nil), append(w.found, c), append(w.Numbers, number)
		if w.Record != nil {
			w.Record.Standing = append(w.Record.Standing, nil)
		}
		if mine {
			w.made[n] = c
			w.makeClass(of, c)
			if w.Record != nil {
				w.Record.Mine = append(w.Record.Mine, number)
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
func (w *Creditor) credit(of *frame.Case, place int32, wait bool) {
	n, c, made := w.class(of, wait)
	switch {
	case c != nil && !made:
		w.waiting = append(w.waiting, place)
		return
	case c == nil || c.Apart:
		w.apart(of)
	default:
		w.add(c.Results)
		if c.Notable {
			w.notable = append(w.notable, *of)
		}
	}
	if k := w.Record; k == nil {
		return
	} else if c == nil || c.Apart {
		k.Classed = append(k.Classed, classed{place, NoClass})
	} else {
		k.Classed = append(k.Classed, classed{place, uint32(w.Numbers[n])})
		k.Standing[n] = w.Place(k.Standing[n], place)
	}
}

// creditEach adds what the cases [first, end) give, and returns how many there are.
func (w *Creditor) creditEach(ctx context.Context, first, end int, each func(i int) (frame.Case, bool)) (done int, err error) {
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
func (w *Creditor) apart(of *frame.Case) {
	w.run(of)
	if Notable(&w.one) {
		w.notable = append(w.notable, *of)
	}
	for i := range w.one.Changes {
		c := &w.one.Changes[i]
		w.sums.AddDecimal(w.f.UnitNamed(c.Unit), w.p.Buckets.Of(frame.Nanoseconds(c.At)), w.sums.Layout.SlotOf(c), c.Amount)
	}
}

// run is step 1 itself, on one case.
func (w *Creditor) run(of *frame.Case) {
	w.one = steps.Credited{Changes: w.one.Changes[:0]}
	w.e.Credit(of, &w.one)
}

// Notable says whether something is refused or reported.
func Notable(c *steps.Credited) bool { return len(c.Refusals)+len(c.Problems) > 0 }

// makeClass scores a case for its whole class.
func (w *Creditor) makeClass(of *frame.Case, c *Class) {
	defer close(c.made)
	order := w.Classifier.order()
	if w.Record != nil {
		w.Record.Recorder.Start(order)
	}
	w.represent(of)
	w.run(of)
	w.representatives = w.representatives[:0]
	gains, fits := ResultsOf(w.f, w.sums.Layout, w.one.Changes, order, w.Classifier.whose)
	c.Apart, c.Results, c.Notable = !fits, gains, Notable(&w.one)
	if w.Record != nil {
		c.Example = &example{*of, order, slices.Clone(w.Classifier.whose)}
		w.Record.Recorder.Finish()
	}
}

// ResultsOf are the changes of a case as those of its class: by place in the order of its entries and among its units; false
// if one is no whole number of its smallest step.
func ResultsOf(f *frame.Frame, l *sums.Layout, changes []steps.Change, order, units []int32) (gains []ClassResult, fits bool) {
	fits, gains = true, make([]ClassResult, 0, len(changes))
	whose, last := units[0], "" // the unit of the change before; most are of the case's own
	if whose >= 0 {
		last = f.Roster.Units()[whose]
	}
	for i := range changes {
		c := &changes[i]
		g := ClassResult{Entry: SettlementOnly, Slot: l.SlotOf(c)}
		if c.Position == steps.NoEntry {
			g.Cell = l.Buckets.Of(frame.Nanoseconds(c.At))
		} else {
			g.Entry = int32(slices.Index(order, c.Position))
		}
		if c.Unit != last {
			whose, last = f.UnitNamed(c.Unit), c.Unit
		}
		if g.Unit = int32(slices.Index(units, whose)); g.Unit < 0 {
			g.Unit = -1 - whose
		}
		whole, ok := l.Whole(g.Slot, c.Amount)
		g.Whole, fits = whole, fits && ok
		gains = AddResult(gains, g)
	}
	return gains, fits
}

// AddResult adds a gain to those of a class; what falls into one place is one.
func AddResult(gains []ClassResult, g ClassResult) []ClassResult {
	at := slices.IndexFunc(gains, func(o ClassResult) bool {
		return o.Entry == g.Entry && o.Cell == g.Cell && o.Unit == g.Unit && o.Slot == g.Slot
	})
	if at < 0 {
		return append(gains, g)
	}
	gains[at].Whole += g.Whole
	return gains
}

// add adds the gains of a class for the case in hand.
func (w *Creditor) add(gains []ClassResult) {
	for i := range gains {
		g := &gains[i]
		cell, unit := g.Cell, g.Unit
		if g.Entry != SettlementOnly {
			cell = w.p.Buckets.Of(w.Classifier.dated[g.Entry].From)
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
func (w *Creditor) Place(places []int32, of int32) []int32 {
	places = append(append(places, of), w.Classifier.whose...)
	for _, d := range w.Classifier.dated {
		places = append(places, w.p.Buckets.Of(d.From))
	}
	return places
}
