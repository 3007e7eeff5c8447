package ledger

import (
	"time"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Time is a point in time as it was written: a date ("2020-03-02") or an RFC 3339 time with its zone
// ("2020-03-02T09:00:00+08:00"). It keeps the way it was written, so two Times are == only if they read
// the same; compare instants with [Time.Instant]. The zero Time is an absent one.
type Time store.Time

// ParseTime reads a date or an RFC 3339 time. It is strict: real days of the years 1900 to 2099 only, seconds
// and zone are required, T and Z are capitals, a fraction has at most nine digits, and there is no leap
// second. The error is a [*reason.Error] that says what is wrong.
func ParseTime(s string) (Time, error) {
	t, why := store.ParseTime(s)
	if why != nil {
		return Time{}, &reason.Error{Reason: wrongTime(s, expectedTime(*why))}
	}
	return Time(t), nil
}

// TimeOf is the Time of an instant, written in t's own zone with as many fraction digits as it needs; a
// zone whose offset is no whole number of minutes is written in UTC. The year must be 1900 to 2099 there.
func TimeOf(t time.Time) (Time, error) {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	return ParseTime(t.Format(time.RFC3339Nano))
}

// IsZero reports whether t is absent.
func (t Time) IsZero() bool { return store.Time(t).IsZero() }

// IsDate reports whether t was written as a date, without a time of day.
func (t Time) IsDate() bool { return store.Time(t).IsDate() }

// String is t as it was written; the zero Time is "".
func (t Time) String() string { return string(t.append(nil)) }

// MarshalText is String: a date, a time with its zone, or nothing for the zero Time.
func (t Time) MarshalText() ([]byte, error) { return t.append([]byte{}), nil }

// UnmarshalText reads what MarshalText gives, as strictly as [ParseTime] and with its error.
func (t *Time) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*t = Time{}
		return nil
	}
	read, err := ParseTime(string(text))
	if err == nil {
		*t = read
	}
	return err
}

// Instant is the point in time that t names: for a date the first instant of that day in loc, for a time
// itself, shown in loc. It requires a location; the zero Time gives the zero time.Time.
func (t Time) Instant(loc *time.Location) time.Time { return store.Time(t).Instant(loc) }

// EndInstant is the last point in time that t covers: for a date the last nanosecond of that day in loc,
// for a time itself.
func (t Time) EndInstant(loc *time.Location) time.Time { return store.Time(t).EndInstant(loc) }

// before compares two Times that are no dates.
func (t Time) before(u Time) bool { return store.Time(t).Before(store.Time(u)) }

func (t Time) append(dst []byte) []byte { return store.Time(t).Append(dst) }
