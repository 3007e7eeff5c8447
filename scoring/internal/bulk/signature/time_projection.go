package signature

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// TimeField is a time of an entry or of its submission: a field, or a declared attribute of the submission.
type TimeField struct {
	Item  bool
	Field columns.Field // with FieldAttrs: the place of the attribute among those of the kind
	attr  int           // with the field FieldAttrs: its place among those of the kind
}

// timeProjection is what is read of a time beside whether it is there.
type timeProjection struct {
	time       TimeField
	day, clock bool
	since      []TimeField // its distance from these is read
}

func isTimeField(f columns.Field) bool {
	return f == columns.FieldAt || f == columns.FieldHappened || f == columns.FieldDue
}

// projectTime adds how a time is read.
func projectTime(f *frame.Frame, out *Projection, u rule.TimeUse) {
	field, ok := timeField(f, u.Path)
	if !ok {
		return // its record is in the projection as a whole
	}
	at := slices.IndexFunc(out.times, func(t timeProjection) bool { return t.time == field })
	if at < 0 {
		at = len(out.times)
		out.times = append(out.times, timeProjection{time: field})
	}
	t := &out.times[at]
	t.day, t.clock = t.day || u.Day, t.clock || u.Clock
	whole := u.Whole
	for _, read := range u.From {
		if other, ok := timeField(f, read.Path); ok {
			t.since = addOnce(t.since, other)
		} else {
			whole = true
		}
	}
	if whole && field.Item {
		out.ExactTimes = addOnce(out.ExactTimes, field)
	} else if whole {
		out.Opaque = true
	}
}

// timeField is the time that a path ends in; false if the projection treats it as any other value.
func timeField(f *frame.Frame, path []rule.Step) (TimeField, bool) {
	record := NewReads(f.Scheme.Vocabulary).RecordOf(path[0].Name)
	if record == nil || len(path) != 2 || path[1].Kind != rule.StepField {
		return TimeField{}, false
	}
	field := record.Index(path[1].Name)
	column, _, firstAttr := ColumnOf(f.Scheme.Vocabulary, record, field)
	switch isItem := record == f.Scheme.Vocabulary.Item; {
	case isItem && field >= firstAttr:
		return TimeField{true, columns.FieldAttrs, field - firstAttr}, true
	case field < firstAttr && isTimeField(column):
		return TimeField{isItem, column, 0}, true
	}
	return TimeField{}, false
}
