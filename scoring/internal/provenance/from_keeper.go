package provenance

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// FromKeeper explains a score by its keeper. It runs the steps, observed, on the cases of the query, and on those
// of the units that receive something of them.
func FromKeeper(ctx context.Context, scored *steps.Scored, q Query) (a Answer, err error) {
	f := scored.Frame
	x := &explainer{f: f, scored: scored, q: q}
	if err := x.run(ctx); err != nil {
		return a, err
	}
	a.Grades, a.Results = grades(x.graded, q), results(x.outcomes, q)
	err = f.InBlocks(ctx, 2, func(ctx context.Context, i int) (err error) {
		if i == 0 {
			positions := x.positions()
			unscored := steps.ReportedRefusals(f, x.refusals(positions))
			a.Idle, err = idleEntries(ctx, f, positions, unscored, x.postings, nil, x.recorder, q)
		} else {
			a.Points = points(f, x.postings, q)
		}
		return err
	})
	return a, err
}

// explainer is the work on one explanation by a keeper.
type explainer struct {
	f        *frame.Frame
	scored   *steps.Scored
	q        Query
	places   []int32         // of the cases of the query, in order
	observed steps.Credited  // of these cases
	recorder *recorder       // of these cases
	postings []steps.Posting // of all units that receive something of them
	graded   []steps.Graded  // where they are asked for
	outcomes []steps.Outcome // likewise
}

// run runs the steps, and collects the postings.
func (x *explainer) run(ctx context.Context) error {
	queried := int32(-1)
	if x.q.ofUnit() {
		queried = x.f.UnitNamed(x.q.Unit)
	}
	if err := x.findCases(ctx, queried); err != nil {
		return err
	}
	var err error
	if x.observed, x.recorder, err = creditObserved(ctx, x.f, x.places); err != nil {
		return err
	}
	units := []int32{}
	if queried >= 0 {
		units = append(units, queried)
	}
	for i := range x.observed.Changes {
		units = append(units, x.f.UnitNamed(x.observed.Changes[i].Unit))
	}
	settled := slices.Clone(x.scored.Settled)
	for _, unit := range frame.SortedUnique(units) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if settled[unit], err = x.settle(ctx, unit, unit == queried); err != nil {
			return err
		}
		x.postings = steps.Postings(x.f, x.postings, settled[unit].Changes)
	}
	if len(x.f.Scheme.Derived) > 0 || queried >= 0 && len(x.f.Scheme.Grades)+len(x.f.Scheme.Results) > 0 {
		e := steps.ObservedRunner(x.f, newRecorder())
		ranked, err := e.RankAll(ctx, settled, nil)
		if err != nil {
			return err
		}
		x.postings, x.graded = steps.Postings(x.f, x.postings, ranked.Changes), ranked.Graded
		x.outcomes = ranked.Outcomes
	}
	x.postings = steps.SortPostings(x.f, x.postings)
	return nil
}

// findCases finds the cases of the query: those of which the unit has an entry or receives something, or those with
// a selected entry (unit −1).
func (x *explainer) findCases(ctx context.Context, unit int32) error {
	var err error
	if unit >= 0 {
		x.places, err = x.scored.Keeper.CasesOf(ctx, unit)
		return err
	}
	selects := selector(x.f, x.q)
	for place := range int32(x.f.Index.Size()) {
		if place%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c := x.f.Index.CaseAt(place)
		if selects(c.First) || slices.ContainsFunc(c.Entries, selects) {
			x.places = append(x.places, place)
		}
	}
	return nil
}

// settle settles a unit by its changes. The changes of observed cases have notes; for the unit of the query, those
// of the settlement as well.
func (x *explainer) settle(ctx context.Context, unit int32, observe bool) (steps.Settled, error) {
	unitChanges := steps.UnitChanges{Unit: x.f.Roster.Units()[unit]}
	credited := x.observed
	if !observe {
		places, err := x.scored.Keeper.CasesOf(ctx, unit)
		if err != nil {
			return steps.Settled{}, err
		}
		if credited, err = x.scored.Keeper.Credit(ctx, places); err != nil {
			return steps.Settled{}, err
		}
	}
	for i := range credited.Changes {
		if credited.Changes[i].Unit == unitChanges.Unit {
			unitChanges.Changes = append(unitChanges.Changes, credited.Changes[i])
		}
	}
	addNotes(&x.observed, unitChanges.Changes)
	slices.SortStableFunc(unitChanges.Changes, steps.CompareChanges)
	if observe {
		observed := steps.ObservedRunner(x.f, newRecorder())
		observed.Heed(ctx)
		return observed.SettleUnit(&unitChanges), ctx.Err()
	}
	return x.scored.Keeper.Settle(ctx, &unitChanges)
}

// positions are the entries that may be idle: those of the cases of the query, and selected ones in no case.
func (x *explainer) positions() []int32 {
	unit := ""
	if x.q.ofUnit() {
		unit = x.q.Unit
	}
	selects := selector(x.f, x.q)
	var out []int32
	for _, pos := range x.scored.Keeper.Outside(unit) {
		if selects(pos) {
			out = append(out, pos)
		}
	}
	for _, place := range x.places {
		c := x.f.Index.CaseAt(place)
		out = append(append(out, c.First), c.Entries...)
	}
	return frame.SortedUnique(out)
}

// refusals are the refusals of some entries, without those that are struck out, see whyNotInView.
func (x *explainer) refusals(positions []int32) []frame.Refusal {
	among := func(pos int32) bool {
		_, is := slices.BinarySearch(positions, pos)
		return is
	}
	return append(x.f.Unplaced(among),
		slices.DeleteFunc(x.observed.Refusals, func(r frame.Refusal) bool { return !among(r.Position) })...)
}
