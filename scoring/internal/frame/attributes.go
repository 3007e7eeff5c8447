package frame

import (
	"errors"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// The owners of declared attributes: the kinds of entries, by their places in ledger.Kinds, units and outlets.
const (
	unitAttrs = uint8(iota + columns.NumKinds)
	outletAttrs
	attrOwners
)

// declare sets the attributes that a scheme declares.
func (e *Evaluator) declare(s *scheme.Scheme) {
	for i, kind := range ledger.Kinds() {
		e.declared[i] = s.Attrs[string(kind)]
	}
	e.declared[unitAttrs], e.declared[outletAttrs] = s.Attrs["unit"], s.Attrs["outlet"]
	e.bound = boundsOf(s)
}

// attributes is the declared attribute i of an owner, by the code of the attributes that are given. Several
// expressions read the same ones, so the last values are cached.
func (e *Evaluator) attributes(owner uint8, i int, given uint32) (rule.Value, bool) {
	a := &e.declared[owner][i]
	last := &e.attrCache[(int(given)*8+int(owner)*4+i)%len(e.attrCache)]
	if last.attr != a || last.given != given {
		last.attr, last.given = a, given
		v, ok := e.Frame.Columns.Attr(given, a.Name)
		last.value, _ = e.Attribute(a, v, ok)
	}
	return last.value, !last.value.IsNone()
}

// cachedAttr is the value of an attribute.
type cachedAttr struct {
	attr  *scheme.Attr
	given uint32 // the code of the attributes that are given
	value rule.Value
}

// Nearest is the question whether the nearest of some names was meant; the zero reason: none is near.
func Nearest(name string, names []string) reason.Reason {
	near, _ := spelling.Nearest(name, names)
	return spelling.Hint(";", near)
}

// flaw is why an attribute that was given cannot be used.
type flaw struct {
	code   string
	reason reason.Reason
}

// Attribute reads a declared attribute: its value; or none, and its flaw if it was given.
func (e *Evaluator) Attribute(a *scheme.Attr, given ledger.Value, ok bool) (rule.Value, *flaw) {
	if !ok {
		return a.Default, nil
	}
	v, typed := e.typed(a, given)
	if !typed {
		return rule.Value{}, &flaw{"type", reason.New("fact.type", "found {found} for {name}; expected a {type}",
			quote(given), a.Name, a.Type.String())}
	}
	if at, date, isTime := v.AsTime(); isTime && date {
		if text, _ := given.Text(); civil.Of(at).String() != text {
			return rule.Value{}, &flaw{"out-of-bounds", reason.New("fact.no-such-day",
				"found {found} for {name}; expected a day that {zone} had", text, a.Name, at.Location().String())}
		}
	}
	if s, isString := v.AsString(); isString && len(a.OneOf) > 0 && !slices.Contains(a.OneOf, s) {
		return rule.Value{}, &flaw{"out-of-bounds", reason.New("fact.one-of",
			"found {found:q} for {name}; expected one of [{values}]{near}",
			s, a.Name, reason.Words(a.OneOf), Nearest(s, a.OneOf))}
	}
	if a.Must != nil {
		good, err := e.meetsBounds(a.Must, v)
		if limit := (*rule.LimitError)(nil); errors.As(err, &limit) {
			return rule.Value{}, &flaw{CodeLimit, limit.Reason}
		}
		if met, _ := good.AsBool(); err != nil || !met {
			return rule.Value{}, &flaw{"out-of-bounds", reason.New("fact.bound",
				"found {found} for {name}; expected {condition}", v.String(), a.Name, a.Must.Source().Text())}
		}
	}
	return v, nil
}

// meetsBounds evaluates the bound of a declared attribute, once for each value.
func (e *Evaluator) meetsBounds(p *rule.Program, v rule.Value) (rule.Value, error) {
	m := e.bounds[p]
	if m == nil {
		m = rule.NewMemo(p, MemoSize)
		e.bounds[p] = m
	}
	return m.Eval(rule.Row{v})
}

func (e *Evaluator) typed(a *scheme.Attr, given ledger.Value) (rule.Value, bool) {
	switch {
	case a.Type.Equal(rule.NumberType()):
		n, ok := given.Number()
		return rule.Number(n), ok
	case a.Type.Equal(rule.BoolType()):
		b, ok := given.Bool()
		return rule.Bool(b), ok
	case a.Type.Equal(rule.TimeType()):
		text, ok := given.Text()
		if !ok {
			return rule.Value{}, false
		}
		t, err := ledger.ParseTime(text)
		if err != nil {
			return rule.Value{}, false
		}
		return e.time(t), true
	}
	s, ok := given.Text()
	return rule.String(s), ok
}

// parseText is a text of the outlet table as a value of the type of its attribute.
func parseText(a *scheme.Attr, text string) ledger.Value {
	switch {
	case a.Type.Equal(rule.NumberType()):
		if n, err := decimal.NewFromString(text); err == nil {
			return ledger.NumberValue(n)
		}
	case a.Type.Equal(rule.BoolType()):
		if b, err := strconv.ParseBool(text); err == nil {
			return ledger.BoolValue(b)
		}
	}
	return ledger.StringValue(text)
}

func quote(v ledger.Value) string {
	if s, ok := v.Text(); ok {
		return strconv.Quote(s)
	}
	if b, ok := v.Bool(); ok {
		return strconv.FormatBool(b)
	}
	n, _ := v.Number()
	return n.String()
}

// flawOf is the flaw of an attribute of an entry or a unit, or of the text of it that one_of bounds; nil: it was not
// given.
func (e *Evaluator) flawOf(kind, field string, given ledger.Attrs, text string) *flaw {
	if bound := e.Frame.Scheme.Bounds[kind]; bound != nil && bound.Name == field {
		return e.boundFlaw(bound, text)
	}
	for i := range e.Frame.Scheme.Attrs[kind] {
		if a := &e.Frame.Scheme.Attrs[kind][i]; a.Name == field {
			v, ok := given.Get(field)
			_, f := e.Attribute(a, v, ok)
			return f
		}
	}
	return nil
}
