package bulk

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// keyedMemo is a memo of an expression: by the group keys of the current entry and its submission where they decide
// what it reads, else by what it reads. A lookup by group keys evaluates nothing.
type keyedMemo struct {
	byReads     *rule.Memo
	keyed       bool // group keys decide what is read,
	entry, item bool // these of them
	answers     map[uint64]answer
}

type answer struct {
	value rule.Value
	cost  rule.Cost
	err   error
}

// keyedMemos are the memos of one goroutine, by state of the parameters.
type keyedMemos []map[*rule.Program]*keyedMemo

func newMemos(s *scheme.Scheme) keyedMemos {
	all := make(keyedMemos, s.Params.States())
	for i := range all {
		all[i] = map[*rule.Program]*keyedMemo{}
	}
	return all
}

// EvalCharged evaluates an expression, see [frame.Evaluation].
func (memos keyedMemos) EvalCharged(e *frame.Evaluator, p *rule.Program) (rule.Value, rule.Cost, error) {
	m := memos[e.State][p]
	if m == nil {
		m = newMemo(e, p)
		memos[e.State][p] = m
	}
	return m.eval(e)
}

func newMemo(e *frame.Evaluator, p *rule.Program) *keyedMemo {
	m := &keyedMemo{byReads: rule.NewMemo(p, frame.MemoSize)}
	plain := slices.ContainsFunc([]rule.Type{rule.BoolType(), rule.NumberType(), rule.StringType()}, p.Type().Equal)
	if m.keyed = plain && m.keyable(e, p); m.keyed {
		m.answers = map[uint64]answer{}
	}
	return m
}

// keyable says whether group keys decide all that a program reads.
func (m *keyedMemo) keyable(e *frame.Evaluator, p *rule.Program) bool {
	v, reads := e.Frame.Scheme.Vocabulary, signature.Reads{Vocabulary: e.Frame.Scheme.Vocabulary}
	for _, read := range p.Reads() {
		name := read.Path[0].Name
		record, field, _ := reads.Target(read)
		switch {
		case name == "params": // each state has its own memo
		case name == "item" && record == v.Item && reads.Inner(record, field) == nil:
			m.item = true
		case name == "tier", name == "adopt" && record == v.Adopt && field == scheme.AdoptTier:
			m.entry = true
			unkeyed := func(p *rule.Program) bool { return !m.keyable(e, p) }
			if tiers := e.Frame.Scheme.TierScope; tiers != nil && slices.ContainsFunc(tiers.Programs, unkeyed) {
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

// eval evaluates the expression.
func (m *keyedMemo) eval(e *frame.Evaluator) (v rule.Value, cost rule.Cost, err error) {
	key, ok := m.key(e)
	if !ok {
		return m.byReads.EvalCharged(e)
	}
	if known, ok := m.answers[key]; ok {
		return known.value, known.cost, known.err
	}
	v, cost, err = m.byReads.EvalCharged(e)
	if len(m.answers) < frame.MemoSize {
		m.answers[key] = answer{v, cost, err}
	}
	return v, cost, err
}

// key is the group keys of the current entry and submission; false: one is not known.
func (m *keyedMemo) key(e *frame.Evaluator) (key uint64, ok bool) {
	if !m.keyed || e.Bound == nil || e.Bound.Key == 0 {
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
