package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Candidate is a credit rule on an entry, with its worth before the collapse.
type Candidate struct {
	Credit        *scheme.Credit
	Fact          *frame.Fact
	Counts        bool              // it takes part: its condition holds, and nothing refuses it
	Amounts       []decimal.Decimal // by credit.Amounts
	Bonuses       []*scheme.Bonus   // that apply
	capKey        string            // its keys in the caps with a key
	To            []split           // by credit.Amounts
	own           [1]string         // the unit of the entry, which receives most amounts
	collapseKey   string            // in its collapse
	collapseOrder []decimal.Decimal // in its collapse, the highest first
	flaws         flaws
	Unmet         bool      // its condition is false
	seen          int32     // how many entries were in effect when a rule was asked later
	Later         bool      // its rule is asked on later days: entries do not ask it anew
	Open          bool      // it is still to be asked
	Next          civil.Day // on that day
	past          []given   // what it gave after each entry, of a case of which something was paid before
}

// Problems are those of its last evaluation: where it counts, of bonuses that do not apply since they lack a fact.
func (c *Candidate) Problems() []frame.Problem { return c.flaws.problems }

// AllProblems are those of all its evaluations.
func (c *Candidate) AllProblems() []frame.Problem {
	return slices.Concat(c.flaws.problems, c.flaws.gone)
}

// newCandidates adds the candidates of an entry to those of a case, which has so many entries before: the credit rules
// on its kind that are in force, or that are asked of it on later days, but for those whose condition an index finds
// false.
func (e *Runner) newCandidates(in *candidates, f *frame.Fact, place int) {
	if f.StateOnly {
		return
	}
	for _, n := range e.creditsFor(f) {
		switch c := e.Frame.Scheme.Credits[n]; {
		case c.Later != nil && (c.Each != ledger.Grant || c.InForce(f.At)): // a grant has its rule by its own day
			e.addAsk(in, c, f, place)
		case c.Later == nil && c.InForce(f.At):
			in.all = append(in.all, e.newCandidate(c, f))
		}
	}
}

func (e *Runner) newCandidate(c *scheme.Credit, f *frame.Fact) *Candidate {
	next := e.Pool.candidates.next()
	*next = Candidate{Credit: c, Fact: f,
		Amounts: next.Amounts[:0], Bonuses: next.Bonuses[:0], To: next.To[:0],
		collapseOrder: next.collapseOrder[:0]}
	return next
}

// evaluate evaluates a candidate anew, after the entry that caused it.
func (e *Runner) evaluate(c *Candidate, cause *frame.Fact) {
	before := c.flaws
	if !e.asTwin(c) {
		e.evaluateOnce(c)
	}
	c.flaws.renew(&before, cause)
}

func (e *Runner) evaluateOnce(c *Candidate) {
	c.Counts, c.flaws.refusals, c.flaws.problems = false, nil, nil
	c.Amounts, c.Bonuses, c.Unmet = c.Amounts[:0], c.Bonuses[:0], false
	if e.observer != nil {
		e.observer.Begin()
		defer e.observer.Candidate(c)
	}
	e.Bind(c.Fact)
	s := c.Credit.Scope
	if met, err := e.Holds(s, c.Credit.When); err != nil {
		e.fail(c, c.Credit.Rule, err)
		return
	} else if !met {
		c.Unmet = true
		return
	}
	if !e.meetsAccount(c) {
		return
	}
	for _, r := range c.Credit.Require {
		met, err := e.Holds(s, r.Cond)
		if err != nil {
			e.fail(c, c.Credit.Rule, err)
			return
		}
		if !met {
			c.refuse(c.Credit.Rule, "refused", required(r))
			return
		}
	}
	for _, a := range c.Credit.Amounts {
		v, err := e.Eval(s, a.Worth)
		if err != nil {
			e.fail(c, c.Credit.Rule, err)
			return
		}
		n, _ := v.AsNumber()
		if wrongSign(c.Credit.Rule, n) {
			c.flaws.problems = append(c.flaws.problems, signProblem(c.Credit.Rule, c.Fact, n))
			return
		}
		c.Amounts = append(c.Amounts, n)
	}
	if e.observer != nil {
		e.observer.Standard(c)
	}
	if !e.applyBonuses(c) || !e.receivers(c) || !e.setCollapseKey(c) || !e.setCapKey(c) {
		return
	}
	c.Counts = true
}

// required is the reason of an entry that misses a requirement, in the words of the scheme.
func required(r scheme.Requirement) reason.Reason {
	return reason.New("refused.required", "{why}", r.Why)
}

// wrongSign says whether an amount has the sign that its rule excludes.
func wrongSign(r *scheme.Rule, n decimal.Decimal) bool {
	return r.Sign != 0 && n.Sign() == -r.Sign
}

// signProblem is a problem of an entry with the sign of an amount.
func signProblem(r *scheme.Rule, f *frame.Fact, n decimal.Decimal) frame.Problem {
	return frame.Problem{Position: f.Position, Rule: r.Name, Field: "worth", Code: "sign",
		Reason: signReason(r, n)}
}

// signReason is the reason of an amount of the wrong sign.
func signReason(r *scheme.Rule, n decimal.Decimal) reason.Reason {
	if r.Sign > 0 {
		return reason.New("sign.bonus", "found {amount}; a bonus may only add", n.String())
	}
	return reason.New("sign.deduction", "found {amount}; a deduction may only take", n.String())
}

// refuse adds a refusal of the entry by a rule.
func (c *Candidate) refuse(r *scheme.Rule, code string, why reason.Reason) {
	c.flaws.refusals = append(c.flaws.refusals,
		frame.Refusal{Position: c.Fact.Position, Rule: r, Code: code, Reason: why})
}

// fail adds the error of an expression as a problem of the entry, and as its refusal by the rule.
func (e *Runner) fail(c *Candidate, r *scheme.Rule, err error) {
	p := e.Problem(c.Fact, r.Name, err)
	c.flaws.problems = append(c.flaws.problems, p)
	c.refuse(r, p.Code, p.Reason)
}
