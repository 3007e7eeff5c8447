package scoring

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// rank orders the units of each group; ties share a rank.
func (r *ranking) rank(ranking *scheme.Ranking, n int, shown bool) []contender {
	var all []contender
	if shown && r.before != nil {
		all = r.moved(ranking, r.before.entered[n])
	} else {
		all = r.field(shown)
		known, in := r.newEntrants(ranking), all[:0]
		for i := range all {
			if c := &all[i]; r.enters(ranking, known, c) {
				in = append(in, *c)
			}
		}
		all = inRank(in)
	}
	place := 0
	for i := range all {
		if i == 0 || all[i].group != all[i-1].group {
			place = 0
		}
		place++
		all[i].rank = place
		if place > 1 && all[i-1].amount.cmp(&all[i].amount) == 0 && compareKeys(all[i-1].keys, all[i].keys) == 0 {
			all[i].rank = all[i-1].rank
		}
	}
	if shown {
		r.rows(all, ranking.Account)
		for _, h := range r.scheme.Honours {
			if h.Ranking == ranking && slices.Contains(h.Per, r.now.period.Kind) {
				r.honour(h, all)
			}
		}
	}
	return all
}

// moved puts the units that changed into their places among those that did not.
func (r *ranking) moved(ranking *scheme.Ranking, before []contender) []contender {
	did := make([]bool, len(r.units))
	for _, number := range r.before.changed {
		did[number] = true
	}
	changed := make([]contender, 0, len(r.before.changed))
	for i := range before {
		if c := &before[i]; r.steady && did[c.number] {
			changed = append(changed, r.again(c))
			now := &changed[len(changed)-1]
			now.amount, now.row = now.figures.totals[ranking.Account], nil
		}
	}
	if !r.steady {
		known := r.newEntrants(ranking)
		for _, number := range r.before.changed {
			if c, on := r.contender(int(number), true); on && r.enters(ranking, known, &c) {
				changed = append(changed, c)
			}
		}
	}
	changed = inRank(changed)
	if len(r.before.changed) == len(r.units) {
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
		all = append(all, r.again(c))
	}
	return append(all, changed...)
}

// again is a contender of before among the units as they are, of which none is on the roster otherwise.
func (r *ranking) again(before *contender) contender {
	c := *before
	c.unit = &r.units[c.number]
	c.figures = c.unit.shown
	return c
}

// rows makes the rows of those that have none; those of contenders that follow one another stand together.
func (r *ranking) rows(all []contender, account int) {
	missing := 0
	for i := range all {
		if all[i].row == nil {
			missing++
		}
	}
	made := make([]Total, 0, missing)
	for i := range all {
		if c := &all[i]; c.row == nil {
			made = append(made, c.unit.row(account))
			c.row = &made[len(made)-1]
		}
	}
}

// inRank is contenders in the order of their ranking.
func inRank(all []contender) []contender {
	order, out := make([]int32, len(all)), make([]contender, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return compareContenders(&all[a], &all[b]) })
	for i, from := range order {
		out[i] = all[from]
	}
	return out
}

// compareContenders orders by group, amount, keys and id.
func compareContenders(a, b *contender) int {
	if a.group != b.group {
		return cmp.Compare(a.group, b.group)
	}
	if d := b.amount.cmp(&a.amount); d != 0 {
		return d
	}
	return cmp.Or(compareKeys(a.keys, b.keys), cmp.Compare(a.number, b.number))
}

// compareKeys orders by the keys in turn, the highest first.
func compareKeys(a, b []decimal.Decimal) int {
	for i := range a {
		if d := b[i].Cmp(a[i]); d != 0 {
			return d
		}
	}
	return 0
}
