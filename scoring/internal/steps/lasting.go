package steps

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// flaws are the refusals and problems of an expression: those of its last evaluation, and those that a later entry
// ended.
type flaws struct {
	refusals, ended []frame.Refusal
	problems, gone  []frame.Problem
}

// renew dates what an evaluation found after it, by the entry that caused the evaluation. What was found before too
// keeps its date; what is found no more ended with that entry.
func (f *flaws) renew(before *flaws, cause *frame.Fact) {
	if len(f.refusals)+len(f.problems)+len(before.refusals)+len(before.problems) == 0 {
		return
	}
	f.ended = lasting(before.refusals, f.refusals, f.ended, cause, sameRefusal,
		func(r *frame.Refusal) *frame.Lasting { return &r.Lasting })
	f.gone = lasting(before.problems, f.problems, f.gone, cause, sameProblem,
		func(p *frame.Problem) *frame.Lasting { return &p.Lasting })
}

func lasting[T any](
	before, now, ended []T, cause *frame.Fact, same func(a, b *T) bool, of func(*T) *frame.Lasting,
) []T {
	find := func(in []T, one *T) int { return slices.IndexFunc(in, func(o T) bool { return same(&o, one) }) }
	for i := range now {
		of(&now[i]).Since = cause.From
		if k := find(before, &now[i]); k >= 0 {
			*of(&now[i]) = *of(&before[k])
		}
	}
	for i := range before {
		if find(now, &before[i]) < 0 {
			of(&before[i]).Until = cause.From
			ended = append(ended, before[i])
		}
	}
	return ended
}

func sameProblem(a, b *frame.Problem) bool { return frame.CompareProblems(*a, *b) == 0 }

func sameRefusal(a, b *frame.Refusal) bool {
	return a.Rule == b.Rule && compareRefusals(*a, *b) == 0
}

// compareRefusals orders refusals by entry, code and reason.
func compareRefusals(a, b frame.Refusal) int {
	return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Reason.String(), b.Reason.String()))
}

// report adds the refusals and problems to a result.
func (f *flaws) report(out *Credited) {
	out.Refusals = append(append(out.Refusals, f.refusals...), f.ended...)
	out.Problems = append(append(out.Problems, f.problems...), f.gone...)
}
