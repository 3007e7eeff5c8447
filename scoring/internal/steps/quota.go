package steps

import (
	"math/big"
	"sort"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// QuotaRow is what a unit owed and did in a period. Required, Missing and Extra are 0 of a quota without a
// requirement.
type QuotaRow struct {
	Unit                           string
	Quota                          *scheme.Quota
	Period                         calendar.Period
	Done, Required, Missing, Extra decimal.Decimal
	Posted                         decimal.NullDecimal // what was posted adds up to, where that is not Done
}

// QuotaState is the state of a quota in the period that is being settled.
type QuotaState struct {
	evaluated bool
	row       *QuotaRow // nil: the unit has none
}

// settledQuotas are the quota rows of a unit in all of its periods, by quota and in the order of time.
type settledQuotas [][]settledQuota

// settledQuota is a quota row with the end of its period.
type settledQuota struct {
	end time.Time
	row *QuotaRow
}

// add adds the row of a period, which ends after those that the quota has.
func (all settledQuotas) add(end time.Time, row *QuotaRow) {
	of := &all[row.Quota.Index]
	*of = append(*of, settledQuota{end, row})
}

// in are the rows of a quota in a period, and in the shorter ones that end in it.
func (all settledQuotas) in(q *scheme.Quota, sp frame.Span) []settledQuota {
	if all == nil || !q.Per.Inside(sp.Period.Kind) {
		return nil
	}
	rows := all[q.Index]
	after := func(t time.Time) int {
		return sort.Search(len(rows), func(i int) bool { return rows[i].end.After(t) })
	}
	return rows[after(sp.Start):after(sp.End)]
}

// sum adds up a figure of the rows in a period, by quota; 0 of one that the unit has not.
func (all settledQuotas) sum(f *frame.Frame, sp frame.Span, figure func(*QuotaRow) decimal.Decimal) rule.Value {
	return numbersBy(&f.Names.Quotas, func(quota int) (decimal.Decimal, bool) {
		sum := Sum{}
		for _, q := range all.in(f.Scheme.Quotas[quota], sp) {
			sum.add(figure(q.row))
		}
		return sum.value(), true
	})
}

// quotaRow is the quota row of the period, evaluated once; nil: the unit has none. A quota with a requirement is
// owed by a unit that is on the roster throughout the period. Scheme.Settles orders the rules that a quota sums
// before those on it.
func (s *Settlement) quotaRow(q *scheme.Quota) *QuotaRow {
	if state := s.Quotas[q.Index]; state.evaluated {
		return state.row
	}
	row, err := s.newQuotaRow(q)
	if err != nil {
		s.problem(q.Name, err)
	}
	s.Quotas[q.Index] = QuotaState{true, row}
	if row != nil && s.reported() {
		s.list(*row)
	}
	return row
}

// list adds a quota row to those that are reported.
func (s *Settlement) list(row QuotaRow) {
	s.Out.Quotas = append(s.Out.Quotas, row)
	if s.Out.first != nil {
		s.Out.first.quotas = append(s.Out.first.quotas, row)
	}
}

// rowFor is the quota row for a rule on it. That of a late rule has been evaluated, when the period was settled.
func (s *Settlement) rowFor(r *scheme.Settle) *QuotaRow {
	if !r.Late {
		return s.quotaRow(r.Quota)
	}
	for _, q := range s.Out.quotas.in(r.Quota, s.now) {
		if q.row.Period == s.now.Period {
			return q.row
		}
	}
	return nil
}

// reported says whether the period that is being settled ends in one that is reported.
func (s *Settlement) reported() bool { return s.e.Frame.Reports(s.now) }

// newQuotaRow evaluates a quota row; nil: the unit has none.
func (s *Settlement) newQuotaRow(q *scheme.Quota) (*QuotaRow, error) {
	if o := s.e.Frame.Openings.Row(s.Out.Unit, q, s.now.Period); o != nil {
		return s.openedRow(o)
	}
	if s.e.Frame.Scheme.EndsBefore(s.now.End) {
		return nil, nil
	}
	last := frame.LastInstant(s.now.End)
	inForce := (q.From.IsZero() || !last.Before(q.From)) && (q.Until.IsZero() || last.Before(q.Until))
	inPart := q.Required != nil && !s.throughout
	if !inForce || inPart && q.Partial != "whole" && q.Partial != "share" {
		return nil, nil
	}
	if concerns, err := s.applies(q); err != nil || !concerns {
		return nil, err
	}
	done, posted := doneOf(s.e.Frame, q, s.figures)
	row := &QuotaRow{Unit: s.Out.Unit, Quota: q, Period: s.now.Period, Done: done}
	if !posted.Equal(done) {
		row.Posted = decimal.NewNullDecimal(posted)
	}
	if q.Plus != nil {
		v, err := s.e.Eval(q.RequiredScope, q.Plus)
		if err != nil {
			return nil, err
		}
		plus, _ := v.AsNumber()
		row.Done = row.Done.Add(plus)
	}
	if q.Required == nil {
		return row, nil
	}
	required, err := s.required(q)
	if err != nil {
		return nil, err
	}
	if inPart && q.Partial == "share" {
		required = s.shareOf(q, required)
	}
	row.owe(required)
	return row, nil
}

// owe sets what a unit owed, and what it had less or more.
func (row *QuotaRow) owe(required decimal.Decimal) {
	row.Required = required
	row.Missing = decimal.Max(decimal.Decimal{}, required.Sub(row.Done))
	row.Extra = decimal.Max(decimal.Decimal{}, row.Done.Sub(required))
}

// applies says whether a quota applies to the unit. It binds the assigned figure.
func (s *Settlement) applies(q *scheme.Quota) (bool, error) {
	s.bindAssigned(q)
	return s.e.Holds(q.RequiredScope, q.When)
}

// bindAssigned binds the assigned figure of a quota.
func (s *Settlement) bindAssigned(q *scheme.Quota) {
	s.e.Slots[scheme.SlotAssigned] = rule.Value{}
	if len(s.e.Frame.Assigned) > 0 {
		key := frame.AssignKey{Unit: s.Out.Unit, Quota: q.Name, Period: s.now.Period.String()}
		if a, ok := s.e.Frame.AssignedTo(key, s.now.End); ok {
			s.e.Slots[scheme.SlotAssigned] = rule.Number(a)
		}
	}
}

// shareOf is a figure in proportion of the days on which the unit was on the roster: a whole number, in points as the
// account is.
func (s *Settlement) shareOf(q *scheme.Quota, figure decimal.Decimal) decimal.Decimal {
	on, all := s.e.Frame.DaysOn(s.Out.Unit, s.now.Start, s.now.End)
	if s.e.Frame.Scheme.BeginsIn(s.now.Start, s.now.End) {
		on, _ = s.e.Frame.DaysOn(s.Out.Unit, s.e.Frame.Scheme.Succeeds.From, s.now.End)
	}
	places, rounding := int32(0), "half_up"
	if len(q.Sum) > 0 {
		places, rounding = q.Places, q.Rounding
	}
	part := new(big.Rat).Mul(figure.Rat(), big.NewRat(on, max(all, 1)))
	return rule.RoundRatio(part, places, rounding)
}

// required is the requirement of a quota.
func (s *Settlement) required(q *scheme.Quota) (decimal.Decimal, error) {
	v, err := s.e.Eval(q.RequiredScope, q.Required)
	n, _ := v.AsNumber()
	return n, err
}

// doneOf is what was done of a quota: its count, or the amounts of the rules that it sums. Shares are added up exactly,
// and rounded once. Posted is what was posted for it adds up to.
func doneOf(f *frame.Frame, q *scheme.Quota, g *Figures) (done, posted decimal.Decimal) {
	if q.Count != nil {
		done = g.Counts[q.Index].value()
		return done, done
	}
	shares := (*big.Rat)(nil)
	for _, r := range q.Sum {
		for a := range f.Scheme.Accounts {
			slot := r.Index*len(f.Scheme.Accounts) + a
			posted, shares = posted.Add(g.Rules[slot].value()), addRat(shares, g.beyond[slot])
		}
	}
	if shares == nil {
		return posted, posted
	}
	return rule.RoundRatio(new(big.Rat).Add(posted.Rat(), shares), q.Places, q.Rounding), posted
}
