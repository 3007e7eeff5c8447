package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Creditor is step 1 for many cases, by one goroutine.
type Creditor struct {
	f             *frame.Frame
	signatures    *signature.Signatures
	runner        *steps.Runner
	Classifier    *Classifier
	sums          *sums.Sums
	notable       []frame.Case
	notableGroups []unitGroup    // groups of items whose class is notable
	credited      steps.Credited // of the current case
	Shared        *classTable
	ready         []*Class    // by number of the class in the classifier: the class; nil: it may not be ready
	classes       []*Class    // by the same number: the class, ready or not
	Numbers       []int32     // by the same number: the number in the shared table
	pending       []int32     // cases whose class another goroutine makes
	Record        *caseRecord // for an engine; else nil
	grouped       *grouped    // nil: items are not added by group
	// sums that all goroutines share, for ownUnit: no other one adds to it meanwhile; nil: for none
	ownSums *sums.Sums
	ownUnit int32
	rows    representativeRows // that replace entries of the current case
}

// NewCreditor returns step 1 for one goroutine, with a runner of its own.
func NewCreditor(signatures *signature.Signatures, e *steps.Runner) *Creditor {
	return &Creditor{f: signatures.Frame, signatures: signatures, runner: e, Classifier: newClassifier(signatures, e)}
}

// classOf returns the class of a case, made if it is new, with its number in the classifier; nil: it has none. A class
// that another goroutine is making is not ready, unless the call waits for it.
func (w *Creditor) classOf(of *frame.Case, wait bool) (n uint32, c *Class, ready bool) {
	n, isNew, ok := w.Classifier.classify(of)
	if !ok {
		return NoClass, nil, false
	}
	if isNew {
		shared, c, first := w.Shared.find(w.Classifier.key())
		w.ready, w.classes, w.Numbers = append(w.ready, nil), append(w.classes, c), append(w.Numbers, shared)
		if w.Record != nil {
			w.Record.Placements = append(w.Record.Placements, nil)
		}
		if first {
			w.ready[n] = c
			w.makeClass(of, c)
			if w.Record != nil {
				w.Record.Made = append(w.Record.Made, shared)
			}
		}
	}
	if c = w.ready[n]; c != nil {
		return n, c, true
	}
	if c = w.classes[n]; wait {
		<-c.ready
	} else if !c.isReady() {
		return n, c, false
	}
	w.ready[n] = c
	return n, c, true
}

// credit adds the results of a case. A case whose class another goroutine is making stays pending, unless the call
// waits.
func (w *Creditor) credit(of *frame.Case, place int32, wait bool) {
	n, c, ready := w.classOf(of, wait)
	switch {
	case c != nil && !ready:
		w.pending = append(w.pending, place)
		return
	case c == nil || c.Alone:
		w.creditAlone(of)
	default:
		w.addResults(c.Results)
		if c.Notable {
			w.notable = append(w.notable, *of)
		}
	}
	if record := w.Record; record == nil {
		return
	} else if c == nil || c.Alone {
		record.Classed = append(record.Classed, classed{place, NoClass})
	} else {
		record.Classed = append(record.Classed, classed{place, uint32(w.Numbers[n])})
		record.Placements[n] = w.AppendPlacement(record.Placements[n], place)
	}
}

// creditEach adds the results of the cases [first, end), and returns how many there are.
func (w *Creditor) creditEach(ctx context.Context, first, end int,
	each func(i int) (frame.Case, bool)) (done int, err error) {
	for i := first; i < end; i++ {
		if ctx.Err() != nil {
			return done, ctx.Err()
		}
		if of, ok := each(i); ok {
			done++
			w.credit(&of, int32(i), false)
		}
	}
	for _, i := range w.pending {
		of, _ := each(int(i))
		w.credit(&of, i, true)
	}
	w.pending = w.pending[:0]
	return done, ctx.Err()
}

// creditAlone runs step 1 for one case, and adds its changes.
func (w *Creditor) creditAlone(of *frame.Case) {
	w.run(of)
	if Notable(&w.credited) {
		w.notable = append(w.notable, *of)
	}
	for i := range w.credited.Changes {
		c := &w.credited.Changes[i]
		w.sums.AddDecimal(w.f.UnitNamed(c.Unit), w.signatures.Buckets.Of(frame.Nanoseconds(c.At)),
			w.sums.Layout.SlotOf(c), c.Amount)
	}
}

// run runs step 1 for one case.
func (w *Creditor) run(of *frame.Case) {
	w.credited = steps.Credited{Changes: w.credited.Changes[:0]}
	w.runner.Credit(of, &w.credited)
}

// Notable says whether there is a refusal or a problem.
func Notable(c *steps.Credited) bool { return len(c.Refusals)+len(c.Problems) > 0 }

// makeClass makes a class by a run of step 1 for one case.
func (w *Creditor) makeClass(of *frame.Case, c *Class) {
	defer close(c.ready)
	order := w.Classifier.order()
	if w.Record != nil {
		w.Record.Recorder.Start(order)
	}
	w.represent(of)
	w.runner.MostCost = 0
	w.run(of)
	w.rows = w.rows[:0]
	results, fits := ResultsOf(w.f, w.sums.Layout, w.credited.Changes, order, w.Classifier.units)
	c.Alone, c.Results, c.Notable = !fits || w.runner.MostCost > signature.MostShared, results, Notable(&w.credited)
	if w.Record != nil {
		c.Representative = &representativeCase{*of, order, slices.Clone(w.Classifier.units)}
		w.Record.Recorder.Finish()
	}
}
