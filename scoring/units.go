package scoring

import (
	"math"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// memberAt is a unit, by the code of its id, as it is at an instant; nil: it is off the roster.
func (f *Frame) memberAt(unit uint32, at time.Time) *ledger.Member {
	when := nanoseconds(at)
	if isFar(when) {
		if m, on := f.roster.At(f.columns.Text(unit), at); on {
			return &m
		}
		return nil
	}
	n, ok := f.units.Number(unit)
	if !ok {
		return nil
	}
	state := f.units.At(n, when)
	if state == ledger.NoState {
		return nil
	}
	return f.units.States()[state].Member
}

// nanoseconds is an instant as ledger.Nanoseconds gives it.
func nanoseconds(t time.Time) int64 { return ledger.Nanoseconds(t.Unix(), uint32(t.Nanosecond())) }

// isFar reports whether nanoseconds could not hold an instant.
func isFar(at int64) bool { return at == math.MinInt64 || at == math.MaxInt64 }

// unitNamed is the number of a unit that receives something.
func (f *Frame) unitNamed(id string) int32 {
	code, _ := f.columns.CodeOf(id)
	n, _ := f.units.Number(code)
	return n
}
