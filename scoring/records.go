package scoring

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
	e      *evaluator
	member *ledger.Member
}

// unitRecord is a unit as it stood on the roster; kept, since it is asked for again and again.
func (e *evaluator) unitRecord(m ledger.Member) rule.Value {
	v, ok := e.unitRows[m.Entry]
	if !ok {
		v = e.scheme.Vocabulary.Unit.Value(&unitView{e, &m})
		e.unitRows[m.Entry] = v
	}
	return v
}

// unitOf is the unit of a fact as it stood then.
func (e *evaluator) unitOf(f *fact) rule.Value {
	f.whose = unitView{e, f.member}
	return e.scheme.Vocabulary.Unit.Value(&f.whose)
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
	return v.e.attributes(unitAttrs, i-scheme.UnitFields, v.e.columns.Code(v.member.Entry, columns.FieldAttrs))
}

// outletView is the outlet of an adoption: what the table says of it, else what the adoption says.
type outletView struct {
	e     *evaluator
	row   *columns.Row // the adoption
	table *listing
}

// listing is what the outlet table says of an outlet.
type listing struct {
	name, level string
	attrs       []rule.Value // the declared ones that a list gives, as far as it gives them well
	listed      []bool       // a list gives them
}

func (e *evaluator) outletRecord(r *columns.Row) rule.Value {
	v := e.outletOf(r)
	return e.scheme.Vocabulary.Outlet.Value(&v)
}

func (e *evaluator) outletOf(r *columns.Row) outletView {
	code := r.Code(columns.FieldOutlet)
	known := e.outlets[code]
	if known == nil {
		known = e.listing(e.columns.Text(code))
		e.outlets[code] = known
	}
	return outletView{e, r, known}
}

