package calendar

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

const secondsADay = 24 * 60 * 60

// midnight returns the instant at which a day begins in the calendar's zone.
func (c *Calendar) midnight(d civil.Day) time.Time {
	clock := int64(d) * secondsADay
	// Two days are more than any zone's offset and its change.
	if c.settled < clock-2*secondsADay {
		return time.Unix(clock-c.offset, 0).In(c.location)
	}
	return d.Start(c.location)
}

// dayOf returns the day in which t lies: the last one whose midnight is not after t.
func (c *Calendar) dayOf(t time.Time) civil.Day {
	if seconds := t.Unix(); seconds >= c.settled {
		return civil.At(seconds + c.offset)
	}
	return civil.Of(t.In(c.location))
}
