package scoring

import (
	"context"
	"slices"
)

// explainKept explains by what is kept of a score: it runs the steps on the cases in question, and on those of the units that
// receive something of them.
func explainKept(ctx context.Context, of *scored, q Query) (points []Point, silent []Silent, err error) {
	f := of.frame
	x := &explaining{Frame: f, of: of, q: q}
	if err := x.run(ctx); err != nil {
		return nil, nil, err
	}
	err = f.inBlocks(ctx, 2, func(_ context.Context, i int) error {
		if i == 0 {
			some := x.positions()
			silent = f.silent(some, f.unscored(x.refusals(some)), x.postings, x.w, q)
		} else {
			points = f.points(x.postings, q)
		}
		return nil
	})
	return points, silent, err
}

// explaining is the work on one explanation.
type explaining struct {
	*Frame
	of       *scored
	q        Query
	about    []int32 // places of the cases that are asked about, in order
	again    Credited
	w        *watch
	postings []Posting // of all units that receive something of those cases
}

func (x *explaining) run(ctx context.Context) error {
	asked := int32(-1)
	if x.q.Item == "" && x.q.Entry == "" {
		asked = x.unitNamed(x.q.Unit)
	}
	if err := x.find(asked); err != nil {
		return err
	}
	var err error
	if x.again, x.w, err = x.watched(ctx, x.about); err != nil {
		return err
	}
	units := []int32{}
	if asked >= 0 {
		units = append(units, asked)
	}
	for i := range x.again.Changes {
		units = append(units, x.unitNamed(x.again.Changes[i].Unit))
	}
	settled := slices.Clone(x.of.settled)
	for _, unit := range sortedUnique(units) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if settled[unit], err = x.settleInFull(unit, unit == asked); err != nil {
			return err
		}
		x.postings = x.Frame.postings(x.postings, settled[unit].Changes)
	}
	if len(x.scheme.Derived) > 0 {
		e := watchedRunner(x.Frame, newWatch())
		ranked, err := e.rankAll(settled, nil)
		if err != nil {
			return err
		}
		x.postings = x.Frame.postings(x.postings, ranked.Changes)
	}
	x.postings = x.sortPostings(x.postings)
	return nil
}

// find gathers the cases that are asked about: those with an entry that is, and those of which the unit receives something.
func (x *explaining) find(asked int32) error {
	var err error
	if asked >= 0 {
		x.about, err = x.of.keeper.casesOf(asked)
		return err
	}
	concerns := x.concerns(x.q)
	for place := range int32(x.index.size()) {
		c := x.index.caseAt(place)
		if concerns(c.first) || slices.ContainsFunc(c.entries, concerns) {
			x.about = append(x.about, place)
		}
	}
	return nil
}

// settleInFull settles a unit with every change by itself, those that were watched with their notes.
func (x *explaining) settleInFull(unit int32, asked bool) (Settled, error) {
	of := UnitChanges{Unit: x.roster.Units()[unit]}
	credited := x.again
	if !asked {
		places, err := x.of.keeper.casesOf(unit)
		if err != nil {
			return Settled{}, err
		}
		if credited, err = x.of.keeper.credit(places); err != nil {
			return Settled{}, err
		}
	}
	for i := range credited.Changes {
		if credited.Changes[i].Unit == of.Unit {
			of.Changes = append(of.Changes, credited.Changes[i])
		}
	}
	x.again.noteOn(of.Changes)
	slices.SortStableFunc(of.Changes, compareChanges)
	if asked {
		watching := watchedRunner(x.Frame, newWatch())
		out := watching.settleUnit(&of)
		return out, watching.failed
	}
	return x.of.keeper.settle(&of)
}

// positions are the entries that may have been silent: those of the cases in question, and those in no case.
func (x *explaining) positions() []int32 {
	unit := ""
	if x.q.Item == "" && x.q.Entry == "" {
		unit = x.q.Unit
	}
	concerns := x.concerns(x.q)
	var out []int32
	for _, pos := range x.of.keeper.outside(unit) {
		if concerns(pos) {
			out = append(out, pos)
		}
	}
	for _, place := range x.about {
		c := x.index.caseAt(place)
		out = append(append(out, c.first), c.entries...)
	}
	return sortedUnique(out)
}

// refusals are those of the entries that may have been silent, but for what is struck out: see hidden.
func (x *explaining) refusals(some []int32) []Refusal {
	among := func(pos int32) bool {
		_, is := slices.BinarySearch(some, pos)
		return is
	}
	return append(x.lost(among), slices.DeleteFunc(x.again.Refusals, func(r Refusal) bool { return !among(r.Position) })...)
}
