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
			below[c.Member.Of][a] = below[c.Member.Of][a].Add(c.Figures.Totals[a].value())
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
		if groups[c.Group] == nil {
			groups[c.Group] = &groupFigures{}
		}
		groups[c.Group].add(c.Figures)
	}
	var made []Change
	for i := range in {
		if c, ok := r.amount(d, &in[i], groups[in[i].Group], below[in[i].Unit.settled.Unit]); ok {
			made = append(made, c)
		}
	}
	for i := range made { // after all are evaluated
		for _, c := range in {
			if c.Unit.settled.Unit == made[i].Unit {
				c.Unit.add(r.e.Frame, made[i])
			}
		}
	}
}

// groupFigures are aggregates of a group of units, by account.
type groupFigures struct {
	size               int64
	best, worst, total []decimal.Decimal
}

func (g *groupFigures) add(figures *Figures) {
	g.size++
	for a := range figures.Totals {
		amount := figures.Totals[a].value()
		if g.size == 1 {
			g.best, g.worst, g.total = append(g.best, amount), append(g.worst, amount), append(g.total, amount)
			continue
		}
		g.best[a], g.worst[a] = decimal.Max(g.best[a], amount), decimal.Min(g.worst[a], amount)
		g.total[a] = g.total[a].Add(amount)
	}
}

// amount is the derived amount of a unit as a change; false: there is none.
func (r *Ranking) amount(d *scheme.Derived, c *Contender, group *groupFigures, below []decimal.Decimal) (Change, bool) {
	r.bind(c)
	r.e.Slots[scheme.SlotGroup], r.e.Slots[scheme.SlotSize] = rule.String(c.Group), rule.Int(group.size)
	r.e.Slots[scheme.SlotBest] = byAccount(r.e.Frame, group.best)
	r.e.Slots[scheme.SlotWorst] = byAccount(r.e.Frame, group.worst)
	r.e.Slots[scheme.SlotGroupTotal] = byAccount(r.e.Frame, group.total)
	r.e.Slots[scheme.SlotBelow] = byAccount(r.e.Frame, below)
	ranks := map[string]rule.Value{}
	for _, other := range r.e.Frame.Scheme.Rankings {
		ranks[other.Name] = rule.Int(int64(r.ranks[c.Number][other.Name]))
	}
	r.e.Slots[scheme.SlotRanks] = rule.Map(rule.NumberType(), ranks)
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
		Rule: d.Rule, Account: d.Account, Amount: amount, Group: d.Index, lead: true}
	if r.e.observer != nil {
		r.e.observer.Settled(&change, nil)
	}
	return change, !amount.IsZero()
}

// byAccount is a map of amounts by account; nil: all are 0.
func byAccount(f *frame.Frame, amounts []decimal.Decimal) rule.Value {
	out := make(map[string]rule.Value, len(f.Scheme.Accounts))
	for a, account := range f.Scheme.Accounts {
		out[account.Name] = rule.Int(0)
		if amounts != nil {
			out[account.Name] = rule.Number(amounts[a])
		}
	}
	return rule.Map(rule.NumberType(), out)
}
