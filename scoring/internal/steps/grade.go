package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Graded is the grade of a unit in the reported period, or that it has none.
type Graded struct {
	Grade  *scheme.Grade
	Unit   string
	Amount decimal.Decimal
	Absent bool              // there is no amount, so that there is no grade
	Unmet  bool              // it is not graded: the condition is false
	Edges  []decimal.Decimal // of the bands, in their order; nil: not worked out
	Band   string            // the name; empty: it has no grade
	Note   any               // its provenance, by an observer
}

// outcomes are the grades of the units in the current period: by number of the unit, then by grade. A name is empty
// where a unit has none.
type outcomes struct {
	grades [][]string
}

// outcomesOf is room for the outcomes of all units; none where the scheme has no grades.
func outcomesOf(s *scheme.Scheme, units int) outcomes {
	if len(s.Grades) == 0 {
		return outcomes{}
	}
	out := outcomes{grades: make([][]string, units)}
	room := make([]string, units*len(s.Grades))
	for i := range out.grades {
		out.grades[i] = room[i*len(s.Grades):][:len(s.Grades):len(s.Grades)]
	}
	return out
}

// bindOutcomes binds what a unit has come to in the current period.
func (r *Ranking) bindOutcomes(number int) {
	if r.outcomes.grades != nil {
		r.e.Slots[scheme.SlotGrade] = gradesIn(r.e.Frame, r.outcomes.grades[number])
	}
}

// gradesOf are the grades of a unit in the current period; nil: the scheme has none.
func (o *outcomes) gradesOf(number int) []string {
	if o.grades == nil {
		return nil
	}
	return o.grades[number]
}

// grade grades each unit that was on the roster in the current period. The grades of a period that is reported are
// shown; those of another are kept with its rows, for who reads them.
func (r *Ranking) grade(g *scheme.Grade) {
	for _, c := range r.Field(r.phase == reported) {
		row := r.graded(g, &c)
		r.outcomes.grades[c.Number][g.Index] = row.Band
		if r.phase == reported {
			r.out.Graded = append(r.out.Graded, row)
		} else if kept := c.Unit.settled.Rows.of(r.now.Period); kept != nil {
			kept.grades = r.outcomes.grades[c.Number]
		}
	}
}

// graded is the grade of a unit: the first band whose edge its amount reaches.
func (r *Ranking) graded(g *scheme.Grade, c *Contender) (out Graded) {
	out = Graded{Grade: g, Unit: c.Unit.settled.Unit, Amount: c.Figures.Totals[g.Account].value()}
	if out.Absent = !r.Has(c, g.Account); out.Absent {
		return out
	}
	r.bind(c)
	if r.e.observer != nil {
		r.e.observer.Begin()
		defer func() { out.Note = r.e.observer.Seen() }()
	}
	met, err := r.e.Holds(g.Scope, g.When)
	if err == nil && !met {
		out.Unmet = true
		return out
	}
	var edges []decimal.Decimal
	for _, band := range g.Bands {
		var v rule.Value
		if err == nil {
			v, err = r.e.Eval(g.Scope, band.Edge)
		}
		edge, _ := v.AsNumber()
		edges = append(edges, edge)
	}
	if err != nil {
		r.problem(g.Name, c, err)
		return out
	}
	out.Edges, out.Band = edges, g.Otherwise
	for i, edge := range edges {
		if out.Amount.GreaterThanOrEqual(edge) {
			out.Band = g.Bands[i].Name
			break
		}
	}
	return out
}

// gradesIn are grades by name, as expressions read them; nil: there are none.
func gradesIn(f *frame.Frame, grades []string) rule.Value {
	return valuesBy(rule.StringType(), &f.Names.Grades, func(grade int) (rule.Value, bool) {
		if grade >= len(grades) || grades[grade] == "" {
			return rule.Value{}, false
		}
		return rule.String(grades[grade]), true
	})
}
