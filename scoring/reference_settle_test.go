package scoring_test

import (
	"cmp"
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
	var periods []calendar.Period
	for kind := calendar.Week; kind <= calendar.Year; kind++ {
		if !slices.ContainsFunc(r.scheme.Quotas, func(q *scheme.Quota) bool { return q.Per == kind }) &&
			!slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool { return s.Per == kind }) {
			continue
		}
		for i, e := range r.entries {
			if !r.counts(i) || e.Kind != ledger.Enroll {
				continue
			}
			for p := r.scheme.Calendar.Of(kind, r.at[i]); !slices.Contains(periods, p); {
				_, end := r.scheme.Calendar.Bounds(p)
				if end.After(r.horizon) {
					break
				}
				periods = append(periods, p)
				p = r.scheme.Calendar.Of(kind, end)
			}
		}
	}
	slices.SortFunc(periods, func(a, b calendar.Period) int {
		_, x := r.scheme.Calendar.Bounds(a)
		_, y := r.scheme.Calendar.Bounds(b)
		return cmp.Or(x.Compare(y), cmp.Compare(a.Kind, b.Kind))
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
	enroll, ok := r.lastEnrolled(unit, start, end)
	if !ok {
		return
	}
	bind := func() names {
		n := r.figures(unit, start, end)
		n[scheme.SlotParams], n[scheme.SlotUnit], n[scheme.SlotPeriod] = r.params(last), r.unit(enroll), r.periodRecord(p)
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
			n[scheme.SlotQuota] = r.scheme.Vocabulary.Quota.Value(rule.Row{rule.Number(row.done), rule.Number(row.required), rule.Number(row.missing), rule.Number(row.extra)})
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
				r.problems = append(r.problems, problem{position: -1, unit: unit, rule: s.Name, field: "worth", code: "sign", why: signWhy(s.Sign, amount), at: last})
			default:
				r.post(s, unit, a.Account, amount, start, end, func(c change) bool {
					return s.Quota != nil && (c.quota == s.Quota || c.rule != nil && slices.Contains(s.Quota.Sum, c.rule))
				})
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
	sum := number{}
	for _, c := range r.changes {
		if c.within(unit, start, end) && (c.quota == q || c.rule != nil && slices.Contains(q.Sum, c.rule)) {
			sum = sum.Add(c.amount)
		}
	}
	return sum
}

// cap brings what some rules gave in a period within its limits.
func (r *reference) cap(s *scheme.Settle, unit string, start, end time.Time, n names, fail func(string, error)) {
	limited := func(c change) bool {
		return c.rule != nil && c.account == s.Cap.Account && (len(s.Cap.Of) == 0 || slices.Contains(s.Cap.Of, c.rule))
	}
	sum := number{}
	for _, c := range r.changes {
		if c.within(unit, start, end) && limited(c) {
			sum = sum.Add(c.amount)
		}
	}
	within := sum
	if s.Cap.AtMost != nil {
		if most, err := n.number(s.Scope, s.Cap.AtMost); err != nil {
			fail(s.Name, err)
		} else {
			within = decimal.Min(within, most)
		}
	}
	if s.Cap.AtLeast != nil {
		if least, err := n.number(s.Scope, s.Cap.AtLeast); err != nil {
			fail(s.Name, err)
		} else {
			within = decimal.Max(within, least)
		}
	}
	r.post(s, unit, s.Cap.Account, within.Sub(sum), start, end, limited)
}

// post rounds a settled amount once and dates it at the last instant of the period; the evidence is the entries behind
// the changes of the period that the rule looked at.
func (r *reference) post(s *scheme.Settle, unit string, account int, amount number, start, end time.Time, looked func(change) bool) {
	a := r.scheme.Accounts[account]
	var evidence []int
	for _, c := range r.changes {
		if c.within(unit, start, end) && looked(c) {
			evidence = append(evidence, c.entries...)
		}
	}
	r.change(change{at: end.Add(-1), position: settled, unit: unit, rule: s.Rule, account: account, group: "rule " + s.Name, lead: true,
		amount: rule.Round(amount, a.Places, a.Rounding), entries: sorted(evidence)})
}

func (c change) within(unit string, start, end time.Time) bool {
	return c.unit == unit && !c.at.Before(start) && c.at.Before(end)
}

// figures are the sums of a unit in [start, end): by rule, by account, by quota.
func (r *reference) figures(unit string, start, end time.Time) names {
	sum, total, count := map[string]number{}, map[string]number{}, map[string]number{}
	for _, x := range r.scheme.Rules {
		sum[x.Name] = number{}
	}
	for _, a := range r.scheme.Accounts {
		total[a.Name] = number{}
	}
	for _, q := range r.scheme.Quotas {
		count[q.Name] = number{}
	}
	for _, c := range r.changes {
		switch {
		case !c.within(unit, start, end):
		case c.quota != nil:
			count[c.quota.Name] = count[c.quota.Name].Add(c.amount)
		default:
			sum[c.rule.Name] = sum[c.rule.Name].Add(c.amount)
			account := r.scheme.Accounts[c.account].Name
			total[account] = total[account].Add(c.amount)
		}
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
	out.field, out.code, out.why = r.fault(err, func(name string) (string, ledger.Attrs) {
		if name == "unit" {
			return "unit", e.Attrs
		}
		return "", nil
	})
	return out
}

// totalRow is what a unit has of an account in the period shown.
type totalRow struct {
	unit, category string
	account        int
	amount         number
	rank           int // 0: not ranked
	group          string
}

type honourRow struct {
	honour *scheme.Honour
	unit   string
	rank   int
}

// contender is a unit in a ranking.
type contender struct {
	unit   string
	enroll int
	group  string
	keys   []number
}

func (c contender) better(than contender) bool {
	for i := range c.keys {
		if d := c.keys[i].Cmp(than.keys[i]); d != 0 {
			return d > 0
		}
	}
	return false
}

// rank makes the totals of the period shown, ranks them and says who is honoured.
func (r *reference) rank() {
	last := r.end.Add(-1)
	bound := map[string]names{}
	enrolls := map[string]int{}
	for _, unit := range r.units() {
		enroll, ok := r.lastEnrolled(unit, r.start, r.end)
		if !ok {
			continue
		}
		n := r.figures(unit, r.start, r.end)
		n[scheme.SlotParams], n[scheme.SlotUnit], n[scheme.SlotPeriod] = r.params(last), r.unit(enroll), r.periodRecord(r.period)
		bound[unit], enrolls[unit] = n, enroll
		for a, account := range r.scheme.Accounts {
			of, _ := n[scheme.SlotTotal].AsMap()
			amount, _ := of[account.Name].AsNumber()
			r.totals = append(r.totals, totalRow{unit: unit, category: r.entries[enroll].Category, account: a, amount: amount})
		}
	}
	for _, k := range r.scheme.Rankings {
		if !slices.Contains(k.Per, r.period.Kind) {
			continue
		}
		var all []contender
		for _, t := range r.totals {
			if t.account != k.Account {
				continue
			}
			c, ok, err := contend(k, t, enrolls[t.unit], bound[t.unit])
			if err != nil {
				r.problems = append(r.problems, r.problemOfUnit(enrolls[t.unit], last, k.Name, err))
			} else if ok {
				all = append(all, c)
			}
		}
		for _, c := range all {
			rank := 1
			for _, other := range all {
				if other.group == c.group && other.better(c) {
					rank++
				}
			}
			for i := range r.totals {
				if r.totals[i].unit == c.unit && r.totals[i].account == k.Account {
					r.totals[i].rank, r.totals[i].group = rank, c.group
				}
			}
			r.honour(k, c, rank, bound[c.unit], last)
		}
	}
}

func contend(k *scheme.Ranking, t totalRow, enroll int, n names) (contender, bool, error) {
	c := contender{unit: t.unit, enroll: enroll, group: "all", keys: []number{t.amount}}
	ok, err := n.holds(k.Scope, k.Eligible)
	if k.Group != nil && err == nil && ok {
		var v rule.Value
		v, err = n.eval(k.Scope, k.Group)
		c.group, _ = v.AsString()
	}
	for _, o := range k.Order {
		if err != nil || !ok {
			break
		}
		var key number
		key, err = n.number(k.Scope, o)
		c.keys = append(c.keys, key)
	}
	return c, ok, err
}

// honour says what a contender is praised for.
func (r *reference) honour(k *scheme.Ranking, c contender, rank int, n names, last time.Time) {
	n[scheme.SlotGroup], n[scheme.SlotRank] = rule.String(c.group), rule.Int(int64(rank))
	for _, h := range r.scheme.Honours {
		if h.Ranking != k || !slices.Contains(h.Per, r.period.Kind) {
			continue
		}
		first, err := n.number(h.FirstScope, h.First)
		if err == nil && whole(int64(rank)).GreaterThan(first) {
			continue
		}
		ok := false
		if err == nil {
			ok, err = n.holds(h.Scope, h.Eligible)
		}
		switch {
		case err != nil:
			r.problems = append(r.problems, r.problemOfUnit(c.enroll, last, h.Name, err))
		case ok:
			r.honours = append(r.honours, honourRow{h, c.unit, rank})
		}
	}
}
