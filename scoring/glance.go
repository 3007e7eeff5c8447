package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// glance is what some expressions see of an entry of a kind by itself: its fields and those of the submission that it is about,
// its units, the parameters, the numbers. A looker puts it into words: for entries with the same words the expressions give
// the same, so that they need to be asked once for all of these.
type glance struct {
	own, item           []columns.Field // of the entry, and of the submission that it is about (itself, if it is one)
	ownAttrs, itemAttrs []int           // declared attributes, by their place among those of the kind
	times               []timeGlance
	about               bool // something of the item is seen: whether there is one, too
	unit, sender        bool
	params              bool     // they change with time
	numbers             []int    // of step 0
	whole               []timeOf // times of the submission that are seen exactly: of these there are no words
	blind               bool     // something else is seen of which there are no words
}

// timeOf is a time of an entry or of the submission that it is about: a field, or a declared attribute of the submission.
type timeOf struct {
	item  bool
	field columns.Field
	attr  int // with the field FieldAttrs: its place among those of the kind
}

// timeGlance is what is seen of a time, beside whether it is there.
type timeGlance struct {
	timeOf
	day, clock bool
	from       []timeOf // how far it is from these
}

// glanceOf is what programs see of an entry of a kind; some may be nil.
func (f *Frame) glanceOf(kind ledger.Kind, programs ...*rule.Program) *glance {
	g := &glance{}
	for _, p := range programs {
		if p != nil {
			f.look(g, kind, p)
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

func (f *Frame) look(g *glance, kind ledger.Kind, p *rule.Program) {
	for _, read := range p.Reads() {
		f.see(g, kind, read.Path)
	}
	for _, u := range p.Times() {
		f.seeTime(g, u)
	}
}

// see adds what a path reads, but for times.
func (f *Frame) see(g *glance, kind ledger.Kind, path []rule.Step) {
	v, name := f.scheme.Vocabulary, path[0].Name
	switch {
	case name == "params":
		g.params = g.params || f.scheme.Params.States() > 1
		return
	case name == "unit":
		g.unit = true
		return
	case name == "sender":
		g.sender, g.about = true, true
		return
	case name == "tier":
		f.seeTier(g, kind)
		return
	case len(path) < 2:
		g.blind = true
		return
	}
	record := newReads(v).record(name)
	if record == v.Item {
		g.about = true
	}
	if record == nil {
		f.seeNumber(g, path)
		return
	}
	field := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[1].Name })
	if record == v.Adopt && field == scheme.AdoptOutlet {
		if record, path = v.Outlet, path[1:]; len(path) < 2 {
			g.blind = true
			return
		}
		field = slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[1].Name })
	}
	from, plain, own := fieldOf(v, record, field)
	switch {
	case record == v.Commission && field == v.AnswersField():
		g.blind = true
	case field >= own && record == v.Outlet: // of the table, else of the adoption
		g.own = addOnce(g.own, columns.FieldOutlet, columns.FieldAttrs)
	case field >= own && record == v.Item && record.Fields[field].Type.Equal(rule.TimeType()):
	case field >= own && record == v.Item:
		g.itemAttrs = addOnce(g.itemAttrs, field-own)
	case field >= own:
		g.ownAttrs = addOnce(g.ownAttrs, field-own)
	case record == v.Adopt && field == scheme.AdoptTier:
		f.seeTier(g, kind)
	case record == v.Outlet && field == scheme.OutletLevel:
		g.own = addOnce(g.own, columns.FieldOutlet, columns.FieldLevel)
	case !plain || from == columns.FieldID: // no field of an entry, or one of which no two are the same
		g.blind = true
	case isTimeField(from):
	case record == v.Item:
		g.item = addOnce(g.item, from)
	default:
		g.own = addOnce(g.own, from)
	}
}

// seeTier adds what the tier of an adoption depends on.
func (f *Frame) seeTier(g *glance, kind ledger.Kind) {
	if f.scheme.Ladder == nil || kind != ledger.Adopt {
		return
	}
	for _, t := range f.scheme.Ladder.Tiers() {
		for _, read := range t.When.Reads() {
			if read.Path[0].Name == "tier" {
				g.blind = true
				return
			}
		}
		f.look(g, kind, t.When)
	}
}

// seeNumber adds a number of step 0.
func (f *Frame) seeNumber(g *glance, path []rule.Step) {
	i := slices.IndexFunc(f.scheme.Numbers, func(n scheme.Number) bool { return n.Name == path[0].Name })
	if i < 0 || path[1].Name != "nth" {
		g.blind = true
		return
	}
	g.numbers = addOnce(g.numbers, i)
}

func isTimeField(f columns.Field) bool {
	return f == columns.FieldAt || f == columns.FieldHappened || f == columns.FieldDue
}

// seeTime adds what is seen of a time.
func (f *Frame) seeTime(g *glance, u rule.TimeUse) {
	of, ok := f.timeAt(u.Path)
	if !ok {
		return // an attribute of what is no submission, or of another entry: what it is read from tells it
	}
	at := slices.IndexFunc(g.times, func(t timeGlance) bool { return t.timeOf == of })
	if at < 0 {
		at = len(g.times)
		g.times = append(g.times, timeGlance{timeOf: of})
	}
	t := &g.times[at]
	t.day, t.clock = t.day || u.Day, t.clock || u.Clock
	whole := u.Whole
	for _, read := range u.From {
		if from, ok := f.timeAt(read.Path); ok {
			t.from = addOnce(t.from, from)
		} else {
			whole = true
		}
	}
	if whole && of.item {
		g.whole = addOnce(g.whole, of)
	} else if whole {
		g.blind = true
	}
}

// timeAt is the time that a path goes to; false if there are words for it as for any other value.
func (f *Frame) timeAt(path []rule.Step) (timeOf, bool) {
	record := newReads(f.scheme.Vocabulary).record(path[0].Name)
	if record == nil || len(path) != 2 || path[1].Kind != rule.StepField {
		return timeOf{}, false
	}
	field := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[1].Name })
	from, _, own := fieldOf(f.scheme.Vocabulary, record, field)
	switch isItem := record == f.scheme.Vocabulary.Item; {
	case isItem && field >= own:
		return timeOf{true, columns.FieldAttrs, field - own}, true
	case field < own && isTimeField(from):
		return timeOf{isItem, from, 0}, true
	}
	return timeOf{}, false
}
