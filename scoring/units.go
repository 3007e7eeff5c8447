package scoring

import (
	"math"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// memberNumbers gives each state of the roster a number of what is read of the unit in it. Of states that the ledger holds the
// same of in the fields that are read, one is looked at.
func (f *Frame) memberNumbers(e *evaluator, r *reads) []uint32 {
	var (
		uses    = r.fields[f.scheme.Vocabulary.Unit]
		fields  = r.unitFields()
		written sequence.Table // what is held
		numbers = map[string]uint32{}
		found   []uint32 // by number of what is held
		out     = make([]uint32, len(f.units.States()))
		words   []uint32
		key     []byte
	)
	for i, s := range f.units.States() {
		if s.Member == nil {
			continue
		}
		words = f.written(words[:0], s.Member, fields)
		n, fresh := written.Number(words)
		if fresh {
			key = key[:0]
			_, unit, _ := e.unitRecord(*s.Member).AsRecord()
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
func (f *Frame) written(words []uint32, m *ledger.Member, fields []columns.Field) []uint32 {
	for _, field := range fields {
		words = append(words, f.columns.Code(m.Entry, field))
	}
	return words
}

// unitFields are the fields of enrolls that what is read of units is made of, each once.
func (r *reads) unitFields() []columns.Field {
	own := [scheme.UnitFields]columns.Field{scheme.UnitID: columns.FieldUnit, scheme.UnitName: columns.FieldName, scheme.UnitCategory: columns.FieldCategory, scheme.UnitOf: columns.FieldOf}
	var out []columns.Field
	for field, u := range r.fields[r.vocabulary.Unit] {
		switch {
		case u == unread:
		case field < scheme.UnitFields:
			out = append(out, own[field])
		default:
			out = addOnce(out, columns.FieldAttrs)
		}
	}
	return out
}

// memberAt is a unit, by the code of its id, as it is at an instant; nil: it is off the roster.
func (f *Frame) memberAt(unit uint32, at time.Time) *ledger.Member {
	when := nanoseconds(at)
	if isFar(when) {
		if m, on := f.roster.At(f.columns.Text(unit), at); on {
			return &m
		}
		return nil
	}
	n, ok := f.units.Unit(unit)
	if !ok {
		return nil
	}
	state := f.units.At(n, when)
	if state == columns.NoState {
		return nil
	}
	return f.units.States()[state].Member
}

// nanoseconds is an instant as columns.Nanoseconds gives it.
func nanoseconds(t time.Time) int64 { return columns.Nanoseconds(t.Unix(), uint32(t.Nanosecond())) }

// isFar reports whether nanoseconds could not hold an instant.
func isFar(at int64) bool { return at == math.MinInt64 || at == math.MaxInt64 }
