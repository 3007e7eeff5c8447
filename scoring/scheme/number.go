package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
)

// numbers compiles the section `numbers`. A number may name those that stand before it.
func (b *builder) numbers(lines table[numberSpec]) {
	for _, line := range lines {
		n := Number{Name: line.name, Clause: line.spec.Clause, Title: line.spec.Title, Each: b.each(line.spec.Each)}
		n.Per = b.per(line.spec.Per)
		if n.Each == "" {
			b.failed[line.name] = true
			continue
		}
		b.scopes = map[string]*Scope{} // those made so far lack the number before this one
		n.Scope = b.scope(string(n.Each))
		n.When = b.entryOnly(b.compile(n.Scope, line.spec.When, rule.BoolType()))
		for _, e := range line.spec.By {
			n.By = append(n.By, b.entryOnly(b.compile(n.Scope, e)))
		}
		n.Same = b.entryOnly(b.compile(n.Scope, line.spec.Same))
		b.s.Numbers = append(b.s.Numbers, n)
	}
	b.scopes = map[string]*Scope{}
}

// entryOnly refuses what a number may not read: what later entries change.
func (b *builder) entryOnly(p *rule.Program) *rule.Program {
	if p != nil && evolves(p) {
		at := p.Source().Position(0)
		b.add(b.file.ErrorAt(at.Line, at.Column, "a number is counted from entries alone; found a look at what happens to the item later"))
	}
	return p
}

// evolves says whether a program reads what later entries about the item change.
func evolves(p *rule.Program) bool {
	if p == nil {
		return false
	}
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		return len(r.Path) > 0 && r.Path[0].Name == "item" && (len(r.Path) == 1 || slices.Contains([]string{"adoptions", "endorsements", "grants", "incidents"}, r.Path[1].Name))
	})
}
