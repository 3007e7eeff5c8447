package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// applyBonuses applies the bonuses and deductions that can be worked out to the standard amounts; false: one has the
// wrong sign.
func (e *Runner) applyBonuses(c *Candidate) bool {
	by := effects{one: e.One}
	for _, at := range e.bonusesFor(c.Credit) {
		b := c.Credit.Bonuses[at]
		n, met := e.bonus(c, b)
		if !met {
			continue
		}
		if e.wrongWay(b, n) {
			field := "plus"
			if b.Times != nil {
				field = "times"
			}
			c.flaws.problems = append(c.flaws.problems, frame.Problem{Position: c.Fact.Position, Rule: b.Name,
				Field: field, Code: "sign", Reason: signReason(b.Rule, n)})
			return false
		}
		by.add(b, n)
		c.Bonuses = append(c.Bonuses, b)
	}
	if len(c.Bonuses) == 0 {
		return true
	}
	for i, standard := range c.Amounts {
		c.Amounts[i] = by.take(by.raise(c.Credit.Combine, standard))
	}
	return true
}

// effects are what bonuses and deductions do to a standard.
type effects struct {
	one            decimal.Decimal
	factors, added []decimal.Decimal // of bonuses
	shrink, taken  []decimal.Decimal // of deductions
}

func (f *effects) add(b *scheme.Bonus, n decimal.Decimal) {
	list := &f.added
	switch {
	case b.Sign < 0 && b.Times != nil:
		list = &f.shrink
	case b.Sign < 0:
		list = &f.taken
	case b.Times != nil:
		list = &f.factors
	}
	*list = append(*list, n)
}

// raise is a standard with its bonuses.
func (f *effects) raise(combine string, standard decimal.Decimal) decimal.Decimal {
	total, sum := standard, decimal.Decimal{}
	for _, n := range f.added {
		sum = plus(sum, n)
	}
	switch combine {
	case "highest":
		for _, n := range f.factors {
			total = decimal.Max(total, standard.Mul(n))
		}
		for _, n := range f.added {
			total = decimal.Max(total, plus(standard, n))
		}
	case "sum":
		for _, n := range f.factors {
			total = plus(total, standard.Mul(n.Sub(f.one)))
		}
		total = plus(total, sum)
	case "product":
		total = plus(product(f.factors, standard), sum)
	case "added_first":
		total = product(f.factors, plus(standard, sum))
	}
	return total
}

// take is a worth less its deductions: factors first, and never below zero.
func (f *effects) take(worth decimal.Decimal) decimal.Decimal {
	if len(f.shrink)+len(f.taken) == 0 || worth.Sign() <= 0 {
		return worth
	}
	worth = product(f.shrink, worth)
	for _, n := range f.taken {
		worth = plus(worth, n)
	}
	return decimal.Max(decimal.Decimal{}, worth)
}

func product(factors []decimal.Decimal, of decimal.Decimal) decimal.Decimal {
	for _, n := range factors {
		of = of.Mul(n)
	}
	return of
}

// bonus is the factor or the amount of a bonus or deduction; false: it does not apply. One that lacks a fact is a
// problem and does not apply.
func (e *Runner) bonus(c *Candidate, b *scheme.Bonus) (n decimal.Decimal, met bool) {
	if !b.InForce(c.Fact.At) {
		return n, false
	}
	var err error
	met, err = e.Holds(c.Credit.Scope, b.When)
	for _, r := range b.Require {
		if err != nil || !met {
			break
		}
		if met, err = e.Holds(c.Credit.Scope, r.Cond); err == nil && !met {
			c.refuse(b.Rule, "refused", required(r))
		}
	}
	if err == nil && !met {
		return n, false
	}
	p := b.Plus
	if b.Times != nil {
		p = b.Times
	}
	var v rule.Value
	if err == nil {
		v, err = e.Eval(c.Credit.Scope, p)
	}
	if err != nil {
		c.flaws.problems = append(c.flaws.problems, e.Problem(c.Fact, b.Name, err))
		return n, false
	}
	n, _ = v.AsNumber()
	return n, true
}

// wrongWay says whether a bonus takes, or a deduction gives.
func (e *Runner) wrongWay(b *scheme.Bonus, n decimal.Decimal) bool {
	switch {
	case b.Sign > 0:
		return n.Sign() < 0 || b.Times != nil && n.LessThan(e.One)
	case b.Times == nil:
		return n.Sign() > 0
	}
	return n.Sign() < 0 || n.GreaterThan(e.One)
}
