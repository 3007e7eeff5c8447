package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
	"github.com/gongguo/gongguo/tier"
)

// The records that expressions see are views of entries: a field is made when an expression asks for it.

// unitView is a unit as it stood on the roster.
type unitView struct {
	e      *Evaluator
	member *ledger.Member
}

// UnitRecord is a unit as it stood on the roster; kept, since it is asked for again and again.
func (e *Evaluator) UnitRecord(m ledger.Member) rule.Value {
	v, ok := e.unitRows[m.Entry]
	if !ok {
		v = e.Frame.Scheme.Vocabulary.Unit.Value(&unitView{e, &m})
		e.unitRows[m.Entry] = v
	}
	return v
}

// UnitOf is the unit of a fact as it stood then.
func (e *Evaluator) UnitOf(f *Fact) rule.Value {
	f.whose = unitView{e, f.Member}
	return e.Frame.Scheme.Vocabulary.Unit.Value(&f.whose)
}

// Field is the value of field i; see rule.Fields.
func (v *unitView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.UnitID:
		return rule.String(v.member.Unit), true
	case scheme.UnitName:
		return rule.String(v.member.Name), true
	case scheme.UnitCategory:
		return rule.String(v.member.Category), true
	case scheme.UnitOf:
		return rule.String(v.member.Of), true
	}
	return v.e.attributes(unitAttrs, i-scheme.UnitFields, v.e.Frame.Columns.Code(v.member.Entry, columns.FieldAttrs))
}

// outletView is the outlet of an adoption: what the table says of it, else what the adoption says.
type outletView struct {
	e     *Evaluator
	row   *columns.Row // the adoption
	table *outletEntry
}

// outletEntry is what the outlet table says of an outlet.
type outletEntry struct {
	name, level string
	attrs       []rule.Value // the declared ones that a list gives, as far as it gives them well
	listed      []bool       // a list gives them
}

// OutletRecord is the outlet of an adoption as a record.
func (e *Evaluator) OutletRecord(r *columns.Row) rule.Value {
	v := e.OutletOf(r)
	return e.Frame.Scheme.Vocabulary.Outlet.Value(&v)
}

// OutletOf is the outlet of an adoption.
func (e *Evaluator) OutletOf(r *columns.Row) outletView {
	code := r.Code(columns.FieldOutlet)
	known := e.outlets[code]
	if known == nil {
		known = e.listing(e.Frame.Columns.Text(code))
		e.outlets[code] = known
	}
	return outletView{e, r, known}
}

// listing is found once for an outlet, however it is written.
func (e *Evaluator) listing(name string) *outletEntry {
	found, listed := e.Frame.Scheme.Outlets.Find(name)
	if !listed {
		found = tier.Entry{Name: tier.Normalise(name)} // so that 《甲报》 and 甲报 are one
	}
	declared := e.declared[outletAttrs]
	out := &outletEntry{name: found.Name, level: found.Attrs["level"], attrs: make([]rule.Value, len(declared)), listed: make([]bool, len(declared))}
	for i := range declared {
		if text, is := found.Attrs[declared[i].Name]; is {
			out.attrs[i], _ = e.Attribute(&declared[i], written(&declared[i], text), true)
			out.listed[i] = true
		}
	}
	return out
}

// Field is the value of field i; see rule.Fields.
func (v *outletView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.OutletName:
		return rule.String(v.table.name), true
	case scheme.OutletLevel:
		if v.table.level != "" {
			return rule.String(v.table.level), true
		}
		return rule.String(v.row.Text(columns.FieldLevel)), true
	}
	if i -= scheme.OutletFields; !v.table.listed[i] {
		return v.e.attributes(outletAttrs, i, v.row.Code(columns.FieldAttrs))
	}
	return v.table.attrs[i], !v.table.attrs[i].IsNone()
}

// FactView is an adoption, an endorsement, a grant or an incident.
type FactView struct {
	E *Evaluator
	F *Fact
}

