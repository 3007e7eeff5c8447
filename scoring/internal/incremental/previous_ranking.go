package incremental

import (
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// previousRanking is a ranking before a few units changed, under the same expressions and figures.
type previousRanking struct {
	entered     [][]steps.Contender
	changed     []int32 // numbers of the units that changed since, ascending
	hasProblems bool    // ranking had a problem
}

// Order orders the reported period, see [steps.Orderer].
func (b *previousRanking) Order(r *steps.Ranking, n int, reported bool) ([]steps.Contender, bool) {
	if !reported {
		return bulk.Orderer{}.Order(r, n, reported)
	}
	return reorder(r, r.Frame().Scheme.Rankings[n], b), true
}

// reorder merges the units that changed into the order of the others.
func reorder(r *steps.Ranking, ranking *scheme.Ranking, b *previousRanking) []steps.Contender {
	entered := b.entered[slices.Index(r.Frame().Scheme.Rankings, ranking)]
	isChanged := make([]bool, len(r.Units))
	for _, number := range b.changed {
		isChanged[number] = true
	}
	changed := make([]steps.Contender, 0, len(b.changed))
	for i := range entered {
		if c := &entered[i]; r.Steady && isChanged[c.Number] {
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
	all := make([]steps.Contender, 0, len(entered)+len(changed))
	for i := range entered {
		c := &entered[i]
		if isChanged[c.Number] {
			continue
		}
		for len(changed) > 0 && steps.CompareContenders(&changed[0], c) < 0 {
			all, changed = append(all, changed[0]), changed[1:]
		}
		all = append(all, carryOver(r, c))
	}
	return append(all, changed...)
}

// carryOver is a contender of the previous ranking with the unit as it is. Its roster state is the same.
func carryOver(r *steps.Ranking, before *steps.Contender) steps.Contender {
	c := *before
	c.Unit = &r.Units[c.Number]
	c.Figures = c.Unit.Reported
	return c
}
