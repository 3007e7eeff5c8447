package signature

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Reads are what the expressions of a step read, by the records of the vocabulary.
type Reads struct {
	Vocabulary *scheme.Vocabulary
	Fields     map[*rule.Record][]Use
	Before     bool                // what was numbered up to an entry, by its label
	Keys       map[string][]string // of the variables that are amounts by name: the names that are read
	All        []string            // of those variables: the ones that are read as a whole, or by a computed name
	Anything   bool                // a whole record is read
}

// Use says how a field is read.
type Use uint8

const (
	Unread  Use = iota // not at all
	Loosely            // whether it is there, how long it is, or how a time stands to other times
	exactly            // its value
)

// NewReads returns the reads of no expression.
func NewReads(v *scheme.Vocabulary) *Reads {
	return &Reads{Vocabulary: v, Fields: map[*rule.Record][]Use{}, Keys: map[string][]string{}}
}

// entryReads are what step 1 reads, but for what cuts read: conditions of which only the answer tells entries apart. Times and
// numbers of entries are different for nearly each of them, and of texts a condition mostly asks less than which it is.
func entryReads(s *scheme.Scheme) (*Reads, map[ledger.Kind][]predicate) {
	r, cuts := NewReads(s.Vocabulary), map[ledger.Kind][]predicate{}
	dated, tiered := s.Params.States() > 1, tierOfOutlet(s)
	for _, scope := range s.Scopes {
		kind := ledger.Kind(strings.TrimSuffix(scope.Name, " with worth"))
		if kind == "tier" {
			kind = ledger.Adopt
		}
		if !steps.OfEntries(scope) {
			continue
		}
		fits := func(all []rule.Read, of rule.Read) bool { return r.fit(all, of, dated, tiered) }
		if kind == ledger.Commission && dated {
			fits = func([]rule.Read, rule.Read) bool { return false } // it is asked at its own time and at that of its settlement
		}
		for _, p := range scope.Programs {
			left, parts := p.Cuts(r.wide, fits)
			for _, read := range left {
				r.add(read)
			}
			for _, part := range parts {
				c, of := predicate{scope: scope, Program: part}, kind
				if list, ok := part.CutOf(); ok {
					c.element, of = true, r.elements(list)
				} else if onlyItem(part) && (!dated || !readsParams(part.Reads())) {
					of = ledger.Submit // of whatever is about the item, the answer is the same
				}
				for _, read := range part.Reads() {
					record, field, typ := r.Place(read)
					c.Tiered = c.Tiered || record == s.Vocabulary.Adopt && field == scheme.AdoptTier
					c.timed = c.timed || typ.Equal(rule.TimeType()) || !c.element && of != ledger.Submit && read.Path[0].Name == "item"
				}
				if !slices.ContainsFunc(cuts[of], func(o predicate) bool { return o.Program.Same(part) }) {
					cuts[of] = append(cuts[of], c)
				}
			}
		}
	}
	return r, cuts
}

// tierOfOutlet says whether tiers ask of outlets and parameters alone.
func tierOfOutlet(s *scheme.Scheme) bool {
	return s.Ladder != nil && !slices.ContainsFunc(s.TierScope.Programs, func(p *rule.Program) bool {
		return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return r.Path[0].Name != "outlet" && r.Path[0].Name != "params" })
	})
}

func readsParams(all []rule.Read) bool {
	return slices.ContainsFunc(all, func(r rule.Read) bool { return r.Path[0].Name == "params" })
}

// elements are the kind of entries that a list of an item holds; empty: it is no such list.
func (r *Reads) elements(list rule.Read) ledger.Kind {
	if record, field, _ := r.Place(list); record == r.Vocabulary.Item {
		switch field {
		case scheme.ItemAdoptions:
			return ledger.Adopt
		case scheme.ItemEndorsements:
			return ledger.Endorse
		case scheme.ItemGrants:
			return ledger.Grant
		case scheme.ItemIncidents:
			return ledger.Incident
		}
	}
	return ""
}

