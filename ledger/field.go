package ledger

import (
	"iter"
	"math/bits"
	"strings"
)

// Field is one named field of an entry, as [Columns] give them. Their order is the order of the fields in
// canonical bytes and of the columns of a CSV file, and therefore never changes; new fields go to the end.
type Field uint8

// The fields of an entry. What each means is said at the field of the struct [Entry] that has its name.
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
	numFields
)

// shape is what the value of a field looks like.
type shape uint8

const (
	shapeText   shape = iota // a string
	shapeTime                // a date or a time, as a string
	shapeNumber              // a decimal, as a string
	shapeList                // a list of strings
	shapeShares              // an object of decimals as strings
	shapeAttrs               // an object of strings, bools and numbers
)

// fields gives the written name and the shape of each field.
var fields = [numFields]struct {
	name  string
	shape shape
}{
	FieldID:         {"id", shapeText},
	FieldKind:       {"kind", shapeText},
	FieldAt:         {"at", shapeTime},
	FieldRecorded:   {"recorded", shapeTime},
	FieldUnit:       {"unit", shapeText},
	FieldName:       {"name", shapeText},
	FieldCategory:   {"category", shapeText},
	FieldOf:         {"of", shapeText},
	FieldItem:       {"item", shapeText},
	FieldGenre:      {"genre", shapeText},
	FieldTitle:      {"title", shapeText},
	FieldHappened:   {"happened", shapeTime},
	FieldCommission: {"commission", shapeText},
	FieldWith:       {"with", shapeList},
	FieldShares:     {"shares", shapeShares},
	FieldTopic:      {"topic", shapeText},
	FieldOutlet:     {"outlet", shapeText},
	FieldPlacement:  {"placement", shapeText},
	FieldLevel:      {"level", shapeText},
	FieldBy:         {"by", shapeText},
	FieldDue:        {"due", shapeTime},
	FieldQuota:      {"quota", shapeText},
	FieldPeriod:     {"period", shapeText},
	FieldRequired:   {"required", shapeNumber},
	FieldAccount:    {"account", shapeText},
	FieldAmount:     {"amount", shapeNumber},
	FieldReason:     {"reason", shapeText},
	FieldRule:       {"rule", shapeText},
	FieldType:       {"type", shapeText},
	FieldRef:        {"ref", shapeText},
	FieldAttrs:      {"attrs", shapeAttrs},
}

// fieldsByName finds a field by its exact written name.
var fieldsByName = func() map[string]Field {
	byName := make(map[string]Field, numFields)
	for f := range numFields {
		byName[fields[f].name] = f
	}
	return byName
}()

// String is the written name of the field, as in "unit"; "" for a number that is no field.
func (f Field) String() string {
	if f >= numFields {
		return ""
	}
	return fields[f].name
}

// expected says what the value of f is.
func (f Field) expected() string {
	switch fields[f].shape {
	case shapeTime:
		return "a date or a time"
	case shapeNumber:
		return "a decimal"
	}
	return "a text"
}

// fieldSet is a set of fields.
type fieldSet uint32

func setOf(list ...Field) fieldSet {
	var s fieldSet
	for _, f := range list {
		s |= 1 << f
	}
	return s
}

// in is the set of f alone, or empty.
func in(f Field, is bool) fieldSet {
	if is {
		return 1 << f
	}
	return 0
}

func (s fieldSet) has(f Field) bool { return s&(1<<f) != 0 }

// first is the first member of a set that is not empty.
func (s fieldSet) first() Field { return Field(bits.TrailingZeros32(uint32(s))) }

// all iterates over the members in field order.
func (s fieldSet) all() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for ; s != 0; s &= s - 1 {
			if !yield(Field(bits.TrailingZeros32(uint32(s)))) {
				return
			}
		}
	}
}

// names returns the written names in field order.
func (s fieldSet) names() []string {
	names := make([]string, 0, numFields)
	for f := range s.all() {
		names = append(names, f.String())
	}
	return names
}

// allFields has every field.
const allFields fieldSet = 1<<numFields - 1

var (
	commonRequired = setOf(FieldID, FieldKind, FieldAt)
	commonOptional = setOf(FieldRecorded, FieldAttrs)
)

// kindSpec is the fields that a kind needs and those that it may have, the needed ones among them.
type kindSpec struct{ required, allowed fieldSet }

// spec returns the fields of the kind with that number. Number 0, an unknown kind, needs the common ones
// and may have any.
func spec(number uint8) kindSpec {
	if number == 0 {
		return kindSpec{commonRequired, allFields}
	}
	return kindSpecs[number-1]
}

// kindSpecs follows the order of kinds.
var kindSpecs = [len(kinds)]kindSpec{
	needs(FieldUnit, FieldName, FieldCategory).may(FieldOf), // enroll
	needs(FieldUnit), // withdraw
	needs(FieldItem, FieldUnit, FieldGenre).may(FieldTitle, FieldHappened, FieldCommission, FieldWith, FieldShares, FieldTopic), // submit
	needs(FieldItem, FieldOutlet).may(FieldPlacement, FieldLevel),                                                               // adopt
	needs(FieldItem, FieldBy), // endorse
	needs(FieldCommission, FieldUnit, FieldDue).may(FieldGenre, FieldTitle),            // commission
	needs(FieldUnit, FieldQuota, FieldPeriod, FieldRequired),                           // assign
	needs(FieldUnit, FieldAccount, FieldAmount, FieldReason).may(FieldItem, FieldRule), // grant
	needs(FieldUnit, FieldType).may(FieldItem),                                         // incident
	needs(FieldRef, FieldReason),                                                       // void
}

func needs(list ...Field) kindSpec {
	s := commonRequired | setOf(list...)
	return kindSpec{s, s | commonOptional}
}

func (k kindSpec) may(list ...Field) kindSpec {
	k.allowed |= setOf(list...)
	return k
}

// kindsWith lists the kinds that may have f, for a message: "submit, commission or grant".
func kindsWith(f Field) string {
	var names []string
	for i, k := range kinds {
		if kindSpecs[i].allowed.has(f) {
			names = append(names, string(k))
		}
	}
	return enumerate(names, "or")
}

// enumerate writes names as "a, b or c".
func enumerate(names []string, conjunction string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + conjunction + " " + names[last]
}
