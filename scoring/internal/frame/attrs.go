package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// What attributes are declared for: the kinds of entries, by their places in ledger.Kinds, units and outlets.
const (
	unitAttrs = uint8(iota + columns.NumKinds)
	outletAttrs
	attrOwners
)

// declare sets which attributes a scheme declares.
func (e *Evaluator) declare(s *scheme.Scheme) {
	for i, kind := range ledger.Kinds() {
		e.declared[i] = s.Attrs[string(kind)]
	}
	e.declared[unitAttrs], e.declared[outletAttrs] = s.Attrs["unit"], s.Attrs["outlet"]
}

// attributes gives the declared attributes of an entry, which stand behind the house's own fields of its record, by the code
// of those that are given. Several expressions ask for the same ones, so those that were asked for last are kept.
func (e *Evaluator) attributes(owner uint8, i int, given uint32) (rule.Value, bool) {
	if i >= len(e.declared[owner]) {
		return rule.Value{}, false
	}
	a := &e.declared[owner][i]
	last := &e.attrCache[(int(given)*8+int(owner)*4+i)%len(e.attrCache)]
	if last.attr != a || last.given != given {
		last.attr, last.given = a, given
		v, ok := e.Frame.Columns.Attr(given, a.Name)
		last.value, _ = e.Attribute(a, v, ok)
	}
	return last.value, !last.value.IsNone()
}

// cachedAttr is an attribute that was asked for: which one, of which attributes that are given, and its value.
type cachedAttr struct {
	attr  *scheme.Attr
	given uint32 // their code
	value rule.Value
}
