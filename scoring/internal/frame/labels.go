package frame

import (
	"sort"
	"sync"

	"github.com/gongguo/gongguo/rule"
)

// labels is an index of the counted entries of a number by what they are counted by, as a text. It is made when first
// used. Keys whose texts are the same share a label.
type labels struct {
	once    sync.Once
	numbers map[string]int32
	texts   []string       // by label
	places  [][]int32      // by label: the places of its entries in Counted, ascending
	firsts  [][]firstPlace // by period: the first entry of each label in it, in the order of Counted

	hiding sync.Once
	hidden map[string]bool // labels that something restricted gave, see [Frame.hiddenKeys]
}

// firstPlace is the place of the first entry of a label in a period.
type firstPlace struct{ place, label int32 }

// labelsOf is the index of a number.
func (n *Numbering) labelsOf() *labels {
	l := n.labels
	l.once.Do(func() {
		byKey := make([]int32, n.Keys.Len()) // the label plus one
		l.numbers, l.firsts = map[string]int32{}, make([][]firstPlace, max(1, len(n.Periods)))
		for place := range n.Counted {
			c := &n.Counted[place]
			if byKey[c.Key] == 0 {
				byKey[c.Key] = l.add(n.label(c.Key)) + 1
			}
			l.count(byKey[c.Key]-1, int32(place), n)
		}
	})
	return l
}

// add is the number of a label.
func (l *labels) add(text string) int32 {
	label, known := l.numbers[text]
	if !known {
		label = int32(len(l.texts))
		l.numbers[text], l.texts, l.places = label, append(l.texts, text), append(l.places, nil)
	}
	return label
}

// count adds an entry to its label.
func (l *labels) count(label, place int32, n *Numbering) {
	period, before := n.Counted[place].Period, l.places[label]
	if len(before) == 0 || n.Counted[before[len(before)-1]].Period != period {
		l.firsts[period] = append(l.firsts[period], firstPlace{place, label})
	}
	l.places[label] = append(before, place)
}

// labelCounts is how many entries of each label stand at the places [from, to) of Counted, all of them in one period.
type labelCounts struct {
	labels   *labels
	period   int32
	from, to int32
}

// Entry implements [rule.Entries].
func (c labelCounts) Entry(text string) (rule.Value, bool) {
	label, ok := c.labels.numbers[text]
	if !ok {
		return rule.Value{}, false
	}
	n := placesBefore(c.labels.places[label], c.to) - placesBefore(c.labels.places[label], c.from)
	return rule.Int(int64(n)), n > 0
}

// Keys implements [rule.Entries].
func (c labelCounts) Keys() []string {
	if c.from >= c.to {
		return nil
	}
	firsts := c.labels.firsts[c.period]
	known := sort.Search(len(firsts), func(i int) bool { return firsts[i].place >= c.to })
	out := make([]string, known)
	for i, first := range firsts[:known] {
		out[i] = c.labels.texts[first.label]
	}
	return out
}

// placesBefore is how many of the places, which ascend, stand before one.
func placesBefore(places []int32, end int32) int {
	return sort.Search(len(places), func(i int) bool { return places[i] >= end })
}
