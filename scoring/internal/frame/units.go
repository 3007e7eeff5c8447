package frame

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// MemberAt is a unit, by the code of its id, as it stands at an instant, or the one that stands for it; nil: off the
// roster.
func (f *Frame) MemberAt(unit uint32, at time.Time) *ledger.Member {
	n, ok := f.Units.Unit(unit)
	if !ok {
		return nil
	}
	state := f.Units.At(n, Nanoseconds(at))
	if state != columns.NoState {
		return f.Units.States()[state].Member
	}
	if f.Lineage != nil {
		if m, on := f.UnitAt(f.Columns.Text(unit), at); on {
			return &m
		}
	}
	return nil
}

// UnitNamed is the number of a unit that has the id.
func (f *Frame) UnitNamed(id string) int32 {
	code, _ := f.Columns.CodeOf(id)
	n, _ := f.Units.Unit(code)
	return n
}
