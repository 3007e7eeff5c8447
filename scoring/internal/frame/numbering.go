package frame

import (
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Numbering is what a number of the scheme counted.
type Numbering struct {
	Nth     []int32           // by position: the place of each entry that is numbered, 0 of the others
	Counted []Numbered        // in the order of counting, which is that of time; those that share the number of another are not among them
	Keys    sequence.Table    // by what entries are counted apart: numbers of texts
	Texts   *Texts            // these
	Periods []calendar.Period // in which entries were counted; none where all are counted together
}

// Numbered is an entry that was counted.
type Numbered struct {
	Pos    int32
	Key    uint32 // by what it is counted apart
	Period int32  // its place among the periods
}

// label is how `before` names a key.
func (n *Numbering) label(key uint32) string {
	words := n.Keys.Get(key)
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = n.Texts.text(w)
	}
	return strings.Join(parts, " ")
}

// Texts numbers texts: those of the ledger have their codes, others come behind. It is safe for concurrent use.
type Texts struct {
	Columns columns.Columns
	mu      sync.Mutex
	Others  map[string]uint32
	list    []string // of the others
}

// Key is the number of a text; 0 of the empty one.
func (t *Texts) Number(text string) uint32 {
	if text == "" {
		return 0
	}
	if code, ok := t.Columns.CodeOf(text); ok {
		return code
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	n, ok := t.Others[text]
	if !ok {
		n = uint32(t.Columns.Codes() + len(t.list))
		t.list = append(t.list, text)
		t.Others[text] = n
	}
	return n
}

// text is the text of a number. It requires that no more are numbered.
func (t *Texts) text(n uint32) string {
	if codes := t.Columns.Codes(); int(n) >= codes {
		return t.list[int(n)-codes]
	}
	return t.Columns.Text(n)
}

// numberView is a number as an entry sees it.
type numberView struct {
	e  *Evaluator
	i  int
	of int32     // the entry whose place it is
	at time.Time // of the entry that asks
}

func (e *Evaluator) numberValue(i int, of int32, at time.Time) rule.Value {
	return e.Frame.Scheme.Vocabulary.Number.Value(numberView{e, i, of, at})
}

// Field is the value of field i; see rule.Fields.
func (v numberView) Field(i int) (rule.Value, bool) {
	n := &v.e.Numbers[v.i]
	if i == scheme.NumberNth {
		return rule.Int(int64(n.Nth[v.of])), true
	}
	var period calendar.Period
	per := v.e.Frame.Scheme.Numbers[v.i].Per
	if per != 0 {
		period = v.e.Frame.Scheme.Calendar.Of(per, v.at)
	}
	last := sort.Search(len(n.Counted), func(k int) bool { return v.e.Frame.Instant(int(n.Counted[k].Pos)).After(v.at) })
	counts := map[uint32]int64{}
	for k := last - 1; k >= 0; k-- { // those of a period stand together
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
