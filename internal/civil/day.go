// Package civil says which day it is in a zone, and at which instant a day begins there.
//
// A day begins at the first instant from which on no earlier date is on the clock of the zone. Where daylight saving
// leaves 00:00 out, that is the first instant after the gap; where the clock goes back over midnight, it is the last
// 00:00 of that date. A day ends where the next one begins, so each instant lies in one day. A date that a zone left
// out, as Samoa did 30 December 2011, is a day without an instant: it begins and ends where the next one begins.
package civil

import (
	"slices"
	"sort"
	"time"
)

// Day is a date without a zone, as the number of days since 1970-01-01.
type Day int

// FirstYear and LastYear bound the days of ledgers and schemes, as they are written. They hold every day that an office
// can mean, and the days that spreadsheets put for "always" and "never" (1900-01-01, 2099-12-31); a slip of the pen
// (3020, 0202, 2200) and the empty cell of a spreadsheet (1899-12-30) lie outside of them.
const (
	FirstYear = 1900
	LastYear  = 2099
)

const secondsADay = 24 * 60 * 60

// widest is more seconds than any zone was ever from UTC.
const widest = 16 * 60 * 60

// On returns the day of a date; as in time.Date, a month or day outside its range counts on.
func On(year int, month time.Month, day int) Day {
	return At(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix())
}

// At returns the day in which a number of seconds since 1970-01-01 00:00 on some clock lies.
func At(seconds int64) Day {
	d := seconds / secondsADay
	if seconds%secondsADay < 0 {
		d--
	}
	return Day(d)
}

// Of returns the day in which t lies in its location: the last one that begins at or before t.
func Of(t time.Time) Day {
	seconds := t.Unix()
	_, offset := t.Zone()
	d := At(seconds + int64(offset))
	// Where the clock is about to go back over midnight, this date has not begun for good.
	if offsetAt(seconds+secondsADay, t.Location()) < int64(offset) && t.Before(d.Start(t.Location())) {
		return d - 1
	}
	return d
}

// UTC returns 00:00 UTC of the day, for the date arithmetic of package time.
func (d Day) UTC() time.Time { return time.Unix(int64(d)*secondsADay, 0).UTC() }

// InBounds reports whether the day lies in the years that a ledger or a scheme may name.
func (d Day) InBounds() bool {
	year, _, _ := d.Date()
	return FirstYear <= year && year <= LastYear
}

// Date returns the year, the month and the day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.UTC().Date() }

// MonthsLater is the same day of another month, n months later, or the last day of a month that has none.
func (d Day) MonthsLater(n int) Day {
	year, month, day := d.Date()
	first := On(year, month+time.Month(n), 1)
	last := On(year, month+time.Month(n)+1, 1) - 1
	return min(first+Day(day-1), last)
}

// String is the date as 2006-01-02.
func (d Day) String() string { return d.UTC().Format(time.DateOnly) }

// Weekday counts from 0 for Monday to 6 for Sunday.
func (d Day) Weekday() int {
	w := (int(d) + 3) % 7 // 1970-01-01 was a Thursday
	if w < 0 {
		w += 7
	}
	return w
}

// Start returns the instant at which the day begins in a location, which must not be nil.
func (d Day) Start(location *time.Location) time.Time {
	clock := int64(d) * secondsADay
	before := offsetAt(clock-widest, location)
	// No zone changes its clock to and fro within three days.
	if offsetAt(clock+secondsADay+widest, location) == before {
		return time.Unix(clock-before, 0).In(location)
	}
	t := Clock(clock, 0, location)
	// A clock that goes back to the day before comes to this midnight once more.
	later := offsetAt(t.Unix()+secondsADay, location)
	if again := clock - later; again > t.Unix() && offsetAt(again, location) == later &&
		offsetAt(again-1, location) == later {
		return time.Unix(again, 0).In(location)
	}
	return t
}

// IsIn reports whether a location had the day.
func (d Day) IsIn(location *time.Location) bool {
	return d.Start(location).Before((d + 1).Start(location))
}

// Clock returns the instant at which the clock of a location shows a time, given as seconds since 1970-01-01 00:00 on
// that clock. A time that the clock shows twice is the earlier one; a time that it leaves out is the first instant
// after the gap. time.Date promises neither.
func Clock(clock, nanoseconds int64, location *time.Location) time.Time {
	before, after := offsetAt(clock-widest, location), offsetAt(clock+widest, location)
	// the greater offset is the earlier instant
	for _, offset := range [2]int64{max(before, after), min(before, after)} {
		if seconds := clock - offset; offsetAt(seconds, location) == offset {
			return time.Unix(seconds, nanoseconds).In(location)
		}
	}
	change := clock - widest + int64(sort.Search(2*widest, func(i int) bool {
		return offsetAt(clock-widest+int64(i), location) != before
	}))
	return time.Unix(change, 0).In(location)
}

// At returns the instant at which the clock of a location, which must not be nil, shows a time on the day, given in
// seconds since 00:00 and nanoseconds. It lies in the day: a time that the clock shows twice is the earlier one that
// does, one that it leaves out is the first instant after the gap, or, where the day is over by then, its last one. A
// day that the location never had has none, and the result is the first instant after it.
func (d Day) At(seconds, nanoseconds int, location *time.Location) time.Time {
	clock := int64(d) * secondsADay
	before := offsetAt(clock-widest, location)
	if offsetAt(clock+secondsADay+widest, location) == before { // see Start
		return time.Unix(clock+int64(seconds)-before, int64(nanoseconds)).In(location)
	}
	at := Clock(clock+int64(seconds), int64(nanoseconds), location)
	switch start, next := d.Start(location), (d + 1).Start(location); {
	case at.Before(start): // the clock goes back over midnight, and shows this time once more
		return start.Add(time.Duration(seconds)*time.Second + time.Duration(nanoseconds))
	case !at.Before(next) && start.Before(next):
		return next.Add(-1)
	}
	return at
}

// offsetAt is how many seconds east of UTC a location is at an instant in Unix seconds.
//
// No use is made of time.Time.ZoneBounds near an instant: in a zone with daylight saving for ever it cuts its answers
// at the end of a year, in a leap year a day too early.
func offsetAt(seconds int64, location *time.Location) int64 {
	_, offset := time.Unix(seconds, 0).In(location).Zone()
	return int64(offset)
}

// Lacking lists the days from 1900 on that a location never had. Zone data names single changes of the clock until
// 2037; what it says of all later years leaves out no day.
func Lacking(location *time.Location) []Day {
	var days []Day
	end := time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC)
	for at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(end); {
		_, change := at.In(location).ZoneBounds()
		if change.IsZero() {
			break
		}
		if !change.After(at) {
			change = at.Add(secondsADay * time.Second)
		}
		before, after := offsetAt(change.Unix()-1, location), offsetAt(change.Unix(), location)
		for d := At(change.Unix() + before); d < At(change.Unix()+after) && after-before >= secondsADay; d++ {
			if !d.IsIn(location) {
				days = append(days, d)
			}
		}
		at = change
	}
	slices.Sort(days)
	return days
}
