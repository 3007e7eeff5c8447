package incremental

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// casesOf are the places of the cases that have an entry of a unit or give it something. A class whose cases have
// entries of one unit each has them only among the cases of that unit, unless a result of the class names the unit. The
// error is the context's.
func (k *state) casesOf(ctx context.Context, unit int32) ([]int32, error) {
	var out []int32
	for n := range k.Classes {
		if n%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c := &k.Classes[n]
		gives := slices.ContainsFunc(c.Results, func(g bulk.ClassResult) bool { return g.Unit == -1-unit })
		if len(c.Representative.Units) == 1 && !gives {
			continue
		}
		for _, places := range c.places {
			for each := range c.each(places) {
				if gives || slices.Contains(each[1:1+len(c.Representative.Units)], unit) {
					out = append(out, each[0])
				}
			}
		}
	}
	for _, place := range k.Locator.casesOf(unit) {
		if n := k.classOf[place]; n != bulk.NoClass && len(k.Classes[n].Representative.Units) == 1 {
			out = append(out, place)
		}
	}
	out = frame.SortedUnique(out)
	out = slices.DeleteFunc(out, func(place int32) bool {
		_, found := slices.BinarySearch(k.alone, place)
		return found
	})
	e := k.Runners.Take(k.frame())
	e.Heed(ctx)
	defer func() { e.Heed(context.Background()); k.Runners.GiveBack(e) }()
	code := columns.TableOf(k.frame().Roster).Codes()[unit]
	concerns := func(pos int32) bool { return k.frame().UnitCode(pos) == code }
	var credited steps.Credited
	for _, place := range k.alone {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		of := k.frame().Index.CaseAt(place)
		if concerns(of.First) || slices.ContainsFunc(of.Entries, concerns) {
			out = append(out, place)
			continue
		}
		credited = steps.Credited{Changes: credited.Changes[:0]}
		e.Credit(&of, &credited)
		if slices.ContainsFunc(credited.Changes, func(c steps.Change) bool {
			return c.Unit == k.frame().Roster.Units()[unit]
		}) {
			out = append(out, place)
		}
	}
	slices.Sort(out)
	return out, nil
}
