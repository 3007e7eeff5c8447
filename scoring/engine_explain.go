package scoring

import (
	"context"
	"slices"
)

// Explain is what the function [Explain] gives for the engine's scheme, ledger and options. It runs the steps on the cases
// in question, and on those of the units that receive something of them.
func (e *Engine) Explain(ctx context.Context, q Query) (*Explanation, error) {
	f := e.book.frame
	if err := f.known(q); err != nil {
		return nil, err
	}
	if e.kept == nil {
		return f.explainInFull(ctx, q)
	}
	x := &explaining{kept: e.own(), q: q}
	if err := x.run(ctx); err != nil {
		return nil, err
	}
	out := &Explanation{Book: e.book, Query: q}
	err := f.inBlocks(ctx, 2, func(_ context.Context, i int) error {
		if i == 0 {
			some := x.positions()
			out.Silent = f.silent(some, f.unscored(x.refusals(some)), x.postings, x.w, q)
		} else {
			out.Points = f.points(x.postings, q)
		}
		return nil
	})
	return out, err
}

// explaining is the work on one explanation.
type explaining struct {
	*kept
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
	settled := slices.Clone(x.settled)
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
		x.about, err = x.casesOf(asked)
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

// casesOf are the places of the cases that have an entry of a unit or give it something. Of a class whose cases have entries of
// one unit alone these are its own, unless the class gives it something of all of them.
func (k *kept) casesOf(unit int32) ([]int32, error) {
	var out []int32
	for n := range k.classes {
		c := &k.classes[n]
		gives := slices.ContainsFunc(c.gains, func(g gain) bool { return g.unit == -1-unit })
		if len(c.example.units) == 1 && !gives {
			continue
		}
		for _, places := range c.places {
			for each := range c.each(places) {
				if gives || slices.Contains(each[1:1+len(c.example.units)], unit) {
					out = append(out, each[0])
				}
			}
		}
	}
	for _, place := range k.first.casesOf(unit) {
		if n := k.classed[place]; n != noClass && len(k.classes[n].example.units) == 1 {
			out = append(out, place)
		}
	}
	out = sortedUnique(out)
	out = slices.DeleteFunc(out, func(place int32) bool {
		_, alone := slices.BinarySearch(k.apart, place)
		return alone
	})
	e := k.free.take(k.Frame)
	defer k.free.giveBack(e)
	concerns := k.concerns(Query{Unit: k.roster.Units()[unit]})
	var one Credited
	for _, place := range k.apart {
		of := k.index.caseAt(place)
		if concerns(of.first) || slices.ContainsFunc(of.entries, concerns) {
			out = append(out, place)
			continue
		}
		one = Credited{Changes: one.Changes[:0]}
		if e.credit(&of, &one); e.failed != nil {
			return nil, e.failed
		}
		if slices.ContainsFunc(one.Changes, func(c Change) bool { return c.Unit == k.roster.Units()[unit] }) {
			out = append(out, place)
		}
	}
	slices.Sort(out)
	return out, nil
}

// settleInFull settles a unit with every change by itself, those that were watched with their notes.
func (x *explaining) settleInFull(unit int32, asked bool) (Settled, error) {
	of := UnitChanges{Unit: x.roster.Units()[unit]}
	e := x.free.take(x.Frame)
	defer x.free.giveBack(e)
	credited := x.again
	if !asked {
		places, err := x.casesOf(unit)
		if err != nil {
			return Settled{}, err
		}
		credited = Credited{}
		for _, place := range places {
			c := x.index.caseAt(place)
			if e.credit(&c, &credited); e.failed != nil {
				return Settled{}, e.failed
			}
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
	out := e.settleUnit(&of)
	return out, e.failed
}

// positions are the entries that may have been silent: those of the cases in question, and those in no case.
func (x *explaining) positions() []int32 {
	concerns := x.concerns(x.q)
	var out []int32
	for _, pos := range x.first.inNoCase(x.q) {
		if concerns(pos) {
			out = append(out, pos)
		}
	}
	for pos := x.first.ledger.Len(); pos < x.ledger.Len(); pos++ {
		out = append(out, int32(pos))
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
