package signature

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Projector makes keys of projections, for one goroutine.
type Projector struct {
	Frame       *frame.Frame
	Runner      *steps.Runner
	paramStarts []int64                     // from which the parameters have another state
	attrs       [columns.NumKinds]attrCodes // by kind
	values      attrValues
}

// NewProjector returns a projector for one goroutine, which evaluates by a runner of its own.
func NewProjector(e *steps.Runner) *Projector {
	p := &Projector{Frame: e.Frame, Runner: e,
		values: attrValues{values: make([]rule.Value, 1), codes: map[string]uint32{}}}
	for _, t := range e.Frame.Scheme.Params.Starts() {
		p.paramStarts = append(p.paramStarts, frame.Nanoseconds(t))
	}
	for i, kind := range ledger.Kinds() {
		a := &p.attrs[i]
		a.declared, a.codes = e.Frame.Scheme.Attrs[string(kind)], map[givenValue]uint32{}
		for i := range a.declared {
			attr := &a.declared[i]
			code, _ := p.Frame.Columns.CodeOf(attr.Name)
			v, _ := e.Attribute(attr, ledger.Value{}, false)
			a.names, a.absent = append(a.names, code), append(a.absent, p.values.code(v))
		}
	}
	return p
}

// SubmissionOf is the submission that an entry is about, itself if it is one; −1 if there is none.
func (p *Projector) SubmissionOf(pos int32, kind uint8) int32 {
	if kind == p.Frame.SubmitKind {
		return pos
	}
	if first, ok := p.Frame.Index.Submission(p.Frame.Columns.Code(int(pos), columns.FieldItem)); ok {
		return first
	}
	return -1
}

// AppendKey appends the key of a projection of an entry. It requires that the projection is not opaque.
// The unit is that of the entry, −1 if it has none.
func (p *Projector) AppendKey(key []uint32, projection *Projection, pos, first, unit int32) []uint32 {
	if projection.hasItem {
		key = append(key, Bit(first >= 0))
	}
	for _, field := range projection.entryFields {
		key = append(key, p.Frame.Columns.Code(int(pos), field))
	}
	if first >= 0 {
		for _, field := range projection.itemFields {
			key = append(key, p.Frame.Columns.Code(int(first), field))
		}
		if len(projection.itemAttrs) > 0 {
			key = appendPicked(key, p.attrsOf(first), projection.itemAttrs)
		}
	}
	if len(projection.entryAttrs) > 0 {
		key = appendPicked(key, p.attrsOf(pos), projection.entryAttrs)
	}
	if projection.unit {
		key = append(key, StateCode(p.Frame, unit, p.Frame.NanosecondsAt(pos)))
	}
	if projection.sender && first >= 0 {
		key = append(key, StateCode(p.Frame, p.Frame.UnitOf(first), p.Frame.NanosecondsAt(first)))
	}
	if projection.params {
		key = append(key, EpochOf(p.paramStarts, p.Frame.NanosecondsAt(pos)))
	}
	for _, n := range projection.numbers {
		key = append(key, uint32(p.Runner.Numbers[n].Nth[numberedEntry(p.Frame, n, pos, first)]))
	}
	for i := range projection.times {
		key = p.appendTime(key, &projection.times[i], pos, first)
	}
	return key
}

func appendPicked(key, codes []uint32, places []int) []uint32 {
	for _, i := range places {
		key = append(key, codes[i])
	}
	return key
}

// numberedEntry is the entry whose number of step 0 an entry shows: its submission where submissions are numbered,
// else itself.
func numberedEntry(f *frame.Frame, n int, pos, first int32) int32 {
	if first >= 0 && f.Scheme.Numbers[n].Each == ledger.Submit {
		return first
	}
	return pos
}

// StateCode is the code of the roster state of a unit at an instant; 0: it is off the roster.
func StateCode(f *frame.Frame, unit int32, at int64) uint32 {
	if unit < 0 {
		return 0
	}
	return uint32(f.Units.At(unit, at) + 1)
}
