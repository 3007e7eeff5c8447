package calendar

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

// Bounds returns the first instant of a period and the first instant after it, [start, end), in
// the calendar's zone. What is not [Period.Valid] has zero bounds.
func (c *Calendar) Bounds(p Period) (start, end time.Time) {
	if !p.Valid() {
		return time.Time{}, time.Time{}
	}
	first, after := c.days(p)
	return c.midnight(first), c.midnight(after)
}

// LastDay returns the date of the last day of a period, on which its settlement is dated. What is
// not [Period.Valid] has none: 0, 0, 0. A date that the zone never had is none.
func (c *Calendar) LastDay(p Period) (year int, month time.Month, dayOfMonth int) {
	if !p.Valid() {
		return 0, 0, 0
	}
	_, after := c.days(p)
	return civil.Of(c.midnight(after).Add(-1)).Date()
}

// Next returns the period of the same kind that begins where p ends, or the zero Period after the
// year 2100 or of what is not [Period.Valid].
func (c *Calendar) Next(p Period) Period {
	if !p.Valid() {
		return Period{}
	}
	_, after := c.days(p)
	return c.periodOf(p.Kind, after).orNone()
}

// Prev returns the period of the same kind that ends where p begins, or the zero Period before the
// year 1899 or of what is not [Period.Valid].
func (c *Calendar) Prev(p Period) Period {
	if !p.Valid() {
		return Period{}
	}
	first, _ := c.days(p)
	return c.periodOf(p.Kind, first-1).orNone()
}

// Within returns the periods of a shorter kind that belong to p, in the order of time. A week
// belongs where its Sunday lies. Of its own kind a period holds itself, of a longer one nothing,
// and what is not [Period.Valid] holds nothing.
func (c *Calendar) Within(kind Kind, p Period) []Period {
	if !p.Valid() || kind < Week || kind > p.Kind {
		return nil
	}
	if kind == p.Kind {
		return []Period{p}
	}
	first, after := c.days(p)
	var inside []Period
	if kind == Week {
		for sunday := first + civil.Day(6-first.Weekday()); sunday < after; sunday += 7 {
			inside = append(inside, c.periodOf(Week, sunday))
		}
		return inside
	}
	for d := first; d < after; {
		shorter := c.periodOf(kind, d)
		inside = append(inside, shorter)
		_, d = c.days(shorter)
	}
	return inside
}

// days returns the first day of a period and the first one after it; it requires that p.Kind is
// a kind.
func (c *Calendar) days(p Period) (first, after civil.Day) {
	if p.Kind == Week {
		january4 := civil.On(p.Year, 1, 4) // always in week 1
		first = january4 - civil.Day(january4.Weekday()) + civil.Day(7*(p.Index-1))
		return first, first + 7
	}
	if p.Kind == Month {
		return c.monthStart(p.Year, p.Index), c.monthStart(p.Year, p.Index+1)
	}
	months := p.Kind.months()
	month := max(0, p.Index-1)*months + 1 - c.shift()
	return c.monthStart(p.Year, month), c.monthStart(p.Year, month+months)
}

// monthStart returns the first day of a month; as in time.Date, a month outside 1 to 12 counts on
// into other years.
func (c *Calendar) monthStart(year, month int) civil.Day {
	if c.closes == 0 {
		return civil.On(year, time.Month(month), 1)
	}
	return civil.On(year, time.Month(month-1), c.closes) + 1
}