// fit says whether what a condition reads can be asked of one entry: all of it is the entry's, or that of the submission which it
// is about, or of parameters; dated parameters only where it is certain when. Of is the list of which it reads an element.
func (r *Reads) fit(all []rule.Read, of rule.Read, dated, tiered bool) bool {
	element, params, item, own, wide := len(of.Path) > 0, readsParams(all), false, false, false
	if element && (r.elements(of) == "" || dated && params) {
		return false
	}
	for _, read := range all {
		name := read.Path[0].Name
		if name == "params" {
			continue
		}
		record, field, typ := r.Place(read)
		if record == nil || name == "unit" || name == "sender" || r.Inner(record, field) != nil {
			return false
		}
		if record == r.Vocabulary.Adopt && field == scheme.AdoptTier && !(element && tiered) {
			return false
		}
		item, own = item || name == "item", own || name != "item"
		wide = wide || typ.Equal(rule.TimeType()) || typ.Equal(rule.NumberType())
	}
	// What is wide is worth to be asked of each entry; the rest is not.
	return element || wide || !(item && (own || dated && params))
}

// Place is the record and the field that a read ends in, and its type; nil where it ends in none of an entry.
func (r *Reads) Place(read rule.Read) (record *rule.Record, field int, typ rule.Type) {
	record = r.Record(read.Path[0].Name)
	for i, step := range read.Path[1:] {
		if step.Kind == rule.StepElement && i > 0 {
			continue
		}
		if record == nil || step.Kind != rule.StepField {
			return nil, 0, rule.Type{}
		}
		field = slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == step.Name })
		if i == len(read.Path)-2 {
			return record, field, record.Fields[field].Type
		}
		record = r.Inner(record, field)
	}
	return nil, 0, rule.Type{}
}

// wide says whether a read is of something of which a condition mostly asks little: 1 for an instant, 2 for a number, from 3 on
// for a text, by whose it is.
func (r *Reads) wide(read rule.Read) int {
	record, _, typ := r.Place(read)
	switch {
	case !read.Exact || record == nil || record == r.Vocabulary.Unit:
		return 0
	case slices.ContainsFunc(read.Path, func(s rule.Step) bool { return s.Kind == rule.StepElement }):
		return 3
	case typ.Equal(rule.TimeType()):
		return 1
	case typ.Equal(rule.NumberType()):
		return 2
	case !typ.Equal(rule.StringType()):
		return 0
	case record == r.Vocabulary.Item:
		return 4
	}
	return 5
}

// AddAll adds what programs read; some may be nil.
func (r *Reads) AddAll(programs ...*rule.Program) {
	for _, p := range programs {
		if p == nil {
			continue
		}
		for _, read := range p.Reads() {
			r.add(read)
		}
	}
}

func (r *Reads) add(read rule.Read) {
	name, rest := read.Path[0].Name, read.Path[1:]
	switch record := r.Record(name); {
	case record != nil:
		r.follow(record, rest, read.Exact)
	case slices.Contains([]string{"sum", "total", "count"}, name):
		if len(rest) == 0 || rest[0].Kind != rule.StepKey {
			r.All = append(r.All, name)
		} else {
			r.Keys[name] = append(r.Keys[name], rest[0].Name)
		}
	case len(rest) > 0 && rest[0].Kind == rule.StepField && rest[0].Name == "before":
		r.Before = true
	}
}

// Record is what a variable of the house holds; nil: no record, or another's.
func (r *Reads) Record(name string) *rule.Record {
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

// follow notes a path inside a record.
func (r *Reads) follow(record *rule.Record, path []rule.Step, exact bool) {
	for len(path) > 0 && path[0].Kind == rule.StepElement {
		path = path[1:]
	}
	if len(path) == 0 {
		r.Anything = r.Anything || exact
		return
	}
	at := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[0].Name })
	if r.Fields[record] == nil {
		r.Fields[record] = make([]Use, len(record.Fields))
	}
	uses := r.Fields[record]
	uses[at] = max(uses[at], Loosely)
	if inner := r.Inner(record, at); inner != nil {
		r.follow(inner, path[1:], exact)
		return
	}
	if exact || record.Fields[at].Type.Equal(rule.ListType(rule.StringType())) || record.Fields[at].Type.Equal(rule.MapType(rule.NumberType())) {
		uses[at] = exactly
	}
}

// Inner is the record that a field of a record holds, or a list of them; nil: a plain value.
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

// Of says how a field of a record is read.
func (r *Reads) Of(record *rule.Record, field int) Use {
	if uses := r.Fields[record]; uses != nil {
		return uses[field]
	}
	return Unread
}
