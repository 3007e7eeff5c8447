package ledger

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
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

	Unit     string // the unit (单位) or person; every kind but adopt, endorse, void and close
	Name     string // enroll: the unit's name
	Category string // enroll: the unit's category
	Of       string // enroll: the unit that this unit or person belongs to; optional

	Item       string   // the item (稿件, 信息): submit, adopt, endorse; optional on grant, incident and opening
	Genre      string   // submit; optional on commission
	Title      string   // submit, commission; close, opening: number or receipt of the bulletin; optional
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
	Quota    string              // assign: the id of a quota of the scheme; opening: likewise, or an account
	Period   string              // assign, close, opening: 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31
	Required decimal.NullDecimal // assign: the task figure; opening of a quota: what was owed, optional

	Account string              // grant; opening, or a quota
	Amount  decimal.NullDecimal // grant: points or money, of either sign; opening: likewise, of a quota what was done
	Reason  string              // grant, void
	Rule    string              // grant; opening of an account: the rule that gave it; optional
	Type    string              // incident: what happened (迟报, 漏报, 失实)
	Ref     string              // void: the id of the entry struck out, an earlier one

	Attrs Attrs // optional on every kind

	EnteredBy  string // who entered it (经办); optional on every kind, as the next four
	ApprovedBy string // who approved it (审批)
	Doc        string // the number of the document on which it rests (文号)
	Proof      string // a scan of it, as [Proof] writes it
	Restricted bool   // 内部: title, outlet and endorser are shown to nobody who does not ask for it, see package scoring

	// Succeeds is enroll: the units that this one succeeds from At on, each with the part of what it had that passes to
	// this one, more than 0 and at most 1, which is all; in a ledger sorted by unit, each once; optional.
	Succeeds []Share
}

// Share is the part of an item's credit that a unit or person receives, or the part of a unit to which another
// succeeds.
type Share struct {
	Unit  string
	Share decimal.Decimal
}

// text returns the place of a field of shape shapeText; kind is none, since it has a type of its own.
func (e *Entry) text(f store.Field) *string {
	switch f {
	case store.FieldID:
		return &e.ID
	case store.FieldUnit:
		return &e.Unit
	case store.FieldName:
		return &e.Name
	case store.FieldCategory:
		return &e.Category
	case store.FieldOf:
		return &e.Of
	case store.FieldItem:
		return &e.Item
	case store.FieldGenre:
		return &e.Genre
	case store.FieldTitle:
		return &e.Title
	case store.FieldCommission:
		return &e.Commission
	case store.FieldTopic:
		return &e.Topic
	case store.FieldOutlet:
		return &e.Outlet
	case store.FieldPlacement:
		return &e.Placement
	case store.FieldLevel:
		return &e.Level
	case store.FieldBy:
		return &e.By
	case store.FieldQuota:
		return &e.Quota
	case store.FieldPeriod:
		return &e.Period
	case store.FieldAccount:
		return &e.Account
	case store.FieldReason:
		return &e.Reason
	case store.FieldRule:
		return &e.Rule
	case store.FieldType:
		return &e.Type
	case store.FieldRef:
		return &e.Ref
	case store.FieldEnteredBy:
		return &e.EnteredBy
	case store.FieldApprovedBy:
		return &e.ApprovedBy
	case store.FieldDoc:
		return &e.Doc
	case store.FieldProof:
		return &e.Proof
	}
	return (*string)(&e.Kind)
}

// time returns the place of a field of shape shapeTime.
func (e *Entry) time(f store.Field) *Time {
	switch f {
	case store.FieldRecorded:
		return &e.Recorded
	case store.FieldHappened:
		return &e.Happened
	case store.FieldDue:
		return &e.Due
	}
	return &e.At
}

// number returns the place of a field of shape shapeNumber.
func (e *Entry) number(f store.Field) *decimal.NullDecimal {
	if f == store.FieldRequired {
		return &e.Required
	}
	return &e.Amount
}

// shares returns the place of a field of units with shares.
func (e *Entry) shares(f store.Field) *[]Share {
	if f == store.FieldSucceeds {
		return &e.Succeeds
	}
	return &e.Shares
}

// has is the set of the fields that e has.
func (e *Entry) has() store.FieldSet {
	return store.FieldIf(store.FieldID, e.ID != "") | store.FieldIf(store.FieldKind,
		e.Kind != "") | store.FieldIf(store.FieldAt, !e.At.IsZero()) | store.FieldIf(store.FieldRecorded,
		!e.Recorded.IsZero()) |
		store.FieldIf(store.FieldUnit, e.Unit != "") | store.FieldIf(store.FieldName,
		e.Name != "") | store.FieldIf(store.FieldCategory, e.Category != "") | store.FieldIf(store.FieldOf,
		e.Of != "") |
		store.FieldIf(store.FieldItem, e.Item != "") | store.FieldIf(store.FieldGenre,
		e.Genre != "") | store.FieldIf(store.FieldTitle, e.Title != "") | store.FieldIf(store.FieldHappened,
		!e.Happened.IsZero()) |
		store.FieldIf(store.FieldCommission, e.Commission != "") | store.FieldIf(store.FieldWith,
		len(e.With) > 0) | store.FieldIf(store.FieldShares, len(e.Shares) > 0) | store.FieldIf(store.FieldTopic,
		e.Topic != "") |
		store.FieldIf(store.FieldOutlet, e.Outlet != "") | store.FieldIf(store.FieldPlacement,
		e.Placement != "") | store.FieldIf(store.FieldLevel, e.Level != "") | store.FieldIf(store.FieldBy, e.By != "") |
		store.FieldIf(store.FieldDue, !e.Due.IsZero()) | store.FieldIf(store.FieldQuota,
		e.Quota != "") | store.FieldIf(store.FieldPeriod, e.Period != "") | store.FieldIf(store.FieldRequired,
		e.Required.Valid) |
		store.FieldIf(store.FieldAccount, e.Account != "") | store.FieldIf(store.FieldAmount,
		e.Amount.Valid) | store.FieldIf(store.FieldReason, e.Reason != "") | store.FieldIf(store.FieldRule,
		e.Rule != "") |
		store.FieldIf(store.FieldType, e.Type != "") | store.FieldIf(store.FieldRef,
		e.Ref != "") | store.FieldIf(store.FieldAttrs, len(e.Attrs) > 0) |
		store.FieldIf(store.FieldEnteredBy, e.EnteredBy != "") |
		store.FieldIf(store.FieldApprovedBy, e.ApprovedBy != "") | store.FieldIf(store.FieldDoc, e.Doc != "") |
		store.FieldIf(store.FieldProof, e.Proof != "") | store.FieldIf(store.FieldRestricted, e.Restricted) |
		store.FieldIf(store.FieldSucceeds, len(e.Succeeds) > 0)
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
