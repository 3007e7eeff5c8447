package steps

import (
	"maps"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Figures are sums over a period.
type Figures struct {
	Rules   []Sum            // by rule and account: rule.Index × accounts + account
	Totals  []Sum            // by account
	Counts  []Sum            // by quota
	beyond  map[int]*big.Rat // by rule and account: what exact shares have beyond the amounts; nil: nothing
	brought bool             // the totals of balances have what was there before
	given   []int            // the rules that gave a figure, by the place of its sum in Rules
}

// NewFigures are figures of 0.
func NewFigures(f *frame.Frame) Figures {
	n := len(f.Scheme.Accounts)
	return FiguresIn(make([]Sum, FiguresSize(f)), n, len(f.Scheme.Quotas))
}

// FiguresSize is the number of sums of figures. Openings that name no rule have those behind the rules.
func FiguresSize(f *frame.Frame) int {
	rules := len(f.Scheme.Rules)
	if f.Openings != nil || len(f.Closings) > 0 { // a bulletin may have openings that were struck out since
		rules++
	}
	return (rules+1)*len(f.Scheme.Accounts) + len(f.Scheme.Quotas)
}

// FiguresIn are figures in an array of FiguresSize sums.
func FiguresIn(room []Sum, accounts, quotas int) Figures {
	n, m := accounts, accounts+quotas
	return Figures{Rules: room[m:], Totals: room[:n:n], Counts: room[n:m:m]}
}

func (g *Figures) clone() Figures {
	return g.CloneInto(make([]Sum, len(g.Rules)+len(g.Totals)+len(g.Counts)))
}

// CloneInto is a copy in an array of as many sums.
func (g *Figures) CloneInto(room []Sum) Figures {
	out := FiguresIn(room, len(g.Totals), len(g.Counts))
	copy(out.Rules, g.Rules)
	copy(out.Totals, g.Totals)
	copy(out.Counts, g.Counts)
	out.beyond = maps.Clone(g.beyond)
	out.given, out.brought = slices.Clip(g.given), g.brought
	return out
}

func (g *Figures) add(c *Change) {
	if c.Quota != nil {
		g.Counts[c.Quota.Index].add(c.Amount)
		return
	}
	n := len(g.Totals)
	g.Rules[c.Rule.Index*n+c.Account].add(c.Amount)
	if c.beyond != nil {
		if g.beyond == nil {
			g.beyond = map[int]*big.Rat{}
		}
		g.beyond[c.Rule.Index*n+c.Account] = addRat(g.beyond[c.Rule.Index*n+c.Account], c.beyond)
	}
	g.Totals[c.Account].add(c.Amount)
	if c.Rule.Figure {
		g.given = append(g.given, c.Rule.Index*n+c.Account)
	}
}

// has says whether there is an amount of an account: always, unless the account is one of figures.
func (g *Figures) has(f *frame.Frame, account int) bool {
	return !f.Scheme.Accounts[account].Figure ||
		slices.ContainsFunc(g.given, func(of int) bool { return of%len(g.Totals) == account })
}

// bindFigures binds the figures that expressions read.
func (e *Runner) bindFigures(g *Figures) {
	e.Slots[scheme.SlotSum] = sumsOf(e.Evaluator.Frame, g)
	e.Slots[scheme.SlotTotal] = totalsOf(e.Evaluator.Frame, g)
	e.Slots[scheme.SlotCount] = countsOf(e.Evaluator.Frame, g)
}

// sumsOf are the amounts by rule. Those of a rule with several accounts are added up. A figure that was not given is
// absent.
func sumsOf(f *frame.Frame, g *Figures) rule.Value {
	n := len(f.Scheme.Accounts)
	return numbersBy(&f.Names.Rules, func(index int) (all decimal.Decimal, ok bool) {
		if f.Scheme.Rules[index].Figure && !slices.ContainsFunc(g.given, func(of int) bool { return of/n == index }) {
			return all, false
		}
		for a := range n {
			all = all.Add(g.Rules[index*n+a].value())
		}
		return all, true
	})
}

// totalsOf are the amounts by account. A figure that was not given is absent.
func totalsOf(f *frame.Frame, g *Figures) rule.Value {
	return numbersBy(&f.Names.Accounts, func(account int) (decimal.Decimal, bool) {
		return g.Totals[account].value(), g.has(f, account)
	})
}

// countsOf is what was done by quota.
func countsOf(f *frame.Frame, g *Figures) rule.Value {
	return numbersBy(&f.Names.Quotas, func(quota int) (decimal.Decimal, bool) {
		done, _ := doneOf(f, f.Scheme.Quotas[quota], g)
		return done, true
	})
}
