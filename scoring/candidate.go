package scoring

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// candidate is one credit rule on one entry: what it is worth now, before the collapse.
type candidate struct {
	credit   *scheme.Credit
	fact     *fact
	counts   bool              // the rule says something and nothing stands against it
	amounts  []decimal.Decimal // by credit.Amounts
	bonuses  []*scheme.Bonus   // that took effect
	label    string            // what caps limit it apart by
	to       []split           // by credit.Amounts
	own      [1]string         // the entry's unit, which most amounts go to
	per      string            // of the collapse
	order    []decimal.Decimal // of the collapse
	refusals []Refusal
	problems []Problem
	silent   bool              // its condition is false
	standard []decimal.Decimal // the amounts before bonuses; for an explanation
	values   []rule.Observed   // what its expressions read; for an explanation
}

// newCandidates adds the rules that score a fact.
func (e *evaluator) newCandidates(all []*candidate, f *fact) []*candidate {
	if f.mute {
		return all
	}
	for _, c := range e.scheme.Credits {
		if c.Each != f.row.Kind() || c.Per != 0 || !c.InForce(f.at) || c.Each == ledger.Grant && c.Name != f.row.Text(columns.FieldRule) {
			continue
		}
		next := e.pool.candidates.next()
		*next = candidate{credit: c, fact: f, amounts: next.amounts[:0], bonuses: next.bonuses[:0], to: next.to[:0], order: next.order[:0]}
		all = append(all, next)
	}
	return all
}

// evaluate works out a candidate anew.
func (e *evaluator) evaluate(c *candidate) {
	c.counts, c.refusals, c.problems = false, nil, nil
	c.amounts, c.bonuses, c.silent = c.amounts[:0], c.bonuses[:0], false
	if e.watch != nil {
		c.bonuses = nil
		e.watch.begin()
		defer func() { c.values = e.watch.take() }()
	}
	e.about(c.fact)
	s := c.credit.Scope
	if met, err := e.holds(s, c.credit.When); err != nil {
		e.bad(c, c.credit.Rule, err)
		return
	} else if !met {
		c.silent = true
		return
	}
	if !e.grantFits(c) {
		return
	}
	for _, r := range c.credit.Require {
		met, err := e.holds(s, r.Cond)
		if err != nil {
			e.bad(c, c.credit.Rule, err)
			return
		}
		if !met {
			c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: c.credit.Rule, Code: "refused", Why: r.Why})
			return
		}
	}
	for _, a := range c.credit.Amounts {
		v, err := e.eval(s, a.Worth)
		if err != nil {
			e.bad(c, c.credit.Rule, err)
			return
		}
		n, _ := v.AsNumber()
		if wrongSign(c.credit.Rule, n) {
			c.problems = append(c.problems, signProblem(c.credit.Rule, c.fact, n))
			return
		}
		c.amounts = append(c.amounts, n)
	}
	if e.watch != nil {
		c.standard = slices.Clone(c.amounts)
	}
	if !e.withBonuses(c) || !e.receivers(c) || !e.collapseKeys(c) || !e.capKeys(c) {
		return
	}
	c.counts = true
}

// grantFits says whether a grant is to the account of its rule.
func (e *evaluator) grantFits(c *candidate) bool {
	if c.credit.Each != ledger.Grant {
		return true
	}
	want := e.scheme.Accounts[c.credit.Amounts[0].Account].Name
	account := c.fact.row.Text(columns.FieldAccount)
	if account == want {
		return true
	}
	c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: c.credit.Rule, Code: "wrong-account",
		Why: fmt.Sprintf("found account %q; rule %s gives to %q", account, c.credit.Name, want)})
	return false
}

func wrongSign(r *scheme.Rule, n decimal.Decimal) bool {
	return r.Sign != 0 && n.Sign() == -r.Sign
}

func signProblem(r *scheme.Rule, f *fact, n decimal.Decimal) Problem {
	return Problem{Position: f.position, Rule: r.Name, Field: "worth", Code: "sign", At: f.at, Why: signWhy(r, n)}
}

func signWhy(r *scheme.Rule, n decimal.Decimal) string {
	if r.Sign > 0 {
		return fmt.Sprintf("found %s; a bonus may only add", n)
	}
	return fmt.Sprintf("found %s; a deduction may only take", n)
}

// bad notes what an expression of a rule did not find: the entry is refused by that rule.
func (e *evaluator) bad(c *candidate, r *scheme.Rule, err error) {
	p := e.problem(c.fact, r.Name, err)
	c.problems = append(c.problems, p)
	c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: r, Code: p.Code, Why: p.Why})
}

