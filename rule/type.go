package rule

import (
	"strings"
	"sync"

	"github.com/gongguo/gongguo/ledger/reason"
)

// kind says what a Value is. The order is part of the keys of a Memo and of nothing else.
type kind uint8

const (
	kindNone kind = iota
	kindNumber
	kindString
	kindBool
	kindTime
	kindDuration
	kindList
	kindMap
	kindRecord
)

var kindNames = [...]string{"none", "number", "string", "bool", "time", "duration", "list", "map", "record"}

// Type is the type of a value of the language: a number (an exact decimal), a string, a bool,
// a time, a duration, a list of one type, a map from strings to one type, or a [Record].
// The zero Type is no type at all. Compare with Equal, not with ==.
type Type struct {
	kind kind
	elem *Type
	rec  *Record
}

// NumberType returns the type of exact decimals. There is no other type of numbers.
func NumberType() Type { return Type{kind: kindNumber} }

// StringType returns the type of texts; a text is a sequence of Unicode characters.
func StringType() Type { return Type{kind: kindString} }

// BoolType returns the type of true and false.
func BoolType() Type { return Type{kind: kindBool} }

// TimeType returns the type of points in time. A date is one too: the first instant of its day, with the
// time of day unknown.
func TimeType() Type { return Type{kind: kindTime} }

// DurationType returns the type of lengths of time, whole nanoseconds up to 292 years.
func DurationType() Type { return Type{kind: kindDuration} }

// ListType returns the type of lists whose elements are all of type elem.
func ListType(elem Type) Type { return Type{kind: kindList, elem: &elem} }

// MapType returns the type of maps from strings to values that are all of type elem.
func MapType(elem Type) Type { return Type{kind: kindMap, elem: &elem} }

// Equal reports whether the two types are the same. Records are the same if they are one
// declaration, that is one pointer.
func (t Type) Equal(u Type) bool {
	if t.kind != u.kind || t.rec != u.rec {
		return false
	}
	if t.elem == nil || u.elem == nil {
		return t.elem == u.elem
	}
	return t.elem.Equal(*u.elem)
}

// IsZero reports whether t is the zero Type, which is no type.
func (t Type) IsZero() bool { return t.kind == kindNone }

// Elem returns the type of the elements of a list or of the values of a map, and false for
// any other type.
func (t Type) Elem() (Type, bool) {
	if t.elem == nil {
		return Type{}, false
	}
	return *t.elem, true
}

// Record returns the record declaration behind a record type, and false for any other type.
func (t Type) Record() (*Record, bool) { return t.rec, t.rec != nil }

// String returns the type as error messages write it: number, string, bool, time, duration,
// list(string), map(number), or the name of the record.
func (t Type) String() string {
	switch t.kind {
	case kindList, kindMap:
		return kindNames[t.kind] + "(" + t.elem.String() + ")"
	case kindRecord:
		return t.rec.Name
	}
	return kindNames[t.kind]
}

// holdsRecords reports whether values of the type are records or hold some.
func (t Type) holdsRecords() bool { return t.rec != nil || t.elem != nil && t.elem.holdsRecords() }

// valid says what is wrong with t as the type of a declaration; the zero Reason: nothing is.
func (t Type) valid() reason.Reason {
	switch t.kind {
	case kindNone:
		return reason.New("rule.no-type", "no type")
	case kindList, kindMap:
		if t.elem == nil {
			return reason.New("rule.no-element-type", "no type of the elements")
		}
		return t.elem.valid()
	case kindRecord:
		if t.rec == nil {
			return reason.New("rule.no-record", "no record")
		}
	}
	return reason.Reason{}
}

// holdsTexts says whether values are strings, or maps of strings.
func (t Type) holdsTexts() bool {
	return t.kind == kindString || t.kind == kindMap && t.elem != nil && t.elem.kind == kindString
}

// Field declares one field of a Record.
type Field struct {
	Name string // an identifier: letters, digits and _, not starting with a digit
	Type Type
	// Optional says that the field may be absent: has(x.f) asks. Reading an absent field is
	// an AbsentError whether or not it is declared so; without Optional it is a fault of the caller's data.
	Optional bool
	// Keys are the keys that a map is known to have, as in Var.
	Keys []string
	// OneOf are the texts that a string, or a value of a map, can be besides the empty one, as in Var.
	OneOf []string
	Doc   string
}

// Record declares a record type: a fixed set of named, typed fields. It is declared once, used
// by pointer, and must not change after its first use. Records may refer to each other.
type Record struct {
	Name   string // as error messages call it, for example "item"
	Fields []Field

	once   sync.Once
	byName map[string]int // see Index
}

// Index is the place of a field in Fields, which no longer change then; −1: there is none of that name. It is safe
// for concurrent use.
func (r *Record) Index(name string) int {
	r.once.Do(func() {
		r.byName = make(map[string]int, len(r.Fields))
		for i, f := range r.Fields {
			r.byName[f.Name] = i
		}
	})
	if i, ok := r.byName[name]; ok {
		return i
	}
	return -1
}

// Type returns the type of values of this record.
func (r *Record) Type() Type { return Type{kind: kindRecord, rec: r} }

// Value returns a value of this record type, whose fields are read from f when they are needed.
// f must give the same answers for as long as the value is used.
func (r *Record) Value(f Fields) Value {
	if r == nil || f == nil {
		return Value{}
	}
	return Value{kind: kindRecord, rec: r, ref: f}
}

// Fields gives the fields of a record value.
type Fields interface {
	// Field returns the field with index i in Record.Fields, and false where it is absent.
	Field(i int) (Value, bool)
}

// Row is the simplest Fields and Vars: one value per field or variable, by index. A zero Value
// stands for an absent one, and so does everything beyond its end.
type Row []Value

// Field returns the value with index i; see [Fields].
func (r Row) Field(i int) (Value, bool) {
	if i < 0 || i >= len(r) || r[i].kind == kindNone {
		return Value{}, false
	}
	return r[i], true
}

// Var returns the value with index i; see [Vars].
func (r Row) Var(i int) (Value, bool) { return r.Field(i) }

// isIdentifier reports whether s can be written as a name in an expression.
func isIdentifier(s string) bool {
	if s == "" || isReserved(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// isReserved reports whether CEL keeps the word for itself.
func isReserved(s string) bool {
	const words = " as break const continue else false for function if import in " +
		"let loop package namespace null return true var void while "
	return strings.Contains(words, " "+s+" ")
}
