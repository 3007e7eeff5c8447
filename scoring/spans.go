package scoring

import (
	"cmp"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// span is a period to be settled.
type span struct {
	period     calendar.Period
	start, end time.Time
	value      rule.Value
}

// makeSpans lists the periods that are settled, in the order of their end, the shorter first: of the kinds that the scheme
// settles, from the first enrolment to the horizon.
func (f *Frame) makeSpans() []span {
	start, ok := f.roster.First()
	if !ok {
		return nil
	}
	e := newEvaluator(f)
	var out []span
	for _, kind := range f.scheme.Kinds {
		for p := f.scheme.Calendar.Of(kind, start); ; p = f.scheme.Calendar.Next(p) {
			start, end := f.scheme.Calendar.Bounds(p)
			if end.After(f.horizon) {
				break
			}
			out = append(out, span{p, start, end, e.periodValue(p, start, end)})
		}
	}
	slices.SortStableFunc(out, func(a, b span) int { return cmp.Or(a.end.Compare(b.end), cmp.Compare(a.period.Kind, b.period.Kind)) })
	return out
}

// periodValue is a period as a record.
func (e *evaluator) periodValue(p calendar.Period, start, end time.Time) rule.Value {
	weeks := 1
	if p.Kind != calendar.Week {
		weeks = len(e.scheme.Calendar.Within(calendar.Week, p))
	}
	return e.scheme.Vocabulary.Period.Value(rule.Row{scheme.PeriodName: rule.String(p.String()), scheme.PeriodKind: rule.String(p.Kind.String()),
		scheme.PeriodYear: rule.Int(int64(p.Year)), scheme.PeriodIndex: rule.Int(int64(p.Index)), scheme.PeriodWeeks: rule.Int(int64(weeks)),
		scheme.PeriodStart: rule.Time(start, true), scheme.PeriodEnd: rule.Time(lastInstant(end), false)})
}

// lastInstant is the last instant of a half-open span, as which its end is seen and dated.
func lastInstant(end time.Time) time.Time { return end.Add(-1) }

// closingOf is the end of the period of that kind in which an instant lies; false: it has not come yet.
func (f *Frame) closingOf(per calendar.Kind, at time.Time) (end time.Time, ok bool) {
	_, end = f.scheme.Calendar.Bounds(f.scheme.Calendar.Of(per, at))
	return end, !end.After(f.horizon)
}

// shows says whether a period ends in the one that is shown.
func (f *Frame) shows(sp span) bool { return !sp.end.After(f.end) && sp.end.After(f.start) }
