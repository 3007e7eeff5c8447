package scoring

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// reads are what the expressions of a step read, by the records of the vocabulary.
type reads struct {
	vocabulary *scheme.Vocabulary
	fields     map[*rule.Record][]use
	before     bool                // what was numbered up to an entry, by its label
	keys       map[string][]string // of the variables that are amounts by name: the names that are read
	all        []string            // of those variables: the ones that are read as a whole, or by a computed name
	anything   bool                // a whole record is read
}

// use says how a field is read.
type use uint8

const (
	unread  use = iota
	loosely     // whether it is there, how long it is, or how a time stands to other times
	exactly     // its value
)

func newReads(v *scheme.Vocabulary) *reads {
	return &reads{vocabulary: v, fields: map[*rule.Record][]use{}, keys: map[string][]string{}}
}

// entryReads are what step 1 reads.
func entryReads(s *scheme.Scheme) *reads {
	r := newReads(s.Vocabulary)
	for _, scope := range s.Scopes {
		if ofEntries(scope) {
			r.addAll(scope.Programs...)
		}
	}
	return r
}

// ofEntries says whether a scope is one of step 1.
func ofEntries(s *scheme.Scope) bool {
	kind := strings.TrimSuffix(s.Name, " with worth")
	return kind == "tier" || slices.Contains(ledger.Kinds(), ledger.Kind(kind))
}

// addAll adds what programs read; some may be nil.
func (r *reads) addAll(programs ...*rule.Program) {
	for _, p := range programs {
		if p == nil {
			continue
		}
		for _, read := range p.Reads() {
			r.add(read)
		}
	}
}

func (r *reads) add(read rule.Read) {
	v, name, rest := r.vocabulary, read.Path[0].Name, read.Path[1:]
	records := map[string]*rule.Record{"item": v.Item, "unit": v.Unit, "sender": v.Unit, "adopt": v.Adopt, "outlet": v.Outlet, "endorse": v.Endorse,
		"grant": v.Grant, "incident": v.Incident, "commission": v.Commission, "period": v.Period, "quota": v.Quota}
	switch record := records[name]; {
	case record != nil:
		r.follow(record, rest, read.Exact)
	case slices.Contains([]string{"sum", "total", "count"}, name):
		if len(rest) == 0 || rest[0].Kind != rule.StepKey {
			r.all = append(r.all, name)
		} else {
			r.keys[name] = append(r.keys[name], rest[0].Name)
		}
	case len(rest) > 0 && rest[0].Kind == rule.StepField && rest[0].Name == "before":
		r.before = true
	}
}

// follow notes a path inside a record.
func (r *reads) follow(record *rule.Record, path []rule.Step, exact bool) {
	for len(path) > 0 && path[0].Kind == rule.StepElement {
		path = path[1:]
	}
	if len(path) == 0 {
		r.anything = r.anything || exact
		return
	}
	at := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == path[0].Name })
	if r.fields[record] == nil {
		r.fields[record] = make([]use, len(record.Fields))
	}
	uses := r.fields[record]
	uses[at] = max(uses[at], loosely)
	if inner := r.inner(record, at); inner != nil {
		r.follow(inner, path[1:], exact)
		return
	}
	if exact || record.Fields[at].Type.Equal(rule.ListType(rule.StringType())) || record.Fields[at].Type.Equal(rule.MapType(rule.NumberType())) {
		uses[at] = exactly
	}
}

// inner is the record that a field of a record holds, or a list of them; nil: a plain value.
func (r *reads) inner(record *rule.Record, field int) *rule.Record {
	v := r.vocabulary
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

// of says how a field of a record is read.
func (r *reads) of(record *rule.Record, field int) use {
	if uses := r.fields[record]; uses != nil {
		return uses[field]
	}
	return unread
}

// exact lists the fields of a record whose value is read.
func (r *reads) exact(record *rule.Record) []int {
	var out []int
	for field, u := range r.fields[record] {
		if u == exactly {
			out = append(out, field)
		}
	}
	return out
}
