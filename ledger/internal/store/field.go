package store

import (
	"iter"
	"math/bits"
)

// Field is one named field of an entry, as a number. Their order is the order of the fields in
// canonical bytes and of the columns of a CSV file, and therefore never changes; new fields go to the end.
type Field uint8

// The fields of an entry. What each means is said at the field of an entry that has its name.
const (
	FieldID Field = iota
	FieldKind
	FieldAt       // a time
	FieldRecorded // a time
	FieldUnit
	FieldName
	FieldCategory
	FieldOf
	FieldItem
	FieldGenre
	FieldTitle
	FieldHappened // a time
	FieldCommission
	FieldWith   // a list of texts
	FieldShares // a list of texts with numbers
	FieldTopic
	FieldOutlet
	FieldPlacement
	FieldLevel
	FieldBy
	FieldDue // a time
	FieldQuota
	FieldPeriod
	FieldRequired // a number
	FieldAccount
	FieldAmount // a number
	FieldReason
	FieldRule
	FieldType
	FieldRef
	FieldAttrs // a list of values by name
	FieldEnteredBy
	FieldApprovedBy
	FieldDoc
	FieldProof
	FieldRestricted // a flag
	FieldSucceeds   // a list of texts with numbers
	NumFields       // how many there are
)

// NumKinds is how many kinds of entry there are.
const NumKinds = 12

// Shape is what the value of a field looks like.
type Shape uint8

const (
	ShapeText   Shape = iota // a string
	ShapeTime                // a date or a time, as a string
	ShapeNumber              // a decimal, as a string
	ShapeList                // a list of strings
	ShapeShares              // an object of decimals as strings
	ShapeAttrs               // an object of strings, bools and numbers
	ShapeFlag                // true, or absent
	ShapeWholes              // a list of strings, or where a share is not 1 an object of decimals as strings
)

// fields gives the written name and the shape of each field.
var fields = [NumFields]struct {
	name  string
	shape Shape
}{
	FieldID:         {"id", ShapeText},
	FieldKind:       {"kind", ShapeText},
	FieldAt:         {"at", ShapeTime},
	FieldRecorded:   {"recorded", ShapeTime},
	FieldUnit:       {"unit", ShapeText},
	FieldName:       {"name", ShapeText},
	FieldCategory:   {"category", ShapeText},
	FieldOf:         {"of", ShapeText},
	FieldItem:       {"item", ShapeText},
	FieldGenre:      {"genre", ShapeText},
	FieldTitle:      {"title", ShapeText},
	FieldHappened:   {"happened", ShapeTime},
	FieldCommission: {"commission", ShapeText},
	FieldWith:       {"with", ShapeList},
	FieldShares:     {"shares", ShapeShares},
	FieldTopic:      {"topic", ShapeText},
	FieldOutlet:     {"outlet", ShapeText},
	FieldPlacement:  {"placement", ShapeText},
	FieldLevel:      {"level", ShapeText},
	FieldBy:         {"by", ShapeText},
	FieldDue:        {"due", ShapeTime},
	FieldQuota:      {"quota", ShapeText},
	FieldPeriod:     {"period", ShapeText},
	FieldRequired:   {"required", ShapeNumber},
	FieldAccount:    {"account", ShapeText},
	FieldAmount:     {"amount", ShapeNumber},
	FieldReason:     {"reason", ShapeText},
	FieldRule:       {"rule", ShapeText},
	FieldType:       {"type", ShapeText},
	FieldRef:        {"ref", ShapeText},
	FieldAttrs:      {"attrs", ShapeAttrs},
	FieldEnteredBy:  {"entered_by", ShapeText},
	FieldApprovedBy: {"approved_by", ShapeText},
	FieldDoc:        {"doc", ShapeText},
	FieldProof:      {"proof", ShapeText},
	FieldRestricted: {"restricted", ShapeFlag},
	FieldSucceeds:   {"succeeds", ShapeWholes},
}

// Shape is what the value of f looks like.
func (f Field) Shape() Shape { return fields[f].shape }

// String is the written name of the field, as in "unit"; "" for a number that is no field.
func (f Field) String() string {
	if f >= NumFields {
		return ""
	}
	return fields[f].name
}

// FieldSet is a set of fields.
type FieldSet uint64

// SetOf is the set of these fields.
func SetOf(list ...Field) FieldSet {
	var s FieldSet
	for _, f := range list {
		s |= 1 << f
	}
	return s
}

// FieldIf is the set of f alone, or empty.
func FieldIf(f Field, is bool) FieldSet {
	if is {
		return 1 << f
	}
	return 0
}

// Has reports whether f is a member.
func (s FieldSet) Has(f Field) bool { return s&(1<<f) != 0 }

// First is the first member of a set that is not empty.
func (s FieldSet) First() Field { return Field(bits.TrailingZeros64(uint64(s))) }

// All iterates over the members in field order.
func (s FieldSet) All() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for ; s != 0; s &= s - 1 {
			if !yield(Field(bits.TrailingZeros64(uint64(s)))) {
				return
			}
		}
	}
}

// Names returns the written names in field order.
func (s FieldSet) Names() []string {
	names := make([]string, 0, NumFields)
	for f := range s.All() {
		names = append(names, f.String())
	}
	return names
}

// AllFields has every field.
const AllFields FieldSet = 1<<NumFields - 1

// IsIdentifier says whether a field names one entry, item or commission.
func (f Field) IsIdentifier() bool { return named.Has(f) }

var named = SetOf(FieldID, FieldItem, FieldCommission, FieldRef)
