package store

import (
	"sync/atomic"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

// Zone says quickly at which instant a day begins in a location: it keeps the days that it was asked for.
// It is safe for concurrent use.
type Zone struct {
	location *time.Location
	pages    [zonePages]atomic.Pointer[zonePage] // filled when first needed
}

const (
	secondsADay = 24 * 60 * 60
	pageDays    = 512
	zonePages   = 256 // from 1970 to the year 2328; other days are computed each time
)

// zonePage is the instants, as Unix seconds, at which the days of a page begin.
type zonePage [pageDays]int64

// NewZone returns the zone of a location. It requires a location.
func NewZone(location *time.Location) *Zone { return &Zone{location: location} }

// Location is the location of the zone.
func (z *Zone) Location() *time.Location { return z.location }

// Seconds is the instant that t names, as [Time.Instant] gives it in the zone: seconds since
// 1970-01-01T00:00:00Z and nanoseconds from there; false for the zero time.
func (z *Zone) Seconds(t Time) (seconds int64, nano uint32, ok bool) {
	switch t.form {
	case formNone:
		return 0, 0, false
	case formDate:
		return z.dayStart(t.clock / secondsADay), 0, true
	}
	return t.clock - int64(t.offset)*60, t.nano, true
}

// EndSeconds is the last instant that t covers, as [Time.EndInstant] gives it.
func (z *Zone) EndSeconds(t Time) (seconds int64, nano uint32, ok bool) {
	if t.form != formDate {
		return z.Seconds(t)
	}
	return z.dayStart(t.clock/secondsADay+1) - 1, 999_999_999, true
}

// dayStart is the first instant of a day, which counts from 1970-01-01.
func (z *Zone) dayStart(day int64) int64 {
	if day < 0 || day >= pageDays*zonePages {
		return z.compute(day)
	}
	page := z.pages[day/pageDays].Load()
	if page == nil {
		page = z.fill(day / pageDays)
	}
	return page[day%pageDays]
}

func (z *Zone) fill(number int64) *zonePage {
	page := new(zonePage)
	for i := range page {
		page[i] = z.compute(number*pageDays + int64(i))
	}
	z.pages[number].Store(page)
	return page
}

func (z *Zone) compute(day int64) int64 { return civil.Day(day).Start(z.location).Unix() }

// Instant is a point in time: Unix seconds and nanoseconds from there.
type Instant struct {
	Seconds int64
	Nano    uint32
}

// After reports whether a is later than b.
func (a Instant) After(b Instant) bool {
	return a.Seconds > b.Seconds || a.Seconds == b.Seconds && a.Nano > b.Nano
}

// Start is Seconds as one value.
func (z *Zone) Start(t Time) Instant {
	seconds, nano, _ := z.Seconds(t)
	return Instant{seconds, nano}
}

// End is EndSeconds as one value.
func (z *Zone) End(t Time) Instant {
	seconds, nano, _ := z.EndSeconds(t)
	return Instant{seconds, nano}
}
