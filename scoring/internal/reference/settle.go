package reference

import (
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// quotaRow is what a unit owed and did.
type quotaRow struct {
	unit                           string
	quota                          *scheme.Quota
	period                         calendar.Period
	done, required, missing, extra number
	posted                         number // what was posted adds up to
	rounded                        bool   // that is not what was done, before plus
}

// settle settles every period that has ended, in the order of their end, the shorter first: for every unit, and then
// what is made of all of them.
func (r *reference) settle() { r.through(r.settledPeriods()) }

// settledPeriods are the periods in which something is settled, or made of what is.
func (r *reference) settledPeriods() []calendar.Period {
	return r.ended(func(kind calendar.Kind) bool {
		return slices.ContainsFunc(r.scheme.Quotas, func(q *scheme.Quota) bool { return q.Per == kind }) ||
			slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool { return s.Per == kind }) ||
			slices.ContainsFunc(r.scheme.Derived, func(d *scheme.Derived) bool {
				return slices.Contains(d.Per, kind)
			}) ||
			r.scheme.ReadsOutcomes && slices.ContainsFunc(r.scheme.Grades, func(g *scheme.Grade) bool {
				return slices.Contains(g.Per, kind)
			}) ||
			r.scheme.ReadsOutcomes && slices.ContainsFunc(r.scheme.Results, func(x *scheme.Result) bool {
				return slices.Contains(x.Per, kind)
			})
	})
}

// through settles periods in their order, or makes of them, when they are settled, what goes by what is posted.
func (r *reference) through(periods []calendar.Period) {
	for i, p := range periods {
		for _, unit := range r.units() {
			if !r.posting {
				r.settlePeriod(unit, p)
			}
		}
		r.derive(p, true)
		if i+1 < len(periods) && r.endTogether(p, periods[i+1]) {
			continue
		}
		for _, other := range periods[:i+1] { // when all that end at this instant are settled
			if r.endTogether(p, other) {
				r.derive(other, false)
			}
		}
	}
}

// endTogether says whether two periods end at one instant.
func (r *reference) endTogether(p, q calendar.Period) bool {
	_, a := r.scheme.Calendar.Bounds(p)
	_, b := r.scheme.Calendar.Bounds(q)
	return a.Equal(b)
}

// settlePeriod settles one period of one unit that was on the roster in it.
func (r *reference) settlePeriod(unit string, p calendar.Period) {
	start, end := r.scheme.Calendar.Bounds(p)
	last := end.Add(-1)
	enroll, ok := r.last(unit, p)
	if !ok {
		return
	}
	about := r.looksAt(unit, enroll, p)
	bind := func() names {
		n := r.figures(unit, p)
		maps.Copy(n, about)
		return n
	}
	fail := func(ruleName string, err error) {
		r.problems = append(r.problems, r.problemOfUnit(enroll, last, ruleName, err))
	}
	// owes is what the unit owes of a quota, as far as the rules before have posted; false: nothing.
	owes := func(q *scheme.Quota) (quotaRow, bool) {
		if o, opened := r.openedQuota(unit, q, p); opened && q.Per == p.Kind {
			return r.asOpened(o, bind(), fail)
		}
		if r.isBefore(p) || q.Per != p.Kind || !q.From.IsZero() && last.Before(q.From) ||
			!q.Until.IsZero() && !last.Before(q.Until) {
			return quotaRow{}, false
		}
		from := start
		if p.Kind.IsOwn() { // its first day may be that of the enrolment
			from = (civil.Of(start) + 1).Start(r.zone()).Add(-1)
		}
		there := r.wholly(unit, from, start, end)
		if q.Required != nil && !there && q.Partial != "whole" && q.Partial != "share" {
			return quotaRow{}, false
		}
		n := bind()
		if figure, ok := r.assignedTo(unit, q, p); ok {
			n[scheme.SlotAssigned] = rule.Number(figure)
		}
		met, err := n.holds(q.RequiredScope, q.When)
		row := quotaRow{unit: unit, quota: q, period: p}
		row.done, row.posted = r.doneBy(q, unit, p, end)
		row.rounded = !row.done.Equal(row.posted)
		if err == nil && met && q.Plus != nil {
			var plus number
			plus, err = n.number(q.RequiredScope, q.Plus)
			row.done = row.done.Add(plus)
		}
		if err == nil && met && q.Required != nil {
			row.required, err = n.number(q.RequiredScope, q.Required)
			if !there && q.Partial == "share" {
				row.required = r.partly(q, unit, row.required, start, end)
			}
			row.missing = decimal.Max(number{}, row.required.Sub(row.done))
			row.extra = decimal.Max(number{}, row.done.Sub(row.required))
		}
		if err != nil {
			fail(q.Name, err)
		}
		return row, err == nil && met
	}
	for _, s := range r.scheme.Settles {
		if r.isBefore(p) || s.Per != p.Kind || !s.InForce(last) || s.Late || r.openedSettle(s, unit, last) {
			continue
		}
		n := bind()
		if s.Cap == nil {
			var row *quotaRow
			if s.Quota != nil {
				if owed, ok := owes(s.Quota); ok {
					row = &owed
				}
			}
			for _, c := range r.given(s, unit, p, n, row, fail) {
				r.change(c)
			}
			continue
		}
		met, err := n.holds(s.Scope, s.When)
		switch {
		case err != nil:
			fail(s.Name, err)
		case met:
			r.cap(s, unit, start, end, n, fail)
		}
	}
	for _, q := range r.scheme.Quotas {
		if row, ok := owes(q); ok {
			r.quotas = append(r.quotas, row)
		}
	}
}

