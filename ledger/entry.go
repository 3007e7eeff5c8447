package ledger

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Entry is one line of a ledger, with the fields of all kinds; a field that its kind does not have is zero.
// An Entry that came out of a [Ledger] is a copy; a program fills one in to put it into a ledger.
//
// Text that is "", a list that is empty and the zero Time are absent fields.
type Entry struct {
	ID       string // the caller's key of this entry; required, unique
	Kind     Kind   // required
	At       Time   // when it happened; required
	Recorded Time   // when it became known; a time, not a date; absent: see [Ledger.View]

	Unit     string // the unit (单位) or person; every kind but adopt, endorse and void
	Name     string // enroll: the unit's name
	Category string // enroll: the unit's category
	Of       string // enroll: the unit that this unit or person belongs to; optional

	Item       string   // the item (稿件, 信息): submit, adopt, endorse; optional on grant and incident
	Genre      string   // submit; optional on commission
	Title      string   // submit, commission; optional
	Happened   Time     // submit: time of the event reported; optional
	Commission string   // commission: its id; submit: the one that it answers, optional
	With       []string // submit: co-submitting units or persons, as written, each once; optional
	Shares     []Share  // submit: who receives which share, in a ledger sorted by unit, each once; optional
	Topic      string   // submit: the same for items of one news clue; optional

	Outlet    string // adopt
	Placement string // adopt; optional
	Level     string // adopt: the level of an outlet that no list names; optional
	By        string // endorse: the leader or office

	Due      Time                // commission; a date means the end of that day
	Quota    string              // assign: the id of a quota of the scheme
	Period   string              // assign: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07
	Required decimal.NullDecimal // assign: the task figure

	Account string              // grant
	Amount  decimal.NullDecimal // grant: points or money, of either sign
	Reason  string              // grant, void
	Rule    string              // grant; optional
	Type    string              // incident: what happened (迟报, 漏报, 失实)
	Ref     string              // void: the id of the entry struck out, an earlier one

	Attrs Attrs // optional on every kind
}

// Share is the part of an item's credit that a unit or person receives.
type Share struct {
	Unit  string
	Share decimal.Decimal
}

// text returns the place of a field of shape shapeText; kind is none, since it has a type of its own.
func (e *Entry) text(f Field) *string {
	switch f {
	case FieldID:
		return &e.ID
	case FieldUnit:
		return &e.Unit
	case FieldName:
		return &e.Name
	case FieldCategory:
		return &e.Category
	case FieldOf:
		return &e.Of
	case FieldItem:
		return &e.Item
	case FieldGenre:
		return &e.Genre
	case FieldTitle:
		return &e.Title
	case FieldCommission:
		return &e.Commission
	case FieldTopic:
		return &e.Topic
	case FieldOutlet:
		return &e.Outlet
	case FieldPlacement:
		return &e.Placement
	case FieldLevel:
		return &e.Level
	case FieldBy:
		return &e.By
	case FieldQuota:
		return &e.Quota
	case FieldPeriod:
		return &e.Period
	case FieldAccount:
		return &e.Account
	case FieldReason:
		return &e.Reason
	case FieldRule:
		return &e.Rule
	case FieldType:
		return &e.Type
	case FieldRef:
		return &e.Ref
	}
	return (*string)(&e.Kind)
}

// time returns the place of a field of shape shapeTime.
func (e *Entry) time(f Field) *Time {
	switch f {
	case FieldRecorded:
		return &e.Recorded
	case FieldHappened:
		return &e.Happened
	case FieldDue:
		return &e.Due
	}
	return &e.At
}

// number returns the place of a field of shape shapeNumber.
func (e *Entry) number(f Field) *decimal.NullDecimal {
	if f == FieldRequired {
		return &e.Required
	}
	return &e.Amount
}

// has is the set of the fields that e has.
func (e *Entry) has() fieldSet {
	return in(FieldID, e.ID != "") | in(FieldKind, e.Kind != "") | in(FieldAt, !e.At.IsZero()) | in(FieldRecorded, !e.Recorded.IsZero()) |
		in(FieldUnit, e.Unit != "") | in(FieldName, e.Name != "") | in(FieldCategory, e.Category != "") | in(FieldOf, e.Of != "") |
		in(FieldItem, e.Item != "") | in(FieldGenre, e.Genre != "") | in(FieldTitle, e.Title != "") | in(FieldHappened, !e.Happened.IsZero()) |
		in(FieldCommission, e.Commission != "") | in(FieldWith, len(e.With) > 0) | in(FieldShares, len(e.Shares) > 0) | in(FieldTopic, e.Topic != "") |
		in(FieldOutlet, e.Outlet != "") | in(FieldPlacement, e.Placement != "") | in(FieldLevel, e.Level != "") | in(FieldBy, e.By != "") |
		in(FieldDue, !e.Due.IsZero()) | in(FieldQuota, e.Quota != "") | in(FieldPeriod, e.Period != "") | in(FieldRequired, e.Required.Valid) |
		in(FieldAccount, e.Account != "") | in(FieldAmount, e.Amount.Valid) | in(FieldReason, e.Reason != "") | in(FieldRule, e.Rule != "") |
		in(FieldType, e.Type != "") | in(FieldRef, e.Ref != "") | in(FieldAttrs, len(e.Attrs) > 0)
}

func compareShares(a, b Share) int { return strings.Compare(a.Unit, b.Unit) }

// sortedShares is s itself if it is in order, else a sorted copy.
func sortedShares(s []Share) []Share {
	if slices.IsSortedFunc(s, compareShares) {
		return s
	}
	s = slices.Clone(s)
	slices.SortStableFunc(s, compareShares)
	return s
}
