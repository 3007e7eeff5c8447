package calendar

import (
	"slices"
	"sort"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

// farthest is the greatest number of working days that AddWorkdays counts: more than the years 1
// to 9999 have.
const farthest = 4_000_000

// IsWorkday reports whether the day in which t lies is a working day: a made-up one, or one from
// Monday to Friday that is no holiday.
func (c *Calendar) IsWorkday(t time.Time) bool {
	d := c.dayOf(t)
	return c.workdaysBefore(d+1) > c.workdaysBefore(d)
}

// AddWorkdays returns the same clock time n working days later, or earlier where n is below 0;
// with n = 0 it is t as it is. It comes to lie on a working day, whatever day t is on: one working
// day after a Saturday is Monday. A clock time that the zone shows twice that day is the earlier
// one, one that it leaves out is the first instant after the gap, or the last one of the day where that
// is over by then. A day that the zone never had is no working day. Beyond four million working
// days, more than the years 1 to 9999 have, it counts no further.
func (c *Calendar) AddWorkdays(t time.Time, n int) time.Time {
	if n == 0 {
		return t
	}
	n = max(-farthest, min(farthest, n))
	from := c.dayOf(t)
	// The day sought is the first by whose end so many working days have gone by.
	low, wanted := from+1, c.workdaysBefore(from+1)+n
	span := 2*max(n, -n) + 7 + len(c.holidays) // holds that many working days for certain
	if n < 0 {
		low, wanted = from-civil.Day(span), c.workdaysBefore(from)+n+1
	}
	target := low + civil.Day(sort.Search(span, func(i int) bool {
		return c.workdaysBefore(low+civil.Day(i)+1) >= wanted
	}))
	local := t.In(c.location)
	hour, minute, second := local.Clock()
	return target.At(hour*3600+minute*60+second, local.Nanosecond(), c.location)
}

// workdaysBefore counts the working days before d, from a fixed day on: only differences of it
// mean something.
func (c *Calendar) workdaysBefore(d civil.Day) int {
	monday := int(d) - d.Weekday()
	plain := floor(monday+3, 7)*5 + min(d.Weekday(), 5) // day −3 was a Monday
	off, _ := slices.BinarySearch(c.holidays, d)
	madeUp, _ := slices.BinarySearch(c.workdays, d)
	return plain - off + madeUp
}
