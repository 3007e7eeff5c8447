package incremental

import (
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// previousRanking is what was ranked before a few units changed, under the same expressions and figures.
type previousRanking struct {
	entered  [][]steps.Contender
	changed  []int32 // the numbers of the units that changed since, ascending
	reported bool    // something was reported
}

// Order is the order of the period that is shown, from that of before.
func (b *previousRanking) Order(r *steps.Ranking, n int, shown bool) ([]steps.Contender, bool) {
	if !shown {
		return bulk.Orderer{}.Order(r, n, shown)
	}
	return reorder(r, r.Frame().Scheme.Rankings[n], b), true
}

// reorder puts the units that changed into their places among those that did not.
func reorder(r *steps.Ranking, ranking *scheme.Ranking, b *previousRanking) []steps.Contender {
	before := b.entered[slices.Index(r.Frame().Scheme.Rankings, ranking)]
	did := make([]bool, len(r.Units))
	for _, number := range b.changed {
		did[number] = true
	}
	changed := make([]steps.Contender, 0, len(b.changed))
	for i := range before {
		if c := &before[i]; r.Steady && did[c.Number] {
			changed = append(changed, carryOver(r, c))
			now := &changed[len(changed)-1]
			now.Amount, now.Row = now.Figures.Totals[ranking.Account], nil
		}
	}
	if !r.Steady {
		known := bulk.NewEntrants(r, ranking)
		for _, number := range b.changed {
			if c, on := r.Contender(int(number), true); on && bulk.Enters(r, ranking, known, &c) {
				changed = append(changed, c)
			}
		}
	}
	changed = steps.InRank(changed)
	if len(b.changed) == len(r.Units) {
		return changed
	}
	all := make([]steps.Contender, 0, len(before)+len(changed))
	for i := range before {
		c := &before[i]
		if did[c.Number] {
			continue
		}
		for len(changed) > 0 && steps.CompareContenders(&changed[0], c) < 0 {
			all, changed = append(all, changed[0]), changed[1:]
		}
		all = append(all, carryOver(r, c))
	}
	return append(all, changed...)
}

// carryOver is a contender of before among the units as they are, of which none is on the roster otherwise.
func carryOver(r *steps.Ranking, before *steps.Contender) steps.Contender {
	c := *before
	c.Unit = &r.Units[c.Number]
	c.Figures = c.Unit.Reported
	return c
}
