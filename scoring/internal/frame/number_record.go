package frame

import (
	"sort"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// numberView is a number as a record of an entry.
type numberView struct {
	e        *Evaluator
	index    int
	position int32     // of the numbered entry
	at       time.Time // of the entry that reads it
}

func (e *Evaluator) numberValue(i int, position int32, at time.Time) rule.Value {
	return e.Frame.Scheme.Vocabulary.Number.Value(numberView{e, i, position, at})
}

// Field is the value of field i; see rule.Fields.
func (v numberView) Field(i int) (rule.Value, bool) {
	n := &v.e.Numbers[v.index]
	if i == scheme.NumberNth {
		return rule.Int(int64(n.Nth[v.position])), true
	}
	var period calendar.Period
	per := v.e.Frame.Scheme.Numbers[v.index].Per
	if per != 0 {
		period = v.e.Frame.Scheme.Calendar.Of(per, v.at)
	}
	last := sort.Search(len(n.Counted), func(k int) bool {
		return v.e.Frame.Instant(int(n.Counted[k].Pos)).After(v.at)
	})
	counts := map[uint32]int64{}
	for k := last - 1; k >= 0; k-- { // the entries of a period are together
		if per != 0 && n.Periods[n.Counted[k].Period] != period {
			break
		}
		counts[n.Counted[k].Key]++
	}
	byLabel := make(map[string]int64, len(counts))
	for key, count := range counts {
		byLabel[n.label(key)] += count
	}
	out := make(map[string]rule.Value, len(byLabel))
	for label, count := range byLabel {
		out[label] = rule.Int(count)
	}
	return rule.Map(rule.NumberType(), out), true
}
