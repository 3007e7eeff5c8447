package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// looked lists what a candidate rests on besides its own entry: the entries about the item, so far, of the kinds that its
// rule looked at (item.endorsements and the like), and of those that each bonus looked at that took effect.
func (e *evaluator) looked(c *candidate) []int32 {
	var out []int32
	add := func(kinds []ledger.Kind) {
		for _, f := range e.inEffect {
			if f != c.fact && slices.Contains(kinds, f.entry.Kind) {
				out = append(out, f.position)
			}
		}
	}
	add(e.looksAt(c.credit.Rule, func() []*rule.Program {
		var programs []*rule.Program
		for _, a := range c.credit.Amounts {
			programs = append(programs, a.Worth, a.To)
		}
		return programs
	}))
	for _, b := range c.bonuses {
		add(e.looksAt(b.Rule, func() []*rule.Program { return []*rule.Program{b.Times, b.Plus} }))
	}
	return out
}

// lists are the fields of an item that hold entries about it.
var lists = [...]struct {
	field string
	kind  ledger.Kind
}{{"adoptions", ledger.Adopt}, {"endorsements", ledger.Endorse}, {"grants", ledger.Grant}, {"incidents", ledger.Incident}}

// looksAt says which kinds of entries about the item the expressions of a rule look at.
func (e *evaluator) looksAt(r *scheme.Rule, amounts func() []*rule.Program) []ledger.Kind {
	if kinds, ok := e.looks[r]; ok {
		return kinds
	}
	programs := append(amounts(), r.When)
	for _, q := range r.Require {
		programs = append(programs, q.Cond)
	}
	kinds := []ledger.Kind{}
	for _, l := range lists {
		if slices.ContainsFunc(programs, func(p *rule.Program) bool {
			return p != nil && slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
				return read.Path[0].Name == "item" && (len(read.Path) == 1 || read.Path[1].Name == l.field)
			})
		}) {
			kinds = append(kinds, l.kind)
		}
	}
	e.looks[r] = kinds
	return kinds
}
