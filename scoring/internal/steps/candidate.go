package steps

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Candidate is one credit rule on one entry: what it is worth now, before the collapse.
type Candidate struct {
	Credit   *scheme.Credit
	Fact     *frame.Fact
	Counts   bool              // the rule says something and nothing stands against it
	Amounts  []decimal.Decimal // by credit.Amounts
	Bonuses  []*scheme.Bonus   // that took effect
	label    string            // what caps limit it apart by
	To       []split           // by credit.Amounts
	own      [1]string         // the entry's unit, which most amounts go to
	per      string            // of the collapse
	order    []decimal.Decimal // of the collapse
	refusals []frame.Refusal
	problems []frame.Problem
	Unmet    bool // its condition is false
}

// newCandidates adds the rules that score a fact.
func (e *Runner) newCandidates(all []*Candidate, f *frame.Fact) []*Candidate {
	if f.StateOnly {
		return all
	}
	for _, c := range e.Frame.Scheme.Credits {
		if c.Each != f.Row.Kind() || c.Per != 0 || !c.InForce(f.At) || c.Each == ledger.Grant && c.Name != f.Row.Text(columns.FieldRule) {
			continue
		}
		next := e.Pool.candidates.next()
		*next = Candidate{Credit: c, Fact: f, Amounts: next.Amounts[:0], Bonuses: next.Bonuses[:0], To: next.To[:0], order: next.order[:0]}
		all = append(all, next)
	}
	return all
}

// evaluate works out a candidate anew.
func (e *Runner) evaluate(c *Candidate) {
	c.Counts, c.refusals, c.problems = false, nil, nil
	c.Amounts, c.Bonuses, c.Unmet = c.Amounts[:0], c.Bonuses[:0], false
	if e.observer != nil {
		e.observer.Begin()
		defer e.observer.Candidate(c)
	}
	e.Bind(c.Fact)
	s := c.Credit.Scope
	if met, err := e.Holds(s, c.Credit.When); err != nil {
		e.miss(c, c.Credit.Rule, err)
		return
	} else if !met {
		c.Unmet = true
		return
	}
	if !e.grantFits(c) {
		return
	}
	for _, r := range c.Credit.Require {
		met, err := e.Holds(s, r.Cond)
		if err != nil {
			e.miss(c, c.Credit.Rule, err)
			return
		}
		if !met {
			c.refusals = append(c.refusals, frame.Refusal{Position: c.Fact.Position, Rule: c.Credit.Rule, Code: "refused", Reason: required(r)})
			return
		}
	}
	for _, a := range c.Credit.Amounts {
		v, err := e.Eval(s, a.Worth)
		if err != nil {
			e.miss(c, c.Credit.Rule, err)
			return
		}
		n, _ := v.AsNumber()
		if wrongSign(c.Credit.Rule, n) {
			c.problems = append(c.problems, signProblem(c.Credit.Rule, c.Fact, n))
			return
		}
		c.Amounts = append(c.Amounts, n)
	}
	if e.observer != nil {
		e.observer.Standard(c)
	}
	if !e.withBonuses(c) || !e.receivers(c) || !e.collapseKeys(c) || !e.capKeys(c) {
		return
	}
	c.Counts = true
}

// required is why a rule refuses what does not meet one of its requirements: in the words of the scheme.
func required(r scheme.Requirement) reason.Reason {
	return reason.New("refused.required", "{why}", r.Why)
}

// grantFits says whether a grant is to the account of its rule.
func (e *Runner) grantFits(c *Candidate) bool {
	if c.Credit.Each != ledger.Grant {
		return true
	}
	want := e.Frame.Scheme.Accounts[c.Credit.Amounts[0].Account].Name
	account := c.Fact.Row.Text(columns.FieldAccount)
	if account == want {
		return true
	}
	c.refusals = append(c.refusals, frame.Refusal{Position: c.Fact.Position, Rule: c.Credit.Rule, Code: "wrong-account",
		Reason: reason.New("grant.account", "found account {account:q}; rule {rule} gives to {expected:q}", account, c.Credit.Name, want)})
	return false
}

