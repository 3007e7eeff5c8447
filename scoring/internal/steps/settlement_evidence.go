package steps

import (
	"iter"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// changesOf is an index of the changes of a period by what they are of: their places in Settled.Changes.
type changesOf struct {
	period calendar.Period
	known  int // how many changes of the unit were looked at
	quotas map[*scheme.Quota][]int
	rules  map[*scheme.Rule][]int
}

// put adds the change at a place.
func (x *changesOf) put(c *Change, place int) {
	if c.Quota != nil {
		x.quotas[c.Quota] = append(x.quotas[c.Quota], place)
	} else {
		x.rules[c.Rule] = append(x.rules[c.Rule], place)
	}
}

// changesOf is the index of the current period, made once and brought up to date.
func (s *Settlement) changesOf() *changesOf {
	x := &s.found
	if x.quotas == nil || x.period != s.now.Period {
		*x = changesOf{s.now.Period, len(s.Out.Changes), map[*scheme.Quota][]int{}, map[*scheme.Rule][]int{}}
		for i := range s.changesNow() {
			x.put(&s.Out.Changes[i], i)
		}
	}
	for ; x.known < len(s.Out.Changes); x.known++ {
		if c := &s.Out.Changes[x.known]; !c.At.Before(s.now.Start) && c.At.Before(s.now.End) {
			x.put(c, x.known)
		}
	}
	return x
}

// changesNow yields the places of the changes of the period. Those of step 1 are sorted by time, and so are those of
// the settlements behind them.
func (s *Settlement) changesNow() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, all := range [...][2]int{{0, s.credited}, {s.credited, len(s.Out.Changes)}} {
			from, _ := slices.BinarySearchFunc(s.Out.Changes[all[0]:all[1]], s.now.Start,
				func(c Change, t time.Time) int { return c.At.Compare(t) })
			for i := all[0] + from; i < all[1] && s.Out.Changes[i].At.Before(s.now.End); i++ {
				o := s.Out.Changes[i].Opening
				if (o == nil || o.BelongsTo(s.now.Period.Kind)) && !yield(i) {
					return
				}
			}
		}
	}
}

// evidenceFor is the evidence of what a quota has in the period: the entries of the changes that it counts, or of the
// rules that it sums; nil: there is none.
func (s *Settlement) evidenceFor(q *scheme.Quota) []int32 {
	if q == nil {
		return nil
	}
	x := s.changesOf()
	out := s.entriesAt(nil, x.quotas[q])
	for _, r := range q.Sum {
		out = s.entriesAt(out, x.rules[r])
	}
	return frame.SortedUnique(out)
}

// evidenceOf is the evidence of what a cap limits in the period.
func (s *Settlement) evidenceOf(c *scheme.Cap) []int32 {
	var out []int32
	if len(c.Of) == 0 {
		for i := range s.changesNow() {
			if change := &s.Out.Changes[i]; limitedBy(c, change) {
				out = append(out, change.Entries...)
			}
		}
		return frame.SortedUnique(out)
	}
	x := s.changesOf()
	for _, r := range c.Of {
		for _, i := range x.rules[r] {
			if change := &s.Out.Changes[i]; limitedBy(c, change) {
				out = append(out, change.Entries...)
			}
		}
	}
	return frame.SortedUnique(out)
}

// entriesAt adds the entries of the changes at the places.
func (s *Settlement) entriesAt(out []int32, places []int) []int32 {
	for _, i := range places {
		out = append(out, s.Out.Changes[i].Entries...)
	}
	return out
}
