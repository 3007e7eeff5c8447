package calendar

import "time"

// day is a date without a zone, as the number of days since 1970-01-01.
type day int

const secondsADay = 24 * 60 * 60

// dayOf returns the day of a date; as in time.Date, a month or day outside its range counts on.
func dayOf(year int, month time.Month, d int) day {
	return dayAt(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix())
}

// dayAt returns the day in which a number of seconds since 1970-01-01 00:00 lies.
func dayAt(seconds int64) day {
	d := seconds / secondsADay
	if seconds%secondsADay < 0 {
		d--
	}
	return day(d)
}

// utc returns 00:00 UTC of the day, for the date arithmetic of package time.
func (d day) utc() time.Time { return time.Unix(int64(d)*secondsADay, 0).UTC() }

// weekday counts from 0 for Monday to 6 for Sunday.
func (d day) weekday() int {
	w := (int(d) + 3) % 7 // 1970-01-01 was a Thursday
	if w < 0 {
		w += 7
	}
	return w
}
