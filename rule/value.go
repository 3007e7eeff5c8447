package rule

import (
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Value is a value of the language. It is immutable and small enough to pass around. The zero
// Value is none: no value at all. Compare with Equal, not with ==.
type Value struct {
	kind kind
	flag bool  // a bool's value; a time is a date; a number is out of bounds
	exp  int32 // a number's scale; a time's nanoseconds
	n    int64 // a number's coefficient; a time's Unix seconds; a duration's nanoseconds
	s    string
	ref  any // *big.Int, decimal.Decimal (out of bounds), *time.Location, *listValue, *mapValue, *entriesValue, Fields
	rec  *Record
}

// listValue is what a list holds. A traced one (see Program.Observe) knows where it was read.
type listValue struct {
	elem  Type
	items []Value
	grown *Growing // of which it is the beginning; nil: none
	trace *trace
	path  string
}

// mapValue is what a map holds, its keys sorted.
type mapValue struct {
	elem  Type
	items map[string]Value
	keys  []string
	trace *trace
	path  string
}

// Number returns a number. One of more than 34 digits can be carried, but reading it in an
// expression is an EvalError.
func Number(d decimal.Decimal) Value {
	x, err := numOf(d)
	if err != nil {
		return Value{kind: kindNumber, flag: true, ref: d}
	}
	return number(x)
}

// Int returns a whole number.
func Int(n int64) Value { return Value{kind: kindNumber, n: n} }

func number(x num) Value {
	v := Value{kind: kindNumber, n: x.c, exp: x.scale}
	if x.big != nil {
		v.ref = x.big
	}
	return v
}

// num requires a number within bounds.
func (v Value) num() num {
	x := num{c: v.n, scale: v.exp}
	if v.ref != nil {
		x.big, _ = v.ref.(*big.Int)
	}
	return x
}

// String returns a text.
func String(s string) Value { return Value{kind: kindString, s: s} }

// Bool returns true or false.
func Bool(b bool) Value { return Value{kind: kindBool, flag: b} }

// Time returns a point in time, to the nanosecond. dateOnly says that it is a date: the time of day is
// not known, and t is the first instant of the day. The zone of t is kept for showing the value;
// expressions see days and hours in the zone of the environment's Calendar.
func Time(t time.Time, dateOnly bool) Value {
	return Value{kind: kindTime, flag: dateOnly, n: t.Unix(), exp: int32(t.Nanosecond()), ref: t.Location()}
}

// Duration returns a length of time.
func Duration(d time.Duration) Value { return Value{kind: kindDuration, n: int64(d)} }

// List returns a list whose elements are all of type elem. It keeps items, which must not change afterwards.
func List(elem Type, items []Value) Value {
	return Value{kind: kindList, ref: &listValue{elem: elem, items: items}}
}

// Map returns a map from strings to values that are all of type elem. It keeps items, which must not change afterwards.
func Map(elem Type, items map[string]Value) Value {
	keys := make([]string, 0, len(items))
	for key := range items {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return Value{kind: kindMap, ref: &mapValue{elem: elem, items: items, keys: keys}}
}

func (v Value) list() *listValue { l, _ := v.ref.(*listValue); return l }

// mapping is what a map holds, with all of its entries; nil for anything else.
func (v Value) mapping() *mapValue {
	if m, ok := v.ref.(*mapValue); ok {
		return m
	}
	if e, ok := v.ref.(*entriesValue); ok {
		return e.made()
	}
	return nil
}

func (v Value) fields() Fields { f, _ := v.ref.(Fields); return f }

// time requires a time, and gives it in its own zone.
func (v Value) time() time.Time {
	t := time.Unix(v.n, int64(v.exp))
	if loc, ok := v.ref.(*time.Location); ok {
		return t.In(loc)
	}
	return t.UTC()
}

// AsNumber returns the decimal of a number, without trailing zeros after the point.
func (v Value) AsNumber() (decimal.Decimal, bool) {
	if v.kind != kindNumber {
		return decimal.Decimal{}, false
	}
	if v.flag {
		d, _ := v.ref.(decimal.Decimal)
		return d, true
	}
	return v.num().decimal(), true
}

// AsString returns the text of a string.
func (v Value) AsString() (string, bool) { return v.s, v.kind == kindString }

// AsBool returns the truth of a bool.
func (v Value) AsBool() (value, ok bool) { return v.kind == kindBool && v.flag, v.kind == kindBool }

// AsTime returns a time, and whether it is a date only.
func (v Value) AsTime() (t time.Time, dateOnly, ok bool) {
	if v.kind != kindTime {
		return time.Time{}, false, false
	}
	return v.time(), v.flag, true
}

// AsDuration returns a duration.
func (v Value) AsDuration() (time.Duration, bool) {
	if v.kind != kindDuration {
		return 0, false
	}
	return time.Duration(v.n), true
}

// AsList returns the elements of a list; they must not be changed.
func (v Value) AsList() ([]Value, bool) {
	if l := v.list(); l != nil {
		return l.items, true
	}
	return nil, false
}

// AsMap returns the entries of a map; they must not be changed. Go's order of ranging is random:
// use Keys where the order can be seen.
func (v Value) AsMap() (map[string]Value, bool) {
	if m := v.mapping(); m != nil {
		return m.items, true
	}
	return nil, false
}

// Keys returns the keys of a map, sorted, and nil for anything else.
func (v Value) Keys() []string {
	if e, ok := v.ref.(*entriesValue); ok {
		return slices.Sorted(slices.Values(e.entries.Keys()))
	}
	if m := v.mapping(); m != nil {
		return m.keys
	}
	return nil
}

// AsRecord returns the declaration and the fields of a record.
func (v Value) AsRecord() (*Record, Fields, bool) {
	return v.rec, v.fields(), v.kind == kindRecord
}

// IsNone reports whether v is the zero Value, which is no value.
func (v Value) IsNone() bool { return v.kind == kindNone }

// Type returns the type of the value; the zero Type for none.
func (v Value) Type() Type {
	switch v.kind {
	case kindList:
		return ListType(v.list().elem)
	case kindMap:
		if e, ok := v.ref.(*entriesValue); ok {
			return MapType(e.elem)
		}
		return MapType(v.mapping().elem)
	}
	return Type{kind: v.kind, rec: v.rec}
}

// deepest bounds how far Equal, String and the key of a Memo follow records into records.
const deepest = 32

// Equal reports whether two values are the same: numbers by their size (1.0 is 1), times by
// their instant and by whether they are dates, lists and maps by their elements, records of one
// declaration by their fields. Values of different types are not equal.
func (v Value) Equal(w Value) bool { return equal(v, w, deepest) }

func equal(v, w Value, depth int) bool {
	if v.kind != w.kind || depth == 0 {
		return false
	}
	switch v.kind {
	case kindNumber:
		if v.flag || w.flag {
			return v.flag == w.flag && sameOversize(v, w)
		}
		return v.num().equal(w.num())
	case kindString:
		return v.s == w.s
	case kindList:
		return slices.EqualFunc(v.list().items, w.list().items, func(a, b Value) bool { return equal(a, b, depth-1) })
	case kindMap:
		a, b := v.mapping(), w.mapping()
		if !slices.Equal(a.keys, b.keys) {
			return false
		}
		for _, key := range a.keys {
			if !equal(a.items[key], b.items[key], depth-1) {
				return false
			}
		}
		return true
	case kindRecord:
		return v.rec == w.rec && equalFields(v, w, depth)
	}
	return v.flag == w.flag && v.n == w.n && v.exp == w.exp
}

func equalFields(v, w Value, depth int) bool {
	f, g := v.fields(), w.fields()
	for i := range v.rec.Fields {
		a, inF := f.Field(i)
		b, inG := g.Field(i)
		if inF != inG || inF && !equal(a, b, depth-1) {
			return false
		}
	}
	return true
}

// sameOversize compares two numbers out of bounds digit for digit: scaling them could take any amount of memory.
func sameOversize(v, w Value) bool {
	a, _ := v.ref.(decimal.Decimal)
	b, _ := w.ref.(decimal.Decimal)
	return a.Exponent() == b.Exponent() && a.Coefficient().Cmp(b.Coefficient()) == 0
}
