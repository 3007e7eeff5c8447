package signature

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// lazyItem is an item that reads its columns field by field, and makes its record only for a field that it does not
// know.
type lazyItem struct {
	projector *Projector
	pos       int32
	hidden    []TimeField // times of which it shows only whether they are there
	view      *frame.ItemView
}

// hiddenTime stands for a hidden time. It is of another type, so an evaluation that reads it fails.
var hiddenTime = rule.Bool(true)

// Field is the value of field i; see rule.Fields.
func (v *lazyItem) Field(i int) (rule.Value, bool) {
	p, none := v.projector, rule.Value{}
	text := func(f columns.Field) (rule.Value, bool) {
		return rule.String(p.Frame.Columns.Text(p.Frame.Columns.Code(int(v.pos), f))), true
	}
	switch i {
	case scheme.ItemAt:
		return v.time(columns.FieldAt)
	case scheme.ItemHappened:
		return v.time(columns.FieldHappened)
	case scheme.ItemUnit:
		return text(columns.FieldUnit)
	case scheme.ItemGenre:
		return p.Runner.Genre(p.Frame.Columns.Text(p.Frame.Columns.Code(int(v.pos), columns.FieldGenre)))
	case scheme.ItemTopic:
		return text(columns.FieldTopic)
	}
	if attr := i - scheme.ItemFields; attr >= 0 {
		switch value := p.values.values[p.attrsOf(v.pos)[attr]]; {
		case value.IsNone():
			return none, false
		case slices.Contains(v.hidden, TimeField{true, columns.FieldAttrs, attr}):
			return hiddenTime, true
		default:
			return value, true
		}
	}
	if v.view == nil {
		v.view = &frame.ItemView{E: p.Runner.Evaluator, Row: p.Frame.Columns.Row(int(v.pos))}
	}
	return v.view.Field(i)
}

func (v *lazyItem) time(f columns.Field) (rule.Value, bool) {
	p := v.projector
	if slices.Contains(v.hidden, TimeField{true, f, 0}) && p.Frame.Columns.Code(int(v.pos), f) > 0 {
		return hiddenTime, true
	}
	return p.Runner.OptionalTime(p.Frame.Columns.Time(int(v.pos), f))
}
