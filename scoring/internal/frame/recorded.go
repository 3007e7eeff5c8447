package frame

import (
	"sync"
	"time"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
)

// recordings are when the known entries were recorded, found when first asked for.
type recordings struct {
	once sync.Once
	at   []time.Time // by position
}

// recorded is when an entry was written down.
func (e *Evaluator) recorded(r *columns.Row) (rule.Value, bool) {
	return rule.Time(e.Frame.recordedAt(r.Position()), false), true
}

// recordedAt is when an entry was recorded, as it says, or else its own time, or the latest before it if that is later,
// but never after the next that says so. It looks at the entries that are known alone.
func (f *Frame) recordedAt(pos int) time.Time {
	f.recordings.once.Do(func() {
		at := make([]time.Time, f.View.Known())
		var latest time.Time
		for i := range at {
			t := f.Instant(i)
			if given := f.Columns.Time(i, columns.FieldRecorded); !given.IsZero() {
				t = given.Instant(f.Loc())
			} else if t.Before(latest) {
				t = latest
			}
			at[i], latest = t, t
		}
		for i := len(at) - 2; i >= 0; i-- {
			if at[i+1].Before(at[i]) {
				at[i] = at[i+1]
			}
		}
		f.recordings.at = at
	})
	return f.recordings.at[pos].In(f.Loc())
}
