package steps

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// runningBalance is a balance up to the current entry.
type runningBalance struct {
	*scheme.Balance
	feeds []bool                     // by index of a rule
	codes map[string]uint32          // of keys
	sums  map[uint32]decimal.Decimal // by key, in the current period
	end   time.Time                  // of that period
	ends  map[uint32]time.Time       // of the units' own periods, by key
	lacks map[int32]bool             // the positions whose keys are a problem
}

// turn begins the balance anew where an instant is after its period.
func (b *runningBalance) turn(at time.Time, f *frame.Frame) {
	if b.Per == 0 || b.Per.IsOwn() || at.Before(b.end) {
		return
	}
	_, b.end = f.Scheme.Calendar.Bounds(f.Scheme.Calendar.Of(b.Per, at))
	b.sums = map[uint32]decimal.Decimal{}
}

// hasPeriod says whether a unit has a period in which a balance is begun anew; where it has not, an entry sees nothing.
func (b *runningBalance) hasPeriod(e *Runner, n int, unit string, pos int32, at time.Time) bool {
	_, ok := e.Frame.SpanAt(b.Per, unit, at)
	if !ok {
		word := e.Frame.Scheme.Calendar.Word(b.Per)
		e.Balances.Lack(n, frame.Problem{Position: pos, Rule: b.Name, Field: word, Code: "absent",
			Reason:  reason.New("own.no-period", "{unit} has no {period} on that day", unit, word),
			Lasting: frame.Lasting{Since: at}}, pos)
	}
	return ok
}

// turnOwn begins the balance of a unit anew where an instant is after the period of its own.
func (b *runningBalance) turnOwn(f *frame.Frame, code uint32, unit string, at time.Time) {
	if !b.Per.IsOwn() {
		return
	}
	if b.ends == nil {
		b.ends = map[uint32]time.Time{}
	}
	if end, known := b.ends[code]; known && at.Before(end) {
		return
	}
	sp, ok := f.SpanAt(b.Per, unit, at)
	if ok {
		b.ends[code] = sp.End
	}
	delete(b.sums, code)
}

// code is the code of a key.
func (b *runningBalance) code(key string) uint32 {
	code, known := b.codes[key]
	if !known {
		code = uint32(len(b.codes))
		b.codes[key] = code
	}
	return code
}
