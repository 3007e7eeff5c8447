package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// derivedKinds are the kinds of derived amounts. The first is meant where none is written.
var derivedKinds = []string{"sum", "figure"}

// kindOfDerived reads whether a derived amount is a sum or a figure. A sum is made at the end of one kind of period:
// of two, one lies in the other, and would count what the other gave once more.
func (b *builder) kindOfDerived(d *Derived, spec derivedSpec) {
	if w := spec.Kind; w.Node != nil {
		if !slices.Contains(derivedKinds, w.Value) {
			b.Unknown(w.Node, nounDerivedKind, w.Value, derivedKinds)
			return
		}
	}
	if d.Figure {
		if a := &b.s.Accounts[d.Account]; a.Balance {
			b.Report(spec.Account.Node, reason.New("scheme.figure-of-a-balance",
				"{derived:q} gives figures to account {account:q}, which is a balance; expected an account of its "+
					"own, without `kind`", d.Name, a.Name))
			return
		}
		b.s.Accounts[d.Account].Figure = true
		return
	}
	if len(d.Per) > 1 && len(d.Per) == len(spec.Per) {
		b.Report(spec.Per[1].Node, reason.New("scheme.sum-of-several-periods",
			"what {derived:q} gives at the end of each {shorter} is part of the total of the {longer}, which would "+
				"count what it gives then as well; expected `kind: figure` if each period has its own (a rate, "+
				"an average, a running total), or a line for each kind of period",
			d.Name, slices.Min(d.Per), slices.Max(d.Per)))
	}
}

// figures checks what has to do with the accounts of figures: nothing else adds to them, and they are ranked and graded
// by periods that have one.
func (b *builder) figures(rankings document.Table[rankingSpec], grades document.Table[gradeSpec]) {
	pers := map[int][]calendar.Kind{}
	by := map[int]*Derived{}
	for _, d := range b.s.Derived {
		if !d.Figure {
			continue
		}
		if by[d.Account] == nil {
			by[d.Account] = d
		}
		pers[d.Account] = append(pers[d.Account], d.Per...)
	}
	told := map[*Rule]bool{}
	adds := func(r *Rule, account int) {
		if of := by[account]; of != nil && !r.Figure && !told[r] {
			told[r] = true
			b.Report(b.keys[r.Name], reason.New("scheme.adds-to-figures",
				"{rule:q} gives to account {account:q}, which has the figures of {derived:q}; "+
					"expected an account of its own for one of them",
				r.Name, b.s.Accounts[account].Name, of.Name))
		}
	}
	for _, c := range b.s.Credits {
		for _, a := range c.Amounts {
			adds(c.Rule, a.Account)
		}
	}
	for _, s := range b.s.Settles {
		for account := range b.s.Accounts {
			if posts(s, account) {
				adds(s.Rule, account)
			}
		}
	}
	for _, d := range b.s.Derived {
		adds(d.Rule, d.Account)
	}
	b.gradesFigures(grades, pers)
	for i, r := range b.s.Rankings {
		for k, per := range r.Per {
			if of := by[r.Account]; of != nil && !slices.Contains(pers[r.Account], per) {
				at := rankings[i].Spec.Per[min(k, len(rankings[i].Spec.Per)-1)]
				b.Report(at.Node, reason.New("scheme.ranks-no-figure",
					"ranking {ranking:q} ranks account {account:q} by the {period}, of which it has no figure; "+
						"expected {periods}",
					r.Name, b.s.Accounts[r.Account].Name, per, pers[r.Account]))
			}
		}
	}
}
