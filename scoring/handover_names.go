package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// names says whether the other scheme calls the same time by the name of a period. Periods of units' own have none.
func (h *handover) names(p calendar.Period) bool {
	named, err := h.to.Calendar.Parse(p.String())
	if err != nil || p.Kind.IsOwn() {
		return false
	}
	start, end := h.f.Scheme.Calendar.Bounds(p)
	first, after := h.to.Calendar.Bounds(named)
	return start.Equal(first) && end.Equal(after)
}

// quotaNamed is the quota of a scheme that takes what another one says of its quota; nil: it has none of that name and
// period.
func quotaNamed(s *scheme.Scheme, of *scheme.Quota) *scheme.Quota {
	for _, q := range s.Quotas {
		if q.Name == of.Name && q.Per == of.Per {
			return q
		}
	}
	return nil
}

// accountNamed is the place of the account of a scheme that takes what another one says of its account; −1: it has none
// of that name and kind.
func accountNamed(s *scheme.Scheme, of *scheme.Account) int {
	return slices.IndexFunc(s.Accounts, func(a scheme.Account) bool {
		return a.Name == of.Name && a.Figure == of.Figure && a.Balance == of.Balance
	})
}

// takesFrom says whether an opening may name a rule in an account of a scheme, and whether with an item.
func takesFrom(s *scheme.Scheme, name string, account int) (takes, ofItems bool) {
	to := func(a scheme.Amount) bool { return a.Account == account }
	for _, c := range s.Credits {
		if c.Name == name && slices.ContainsFunc(c.Amounts, to) {
			return true, c.Each != ledger.Commission
		}
	}
	return slices.ContainsFunc(s.Settles, func(x *scheme.Settle) bool {
		return x.Name == name && slices.ContainsFunc(x.Amounts, to)
	}) || slices.ContainsFunc(s.Derived, func(d *scheme.Derived) bool {
		return d.Name == name && d.Account == account
	}), false
}
