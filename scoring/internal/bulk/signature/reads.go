package signature

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Reads are what expressions read, by the records of the vocabulary.
type Reads struct {
	Vocabulary   *scheme.Vocabulary
	Fields       map[*rule.Record][]Use
	NumberBefore bool                // the entries numbered before, or earlier, by label
	Keys         map[string][]string // of the maps sum, total and count: the names that are read
	WholeMaps    []string            // of these maps: those that are read as a whole, or by a computed name
	WholeRecord  bool                // a record is read as a whole
}

// Use says how a field is read.
type Use uint8

const (
	Unread Use = iota // not at all
	Partly            // whether it is there, its length, or its order among times
	fully             // its value
)

// NewReads returns the reads of no expression.
func NewReads(v *scheme.Vocabulary) *Reads {
	return &Reads{Vocabulary: v, Fields: map[*rule.Record][]Use{}, Keys: map[string][]string{}}
}

// Target is the record and the field that a read ends in, and the type of the field; nil where it ends in no field.
func (r *Reads) Target(read rule.Read) (record *rule.Record, field int, typ rule.Type) {
	record = r.RecordOf(read.Path[0].Name)
	for i, step := range read.Path[1:] {
		if step.Kind == rule.StepElement && i > 0 {
			continue
		}
		if record == nil || step.Kind != rule.StepField {
			return nil, 0, rule.Type{}
		}
		field = record.Index(step.Name)
		if i == len(read.Path)-2 {
			return record, field, record.Fields[field].Type
		}
		record = r.Inner(record, field)
	}
	return nil, 0, rule.Type{}
}

// Add adds what programs read; some may be nil.
func (r *Reads) Add(programs ...*rule.Program) {
	for _, p := range programs {
		if p == nil {
			continue
		}
		for _, read := range p.Reads() {
			r.addRead(read)
		}
	}
}

func (r *Reads) addRead(read rule.Read) {
	name, rest := read.Path[0].Name, read.Path[1:]
	switch record := r.RecordOf(name); {
	case record != nil:
		r.addPath(record, rest, read.Exact)
	case slices.Contains([]string{"sum", "total", "count"}, name):
		if len(rest) == 0 || rest[0].Kind != rule.StepKey {
			r.WholeMaps = append(r.WholeMaps, name)
		} else {
			r.Keys[name] = append(r.Keys[name], rest[0].Name)
		}
	case len(rest) > 0 && rest[0].Kind == rule.StepField && (rest[0].Name == "before" || rest[0].Name == "earlier"):
		r.NumberBefore = true
	}
}

// RecordOf is the record that a variable holds; nil: it holds none of the vocabulary.
func (r *Reads) RecordOf(name string) *rule.Record {
	v := r.Vocabulary
	switch name {
	case "item":
		return v.Item
	case "unit", "sender":
		return v.Unit
	case "adopt":
		return v.Adopt
	case "outlet":
		return v.Outlet
	case "endorse":
		return v.Endorse
	case "grant":
		return v.Grant
	case "incident":
		return v.Incident
	case "commission":
		return v.Commission
	case "period":
		return v.Period
	case "quota":
		return v.Quota
	}
	return nil
}

// addPath adds a read of a path inside a record.
func (r *Reads) addPath(record *rule.Record, path []rule.Step, exact bool) {
	for len(path) > 0 && path[0].Kind == rule.StepElement {
		path = path[1:]
	}
	if len(path) == 0 {
		r.WholeRecord = r.WholeRecord || exact
		return
	}
	at := record.Index(path[0].Name)
	if r.Fields[record] == nil {
		r.Fields[record] = make([]Use, len(record.Fields))
	}
	uses := r.Fields[record]
	uses[at] = max(uses[at], Partly)
	if inner := r.Inner(record, at); inner != nil {
		r.addPath(inner, path[1:], exact)
		return
	}
	typ := record.Fields[at].Type
	if exact || typ.Equal(rule.ListType(rule.StringType())) || typ.Equal(rule.MapType(rule.NumberType())) {
		uses[at] = fully
	}
}

// Inner is the record that a field of a record holds, or a list of them; nil: it holds a plain value.
func (r *Reads) Inner(record *rule.Record, field int) *rule.Record {
	v := r.Vocabulary
	switch {
	case record == v.Item:
		switch field {
		case scheme.ItemCommission:
			return v.Asked
		case scheme.ItemAdoptions:
			return v.Adopt
		case scheme.ItemEndorsements:
			return v.Endorse
		case scheme.ItemGrants:
			return v.Grant
		case scheme.ItemIncidents:
			return v.Incident
		}
	case record == v.Adopt && field == scheme.AdoptOutlet:
		return v.Outlet
	case record == v.Commission && field == v.AnswersField():
		return v.Answer
	}
	return nil
}

// UseOf says how a field of a record is read.
func (r *Reads) UseOf(record *rule.Record, field int) Use {
	if uses := r.Fields[record]; uses != nil {
		return uses[field]
	}
	return Unread
}
