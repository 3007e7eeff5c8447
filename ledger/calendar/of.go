package calendar

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

// Of returns the period of a kind in which an instant lies: Bounds of it hold t. A time outside
// of the years 1899 to 2100 gives a period that is not [Period.Valid], an unknown kind, and one of units' own periods,
// the zero Period. It allocates nothing.
func (c *Calendar) Of(kind Kind, t time.Time) Period { return c.periodOf(kind, c.dayOf(t)) }

// periodOf returns the period of a kind in which a day lies.
func (c *Calendar) periodOf(kind Kind, d civil.Day) Period {
	if !c.knows(kind) || kind.IsOwn() {
		return Period{}
	}
	if p := c.regularOf(kind, d); !c.moved.kinds[kind] {
		return p
	} else {
		return c.movedOf(p, d)
	}
}

// regularOf is periodOf where no end is moved. It requires a kind.
func (c *Calendar) regularOf(kind Kind, d civil.Day) Period {
	year, month, dayOfMonth := d.Date()
	switch kind {
	case Day:
		return Period{Day, year, d.UTC().YearDay()}
	case Week:
		year, week := d.UTC().ISOWeek()
		return Period{Week, year, week}
	}
	position := 12*year + int(month) - 1
	if c.closes > 0 && dayOfMonth > c.closes {
		position++
	}
	if kind == Month {
		return Period{Month, floor(position, 12), position - 12*floor(position, 12) + 1}
	}
	position += c.shift()
	year = floor(position, 12)
	if kind == Year {
		return Period{Year, year, 0}
	}
	if kind > Year {
		first, _ := c.firstOf(kind, year)
		return Period{kind, first, 0}
	}
	return Period{kind, year, (position-12*year)/kind.months() + 1}
}

// knows reports whether the calendar has periods of a kind. One without a zone, which only reads names, has all.
func (c *Calendar) knows(kind Kind) bool {
	if kind.Years() > 1 && c.location != nil {
		_, ok := c.firstOf(kind, 0)
		return ok
	}
	return kind.known()
}

// shift is the number of months by which the calendar's year is early: with first month 12 the
// position of December moves on to that of the next January.
func (c *Calendar) shift() int { return (13 - c.first) % 12 }

// floor divides, rounding down.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
