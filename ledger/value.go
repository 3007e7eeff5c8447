package ledger

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// ValueKind says what a [Value] holds.
type ValueKind uint8

// The kinds of value. The zero Value has none of them and is in no ledger.
const (
	TextKind ValueKind = iota + 1
	BoolKind
	NumberKind
)

// String is "string", "bool" or "number".
func (k ValueKind) String() string {
	switch k {
	case TextKind:
		return "string"
	case BoolKind:
		return "bool"
	case NumberKind:
		return "number"
	}
	return "none"
}

// MarshalText is String; nothing for no kind.
func (k ValueKind) MarshalText() ([]byte, error) {
	if k < TextKind || k > NumberKind {
		return []byte{}, nil
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText gives. The error is a [*reason.Error].
func (k *ValueKind) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*k = 0
		return nil
	}
	return unword(k, text, TextKind, BoolKind, NumberKind)
}

// Value is the value of an attribute: a string, a bool or an exact number. It is immutable.
type Value struct {
	kind   ValueKind
	truth  bool
	text   string
	number decimal.Decimal
}

// StringValue holds a string.
func StringValue(s string) Value { return Value{kind: TextKind, text: s} }

// BoolValue holds a bool.
func BoolValue(b bool) Value { return Value{kind: BoolKind, truth: b} }

// NumberValue holds an exact number. A ledger takes at most 30 significant digits, the last of them at
// most 30 places from the point; equal numbers are the same value, however many zeros they end in.
func NumberValue(d decimal.Decimal) Value {
	if exact, fault := normalise(d); fault == noFault {
		d = exact
	}
	return Value{kind: NumberKind, number: d}
}

// Kind says what v holds.
func (v Value) Kind() ValueKind { return v.kind }

// Text returns the string that v holds; false if it holds none.
func (v Value) Text() (string, bool) { return v.text, v.kind == TextKind }

// Bool returns the bool that v holds; false if it holds none.
func (v Value) Bool() (value, ok bool) { return v.truth, v.kind == BoolKind }

// Number returns the number that v holds; false if it holds none.
func (v Value) Number() (decimal.Decimal, bool) { return v.number, v.kind == NumberKind }

// String is the value as canonical bytes write it: a string in JSON quotes, true or false, a number in
// plain digits.
func (v Value) String() string { return string(v.append(nil)) }

func (v Value) append(dst []byte) []byte {
	switch v.kind {
	case TextKind:
		return appendString(dst, v.text)
	case BoolKind:
		if v.truth {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case NumberKind:
		return appendDecimal(dst, v.number)
	}
	return append(dst, "null"...)
}

// Attr is one attribute: what one office knows of an entry and another does not.
type Attr struct {
	Name  string `json:"name"`
	Value Value  `json:"value"`
}

// Attrs are the attributes of an entry, in a ledger sorted by name, each name once.
type Attrs []Attr

// Get returns the attribute of that name; false if there is none.
func (a Attrs) Get(name string) (Value, bool) {
	for _, attr := range a {
		if attr.Name == name {
			return attr.Value, true
		}
	}
	return Value{}, false
}

func compareAttrs(a, b Attr) int { return strings.Compare(a.Name, b.Name) }

// sorted is a itself if it is in order, else a sorted copy.
func (a Attrs) sorted() Attrs {
	if slices.IsSortedFunc(a, compareAttrs) {
		return a
	}
	a = slices.Clone(a)
	slices.SortStableFunc(a, compareAttrs)
	return a
}
