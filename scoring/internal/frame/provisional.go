package frame

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// LastDay is the day of the latest entry that counts; false: none does.
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
	return day, err == nil
}

// Provisional says whether the reported period ends after what is known: after until, or, without one, after the day of
// the latest entry that counts, as LastDay gives it.
func (f *Frame) Provisional(lastDay func() (ledger.Time, bool)) bool {
	if !f.Until.IsZero() {
		return f.End.After(f.Until.Add(1))
	}
	last, ok := lastDay()
	return ok && f.End.After(last.EndInstant(f.Loc()).Add(1))
}
