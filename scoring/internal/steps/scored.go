package steps

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Quotas are what the units owed and did in the periods that end in the one shown, by quota in the order of the file, period
// and unit.
func (of *Scored) Quotas() []QuotaRow {
	type named struct {
		QuotaRow
		period string
	}
	var rows []named
	for i := range of.Settled {
		for _, row := range of.Settled[i].Quotas {
			if of.reports(row.Period) {
				rows = append(rows, named{row, row.Period.String()})
			}
		}
	}
	if of.Deferred != nil {
		names := map[calendar.Period]string{}
		for _, row := range of.Deferred.Quotas() {
			if !of.reports(row.Period) {
				continue
			}
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

// reports says whether the quotas of a period are among those of the one that the score is of. Of one reported period all are.
func (of *Scored) reports(p calendar.Period) bool {
	if len(of.Frame.Reported) == 1 {
		return true
	}
	start, end := of.Frame.Scheme.Calendar.Bounds(p)
	return frame.Span{Start: start, End: end}.EndsIn(of.Frame.Start, of.Frame.End)
}

// In is the score of another reported period, by its number: the same changes, ranked anew; the two periods change places.
// Nothing is kept to score it again.
func (of *Scored) In(n int) (*Scored, error) {
	if n == 0 {
		return of, nil
	}
	out := &Scored{Frame: of.Frame.In(n), Credited: of.Credited, Settled: slices.Clone(of.Settled), Deferred: of.Deferred}
	for i := range out.Settled {
		u := &out.Settled[i]
		first, in := Reported{u.Figures, u.Member}, u.Others[n-1]
		u.Figures, u.Member, u.Others = in.Figures, in.Member, slices.Clone(u.Others)
		u.Others[n-1] = first
	}
	var err error
	out.Ranked, err = Rank(out.Frame, out.Settled)
	return out, err
}

// RuleSum is what a rule gave a unit in an account over the period, or took from it.
type RuleSum struct {
	Unit    string
	Rule    *scheme.Rule
	Account int
	Amount  decimal.Decimal
}

// RuleSums are the sums of the period by unit, rule and account, but for zeros; a unit's total is their sum. Where one event is
// posted under the rule that wins (see [Posting]), each rule has here what its own changes are.
func (of *Scored) RuleSums() []RuleSum {
	derived := map[string][]*Change{} // by unit
	for i := range of.Ranked.Changes {
		if c := &of.Ranked.Changes[i]; !c.At.Before(of.Frame.Start) && c.At.Before(of.Frame.End) {
			derived[c.Unit] = append(derived[c.Unit], c)
		}
	}
	var out []RuleSum
	accounts := len(of.Frame.Scheme.Accounts)
	for i := range of.Settled {
		u := &of.Settled[i]
		sums := u.Figures
		if changes := derived[u.Unit]; changes != nil {
			sums = sums.clone()
			for _, c := range changes {
				sums.add(c)
			}
		}
		for slot := range sums.Rules {
			if n := sums.Rules[slot].value(); !n.IsZero() {
				out = append(out, RuleSum{u.Unit, of.Frame.Scheme.Rules[slot/accounts], slot % accounts, n})
			}
		}
	}
	return out
}
