package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
)

// quotasInPoints finds how the amounts that quotas add up are rounded, and whether there are shares among them.
func (b *builder) quotasInPoints() {
	for _, q := range b.s.Quotas {
		if len(q.Sum) == 0 {
			continue
		}
		note := func(r *Rule, account int) {
			if a := b.s.Accounts[account]; slices.Contains(q.Sum, r) && (q.Rounding == "" || a.Places > q.Places) {
				q.Places, q.Rounding = a.Places, a.Rounding
			}
		}
		for _, c := range b.s.Credits {
			for _, a := range c.Amounts {
				note(c.Rule, a.Account)
				shares := a.To != nil && a.To.Type().Equal(rule.MapType(rule.NumberType()))
				q.SumsShares = q.SumsShares || shares && slices.Contains(q.Sum, c.Rule)
			}
		}
		for _, d := range b.s.Derived {
			note(d.Rule, d.Account)
		}
		for _, s := range b.s.Settles {
			for account := range b.s.Accounts {
				if posts(s, account) {
					note(s.Rule, account)
				}
			}
		}
	}
}
