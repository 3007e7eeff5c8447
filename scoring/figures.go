package scoring

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// figures are sums over a period.
type figures struct {
	rules  []sum // by rule and account: rule.Index × accounts + account
	totals []sum // by account
	counts []sum // by quota
}

func (f *Frame) newFigures() figures {
	n := len(f.scheme.Accounts)
	all := make([]sum, len(f.scheme.Rules)*n+n+len(f.scheme.Quotas))
	return figures{all[n+len(f.scheme.Quotas):], all[:n], all[n : n+len(f.scheme.Quotas)]}
}

func (g *figures) clone() figures {
	n, m := len(g.totals), len(g.totals)+len(g.counts)
	all := make([]sum, m+len(g.rules))
	copy(all, g.totals)
	copy(all[n:], g.counts)
	copy(all[m:], g.rules)
	return figures{all[m:], all[:n:n], all[n:m:m]}
}

func (g *figures) add(c *Change) {
	if c.Quota != nil {
		g.counts[c.Quota.Index].add(c.Amount)
		return
	}
	n := len(g.totals)
	g.rules[c.Rule.Index*n+c.Account].add(c.Amount)
	g.totals[c.Account].add(c.Amount)
}

// doneIn is what figures hold of a quota: what was counted, or what its rules gave.
func (f *Frame) doneIn(q *scheme.Quota, g *figures) decimal.Decimal {
	if q.Count != nil {
		return g.counts[q.Index].value()
	}
	done := decimal.Decimal{}
	for _, r := range q.Sum {
		for a := range f.scheme.Accounts {
			done = done.Add(g.rules[r.Index*len(f.scheme.Accounts)+a].value())
		}
	}
	return done
}

func (e *evaluator) bindFigures(g *figures) {
	e.slots[scheme.SlotSum], e.slots[scheme.SlotTotal], e.slots[scheme.SlotCount] = e.sumsOf(g), e.totalsOf(g), e.countsOf(g)
}

// sumsOf are the amounts by rule; of a rule that gives to several accounts, all of them together.
func (f *Frame) sumsOf(g *figures) rule.Value {
	n := len(f.scheme.Accounts)
	out := make(map[string]rule.Value, len(f.scheme.Rules))
	for _, r := range f.scheme.Rules {
		all := decimal.Decimal{}
		for a := range n {
			all = all.Add(g.rules[r.Index*n+a].value())
		}
		out[r.Name] = rule.Number(all)
	}
	return rule.Map(rule.NumberType(), out)
}

func (f *Frame) totalsOf(g *figures) rule.Value {
	out := make(map[string]rule.Value, len(f.scheme.Accounts))
	for a, account := range f.scheme.Accounts {
		out[account.Name] = rule.Number(g.totals[a].value())
	}
	return rule.Map(rule.NumberType(), out)
}

func (f *Frame) countsOf(g *figures) rule.Value {
	out := make(map[string]rule.Value, len(f.scheme.Quotas))
	for _, q := range f.scheme.Quotas {
		out[q.Name] = rule.Number(f.doneIn(q, g))
	}
	return rule.Map(rule.NumberType(), out)
}
