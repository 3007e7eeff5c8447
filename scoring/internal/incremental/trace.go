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

// trace is a run of step 1 for a case: its expressions in order, with the entry of each and the entries in effect,
// what it read and its result. Entries are places in the order of effect, so that the traces of two cases can be
// compared.
type trace struct {
	slots  map[*scheme.Scope]scheme.Slot
	memos  map[*rule.Program]*rule.Memo
	codes  map[string]uint32 // a dictionary of keys
	order  []int32           // of the case
	steps  []step
	opaque bool   // something in it has no key
	key    []byte // scratch

	compares bool   // it is compared with another path,
	other    []step // of these steps,
	diverged bool   // and differs
}

// step is one evaluation, by codes of keys.
type step struct {
	program      uint32
	path         uint32 // its entry, and the entries in effect
	read, result uint32
}

func newTrace(s *scheme.Scheme, codes map[string]uint32, compares bool) *trace {
	t := &trace{memos: map[*rule.Program]*rule.Memo{}, slots: map[*scheme.Scope]scheme.Slot{}, codes: codes,
		compares: compares}
	for _, scope := range s.Scopes {
		if slot, ok := slotOf(scope); ok {
			t.slots[scope] = slot
		}
	}
	return t
}

// slotOf is the slot of the entry of a scope; false: its entry is the submission.
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

// readsDerived says whether a read of step 1 may be of a value that step 1 derives of figures: the tier of an
// adoption, a worth.
func readsDerived(r *signature.Reads, read rule.Read) bool {
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

// begin begins a run on a case with these entries in the order of effect. If the trace compares, other are the steps
// to compare with.
func (t *trace) begin(order []int32, other []step) {
	t.order, t.other, t.steps, t.opaque, t.diverged = order, other, t.steps[:0], false, false
}

// note adds an evaluation of an expression.
func (t *trace) note(e *frame.Evaluator, n int, p *rule.Program) {
	s := step{program: uint32(n)}
	key := binary.AppendUvarint(t.key[:0], uint64(n))
	key = append(key, byte(e.State), byte(e.State>>8), t.subject(e), byte(len(e.InEffect)))
	for _, f := range e.InEffect {
		key = append(key, t.place(f.Position), byte(signature.Bit(f.StateOnly)))
	}
	t.key = key
	if t.compares {
		at := len(t.steps)
		code, ok := t.codes[string(key)]
		t.diverged = t.diverged || !ok || at >= len(t.other) || t.other[at].path != code
		t.steps = append(t.steps, s)
		return
	}
	s.path = t.code(key)
	key, ok := p.AppendReads(key[:0], e)
	s.read = t.code(key)
	key, there := t.appendResult(key[:0], e, p)
	s.result = t.code(key)
	t.key, t.opaque = key, t.opaque || !ok || !there
	t.steps = append(t.steps, s)
}

// samePath says whether the run took the path of the other.
func (t *trace) samePath() bool { return !t.diverged && !t.opaque && len(t.steps) == len(t.other) }

// code is the code of a key.
func (t *trace) code(key []byte) uint32 {
	n, ok := t.codes[string(key)]
	if !ok {
		n = uint32(len(t.codes))
		t.codes[string(key)] = n
	}
	return n
}

// appendResult appends the result of an expression to a key.
func (t *trace) appendResult(key []byte, e *frame.Evaluator, p *rule.Program) ([]byte, bool) {
	m := t.memos[p]
	if m == nil {
		m = rule.NewMemo(p, frame.MemoSize)
		t.memos[p] = m
	}
	v, err := m.Eval(e)
	if err != nil {
		return append(append(key, 1), err.Error()...), true
	}
	return v.AppendKey(append(key, 0))
}

// subject is the entry for which an expression is evaluated, 0 for the submission.
func (t *trace) subject(e *frame.Evaluator) byte {
	slot, ok := t.slots[e.Scope]
	if !ok {
		return 0
	}
	_, fields, _ := e.Slots[slot].AsRecord()
	if v, ok := fields.(*frame.FactView); ok {
		return t.place(v.F.Position)
	}
	t.opaque = true
	return 0
}

// place is the place of an entry in the order of effect, from 1.
func (t *trace) place(pos int32) byte {
	at := slices.Index(t.order, pos)
	t.opaque = t.opaque || at < 0
	return byte(at + 1)
}
