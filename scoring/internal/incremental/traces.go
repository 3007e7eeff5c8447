package incremental

import (
	"encoding/binary"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// traces are the traces of the runs that made classes. They group the classes that are equal under other figures.
//
// A row signature holds what expressions read, and most of that matters only until they have a result: adoptions in
// two tiers are in two classes. In one group are classes whose traces have the same evaluations, where those that read
// a figure, or a value derived of figures, read the same, and the others had the same result. So step 1 gives the same
// for all of a group, as long as under the other figures it takes the same path for one of them.
type traces struct {
	Codes   map[string]uint32
	heads   []uint32 // by class: what step 1 reads without an expression; noHead: it is in no group
	steps   [][]step // by class
	derived []bool   // by number of an expression: it reads a value derived of figures
}

// noHead is the head of a class that is in no group with others.
const noHead = ^uint32(0)

func newTraces(s *scheme.Scheme) *traces {
	t := &traces{Codes: map[string]uint32{}}
	r := signature.NewReads(s.Vocabulary)
	for _, p := range programsOf(s) {
		t.derived = append(t.derived, slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
			return readsDerived(r, read)
		}))
	}
	return t
}

// add adds the traces of classes that one goroutine recorded, with its dictionary.
func (t *traces) add(k *state, classes []class, local map[string]uint32) {
	codes := make([]uint32, len(local))
	for text, n := range local {
		codes[n] = t.code([]byte(text))
	}
	for i := range classes {
		c := &classes[i]
		head := noHead
		if key, ok := k.head(c); ok {
			head = t.code(key)
		}
		steps := c.required.steps
		c.required.steps = nil
		for n := range steps {
			s := &steps[n]
			s.path, s.read, s.result = codes[s.path], codes[s.read], codes[s.result]
		}
		t.heads, t.steps = append(t.heads, head), append(t.steps, steps)
	}
}

func (t *traces) code(key []byte) uint32 {
	n, ok := t.Codes[string(key)]
	if !ok {
		n = uint32(len(t.Codes))
		t.Codes[string(key)] = n
	}
	return n
}

// head is the key of what step 1 reads of the entries of a class without an expression, and of its results; false: the
// class is in no group.
func (k *state) head(c *class) (key []byte, ok bool) {
	x := c.Representative
	if c.Alone || c.required.steps == nil || x.Case.Kind == frame.CommissionCase {
		return nil, false
	}
	add := func(n int) { key = binary.AppendVarint(key, int64(n)) }
	add(int(x.Case.Kind))
	add(len(x.Order))
	for _, pos := range x.Order {
		kind := k.frame().Kind(pos)
		if k.Locator.signatures.ReadSet.NamesReceiver[kind] { // step 1 reads the roster by the name of the receiver
			return nil, false
		}
		add(int(kind))
		add(slices.Index(x.Units, k.frame().UnitOf(pos)))
		add(int(signature.EpochOf(k.Locator.signatures.Epochs, k.frame().NanosecondsAt(pos))))
		if kind == frame.KindCode(ledger.Grant) {
			add(int(k.frame().Columns.Code(int(pos), columns.FieldRule)))
			add(int(k.frame().Columns.Code(int(pos), columns.FieldAccount)))
		}
	}
	add(slices.Index(x.Order, x.Case.First))
	for _, pos := range x.Case.Entries {
		add(slices.Index(x.Order, pos))
	}
	add(int(signature.Bit(c.Notable)))
	for _, g := range c.Results {
		add(int(g.Entry))
		add(int(g.Bucket))
		add(int(g.Unit))
		add(int(g.Slot))
		add(int(g.Whole))
	}
	return key, true
}

// Groups groups classes to be run again under other figures. Readers are the expressions that read one of these.
func (t *traces) Groups(reruns []Rerun, readers []uint64) [][]*Rerun {
	var keys sequence.Table
	var out [][]*Rerun
	var key []uint32
	for i := range reruns {
		r := &reruns[i]
		key = append(key[:0], t.heads[r.Class])
		if t.heads[r.Class] == noHead {
			key = append(key, uint32(r.Class))
		}
		for _, s := range t.steps[r.Class] {
			code := s.result
			if t.derived[s.program] || readers[s.program/64]&(1<<(s.program%64)) != 0 {
				code = s.read
			}
			key = append(key, s.path, code)
		}
		n, isNew := keys.Number(key)
		if isNew {
			out = append(out, nil)
		}
		out[n] = append(out[n], r)
	}
	return out
}
