package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// afterCloses are what becomes of what entries change in a closed period. The first is meant where none is written.
var afterCloses = []string{"restate", "carry"}

// afterClose reads what becomes of it.
func (b *builder) afterClose(word document.Word) {
	if b.s.Carries = word.Value == afterCloses[1]; word.Node != nil && !slices.Contains(afterCloses, word.Value) {
		b.Unknown(word.Node, nounAfterClose, word.Value, afterCloses)
	}
}

// carriesApart reports a scheme that carries differences and in which something is settled by what is made of all
// units: that stands as it was published, and what is settled is worked out anew.
func (b *builder) carriesApart() {
	if !b.s.Carries || !b.s.Across {
		return
	}
	for _, q := range b.s.Quotas {
		b.carriesMade(q.Name, q.Programs().But(RoleCount), func(d *Derived) bool {
			return slices.Contains(q.Sum, d.Rule)
		})
	}
	for _, s := range b.s.Settles {
		b.carriesMade(s.Name, s.Programs().But(RoleBy), func(d *Derived) bool {
			return b.countsRule(s, d.Rule) || s.Cap != nil && (slices.Contains(s.Cap.Of, d.Rule) ||
				len(s.Cap.Of) == 0 && s.Cap.Account == d.Account)
		})
	}
}

// carriesMade reports a quota or a settled rule that sees what is derived, graded or found: by its expressions, or
// because it names it.
func (b *builder) carriesMade(name string, programs []*rule.Program, names func(d *Derived) bool) {
	seen := ""
	if slices.ContainsFunc(programs, readsOutcomes) {
		seen = "grades or results"
	}
	for _, d := range b.s.Derived {
		of := maker{d.Rule, d.Per, []int{d.Account}}
		if names(d) || slices.ContainsFunc(programs, func(p *rule.Program) bool {
			return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return b.readsGiven(r, of) })
		}) {
			seen = d.Name
		}
	}
	if seen != "" {
		b.Report(b.keys[name], reason.New("scheme.carries-made",
			"found {name:q}, which is settled by {seen:q}, beside `after_close: carry`: of a closed period that "+
				"stands as it was published, and what is settled is worked out anew; expected "+
				"`after_close: restate`, or what is settled by entries, quotas and rules", name, seen))
	}
}

// readsRecorded says whether an expression reads a field that is called as the time of recording is.
func readsRecorded(p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		return slices.ContainsFunc(r.Path[1:], func(s rule.Step) bool { return s.Name == recordedName })
	})
}
