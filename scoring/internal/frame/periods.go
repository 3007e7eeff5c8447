package frame

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Span is a period that is settled.
type Span struct {
	Period     calendar.Period
	Start, End time.Time
	Value      rule.Value
	Unit       string // whose own it is; empty: it is one of the calendar
	Number     int    // of an own one, 1 for the first
}

// wrongPeriods are the reported periods that do not exist, or that are named twice.
func wrongPeriods(c *calendar.Calendar, periods []calendar.Period) []reason.Reason {
	var wrong []reason.Reason
	for i, p := range periods {
		if !p.Valid() {
			wrong = append(wrong, reason.New("options.period",
				"period: found {found}; there is no such {kind}", p.String(), p.Kind.String()))
		} else if _, err := c.Parse(p.String()); err != nil { // it is run together with another
			wrong = append(wrong, reason.New("options.period-text", "{error}", reason.Of(err)))
		} else if slices.Contains(periods[:i], p) {
			wrong = append(wrong, reason.New("options.period-twice",
				"period: found {found} twice; expected each once", p.String()))
		}
	}
	return wrong
}

// wrongRun is what is wrong with a run of periods.
func wrongRun(c *calendar.Calendar, o Options) []reason.Reason {
	if o.Through == (calendar.Period{}) {
		return nil
	}
	if len(o.Periods) != 1 {
		return []reason.Reason{reason.New("options.run",
			"period: found {number} periods with a last one ({last}); expected one, the first of the run",
			len(o.Periods),
			o.Through.String())}
	}
	if _, err := c.ParseRun(calendar.Run{First: o.Periods[0], Last: o.Through}.String()); err != nil {
		return []reason.Reason{reason.New("options.period-text", "{error}", reason.Of(err))}
	}
	return nil
}

// report sets the reported periods. The frame is of the first; periods that end by the latest end are settled.
func (f *Frame) report(periods []calendar.Period) {
	for _, p := range periods {
		start, end := f.Scheme.Calendar.Bounds(p)
		f.Reported = append(f.Reported, Span{Period: p, Start: start, End: end})
		if end.After(f.horizon) {
			f.horizon = end
		}
	}
	if o := f.Options; o.Through != (calendar.Period{}) && o.Through != periods[0] {
		f.Run = calendar.Run{First: periods[0], Last: o.Through}
		_, end := f.Scheme.Calendar.Bounds(o.Through)
		f.Reported, f.horizon = []Span{{Start: f.Reported[0].Start, End: end}}, end
	}
	f.Period, f.Start, f.End = f.Reported[0].Period, f.Reported[0].Start, f.Reported[0].End
	if !f.Options.Until.IsZero() {
		if f.Until = f.Options.Until.EndInstant(f.Loc()); !f.Until.Add(1).After(f.horizon) {
			f.horizon = f.Until.Add(1)
		}
	}
}

// HasEnded says whether a period that ends at an instant is settled, if one that is reported reads it.
func (f *Frame) HasEnded(end time.Time) bool { return !end.After(f.horizon) }

// In is the frame of another reported period, by its number. The two change places.
func (f *Frame) In(n int) *Frame {
	g, sp := *f, f.Reported[n]
	g.Reported = slices.Clone(f.Reported)
	g.Reported[0], g.Reported[n] = sp, f.Reported[0]
	g.Period, g.Start, g.End = sp.Period, sp.Start, sp.End
	return &g
}

// Name is what is reported, as it is written.
func (f *Frame) Name() string {
	if f.IsRun() {
		return f.Run.String()
	}
	return f.Period.String()
}

// IsRun says whether a run of several periods is reported.
func (f *Frame) IsRun() bool { return f.Run != (calendar.Run{}) }

// Reports says whether a period ends in one of the reported ones. Of those that are longer than the periods of a run,
// it is so only of a period that begins in it, too.
func (f *Frame) Reports(span Span) bool {
	return slices.ContainsFunc(f.Reported, func(reported Span) bool { return f.reportsOf(reported, span) }) ||
		slices.ContainsFunc(f.Extra, func(closed Span) bool { return span.EndsIn(closed.Start, closed.End) })
}

// ReportsFirst says whether a period is one of those that the first reported one shows.
func (f *Frame) ReportsFirst(span Span) bool { return f.reportsOf(f.Reported[0], span) }

func (f *Frame) reportsOf(reported, span Span) bool {
	return span.EndsIn(reported.Start, reported.End) && f.inRun(span, reported)
}

func (f *Frame) inRun(span, reported Span) bool {
	return !f.IsRun() || span.Period.Kind.IsOwn() || span.Period.Kind <= f.Run.First.Kind ||
		!span.Start.Before(reported.Start)
}

