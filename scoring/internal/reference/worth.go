package reference

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

type number = decimal.Decimal

func whole(n int64) number { return decimal.NewFromInt(n) }

// outcome is what a case gives as things stand.
type outcome struct {
	candidates []candidate
	counts     []counted
	refusals   []refusal
	problems   []problem
}

// counted is what an entry counts for a quota.
type counted struct {
	quota  *scheme.Quota
	by     point
	amount number
}

// candidate is a rule that says something on an entry.
type candidate struct {
	credit  *scheme.Credit
	by      point
	amounts []number          // by credit.Amounts
	to      []receivers       // by credit.Amounts
	apart   map[string]string // by cap: the value by which it limits this apart
	per     string
	order   []number
	isPaid  bool  // it stands for what openings say was paid
	rests   []int // positions that it rests on: its entry, and those that its rule and the bonuses in effect looked at
}

// candidate adds what a credit rule says on an entry, if it says anything.
func (r *reference) candidate(out *outcome, c *scheme.Credit, p point, bound names) {
	e := r.entries[p.position]
	if p.enroll < 0 || !c.InForce(p.dated) || p.later == nil && c.Each == ledger.Grant && r.ruleOf(p) != c.Name {
		return
	}
	refuse := func(ruleName, code, why string) {
		out.refusals = append(out.refusals, refusal{position: p.position, rule: ruleName, code: code, why: why})
	}
	fail := func(ruleName string, err error) {
		trouble := r.problemOf(p, ruleName, err)
		out.problems = append(out.problems, trouble)
		refuse(ruleName, trouble.code, trouble.why)
	}
	wrong := func(ruleName, field, code, why string) {
		out.problems = append(out.problems,
			problem{position: p.position, asked: p.position, rule: ruleName, field: field, code: code, why: why})
	}
	met, err := bound.holds(c.Scope, c.When)
	if err == nil && !met {
		return
	}
	r.met[p.position] = true
	if err != nil {
		fail(c.Name, err)
		return
	}
	if want := r.scheme.Accounts[c.Amounts[0].Account].Name; c.Each == ledger.Grant && e.Account != want {
		refuse(c.Name, "wrong-account", fmt.Sprintf("found account %q; rule %s gives to %q", e.Account, c.Name, want))
		return
	}
	for _, q := range c.Require {
		if met, err := bound.holds(c.Scope, q.Cond); err != nil {
			fail(c.Name, err)
			return
		} else if !met {
			refuse(c.Name, "refused", q.Why)
			return
		}
	}
	made := candidate{credit: c, by: p, apart: map[string]string{}}
	for _, a := range c.Amounts {
		n, err := bound.number(c.Scope, a.Worth)
		if err != nil {
			fail(c.Name, err)
			return
		}
		if c.Sign > 0 && n.Sign() < 0 || c.Sign < 0 && n.Sign() > 0 {
			wrong(c.Name, "worth", "sign", signWhy(c.Sign, n))
			return
		}
		made.amounts = append(made.amounts, n)
	}
	made.rests = append([]int{p.position}, r.looked(p, c.Rule, worths(c)...)...)
	var times, plus, shrink, take []number
	for _, b := range c.Bonuses {
		met, err := bound.holds(c.Scope, b.When)
		met = met && b.InForce(p.dated)
		for _, q := range b.Require {
			if err != nil || !met {
				break
			}
			if met, err = bound.holds(c.Scope, q.Cond); err == nil && !met {
				refuse(b.Name, "refused", q.Why)
			}
		}
		if err != nil && b.InForce(p.dated) {
			out.problems = append(out.problems, r.problemOf(p, b.Name, err))
		}
		if err != nil || !met {
			continue
		}
		effect, factor := b.Plus, false
		if b.Times != nil {
			effect, factor = b.Times, true
		}
		n, err := bound.number(c.Scope, effect)
		if err != nil {
			out.problems = append(out.problems, r.problemOf(p, b.Name, err))
			continue
		}
		least, most := whole(0), n
		switch {
		case b.Section == "deductions" && factor:
			most = whole(1)
		case b.Section == "deductions":
			least, most = n, whole(0)
		case factor:
			least = whole(1)
		}
		if n.LessThan(least) || n.GreaterThan(most) {
			field := map[bool]string{true: "times", false: "plus"}[factor]
			wrong(b.Name, field, "sign", signWhy(b.Sign, n))
			return
		}
		made.rests = append(made.rests, r.looked(p, b.Rule, b.Times, b.Plus)...)
		switch {
		case b.Section == "deductions" && factor:
			shrink = append(shrink, n)
		case b.Section == "deductions":
			take = append(take, n)
		case factor:
			times, plus = append(times, n), append(plus, number{})
		default:
			times, plus = append(times, whole(1)), append(plus, n)
		}
	}
	for i, standard := range made.amounts {
		made.amounts[i] = withDeductions(withBonuses(c.Combine, standard, times, plus), shrink, take)
	}
	var lapses []lapse
	left, named := 0, false
	for i, a := range c.Amounts {
		if i > 0 && a.To == c.Amounts[i-1].To {
			made.to = append(made.to, made.to[i-1])
		} else if to, ok := r.receivers(made, a.To, bound, fail, wrong); ok {
			made.to = append(made.to, to)
		} else {
			return
		}
		to := made.to[i]
		named = named || to.nobody == ""
		left += len(to.shares) - len(to.off)
		for _, u := range to.off {
			l := lapse{unit: u, share: to.share(u)}
			at := slices.IndexFunc(lapses, func(o lapse) bool { return o.unit == l.unit && o.share == l.share })
			if at < 0 {
				at, lapses = len(lapses), append(lapses, l)
			}
			lapses[at].accounts = append(lapses[at].accounts, r.scheme.Accounts[a.Account].Name)
		}
	}
	if !named { // an account for which someone is named goes on without the others
		refuse(c.Name, "refused", made.to[0].nobody)
	}
	if len(lapses) > 0 {
		refuse(c.Name, "off-roster", r.whyLapsed(c, p, lapses))
	}
	if left == 0 {
		return
	}
	if col := c.Collapse; col != nil {
		bound = maps.Clone(bound)
		bound[scheme.SlotWorth] = rule.Number(made.amounts[0])
		if q := col.Per[c.Each]; q != nil {
			v, err := bound.eval(col.Scope[c.Each], q)
			if err != nil {
				fail(c.Name, err)
				return
			}
			made.per = v.String()
		}
		for _, q := range col.Order[c.Each] {
			n, err := bound.number(col.Scope[c.Each], q)
			if err != nil {
				fail(c.Name, err)
				return
			}
			made.order = append(made.order, n)
		}
	}
	for _, s := range r.scheme.Settles {
		if s.Cap == nil || s.Cap.By[c.Each] == nil || !slices.Contains(s.Cap.Of, c.Rule) {
			continue
		}
		v, err := bound.eval(c.Scope, s.Cap.By[c.Each])
		if err != nil {
			fail(s.Name, err)
			return
		}
		made.apart[s.Name], _ = v.AsString()
	}
	r.tellApart(&made, bound)
	out.candidates = append(out.candidates, made)
	r.meet(made.rests)
}

