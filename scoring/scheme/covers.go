package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Coverage says which items are the scheme's own: a condition on the facts of a submission.
type Coverage struct {
	Scope *Scope
	Cond  *rule.Program
}

// Programs yields the condition.
func (c *Coverage) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) { yield(y).some(RoleCovers, c.Cond) }
}

// covers compiles the condition. It may read nothing that happens to an item, nor what it answers.
func (b *builder) covers(e document.Expr) {
	if !e.Given() {
		return
	}
	s := b.scope("covers")
	p := b.compile(s, e, rule.BoolType())
	if p == nil {
		return
	}
	asked := func(r rule.Read) bool {
		return len(r.Path) > 1 && r.Path[0].Name == "item" && r.Path[1].Name == "commission"
	}
	if evolves(p) || slices.ContainsFunc(p.Reads(), asked) {
		b.Report(e.Node, reason.New("scheme.covers-evolves",
			"which items the scheme covers depends on what was handed in; expected facts of the submission alone"))
	}
	b.s.Covers = &Coverage{Scope: s, Cond: p}
}
