package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// derive posts an amount for each unit at the end of the period, derived from the figures of its group.
func (r *Ranking) derive(d *scheme.Derived) {
	all := r.Field(false)
	groups, below := map[string]*groupFigures{}, map[string][]decimal.Decimal{}
	accounts := len(r.e.Frame.Scheme.Accounts)
	for _, c := range all {
		of := r.e.Frame.Lineage.Lead(c.Member.Of, frame.LastInstant(r.now.End))
		if below[of] == nil {
			below[of] = make([]decimal.Decimal, accounts)
		}
		for a := range accounts {
			below[of][a] = below[of][a].Add(c.Figures.Totals[a].value()) // 0 where there is none
		}
	}
	in := make([]Contender, 0, len(all))
	for _, c := range all {
		if d.Group != nil {
			r.bind(&c)
			v, err := r.e.Eval(d.GroupScope, d.Group)
			if err != nil {
				r.problem(d.Name, &c, err)
				continue
			}
			c.Group, _ = v.AsString()
		}
		in = append(in, c)
	}
	for i := range in {
		if groups[in[i].Group] == nil {
			groups[in[i].Group] = &groupFigures{totals: groupTotals{of: r}}
		}
		groups[in[i].Group].add(r, &in[i])
	}
	worth := func(c *Contender) (decimal.Decimal, bool) {
		return r.worth(d, c, groups[c.Group], below[c.Unit.settled.Unit])
	}
	var made []derivedChange
	if d.Pool != nil {
		made = r.shareOut(d, all, in, groups, worth)
	} else {
		for i := range in {
			r.beginDerived()
			if n, ok := worth(&in[i]); ok {
				made = append(made, r.amounts(d, &in[i], r.rounded(d, n))...)
			}
		}
	}
	for _, c := range made { // after all are evaluated
		c.to.add(r.e.Frame, c.Change)
	}
}

// derivedChange is what a unit receives.
type derivedChange struct {
	to *standing
	Change
}

// beginDerived begins what a unit is asked, for an observer.
func (r *Ranking) beginDerived() {
	if r.e.observer != nil {
		r.e.observer.Begin()
	}
}

// rounded rounds a derived amount as its account is.
func (r *Ranking) rounded(d *scheme.Derived, n decimal.Decimal) decimal.Decimal {
	a := r.e.Frame.Scheme.Accounts[d.Account]
	return rule.Round(n, a.Places, a.Rounding)
}

// groupFigures are aggregates of a group of units, by account: of the units that have an amount of it.
type groupFigures struct {
	size               int64
	has                []bool // one of the group has an amount
	best, worst, total []decimal.Decimal
	totals             groupTotals
}

func (g *groupFigures) add(r *Ranking, c *Contender) {
	figures := c.Figures
	g.totals.members = append(g.totals.members, c)
	if g.size++; g.size == 1 {
		n := len(figures.Totals)
		g.has, g.best, g.worst, g.total = make([]bool, n), make([]decimal.Decimal, n), make([]decimal.Decimal, n),
			make([]decimal.Decimal, n)
	}
	for a := range figures.Totals {
		if !r.Has(c, a) {
			continue
		}
		amount := figures.Totals[a].value()
		if !g.has[a] {
			g.has[a], g.best[a], g.worst[a] = true, amount, amount
		}
		g.best[a], g.worst[a] = decimal.Max(g.best[a], amount), decimal.Min(g.worst[a], amount)
		g.total[a] = g.total[a].Add(amount)
	}
}

// bindGroup binds what derived amounts may name of a group.
func (r *Ranking) bindGroup(name string, group *groupFigures) {
	r.e.Slots[scheme.SlotGroup], r.e.Slots[scheme.SlotSize] = rule.String(name), rule.Int(group.size)
	r.e.Slots[scheme.SlotBest] = byAccount(r.e.Frame, group.best, group.has)
	r.e.Slots[scheme.SlotWorst] = byAccount(r.e.Frame, group.worst, group.has)
	r.e.Slots[scheme.SlotGroupTotal] = byAccount(r.e.Frame, group.total, nil)
	r.e.Slots[scheme.SlotGroupTotals] = group.totals.value()
}

// worth is what the line is worth for a unit, before rounding; false: it says nothing of it, or cannot be asked.
func (r *Ranking) worth(
	d *scheme.Derived, c *Contender, group *groupFigures, below []decimal.Decimal,
) (decimal.Decimal, bool) {
	r.bind(c)
	r.bindGroup(c.Group, group)
	r.e.Slots[scheme.SlotBelow] = byAccount(r.e.Frame, below, nil)
	r.e.Slots[scheme.SlotRanks] = numbersBy(&r.e.Frame.Names.Rankings, func(ranking int) (decimal.Decimal, bool) {
		return decimal.NewFromInt(r.rankIn(c.Number, r.e.Frame.Scheme.Rankings[ranking].Name)), true
	})
	met, err := r.e.Holds(d.Scope, d.When)
	if err == nil && !met {
		return decimal.Decimal{}, false
	}
	var v rule.Value
	if err == nil {
		v, err = r.e.Eval(d.Scope, d.Worth)
	}
	if err != nil {
		r.problem(d.Name, c, err)
		return decimal.Decimal{}, false
	}
	n, _ := v.AsNumber()
	return n, true
}

// amounts are what a unit receives: one change, or one for each item over which it is laid.
func (r *Ranking) amounts(d *scheme.Derived, c *Contender, amount decimal.Decimal) []derivedChange {
	change := Change{At: frame.LastInstant(r.now.End), Position: NoEntry, Unit: c.Unit.settled.Unit,
		Rule: d.Rule, Account: d.Account, Amount: amount, Group: d.Index, lead: true,
		per: r.now.Period.Kind}
	if c.Unit.settlement != nil && (r.e.settlesEvidence || r.e.Frame.Reports(r.now)) {
		change.Entries = r.askedOf(d.Asked, c.Number)
	}
	var out []derivedChange
	for _, one := range r.laidOver(d, c.Unit, change) {
		if r.e.observer != nil {
			r.e.observer.Settled(&one, nil)
		}
		if d.Figure || !one.Amount.IsZero() {
			out = append(out, derivedChange{c.Unit, one})
		}
	}
	return out
}

// byAccount is a map of amounts by account; nil: all are 0. One that is not there is absent; nil: all are there.
func byAccount(f *frame.Frame, amounts []decimal.Decimal, has []bool) rule.Value {
	return numbersBy(&f.Names.Accounts, func(account int) (amount decimal.Decimal, ok bool) {
		if amounts != nil {
			amount = amounts[account]
		}
		return amount, has == nil || has[account]
	})
}

// rankIn is the rank of a unit in the current period; 0: it has none there.
func (r *Ranking) rankIn(number int, ranking string) int64 {
	if r.ranks == nil {
		return 0
	}
	return int64(r.ranks[number][ranking])
}
