package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// AttrsRule is the rule of a problem with an attribute that no rule has read by value.
const AttrsRule = "attrs"

// EntryFlaws are the attributes of an entry that are given and cannot be used, and its text that the scheme does not
// allow.
func (e *Evaluator) EntryFlaws(pos int32) []Problem {
	en := e.Frame.Ledger.Entry(int(pos))
	out := e.flaws(pos, &en)
	if column, ok := boundedColumn(en.Kind); ok {
		if bound := e.Frame.Scheme.Bounds[string(en.Kind)]; bound != nil {
			if found := e.boundFlaw(bound, e.Frame.Columns.Text(e.Frame.Code(pos, column))); found != nil {
				out = append(out, e.Frame.attrProblem(pos, bound, found))
			}
		}
	}
	return out
}

// flaws are the attributes of an entry that are given and cannot be used.
func (e *Evaluator) flaws(pos int32, en *ledger.Entry) []Problem {
	if len(en.Attrs) == 0 || en.Kind == ledger.Enroll {
		return nil
	}
	var out []Problem
	for i := range e.Frame.Scheme.Attrs[string(en.Kind)] {
		a := &e.Frame.Scheme.Attrs[string(en.Kind)][i]
		given, ok := en.Attrs.Get(a.Name)
		if _, flaw := e.Attribute(a, given, ok); flaw != nil {
			out = append(out, e.Frame.attrProblem(pos, a, flaw))
		}
	}
	return out
}

// AttrProblems are the flaws of all entries that count. Entries with equal attributes are checked once unless they have
// flaws.
func (f *Frame) AttrProblems() []Problem {
	type given struct {
		kind  uint8
		attrs uint32
	}
	check, flawed := NewEvaluator(f), map[given]bool{}
	out := f.boundProblems(check)
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
			flaws := check.flaws(int32(pos), &en)
			flawed[given{kind, code}] = len(flaws) > 0
			out = append(out, flaws...)
		}
	}
	return out
}
