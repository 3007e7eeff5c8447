package scoring

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
	"github.com/gongguo/gongguo/tier"
)

// The records that expressions see are views of entries: a field is made when an expression asks for it.

// attributes gives the declared attributes of an entry, which stand behind the house's own fields of its record. Several
// expressions ask for the same ones, so those that were asked for last are kept.
func (e *evaluator) attributes(kind ledger.Kind, i int, given ledger.Attrs) (rule.Value, bool) {
	var of *ledger.Attr
	if len(given) > 0 {
		of = &given[0]
	}
	last := &e.asked[(i+len(kind))%len(e.asked)]
	if last.of != of || last.kind != kind || last.i != i {
		last.of, last.kind, last.i = of, kind, i
		last.value, last.there = e.declared(kind, i, given)
	}
	return last.value, last.there
}

// askedFor is an attribute that was asked for: of which entry, told by where its attributes are kept (nil: it has none), and
// what it is.
type askedFor struct {
	of    *ledger.Attr
	kind  ledger.Kind
	i     int
	value rule.Value
	there bool
}

func (e *evaluator) declared(kind ledger.Kind, i int, given ledger.Attrs) (rule.Value, bool) {
	attrs := e.scheme.Attrs[string(kind)]
	if i >= len(attrs) {
		return rule.Value{}, false
	}
	g, ok := given.Get(attrs[i].Name)
	v, _ := e.attribute(&attrs[i], g, ok)
	return v, !v.IsNone()
}

// unitRecord is a unit as it stood on the roster; kept, since many entries share it.
func (e *evaluator) unitRecord(m ledger.Member) rule.Value {
	if v, ok := e.unitRows[m.Entry]; ok {
		return v
	}
	r := make(rule.Row, scheme.UnitFields+len(e.scheme.Attrs["unit"]))
	r[scheme.UnitID], r[scheme.UnitName] = rule.String(m.Unit), rule.String(m.Name)
	r[scheme.UnitCategory], r[scheme.UnitOf] = rule.String(m.Category), rule.String(m.Of)
	for i := scheme.UnitFields; i < len(r); i++ {
		r[i], _ = e.attributes("unit", i-scheme.UnitFields, m.Attrs)
	}
	v := e.scheme.Vocabulary.Unit.Value(r)
	e.unitRows[m.Entry] = v
	return v
}

// outletView is the outlet of an adoption: what the table says of it, else what the adoption says.
type outletView struct {
	e      *evaluator
	entry  *ledger.Entry
	listed map[string]string // of the table; nil: no list names it
	name   string
}

func (e *evaluator) outletRecord(en *ledger.Entry) rule.Value {
	v := e.outletOf(en)
	return e.scheme.Vocabulary.Outlet.Value(&v)
}

func (e *evaluator) outletOf(en *ledger.Entry) outletView {
	found, known := e.outlets[en.Outlet]
	if !known {
		var listed bool
		if found, listed = e.scheme.Outlets.Find(en.Outlet); !listed {
			found = tier.Entry{Name: tier.Normalise(en.Outlet)} // so that 《甲报》 and 甲报 are one
		}
		e.outlets[en.Outlet] = found
	}
	return outletView{e: e, entry: en, name: found.Name, listed: found.Attrs}
}

// Field is the value of field i; see rule.Fields.
func (v *outletView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.OutletName:
		return rule.String(v.name), true
	case scheme.OutletLevel:
		if level := v.listed["level"]; level != "" {
			return rule.String(level), true
		}
		return rule.String(v.entry.Level), true
	}
	a := &v.e.scheme.Attrs["outlet"][i-scheme.OutletFields]
	given, ok := v.entry.Attrs.Get(a.Name)
	if text, listed := v.listed[a.Name]; listed {
		given, ok = written(a, text), true
	}
	out, _ := v.e.attribute(a, given, ok)
	return out, !out.IsNone()
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
	switch f.entry.Kind {
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
	en := &v.f.entry
	switch en.Kind {
	case ledger.Adopt:
		switch i {
		case scheme.AdoptID:
			return rule.String(en.ID), true
		case scheme.AdoptAt:
			return v.e.time(en.At), true
		case scheme.AdoptOutlet:
			return v.f.outlet, true
		case scheme.AdoptTier:
			return rule.String(v.f.tier), v.f.tier != "" || v.e.scheme.Ladder == nil
		case scheme.AdoptPlacement:
			return rule.String(en.Placement), true
		}
		return v.e.attributes(en.Kind, i-scheme.AdoptFields, en.Attrs)
	case ledger.Endorse:
		switch i {
		case scheme.EndorseID:
			return rule.String(en.ID), true
		case scheme.EndorseAt:
			return v.e.time(en.At), true
		case scheme.EndorseBy:
			return rule.String(en.By), true
		}
		return v.e.attributes(en.Kind, i-scheme.EndorseFields, en.Attrs)
	case ledger.Grant:
		switch i {
		case scheme.GrantID:
			return rule.String(en.ID), true
		case scheme.GrantAt:
			return v.e.time(en.At), true
		case scheme.GrantUnit:
			return rule.String(en.Unit), true
		case scheme.GrantAccount:
			return rule.String(en.Account), true
		case scheme.GrantAmount:
			return rule.Number(en.Amount.Decimal), true
		case scheme.GrantReason:
			return rule.String(en.Reason), true
		}
		return v.e.attributes(en.Kind, i-scheme.GrantFields, en.Attrs)
	}
	switch i {
	case scheme.IncidentID:
		return rule.String(en.ID), true
	case scheme.IncidentAt:
		return v.e.time(en.At), true
	case scheme.IncidentUnit:
		return rule.String(en.Unit), true
	case scheme.IncidentType:
		return rule.String(en.Type), true
	}
	return v.e.attributes(en.Kind, i-scheme.IncidentFields, en.Attrs)
}