// given is what a rule on a quota or on the period gives a unit. The row is that of the quota; nil: the unit has none.
func (r *reference) given(s *scheme.Settle, unit string, p calendar.Period, n names, row *quotaRow,
	fail func(string, error)) (out []change) {
	_, end := r.scheme.Calendar.Bounds(p)
	if s.Quota != nil {
		if row == nil {
			return nil
		}
		n[scheme.SlotQuota] = r.scheme.Vocabulary.Quota.Value(
			rule.Row{rule.Number(row.done), rule.Number(row.required), rule.Number(row.missing),
				rule.Number(row.extra)})
	} else if _, present := r.enrolled(unit, end.Add(-1)); !present {
		return nil
	}
	met, err := n.holds(s.Scope, s.When)
	for _, q := range s.Require {
		if err == nil && met {
			met, err = n.holds(s.Scope, q.Cond)
		}
	}
	if err != nil {
		fail(s.Name, err)
		return nil
	}
	if !met {
		return nil
	}
	for _, a := range s.Amounts {
		amount, err := n.number(s.Scope, a.Worth)
		switch {
		case err != nil:
			fail(s.Name, err)
		case s.Sign > 0 && amount.Sign() < 0 || s.Sign < 0 && amount.Sign() > 0:
			r.problems = append(r.problems,
				problem{position: -1, unit: unit, rule: s.Name, field: "worth", code: "sign",
					why: signWhy(s.Sign, amount), lasted: lasted{since: end.Add(-1)}})
		default:
			var evidence []int
			if s.Quota != nil {
				evidence = r.behind(s.Quota, unit, p)
			}
			out = append(out, r.settled(s, unit, a.Account, amount, end, evidence))
		}
	}
	return out
}

// asOpened is what a unit owed and did of a quota as an opening says it.
func (r *reference) asOpened(o opening, n names, fail func(string, error)) (quotaRow, bool) {
	q := o.quota
	row := quotaRow{unit: o.unit, quota: q, period: o.period, done: o.amount, posted: o.amount}
	if q.Required == nil {
		return row, true
	}
	if row.required = o.required.Decimal; !o.required.Valid {
		if figure, ok := r.assignedTo(o.unit, q, o.period); ok {
			n[scheme.SlotAssigned] = rule.Number(figure)
		}
		required, err := n.number(q.RequiredScope, q.Required)
		if err != nil {
			fail(q.Name, err)
			return row, false
		}
		row.required = required
		if !r.wholly(o.unit, o.start, o.start, o.end) && q.Partial == "share" {
			row.required = r.partly(q, o.unit, row.required, o.start, o.end)
		}
	}
	row.missing = decimal.Max(number{}, row.required.Sub(row.done))
	row.extra = decimal.Max(number{}, row.done.Sub(row.required))
	return row, true
}

