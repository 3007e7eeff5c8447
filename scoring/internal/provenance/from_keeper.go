package provenance

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// FromKeeper explains by what is kept of a score: it runs the steps on the cases in question, and on those of the units that
// receive something of them.
func FromKeeper(ctx context.Context, of *steps.Scored, q Query) (p []Point, s []Idle, err error) {
	f := of.Frame
	x := &explaining{f: f, of: of, q: q}
	if err := x.run(ctx); err != nil {
		return nil, nil, err
	}
	err = f.InBlocks(ctx, 2, func(ctx context.Context, i int) (err error) {
		if i == 0 {
			some := x.positions()
			s, err = idleEntries(ctx, f, some, steps.ReportedRefusals(f, x.refusals(some)), x.postings, x.w, q)
		} else {
			p = points(f, x.postings, q)
		}
		return err
	})
	return p, s, err
}

// explaining is the work on one explanation.
type explaining struct {
	f        *frame.Frame
	of       *steps.Scored
	q        Query
	about    []int32 // places of the cases that are asked about, in order
	again    steps.Credited
	w        *trace
	postings []steps.Posting // of all units that receive something of those cases
}

func (x *explaining) run(ctx context.Context) error {
	asked := int32(-1)
	if x.q.Item == "" && x.q.Entry == "" {
		asked = x.f.UnitNamed(x.q.Unit)
	}
	if err := x.find(asked); err != nil {
		return err
	}
	var err error
	if x.again, x.w, err = traceAll(ctx, x.f, x.about); err != nil {
		return err
	}
	units := []int32{}
	if asked >= 0 {
		units = append(units, asked)
	}
	for i := range x.again.Changes {
		units = append(units, x.f.UnitNamed(x.again.Changes[i].Unit))
	}
	settled := slices.Clone(x.of.Settled)
	for _, unit := range frame.SortedUnique(units) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if settled[unit], err = x.settleInFull(unit, unit == asked); err != nil {
			return err
		}
		x.postings = steps.Postings(x.f, x.postings, settled[unit].Changes)
	}
	if len(x.f.Scheme.Derived) > 0 {
		e := steps.WatchedRunner(x.f, newTrace())
		ranked, err := e.RankAll(settled, nil)
		if err != nil {
			return err
		}
		x.postings = steps.Postings(x.f, x.postings, ranked.Changes)
	}
	x.postings = steps.SortPostings(x.f, x.postings)
	return nil
}

// find gathers the cases that are asked about: those with an entry that is, and those of which the unit receives something.
func (x *explaining) find(asked int32) error {
	var err error
	if asked >= 0 {
		x.about, err = x.of.Keeper.CasesOf(asked)
		return err
	}
	concerns := concerns(x.f, x.q)
	for place := range int32(x.f.Index.Size()) {
		c := x.f.Index.CaseAt(place)
		if concerns(c.First) || slices.ContainsFunc(c.Entries, concerns) {
			x.about = append(x.about, place)
		}
	}
	return nil
}

// settleInFull settles a unit with every change by itself, those that were watched with their notes.
func (x *explaining) settleInFull(unit int32, asked bool) (steps.Settled, error) {
	of := steps.UnitChanges{Unit: x.f.Roster.Units()[unit]}
	credited := x.again
	if !asked {
		places, err := x.of.Keeper.CasesOf(unit)
		if err != nil {
			return steps.Settled{}, err
		}
		if credited, err = x.of.Keeper.Credit(places); err != nil {
			return steps.Settled{}, err
		}
	}
	for i := range credited.Changes {
		if credited.Changes[i].Unit == of.Unit {
			of.Changes = append(of.Changes, credited.Changes[i])
		}
	}
	noteOn(&x.again, of.Changes)
	slices.SortStableFunc(of.Changes, steps.CompareChanges)
	if asked {
		watching := steps.WatchedRunner(x.f, newTrace())
		out := watching.SettleUnit(&of)
		return out, watching.Failed
	}
	return x.of.Keeper.Settle(&of)
}

// positions are the entries that may have been silent: those of the cases in question, and those in no case.
func (x *explaining) positions() []int32 {
	unit := ""
	if x.q.Item == "" && x.q.Entry == "" {
		unit = x.q.Unit
	}
	concerns := concerns(x.f, x.q)
	var out []int32
	for _, pos := range x.of.Keeper.Outside(unit) {
		if concerns(pos) {
			out = append(out, pos)
		}
	}
	for _, place := range x.about {
		c := x.f.Index.CaseAt(place)
		out = append(append(out, c.First), c.Entries...)
	}
	return frame.SortedUnique(out)
}

// refusals are those of the entries that may have been silent, but for what is struck out: see hidden.
func (x *explaining) refusals(some []int32) []frame.Refusal {
	among := func(pos int32) bool {
		_, is := slices.BinarySearch(some, pos)
		return is
	}
	return append(x.f.Unplaced(among), slices.DeleteFunc(x.again.Refusals, func(r frame.Refusal) bool { return !among(r.Position) })...)
}
