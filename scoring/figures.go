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
	return figuresIn(make([]sum, f.figuresSize()), n, len(f.scheme.Quotas))
}

// figuresSize is how many sums figures are.
func (f *Frame) figuresSize() int {
	return (len(f.scheme.Rules)+1)*len(f.scheme.Accounts) + len(f.scheme.Quotas)
}

// figuresIn are figures in room for them.
func figuresIn(room []sum, accounts, quotas int) figures {
	n, m := accounts, accounts+quotas
	return figures{rules: room[m:], totals: room[:n:n], counts: room[n:m:m]}
}

func (g *figures) clone() figures {
	return g.cloneInto(make([]sum, len(g.rules)+len(g.totals)+len(g.counts)))
}

// cloneInto is a copy in room of that size.
func (g *figures) cloneInto(room []sum) figures {
	out := figuresIn(room, len(g.totals), len(g.counts))
	copy(out.rules, g.rules)
	copy(out.totals, g.totals)
	copy(out.counts, g.counts)
	return out
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

func (e *runner) bindFigures(g *figures) {
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
