package calendar

import (
	"sort"
	"time"
)

// No use is made of time.Time.ZoneBounds near an instant: in a zone with daylight saving for ever
// it cuts its answers at the end of a year, in a leap year a day too early.

// midnight returns the instant at which a day begins: from it on, no earlier date is on the clock.
func (c *Calendar) midnight(d day) time.Time {
	clock := int64(d) * secondsADay
	// Two days are more than any zone's offset and its change.
	if c.settled < clock-2*secondsADay {
		return time.Unix(clock-c.offset, 0).In(c.location)
	}
	t := c.local(clock, 0)
	// A clock that goes back to the day before comes to this midnight once more.
	later := c.offsetAt(t.Unix() + secondsADay)
	if again := clock - later; again > t.Unix() && c.offsetAt(again) == later && c.offsetAt(again-1) == later {
		return time.Unix(again, 0).In(c.location)
	}
	return t
}

// local returns the instant at which the zone's clock shows a time, given as seconds since
// 1970-01-01 00:00 on that clock. A time that the clock shows twice is the earlier one; a time
// that it leaves out is the first instant after the gap. time.Date promises neither.
func (c *Calendar) local(clock, nanoseconds int64) time.Time {
	const widest = 16 * 60 * 60 // no zone was ever farther from UTC
	before, after := c.offsetAt(clock-widest), c.offsetAt(clock+widest)
	// the greater offset is the earlier instant
	for _, offset := range [2]int64{max(before, after), min(before, after)} {
		if seconds := clock - offset; c.offsetAt(seconds) == offset {
			return time.Unix(seconds, nanoseconds).In(c.location)
		}
	}
	change := clock - widest + int64(sort.Search(2*widest, func(i int) bool {
		return c.offsetAt(clock-widest+int64(i)) != before
	}))
	return time.Unix(change, 0).In(c.location)
}

// offsetAt is how many seconds east of UTC the zone is at an instant in Unix seconds.
func (c *Calendar) offsetAt(seconds int64) int64 {
	_, offset := time.Unix(seconds, 0).In(c.location).Zone()
	return int64(offset)
}
