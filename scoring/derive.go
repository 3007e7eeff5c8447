package scoring

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// derive makes an amount for each unit of what the units of its group have at the end of the period, and posts it there.
func (r *ranking) derive(d *scheme.Derived) {
	all := r.field(false)
	groups, below := map[string]*groupFigures{}, map[string][]decimal.Decimal{}
	accounts := len(r.scheme.Accounts)
	for _, c := range all {
		if below[c.member.Of] == nil {
			below[c.member.Of] = make([]decimal.Decimal, accounts)
		}
		for a := range accounts {
			below[c.member.Of][a] = below[c.member.Of][a].Add(c.figures.totals[a].value())
		}
	}
	in := all[:0]
	for _, c := range all {
		if d.Group != nil {
			r.bind(&c)
			v, err := r.eval(d.GroupScope, d.Group)
			if err != nil {
				r.problem(d.Name, &c, err)
				continue
			}
			c.group, _ = v.AsString()
		}
		in = append(in, c)
		if groups[c.group] == nil {
			groups[c.group] = &groupFigures{}
		}
		groups[c.group].add(c.figures)
	}
	var made []Change
	for i := range in {
		if c, ok := r.amount(d, &in[i], groups[in[i].group], below[in[i].unit.Unit]); ok {
			made = append(made, c)
		}
	}
	for i := range made { // not before all have been worked out
		for _, c := range in {
			if c.unit.Unit == made[i].Unit {
				c.unit.add(r.Frame, made[i])
			}
		}
	}
}

// groupFigures is what the units of a group have, by account.
type groupFigures struct {
	size               int64
	best, worst, total []decimal.Decimal
}

func (g *groupFigures) add(of *figures) {
	g.size++
	for a := range of.totals {
		amount := of.totals[a].value()
		if g.size == 1 {
			g.best, g.worst, g.total = append(g.best, amount), append(g.worst, amount), append(g.total, amount)
			continue
		}
		g.best[a], g.worst[a], g.total[a] = decimal.Max(g.best[a], amount), decimal.Min(g.worst[a], amount), g.total[a].Add(amount)
	}
}

// amount works out the derived amount of one unit.
func (r *ranking) amount(d *scheme.Derived, c *contender, group *groupFigures, below []decimal.Decimal) (Change, bool) {
	r.bind(c)
	r.slots[scheme.SlotGroup], r.slots[scheme.SlotSize] = rule.String(c.group), rule.Int(group.size)
	r.slots[scheme.SlotBest], r.slots[scheme.SlotWorst], r.slots[scheme.SlotGroupTotal] = r.byAccount(group.best), r.byAccount(group.worst), r.byAccount(group.total)
	r.slots[scheme.SlotBelow] = r.byAccount(below)
	ranks := map[string]rule.Value{}
	for _, other := range r.scheme.Rankings {
		ranks[other.Name] = rule.Int(int64(r.ranks[c.number][other.Name]))
	}
	r.slots[scheme.SlotRanks] = rule.Map(rule.NumberType(), ranks)
	if r.watch != nil {
		r.watch.begin()
	}
	met, err := r.holds(d.Scope, d.When)
	if err == nil && !met {
		return Change{}, false
	}
	var v rule.Value
	if err == nil {
		v, err = r.eval(d.Scope, d.Worth)
	}
	if err != nil {
		r.problem(d.Name, c, err)
		return Change{}, false
	}
	n, _ := v.AsNumber()
	a := r.scheme.Accounts[d.Account]
	amount := rule.Round(n, a.Places, a.Rounding)
	change := Change{At: lastInstant(r.now.end), Position: settled, Unit: c.unit.Unit, Rule: d.Rule, Account: d.Account, Amount: amount, group: d.Index, lead: true}
	if r.watch != nil {
		r.watch.settled(&change, nil)
	}
	return change, !amount.IsZero()
}

// byAccount is a map of amounts; nil: all zero.
func (f *Frame) byAccount(amounts []decimal.Decimal) rule.Value {
	out := make(map[string]rule.Value, len(f.scheme.Accounts))
	for a, account := range f.scheme.Accounts {
		out[account.Name] = rule.Int(0)
		if amounts != nil {
			out[account.Name] = rule.Number(amounts[a])
		}
	}
	return rule.Map(rule.NumberType(), out)
}
