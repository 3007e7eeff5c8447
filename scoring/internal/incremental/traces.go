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

// Classes differ in whatever an expression reads of an entry and in what conditions on it answer: an adoption in one tier makes
// another class than one in the next. Most of it is forgotten as soon as the expression has answered. Classes that differ in nothing else are
// kin under other figures: on their cases every expression was asked of the same entry; those that read one of the figures,
// or what is made of them, saw the same; the others gave the same. So step 1 gives the same for all of a kin, as long as it
// takes the same path with one of them: it asks what was asked before, with the same entries in effect.

// traces is what is known of the runs of step 1 on classes.
type traces struct {
	Texts map[string]uint32
	heads []uint32 // by class: what step 1 looks at without an expression; none: the class has no kin
	steps [][]step // by class
	made  []bool   // by number of an expression: it reads what is made of figures
}

// none is the head of a class that has no kin.
const none = ^uint32(0)

func newTraces(s *scheme.Scheme) *traces {
	t := &traces{Texts: map[string]uint32{}}
	r := signature.NewReads(s.Vocabulary)
	for _, p := range programsOf(s) {
		t.made = append(t.made, slices.ContainsFunc(p.Reads(), func(read rule.Read) bool { return made(r, read) }))
	}
	return t
}

// add adds the runs of classes, of which one goroutine took down the texts.
func (t *traces) add(k *state, classes []class, texts map[string]uint32) {
	numbers := make([]uint32, len(texts))
	for text, n := range texts {
		numbers[n] = t.number([]byte(text))
	}
	for i := range classes {
		c := &classes[i]
		head := none
		if key, ok := k.head(c); ok {
			head = t.number(key)
		}
		steps := c.ran.steps
		c.ran.steps = nil
		for n := range steps {
			s := &steps[n]
			s.path, s.read, s.gave = numbers[s.path], numbers[s.read], numbers[s.gave]
		}
		t.heads, t.steps = append(t.heads, head), append(t.steps, steps)
	}
}

func (t *traces) number(text []byte) uint32 {
	n, ok := t.Texts[string(text)]
	if !ok {
		n = uint32(len(t.Texts))
		t.Texts[string(text)] = n
	}
	return n
}

// head is all of the entries of a class that step 1 looks at without an expression, and what came out. False: the class has
// no kin.
func (k *state) head(c *class) (key []byte, ok bool) {
	x := c.Representative
	if c.Alone || c.ran.steps == nil || x.Case.Kind == frame.CommissionCase {
		return nil, false
	}
	word := func(n int) { key = binary.AppendVarint(key, int64(n)) }
	word(int(x.Case.Kind))
	word(len(x.Order))
	for _, pos := range x.Order {
		kind := k.frame().Kind(pos)
		if k.Locator.profiling.ReadSet.NamesReceiver[kind] { // who receives it is given by name, and the roster looked up
			return nil, false
		}
		word(int(kind))
		word(slices.Index(x.Units, k.frame().UnitOf(pos)))
		word(int(signature.EpochOf(k.Locator.profiling.Epochs, k.frame().NanosecondsAt(pos))))
		if kind == frame.KindNumber(ledger.Grant) {
			word(int(k.frame().Columns.Code(int(pos), columns.FieldRule)))
			word(int(k.frame().Columns.Code(int(pos), columns.FieldAccount)))
		}
	}
	word(slices.Index(x.Order, x.Case.First))
	for _, pos := range x.Case.Entries {
		word(slices.Index(x.Order, pos))
	}
	word(int(signature.Bit(c.Notable)))
	for _, g := range c.Results {
		word(int(g.Entry))
		word(int(g.Bucket))
		word(int(g.Unit))
		word(int(g.Slot))
		word(int(g.Whole))
	}
	return key, true
}

// Groups puts those together, of classes that needed an expression which reads a figure, that are kin under others of it;
// readers are these expressions.
func (t *traces) Groups(some []Rerun, readers []uint64) [][]*Rerun {
	var known sequence.Table
	var out [][]*Rerun
	var words []uint32
	for i := range some {
		g := &some[i]
		words = append(words[:0], t.heads[g.Class])
		if t.heads[g.Class] == none {
			words = append(words, uint32(g.Class))
		}
		for _, s := range t.steps[g.Class] {
			saw := s.gave
			if t.made[s.program] || readers[s.program/64]&(1<<(s.program%64)) != 0 {
				saw = s.read
			}
			words = append(words, s.path, saw)
		}
		n, fresh := known.Number(words)
		if fresh {
			out = append(out, nil)
		}
		out[n] = append(out[n], g)
	}
	return out
}
