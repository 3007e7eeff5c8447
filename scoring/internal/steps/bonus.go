package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// applyBonuses applies the bonuses to the standard amounts: the highest, the sum or the product of them, then the
// deductions. It returns false if an expression failed.
func (e *Runner) applyBonuses(c *Candidate) bool {
	type effect struct{ times, plus decimal.Decimal } // a factor, or 1 and an amount
	var effects []effect
	hasDeduction, factor, deduction := false, e.One, decimal.Decimal{}
	for _, b := range c.Credit.Bonuses {
		n, met, ok := e.bonus(c, b)
		switch {
		case !ok:
			return false
		case !met:
			continue
		case b.Sign < 0 && b.Times != nil:
			hasDeduction, factor = true, factor.Mul(n)
		case b.Sign < 0:
			hasDeduction, deduction = true, plus(deduction, n)
		case b.Times != nil:
			effects = append(effects, effect{times: n})
		default:
			effects = append(effects, effect{times: e.One, plus: n})
		}
		c.Bonuses = append(c.Bonuses, b)
	}
	if len(c.Bonuses) == 0 {
		return true
	}
	for i, standard := range c.Amounts {
		total := standard
		switch c.Credit.Combine {
		case "highest":
			for _, f := range effects {
				total = decimal.Max(total, plus(standard.Mul(f.times), f.plus))
			}
		case "sum":
			for _, f := range effects {
				total = plus(total.Add(standard.Mul(f.times.Sub(e.One))), f.plus)
			}
		case "product":
			sum := decimal.Decimal{}
			for _, f := range effects {
				total = total.Mul(f.times)
				sum = plus(sum, f.plus)
			}
			total = plus(total, sum)
		}
		if hasDeduction && total.Sign() > 0 {
			total = decimal.Max(decimal.Decimal{}, plus(total.Mul(factor), deduction))
		}
		c.Amounts[i] = total
	}
	return true
}

// bonus is the factor or the amount of a bonus or deduction; met: it applies; ok: its expressions have values.
func (e *Runner) bonus(c *Candidate, b *scheme.Bonus) (n decimal.Decimal, met, ok bool) {
	if !b.InForce(c.Fact.At) {
		return n, false, true
	}
	met, err := e.Holds(c.Credit.Scope, b.When)
	for _, r := range b.Require {
		if err != nil || !met {
			break
		}
		if met, err = e.Holds(c.Credit.Scope, r.Cond); err == nil && !met {
			c.refusals = append(c.refusals, frame.Refusal{Position: c.Fact.Position, Rule: b.Rule, Code: "refused",
				Reason: required(r)})
		}
	}
	if err == nil && !met {
		return n, false, true
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
		e.refuse(c, b.Rule, err)
		return n, false, false
	}
	n, _ = v.AsNumber()
	wrong := b.Sign > 0 && (n.Sign() < 0 || b.Times != nil && n.LessThan(e.One)) ||
		b.Sign < 0 && (b.Times == nil && n.Sign() > 0 || b.Times != nil && (n.Sign() < 0 || n.GreaterThan(e.One)))
	if wrong {
		c.problems = append(c.problems, frame.Problem{Position: c.Fact.Position, Rule: b.Name, Field: "times",
			Code: "sign", At: c.Fact.At, Reason: signReason(b.Rule, n)})
	}
	return n, true, !wrong
}
