package signature

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Projection is what expressions read of an entry of a kind: columns of it and of its submission, attributes, times,
// its unit, the epoch of the parameters, numbers of step 0. A [Projector] makes a key of it. For two entries with one
// key the expressions give the same value or error.
type Projection struct {
	entryFields, itemFields []columns.Field // of the entry, and of its submission: itself, if it is one
	entryAttrs, itemAttrs   []int           // declared attributes, by their place among those of the kind
	times                   []timeProjection
	hasItem                 bool // it reads of the item, at least whether there is one
	unit, sender            bool
	params                  bool        // it reads parameters, and these are dated
	numbers                 []int       // of step 0
	ExactTimes              []TimeField // times of the submission that are read exactly; they are not in the key
	Opaque                  bool        // it reads more than a key can hold
}

// ProjectionOf is the projection of an entry of a kind on what programs read; some may be nil.
func ProjectionOf(f *frame.Frame, kind ledger.Kind, programs ...*rule.Program) *Projection {
	out := &Projection{}
	for _, p := range programs {
		if p != nil {
			projectProgram(f, out, kind, p)
		}
	}
	return out
}

// addOnce appends those elements that are not in a list yet.
func addOnce[T comparable](all []T, more ...T) []T {
	for _, one := range more {
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

func projectProgram(f *frame.Frame, out *Projection, kind ledger.Kind, p *rule.Program) {
	for _, read := range p.Reads() {
		projectPath(f, out, kind, read.Path)
	}
	for _, u := range p.Times() {
		projectTime(f, out, u)
	}
}

// projectPath adds what a path reads; times are left to projectTime.
func projectPath(f *frame.Frame, out *Projection, kind ledger.Kind, path []rule.Step) {
	v, name := f.Scheme.Vocabulary, path[0].Name
	switch {
	case name == "params":
		out.params = out.params || f.Scheme.Params.States() > 1
		return
	case name == "unit":
		out.unit = true
		return
	case name == "sender":
		out.sender, out.hasItem = true, true
		return
	case name == "tier":
		ProjectTier(f, out, kind)
		return
	case len(path) < 2:
		out.Opaque = true
		return
	}
	record := NewReads(v).RecordOf(name)
	if record == v.Item {
		out.hasItem = true
	}
	if record == nil {
		projectNumber(f, out, path)
		return
	}
	field := record.Index(path[1].Name)
	if record == v.Adopt && field == scheme.AdoptOutlet {
		if record, path = v.Outlet, path[1:]; len(path) < 2 {
			out.Opaque = true
			return
		}
		field = record.Index(path[1].Name)
	}
	column, plain, firstAttr := ColumnOf(v, record, field)
	switch {
	case record == v.Commission && field == v.AnswersField():
		out.Opaque = true
	case field >= firstAttr && record == v.Outlet: // the table gives it, or else the adoption
		out.entryFields = addOnce(out.entryFields, columns.FieldOutlet, columns.FieldAttrs)
	case field >= firstAttr && record == v.Item && record.Fields[field].Type.Equal(rule.TimeType()):
	case field >= firstAttr && record == v.Item:
		out.itemAttrs = addOnce(out.itemAttrs, field-firstAttr)
	case field >= firstAttr:
		out.entryAttrs = addOnce(out.entryAttrs, field-firstAttr)
	case record == v.Adopt && field == scheme.AdoptTier:
		ProjectTier(f, out, kind)
	case record == v.Outlet && field == scheme.OutletLevel:
		out.entryFields = addOnce(out.entryFields, columns.FieldOutlet, columns.FieldLevel)
	case !plain || column == columns.FieldID: // no column, or one whose values are all different
		out.Opaque = true
	case isTimeField(column):
	case record == v.Item:
		out.itemFields = addOnce(out.itemFields, column)
	default:
		out.entryFields = addOnce(out.entryFields, column)
	}
}

// ProjectTier adds what the tier of an adoption depends on.
func ProjectTier(f *frame.Frame, out *Projection, kind ledger.Kind) {
	if f.Scheme.Ladder == nil || kind != ledger.Adopt {
		return
	}
	for _, t := range f.Scheme.Ladder.Tiers() {
		for _, read := range t.When.Reads() {
			if read.Path[0].Name == "tier" {
				out.Opaque = true
				return
			}
		}
		projectProgram(f, out, kind, t.When)
	}
}

// projectNumber adds a number of step 0.
func projectNumber(f *frame.Frame, out *Projection, path []rule.Step) {
	i := slices.IndexFunc(f.Scheme.Numbers, func(n scheme.Number) bool { return n.Name == path[0].Name })
	if i < 0 || path[1].Name != "nth" {
		out.Opaque = true
		return
	}
	out.numbers = addOnce(out.numbers, i)
}