// Record makes the record of a fact that is none of an item's submission.
func (e *Evaluator) Record(f *Fact) rule.Value {
	v, view := e.Frame.Scheme.Vocabulary, &f.view
	f.view = FactView{e, f}
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
			return rule.String(r.Text(columns.FieldPlacement)), true
		}
		return v.E.attributes(r.KindCode(), i-scheme.AdoptFields, r.Code(columns.FieldAttrs))
	case ledger.Endorse:
		switch i {
		case scheme.EndorseID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.EndorseAt:
			return v.E.time(r.Time(columns.FieldAt)), true
		case scheme.EndorseBy:
			return rule.String(r.Text(columns.FieldBy)), true
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
			return rule.String(r.Text(columns.FieldReason)), true
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
		return rule.String(r.Text(columns.FieldType)), true
	}
	return v.E.attributes(r.KindCode(), i-scheme.IncidentFields, r.Code(columns.FieldAttrs))
}

// ItemView is an item with those of its facts that have taken effect.
type ItemView struct {
	E     *Evaluator
	Row   *columns.Row // the submission
	Facts []*Fact
}

// ItemRecord is an item, by its submission, with those of its facts that have taken effect.
func (e *Evaluator) ItemRecord(r *columns.Row, facts []*Fact) rule.Value {
	return (&ItemView{E: e, Row: r, Facts: facts}).Value()
}

// Value is the item as a record.
func (v *ItemView) Value() rule.Value { return v.E.Frame.Scheme.Vocabulary.Item.Value(v) }

// Field is the value of field i; see rule.Fields.
func (v *ItemView) Field(i int) (rule.Value, bool) {
	r, vocabulary := v.Row, v.E.Frame.Scheme.Vocabulary
	switch i {
	case scheme.ItemID:
		return rule.String(r.Text(columns.FieldItem)), true
	case scheme.ItemUnit:
		return rule.String(r.Text(columns.FieldUnit)), true
	case scheme.ItemGenre:
		return rule.String(r.Text(columns.FieldGenre)), true
	case scheme.ItemTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case scheme.ItemAt:
		return v.E.time(r.Time(columns.FieldAt)), true
	case scheme.ItemHappened:
		return v.E.OptionalTime(r.Time(columns.FieldHappened))
	case scheme.ItemTopic:
		return rule.String(r.Text(columns.FieldTopic)), true
	case scheme.ItemWith:
		var with []rule.Value
		for _, w := range r.With() {
			with = append(with, rule.String(w))
		}
		return rule.List(rule.StringType(), with), true
	case scheme.ItemShares:
		shares := map[string]rule.Value{}
		for _, s := range r.Shares() {
			shares[s.Unit] = rule.Number(s.Share)
		}
		return rule.Map(rule.NumberType(), shares), true
	case scheme.ItemCommission:
		pos, ok := v.E.Frame.Index.Commission(r.Code(columns.FieldCommission))
		if !ok {
			return rule.Value{}, false
		}
		return vocabulary.Asked.Value(&CommissionView{v.E, v.E.Frame.Columns.Row(int(pos)), nil}), true
	case scheme.ItemAdoptions:
		return v.list(adoptions, vocabulary.Adopt), true
	case scheme.ItemEndorsements:
		return v.list(endorsements, vocabulary.Endorse), true
	case scheme.ItemGrants:
		return v.list(grants, vocabulary.Grant), true
	case scheme.ItemIncidents:
		return v.list(incidents, vocabulary.Incident), true
	}
	return v.E.attributes(r.KindCode(), i-scheme.ItemFields, r.Code(columns.FieldAttrs))
}

// list is one of lists.
func (v *ItemView) list(place int, of *rule.Record) rule.Value {
	made := &v.E.ItemLists
	if made.Of != v || made.facts != len(v.Facts) {
		*made = itemLists{Of: v, facts: len(v.Facts)}
	}
	if list := made.lists[place]; !list.IsNone() {
		return list
	}
	var out []rule.Value
	for _, f := range v.Facts {
		if f.Row.Kind() == lists[place].Kind {
			out = append(out, f.Record)
		}
	}
	made.lists[place] = v.E.listOf(of, out)
	return made.lists[place]
}

