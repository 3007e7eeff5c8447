package frame

import (
	"cmp"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Span is a period that is settled.
type Span struct {
	Period     calendar.Period
	Start, End time.Time
	Value      rule.Value
}

// makeSpans lists the periods that are settled, by their end, the shorter first: of the kinds that the scheme settles,
// from the first enrolment to the horizon.
func (f *Frame) makeSpans() []Span {
	start, ok := f.Roster.First()
	if !ok {
		return nil
	}
	e := NewEvaluator(f)
	var out []Span
	for _, kind := range f.Scheme.Kinds {
		for p := f.Scheme.Calendar.Of(kind, start); ; p = f.Scheme.Calendar.Next(p) {
			start, end := f.Scheme.Calendar.Bounds(p)
			if end.After(f.horizon) {
				break
			}
			out = append(out, Span{p, start, end, e.PeriodValue(p, start, end)})
		}
	}
	slices.SortStableFunc(out, func(a, b Span) int { return cmp.Or(a.End.Compare(b.End), cmp.Compare(a.Period.Kind, b.Period.Kind)) })
	return out
}

// PeriodValue is a period as a record.
func (e *Evaluator) PeriodValue(p calendar.Period, start, end time.Time) rule.Value {
	weeks := 1
	if p.Kind != calendar.Week {
		weeks = len(e.Frame.Scheme.Calendar.Within(calendar.Week, p))
	}
	return e.Frame.Scheme.Vocabulary.Period.Value(rule.Row{
		scheme.PeriodName:  rule.String(p.String()),
		scheme.PeriodKind:  rule.String(p.Kind.String()),
		scheme.PeriodYear:  rule.Int(int64(p.Year)),
		scheme.PeriodIndex: rule.Int(int64(p.Index)),
		scheme.PeriodWeeks: rule.Int(int64(weeks)),
		scheme.PeriodStart: rule.Time(start, true),
		scheme.PeriodEnd:   rule.Time(LastInstant(end), false),
	})
}

// LastInstant is the last instant of a half-open span. Expressions read it as its end, and settlements are dated by
// it.
func LastInstant(end time.Time) time.Time { return end.Add(-1) }

// ClosingOf is the end of the period of a kind that holds an instant; false: it is after the horizon.
func (f *Frame) ClosingOf(per calendar.Kind, at time.Time) (end time.Time, ok bool) {
	_, end = f.Scheme.Calendar.Bounds(f.Scheme.Calendar.Of(per, at))
	return end, !end.After(f.horizon)
}

// Reports says whether a period ends in the reported one.
func (f *Frame) Reports(span Span) bool { return !span.End.After(f.End) && span.End.After(f.Start) }
