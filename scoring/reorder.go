package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// rankedBefore is what was ranked before a few units changed, under the same expressions and figures.
type rankedBefore struct {
	entered [][]contender
	changed []int32 // the numbers of the units that changed since, ascending
	told    bool    // something was reported
}

// order is the order of the period that is shown, from that of before.
func (b *rankedBefore) order(r *ranking, n int, shown bool) ([]contender, bool) {
	if !shown {
		return bulkOrderer{}.order(r, n, shown)
	}
	return moved(r, r.scheme.Rankings[n], b), true
}

// moved puts the units that changed into their places among those that did not.
func moved(r *ranking, ranking *scheme.Ranking, b *rankedBefore) []contender {
	before := b.entered[slices.Index(r.scheme.Rankings, ranking)]
	did := make([]bool, len(r.units))
	for _, number := range b.changed {
		did[number] = true
	}
	changed := make([]contender, 0, len(b.changed))
	for i := range before {
		if c := &before[i]; r.steady && did[c.number] {
			changed = append(changed, again(r, c))
			now := &changed[len(changed)-1]
			now.amount, now.row = now.figures.totals[ranking.Account], nil
		}
	}
	if !r.steady {
		known := newEntrants(r, ranking)
		for _, number := range b.changed {
			if c, on := r.contender(int(number), true); on && entersBy(r, ranking, known, &c) {
				changed = append(changed, c)
			}
		}
	}
	changed = inRank(changed)
	if len(b.changed) == len(r.units) {
		return changed
	}
	all := make([]contender, 0, len(before)+len(changed))
	for i := range before {
		c := &before[i]
		if did[c.number] {
			continue
		}
		for len(changed) > 0 && compareContenders(&changed[0], c) < 0 {
			all, changed = append(all, changed[0]), changed[1:]
		}
		all = append(all, again(r, c))
	}
	return append(all, changed...)
}

// again is a contender of before among the units as they are, of which none is on the roster otherwise.
func again(r *ranking, before *contender) contender {
	c := *before
	c.unit = &r.units[c.number]
	c.figures = c.unit.shown
	return c
}