// listing is found once for an outlet, however it is written.
func (e *evaluator) listing(name string) *listing {
	found, listed := e.scheme.Outlets.Find(name)
	if !listed {
		found = tier.Entry{Name: tier.Normalise(name)} // so that 《甲报》 and 甲报 are one
	}
	declared := e.declared[outletAttrs]
	out := &listing{name: found.Name, level: found.Attrs["level"], attrs: make([]rule.Value, len(declared)), listed: make([]bool, len(declared))}
	for i := range declared {
		if text, is := found.Attrs[declared[i].Name]; is {
			out.attrs[i], _ = e.attribute(&declared[i], written(&declared[i], text), true)
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

// factView is an adoption, an endorsement, a grant or an incident.
type factView struct {
	e *evaluator
	f *fact
}

// record makes the record of a fact that is none of an item's submission.
func (e *evaluator) record(f *fact) rule.Value {
	v, view := e.scheme.Vocabulary, &f.view
	f.view = factView{e, f}
	switch f.row.Kind() {
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
func (v factView) Field(i int) (rule.Value, bool) {
	r := &v.f.row
	switch r.Kind() {
	case ledger.Adopt:
		switch i {
		case scheme.AdoptID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.AdoptAt:
			return v.e.time(r.Time(columns.FieldAt)), true
		case scheme.AdoptOutlet:
			return v.f.outlet, true
		case scheme.AdoptTier:
			return rule.String(v.f.tier), v.f.tier != "" || v.e.scheme.Ladder == nil
		case scheme.AdoptPlacement:
			return rule.String(r.Text(columns.FieldPlacement)), true
		}
		return v.e.attributes(r.KindCode(), i-scheme.AdoptFields, r.Code(columns.FieldAttrs))
	case ledger.Endorse:
		switch i {
		case scheme.EndorseID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.EndorseAt:
			return v.e.time(r.Time(columns.FieldAt)), true
		case scheme.EndorseBy:
			return rule.String(r.Text(columns.FieldBy)), true
		}
		return v.e.attributes(r.KindCode(), i-scheme.EndorseFields, r.Code(columns.FieldAttrs))
	case ledger.Grant:
		switch i {
		case scheme.GrantID:
			return rule.String(r.Text(columns.FieldID)), true
		case scheme.GrantAt:
			return v.e.time(r.Time(columns.FieldAt)), true
		case scheme.GrantUnit:
			return rule.String(r.Text(columns.FieldUnit)), true
		case scheme.GrantAccount:
			return rule.String(r.Text(columns.FieldAccount)), true
		case scheme.GrantAmount:
			return rule.Number(r.Number(columns.FieldAmount).Decimal), true
		case scheme.GrantReason:
			return rule.String(r.Text(columns.FieldReason)), true
		}
		return v.e.attributes(r.KindCode(), i-scheme.GrantFields, r.Code(columns.FieldAttrs))
	}
	switch i {
	case scheme.IncidentID:
		return rule.String(r.Text(columns.FieldID)), true
	case scheme.IncidentAt:
		return v.e.time(r.Time(columns.FieldAt)), true
	case scheme.IncidentUnit:
		return rule.String(r.Text(columns.FieldUnit)), true
	case scheme.IncidentType:
		return rule.String(r.Text(columns.FieldType)), true
	}
	return v.e.attributes(r.KindCode(), i-scheme.IncidentFields, r.Code(columns.FieldAttrs))
}

// itemView is an item with those of its facts that have taken effect.
type itemView struct {
	e     *evaluator
	row   *columns.Row // the submission
	facts []*fact
}

func (e *evaluator) itemRecord(r *columns.Row, facts []*fact) rule.Value {
	return (&itemView{e: e, row: r, facts: facts}).value()
}

// itemOfCase is the item of the case in hand, which is good until the next.
func (e *evaluator) itemOfCase(submit *fact, facts []*fact) *itemView {
	v := e.pool.items.next()
	*v = itemView{e: e, row: &submit.row, facts: facts}
	e.made.of = nil
	return v
}

func (v *itemView) value() rule.Value { return v.e.scheme.Vocabulary.Item.Value(v) }

// Field is the value of field i; see rule.Fields.
func (v *itemView) Field(i int) (rule.Value, bool) {
	r, vocabulary := v.row, v.e.scheme.Vocabulary
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
		return v.e.time(r.Time(columns.FieldAt)), true
	case scheme.ItemHappened:
		return v.e.optionalTime(r.Time(columns.FieldHappened))
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
		pos, ok := v.e.commission(r.Code(columns.FieldCommission))
		if !ok {
			return rule.Value{}, false
		}
		return vocabulary.Asked.Value(&commissionView{v.e, v.e.columns.Row(int(pos)), nil}), true
	case scheme.ItemAdoptions:
		return v.list(adoptions, vocabulary.Adopt), true
	case scheme.ItemEndorsements:
		return v.list(endorsements, vocabulary.Endorse), true
	case scheme.ItemGrants:
		return v.list(grants, vocabulary.Grant), true
	case scheme.ItemIncidents:
		return v.list(incidents, vocabulary.Incident), true
	}
	return v.e.attributes(r.KindCode(), i-scheme.ItemFields, r.Code(columns.FieldAttrs))
}

// list is one of lists.
func (v *itemView) list(place int, of *rule.Record) rule.Value {
	made := &v.e.made
	if made.of != v || made.facts != len(v.facts) {
		*made = madeLists{of: v, facts: len(v.facts)}
	}
	if list := made.lists[place]; !list.IsNone() {
		return list
	}
	var out []rule.Value
	for _, f := range v.facts {
		if f.row.Kind() == lists[place].kind {
			out = append(out, f.record)
		}
	}
	made.lists[place] = v.e.listOf(of, out)
	return made.lists[place]
}

// madeLists are the lists of an item that were asked for, so far; several expressions ask for one.
type madeLists struct {
	of    *itemView
	facts int // that it had
	lists [len(lists)]rule.Value
}

// listOf is a list of records. The empty ones are kept, since most items have no entries of most kinds.
func (e *evaluator) listOf(of *rule.Record, records []rule.Value) rule.Value {
	if len(records) > 0 {
		return rule.List(of.Type(), records)
	}
	v, known := e.nones[of]
	if !known {
		v = rule.List(of.Type(), nil)
		e.nones[of] = v
	}
	return v
}

// commissionView is a commission; as an item sees it, without the answers.
type commissionView struct {
	e       *evaluator
	row     *columns.Row
	answers []*fact
}

func (e *evaluator) commissionRecord(r *columns.Row, answers []*fact) rule.Value {
	return e.scheme.Vocabulary.Commission.Value(&commissionView{e, r, answers})
}

// Field is the value of field i; see rule.Fields.
func (v *commissionView) Field(i int) (rule.Value, bool) {
	r := v.row
	switch i {
	case scheme.CommissionID:
		return rule.String(r.Text(columns.FieldCommission)), true
	case scheme.CommissionUnit:
		return rule.String(r.Text(columns.FieldUnit)), true
	case scheme.CommissionAt:
		return v.e.time(r.Time(columns.FieldAt)), true
	case scheme.CommissionDue:
		return v.e.due(r.Time(columns.FieldDue)), true
	case scheme.CommissionGenre:
		return rule.String(r.Text(columns.FieldGenre)), true
	case scheme.CommissionTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case v.e.scheme.Vocabulary.AnswersField():
		list := make([]rule.Value, len(v.answers))
		for i, f := range v.answers {
			list[i] = v.e.scheme.Vocabulary.Answer.Value(answerView{v.e, &f.row})
		}
		return rule.List(v.e.scheme.Vocabulary.Answer.Type(), list), true
	}
	return v.e.attributes(r.KindCode(), i-scheme.CommissionFields, r.Code(columns.FieldAttrs))
}

// answerView is a submission by the unit that was asked.
type answerView struct {
	e   *evaluator
	row *columns.Row
}

// Field is the value of field i; see rule.Fields.
func (v answerView) Field(i int) (rule.Value, bool) {
	r := v.row
	switch i {
	case scheme.AnswerID:
		return rule.String(r.Text(columns.FieldItem)), true
	case scheme.AnswerAt:
		return v.e.time(r.Time(columns.FieldAt)), true
	case scheme.AnswerGenre:
		return rule.String(r.Text(columns.FieldGenre)), true
	case scheme.AnswerTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case scheme.AnswerHappened:
		return v.e.optionalTime(r.Time(columns.FieldHappened))
	}
	return v.e.attributes(r.KindCode(), i-scheme.AnswerFields, r.Code(columns.FieldAttrs))
}
