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
		if below[c.Member.Of] == nil {
			below[c.Member.Of] = make([]decimal.Decimal, accounts)
		}
		for a := range accounts {
			below[c.Member.Of][a] = below[c.Member.Of][a].Add(c.Figures.Totals[a].value()) // 0 where there is none
		}
	}
	in := all[:0]
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
	made := make([]*Change, len(in))
	for i := range in {
		if c, ok := r.amount(d, &in[i], groups[in[i].Group], below[in[i].Unit.settled.Unit]); ok {
			made[i] = &c
		}
	}
	for i, c := range made { // after all are evaluated
		if c != nil {
			in[i].Unit.add(r.e.Frame, *c)
		}
	}
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

// amount is the derived amount of a unit as a change; false: there is none.
func (r *Ranking) amount(d *scheme.Derived, c *Contender, group *groupFigures, below []decimal.Decimal) (Change, bool) {
	r.bind(c)
	r.e.Slots[scheme.SlotGroup], r.e.Slots[scheme.SlotSize] = rule.String(c.Group), rule.Int(group.size)
	r.e.Slots[scheme.SlotBest] = byAccount(r.e.Frame, group.best, group.has)
	r.e.Slots[scheme.SlotWorst] = byAccount(r.e.Frame, group.worst, group.has)
	r.e.Slots[scheme.SlotGroupTotal] = byAccount(r.e.Frame, group.total, nil)
	r.e.Slots[scheme.SlotGroupTotals] = group.totals.value()
	r.e.Slots[scheme.SlotBelow] = byAccount(r.e.Frame, below, nil)
	r.e.Slots[scheme.SlotRanks] = numbersBy(&r.e.Frame.Names.Rankings, func(ranking int) (decimal.Decimal, bool) {
		return decimal.NewFromInt(int64(r.ranks[c.Number][r.e.Frame.Scheme.Rankings[ranking].Name])), true
	})
	if r.e.observer != nil {
		r.e.observer.Begin()
	}
	met, err := r.e.Holds(d.Scope, d.When)
	if err == nil && !met {
		return Change{}, false
	}
	var v rule.Value
	if err == nil {
		v, err = r.e.Eval(d.Scope, d.Worth)
	}
	if err != nil {
		r.problem(d.Name, c, err)
		return Change{}, false
	}
	n, _ := v.AsNumber()
	a := r.e.Frame.Scheme.Accounts[d.Account]
	amount := rule.Round(n, a.Places, a.Rounding)
	change := Change{At: frame.LastInstant(r.now.End), Position: NoEntry, Unit: c.Unit.settled.Unit,
		Rule: d.Rule, Account: d.Account, Amount: amount, Group: d.Index, lead: true,
		per: r.now.Period.Kind}
	if c.Unit.settlement != nil && (r.e.settlesEvidence || r.e.Frame.Reports(r.now)) {
		change.Entries = r.askedOf(d.Asked, c.Number)
	}
	if r.e.observer != nil {
		r.e.observer.Settled(&change, nil)
	}
	return change, d.Figure || !amount.IsZero()
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
