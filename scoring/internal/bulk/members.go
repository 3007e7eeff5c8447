package bulk

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// memberNumbers gives each state of the roster a number of what is read of the unit in it. Of states that the ledger holds the
// same of in the fields that are read, one is looked at.
func memberNumbers(f *frame.Frame, e *frame.Evaluator, r *Reads) []uint32 {
	var (
		uses    = r.fields[f.Scheme.Vocabulary.Unit]
		fields  = r.unitFields()
		w       sequence.Table // what is held
		numbers = map[string]uint32{}
		found   []uint32 // by number of what is held
		out     = make([]uint32, len(f.Units.States()))
		words   []uint32
		key     []byte
	)
	for i, s := range f.Units.States() {
		if s.Member == nil {
			continue
		}
		words = written(f, words[:0], s.Member, fields)
		n, fresh := w.Number(words)
		if fresh {
			key = key[:0]
			_, unit, _ := e.UnitRecord(*s.Member).AsRecord()
			for field, u := range uses {
				if u != unread {
					v, _ := unit.Field(field)
					key, _ = v.AppendKey(key)
				}
			}
			if numbers[string(key)] == 0 {
				numbers[string(key)] = uint32(len(numbers) + 1)
			}
			found = append(found, numbers[string(key)])
		}
		out[i] = found[n]
	}
	return out
}

// written adds what the enroll that a member is by holds of some fields.
func written(f *frame.Frame, words []uint32, m *ledger.Member, fields []ledger.Field) []uint32 {
	for _, field := range fields {
		words = append(words, f.Columns.Code(m.Entry, field))
	}
	return words
}

// unitFields are the fields of enrolls that what is read of units is made of, each once.
func (r *Reads) unitFields() []ledger.Field {
	own := [scheme.UnitFields]ledger.Field{scheme.UnitID: ledger.FieldUnit, scheme.UnitName: ledger.FieldName, scheme.UnitCategory: ledger.FieldCategory, scheme.UnitOf: ledger.FieldOf}
	var out []ledger.Field
	for field, u := range r.fields[r.vocabulary.Unit] {
		switch {
		case u == unread:
		case field < scheme.UnitFields:
			out = append(out, own[field])
		default:
			out = addOnce(out, ledger.FieldAttrs)
		}
	}
	return out
}
