package steps

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// groupTotals are the totals of the units of a group by account, made for those accounts that are asked for.
type groupTotals struct {
	members []*Figures
	lists   []rule.Value // by account; none: not made yet
}

// value is the map of the totals of each account, those that there are, the highest first.
func (g *groupTotals) value(f *frame.Frame) rule.Value {
	return rule.MapOf(rule.ListType(rule.NumberType()), totalsByAccount{g, f})
}

// of is the list of an account.
func (g *groupTotals) of(f *frame.Frame, account int) rule.Value {
	if g.lists == nil {
		g.lists = make([]rule.Value, len(f.Scheme.Accounts))
	}
	if g.lists[account].IsNone() {
		var totals []rule.Value
		for _, figures := range g.members {
			if figures.has(f, account) {
				totals = append(totals, rule.Number(figures.Totals[account].value()))
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
type totalsByAccount struct {
	of *groupTotals
	f  *frame.Frame
}

// Entry implements [rule.Entries].
func (t totalsByAccount) Entry(name string) (rule.Value, bool) {
	account, ok := t.f.Names.Accounts.Place(name)
	if !ok {
		return rule.Value{}, false
	}
	return t.of.of(t.f, account), true
}

// Keys implements [rule.Entries].
func (t totalsByAccount) Keys() []string { return t.f.Names.Accounts.List }
