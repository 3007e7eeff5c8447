package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// AttrsRule is the rule of a problem with an attribute that no rule has read by value.
const AttrsRule = "attrs"

// Flaws are the attributes of an entry that are given and cannot be used.
func (e *Evaluator) Flaws(pos int32, en *ledger.Entry) []Problem {
	if len(en.Attrs) == 0 || en.Kind == ledger.Enroll {
		return nil
	}
	var out []Problem
	for i := range e.Frame.Scheme.Attrs[string(en.Kind)] {
		a := &e.Frame.Scheme.Attrs[string(en.Kind)][i]
		given, ok := en.Attrs.Get(a.Name)
		if _, flaw := e.Attribute(a, given, ok); flaw != nil {
			out = append(out, Problem{
				Position: pos, Rule: AttrsRule, Field: a.Name, Code: flaw.code, Reason: flaw.reason,
				At: en.At.Instant(e.Frame.Loc()),
			})
		}
	}
	return out
}

// AttrProblems are the flaws of all entries that count, in the order of recording. Entries with equal attributes are
// checked once unless they have flaws.
func (f *Frame) AttrProblems() []Problem {
	type given struct {
		kind  uint8
		attrs uint32
	}
	check, flawed := NewEvaluator(f), map[given]bool{}
	var out []Problem
	for n := range f.Columns.Blocks() {
		var attrs [columns.BlockLength]uint32
		block := f.Columns.Block(n)
		block.Codes(columns.FieldAttrs, attrs[:])
		for pos := block.First(); pos < min(block.First()+block.Len(), f.Selection.Known()); pos++ {
			code, kind := attrs[pos-block.First()], f.Kind(int32(pos))
			if code == 0 || kind == columns.NotSelected || len(check.declared[kind]) == 0 {
				continue
			}
			hasFlaws, found := flawed[given{kind, code}]
			if found && !hasFlaws {
				continue
			}
			en := f.Ledger.Entry(pos)
			flaws := check.Flaws(int32(pos), &en)
			flawed[given{kind, code}] = len(flaws) > 0
			out = append(out, flaws...)
		}
	}
	return out
}
