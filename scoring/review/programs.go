package review

import (
	"maps"
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// programsOf are all expressions of a scheme.
func programsOf(s *scheme.Scheme) []*rule.Program {
	var all []*rule.Program
	add := func(ps ...*rule.Program) { all = append(all, present(ps...)...) }
	amounts := func(as []scheme.Amount) {
		for _, a := range as {
			add(a.Worth, a.To)
		}
	}
	conditions := func(r *scheme.Rule) {
		add(r.When)
		for _, q := range r.Require {
			add(q.Cond)
		}
	}
	add(ladderOf(s)...)
	for _, kind := range slices.Sorted(maps.Keys(s.TakesEffect)) {
		add(s.TakesEffect[kind].At)
	}
	for _, n := range s.Numbers {
		add(n.When)
		add(slices.Clone(n.By)...)
	}
	for _, c := range s.Credits {
		conditions(c.Rule)
		amounts(c.Amounts)
		add(c.Rest)
		for _, b := range c.Bonuses {
			conditions(b.Rule)
			add(b.Times, b.Plus)
		}
	}
	for _, c := range s.Collapses {
		for _, kind := range slices.Sorted(maps.Keys(c.Scope)) {
			add(c.Per[kind])
			add(slices.Clone(c.Order[kind])...)
		}
	}
	for _, q := range s.Quotas {
		add(q.Count, q.Plus, q.When, q.Required)
	}
	for _, r := range s.Settles {
		conditions(r.Rule)
		amounts(r.Amounts)
		if r.Cap != nil {
			add(r.Cap.AtMost, r.Cap.AtLeast)
			for _, kind := range slices.Sorted(maps.Keys(r.Cap.By)) {
				add(r.Cap.By[kind])
			}
		}
	}
	for _, r := range s.Rankings {
		add(r.Group, r.Eligible)
		add(slices.Clone(r.Order)...)
	}
	for _, h := range s.Honours {
		add(h.First, h.Eligible)
	}
	for _, d := range s.Derived {
		conditions(d.Rule)
		add(d.Group, d.Worth)
	}
	return all
}

// ladderOf are the conditions of the tiers, the highest first.
func ladderOf(s *scheme.Scheme) []*rule.Program {
	if s.Ladder == nil {
		return nil
	}
	var out []*rule.Program
	for _, t := range s.Ladder.Tiers() {
		out = append(out, t.When)
	}
	return out
}
