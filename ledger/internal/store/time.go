package store

import (
	"strconv"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
)

// Time is a point in time as it was written: what it is, and the form in which it stood. The zero Time is an absent
// one.
type Time struct {
	clock  int64 // seconds since 1970-01-01T00:00:00 on the clock that was written, whatever its zone
	nano   uint32
	offset int16 // minutes east of UTC
	digits uint8 // of the fraction, as written
	form   timeForm
}

type timeForm uint8

const (
	formNone      timeForm = iota
	formDate               // 2006-01-02
	formUTC                // …Z
	formOffset             // …+08:00
	formMinusZero          // …-00:00, in RFC 3339 a time whose local offset is not known
)

// IsZero reports whether t is absent.
func (t Time) IsZero() bool { return t.form == formNone }

// IsDate reports whether t was written as a date.
func (t Time) IsDate() bool { return t.form == formDate }

// Day is the day of a date; false if t is none.
func (t Time) Day() (day civil.Day, ok bool) { return civil.At(t.clock), t.form == formDate }

// Instant is the point in time that t names: for a date the first instant of that day in loc, for a time
// itself, shown in loc. It requires a location; the zero Time gives the zero time.Time.
func (t Time) Instant(loc *time.Location) time.Time {
	switch t.form {
	case formNone:
		return time.Time{}
	case formDate:
		return civil.At(t.clock).Start(loc)
	}
	return time.Unix(t.clock-int64(t.offset)*60, int64(t.nano)).In(loc)
}

// EndInstant is the last point in time that t covers: for a date the last nanosecond of that day in loc,
// for a time itself.
func (t Time) EndInstant(loc *time.Location) time.Time {
	if t.form != formDate {
		return t.Instant(loc)
	}
	return (civil.At(t.clock) + 1).Start(loc).Add(-1)
}

// Before compares two times that are no dates.
func (t Time) Before(u Time) bool {
	a, b := t.clock-int64(t.offset)*60, u.clock-int64(u.offset)*60
	return a < b || a == b && t.nano < u.nano
}

// Append appends t as it was written; nothing for the zero Time.
func (t Time) Append(dst []byte) []byte {
	if t.form == formNone {
		return dst
	}
	clock := time.Unix(t.clock, int64(t.nano)).UTC()
	year, month, day := clock.Date()
	dst = appendPadded(dst, year, 4)
	dst = appendPadded(append(dst, '-'), int(month), 2)
	dst = appendPadded(append(dst, '-'), day, 2)
	if t.form == formDate {
		return dst
	}
	hour, minute, second := clock.Clock()
	dst = appendPadded(append(dst, 'T'), hour, 2)
	dst = appendPadded(append(dst, ':'), minute, 2)
	dst = appendPadded(append(dst, ':'), second, 2)
	if t.digits > 0 {
		dst = appendPadded(append(dst, '.'), int(t.nano), 9)
		dst = dst[:len(dst)-9+int(t.digits)]
	}
	switch t.form {
	case formUTC:
		return append(dst, 'Z')
	case formMinusZero:
		return append(dst, "-00:00"...)
	}
	sign, offset := byte('+'), int(t.offset)
	if offset < 0 {
		sign, offset = '-', -offset
	}
	dst = appendPadded(append(dst, sign), offset/60, 2)
	return appendPadded(append(dst, ':'), offset%60, 2)
}

// appendPadded appends n, which is not negative, with leading zeros up to width.
func appendPadded(dst []byte, n, width int) []byte {
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], int64(n), 10)
	for i := len(text); i < width; i++ {
		dst = append(dst, '0')
	}
	return append(dst, text...)
}
