package reference

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// lateRule makes for each unit what a rule gives that is made when all units are settled, and then gives it.
func (r *reference) lateRule(s *scheme.Settle, p calendar.Period) {
	_, end := r.scheme.Calendar.Bounds(p)
	var made []change
	for _, unit := range r.units() {
		enroll, ok := r.last(unit, p)
		if !ok || r.openedSettle(s, unit, end.Add(-1)) {
			continue
		}
		n := r.looksAt(unit, enroll, p)
		for slot, v := range r.figures(unit, p) {
			n[slot] = v
		}
		for slot, v := range r.standings(unit, enroll, p) {
			n[slot] = v
		}
		var row *quotaRow
		for i, q := range r.quotas {
			if q.unit == unit && q.quota == s.Quota && q.period == p {
				row = &r.quotas[i]
			}
		}
		for _, c := range r.given(s, unit, p, n, row, func(ruleName string, err error) {
			r.problems = append(r.problems, r.problemOfUnit(enroll, end.Add(-1), ruleName, err))
		}) {
			c.entries = sorted(append(c.entries, r.asks(s.Asked, unit, enroll, p)...))
			if !s.ToMembers {
				made = append(made, c)
				continue
			}
			for _, member := range r.units() {
				enroll, on := r.enrolled(member, end.Add(-1))
				if on && r.inPlaceOf(r.entries[enroll].Of, end.Add(-1)) == unit {
					c.unit = member
					made = append(made, c)
				}
			}
		}
	}
	for _, c := range made {
		r.change(c)
	}
}

// standing is what a unit has, did and owes in a period, worked out when an expression asks for it.
type standing struct {
	*reference
	unit   string
	enroll int
	period calendar.Period
}

// Field is the value of field i; see rule.Fields.
func (w standing) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.StandingUnit:
		return w.reference.unit(w.enroll), true
	case scheme.StandingSum:
		return w.figures(w.unit, w.period)[scheme.SlotSum], true
	case scheme.StandingTotal:
		return w.figures(w.unit, w.period)[scheme.SlotTotal], true
	case scheme.StandingCount:
		return w.figures(w.unit, w.period)[scheme.SlotCount], true
	case scheme.StandingGrade:
		return w.gradesOf(w.unit, w.period), true
	case scheme.StandingResult:
		return w.resultsOf(w.unit, w.period), true
	}
	start, end := w.scheme.Calendar.Bounds(w.period)
	out := map[string]number{}
	for _, q := range w.scheme.Quotas {
		out[q.Name] = number{}
	}
	for _, q := range w.owed(w.unit, end) {
		_, last := w.scheme.Calendar.Bounds(q.period)
		_, own := w.ownOf(w.unit, q.period)
		if q.unit == w.unit && own && q.period.Kind.Inside(w.period.Kind) && last.After(start) && !last.After(end) {
			asked := map[int]number{scheme.StandingDone: q.done, scheme.StandingRequired: q.required,
				scheme.StandingMissing: q.missing, scheme.StandingExtra: q.extra}[i]
			out[q.quota.Name] = out[q.quota.Name].Add(asked)
		}
	}
	return numbers(out), true
}

// above is the unit to which one belongs, if it was on the roster at some time in the period.
func (r *reference) above(enroll int, p calendar.Period) (unit string, of int, ok bool) {
	_, end := r.scheme.Calendar.Bounds(p)
	unit = r.inPlaceOf(r.entries[enroll].Of, end.Add(-1))
	of, ok = r.last(unit, p)
	return unit, of, ok
}

// under are the units that belong to one, as they last stood in the period.
func (r *reference) under(unit string, p calendar.Period) []string {
	_, end := r.scheme.Calendar.Bounds(p)
	return slices.DeleteFunc(r.units(), func(other string) bool {
		enroll, on := r.last(other, p)
		return !on || r.inPlaceOf(r.entries[enroll].Of, end.Add(-1)) != unit
	})
}

// standings are those that an expression on a unit in a period may name.
func (r *reference) standings(unit string, enroll int, p calendar.Period) names {
	record := r.scheme.Vocabulary.Standing
	n := names{scheme.SlotStanding: record.Value(standing{r, unit, enroll, p})}
	if above, of, ok := r.above(enroll, p); ok {
		n[scheme.SlotAbove] = record.Value(standing{r, above, of, p})
	}
	var under []rule.Value
	for _, other := range r.under(unit, p) {
		of, _ := r.last(other, p)
		under = append(under, record.Value(standing{r, other, of, p}))
	}
	n[scheme.SlotUnder] = rule.List(record.Type(), under)
	return n
}

// asks are the entries behind the quotas that expressions ask for, of a unit, the one above and those under it.
func (r *reference) asks(asked scheme.Asked, unit string, enroll int, p calendar.Period) []int {
	var out []int
	add := func(unit string, quotas []*scheme.Quota) {
		for _, q := range quotas {
			out = append(out, r.behind(q, unit, p)...)
		}
	}
	add(unit, asked.Own)
	if above, _, ok := r.above(enroll, p); ok {
		add(above, asked.Above)
	}
	for _, other := range r.under(unit, p) {
		add(other, asked.Under)
	}
	return sorted(out)
}
