package steps

import (
	"cmp"
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Quotas are the quota rows of the periods that end in the period that is reported, by quota, period and unit.
func (s *Scored) Quotas() []QuotaRow {
	type named struct {
		QuotaRow
		period string
	}
	var rows []named
	for i := range s.Settled {
		for _, row := range s.Settled[i].Quotas {
			if s.reports(row.Period) {
				rows = append(rows, named{row, row.Period.String()})
			}
		}
	}
	if s.Deferred != nil {
		names := map[calendar.Period]string{}
		for _, row := range s.Deferred.Quotas() {
			if !s.reports(row.Period) {
				continue
			}
			if names[row.Period] == "" {
				names[row.Period] = row.Period.String()
			}
			rows = append(rows, named{row, names[row.Period]})
		}
	}
	slices.SortStableFunc(rows, func(x, y named) int {
		return cmp.Or(cmp.Compare(x.Quota.Index, y.Quota.Index), cmp.Compare(x.period, y.period),
			cmp.Compare(x.Unit, y.Unit))
	})
	out := make([]QuotaRow, len(rows))
	for i := range rows {
		out[i] = rows[i].QuotaRow
	}
	return out
}

// reports says whether the quotas of a period are reported. Of a frame with one reported period all are.
func (s *Scored) reports(p calendar.Period) bool {
	if len(s.Frame.Reported) == 1 {
		return true
	}
	start, end := s.Frame.Scheme.Calendar.Bounds(p)
	return frame.Span{Start: start, End: end}.EndsIn(s.Frame.Start, s.Frame.End)
}

// In is the score of another reported period, by its number. The settled units are the same; they are ranked anew.
// The result has no keeper. The error is that of [Rank].
func (s *Scored) In(ctx context.Context, period int) (*Scored, error) {
	if period == 0 {
		return s, nil
	}
	if s.closed != nil {
		return InClosed(ctx, s.closed.top.In(period), s.closed.Stages)
	}
	out := &Scored{Frame: s.Frame.In(period), Credited: s.Credited, Settled: slices.Clone(s.Settled),
		Deferred: s.Deferred}
	if out.Frame.Lineage != nil {
		return out, out.settleAnew(ctx)
	}
	for i := range out.Settled {
		u := &out.Settled[i]
		first, in := Reported{u.Figures, u.Member}, u.Others[period-1]
		u.Figures, u.Member, u.Others = in.Figures, in.Member, slices.Clone(u.Others)
		u.Others[period-1] = first
	}
	var err error
	out.Ranked, err = Rank(ctx, out.Frame, out.Settled)
	return out, err
}

// settleAnew settles and ranks what was credited: which unit has what another had hangs on the reported period.
func (s *Scored) settleAnew(ctx context.Context) (err error) {
	if s.Settled, err = SettleAll(ctx, s.Frame, ByUnit(s.Frame, s.Credited...)); err == nil {
		s.Ranked, err = Rank(ctx, s.Frame, s.Settled)
	}
	return err
}

// RuleSum is the sum of a rule, a unit and an account over the period.
type RuleSum struct {
	Unit    string
	Rule    *scheme.Rule
	Account int
	Amount  decimal.Decimal
}

// RuleSums are the sums of the period by unit, rule and account, without zeros; the total of a unit is their sum. A
// [Posting] has the rule that won; a sum has the rule of each change.
func (s *Scored) RuleSums() []RuleSum {
	derived := map[string][]*Change{} // by unit
	for i := range s.Ranked.Changes {
		if c := &s.Ranked.Changes[i]; isReportedAmount(s.Frame, c) {
			derived[c.Unit] = append(derived[c.Unit], c)
		}
	}
	var out []RuleSum
	accounts := len(s.Frame.Scheme.Accounts)
	for i := range s.Settled {
		u := &s.Settled[i]
		sums := u.Figures
		if changes := derived[u.Unit]; changes != nil {
			sums = sums.clone()
			for _, c := range changes {
				sums.add(c)
			}
		}
		for slot := range sums.Rules {
			if n := sums.Rules[slot].value(); !n.IsZero() {
				out = append(out, RuleSum{u.Unit, s.Frame.Scheme.RuleAt(slot / accounts), slot % accounts, n})
			}
		}
	}
	return out
}
