package frame

import (
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Nearest is the question whether the nearest of some names was meant; the zero reason: none is near.
func Nearest(name string, names []string) reason.Reason {
	if near, ok := spelling.Nearest(name, names); ok {
		return reason.New("name.nearest", "; did you mean {name:q}?", near)
	}
	return reason.Reason{}
}

// Fact is one entry as the expressions see it. Attributes that are of another type or out of bounds are absent
// from its record; flawOf says which.
type Fact struct {
	Position   int32
	Kind       uint8 // place of its kind in ledger.Kinds
	Row        columns.Row
	Unit       uint32         // the code of the unit that it names; 0: none
	Key        uint32         // that of its combination plus one, where that tells all that is looked at; 0: not
	At         time.Time      // its own
	Order      time.Time      // its own time, or the later one at which it takes effect
	From       time.Time      // when it takes effect: not before the submission
	Member     *ledger.Member // whose it is, as it stood then; nil: it is off the roster
	UnitRecord rule.Value     // the record of member
	StateOnly  bool           // it is state only: it earns and counts nothing
	Tier       string
	Outlet     rule.Value
	Record     rule.Value // none of a submission
	view       FactView   // behind record,
	Seen       outletView // behind outlet
	whose      unitView   // and behind unit
}

// flaw is an attribute that was given and cannot be used.
type flaw struct {
	code string
	why  reason.Reason
}

// Attribute reads a declared attribute: the value, or none and what is wrong with it.
func (e *Evaluator) Attribute(a *scheme.Attr, given ledger.Value, ok bool) (rule.Value, *flaw) {
	if !ok {
		return a.Default, nil
	}
	v, typed := e.typed(a, given)
	if !typed {
		return rule.Value{}, &flaw{"type", reason.New("fact.type", "found {found} for {name}; expected a {type}", show(given), a.Name, a.Type.String())}
	}
	if s, isString := v.AsString(); isString && len(a.OneOf) > 0 && !slices.Contains(a.OneOf, s) {
		return rule.Value{}, &flaw{"out-of-bounds", reason.New("fact.one-of", "found {found:q} for {name}; expected one of [{values}]{near}", s, a.Name, reason.Words(a.OneOf), Nearest(s, a.OneOf))}
	}
	if a.Must != nil {
		good, err := e.must(a.Must, v)
		if met, _ := good.AsBool(); err != nil || !met {
			return rule.Value{}, &flaw{"out-of-bounds", reason.New("fact.bound", "found {found} for {name}; expected {condition}", v.String(), a.Name, a.Must.Source().Text())}
		}
	}
	return v, nil
}

// must asks of a value what its declaration asks; once of each value.
func (e *Evaluator) must(p *rule.Program, v rule.Value) (rule.Value, error) {
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

func (e *Evaluator) time(t ledger.Time) rule.Value {
	return rule.Time(e.InstantOf(t), t.IsDate())
}

// due is the last instant of a due time; a date means the end of that day.
func (e *Evaluator) due(t ledger.Time) rule.Value {
	return rule.Time(t.EndInstant(e.Frame.Loc()), false)
}

// OptionalTime is absent for a time that was not given.
func (e *Evaluator) OptionalTime(t ledger.Time) (rule.Value, bool) {
	if t.IsZero() {
		return rule.Value{}, false
	}
	return e.time(t), true
}

// flawOf says why a field of an entry or unit cannot be used; nil: it was not given.
func (e *Evaluator) flawOf(kind, field string, given ledger.Attrs) *flaw {
	for i := range e.Frame.Scheme.Attrs[kind] {
		if a := &e.Frame.Scheme.Attrs[kind][i]; a.Name == field {
			v, ok := given.Get(field)
			_, f := e.Attribute(a, v, ok)
			return f
		}
	}
	return nil
}

// InstantOf is an instant as ledger.Time.Instant gives it.
func (e *Evaluator) InstantOf(t ledger.Time) time.Time {
	seconds, nano, ok := columns.ZoneOf(e.Frame.View).Seconds(t)
	if !ok {
		return time.Time{}
	}
	return InstantOf(seconds, nano).In(e.Frame.Loc())
}

// BindEntry sets what expressions in the scope of an entry may name, but for the item.
func (e *Evaluator) BindEntry(f *Fact) {
	e.Slots[scheme.SlotUnit] = f.UnitRecord
	switch f.Row.Kind() {
	case ledger.Adopt:
		e.Slots[scheme.SlotAdopt], e.Slots[scheme.SlotOutlet], e.Slots[scheme.SlotTier] = f.Record, f.Outlet, rule.String(f.Tier)
	case ledger.Endorse:
		e.Slots[scheme.SlotEndorse] = f.Record
	case ledger.Grant:
		e.Slots[scheme.SlotGrant] = f.Record
	case ledger.Incident:
		e.Slots[scheme.SlotIncident] = f.Record
	}
	for i := range e.Frame.Scheme.Numbers {
		pos := f.Position
		if n := &e.Frame.Scheme.Numbers[i]; n.Each == ledger.Submit && f.Row.Kind() != ledger.Submit {
			if first, ok := e.Frame.Index.Submission(f.Row.Code(columns.FieldItem)); ok {
				pos = first
			}
		}
		if i < len(e.Numbers) {
			e.Slots[scheme.FirstNumber+scheme.Slot(i)] = e.numberValue(i, pos, f.At)
		}
	}
}

// CompareFirst puts the one that is first before the other.
func CompareFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Late says whether an entry takes effect after the day up to which entries are taken.
func (f *Frame) Late(of *Fact) bool { return !f.Until.IsZero() && of.From.After(f.Until) }

// InstantOf is a time of Unix seconds and nanoseconds.
func InstantOf(seconds int64, nano uint32) time.Time { return time.Unix(seconds, int64(nano)) }