// looked are the entries about the item, as things stand, of the kinds whose lists the expressions of a rule read, all
// of them where they take the item as a whole.
func (r *reference) looked(p point, of *scheme.Rule, programs ...*rule.Program) []int {
	for _, q := range of.Require {
		programs = append(programs, q.Cond)
	}
	read, whole := map[string]bool{}, false
	for _, q := range append(programs, of.When) {
		if q == nil {
			continue
		}
		for _, path := range q.Reads() {
			switch {
			case path.Path[0].Name != "item":
			case len(path.Path) > 1:
				read[path.Path[1].Name] = true
			default: // as a whole, or whether there is one
				whole = whole || path.Exact
			}
		}
	}
	lists := map[ledger.Kind]string{ledger.Adopt: "adoptions", ledger.Endorse: "endorsements", ledger.Grant: "grants",
		ledger.Incident: "incidents"}
	var out []int
	for _, s := range r.state {
		kind := r.entries[s.position].Kind
		if s.position != p.position && (read[lists[kind]] || whole && lists[kind] != "") {
			out = append(out, s.position)
		}
	}
	return out
}

func worths(c *scheme.Credit) []*rule.Program {
	var out []*rule.Program
	for _, a := range c.Amounts {
		out = append(out, a.Worth, a.To)
	}
	return out
}

func signWhy(sign int, n number) string {
	if sign > 0 {
		return fmt.Sprintf("found %s; a bonus may only add", n)
	}
	return fmt.Sprintf("found %s; a deduction may only take", n)
}

// withBonuses is the standard with its bonuses: each is a factor on the standard (1 for none) and an amount on top.
func withBonuses(combine string, standard number, times, plus []number) number {
	out := standard
	switch combine {
	case "highest":
		for i := range times {
			out = decimal.Max(out, standard.Mul(times[i]).Add(plus[i]))
		}
	case "sum":
		for i := range times {
			out = out.Add(standard.Mul(times[i]).Sub(standard)).Add(plus[i])
		}
	case "product":
		for i := range times {
			out = out.Mul(times[i])
		}
		for i := range plus {
			out = out.Add(plus[i])
		}
	case "added_first":
		for i := range plus {
			out = out.Add(plus[i])
		}
		for i := range times {
			out = out.Mul(times[i])
		}
	}
	return out
}

// withDeductions takes of a worth: factors first, then amounts, never more than there is.
func withDeductions(worth number, shrink, take []number) number {
	if len(shrink)+len(take) == 0 || worth.Sign() <= 0 {
		return worth
	}
	for _, factor := range shrink {
		worth = worth.Mul(factor)
	}
	for _, amount := range take {
		worth = worth.Add(amount)
	}
	if worth.Sign() < 0 {
		return number{}
	}
	return worth
}
