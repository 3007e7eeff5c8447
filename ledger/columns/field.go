package columns

import "github.com/gongguo/gongguo/ledger/internal/store"

// Field is one named field of an entry, as [Columns] give them. Their order is the order of the fields in
// canonical bytes and of the columns of a CSV file, and therefore never changes; new fields go to the end.
type Field uint8

// The fields of an entry. What each means is said at the field of the struct [ledger.Entry] that has its name.
const (
	FieldID         = Field(store.FieldID)
	FieldKind       = Field(store.FieldKind)
	FieldAt         = Field(store.FieldAt)       // a time
	FieldRecorded   = Field(store.FieldRecorded) // a time
	FieldUnit       = Field(store.FieldUnit)
	FieldName       = Field(store.FieldName)
	FieldCategory   = Field(store.FieldCategory)
	FieldOf         = Field(store.FieldOf)
	FieldItem       = Field(store.FieldItem)
	FieldGenre      = Field(store.FieldGenre)
	FieldTitle      = Field(store.FieldTitle)
	FieldHappened   = Field(store.FieldHappened) // a time
	FieldCommission = Field(store.FieldCommission)
	FieldWith       = Field(store.FieldWith)   // a list of texts
	FieldShares     = Field(store.FieldShares) // a list of texts with numbers
	FieldTopic      = Field(store.FieldTopic)
	FieldOutlet     = Field(store.FieldOutlet)
	FieldPlacement  = Field(store.FieldPlacement)
	FieldLevel      = Field(store.FieldLevel)
	FieldBy         = Field(store.FieldBy)
	FieldDue        = Field(store.FieldDue) // a time
	FieldQuota      = Field(store.FieldQuota)
	FieldPeriod     = Field(store.FieldPeriod)
	FieldRequired   = Field(store.FieldRequired) // a number
	FieldAccount    = Field(store.FieldAccount)
	FieldAmount     = Field(store.FieldAmount) // a number
	FieldReason     = Field(store.FieldReason)
	FieldRule       = Field(store.FieldRule)
	FieldType       = Field(store.FieldType)
	FieldRef        = Field(store.FieldRef)
	FieldAttrs      = Field(store.FieldAttrs) // a list of values by name
	FieldEnteredBy  = Field(store.FieldEnteredBy)
	FieldApprovedBy = Field(store.FieldApprovedBy)
	FieldDoc        = Field(store.FieldDoc)
	FieldProof      = Field(store.FieldProof)
	FieldRestricted = Field(store.FieldRestricted) // a flag
	FieldSucceeds   = Field(store.FieldSucceeds)   // a list of texts with numbers
)

// String is the written name of the field, as in "unit"; "" for a number that is no field.
func (f Field) String() string { return store.Field(f).String() }

// IsIdentifier says whether a field names one entry, item or commission, so that a grouping compares only its presence.
func (f Field) IsIdentifier() bool { return store.Field(f).IsIdentifier() }
