package ledger

import (
	"iter"
	"math/bits"
	"strings"
)

// field is one named field of an entry. Their order is the order of the fields in canonical bytes and of
// the columns of a CSV file, and therefore never changes; new fields go to the end.
type field uint8

const (
	fieldID field = iota
	fieldKind
	fieldAt
	fieldRecorded
	fieldUnit
	fieldName
	fieldCategory
	fieldOf
	fieldItem
	fieldGenre
	fieldTitle
	fieldHappened
	fieldCommission
	fieldWith
	fieldShares
	fieldTopic
	fieldOutlet
	fieldPlacement
	fieldLevel
	fieldBy
	fieldDue
	fieldQuota
	fieldPeriod
	fieldRequired
	fieldAccount
	fieldAmount
	fieldReason
	fieldRule
	fieldType
	fieldRef
	fieldAttrs
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
	fieldID:         {"id", shapeText},
	fieldKind:       {"kind", shapeText},
	fieldAt:         {"at", shapeTime},
	fieldRecorded:   {"recorded", shapeTime},
	fieldUnit:       {"unit", shapeText},
	fieldName:       {"name", shapeText},
	fieldCategory:   {"category", shapeText},
	fieldOf:         {"of", shapeText},
	fieldItem:       {"item", shapeText},
	fieldGenre:      {"genre", shapeText},
	fieldTitle:      {"title", shapeText},
	fieldHappened:   {"happened", shapeTime},
	fieldCommission: {"commission", shapeText},
	fieldWith:       {"with", shapeList},
	fieldShares:     {"shares", shapeShares},
	fieldTopic:      {"topic", shapeText},
	fieldOutlet:     {"outlet", shapeText},
	fieldPlacement:  {"placement", shapeText},
	fieldLevel:      {"level", shapeText},
	fieldBy:         {"by", shapeText},
	fieldDue:        {"due", shapeTime},
	fieldQuota:      {"quota", shapeText},
	fieldPeriod:     {"period", shapeText},
	fieldRequired:   {"required", shapeNumber},
	fieldAccount:    {"account", shapeText},
	fieldAmount:     {"amount", shapeNumber},
	fieldReason:     {"reason", shapeText},
	fieldRule:       {"rule", shapeText},
	fieldType:       {"type", shapeText},
	fieldRef:        {"ref", shapeText},
	fieldAttrs:      {"attrs", shapeAttrs},
}

// fieldsByName finds a field by its exact written name.
var fieldsByName = func() map[string]field {
	byName := make(map[string]field, numFields)
	for f := range numFields {
		byName[fields[f].name] = f
	}
	return byName
}()

func (f field) String() string { return fields[f].name }

// expected says what the value of f is.
func (f field) expected() string {
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

func setOf(list ...field) fieldSet {
	var s fieldSet
	for _, f := range list {
		s |= 1 << f
	}
	return s
}

func (s fieldSet) has(f field) bool { return s&(1<<f) != 0 }

// rank counts the members before f.
func (s fieldSet) rank(f field) int { return bits.OnesCount32(uint32(s & (1<<f - 1))) }

// all iterates over the members in field order.
func (s fieldSet) all() iter.Seq[field] {
	return func(yield func(field) bool) {
		for ; s != 0; s &= s - 1 {
			if !yield(field(bits.TrailingZeros32(uint32(s)))) {
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
	commonRequired = setOf(fieldID, fieldKind, fieldAt)
	commonOptional = setOf(fieldRecorded, fieldAttrs)
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
	needs(fieldUnit, fieldName, fieldCategory).may(fieldOf), // enroll
	needs(fieldUnit), // withdraw
	needs(fieldItem, fieldUnit, fieldGenre).may(fieldTitle, fieldHappened, fieldCommission, fieldWith, fieldShares, fieldTopic), // submit
	needs(fieldItem, fieldOutlet).may(fieldPlacement, fieldLevel),                                                               // adopt
	needs(fieldItem, fieldBy), // endorse
	needs(fieldCommission, fieldUnit, fieldDue).may(fieldGenre, fieldTitle),            // commission
	needs(fieldUnit, fieldQuota, fieldPeriod, fieldRequired),                           // assign
	needs(fieldUnit, fieldAccount, fieldAmount, fieldReason).may(fieldItem, fieldRule), // grant
	needs(fieldUnit, fieldType).may(fieldItem),                                         // incident
	needs(fieldRef, fieldReason),                                                       // void
}

func needs(list ...field) kindSpec {
	s := commonRequired | setOf(list...)
	return kindSpec{s, s | commonOptional}
}

func (k kindSpec) may(list ...field) kindSpec {
	k.allowed |= setOf(list...)
	return k
}

// kindsWith lists the kinds that may have f, for a message: "submit, commission or grant".
func kindsWith(f field) string {
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
