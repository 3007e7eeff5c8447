package signature

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// MemberCodes gives each state of the roster a code. Two states have one code if and only if expressions read the same
// values of the unit in them; 0: the unit is off the roster. Values are compared once for states that have equal
// columns.
func MemberCodes(f *frame.Frame, e *frame.Evaluator, r *Reads) []uint32 {
	var (
		uses   = r.Fields[f.Scheme.Vocabulary.Unit]
		fields = r.UnitFields()
		keys   sequence.Table // of the columns
		codes  = map[string]uint32{}
		byKey  []uint32 // by number of the key of the columns
		out    = make([]uint32, len(f.Units.States()))
		row    []uint32
		record []byte
	)
	for i, s := range f.Units.States() {
		if s.Member == nil {
			continue
		}
		row = AppendMember(f, row[:0], s.Member, fields)
		n, fresh := keys.Number(row)
		if fresh {
			record = record[:0]
			_, unit, _ := e.UnitRecord(*s.Member).AsRecord()
			for field, u := range uses {
				if u != Unread {
					v, _ := unit.Field(field)
					record, _ = v.AppendKey(record)
				}
			}
			if codes[string(record)] == 0 {
				codes[string(record)] = uint32(len(codes) + 1)
			}
			byKey = append(byKey, codes[string(record)])
		}
		out[i] = byKey[n]
	}
	return out
}

// AppendMember appends the codes of some columns of the enroll that a member is by.
func AppendMember(f *frame.Frame, key []uint32, m *ledger.Member, fields []columns.Field) []uint32 {
	for _, field := range fields {
		key = append(key, f.Columns.Code(m.Entry, field))
	}
	return key
}

// UnitFields are the columns of enrolls that the reads of units depend on, each once.
func (r *Reads) UnitFields() []columns.Field {
	byField := [scheme.UnitFields]columns.Field{
		scheme.UnitID: columns.FieldUnit, scheme.UnitName: columns.FieldName,
		scheme.UnitCategory: columns.FieldCategory, scheme.UnitOf: columns.FieldOf,
	}
	var out []columns.Field
	for field, u := range r.Fields[r.Vocabulary.Unit] {
		switch {
		case u == Unread:
		case field < scheme.UnitFields:
			out = append(out, byField[field])
		default:
			out = addOnce(out, columns.FieldAttrs)
		}
	}
	return out
}
