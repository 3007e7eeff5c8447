package frame

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
)

func (e *Evaluator) time(t ledger.Time) rule.Value {
	return rule.Time(e.InstantOf(t), t.IsDate())
}

// due is the last instant of a due time: of a date, the end of that day.
func (e *Evaluator) due(t ledger.Time) rule.Value {
	return rule.Time(t.EndInstant(e.Frame.Loc()), false)
}

// DueOf is the instant at which a commission of an instant is due, not before that.
func (f *Frame) DueOf(r *columns.Row, asked time.Time) time.Time {
	if due := r.Time(columns.FieldDue).EndInstant(f.Loc()); due.After(asked) {
		return due
	}
	return asked
}

// OptionalTime is a time; false: it is absent.
func (e *Evaluator) OptionalTime(t ledger.Time) (rule.Value, bool) {
	if t.IsZero() {
		return rule.Value{}, false
	}
	return e.time(t), true
}

// InstantOf is an instant, as [ledger.Time.Instant] gives it.
func (e *Evaluator) InstantOf(t ledger.Time) time.Time {
	seconds, nano, ok := columns.ZoneOf(e.Frame.View).Seconds(t)
	if !ok {
		return time.Time{}
	}
	return InstantOf(seconds, nano).In(e.Frame.Loc())
}

// InstantOf is an instant of Unix seconds and nanoseconds.
func InstantOf(seconds int64, nano uint32) time.Time { return time.Unix(seconds, int64(nano)) }

// Nanoseconds is an instant as columns.Nanoseconds gives it.
func Nanoseconds(t time.Time) int64 { return columns.Nanoseconds(t.Unix(), uint32(t.Nanosecond())) }
