package scoring

import (
	"cmp"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
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
