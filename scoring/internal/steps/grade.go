package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
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
	Own    calendar.Period   // of a unit's own that is graded; zero: it is of the reported period
}

// grade grades each unit that was on the roster in the current period. The grades of a period that is reported are
// shown; those of another are kept with its rows, for who reads them.
func (r *Ranking) grade(g *scheme.Grade) {
	for _, c := range r.Field(r.ofReported()) {
		row := r.graded(g, &c)
		r.outcomes.of(c.Number).grades[g.Index] = row.Band
		if r.keep(&c); r.phase == reported {
			r.out.Graded = append(r.out.Graded, row)
		}
	}
}

// graded is the grade of a unit: the first band whose edge its amount reaches.
func (r *Ranking) graded(g *scheme.Grade, c *Contender) (out Graded) {
	out = Graded{Grade: g, Unit: c.Unit.settled.Unit, Own: r.ownNow(), Amount: c.Figures.Totals[g.Account].value()}
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
