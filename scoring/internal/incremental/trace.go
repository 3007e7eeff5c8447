package incremental

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// trace is how a run of step 1 went on a case: which expression was asked of which entry while which were in effect, what it
// read and what it gave. Entries go by their place in the order of effect, so that cases can be compared.
type trace struct {
	slots map[*scheme.Scope]scheme.Slot
	memos map[*rule.Program]*rule.Memo
	texts map[string]uint32 // a number for each text of a step
	order []int32           // the entries of the case
	steps []step
	lost  bool   // something cannot be told
	text  []byte // in hand

	compares bool   // only the path is asked for, beside that of another run:
	along    []step // its steps
	off      bool   // the path is another
}

// step is one expression that was asked; texts by their numbers.
type step struct {
	program    uint32
	path       uint32 // of which entry, and in which state
	read, gave uint32
}

func newTrace(s *scheme.Scheme, texts map[string]uint32, compares bool) *trace {
	t := &trace{memos: map[*rule.Program]*rule.Memo{}, slots: map[*scheme.Scope]scheme.Slot{}, texts: texts, compares: compares}
	for _, scope := range s.Scopes {
		if slot, ok := slotOf(scope); ok {
			t.slots[scope] = slot
		}
	}
	return t
}

// slotOf is where the entry stands that expressions of a scope are asked of; false: it is the submission.
func slotOf(s *scheme.Scope) (scheme.Slot, bool) {
	switch kind := strings.TrimSuffix(s.Name, " with worth"); ledger.Kind(kind) {
	case ledger.Adopt, "tier":
		return scheme.SlotAdopt, true
	case ledger.Endorse:
		return scheme.SlotEndorse, true
	case ledger.Grant:
		return scheme.SlotGrant, true
	case ledger.Incident:
		return scheme.SlotIncident, true
	}
	return 0, false
}

// made says whether a read of step 1 may be of what is made of figures in it: the tier of an adoption, a worth.
func made(r *signature.Reads, read rule.Read) bool {
	first, last := read.Path[0], read.Path[len(read.Path)-1]
	if first.Name == "worth" || slices.ContainsFunc(read.Path, func(s rule.Step) bool { return s.Name == "tier" }) {
		return true
	}
	if !read.Exact {
		return false
	}
	if len(read.Path) == 1 || last.Kind == rule.StepElement {
		return r.RecordOf(first.Name) != nil
	}
	record, field, _ := r.Target(read)
	return record != nil && r.Inner(record, field) != nil
}

// begin begins with a case whose entries are in that order, beside another run if it compares.
func (t *trace) begin(order []int32, along []step) {
	t.order, t.along, t.steps, t.lost, t.off = order, along, t.steps[:0], false, false
}

// note adds that an expression is asked now, by its number.
func (t *trace) note(e *frame.Evaluator, n int, p *rule.Program) {
	s := step{program: uint32(n)}
	w := binary.AppendUvarint(t.text[:0], uint64(n))
	w = append(w, byte(e.State), byte(e.State>>8), t.asked(e), byte(len(e.InEffect)))
	for _, f := range e.InEffect {
		w = append(w, t.place(f.Position), byte(signature.Bit(f.StateOnly)))
	}
	t.text = w
	if t.compares {
		at := len(t.steps)
		known, ok := t.texts[string(w)]
		t.off = t.off || !ok || at >= len(t.along) || t.along[at].path != known
		t.steps = append(t.steps, s)
		return
	}
	s.path = t.number(w)
	w, ok := p.AppendReads(w[:0], e)
	s.read = t.number(w)
	w, there := t.gave(w[:0], e, p)
	s.gave = t.number(w)
	t.text, t.lost = w, t.lost || !ok || !there
	t.steps = append(t.steps, s)
}

// kept says whether the run took the path of the other.
func (t *trace) kept() bool { return !t.off && !t.lost && len(t.steps) == len(t.along) }

// number is that of a text.
func (t *trace) number(text []byte) uint32 {
	n, ok := t.texts[string(text)]
	if !ok {
		n = uint32(len(t.texts))
		t.texts[string(text)] = n
	}
	return n
}

// gave adds what an expression gives to a text.
func (t *trace) gave(text []byte, e *frame.Evaluator, p *rule.Program) ([]byte, bool) {
	m := t.memos[p]
	if m == nil {
		m = rule.NewMemo(p, frame.MemoSize)
		t.memos[p] = m
	}
	v, err := m.Eval(e)
	if err != nil {
		return append(append(text, 1), err.Error()...), true
	}
	return v.AppendKey(append(text, 0))
}

// asked is the entry of which an expression is asked, 0 for the submission.
func (t *trace) asked(e *frame.Evaluator) byte {
	slot, ok := t.slots[e.Scope]
	if !ok {
		return 0
	}
	_, fields, _ := e.Slots[slot].AsRecord()
	if v, ok := fields.(*frame.FactView); ok {
		return t.place(v.F.Position)
	}
	t.lost = true
	return 0
}

// place is that of an entry in the order of effect, from 1.
func (t *trace) place(pos int32) byte {
	at := slices.Index(t.order, pos)
	t.lost = t.lost || at < 0
	return byte(at + 1)
}