// ReportsIn says whether something at an instant is of a reported period: what an entry gives, of kind 0, or what is
// settled at the end of a period of a kind.
func (f *Frame) ReportsIn(reported Span, kind calendar.Kind, at time.Time) bool {
	if at.Before(reported.Start) || !at.Before(reported.End) {
		return false
	}
	if !f.IsRun() || kind.IsOwn() || kind <= f.Run.First.Kind {
		return true
	}
	start, _ := f.Scheme.Calendar.Bounds(f.Scheme.Calendar.Of(kind, at))
	return !start.Before(reported.Start)
}

// Shows says whether an instant lies in one of the reported periods.
func (f *Frame) Shows(at time.Time) bool {
	return slices.ContainsFunc(f.Reported, func(reported Span) bool {
		return !at.Before(reported.Start) && at.Before(reported.End)
	})
}

// EndsIn says whether a period ends after the start of another, and not after its end.
func (s Span) EndsIn(start, end time.Time) bool { return s.End.After(start) && !s.End.After(end) }

// makeSpans lists the periods that are settled, by their end, the shorter first: those that the reported ones need,
// from the first enrolment to the horizon. Whoever gave the context asks it.
func (f *Frame) makeSpans(ctx context.Context) []Span {
	start, ok := f.Roster.First()
	if !ok {
		return nil
	}
	all := f.neededSpans(ctx, start)
	e := NewEvaluator(f)
	for i := range all {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil
		}
		all[i].Value = e.SpanValue(all[i])
		if unit := all[i].Unit; unit != "" {
			if f.ownSpans == nil {
				f.ownSpans = map[string][]Span{}
			}
			f.ownSpans[unit] = append(f.ownSpans[unit], all[i])
		}
	}
	out := slices.DeleteFunc(all, func(sp Span) bool { return sp.Unit != "" })
	slices.SortStableFunc(out, compareSpans)
	for _, own := range f.ownSpans {
		slices.SortStableFunc(own, compareSpans)
	}
	return out
}

// compareSpans orders periods by their end, the shorter first, then by unit.
func compareSpans(a, b Span) int {
	return cmp.Or(a.End.Compare(b.End), cmp.Compare(a.Period.Kind, b.Period.Kind), cmp.Compare(a.Unit, b.Unit))
}

// SpanValue is a period as a record: of a unit's own, its year is that of its last day, and its index its number.
func (e *Evaluator) SpanValue(sp Span) rule.Value {
	if sp.Unit == "" {
		return e.PeriodValue(sp.Period, sp.Start, sp.End)
	}
	first, after := civil.Of(sp.Start), civil.Of(sp.End)
	year, _, _ := (after - 1).Date()
	monday := first - civil.Day(first.Weekday())
	return e.periodRow(sp.Period, sp.Start, sp.End, year, sp.Number, int(after-monday)/7)
}

// PeriodValue is a period as a record.
func (e *Evaluator) PeriodValue(p calendar.Period, start, end time.Time) rule.Value {
	c, weeks := e.Frame.Scheme.Calendar, 1
	switch {
	case p.Kind == calendar.Day && c.Of(calendar.Week, start) == c.Of(calendar.Week, end):
		weeks = 0 // it is no Sunday
	case p.Kind > calendar.Week:
		weeks = len(c.Within(calendar.Week, p))
	}
	return e.periodRow(p, start, end, p.Year, p.Index, weeks)
}

func (e *Evaluator) periodRow(p calendar.Period, start, end time.Time, year, index, weeks int) rule.Value {
	return e.Frame.Scheme.Vocabulary.Period.Value(rule.Row{
		scheme.PeriodName:  rule.String(p.String()),
		scheme.PeriodKind:  rule.String(e.Frame.Scheme.Calendar.Word(p.Kind)),
		scheme.PeriodYear:  rule.Int(int64(year)),
		scheme.PeriodIndex: rule.Int(int64(index)),
		scheme.PeriodWeeks: rule.Int(int64(weeks)),
		scheme.PeriodStart: rule.Time(start, true),
		scheme.PeriodEnd:   rule.Time(LastInstant(end), false),
	})
}

// LastInstant is the last instant of a half-open span. Expressions read it as its end, and settlements are dated by
// it.
func LastInstant(end time.Time) time.Time { return end.Add(-1) }

// ClosingOf is the end of the period of a kind, of the calendar or of a unit's own, that holds an instant; false: it is
// after the horizon, or there is none.
func (f *Frame) ClosingOf(per calendar.Kind, unit string, at time.Time) (end time.Time, ok bool) {
	sp, ok := f.SpanAt(per, unit, at)
	return sp.End, ok && !sp.End.After(f.horizon)
}
