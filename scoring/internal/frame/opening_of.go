package frame

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// openAccount finds the account of an opening, and the rule in it.
func (f *Frame) openAccount(o *Opening, e *ledger.Entry) *Refusal {
	account, known := f.Names.Accounts.Place(e.Account)
	if !known {
		return &Refusal{Code: "no-account", Reason: reason.New("opening.no-account",
			"the scheme has no account {account:q}{near}", e.Account, Nearest(e.Account, f.Names.Accounts.List))}
	}
	a := &f.Scheme.Accounts[account]
	o.Account, o.Rule, o.balance = account, f.Scheme.Opening, a.Balance
	if a.Figure {
		o.Rule = f.Scheme.OpeningFigure
	}
	o.Amount = rule.Round(o.Amount, a.Places, a.Rounding)
	switch {
	case e.Item != "":
		return f.openItem(o, e)
	case e.Rule == "":
		return nil
	}
	names := f.rulesOf(account)
	n, known := f.Names.Rules.Place(e.Rule)
	if len(names) == 0 || !known || !slices.Contains(names, e.Rule) {
		return &Refusal{Code: "no-rule", Reason: reason.New("opening.no-rule",
			"no rule {rule:q} of the scheme gives to account {account}, so that an opening may name it{near}",
			e.Rule, e.Account, Nearest(e.Rule, names))}
	}
	o.Rule = f.Scheme.Rules[n]
	return nil
}

// rulesOf are the names of the rules that an opening of an account may name: those that give to it, but for caps. An
// account of figures, or that is a balance, is published as a whole.
func (f *Frame) rulesOf(account int) []string {
	var names []string
	if a := &f.Scheme.Accounts[account]; a.Figure || a.Balance {
		return nil
	}
	gives := func(amounts []scheme.Amount) bool {
		return slices.ContainsFunc(amounts, func(a scheme.Amount) bool { return a.Account == account })
	}
	for _, c := range f.Scheme.Credits {
		if gives(c.Amounts) {
			names = append(names, c.Name)
		}
	}
	for _, s := range f.Scheme.Settles {
		if gives(s.Amounts) {
			names = append(names, s.Name)
		}
	}
	for _, d := range f.Scheme.Derived {
		if d.Account == account {
			names = append(names, d.Name)
		}
	}
	return names
}

// openQuota finds the quota of an opening.
func (f *Frame) openQuota(o *Opening, e *ledger.Entry) *Refusal {
	n, known := f.Names.Quotas.Place(e.Quota)
	if !known {
		return &Refusal{Code: "no-quota", Reason: reason.New("assign.no-quota",
			"the scheme has no quota {quota:q}{near}", e.Quota, Nearest(e.Quota, f.Names.Quotas.List))}
	}
	o.Quota = f.Scheme.Quotas[n]
	own := o.Period.Kind == o.Quota.Per
	switch {
	case !o.Period.Kind.Inside(o.Quota.Per) || !own && o.Quota.Count == nil:
		return &Refusal{Code: "no-period", Reason: reason.New("assign.kind",
			"quota {quota} is owed a {kind}; found period {period}", o.Quota.Name, o.Quota.Per.String(), e.Period)}
	case o.Required.Valid && !own:
		return &Refusal{Code: "no-period", Reason: reason.New("opening.required",
			"quota {quota} is owed a {kind}; found what was owed in {period}", o.Quota.Name, o.Quota.Per.String(),
			e.Period)}
	case o.Required.Valid && o.Quota.Required == nil:
		return &Refusal{Code: "no-quota", Reason: reason.New("opening.tally",
			"quota {quota} requires nothing; found what was owed", o.Quota.Name)}
	}
	return nil
}
