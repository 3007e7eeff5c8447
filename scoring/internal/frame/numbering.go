package frame

import (
	"strings"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// Numbering is the count of a number of the scheme.
type Numbering struct {
	Nth     []int32           // by position: the number of an entry, 0: it has none
	Counted []Numbered        // in the order of time; without entries that share the number of another
	Keys    sequence.Table    // by which entries are counted: codes of texts
	Texts   *Texts            // the dictionary of these
	Periods []calendar.Period // in which entries were counted; none: all are counted together
	labels  *labels           // of Counted
}

// NewNumbering is a numbering of so many positions, in which no entry is counted yet.
func NewNumbering(texts *Texts, positions int) Numbering {
	return Numbering{Texts: texts, Nth: make([]int32, positions), labels: &labels{}}
}

// Numbered is an entry that was counted.
type Numbered struct {
	Pos    int32
	Key    uint32 // in Keys
	Period int32  // its place in Periods
}

// label is a key as a text.
func (n *Numbering) label(key uint32) string {
	codes := n.Keys.Get(key)
	parts := make([]string, len(codes))
	for i, code := range codes {
		parts[i] = n.Texts.text(code)
	}
	return strings.Join(parts, " ")
}
