package bulk

import (
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// ClassResult is an amount or a count that each case of a class gives.
type ClassResult struct {
	Entry  int32 // that dates it, by its place in the order of effect; SettlementOnly: the end of a period does
	Bucket int32 // with SettlementOnly
	Unit   int32 // its receiver: a place among the units of the case, or −1 − another unit
	Slot   int32
	Whole  int64
}

// SettlementOnly takes the place of the entry in a result that no entry dates.
const SettlementOnly = -1

// ResultsOf are the changes of a case as results of its class, by place in the order of its entries and among its
// units; false: one is no whole number of its smallest step.
func ResultsOf(f *frame.Frame, l *sums.Layout, changes []steps.Change, order, units []int32) (results []ClassResult, fits bool) {
	fits, results = true, make([]ClassResult, 0, len(changes))
	unit, id := units[0], "" // of the change before; most are of the unit of the case
	if unit >= 0 {
		id = f.Roster.Units()[unit]
	}
	for i := range changes {
		c := &changes[i]
		g := ClassResult{Entry: SettlementOnly, Slot: l.SlotOf(c)}
		if c.Position == steps.NoEntry {
			g.Bucket = l.Buckets.Of(frame.Nanoseconds(c.At))
		} else {
			g.Entry = int32(slices.Index(order, c.Position))
		}
		if c.Unit != id {
			unit, id = f.UnitNamed(c.Unit), c.Unit
		}
		if g.Unit = int32(slices.Index(units, unit)); g.Unit < 0 {
			g.Unit = -1 - unit
		}
		whole, ok := l.Whole(g.Slot, c.Amount)
		g.Whole, fits = whole, fits && ok
		results = AddResult(results, g)
	}
	return results, fits
}

// AddResult adds a result to those of a class. Results that differ only in the amount are one.
func AddResult(results []ClassResult, g ClassResult) []ClassResult {
	at := slices.IndexFunc(results, func(o ClassResult) bool {
		return o.Entry == g.Entry && o.Bucket == g.Bucket && o.Unit == g.Unit && o.Slot == g.Slot
	})
	if at < 0 {
		return append(results, g)
	}
	results[at].Whole += g.Whole
	return results
}

// addResults adds the results of a class for the current case.
func (w *Creditor) addResults(results []ClassResult) {
	for i := range results {
		g := &results[i]
		bucket, unit := g.Bucket, g.Unit
		if g.Entry != SettlementOnly {
			bucket = w.signatures.Buckets.Of(w.Classifier.entries[g.Entry].From)
		}
		if unit >= 0 {
			unit = w.Classifier.units[unit]
		} else {
			unit = -1 - unit
		}
		if w.ownSums != nil && unit == w.ownUnit {
			w.ownSums.Add(unit, bucket, g.Slot, g.Whole)
		} else {
			w.sums.Add(unit, bucket, g.Slot, g.Whole)
		}
	}
}

// AppendPlacement appends the placement of the current case, of which it is the place: the place, its units, and the
// buckets of its entries in the order of effect. It is what the results of a class need to become sums.
func (w *Creditor) AppendPlacement(places []int32, place int32) []int32 {
	places = append(append(places, place), w.Classifier.units...)
	for _, d := range w.Classifier.entries {
		places = append(places, w.signatures.Buckets.Of(d.From))
	}
	return places
}
