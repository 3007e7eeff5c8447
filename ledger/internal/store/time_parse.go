package store

import (
	"fmt"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// ParseTime reads a date or an RFC 3339 time; why is nil when it is one.
func ParseTime[T string | []byte](s T) (t Time, why *reason.Reason) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return t, because(reason.New("ledger.time.no-date", "no date"))
	}
	year, ok1 := Digits(s[0:4])
	month, ok2 := Digits(s[5:7])
	day, ok3 := Digits(s[8:10])
	switch {
	case !ok1 || !ok2 || !ok3:
		return t, because(reason.New("ledger.time.no-date", "no date"))
	case year < civil.FirstYear || year > civil.LastYear:
		return t, because(reason.New("ledger.time.year", "the year is not {first} to {last}", civil.FirstYear,
			civil.LastYear))
	case month < 1 || month > 12:
		return t, because(reason.New("ledger.time.month", "the month is not 01 to 12"))
	case day < 1 || day > daysIn(year, time.Month(month)):
		return t, because(reason.New("ledger.time.day", "{month} has {days} days",
			fmt.Sprintf("%04d-%02d", year, month), daysIn(year, time.Month(month))))
	}
	t.form = formDate
	t.clock = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix()
	if len(s) == 10 {
		return t, nil
	}
	if why := parseClock(&t, s[10:]); why != nil {
		return Time{}, why
	}
	return t, nil
}

// because is why a text is no time.
func because(why reason.Reason) *reason.Reason { return &why }

// parseClock reads what follows the date, from the T on.
func parseClock[T string | []byte](t *Time, s T) (why *reason.Reason) {
	if s[0] != 'T' {
		return because(reason.New("ledger.time.capital-t", "a capital T must follow the date"))
	}
	if len(s) < 6 || s[3] != ':' {
		return because(reason.New("ledger.time.no-clock", "no time of day"))
	}
	hour, ok1 := Digits(s[1:3])
	minute, ok2 := Digits(s[4:6])
	if !ok1 || !ok2 {
		return because(reason.New("ledger.time.no-clock", "no time of day"))
	}
	if len(s) < 9 || s[6] != ':' {
		return because(reason.New("ledger.time.no-seconds", "the seconds are missing"))
	}
	second, ok := Digits(s[7:9])
	switch {
	case !ok:
		return because(reason.New("ledger.time.no-seconds", "the seconds are missing"))
	case hour > 23:
		return because(reason.New("ledger.time.hour", "the hour is not 00 to 23"))
	case minute > 59:
		return because(reason.New("ledger.time.minute", "the minute is not 00 to 59"))
	case second == 60:
		return because(reason.New("ledger.time.leap-second", "leap seconds are not kept: write second 59"))
	case second > 59:
		return because(reason.New("ledger.time.second", "the second is not 00 to 59"))
	}
	t.clock += int64(hour*3600 + minute*60 + second)
	s = s[9:]
	if len(s) > 0 && s[0] == '.' {
		n := 1
		for n < len(s) && '0' <= s[n] && s[n] <= '9' {
			n++
		}
		fraction, _ := Digits(s[1:min(n, 10)])
		switch {
		case n == 1:
			return because(reason.New("ledger.time.no-fraction", "the fraction has no digits"))
		case n > 10:
			return because(reason.New("ledger.time.long-fraction", "the fraction has more than 9 digits"))
		}
		t.digits = uint8(n - 1)
		for range 10 - n {
			fraction *= 10
		}
		t.nano = uint32(fraction)
		s = s[n:]
	}
	return parseZone(t, s)
}

// parseZone reads Z or an offset.
func parseZone[T string | []byte](t *Time, s T) (why *reason.Reason) {
	if len(s) == 0 {
		return because(reason.New("ledger.time.no-zone", "the zone is missing: Z or an offset such as +08:00"))
	}
	if len(s) == 1 && s[0] == 'Z' {
		t.form = formUTC
		return nil
	}
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return because(reason.New("ledger.time.zone", "the zone is not Z or an offset such as +08:00"))
	}
	hour, ok1 := Digits(s[1:3])
	minute, ok2 := Digits(s[4:6])
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return because(reason.New("ledger.time.zone", "the zone is not Z or an offset such as +08:00"))
	}
	t.form = formOffset
	t.offset = int16(hour*60 + minute)
	if s[0] == '-' {
		if t.offset == 0 {
			t.form = formMinusZero
		}
		t.offset = -t.offset
	}
	return nil
}

// Digits reads a number of digits only.
func Digits[T string | []byte](s T) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
