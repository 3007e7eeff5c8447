package steps

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
)

// groupTotals are the totals of the units of a group by account, made for those accounts that are asked for.
type groupTotals struct {
	of      *Ranking
	members []*Contender
	lists   []rule.Value // by account; none: not made yet
}

// value is the map of the totals of each account, those that there are, the highest first.
func (g *groupTotals) value() rule.Value {
	return rule.MapOf(rule.ListType(rule.NumberType()), totalsByAccount{g})
}

// list is the list of an account.
func (g *groupTotals) list(account int) rule.Value {
	if g.lists == nil {
		g.lists = make([]rule.Value, len(g.of.e.Frame.Scheme.Accounts))
	}
	if g.lists[account].IsNone() {
		var totals []rule.Value
		for _, c := range g.members {
			if g.of.Has(c, account) {
				totals = append(totals, rule.Number(c.Figures.Totals[account].value()))
			}
		}
		slices.SortFunc(totals, func(a, b rule.Value) int {
			x, _ := a.AsNumber()
			y, _ := b.AsNumber()
			return y.Cmp(x)
		})
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
