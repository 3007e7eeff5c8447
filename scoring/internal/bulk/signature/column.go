package signature

import (
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ColumnOf is the column that a field of a record shows as it is; false if it shows none. The declared attributes of
// the record are its fields from firstAttr on.
func ColumnOf(v *scheme.Vocabulary, record *rule.Record, field int) (column columns.Field, plain bool, firstAttr int) {
	var byField []columns.Field // by field of the record
	switch record {
	case v.Item:
		byField, firstAttr = []columns.Field{
			scheme.ItemID: columns.FieldItem, scheme.ItemUnit: columns.FieldUnit, scheme.ItemGenre: columns.FieldGenre,
			scheme.ItemTitle: columns.FieldTitle, scheme.ItemAt: columns.FieldAt,
			scheme.ItemHappened: columns.FieldHappened, scheme.ItemTopic: columns.FieldTopic,
			scheme.ItemWith:       columns.FieldWith,
			scheme.ItemShares:     columns.FieldShares,
			scheme.ItemCommission: columns.FieldCommission,
		}, scheme.ItemFields
	case v.Adopt:
		byField, firstAttr = []columns.Field{
			scheme.AdoptID: columns.FieldID, scheme.AdoptAt: columns.FieldAt,
			scheme.AdoptPlacement: columns.FieldPlacement,
		}, scheme.AdoptFields
	case v.Outlet:
		byField, firstAttr = []columns.Field{scheme.OutletName: columns.FieldOutlet,
			scheme.OutletLevel: columns.FieldLevel}, scheme.OutletFields
	case v.Endorse:
		byField, firstAttr = []columns.Field{
			scheme.EndorseID: columns.FieldID, scheme.EndorseAt: columns.FieldAt, scheme.EndorseBy: columns.FieldBy,
		}, scheme.EndorseFields
	case v.Grant:
		byField, firstAttr = []columns.Field{
			scheme.GrantID: columns.FieldID, scheme.GrantAt: columns.FieldAt, scheme.GrantUnit: columns.FieldUnit,
			scheme.GrantAccount: columns.FieldAccount, scheme.GrantAmount: columns.FieldAmount,
			scheme.GrantReason: columns.FieldReason,
		}, scheme.GrantFields
	case v.Incident:
		byField, firstAttr = []columns.Field{
			scheme.IncidentID: columns.FieldID, scheme.IncidentAt: columns.FieldAt,
			scheme.IncidentUnit: columns.FieldUnit,
			scheme.IncidentType: columns.FieldType,
		}, scheme.IncidentFields
	case v.Answer:
		byField, firstAttr = []columns.Field{
			scheme.AnswerID: columns.FieldItem, scheme.AnswerAt: columns.FieldAt,
			scheme.AnswerGenre: columns.FieldGenre, scheme.AnswerTitle: columns.FieldTitle,
			scheme.AnswerHappened: columns.FieldHappened,
		}, scheme.AnswerFields
	case v.Commission, v.Asked:
		byField, firstAttr = []columns.Field{
			scheme.CommissionID: columns.FieldCommission, scheme.CommissionUnit: columns.FieldUnit,
			scheme.CommissionAt: columns.FieldAt, scheme.CommissionDue: columns.FieldDue,
			scheme.CommissionGenre: columns.FieldGenre, scheme.CommissionTitle: columns.FieldTitle,
		}, scheme.CommissionFields
	}
	if field >= 0 && field < len(byField) {
		column = byField[field]
	}
	return column, field >= 0 && field < len(byField) && (column != columns.FieldID || field == 0), firstAttr
}
