package reference

import (
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
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
}

// settle settles every period that has ended, in the order of their end, the shorter first, for every unit.
func (r *reference) settle() {
	periods := r.ended(func(kind calendar.Kind) bool {
		return slices.ContainsFunc(r.scheme.Quotas, func(q *scheme.Quota) bool { return q.Per == kind }) ||
			slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool { return s.Per == kind })
	})
	for _, p := range periods {
		for _, unit := range r.units() {
			r.settlePeriod(unit, p)
		}
	}
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
		if q.Per != p.Kind || !q.From.IsZero() && last.Before(q.From) || !q.Until.IsZero() && !last.Before(q.Until) {
			return quotaRow{}, false
		}
		if q.Required != nil && !r.throughout(unit, start, end) {
			return quotaRow{}, false
		}
		n := bind()
		if figure, ok := r.assigned(unit, q, p); ok {
			n[scheme.SlotAssigned] = rule.Number(figure)
		}
		met, err := n.holds(q.RequiredScope, q.When)
		row := quotaRow{unit: unit, quota: q, period: p, done: r.done(q, unit, start, end)}
		if err == nil && met && q.Plus != nil {
			var plus number
			plus, err = n.number(q.RequiredScope, q.Plus)
			row.done = row.done.Add(plus)
		}
		if err == nil && met && q.Required != nil {
			row.required, err = n.number(q.RequiredScope, q.Required)
			row.missing = decimal.Max(number{}, row.required.Sub(row.done))
			row.extra = decimal.Max(number{}, row.done.Sub(row.required))
		}
		if err != nil {
			fail(q.Name, err)
		}
		return row, err == nil && met
	}
	for _, s := range r.scheme.Settles {
		if s.Per != p.Kind || !s.InForce(last) {
			continue
		}
		n := bind()
		if s.Quota != nil {
			row, ok := owes(s.Quota)
			if !ok {
				continue
			}
			n[scheme.SlotQuota] = r.scheme.Vocabulary.Quota.Value(
				rule.Row{rule.Number(row.done), rule.Number(row.required), rule.Number(row.missing),
					rule.Number(row.extra)})
		} else if _, present := r.enrolled(unit, last); s.Cap == nil && !present {
			continue
		}
		met, err := n.holds(s.Scope, s.When)
		for _, q := range s.Require {
			if err == nil && met {
				met, err = n.holds(s.Scope, q.Cond)
			}
		}
		if err != nil {
			fail(s.Name, err)
			continue
		}
		if !met {
			continue
		}
		if s.Cap != nil {
			r.cap(s, unit, start, end, n, fail)
			continue
		}
		for _, a := range s.Amounts {
			amount, err := n.number(s.Scope, a.Worth)
			switch {
			case err != nil:
				fail(s.Name, err)
			case s.Sign > 0 && amount.Sign() < 0 || s.Sign < 0 && amount.Sign() > 0:
				r.problems = append(r.problems,
					problem{position: -1, unit: unit, rule: s.Name, field: "worth", code: "sign",
						why: signWhy(s.Sign, amount), at: last})
			default:
				var evidence []int // the entries behind what the quota counts
				for _, c := range r.changes {
					if s.Quota != nil && c.within(unit, start, end) &&
						(c.quota == s.Quota || c.rule != nil && slices.Contains(s.Quota.Sum, c.rule)) {
						evidence = append(evidence, c.entries...)
					}
				}
				r.post(s, unit, a.Account, amount, end, evidence)
			}
		}
	}
	for _, q := range r.scheme.Quotas {
		if row, ok := owes(q); ok {
			r.quotas = append(r.quotas, row)
		}
	}
}

// done is what a unit did for a quota in [start, end).
func (r *reference) done(q *scheme.Quota, unit string, start, end time.Time) number {
	sum, exact := number{}, new(big.Rat)
	for _, c := range r.changes {
		if c.within(unit, start, end) && (c.quota == q || c.rule != nil && slices.Contains(q.Sum, c.rule)) {
			sum = sum.Add(c.amount)
			if c.exact != nil {
				exact.Add(exact, c.exact)
			} else {
				exact.Add(exact, c.amount.Rat())
			}
		}
	}
	if exact.Cmp(sum.Rat()) == 0 {
		return sum
	}
	return rule.RoundRatio(exact, q.Places, q.Rounding)
}

// post rounds a settled amount once and dates it at the last instant of the period.
func (r *reference) post(s *scheme.Settle, unit string, account int, amount number, end time.Time, evidence []int) {
	a := r.scheme.Accounts[account]
	r.change(change{at: end.Add(-1), position: atSettlement, unit: unit, rule: s.Rule, account: account,
		group: "rule " + s.Name, lead: true,
		amount: rule.Round(amount, a.Places, a.Rounding), entries: sorted(evidence)})
}

func (c change) within(unit string, start, end time.Time) bool {
	return c.unit == unit && !c.at.Before(start) && c.at.Before(end)
}

// figures are the sums of a unit in a period: by rule, by account, by quota. Of figures only those of that very period
// are there.
func (r *reference) figures(unit string, p calendar.Period) names {
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
		count[q.Name] = r.done(q, unit, start, end)
	}
	for _, c := range r.changes {
		if c.rule == nil || !c.within(unit, start, end) || c.isFigure() && c.figureOf != p {
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
	out := problem{position: -1, unit: e.Unit, rule: ruleName, at: at}
	out.field, out.code, out.why = r.fault(err, func(name string) (string, ledger.Entry) {
		if name == "unit" {
			return "unit", e
		}
		return "", ledger.Entry{}
	})
	return out
}
