package signature

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// MemberNumbers gives each state of the roster a number of what is read of the unit in it. Of states that the ledger holds the
// same of in the fields that are read, one is looked at.
func MemberNumbers(f *frame.Frame, e *frame.Evaluator, r *Reads) []uint32 {
	var (
		uses    = r.Fields[f.Scheme.Vocabulary.Unit]
		fields  = r.UnitFields()
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
		words = Written(f, words[:0], s.Member, fields)
		n, fresh := w.Number(words)
		if fresh {
			key = key[:0]
			_, unit, _ := e.UnitRecord(*s.Member).AsRecord()
			for field, u := range uses {
				if u != Unread {
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

// Written adds what the enroll that a member is by holds of some fields.
func Written(f *frame.Frame, words []uint32, m *ledger.Member, fields []columns.Field) []uint32 {
	for _, field := range fields {
		words = append(words, f.Columns.Code(m.Entry, field))
	}
	return words
}

// UnitFields are the fields of enrolls that what is read of units is made of, each once.
func (r *Reads) UnitFields() []columns.Field {
	own := [scheme.UnitFields]columns.Field{scheme.UnitID: columns.FieldUnit, scheme.UnitName: columns.FieldName, scheme.UnitCategory: columns.FieldCategory, scheme.UnitOf: columns.FieldOf}
	var out []columns.Field
	for field, u := range r.Fields[r.Vocabulary.Unit] {
		switch {
		case u == Unread:
		case field < scheme.UnitFields:
			out = append(out, own[field])
		default:
			out = addOnce(out, columns.FieldAttrs)
		}
	}
	return out
}
