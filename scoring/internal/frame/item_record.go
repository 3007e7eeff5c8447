package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ItemView is the record of an item, with its facts in effect.
type ItemView struct {
	E     *Evaluator
	Row   *columns.Row // the submission
	Facts []*Fact
}

// ItemRecord is the record of an item by its submission, with its facts in effect.
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
		return v.E.Genre(r.Text(columns.FieldGenre))
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
	if i == vocabulary.Recorded.Item {
		return v.E.recorded(r)
	}
	return v.E.attributes(r.KindCode(), i-scheme.ItemFields, r.Code(columns.FieldAttrs))
}

// list is list n of the item.
func (v *ItemView) list(n int, record *rule.Record) rule.Value {
	made := &v.E.ItemLists
	if made.View != v {
		*made = MadeLists{View: v}
	}
	list := &made.lists[n]
	for _, f := range v.Facts[list.facts:] {
		if list.facts++; f.Row.Kind() != lists[n].Kind {
			continue
		}
		if list.grown == nil {
			list.grown = rule.NewGrowing(record.Type())
		}
		list.grown.Add(f.Record)
	}
	if list.grown == nil {
		return v.E.EmptyList(record)
	}
	return list.grown.List()
}

// MadeLists are the lists of an item that expressions have read. They grow with the facts of the item.
type MadeLists struct {
	View  *ItemView
	lists [len(lists)]struct {
		facts int // of the item that have been looked at
		grown *rule.Growing
	}
}

// EmptyList is an empty list of records. It is shared, since most items have no entries of most kinds.
func (e *Evaluator) EmptyList(record *rule.Record) rule.Value {
	v, ok := e.emptyLists[record]
	if !ok {
		v = rule.List(record.Type(), nil)
		e.emptyLists[record] = v
	}
	return v
}

// ItemList is a field of an item that holds entries about it.
type ItemList struct {
	Field string
	Kind  ledger.Kind
}

// lists are the lists of an item, by the constants below.
var lists = [...]ItemList{
	adoptions:    {"adoptions", ledger.Adopt},
	endorsements: {"endorsements", ledger.Endorse},
	grants:       {"grants", ledger.Grant},
	incidents:    {"incidents", ledger.Incident},
}

// ItemLists are the fields of an item that hold entries about it.
func ItemLists() []ItemList { return lists[:] }

// The lists of an item.
const (
	adoptions = iota
	endorsements
	grants
	incidents
)
