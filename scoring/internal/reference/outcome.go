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
		total, there := r.total(c, r.scheme.Accounts[g.Account])
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

// found is a result of a unit in a period.
type found struct {
	unit   string
	period calendar.Period
	result *scheme.Result
}

// result asks for all units of a period whether a result holds. What was said of them before is said anew.
func (r *reference) result(x *scheme.Result, p calendar.Period) {
	_, end := r.scheme.Calendar.Bounds(p)
	for _, c := range r.contenders(p) {
		delete(r.results, found{c.unit, p, x})
		c.names[scheme.SlotGrade] = r.gradesOf(c.unit, p)
		holds, err := c.names.holds(x.Scope, x.When)
		if err != nil {
			r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), x.Name, err))
			continue
		}
		r.results[found{c.unit, p, x}] = holds
	}
}

// resultsOf are the results of a unit in a period, as far as they are made, as expressions read them.
func (r *reference) resultsOf(unit string, p calendar.Period) rule.Value {
	out := map[string]rule.Value{}
	for _, x := range r.scheme.Results {
		if holds, ok := r.results[found{unit, p, x}]; ok {
			out[x.Name] = rule.Bool(holds)
		}
	}
	return rule.Map(rule.BoolType(), out)
}

// outcomes makes the grades of a period, and then its results; some: those of the steps for which that holds.
func (r *reference) outcomes(p calendar.Period, some func(scheme.RankStep) bool) {
	start, end := r.scheme.Calendar.Bounds(p)
	last := end.Add(-1)
	if by, closed := r.closed(start, end); closed { // they are as they were published
		of := p
		if p.Kind.IsOwn() { // its score is that of what was closed
			of = by.period
		}
		b, err := r.bulletin(by, of)
		if err != nil {
			panic(err) // the score has the same options
		}
		for of, grade := range b.grades {
			if of.period == p {
				r.grades[of] = grade
			}
		}
		for of, holds := range b.results {
			if of.period == p {
				r.results[of] = holds
			}
		}
		return
	}
	for _, step := range r.scheme.RankSteps {
		if g := step.Grade; g != nil && some(step) && slices.Contains(g.Per, p.Kind) && g.InForce(last) {
			r.grade(g, p)
		}
	}
	for _, step := range r.scheme.RankSteps {
		if x := step.Result; x != nil && some(step) && slices.Contains(x.Per, p.Kind) && x.InForce(last) {
			r.result(x, p)
		}
	}
}
