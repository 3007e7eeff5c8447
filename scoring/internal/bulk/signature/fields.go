package signature

import (
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FieldOf is the field of an entry that a field of a record shows; false if it shows none as it is. The declared attributes of
// the record stand from own on.
func FieldOf(v *scheme.Vocabulary, record *rule.Record, field int) (from columns.Field, plain bool, own int) {
	var fields []columns.Field // by field of the record; the first one is its name
	switch record {
	case v.Item:
		fields, own = []columns.Field{scheme.ItemID: columns.FieldItem, scheme.ItemUnit: columns.FieldUnit, scheme.ItemGenre: columns.FieldGenre, scheme.ItemTitle: columns.FieldTitle,
			scheme.ItemAt: columns.FieldAt, scheme.ItemHappened: columns.FieldHappened, scheme.ItemTopic: columns.FieldTopic, scheme.ItemWith: columns.FieldWith,
			scheme.ItemShares: columns.FieldShares, scheme.ItemCommission: columns.FieldCommission}, scheme.ItemFields
	case v.Adopt:
		fields, own = []columns.Field{scheme.AdoptID: columns.FieldID, scheme.AdoptAt: columns.FieldAt, scheme.AdoptPlacement: columns.FieldPlacement}, scheme.AdoptFields
	case v.Outlet:
		fields, own = []columns.Field{scheme.OutletName: columns.FieldOutlet, scheme.OutletLevel: columns.FieldLevel}, scheme.OutletFields
	case v.Endorse:
		fields, own = []columns.Field{scheme.EndorseID: columns.FieldID, scheme.EndorseAt: columns.FieldAt, scheme.EndorseBy: columns.FieldBy}, scheme.EndorseFields
	case v.Grant:
		fields, own = []columns.Field{scheme.GrantID: columns.FieldID, scheme.GrantAt: columns.FieldAt, scheme.GrantUnit: columns.FieldUnit, scheme.GrantAccount: columns.FieldAccount,
			scheme.GrantAmount: columns.FieldAmount, scheme.GrantReason: columns.FieldReason}, scheme.GrantFields
	case v.Incident:
		fields, own = []columns.Field{scheme.IncidentID: columns.FieldID, scheme.IncidentAt: columns.FieldAt, scheme.IncidentUnit: columns.FieldUnit, scheme.IncidentType: columns.FieldType}, scheme.IncidentFields
	case v.Answer:
		fields, own = []columns.Field{scheme.AnswerID: columns.FieldItem, scheme.AnswerAt: columns.FieldAt, scheme.AnswerGenre: columns.FieldGenre, scheme.AnswerTitle: columns.FieldTitle,
			scheme.AnswerHappened: columns.FieldHappened}, scheme.AnswerFields
	case v.Commission, v.Asked:
		fields, own = []columns.Field{scheme.CommissionID: columns.FieldCommission, scheme.CommissionUnit: columns.FieldUnit, scheme.CommissionAt: columns.FieldAt, scheme.CommissionDue: columns.FieldDue,
			scheme.CommissionGenre: columns.FieldGenre, scheme.CommissionTitle: columns.FieldTitle}, scheme.CommissionFields
	}
	if field >= 0 && field < len(fields) {
		from = fields[field]
	}
	return from, field >= 0 && field < len(fields) && (from != columns.FieldID || field == 0), own
}
