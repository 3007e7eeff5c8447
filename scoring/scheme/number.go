package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// numbers compiles the section `numbers`. A number may name those that stand before it.
func (b *builder) numbers(lines document.Table[numberSpec]) {
	for _, line := range lines {
		n := Number{Name: line.Name, Clause: line.Spec.Clause, Title: line.Spec.Title, Each: b.each(line.Spec.Each)}
		n.Per = b.per(line.Spec.Per)
		if n.Each == "" {
			b.failed[line.Name] = true
			continue
		}
		b.scopes = map[string]*Scope{} // those made so far lack the number before this one
		n.Scope = b.scope(string(n.Each))
		n.When = b.entryOnly(b.compile(n.Scope, line.Spec.When, rule.BoolType()))
		for _, e := range line.Spec.By {
			n.By = append(n.By, b.entryOnly(b.compile(n.Scope, e)))
		}
		n.Same = b.entryOnly(b.compile(n.Scope, line.Spec.Same))
		b.s.Numbers = append(b.s.Numbers, n)
	}
	b.scopes = map[string]*Scope{}
}

// entryOnly refuses what a number may not read: what later entries change.
func (b *builder) entryOnly(p *rule.Program) *rule.Program {
	if p != nil && evolves(p) {
		at := p.Source().Position(0)
		b.Add(b.File().ErrorAt(at.Line, at.Column, reason.New("scheme.number-evolves",
			"a number is counted from entries alone; found a look at what happens to the item later")))
	}
	return p
}

// evolve says whether one of them reads what later entries about the item change.
func (ps Programs) evolve() bool { return slices.ContainsFunc(ps.But(), evolves) }

// evolves says whether a program reads what later entries about the item change.
func evolves(p *rule.Program) bool {
	if p == nil {
		return false
	}
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		return len(r.Path) > 0 && r.Path[0].Name == "item" &&
			(len(r.Path) == 1 ||
				slices.Contains([]string{"adoptions", "endorsements", "grants", "incidents"}, r.Path[1].Name))
	})
}