// itemView is an item with those of its facts that have taken effect.
type itemView struct {
	e     *evaluator
	entry *ledger.Entry // the submission
	facts []*fact
}

func (e *evaluator) itemRecord(en *ledger.Entry, facts []*fact) rule.Value {
	return (&itemView{e, en, facts}).value()
}

// itemOfCase is the item of the case in hand, which is good until the next.
func (e *evaluator) itemOfCase(submit *fact, facts []*fact) *itemView {
	v := e.pool.items.next()
	*v = itemView{e, &submit.entry, facts}
	return v
}

func (v *itemView) value() rule.Value { return v.e.scheme.Vocabulary.Item.Value(v) }

// Field is the value of field i; see rule.Fields.
func (v *itemView) Field(i int) (rule.Value, bool) {
	en, vocabulary := v.entry, v.e.scheme.Vocabulary
	switch i {
	case scheme.ItemID:
		return rule.String(en.Item), true
	case scheme.ItemUnit:
		return rule.String(en.Unit), true
	case scheme.ItemGenre:
		return rule.String(en.Genre), true
	case scheme.ItemTitle:
		return rule.String(en.Title), true
	case scheme.ItemAt:
		return v.e.time(en.At), true
	case scheme.ItemHappened:
		return v.e.optionalTime(en.Happened)
	case scheme.ItemTopic:
		return rule.String(en.Topic), true
	case scheme.ItemWith:
		with := make([]rule.Value, len(en.With))
		for i, w := range en.With {
			with[i] = rule.String(w)
		}
		return rule.List(rule.StringType(), with), true
	case scheme.ItemShares:
		shares := make(map[string]rule.Value, len(en.Shares))
		for _, s := range en.Shares {
			shares[s.Unit] = rule.Number(s.Share)
		}
		return rule.Map(rule.NumberType(), shares), true
	case scheme.ItemCommission:
		code, _ := v.e.columns.CodeOf(en.Commission)
		pos, ok := v.e.commissions[code]
		if !ok {
			return rule.Value{}, false
		}
		asked := v.e.ledger.Entry(int(pos))
		return vocabulary.Asked.Value(&commissionView{v.e, &asked, nil}), true
	case scheme.ItemAdoptions:
		return v.list(ledger.Adopt, vocabulary.Adopt), true
	case scheme.ItemEndorsements:
		return v.list(ledger.Endorse, vocabulary.Endorse), true
	case scheme.ItemGrants:
		return v.list(ledger.Grant, vocabulary.Grant), true
	case scheme.ItemIncidents:
		return v.list(ledger.Incident, vocabulary.Incident), true
	}
	return v.e.attributes(ledger.Submit, i-scheme.ItemFields, en.Attrs)
}

// list are the facts of a kind.
func (v *itemView) list(kind ledger.Kind, of *rule.Record) rule.Value {
	var out []rule.Value
	for _, f := range v.facts {
		if f.entry.Kind == kind {
			out = append(out, f.record)
		}
	}
	if len(out) == 0 {
		return v.e.none(of)
	}
	return rule.List(of.Type(), out)
}

// none is an empty list of records; kept, since most items have no entries of most kinds.
func (e *evaluator) none(of *rule.Record) rule.Value {
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
	entry   *ledger.Entry
	answers []*fact
}

func (e *evaluator) commissionRecord(en *ledger.Entry, answers []*fact) rule.Value {
	return e.scheme.Vocabulary.Commission.Value(&commissionView{e, en, answers})
}

// Field is the value of field i; see rule.Fields.
func (v *commissionView) Field(i int) (rule.Value, bool) {
	en := v.entry
	switch i {
	case scheme.CommissionID:
		return rule.String(en.Commission), true
	case scheme.CommissionUnit:
		return rule.String(en.Unit), true
	case scheme.CommissionAt:
		return v.e.time(en.At), true
	case scheme.CommissionDue:
		return v.e.due(en.Due), true
	case scheme.CommissionGenre:
		return rule.String(en.Genre), true
	case scheme.CommissionTitle:
		return rule.String(en.Title), true
	case v.e.scheme.Vocabulary.AnswersField():
		list := make([]rule.Value, len(v.answers))
		for i, f := range v.answers {
			list[i] = v.e.scheme.Vocabulary.Answer.Value(answerView{v.e, &f.entry})
		}
		return rule.List(v.e.scheme.Vocabulary.Answer.Type(), list), true
	}
	return v.e.attributes(ledger.Commission, i-scheme.CommissionFields, en.Attrs)
}

// answerView is a submission by the unit that was asked.
type answerView struct {
	e     *evaluator
	entry *ledger.Entry
}

// Field is the value of field i; see rule.Fields.
func (v answerView) Field(i int) (rule.Value, bool) {
	en := v.entry
	switch i {
	case scheme.AnswerID:
		return rule.String(en.Item), true
	case scheme.AnswerAt:
		return v.e.time(en.At), true
	case scheme.AnswerGenre:
		return rule.String(en.Genre), true
	case scheme.AnswerTitle:
		return rule.String(en.Title), true
	case scheme.AnswerHappened:
		return v.e.optionalTime(en.Happened)
	}
	return v.e.attributes(ledger.Submit, i-scheme.AnswerFields, en.Attrs)
}
