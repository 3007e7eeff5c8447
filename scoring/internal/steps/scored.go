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
		return cmp.Or(cmp.Compare(x.Quota.Index, y.Quota.Index), cmp.Compare(x.period, y.period), cmp.Compare(x.Unit, y.Unit))
	})
	out := make([]QuotaRow, len(rows))
	for i := range rows {
		out[i] = rows[i].QuotaRow
	}
	return out
}

// reports says whether the quotas of a period are among those of the one that the score is of. Of one reported period all are.
func (s *Scored) reports(p calendar.Period) bool {
	if len(s.Frame.Reported) == 1 {
		return true
	}
	start, end := s.Frame.Scheme.Calendar.Bounds(p)
	return frame.Span{Start: start, End: end}.EndsIn(s.Frame.Start, s.Frame.End)
}

// In is the score of another reported period, by its number: the same changes, ranked anew; the two periods change places.
// Nothing is kept to score it again.
func (s *Scored) In(period int) (*Scored, error) {
	if period == 0 {
		return s, nil
	}
	out := &Scored{Frame: s.Frame.In(period), Credited: s.Credited, Settled: slices.Clone(s.Settled), Deferred: s.Deferred}
	for i := range out.Settled {
		u := &out.Settled[i]
		first, in := Reported{u.Figures, u.Member}, u.Others[period-1]
		u.Figures, u.Member, u.Others = in.Figures, in.Member, slices.Clone(u.Others)
		u.Others[period-1] = first
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
func (s *Scored) RuleSums() []RuleSum {
	var out []RuleSum
	accounts := len(s.Frame.Scheme.Accounts)
	for i := range s.Settled {
		for slot := range s.Settled[i].Figures.Rules {
			if n := s.Settled[i].Figures.Rules[slot].value(); !n.IsZero() {
				out = append(out, RuleSum{s.Settled[i].Unit, s.Frame.Scheme.Rules[slot/accounts], slot % accounts, n})
			}
		}
	}
	for _, c := range s.Ranked.Changes {
		if !c.At.Before(s.Frame.Start) && c.At.Before(s.Frame.End) && !c.Amount.IsZero() {
			out = append(out, RuleSum{c.Unit, c.Rule, c.Account, c.Amount})
		}
	}
	return out
}
