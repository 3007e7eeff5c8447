package bulk

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// keyedMemo remembers what an expression gives: by what it reads, and, where that is told by the number of the entry in hand and
// that of its item's submission, by these, which are found sooner.
type keyedMemo struct {
	byReads     *rule.Memo
	told        bool // the numbers tell what is read:
	entry, item bool // which of them
	known       map[uint64]answer
}

type answer struct {
	value rule.Value
	err   error
}

// keyedMemos are those of one goroutine, by state of the parameters.
type keyedMemos []map[*rule.Program]*keyedMemo

func newMemos(s *scheme.Scheme) keyedMemos {
	all := make(keyedMemos, s.Params.States())
	for i := range all {
		all[i] = map[*rule.Program]*keyedMemo{}
	}
	return all
}

// Eval gives what an expression gives for what an evaluator has in hand.
func (all keyedMemos) Eval(e *frame.Evaluator, p *rule.Program) (rule.Value, error) {
	m := all[e.State][p]
	if m == nil {
		m = newMemo(e, p)
		all[e.State][p] = m
	}
	return m.eval(e)
}

func newMemo(e *frame.Evaluator, p *rule.Program) *keyedMemo {
	m := &keyedMemo{byReads: rule.NewMemo(p, frame.MemoSize)}
	plain := slices.ContainsFunc([]rule.Type{rule.BoolType(), rule.NumberType(), rule.StringType()}, p.Type().Equal)
	if m.told = plain && m.tellAll(e, p); m.told {
		m.known = map[uint64]answer{}
	}
	return m
}

// tellAll says whether the numbers tell all that a program reads.
func (m *keyedMemo) tellAll(e *frame.Evaluator, p *rule.Program) bool {
	v, reads := e.Frame.Scheme.Vocabulary, signature.Reads{Vocabulary: e.Frame.Scheme.Vocabulary}
	for _, read := range p.Reads() {
		name := read.Path[0].Name
		record, field, _ := reads.Target(read)
		switch {
		case name == "params": // there is a memo for each state of them
		case name == "item" && record == v.Item && reads.Inner(record, field) == nil:
			m.item = true
		case name == "tier", name == "adopt" && record == v.Adopt && field == scheme.AdoptTier:
			m.entry = true
			if tiers := e.Frame.Scheme.TierScope; tiers != nil && slices.ContainsFunc(tiers.Programs, func(p *rule.Program) bool { return !m.tellAll(e, p) }) {
				return false
			}
		case record != nil && slices.Contains([]string{"adopt", "outlet", "endorse"}, name):
			m.entry = true
		default:
			return false
		}
	}
	return true
}

// eval is what the expression gives for what an evaluator has in hand.
func (m *keyedMemo) eval(e *frame.Evaluator) (rule.Value, error) {
	key, ok := m.key(e)
	if !ok {
		return m.byReads.Eval(e)
	}
	if known, ok := m.known[key]; ok {
		return known.value, known.err
	}
	v, err := m.byReads.Eval(e)
	if len(m.known) < frame.MemoSize {
		m.known[key] = answer{v, err}
	}
	return v, err
}

// key are the numbers that tell what is read; false: that is not known of what is in hand.
func (m *keyedMemo) key(e *frame.Evaluator) (key uint64, ok bool) {
	if !m.told || e.Bound == nil || e.Bound.Key == 0 {
		return 0, false
	}
	if m.entry {
		key = uint64(e.Bound.Key)
	}
	if m.item && !e.Slots[scheme.SlotItem].IsNone() {
		if e.Submission == nil || e.Submission.Key == 0 {
			return 0, false
		}
		key |= uint64(e.Submission.Key) << 32
	}
	return key, true
}
