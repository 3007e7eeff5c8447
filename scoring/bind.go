package scoring

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func nearest(name string, names []string) string {
	if near, ok := spelling.Nearest(name, names); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// fact is one entry as the expressions see it. Attributes that are of another type or out of bounds are absent
// from its record; flawOf says which.
type fact struct {
	position int32
	kind     uint8 // place of its kind in ledger.Kinds
	row      columns.Row
	names    uint32         // the code of the unit that it names; 0: none
	number   uint32         // that of its combination plus one, where that tells all that is looked at; 0: not
	at       time.Time      // its own
	order    time.Time      // its own time, or the later one at which it takes effect
	from     time.Time      // when it takes effect: not before the submission
	member   *ledger.Member // whose it is, as it stood then; nil: it is off the roster
	unit     rule.Value     // the record of member
	mute     bool           // it is state only: it earns and counts nothing
	tier     string
	outlet   rule.Value
	record   rule.Value // none of a submission
	view     factView   // behind record,
	seen     outletView // behind outlet
	whose    unitView   // and behind unit
}

// flaw is an attribute that was given and cannot be used.
type flaw struct{ code, why string }

// attribute reads a declared attribute: the value, or none and what is wrong with it.
func (e *evaluator) attribute(a *scheme.Attr, given ledger.Value, ok bool) (rule.Value, *flaw) {
	if !ok {
		return a.Default, nil
	}
	v, typed := e.typed(a, given)
	if !typed {
		return rule.Value{}, &flaw{"type", fmt.Sprintf("found %s for %s; expected a %s", show(given), a.Name, a.Type)}
	}
	if s, isString := v.AsString(); isString && len(a.OneOf) > 0 && !slices.Contains(a.OneOf, s) {
		return rule.Value{}, &flaw{"out-of-bounds", fmt.Sprintf("found %q for %s; expected one of %v%s", s, a.Name, a.OneOf, nearest(s, a.OneOf))}
	}
	if a.Must != nil {
		good, err := e.must(a.Must, v)
		if met, _ := good.AsBool(); err != nil || !met {
			return rule.Value{}, &flaw{"out-of-bounds", fmt.Sprintf("found %s for %s; expected %s", v, a.Name, a.Must.Source().Text())}
		}
	}
	return v, nil
}

// must asks of a value what its declaration asks; once of each value.
func (e *evaluator) must(p *rule.Program, v rule.Value) (rule.Value, error) {
	m := e.bounds[p]
	if m == nil {
		m = rule.NewMemo(p, memoSize)
		e.bounds[p] = m
	}
	return m.Eval(rule.Row{v})
}

func (e *evaluator) typed(a *scheme.Attr, given ledger.Value) (rule.Value, bool) {
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

// written is a value of the outlet table, which holds texts, in the type of its attribute.
func written(a *scheme.Attr, text string) ledger.Value {
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

func show(v ledger.Value) string {
	if s, ok := v.Text(); ok {
		return strconv.Quote(s)
	}
	if b, ok := v.Bool(); ok {
		return strconv.FormatBool(b)
	}
	n, _ := v.Number()
	return n.String()
}

func (e *evaluator) time(t ledger.Time) rule.Value {
	return rule.Time(e.instantOf(t), t.IsDate())
}

// due is the last instant of a due time; a date means the end of that day.
func (e *evaluator) due(t ledger.Time) rule.Value {
	return rule.Time(t.EndInstant(e.loc()), false)
}

// optionalTime is absent for a time that was not given.
func (e *evaluator) optionalTime(t ledger.Time) (rule.Value, bool) {
	if t.IsZero() {
		return rule.Value{}, false
	}
	return e.time(t), true
}

// flawOf says why a field of an entry or unit cannot be used; nil: it was not given.
func (e *evaluator) flawOf(kind, field string, given ledger.Attrs) *flaw {
	for i := range e.scheme.Attrs[kind] {
		if a := &e.scheme.Attrs[kind][i]; a.Name == field {
			v, ok := given.Get(field)
			_, f := e.attribute(a, v, ok)
			return f
		}
	}
	return nil
}
