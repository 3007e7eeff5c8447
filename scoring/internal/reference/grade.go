package reference

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// graded is the grade of a unit in a period.
type graded struct {
	unit   string
	period calendar.Period
	grade  *scheme.Grade
}

// grade grades all units of a period. What was said of them before is said anew.
func (r *reference) grade(g *scheme.Grade, p calendar.Period) {
	_, end := r.scheme.Calendar.Bounds(p)
	for _, c := range r.contenders(p) {
		delete(r.grades, graded{c.unit, p, g})
		total, there := c.total(r.scheme.Accounts[g.Account])
		if !there {
			continue
		}
		is, err := c.names.holds(g.Scope, g.When)
		if err == nil && !is {
			continue
		}
		var edges []number
		for _, band := range g.Bands {
			if err == nil {
				var edge number
				edge, err = c.names.number(g.Scope, band.Edge)
				edges = append(edges, edge)
			}
		}
		if err != nil {
			r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), g.Name, err))
			continue
		}
		reached := slices.IndexFunc(edges, func(edge number) bool { return !total.LessThan(edge) })
		switch {
		case reached >= 0:
			r.grades[graded{c.unit, p, g}] = g.Bands[reached].Name
		case g.Otherwise != "":
			r.grades[graded{c.unit, p, g}] = g.Otherwise
		}
	}
}

// gradesOf are the grades that a unit has in a period, as far as they are made, as expressions read them.
func (r *reference) gradesOf(unit string, p calendar.Period) rule.Value {
	out := map[string]rule.Value{}
	for _, g := range r.scheme.Grades {
		if name, ok := r.grades[graded{unit, p, g}]; ok {
			out[g.Name] = rule.String(name)
		}
	}
	return rule.Map(rule.StringType(), out)
}

// isGraded says whether the end of a period has a grade.
func (r *reference) isGraded(g *scheme.Grade, p calendar.Period) bool {
	_, end := r.scheme.Calendar.Bounds(p)
	return slices.Contains(g.Per, p.Kind) && g.InForce(end.Add(-1))
}
