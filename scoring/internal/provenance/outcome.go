package provenance

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Answer is the answer to a query.
type Answer struct {
	Points  []Point
	Idle    []Idle
	Grades  []Grade  // of the unit of the query, in the order of the file
	Results []Result // likewise
}

// Grade is the grade of a unit, or that it has none, with what was read for it.
type Grade struct {
	steps.Graded
	Values []Value
}

// Result is a result of a unit, that it holds or not, with what was read for it.
type Result struct {
	steps.Outcome
	Values []Value
}

// results are those of the unit of a query.
func results(all []steps.Outcome, q Query) []Result {
	var out []Result
	for _, r := range all {
		if r.Unit == q.Unit && q.ofUnit() {
			out = append(out, Result{r, valuesIn(r.Note)})
		}
	}
	slices.SortStableFunc(out, func(a, b Result) int { return cmp.Compare(a.Result.Index, b.Result.Index) })
	return out
}

// grades are those of the unit of a query.
func grades(all []steps.Graded, q Query) []Grade {
	var out []Grade
	for _, g := range all {
		if g.Unit == q.Unit && q.ofUnit() {
			out = append(out, Grade{g, valuesIn(g.Note)})
		}
	}
	slices.SortStableFunc(out, func(a, b Grade) int { return cmp.Compare(a.Grade.Index, b.Grade.Index) })
	return out
}

// valuesIn are the values of a note.
func valuesIn(noted any) []Value {
	n, ok := noted.(*note)
	if !ok {
		return nil
	}
	var out []Value
	for _, v := range n.values {
		out = append(out, valueOf(v))
	}
	return out
}
