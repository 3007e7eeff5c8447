package frame

import (
	"math"
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
	reader   int32     // the position of the entry that reads it
	at       time.Time // of that entry
}

func (e *Evaluator) numberValue(i int, position int32, reader *Fact) rule.Value {
	place := reader.Position
	if reader.Asked != nil { // after all entries of that instant
		place = math.MaxInt32
	}
	return e.Frame.Scheme.Vocabulary.Number.Value(numberView{e, i, position, place, reader.At})
}

// Field is the value of field i; see rule.Fields.
func (v numberView) Field(i int) (rule.Value, bool) {
	n := &v.e.Numbers[v.index]
	switch i {
	case scheme.NumberNth:
		return rule.Int(int64(n.Nth[v.position])), true
	case scheme.NumberEarlier:
		return rule.MapOf(rule.NumberType(), v.upTo(n, func(at time.Time, pos int32) bool {
			return at.After(v.at) || at.Equal(v.at) && pos >= v.reader
		})), true
	}
	return rule.MapOf(rule.NumberType(), v.upTo(n, func(at time.Time, _ int32) bool { return at.After(v.at) })), true
}

// upTo is how many entries were numbered up to the first that is after the entry, in its period.
func (v numberView) upTo(n *Numbering, after func(at time.Time, pos int32) bool) labelCounts {
	end := sort.Search(len(n.Counted), func(k int) bool {
		return after(v.e.Frame.Instant(int(n.Counted[k].Pos)), n.Counted[k].Pos)
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
