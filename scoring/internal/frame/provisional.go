package frame

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
)

// LastDay is the day of the latest entry that counts; false: none does. A day that no ledger can write, as that of
// 2099-12-31T17:00Z in Shanghai, is said by the instant of the entry.
func (f *Frame) LastDay() (ledger.Time, bool) {
	var latest time.Time
	found := false
	for pos := range f.View.Known() {
		if !f.View.Counts(pos) || f.Foreign(int32(pos)) {
			continue
		}
		seconds, nano, _ := f.Columns.Seconds(pos, columns.FieldAt, columns.ZoneOf(f.View))
		if at := InstantOf(seconds, nano); !found || at.After(latest) {
			latest, found = at, true
		}
	}
	if !found {
		return ledger.Time{}, false
	}
	day, err := ledger.ParseTime(civil.Of(latest.In(f.Loc())).String())
	if err != nil {
		day, err = ledger.TimeOf(latest.UTC())
	}
	return day, err == nil
}

// AfterDay is the first instant after the day, in the scheme's zone, in which a time ends.
func (f *Frame) AfterDay(at ledger.Time) time.Time {
	c := f.Scheme.Calendar
	_, after := c.Bounds(c.Of(calendar.Day, at.EndInstant(f.Loc())))
	return after
}

// Provisional says whether the reported period ends after what is known: after until, or, without one, after the day of
// the latest entry that counts, as LastDay gives it.
func (f *Frame) Provisional(lastDay func() (ledger.Time, bool)) bool {
	if !f.Until.IsZero() {
		return f.End.After(f.Until.Add(1))
	}
	last, ok := lastDay()
	return ok && f.End.After(f.AfterDay(last))
}