// behind are the entries behind what a quota counts of a unit in a period.
func (r *reference) behind(q *scheme.Quota, unit string, p calendar.Period) (out []int) {
	start, end := r.scheme.Calendar.Bounds(p)
	for _, c := range r.had(unit, end) {
		counts := c.quota == q || c.rule != nil && slices.Contains(q.Sum, c.rule)
		if c.within(unit, start, end) && r.in(c, p.Kind) && counts {
			out = append(out, c.entries...)
		}
	}
	return out
}

// doneBy is what a unit did for a quota in a period, and what was posted for it adds up to, with what is the unit's
// before an instant. What an opening says of a quota in points is in its row alone.
func (r *reference) doneBy(q *scheme.Quota, unit string, p calendar.Period, by time.Time) (done, posted number) {
	start, end := r.scheme.Calendar.Bounds(p)
	sum, exact := number{}, new(big.Rat)
	for _, c := range r.had(unit, by) {
		counts := c.quota == q && q.Count != nil || c.rule != nil && slices.Contains(q.Sum, c.rule)
		if c.within(unit, start, end) && r.in(c, p.Kind) && counts {
			sum = sum.Add(c.amount)
			if c.exact != nil {
				exact.Add(exact, c.exact)
			} else {
				exact.Add(exact, c.amount.Rat())
			}
		}
	}
	if exact.Cmp(sum.Rat()) == 0 {
		return sum, sum
	}
	return rule.RoundRatio(exact, q.Places, q.Rounding), sum
}

// settled is a settled amount, rounded once and dated at the last instant of the period.
func (r *reference) settled(s *scheme.Settle, unit string, account int, amount number, end time.Time,
	evidence []int) change {
	a := r.scheme.Accounts[account]
	return change{at: end.Add(-1), position: atSettlement, unit: unit, rule: s.Rule, account: account,
		group: "rule " + s.Name, lead: true, per: s.Per,
		amount: rule.Round(amount, a.Places, a.Rounding), entries: sorted(evidence)}
}

func (c change) within(unit string, start, end time.Time) bool {
	return c.unit == unit && !c.at.Before(start) && c.at.Before(end)
}

// figures are the sums of a unit in a period: by rule, by account, by quota. Of figures only those of that very period
// are there.
func (r *reference) figures(unit string, p calendar.Period) names {
	_, end := r.scheme.Calendar.Bounds(p)
	return r.figuresBy(unit, p, end)
}

// figuresBy are the same with what is the unit's before an instant.
func (r *reference) figuresBy(unit string, p calendar.Period, by time.Time) names {
	start, end := r.scheme.Calendar.Bounds(p)
	sum, total, count := map[string]number{}, map[string]number{}, map[string]number{}
	for _, x := range r.scheme.Rules {
		if !x.Figure {
			sum[x.Name] = number{}
		}
	}
	for _, a := range r.scheme.Accounts {
		if !a.Figure {
			total[a.Name] = number{}
		}
	}
	for _, q := range r.scheme.Quotas {
		count[q.Name], _ = r.doneBy(q, unit, p, by)
	}
	for _, c := range r.had(unit, by) {
		if c.rule != nil && c.unit == unit && c.at.Before(start) && r.scheme.Accounts[c.account].Balance {
			account := r.scheme.Accounts[c.account].Name // of what was before, a balance has all
			total[account] = total[account].Add(c.amount)
		}
		if c.rule == nil || !c.within(unit, start, end) || !r.in(c, p.Kind) || c.isFigure() && c.figureOf != p {
			continue
		}
		sum[c.rule.Name] = sum[c.rule.Name].Add(c.amount)
		account := r.scheme.Accounts[c.account].Name
		total[account] = total[account].Add(c.amount)
	}
	return names{scheme.SlotSum: numbers(sum), scheme.SlotTotal: numbers(total), scheme.SlotCount: numbers(count)}
}

func numbers(by map[string]number) rule.Value {
	out := map[string]rule.Value{}
	for name, n := range by {
		out[name] = rule.Number(n)
	}
	return rule.Map(rule.NumberType(), out)
}

// problemOfUnit is what an expression on a unit did not find.
func (r *reference) problemOfUnit(enroll int, at time.Time, ruleName string, err error) problem {
	e := r.entries[enroll]
	out := problem{position: -1, unit: e.Unit, rule: ruleName, lasted: lasted{since: at}}
	r.fault(&out, err)
	return out
}