// withBonuses applies the bonuses to the standard: the highest of them, their sum, or their product; then what deductions on
// it take.
func (e *evaluator) withBonuses(c *candidate) bool {
	type effect struct{ times, plus decimal.Decimal } // the factor, 1 of an amount; the amount
	var effects []effect
	cut, times, taken := false, e.one, decimal.Decimal{}
	for _, b := range c.credit.Bonuses {
		n, met, ok := e.bonus(c, b)
		switch {
		case !ok:
			return false
		case !met:
			continue
		case b.Sign < 0 && b.Times != nil:
			cut, times = true, times.Mul(n)
		case b.Sign < 0:
			cut, taken = true, plus(taken, n)
		case b.Times != nil:
			effects = append(effects, effect{times: n})
		default:
			effects = append(effects, effect{times: e.one, plus: n})
		}
		c.bonuses = append(c.bonuses, b)
	}
	if len(c.bonuses) == 0 {
		return true
	}
	for i, standard := range c.amounts {
		total := standard
		switch c.credit.Combine {
		case "highest":
			for _, f := range effects {
				total = decimal.Max(total, plus(standard.Mul(f.times), f.plus))
			}
		case "sum":
			for _, f := range effects {
				total = plus(total.Add(standard.Mul(f.times.Sub(e.one))), f.plus)
			}
		case "product":
			sum := decimal.Decimal{}
			for _, f := range effects {
				total = total.Mul(f.times)
				sum = plus(sum, f.plus)
			}
			total = plus(total, sum)
		}
		if cut && total.Sign() > 0 {
			total = decimal.Max(decimal.Decimal{}, plus(total.Mul(times), taken))
		}
		c.amounts[i] = total
	}
	return true
}

// bonus works out the factor or the amount of a bonus or deduction on the standard, where it holds.
func (e *evaluator) bonus(c *candidate, b *scheme.Bonus) (n decimal.Decimal, met, ok bool) {
	if !b.InForce(c.fact.at) {
		return n, false, true
	}
	met, err := e.holds(c.credit.Scope, b.When)
	for _, r := range b.Require {
		if err != nil || !met {
			break
		}
		if met, err = e.holds(c.credit.Scope, r.Cond); err == nil && !met {
			c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: b.Rule, Code: "refused", Why: r.Why})
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
		v, err = e.eval(c.credit.Scope, p)
	}
	if err != nil {
		e.bad(c, b.Rule, err)
		return n, false, false
	}
	n, _ = v.AsNumber()
	wrong := b.Sign > 0 && (n.Sign() < 0 || b.Times != nil && n.LessThan(e.one)) ||
		b.Sign < 0 && (b.Times == nil && n.Sign() > 0 || b.Times != nil && (n.Sign() < 0 || n.GreaterThan(e.one)))
	if wrong {
		c.problems = append(c.problems, Problem{Position: c.fact.position, Rule: b.Name, Field: "times", Code: "sign", At: c.fact.at, Why: signWhy(b.Rule, n)})
	}
	return n, true, !wrong
}

// collapseKeys works out by what the collapse of the rule compares its candidates.
func (e *evaluator) collapseKeys(c *candidate) bool {
	col := c.credit.Collapse
	if col == nil {
		return true
	}
	s := col.Scope[c.credit.Each]
	e.slots[scheme.SlotWorth] = rule.Number(c.amounts[0])
	c.per, c.order = "", c.order[:0]
	if p := col.Per[c.credit.Each]; p != nil {
		v, err := e.eval(s, p)
		if err != nil {
			e.bad(c, c.credit.Rule, err)
			return false
		}
		c.per = v.String()
	}
	for _, p := range col.Order[c.credit.Each] {
		v, err := e.eval(s, p)
		if err != nil {
			e.bad(c, c.credit.Rule, err)
			return false
		}
		n, _ := v.AsNumber()
		c.order = append(c.order, n)
	}
	return true
}

// capKeys works out by what caps limit a candidate apart from others.
func (e *evaluator) capKeys(c *candidate) bool {
	c.label = ""
	for _, s := range e.scheme.Settles {
		if s.Cap == nil || s.Cap.By[c.credit.Each] == nil || !slices.Contains(s.Cap.Of, c.credit.Rule) {
			continue
		}
		v, err := e.eval(c.credit.Scope, s.Cap.By[c.credit.Each])
		if err != nil {
			e.bad(c, s.Rule, err)
			return false
		}
		text, _ := v.AsString()
		c.label += strconv.Quote(s.Name) + strconv.Quote(text)
	}
	return true
}

// labelOf is the part of a label that one cap made.
func labelOf(label, capName string) string {
	for rest := label; rest != ""; {
		name, _ := strconv.QuotedPrefix(rest)
		value, _ := strconv.QuotedPrefix(rest[len(name):])
		if name == strconv.Quote(capName) {
			return value
		}
		rest = rest[len(name)+len(value):]
	}
	return ""
}
