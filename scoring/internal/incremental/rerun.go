package incremental

import (
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Rerun is the run of a class under other figures.
type Rerun struct {
	Class    int
	programs []uint64
	results  []bulk.ClassResult
	notable  bool
	Deltas   []bulk.ClassResult // to the results of the class
}

// RerunsFor are the classes that ran one of the readers, in their order.
func (k *state) RerunsFor(readers []uint64) []Rerun {
	var out []Rerun
	for n := range k.Classes {
		if anyOf(k.Classes[n].required.programs, readers) {
			out = append(out, Rerun{Class: n})
		}
	}
	return out
}

// CreditGroup runs step 1 for one class of a group and takes its results for all, if the run takes the same path; else
// it runs step 1 for each. False: a result is no whole number, or an expression costs so much that the cases of a class
// cannot be told to be alike.
func (v *Variation) CreditGroup(e *steps.Runner, rec *recorder, group []*Rerun) bool {
	for i, r := range group {
		representative, l := v.Base.Classes[r.Class].Representative, v.Base.Settler.Sums.Layout
		var out steps.Credited
		var fits bool
		rec.begin(representative.Order, v.Base.Traces.steps[r.Class])
		e.MostCost = 0
		e.Credit(&representative.Case, &out)
		r.programs, r.notable = rec.end().programs, bulk.Notable(&out)
		r.results, fits = bulk.ResultsOf(v.Base.frame(), l, out.Changes, representative.Order, representative.Units)
		if !fits || e.MostCost > signature.MostShared {
			return false
		}
		if i == 0 && rec.trace.samePath() {
			for _, o := range group[1:] {
				o.programs, o.results, o.notable = r.programs, r.results, r.notable
			}
			break
		}
	}
	return true
}

// deltasOf are the changes of the results of a class.
func (v *Variation) deltasOf(class uint32) []bulk.ClassResult {
	at, ok := slices.BinarySearchFunc(v.Reruns, int(class), func(g Rerun, n int) int { return g.Class - n })
	if class == bulk.NoClass || !ok {
		return nil
	}
	return v.Reruns[at].Deltas
}

// difference is the new results of a class less the old ones.
func difference(old, now []bulk.ClassResult) []bulk.ClassResult {
	diff := slices.Clone(now)
	for _, r := range old {
		r.Whole = -r.Whole
		diff = bulk.AddResult(diff, r)
	}
	return slices.DeleteFunc(diff, func(r bulk.ClassResult) bool { return r.Whole == 0 })
}
