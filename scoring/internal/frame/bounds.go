package frame

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// fieldBounds are the bounds of the texts that entries have in any scheme; nil: any text may stand there.
type fieldBounds struct{ genre, placement, by, asked, reason, incident, category, level *scheme.Attr }

func boundsOf(s *scheme.Scheme) fieldBounds {
	of := func(kind ledger.Kind) *scheme.Attr { return s.Bounds[string(kind)] }
	return fieldBounds{of(ledger.Submit), of(ledger.Adopt), of(ledger.Endorse), of(ledger.Commission), of(ledger.Grant),
		of(ledger.Incident), s.Bounds["unit"], s.Bounds["outlet"]}
}

// within is a text of an entry's own field as a value. One that the scheme does not allow is absent; the empty one,
// which is not said, is allowed.
func within(bound *scheme.Attr, text string) (rule.Value, bool) {
	if bound != nil && text != "" && !slices.Contains(bound.OneOf, text) {
		return rule.Value{}, false
	}
	return rule.String(text), true
}

// Genre is the genre of a submission as a value.
func (e *Evaluator) Genre(text string) (rule.Value, bool) { return within(e.bound.genre, text) }

// boundedColumn is the column of the text of a kind of entry that one_of may bound; false: it has none.
func boundedColumn(kind ledger.Kind) (columns.Field, bool) {
	switch kind {
	case ledger.Submit, ledger.Commission:
		return columns.FieldGenre, true
	case ledger.Adopt:
		return columns.FieldPlacement, true
	case ledger.Endorse:
		return columns.FieldBy, true
	case ledger.Grant:
		return columns.FieldReason, true
	case ledger.Incident:
		return columns.FieldType, true
	}
	return 0, false
}

// boundProblems are the texts of entries that the scheme does not allow, in the order of recording.
func (f *Frame) boundProblems(check *Evaluator) []Problem {
	var out []Problem
	for kind, of := range ledger.Kinds() {
		bound := f.Scheme.Bounds[string(of)]
		column, ok := boundedColumn(of)
		if bound == nil || !ok {
			continue
		}
		flawed := map[uint32]*flaw{}
		var codes [columns.BlockLength]uint32
		for n := range f.Columns.Blocks() {
			block := f.Columns.Block(n)
			block.Codes(column, codes[:])
			for pos := block.First(); pos < min(block.First()+block.Len(), f.Selection.Known()); pos++ {
				code := codes[pos-block.First()]
				if code == 0 || f.Kind(int32(pos)) != uint8(kind) {
					continue
				}
				found, known := flawed[code]
				if !known {
					found = check.boundFlaw(bound, f.Columns.Text(code))
					flawed[code] = found
				}
				if found != nil {
					out = append(out, f.attrProblem(int32(pos), bound, found))
				}
			}
		}
	}
	return out
}

// boundFlaw is why a text cannot be used; nil: it can, or there is none.
func (e *Evaluator) boundFlaw(bound *scheme.Attr, text string) *flaw {
	if text == "" {
		return nil
	}
	_, found := e.Attribute(bound, ledger.StringValue(text), true)
	return found
}

// attrProblem is the problem of an entry with a flaw that no rule has stumbled over.
func (f *Frame) attrProblem(pos int32, a *scheme.Attr, of *flaw) Problem {
	return Problem{Position: pos, Rule: AttrsRule, Field: a.Name, Code: of.code, Reason: of.reason,
		Lasting: Lasting{Since: f.Instant(int(pos))}}
}
