package frame

import (
	"sort"
	"time"

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
	return rule.MapOf(rule.NumberType(), v.before(n)), true
}

// before is how many entries were numbered up to the time of the entry, in its period.
func (v numberView) before(n *Numbering) labelCounts {
	end := sort.Search(len(n.Counted), func(k int) bool {
		return v.e.Frame.Instant(int(n.Counted[k].Pos)).After(v.at)
	})
	out := labelCounts{labels: n.labelsOf()}
	if end == 0 {
		return out
	}
	out.period, out.to = n.Counted[end-1].Period, int32(end)
	if per := v.e.Frame.Scheme.Numbers[v.index].Per; per != 0 {
		if n.Periods[out.period] != v.e.Frame.Scheme.Calendar.Of(per, v.at) {
			return labelCounts{labels: out.labels}
		}
		out.from = int32(sort.Search(end, func(k int) bool { return n.Counted[k].Period >= out.period }))
	}
	return out
}
