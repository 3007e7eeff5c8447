package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// groupTotals are the totals of the units of a group by account, made for those accounts that are asked for.
type groupTotals struct {
	of      *Ranking
	members []*Contender
	sorted  [][]decimal.Decimal // by account, the highest first; nil: not made yet
	lists   []rule.Value        // the same as values; none: not made yet
}

// bind binds what an honour may name of the totals of its group.
func (g *groupTotals) bind() {
	slots, accounts := g.of.e.Slots, &g.of.e.Frame.Names.Accounts
	slots[scheme.SlotGroupTotals] = g.value()
	slots[scheme.SlotBest] = numbersBy(accounts, func(account int) (best decimal.Decimal, ok bool) {
		if all := g.amounts(account); len(all) > 0 {
			best, ok = all[0], true
		}
		return best, ok
	})
	slots[scheme.SlotWorst] = numbersBy(accounts, func(account int) (worst decimal.Decimal, ok bool) {
		if all := g.amounts(account); len(all) > 0 {
			worst, ok = all[len(all)-1], true
		}
		return worst, ok
	})
	slots[scheme.SlotGroupTotal] = numbersBy(accounts, func(account int) (sum decimal.Decimal, ok bool) {
		for _, amount := range g.amounts(account) {
			sum = sum.Add(amount)
		}
		return sum, true
	})
}

// value is the map of the totals of each account, those that there are, the highest first.
func (g *groupTotals) value() rule.Value {
	return rule.MapOf(rule.ListType(rule.NumberType()), totalsByAccount{g})
}

// amounts are the totals of an account, those that there are, the highest first.
func (g *groupTotals) amounts(account int) []decimal.Decimal {
	if g.sorted == nil {
		g.sorted = make([][]decimal.Decimal, len(g.of.e.Frame.Scheme.Accounts))
	}
	if g.sorted[account] == nil {
		totals := make([]decimal.Decimal, 0, len(g.members))
		for _, c := range g.members {
			if g.of.Has(c, account) {
				totals = append(totals, c.Figures.Totals[account].value())
			}
		}
		slices.SortFunc(totals, func(a, b decimal.Decimal) int { return b.Cmp(a) })
		g.sorted[account] = totals
	}
	return g.sorted[account]
}

// list is the list of an account.
func (g *groupTotals) list(account int) rule.Value {
	if g.lists == nil {
		g.lists = make([]rule.Value, len(g.of.e.Frame.Scheme.Accounts))
	}
	if g.lists[account].IsNone() {
		var totals []rule.Value
		for _, amount := range g.amounts(account) {
			totals = append(totals, rule.Number(amount))
		}
		g.lists[account] = rule.List(rule.NumberType(), totals)
	}
	return g.lists[account]
}

// totalsByAccount are the totals of a group, by the name of the account.
type totalsByAccount struct{ *groupTotals }

// Entry implements [rule.Entries].
func (t totalsByAccount) Entry(name string) (rule.Value, bool) {
	account, ok := t.of.e.Frame.Names.Accounts.Place(name)
	if !ok {
		return rule.Value{}, false
	}
	return t.list(account), true
}

// Keys implements [rule.Entries].
func (t totalsByAccount) Keys() []string { return t.of.e.Frame.Names.Accounts.List }
