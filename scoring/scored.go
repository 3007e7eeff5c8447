package scoring

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// quotas are what the units owed and did in the periods that end in the one shown, by quota in the order of the file, period
// and unit.
func (of *scored) quotas() []QuotaRow {
	type named struct {
		QuotaRow
		period string
	}
	var rows []named
	for i := range of.settled {
		for _, row := range of.settled[i].Quotas {
			rows = append(rows, named{row, row.Period.String()})
		}
	}
	if of.deferred != nil {
		names := map[calendar.Period]string{}
		for _, row := range of.deferred.quotas() {
			if names[row.Period] == "" {
				names[row.Period] = row.Period.String()
			}
			rows = append(rows, named{row, names[row.Period]})
		}
	}
	slices.SortStableFunc(rows, func(x, y named) int {
		return cmp.Or(cmp.Compare(x.Quota.Index, y.Quota.Index), cmp.Compare(x.period, y.period), cmp.Compare(x.Unit, y.Unit))
	})
	out := make([]QuotaRow, len(rows))
	for i := range rows {
		out[i] = rows[i].QuotaRow
	}
	return out
}

// RuleSum is what a rule gave a unit in an account over the period, or took from it.
type RuleSum struct {
	Unit    string
	Rule    *scheme.Rule
	Account int
	Amount  decimal.Decimal
}

// ruleSums are the sums of the period by unit, rule and account, but for zeros; a unit's total is their sum. Where one event is
// posted under the rule that wins (see [Posting]), each rule has here what its own changes are.
func (of *scored) ruleSums() []RuleSum {
	var out []RuleSum
	accounts := len(of.frame.scheme.Accounts)
	for i := range of.settled {
		for slot := range of.settled[i].figures.rules {
			if n := of.settled[i].figures.rules[slot].value(); !n.IsZero() {
				out = append(out, RuleSum{of.settled[i].Unit, of.frame.scheme.Rules[slot/accounts], slot % accounts, n})
			}
		}
	}
	for _, c := range of.ranked.Changes {
		if !c.At.Before(of.frame.start) && c.At.Before(of.frame.end) && !c.Amount.IsZero() {
			out = append(out, RuleSum{c.Unit, c.Rule, c.Account, c.Amount})
		}
	}
	return out
}