// itemLists are the lists of an item that were asked for, so far; several expressions ask for one.
type itemLists struct {
	Of    *ItemView
	facts int // that it had
	lists [len(lists)]rule.Value
}

// listOf is a list of records. The empty ones are kept, since most items have no entries of most kinds.
func (e *Evaluator) listOf(of *rule.Record, records []rule.Value) rule.Value {
	if len(records) > 0 {
		return rule.List(of.Type(), records)
	}
	v, known := e.emptyLists[of]
	if !known {
		v = rule.List(of.Type(), nil)
		e.emptyLists[of] = v
	}
	return v
}

// CommissionView is a commission; as an item sees it, without the answers.
type CommissionView struct {
	E       *Evaluator
	Row     *columns.Row
	Answers []*Fact
}

// CommissionRecord is a commission with the answers so far.
func (e *Evaluator) CommissionRecord(r *columns.Row, answers []*Fact) rule.Value {
	return e.Frame.Scheme.Vocabulary.Commission.Value(&CommissionView{e, r, answers})
}

// Field is the value of field i; see rule.Fields.
func (v *CommissionView) Field(i int) (rule.Value, bool) {
	r := v.Row
	switch i {
	case scheme.CommissionID:
		return rule.String(r.Text(columns.FieldCommission)), true
	case scheme.CommissionUnit:
		return rule.String(r.Text(columns.FieldUnit)), true
	case scheme.CommissionAt:
		return v.E.time(r.Time(columns.FieldAt)), true
	case scheme.CommissionDue:
		return v.E.due(r.Time(columns.FieldDue)), true
	case scheme.CommissionGenre:
		return rule.String(r.Text(columns.FieldGenre)), true
	case scheme.CommissionTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case v.E.Frame.Scheme.Vocabulary.AnswersField():
		list := make([]rule.Value, len(v.Answers))
		for i, f := range v.Answers {
			list[i] = v.E.Frame.Scheme.Vocabulary.Answer.Value(AnswerView{v.E, &f.Row})
		}
		return rule.List(v.E.Frame.Scheme.Vocabulary.Answer.Type(), list), true
	}
	return v.E.attributes(r.KindCode(), i-scheme.CommissionFields, r.Code(columns.FieldAttrs))
}

// AnswerView is a submission by the unit that was asked.
type AnswerView struct {
	E   *Evaluator
	Row *columns.Row
}

// Field is the value of field i; see rule.Fields.
func (v AnswerView) Field(i int) (rule.Value, bool) {
	r := v.Row
	switch i {
	case scheme.AnswerID:
		return rule.String(r.Text(columns.FieldItem)), true
	case scheme.AnswerAt:
		return v.E.time(r.Time(columns.FieldAt)), true
	case scheme.AnswerGenre:
		return rule.String(r.Text(columns.FieldGenre)), true
	case scheme.AnswerTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case scheme.AnswerHappened:
		return v.E.OptionalTime(r.Time(columns.FieldHappened))
	}
	return v.E.attributes(r.KindCode(), i-scheme.AnswerFields, r.Code(columns.FieldAttrs))
}

// ItemList is a field of an item that holds entries about it.
type ItemList struct {
	Field string
	Kind  ledger.Kind
}

// lists are those of an item.
var lists = [...]ItemList{adoptions: {"adoptions", ledger.Adopt}, endorsements: {"endorsements", ledger.Endorse}, grants: {"grants", ledger.Grant}, incidents: {"incidents", ledger.Incident}}

// ItemLists are the fields of an item that hold entries about it.
func ItemLists() []ItemList { return lists[:] }

// The places of lists.
const (
	adoptions = iota
	endorsements
	grants
	incidents
)
