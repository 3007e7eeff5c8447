package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FactView is the record of an adoption, an endorsement, a grant or an incident.
type FactView struct {
	E *Evaluator
	F *Fact
}

// Record is the record of a fact that is no submission.
func (e *Evaluator) Record(f *Fact) rule.Value {
	v, view := e.Frame.Scheme.Vocabulary, &f.entryView
	f.entryView = FactView{e, f}
	switch f.Row.Kind() {
	case ledger.Adopt:
		return v.Adopt.Value(view)
	case ledger.Endorse:
		return v.Endorse.Value(view)
	case ledger.Grant:
		return v.Grant.Value(view)
	case ledger.Incident:
		return v.Incident.Value(view)
	}
	return rule.Value{}
}

// Field is the value of field i; see rule.Fields.
func (v FactView) Field(i int) (rule.Value, bool) {
	r := &v.F.Row
	switch r.Kind() {
	case ledger.Adopt:
		switch i {
		case scheme.AdoptID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.AdoptAt:
			return v.E.time(r.Time(columns.FieldAt)), true
		case scheme.AdoptOutlet:
			return v.F.Outlet, true
		case scheme.AdoptTier:
			return rule.String(v.F.Tier), v.F.Tier != "" || v.E.Frame.Scheme.Ladder == nil
		case scheme.AdoptPlacement:
			return within(v.E.bound.placement, r.Text(columns.FieldPlacement))
		}
		if i == v.E.Frame.Scheme.Vocabulary.Recorded.Adopt {
			return v.E.recorded(r)
		}
		return v.E.attributes(r.KindCode(), i-scheme.AdoptFields, r.Code(columns.FieldAttrs))
	case ledger.Endorse:
		switch i {
		case scheme.EndorseID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.EndorseAt:
			return v.E.time(r.Time(columns.FieldAt)), true
		case scheme.EndorseBy:
			return within(v.E.bound.by, r.Text(columns.FieldBy))
		}
		if i == v.E.Frame.Scheme.Vocabulary.Recorded.Endorse {
			return v.E.recorded(r)
		}
		return v.E.attributes(r.KindCode(), i-scheme.EndorseFields, r.Code(columns.FieldAttrs))
	case ledger.Grant:
		switch i {
		case scheme.GrantID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.GrantAt:
			return v.E.time(r.Time(columns.FieldAt)), true
		case scheme.GrantUnit:
			return rule.String(r.Text(columns.FieldUnit)), true
		case scheme.GrantAccount:
			return rule.String(r.Text(columns.FieldAccount)), true
		case scheme.GrantAmount:
			return rule.Number(r.Number(columns.FieldAmount).Decimal), true
		case scheme.GrantReason:
			return within(v.E.bound.reason, r.Text(columns.FieldReason))
		}
		if i == v.E.Frame.Scheme.Vocabulary.Recorded.Grant {
			return v.E.recorded(r)
		}
		return v.E.attributes(r.KindCode(), i-scheme.GrantFields, r.Code(columns.FieldAttrs))
	}
	switch i {
	case scheme.IncidentID:
		return rule.String(r.Text(columns.FieldID)), true
	case scheme.IncidentAt:
		return v.E.time(r.Time(columns.FieldAt)), true
	case scheme.IncidentUnit:
		return rule.String(r.Text(columns.FieldUnit)), true
	case scheme.IncidentType:
		return within(v.E.bound.incident, r.Text(columns.FieldType))
	}
	if i == v.E.Frame.Scheme.Vocabulary.Recorded.Incident {
		return v.E.recorded(r)
	}
	return v.E.attributes(r.KindCode(), i-scheme.IncidentFields, r.Code(columns.FieldAttrs))
}
