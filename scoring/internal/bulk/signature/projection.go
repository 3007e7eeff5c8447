package signature

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Projection is what some expressions see of an entry of a kind by itself: its fields and those of the submission that it is about,
// its units, the parameters, the numbers. A looker puts it into words: for entries with the same words the expressions give
// the same, so that they need to be asked once for all of these.
type Projection struct {
	own, item           []columns.Field // of the entry, and of the submission that it is about (itself, if it is one)
	ownAttrs, itemAttrs []int           // declared attributes, by their place among those of the kind
	times               []timeProjection
	about               bool // something of the item is seen: whether there is one, too
	unit, sender        bool
	params              bool     // they change with time
	numbers             []int    // of step 0
	Whole               []TimeOf // times of the submission that are seen exactly: of these there are no words
	Opaque              bool     // something else is seen of which there are no words
}

// TimeOf is a time of an entry or of the submission that it is about: a field, or a declared attribute of the submission.
type TimeOf struct {
	Item  bool
	Field columns.Field
	attr  int // with the field FieldAttrs: its place among those of the kind
}

// timeProjection is what is seen of a time, beside whether it is there.
type timeProjection struct {
	time       TimeOf
	day, clock bool
	from       []TimeOf // how far it is from these
}

// ProjectionOf is what programs see of an entry of a kind; some may be nil.
func ProjectionOf(f *frame.Frame, kind ledger.Kind, programs ...*rule.Program) *Projection {
	g := &Projection{}
	for _, p := range programs {
		if p != nil {
			projectProgram(f, g, kind, p)
		}
	}
	return g
}

// addOnce adds what is not there yet.
func addOnce[T comparable](all []T, more ...T) []T {
	for _, one := range more {
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

func projectProgram(f *frame.Frame, g *Projection, kind ledger.Kind, p *rule.Program) {
	for _, read := range p.Reads() {
		projectPath(f, g, kind, read.Path)
	}
	for _, u := range p.Times() {
		projectTime(f, g, u)
	}
}

// projectPath adds what a path reads, but for times.
func projectPath(f *frame.Frame, g *Projection, kind ledger.Kind, path []rule.Step) {
	v, name := f.Scheme.Vocabulary, path[0].Name
	switch {
	case name == "params":
		g.params = g.params || f.Scheme.Params.States() > 1
		return
	case name == "unit":
		g.unit = true
		return
	case name == "sender":
		g.sender, g.about = true, true
		return
	case name == "tier":
		ProjectTier(f, g, kind)
		return
	case len(path) < 2:
		g.Opaque = true
		return
	}
	record := NewReads(v).Record(name)
	if record == v.Item {
		g.about = true
	}
	if record == nil {
		projectNumber(f, g, path)
		return
	}
	field := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[1].Name })
	if record == v.Adopt && field == scheme.AdoptOutlet {
		if record, path = v.Outlet, path[1:]; len(path) < 2 {
			g.Opaque = true
			return
		}
		field = slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[1].Name })
	}
	from, plain, own := FieldOf(v, record, field)
	switch {
	case record == v.Commission && field == v.AnswersField():
		g.Opaque = true
	case field >= own && record == v.Outlet: // of the table, else of the adoption
		g.own = addOnce(g.own, columns.FieldOutlet, columns.FieldAttrs)
	case field >= own && record == v.Item && record.Fields[field].Type.Equal(rule.TimeType()):
	case field >= own && record == v.Item:
		g.itemAttrs = addOnce(g.itemAttrs, field-own)
	case field >= own:
		g.ownAttrs = addOnce(g.ownAttrs, field-own)
	case record == v.Adopt && field == scheme.AdoptTier:
		ProjectTier(f, g, kind)
	case record == v.Outlet && field == scheme.OutletLevel:
		g.own = addOnce(g.own, columns.FieldOutlet, columns.FieldLevel)
	case !plain || from == columns.FieldID: // no field of an entry, or one of which no two are the same
		g.Opaque = true
	case isTimeField(from):
	case record == v.Item:
		g.item = addOnce(g.item, from)
	default:
		g.own = addOnce(g.own, from)
	}
}

// ProjectTier adds what the tier of an adoption depends on.
func ProjectTier(f *frame.Frame, g *Projection, kind ledger.Kind) {
	if f.Scheme.Ladder == nil || kind != ledger.Adopt {
		return
	}
	for _, t := range f.Scheme.Ladder.Tiers() {
		for _, read := range t.When.Reads() {
			if read.Path[0].Name == "tier" {
				g.Opaque = true
				return
			}
		}
		projectProgram(f, g, kind, t.When)
	}
}

// projectNumber adds a number of step 0.
func projectNumber(f *frame.Frame, g *Projection, path []rule.Step) {
	i := slices.IndexFunc(f.Scheme.Numbers, func(n scheme.Number) bool { return n.Name == path[0].Name })
	if i < 0 || path[1].Name != "nth" {
		g.Opaque = true
		return
	}
	g.numbers = addOnce(g.numbers, i)
}

func isTimeField(f columns.Field) bool {
	return f == columns.FieldAt || f == columns.FieldHappened || f == columns.FieldDue
}

// projectTime adds what is seen of a time.
func projectTime(f *frame.Frame, g *Projection, u rule.TimeUse) {
	of, ok := timeAt(f, u.Path)
	if !ok {
		return // an attribute of what is no submission, or of another entry: what it is read from tells it
	}
	at := slices.IndexFunc(g.times, func(t timeProjection) bool { return t.time == of })
	if at < 0 {
		at = len(g.times)
		g.times = append(g.times, timeProjection{time: of})
	}
	t := &g.times[at]
	t.day, t.clock = t.day || u.Day, t.clock || u.Clock
	whole := u.Whole
	for _, read := range u.From {
		if from, ok := timeAt(f, read.Path); ok {
			t.from = addOnce(t.from, from)
		} else {
			whole = true
		}
	}
	if whole && of.Item {
		g.Whole = addOnce(g.Whole, of)
	} else if whole {
		g.Opaque = true
	}
}

// timeAt is the time that a path goes to; false if there are words for it as for any other value.
func timeAt(f *frame.Frame, path []rule.Step) (TimeOf, bool) {
	record := NewReads(f.Scheme.Vocabulary).Record(path[0].Name)
	if record == nil || len(path) != 2 || path[1].Kind != rule.StepField {
		return TimeOf{}, false
	}
	field := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[1].Name })
	from, _, own := FieldOf(f.Scheme.Vocabulary, record, field)
	switch isItem := record == f.Scheme.Vocabulary.Item; {
	case isItem && field >= own:
		return TimeOf{true, columns.FieldAttrs, field - own}, true
	case field < own && isTimeField(from):
		return TimeOf{isItem, from, 0}, true
	}
	return TimeOf{}, false
}
