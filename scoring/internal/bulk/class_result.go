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
func ResultsOf(f *frame.Frame, l *sums.Layout, changes []steps.Change, order,
	units []int32) (results []ClassResult, fits bool) {
	fits, results = true, make([]ClassResult, 0, len(changes))
	unit, id := units[0], "" // of the change before; most are of the unit of the case
	if unit >= 0 {
		id = f.Roster.Units()[unit]
	}
	for i := range changes {
		c := &changes[i]
		r := ClassResult{Entry: SettlementOnly, Slot: l.SlotOf(c)}
		if c.Position == steps.NoEntry {
			r.Bucket = l.Buckets.Of(frame.Nanoseconds(c.At))
		} else {
			r.Entry = int32(slices.Index(order, c.Position))
		}
		if c.Unit != id {
			unit, id = f.UnitNamed(c.Unit), c.Unit
		}
		if r.Unit = int32(slices.Index(units, unit)); r.Unit < 0 {
			r.Unit = -1 - unit
		}
		whole, ok := l.Whole(r.Slot, c.Amount)
		r.Whole, fits = whole, fits && ok
		results = AddResult(results, r)
	}
	return results, fits
}

// AddResult adds a result to those of a class. Results that differ only in the amount are one.
func AddResult(results []ClassResult, r ClassResult) []ClassResult {
	at := slices.IndexFunc(results, func(other ClassResult) bool {
		return other.Entry == r.Entry && other.Bucket == r.Bucket && other.Unit == r.Unit && other.Slot == r.Slot
	})
	if at < 0 {
		return append(results, r)
	}
	results[at].Whole += r.Whole
	return results
}

// addResults adds the results of a class for the current case.
func (w *Creditor) addResults(results []ClassResult) {
	for i := range results {
		r := &results[i]
		bucket, unit := r.Bucket, r.Unit
		if r.Entry != SettlementOnly {
			bucket = w.signatures.Buckets.Of(w.Classifier.entries[r.Entry].From)
		}
		if unit >= 0 {
			unit = w.Classifier.units[unit]
		} else {
			unit = -1 - unit
		}
		if w.ownSums != nil && unit == w.ownUnit {
			w.ownSums.Add(unit, bucket, r.Slot, r.Whole)
		} else {
			w.sums.Add(unit, bucket, r.Slot, r.Whole)
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
