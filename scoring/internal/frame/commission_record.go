package frame

import (
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// CommissionView is the record of a commission; as an item reads it, without its answers.
type CommissionView struct {
	E       *Evaluator
	Row     *columns.Row
	Answers *rule.Growing // nil: none
}

// CommissionRecord is the record of a commission with its answers so far; nil: none. It has those that are added later,
// too.
func (e *Evaluator) CommissionRecord(r *columns.Row, answers *rule.Growing) rule.Value {
	return e.Frame.Scheme.Vocabulary.Commission.Value(&CommissionView{e, r, answers})
}

// Answers is the list of answers to a commission.
func (e *Evaluator) Answers(answers []*Fact) *rule.Growing {
	list := rule.NewGrowing(e.Frame.Scheme.Vocabulary.Answer.Type())
	for _, f := range answers {
		list.Add(e.Answer(f))
	}
	return list
}

// Answer is the record of a submission as an answer to a commission.
func (e *Evaluator) Answer(f *Fact) rule.Value {
	return e.Frame.Scheme.Vocabulary.Answer.Value(AnswerView{e, &f.Row})
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
		return within(v.E.bound.asked, r.Text(columns.FieldGenre))
	case scheme.CommissionTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case v.E.Frame.Scheme.Vocabulary.AnswersField():
		if v.Answers == nil {
			return v.E.EmptyList(v.E.Frame.Scheme.Vocabulary.Answer), true
		}
		return v.Answers.List(), true
	}
	if i == v.E.Frame.Scheme.Vocabulary.Recorded.Commission {
		return v.E.recorded(r)
	}
	return v.E.attributes(r.KindCode(), i-scheme.CommissionFields, r.Code(columns.FieldAttrs))
}

// AnswerView is the record of a submission as an answer to a commission.
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
		return v.E.Genre(r.Text(columns.FieldGenre))
	case scheme.AnswerTitle:
		return rule.String(r.Text(columns.FieldTitle)), true
	case scheme.AnswerHappened:
		return v.E.OptionalTime(r.Time(columns.FieldHappened))
	}
	return v.E.attributes(r.KindCode(), i-scheme.AnswerFields, r.Code(columns.FieldAttrs))
}
