package steps

import (
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Outcome is what the reported period comes to for a unit by a result.
type Outcome struct {
	Result *scheme.Result
	Unit   string
	Known  bool // it could be worked out
	Holds  bool
	Note   any             // its provenance, by an observer
	Own    calendar.Period // of a unit's own; zero: it is of the reported period
}

// outcome is what a period comes to for a unit, as far as it is made.
type outcome struct {
	grades  []string  // the names of the bands, by grade; empty: it has none
	results []verdict // by result
}

// verdict says whether a result holds.
type verdict uint8

const (
	unasked verdict = iota // it was not asked, or could not be worked out
	fails
	holds
)

// outcomes are those of the units in the current period, by number; nil: the scheme has neither grades nor results.
type outcomes struct {
	all  []outcome
	only int // the number of the only unit whose it is, by the own period that is current; −1: they are of all
}

// outcomesOf is room for the outcomes of all units.
func outcomesOf(s *scheme.Scheme, units int) outcomes {
	grades, results := len(s.Grades), len(s.Results)
	if grades+results == 0 {
		return outcomes{only: -1}
	}
	out, bands, verdicts := make([]outcome, units), make([]string, units*grades), make([]verdict, units*results)
	for i := range out {
		out[i] = outcome{bands[i*grades:][:grades:grades], verdicts[i*results:][:results:results]}
	}
	return outcomes{out, -1}
}

// outcomesNow is room for the outcomes of the units that have the current period.
func (r *Ranking) outcomesNow() outcomes {
	if r.now.Unit == "" {
		return outcomesOf(r.e.Frame.Scheme, len(r.Units))
	}
	out := outcomesOf(r.e.Frame.Scheme, 1)
	out.only = r.numberOf(r.now.Unit)
	return out
}

// ownNow is the current period where it is a unit's own; zero: it is not.
func (r *Ranking) ownNow() (own calendar.Period) {
	if r.now.Unit != "" {
		own = r.now.Period
	}
	return own
}

// of is that of a unit; nil: the scheme has none.
func (all outcomes) of(number int) *outcome {
	switch {
	case all.all == nil || all.only >= 0 && number != all.only:
		return nil
	case all.only >= 0:
		return &all.all[0]
	}
	return &all.all[number]
}

// bindOutcome binds what the current period has come to for a unit.
func (r *Ranking) bindOutcome(number int) {
	if o := r.outcomes.of(number); o != nil {
		r.e.Slots[scheme.SlotGrade], r.e.Slots[scheme.SlotResult] = o.gradesBy(r.e.Frame), o.resultsBy(r.e.Frame)
	}
}

// keep keeps what the current period came to for a unit with its row, for who reads it later.
func (r *Ranking) keep(c *Contender) {
	if r.phase == reported {
		return
	}
	if row := c.Unit.settled.Rows.of(r.e.Frame, r.now.Period); row != nil {
		row.outcome = r.outcomes.of(c.Number)
	}
}

// gradesBy are grades by name, as expressions read them.
func (o *outcome) gradesBy(f *frame.Frame) rule.Value {
	return valuesBy(rule.StringType(), &f.Names.Grades, func(grade int) (rule.Value, bool) {
		if o == nil || o.grades[grade] == "" {
			return rule.Value{}, false
		}
		return rule.String(o.grades[grade]), true
	})
}

// resultsBy are results by name, as expressions read them.
func (o *outcome) resultsBy(f *frame.Frame) rule.Value {
	return valuesBy(rule.BoolType(), &f.Names.Results, func(result int) (rule.Value, bool) {
		if o == nil || o.results[result] == unasked {
			return rule.Value{}, false
		}
		return rule.Bool(o.results[result] == holds), true
	})
}

// result asks for each unit that was on the roster in the current period whether a result holds.
func (r *Ranking) result(x *scheme.Result) {
	for _, c := range r.Field(r.ofReported()) {
		r.bind(&c)
		if r.e.observer != nil {
			r.e.observer.Begin()
		}
		row := Outcome{Result: x, Unit: c.Unit.settled.Unit, Own: r.ownNow()}
		is, err := r.e.Holds(x.Scope, x.When)
		of := r.outcomes.of(c.Number)
		switch {
		case err != nil:
			r.problem(x.Name, &c, err)
		case is:
			of.results[x.Index], row.Known, row.Holds = holds, true, true
		default:
			of.results[x.Index], row.Known = fails, true
		}
		if r.e.observer != nil {
			row.Note = r.e.observer.Seen()
		}
		if r.keep(&c); r.phase == reported {
			r.out.Outcomes = append(r.out.Outcomes, row)
		}
	}
}
