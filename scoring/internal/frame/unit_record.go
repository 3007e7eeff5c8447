package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// unitView is the record of a unit in a roster state. A record is a view of entries: it makes a field when an
// expression reads it.
type unitView struct {
	e      *Evaluator
	member *ledger.Member
}

// UnitRecord is the record of a unit in a roster state, made once.
func (e *Evaluator) UnitRecord(m ledger.Member) rule.Value {
	v, ok := e.unitRecords[m.Entry]
	if !ok {
		v = e.Frame.Scheme.Vocabulary.Unit.Value(&unitView{e, &m})
		e.unitRecords[m.Entry] = v
	}
	return v
}

// UnitOf is the record of the unit of a fact.
func (e *Evaluator) UnitOf(f *Fact) rule.Value {
	f.unit = unitView{e, f.Member}
	return e.Frame.Scheme.Vocabulary.Unit.Value(&f.unit)
}

// Field is the value of field i; see rule.Fields.
func (v *unitView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.UnitID:
		return rule.String(v.member.Unit), true
	case scheme.UnitName:
		return rule.String(v.member.Name), true
	case scheme.UnitCategory:
		return within(v.e.bound.category, v.member.Category)
	case scheme.UnitOf:
		return rule.String(v.member.Of), true
	}
	return v.e.attributes(unitAttrs, i-scheme.UnitFields, v.e.Frame.Columns.Code(v.member.Entry, columns.FieldAttrs))
}
