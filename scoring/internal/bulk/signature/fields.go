package signature

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FieldOf is the field of an entry that a field of a record shows; false if it shows none as it is. The declared attributes of
// the record stand from own on.
func FieldOf(v *scheme.Vocabulary, record *rule.Record, field int) (from ledger.Field, plain bool, own int) {
	var fields []ledger.Field // by field of the record; the first one is its name
	switch record {
	case v.Item:
		fields, own = []ledger.Field{scheme.ItemID: ledger.FieldItem, scheme.ItemUnit: ledger.FieldUnit, scheme.ItemGenre: ledger.FieldGenre, scheme.ItemTitle: ledger.FieldTitle,
			scheme.ItemAt: ledger.FieldAt, scheme.ItemHappened: ledger.FieldHappened, scheme.ItemTopic: ledger.FieldTopic, scheme.ItemWith: ledger.FieldWith,
			scheme.ItemShares: ledger.FieldShares, scheme.ItemCommission: ledger.FieldCommission}, scheme.ItemFields
	case v.Adopt:
		fields, own = []ledger.Field{scheme.AdoptID: ledger.FieldID, scheme.AdoptAt: ledger.FieldAt, scheme.AdoptPlacement: ledger.FieldPlacement}, scheme.AdoptFields
	case v.Outlet:
		fields, own = []ledger.Field{scheme.OutletName: ledger.FieldOutlet, scheme.OutletLevel: ledger.FieldLevel}, scheme.OutletFields
	case v.Endorse:
		fields, own = []ledger.Field{scheme.EndorseID: ledger.FieldID, scheme.EndorseAt: ledger.FieldAt, scheme.EndorseBy: ledger.FieldBy}, scheme.EndorseFields
	case v.Grant:
		fields, own = []ledger.Field{scheme.GrantID: ledger.FieldID, scheme.GrantAt: ledger.FieldAt, scheme.GrantUnit: ledger.FieldUnit, scheme.GrantAccount: ledger.FieldAccount,
			scheme.GrantAmount: ledger.FieldAmount, scheme.GrantReason: ledger.FieldReason}, scheme.GrantFields
	case v.Incident:
		fields, own = []ledger.Field{scheme.IncidentID: ledger.FieldID, scheme.IncidentAt: ledger.FieldAt, scheme.IncidentUnit: ledger.FieldUnit, scheme.IncidentType: ledger.FieldType}, scheme.IncidentFields
	case v.Answer:
		fields, own = []ledger.Field{scheme.AnswerID: ledger.FieldItem, scheme.AnswerAt: ledger.FieldAt, scheme.AnswerGenre: ledger.FieldGenre, scheme.AnswerTitle: ledger.FieldTitle,
			scheme.AnswerHappened: ledger.FieldHappened}, scheme.AnswerFields
	case v.Commission, v.Asked:
		fields, own = []ledger.Field{scheme.CommissionID: ledger.FieldCommission, scheme.CommissionUnit: ledger.FieldUnit, scheme.CommissionAt: ledger.FieldAt, scheme.CommissionDue: ledger.FieldDue,
			scheme.CommissionGenre: ledger.FieldGenre, scheme.CommissionTitle: ledger.FieldTitle}, scheme.CommissionFields
	}
	if field >= 0 && field < len(fields) {
		from = fields[field]
	}
	return from, field >= 0 && field < len(fields) && (from != ledger.FieldID || field == 0), own
}
