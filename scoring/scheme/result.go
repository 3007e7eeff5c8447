package scheme

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Result is what a period comes to for a unit, without a ranking: it falls short, it is criticised, its contract ends.
type Result struct {
	Index               int // in Scheme.Results
	Name, Clause, Title string
	Per                 []calendar.Kind
	From, Until         time.Time // in force in [From, Until); zero: without a bound
	Scope               *Scope
	When                *rule.Program // for whom it holds, a bool
}

// InForce says whether the result is in force at t.
func (r *Result) InForce(t time.Time) bool {
	return (r.From.IsZero() || !t.Before(r.From)) && (r.Until.IsZero() || t.Before(r.Until))
}

// resultLines compiles the section `results`.
func (b *builder) resultLines(lines document.Table[resultSpec]) {
	for _, line := range lines {
		spec := line.Spec
		r := &Result{Index: len(b.s.Results), Name: line.Name, Clause: spec.Clause, Title: spec.Title,
			Per: b.pers(spec.Per)}
		if r.Title == "" {
			r.Title = line.Name
		}
		r.From, r.Until = b.span(spec.From, spec.Until)
		r.Scope = b.scope("result")
		r.When = b.compile(r.Scope, spec.When, rule.BoolType())
		b.s.Results = append(b.s.Results, r)
	}
}

// ResultsOf are the results of a kind of period, in the order of the file.
func (s *Scheme) ResultsOf(kind calendar.Kind) []*Result {
	var out []*Result
	for _, r := range s.Results {
		if slices.Contains(r.Per, kind) {
			out = append(out, r)
		}
	}
	return out
}
