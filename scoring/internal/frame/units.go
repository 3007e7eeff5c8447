package frame

import (
	"math"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// MemberAt is a unit, by the code of its id, as it is at an instant; nil: it is off the roster.
func (f *Frame) MemberAt(unit uint32, at time.Time) *ledger.Member {
	when := Nanoseconds(at)
	if IsFar(when) {
		if m, on := f.Roster.At(f.Columns.Text(unit), at); on {
			return &m
		}
		return nil
	}
	n, ok := f.Units.Unit(unit)
	if !ok {
		return nil
	}
	state := f.Units.At(n, when)
	if state == columns.NoState {
		return nil
	}
	return f.Units.States()[state].Member
}

// Nanoseconds is an instant as columns.Nanoseconds gives it.
func Nanoseconds(t time.Time) int64 { return columns.Nanoseconds(t.Unix(), uint32(t.Nanosecond())) }

// IsFar reports whether nanoseconds could not hold an instant.
func IsFar(at int64) bool { return at == math.MinInt64 || at == math.MaxInt64 }

// UnitNamed is the number of a unit that receives something.
func (f *Frame) UnitNamed(id string) int32 {
	code, _ := f.Columns.CodeOf(id)
	n, _ := f.Units.Unit(code)
	return n
}
