package review

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/audit"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// value is one value of a fact. Foreign is one that no expression knows; an absent one is not written.
type value struct {
	attr    ledger.Value
	absent  bool
	foreign bool
}

func text(s string) value { return value{attr: ledger.StringValue(s), absent: s == ""} }

// sample is what an entry must say where no expression knows a value.
var sample = map[string]string{"unit.category": "office", "item.genre": "brief", "endorse.by": "leader",
	"incident.type": "incident"}

// optionalTexts are the texts that an entry may leave out.
var optionalTexts = []string{"item.title", "item.topic", "adopt.placement", "commission.genre", "commission.title",
	"unit.of", "outlet.level"}

// attrOf is the declared attribute behind a fact; nil: it is a field of its own.
func (v *vocabulary) attrOf(fact string) *scheme.Attr {
	owner, name, _ := strings.Cut(fact, ".")
	attrs := v.scheme.Attrs[audit.KindOf(owner)]
	for i := range attrs {
		if attrs[i].Name == name {
			return &attrs[i]
		}
	}
	return nil
}

// values are the values of a fact that expressions can tell apart, the plainest first. Whole says that these are all;
// asked that an expression asks whether it is there.
func (v *vocabulary) values(fact string, asked bool) (all []value, whole bool) {
	a := v.attrOf(fact)
	typ := rule.StringType()
	if fact == "grant.amount" {
		typ = rule.NumberType()
	}
	if a != nil {
		typ = a.Type
	}
	switch {
	case typ.Equal(rule.BoolType()):
		all, whole = []value{{attr: ledger.BoolValue(false)}, {attr: ledger.BoolValue(true)}}, true
	case typ.Equal(rule.NumberType()):
		all, whole = v.steps(fact, a)
	case typ.Equal(rule.StringType()):
		all, whole = v.words(fact, a)
	default:
		return []value{{absent: true}}, false
	}
	if a != nil {
		all = v.defaultFirst(all, a)
		if asked || a.Optional {
			all = slices.Insert(all, min(len(all), 1), value{absent: true})
		}
	}
	return all, whole
}

func (v *vocabulary) words(fact string, a *scheme.Attr) (all []value, whole bool) {
	known := v.texts[fact]
	if slices.Contains(optionalTexts, fact) {
		all = append(all, text(""))
	}
	for _, word := range known {
		if word != "" || a != nil {
			all = append(all, value{attr: ledger.StringValue(word)})
		}
	}
	if plain := sample[fact]; len(known) == 0 && plain != "" {
		all = append(all, text(plain))
	}
	owner, name, _ := strings.Cut(fact, ".")
	bound := v.scheme.Bounds[audit.KindOf(owner)]
	if (a == nil || len(a.OneOf) == 0) && (bound == nil || bound.Name != name) {
		other := "other"
		for slices.Contains(known, other) {
			other += "-"
		}
		all = append(all, value{attr: ledger.StringValue(other), foreign: true})
	}
	return all, a == nil || a.Must == nil
}

// mostDigits is how many digits an attribute is tried with.
const mostDigits = 28

// steps are the numbers that comparisons tell apart: each that something is compared with, one between each two, one
// below, one above.
func (v *vocabulary) steps(fact string, a *scheme.Attr) (all []value, whole bool) {
	bounds := slices.Clone(v.numbers[fact])
	slices.SortFunc(bounds, decimal.Decimal.Cmp)
	one := decimal.NewFromInt(1)
	tried := []decimal.Decimal{one}
	if len(bounds) > 0 {
		tried = nil
		for i, b := range bounds {
			if i > 0 {
				tried = append(tried, bounds[i-1].Add(b).Mul(decimal.New(5, -1)))
			}
			tried = append(tried, b)
		}
		tried = append(tried, bounds[0].Sub(one), bounds[len(bounds)-1].Add(one))
	}
	whole = true
	for _, n := range tried {
		if n.NumDigits() > mostDigits || n.Exponent() < -mostDigits {
			whole = false // more than a ledger takes
			continue
		}
		if a != nil && a.Must != nil {
			met, err := a.Must.Eval(rule.Row{rule.Number(n)})
			if good, _ := met.AsBool(); err != nil || !good {
				continue
			}
		}
		all = append(all, value{attr: ledger.NumberValue(n)})
	}
	if a != nil && a.Must != nil {
		whole = !slices.ContainsFunc(a.Must.Uses(), func(u rule.Use) bool { return u.Free })
	}
	if len(all) == 0 {
		return []value{{absent: true}}, false
	}
	return all, whole
}

// defaultFirst puts an absent fact that has a default in front, in place of that value.
func (v *vocabulary) defaultFirst(all []value, a *scheme.Attr) []value {
	if a.Default.IsNone() {
		return all
	}
	rest := slices.DeleteFunc(all, func(one value) bool { return sameAs(one.attr, a.Default) })
	return append([]value{{absent: true}}, rest...)
}

func sameAs(v ledger.Value, d rule.Value) bool {
	if s, ok := d.AsString(); ok {
		t, is := v.Text()
		return is && s == t
	}
	if b, ok := d.AsBool(); ok {
		t, is := v.Bool()
		return is && b == t
	}
	n, ok := d.AsNumber()
	t, is := v.Number()
	return ok && is && n.Equal(t)
}

// write puts a value where a fact stands in an entry.
func write(e *ledger.Entry, fact string, v value, isAttr bool) {
	if v.absent {
		return
	}
	_, name, _ := strings.Cut(fact, ".")
	if isAttr {
		e.Attrs = append(slices.Clone(e.Attrs), ledger.Attr{Name: name, Value: v.attr})
		return
	}
	s, _ := v.attr.Text()
	switch name {
	case "category":
		e.Category = s
	case "name":
		e.Name = s
	case "genre":
		e.Genre = s
	case "title":
		e.Title = s
	case "topic":
		e.Topic = s
	case "placement":
		e.Placement = s
	case "by":
		e.By = s
	case "type":
		e.Type = s
	case "reason":
		e.Reason = s
	case "amount":
		n, _ := v.attr.Number()
		e.Amount = decimal.NullDecimal{Decimal: n, Valid: true}
	}
}
