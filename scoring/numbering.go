package scoring

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
	nth     []int32           // by position: the place of each entry that is numbered, 0 of the others
	counted []numbered        // in the order of counting, which is that of time; those that share the number of another are not among them
	keys    sequence.Table    // by what entries are counted apart: numbers of texts
	texts   *texts            // these
	periods []calendar.Period // in which entries were counted; none where all are counted together
}

// numbered is an entry that was counted.
type numbered struct {
	pos    int32
	key    uint32 // by what it is counted apart
	period int32  // its place among the periods
}

// label is how `before` names a key.
func (n *Numbering) label(key uint32) string {
	words := n.keys.Get(key)
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = n.texts.text(w)
	}
	return strings.Join(parts, " ")
}

// texts numbers texts: those of the ledger have their codes, others come behind. It is safe for concurrent use.
type texts struct {
	columns columns.Columns
	mu      sync.Mutex
	others  map[string]uint32
	list    []string // of the others
}

func (t *texts) number(text string) uint32 {
	if text == "" {
		return 0
	}
	if code, ok := t.columns.CodeOf(text); ok {
		return code
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	n, ok := t.others[text]
	if !ok {
		n = uint32(t.columns.Codes() + len(t.list))
		t.list = append(t.list, text)
		t.others[text] = n
	}
	return n
}

// text is the text of a number. It requires that no more are numbered.
func (t *texts) text(n uint32) string {
	if codes := t.columns.Codes(); int(n) >= codes {
		return t.list[int(n)-codes]
	}
	return t.columns.Text(n)
}

// numberView is a number as an entry sees it.
type numberView struct {
	e  *evaluator
	i  int
	of int32     // the entry whose place it is
	at time.Time // of the entry that asks
}

func (e *evaluator) numberValue(i int, of int32, at time.Time) rule.Value {
	return e.scheme.Vocabulary.Number.Value(numberView{e, i, of, at})
}

// Field is the value of field i; see rule.Fields.
func (v numberView) Field(i int) (rule.Value, bool) {
	n := &v.e.numbers[v.i]
	if i == scheme.NumberNth {
		return rule.Int(int64(n.nth[v.of])), true
	}
	var period calendar.Period
	per := v.e.scheme.Numbers[v.i].Per
	if per != 0 {
		period = v.e.scheme.Calendar.Of(per, v.at)
	}
	last := sort.Search(len(n.counted), func(k int) bool { return v.e.instant(int(n.counted[k].pos)).After(v.at) })
	counts := map[uint32]int64{}
	for k := last - 1; k >= 0; k-- { // those of a period stand together
		if per != 0 && n.periods[n.counted[k].period] != period {
			break
		}
		counts[n.counted[k].key]++
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
