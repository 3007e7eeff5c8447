package calendar

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

// Bounds returns the first instant of a period and the first instant after it, [start, end), in
// the calendar's zone. What is not [Period.Valid], or has no day, has zero bounds.
func (c *Calendar) Bounds(p Period) (start, end time.Time) {
	if !c.has(p) {
		return time.Time{}, time.Time{}
	}
	first, after := c.days(p)
	return c.midnight(first), c.midnight(after)
}

// LastDay returns the date of the last day of a period, on which its settlement is dated. What is
// not [Period.Valid] has none: 0, 0, 0. A date that the zone never had is none.
func (c *Calendar) LastDay(p Period) (year int, month time.Month, dayOfMonth int) {
	if !c.has(p) {
		return 0, 0, 0
	}
	_, after := c.days(p)
	return civil.Of(c.midnight(after).Add(-1)).Date()
}

// Next returns the period of the same kind that begins where p ends, or the zero Period after the
// year 2100, of what is not [Period.Valid] and of a unit's own period, see [Series].
func (c *Calendar) Next(p Period) Period {
	if !c.has(p) || p.Kind.IsOwn() {
		return Period{}
	}
	_, after := c.days(p)
	next := c.periodOf(p.Kind, after)
	for next.Kind == Day && next.Valid() && !c.has(next) {
		after++
		next = c.periodOf(Day, after)
	}
	return next.orNone()
}

// Prev returns the period of the same kind that ends where p begins, or the zero Period before the
// year 1899, of what is not [Period.Valid] and of a unit's own period, see [Series].
func (c *Calendar) Prev(p Period) Period {
	if !c.has(p) || p.Kind.IsOwn() {
		return Period{}
	}
	first, _ := c.days(p)
	before := c.periodOf(p.Kind, first-1)
	for before.Kind == Day && before.Valid() && !c.has(before) {
		first--
		before = c.periodOf(Day, first-1)
	}
	return before.orNone()
}

// Within returns the periods of a shorter kind that belong to p, in the order of time: those of which the last day lies
// in it, as the Sunday of a week. Of its own kind a period holds itself, of a longer one nothing,
// and what is not [Period.Valid] holds nothing.
func (c *Calendar) Within(kind Kind, p Period) []Period {
	if !c.has(p) || !c.knows(kind) || !kind.Inside(p.Kind) {
		return nil
	}
	if kind == p.Kind {
		return []Period{p}
	}
	first, after := c.days(p)
	var inside []Period
	for shorter := c.periodOf(kind, first); ; {
		_, end := c.days(shorter)
		if end > after {
			return inside
		}
		if end > first && (kind != Day || c.has(shorter)) {
			inside = append(inside, shorter)
		}
		shorter = c.periodOf(kind, end)
	}
}

// days returns the first day of a period and the first one after it, which are the same where it has none; it requires
// that p.Kind is a kind.
func (c *Calendar) days(p Period) (first, after civil.Day) {
	if !c.moved.kinds[p.Kind] {
		return c.regularDays(p)
	}
	return c.lastOf(c.regular(p, -1)) + 1, c.lastOf(p) + 1
}

// regularDays is days where no end is moved.
func (c *Calendar) regularDays(p Period) (first, after civil.Day) {
	if p.Kind.IsOwn() {
		first, after, _ = p.ownDays()
		return first, after
	}
	if p.Kind == Day {
		first = civil.On(p.Year, 1, p.Index)
		return first, first + 1
	}
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