func wrongSign(r *scheme.Rule, n decimal.Decimal) bool {
	return r.Sign != 0 && n.Sign() == -r.Sign
}

func signProblem(r *scheme.Rule, f *frame.Fact, n decimal.Decimal) frame.Problem {
	return frame.Problem{Position: f.Position, Rule: r.Name, Field: "worth", Code: "sign", At: f.At, Reason: signReason(r, n)}
}

func signReason(r *scheme.Rule, n decimal.Decimal) reason.Reason {
	if r.Sign > 0 {
		return reason.New("sign.bonus", "found {amount}; a bonus may only add", n.String())
	}
	return reason.New("sign.deduction", "found {amount}; a deduction may only take", n.String())
}

// miss notes what an expression of a rule did not find: the entry is refused by that rule.
func (e *Runner) miss(c *Candidate, r *scheme.Rule, err error) {
	p := e.Problem(c.Fact, r.Name, err)
	c.problems = append(c.problems, p)
	c.refusals = append(c.refusals, frame.Refusal{Position: c.Fact.Position, Rule: r, Code: p.Code, Reason: p.Reason})
}

// withBonuses applies the bonuses to the standard: the highest of them, their sum, or their product; then what deductions on
// it take.
func (e *Runner) withBonuses(c *Candidate) bool {
	type effect struct{ times, plus decimal.Decimal } // the factor, 1 of an amount; the amount
	var effects []effect
	cut, times, taken := false, e.One, decimal.Decimal{}
	for _, b := range c.Credit.Bonuses {
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
		if cut && total.Sign() > 0 {
			total = decimal.Max(decimal.Decimal{}, plus(total.Mul(times), taken))
		}
		c.Amounts[i] = total
	}
	return true
}

// bonus works out the factor or the amount of a bonus or deduction on the standard, where it holds.
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
			c.refusals = append(c.refusals, frame.Refusal{Position: c.Fact.Position, Rule: b.Rule, Code: "refused", Reason: required(r)})
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
		e.miss(c, b.Rule, err)
		return n, false, false
	}
	n, _ = v.AsNumber()
	wrong := b.Sign > 0 && (n.Sign() < 0 || b.Times != nil && n.LessThan(e.One)) ||
		b.Sign < 0 && (b.Times == nil && n.Sign() > 0 || b.Times != nil && (n.Sign() < 0 || n.GreaterThan(e.One)))
	if wrong {
		c.problems = append(c.problems, frame.Problem{Position: c.Fact.Position, Rule: b.Name, Field: "times", Code: "sign", At: c.Fact.At, Reason: signReason(b.Rule, n)})
	}
	return n, true, !wrong
}

// collapseKeys works out by what the collapse of the rule compares its candidates.
func (e *Runner) collapseKeys(c *Candidate) bool {
	col := c.Credit.Collapse
	if col == nil {
		return true
	}
	s := col.Scope[c.Credit.Each]
	e.Slots[scheme.SlotWorth] = rule.Number(c.Amounts[0])
	c.per, c.order = "", c.order[:0]
	if p := col.Per[c.Credit.Each]; p != nil {
		v, err := e.Eval(s, p)
		if err != nil {
			e.miss(c, c.Credit.Rule, err)
			return false
		}
		c.per = v.String()
	}
	for _, p := range col.Order[c.Credit.Each] {
		v, err := e.Eval(s, p)
		if err != nil {
			e.miss(c, c.Credit.Rule, err)
			return false
		}
		n, _ := v.AsNumber()
		c.order = append(c.order, n)
	}
	return true
}

// capKeys works out by what caps limit a candidate apart from others.
func (e *Runner) capKeys(c *Candidate) bool {
	c.label = ""
	for _, s := range e.Frame.Scheme.Settles {
		if s.Cap == nil || s.Cap.By[c.Credit.Each] == nil || !slices.Contains(s.Cap.Of, c.Credit.Rule) {
			continue
		}
		v, err := e.Eval(c.Credit.Scope, s.Cap.By[c.Credit.Each])
		if err != nil {
			e.miss(c, s.Rule, err)
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
