package reference

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// asHonoured is what an honour may name of one of all contenders.
func (r *reference) asHonoured(c contender, all []contender) names {
	n, size := c.names, len(groupOf(c, all))
	n[scheme.SlotGrade], n[scheme.SlotResult] = r.gradesOf(c.unit, r.period), r.resultsOf(c.unit, r.period)
	n[scheme.SlotGroup], n[scheme.SlotRank], n[scheme.SlotSize] = rule.String(c.group), rule.Int(int64(c.rank)),
		rule.Int(int64(size))
	best, worst, together := r.figuresOf(groupOf(c, all))
	n[scheme.SlotBest], n[scheme.SlotWorst], n[scheme.SlotGroupTotal] = numbers(best), numbers(worst), numbers(together)
	n[scheme.SlotGroupTotals] = r.groupTotals(groupOf(c, all))
	limits := map[string]number{}
	for _, h := range r.scheme.Honours {
		if amount, there := r.limit(h, c.unit); there {
			limits[h.Name] = amount
		}
	}
	n[scheme.SlotLimit] = numbers(limits)
	return n
}

// limit is the least amount of those of the unit's group who have an honour, as far as it is decided; false: nobody of
// it has, or the ranking does not rank the unit.
func (r *reference) limit(h *scheme.Honour, unit string) (least number, there bool) {
	all := r.ranking[h.Ranking]
	own := slices.IndexFunc(all, func(c contender) bool { return c.unit == unit })
	if own < 0 {
		return least, false
	}
	for _, c := range groupOf(all[own], all) {
		if !slices.ContainsFunc(r.honours, func(x honourRow) bool { return x.honour == h && x.unit == c.unit }) {
			continue
		}
		amount, _ := c.posted(r.scheme.Accounts[h.Ranking.Account])
		if !there || amount.LessThan(least) {
			least, there = amount, true
		}
	}
	return least, there
}

// honour says whether a contender has an honour. Its place is its rank, or, with fill, that beside the eligible alone.
func (r *reference) honour(h *scheme.Honour, c contender, all []contender) {
	k := h.Ranking
	eligible := func(c contender) (bool, error) {
		return r.asHonoured(c, all).holds(h.Scope, h.Eligible)
	}
	fail := func(err error) {
		r.problems = append(r.problems, r.problemOfUnit(c.enroll, r.end.Add(-1), h.Name, err))
	}
	beside := groupOf(c, all)
	if h.Fill {
		beside = slices.DeleteFunc(beside, func(other contender) bool {
			met, err := eligible(other)
			return err != nil || !met
		})
	}
	place := c.rankAmong(k, beside)
	ok, asked := eligible(c)
	first, err := c.names.number(h.FirstScope, h.First)
	if err == nil && whole(int64(place)).GreaterThan(first) {
		return
	}
	if err == nil {
		err = asked
	}
	if err != nil {
		fail(err)
		return
	}
	var sharing []contender
	for _, other := range beside {
		if other.rankAmong(k, beside) == place {
			sharing = append(sharing, other)
		}
	}
	if k.Ties == "competition" && whole(int64(place-1+len(sharing))).GreaterThan(first) {
		stays, err := r.staysAtLimit(h, c, all, sharing, place, first)
		if err != nil && ok {
			fail(err)
		}
		ok = ok && stays
	}
	if ok {
		r.honours = append(r.honours, honourRow{h, c.unit, c.rank})
	}
}

// staysAtLimit says whether one of those who share the last place, and are more than there are places, is honoured.
func (r *reference) staysAtLimit(h *scheme.Honour, c contender, all, sharing []contender, place int,
	first number) (bool, error) {
	keysOf := func(of contender) (keyed contender, err error) {
		for _, o := range h.Order {
			var key rule.Value
			if err == nil {
				key, err = r.asHonoured(of, all).eval(h.Scope, o)
			}
			keyed.keys = append(keyed.keys, key)
		}
		return keyed, err
	}
	own, err := keysOf(c)
	if err != nil {
		return false, err
	}
	ahead, alike := 0, 0
	for _, other := range sharing {
		keyed, err := keysOf(other)
		switch {
		case err != nil:
		case keyed.better(own):
			ahead++
		case !own.better(keyed):
			alike++
		}
	}
	within := func(place int) bool { return !whole(int64(place)).GreaterThan(first) }
	if h.TiedNone {
		return within(place + ahead + alike - 1), nil
	}
	return within(place + ahead), nil
}
