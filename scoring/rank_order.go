package scoring

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// rank orders the units of each group; ties share a rank.
func (r *ranking) rank(ranking *scheme.Ranking, n int, shown bool) []contender {
	var all []contender
	ordered := false
	if r.orderer != nil {
		all, ordered = r.orderer.order(r, n, shown)
	}
	if !ordered {
		all = r.field(shown)
		in := all[:0]
		for i := range all {
			if c := &all[i]; r.enters(ranking, c) {
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

// enters says whether a unit is ranked, in which group and by what.
func (r *ranking) enters(ranking *scheme.Ranking, c *contender) bool {
	eligible, _ := r.entry(ranking, c)
	return eligible
}

// entry is enters, and whether the expressions could be worked out; if not, that is reported.
func (r *ranking) entry(ranking *scheme.Ranking, c *contender) (eligible, ok bool) {
	c.amount = c.figures.totals[ranking.Account]
	r.bind(c)
	eligible, err := r.holds(ranking.Scope, ranking.Eligible)
	if err == nil && eligible && ranking.Group != nil {
		var v rule.Value
		v, err = r.eval(ranking.Scope, ranking.Group)
		c.group, _ = v.AsString()
	}
	for _, p := range ranking.Order {
		if err != nil || !eligible {
			break
		}
		var v rule.Value
		v, err = r.eval(ranking.Scope, p)
		n, _ := v.AsNumber()
		c.keys = append(c.keys, n)
	}
	if err != nil {
		r.problem(ranking.Name, c, err)
		return false, false
	}
	return eligible, true
}
