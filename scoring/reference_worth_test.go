package scoring_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
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
	amounts []number // by credit.Amounts
	shares  map[string]number
	rest    string // who receives what shares leave over; "" for one receiver
	per     string
	order   []number
	rests   []int // positions that it rests on: its entry, and those that its rule and the bonuses in effect looked at
}

// candidate adds what a credit rule says on an entry, if it says anything.
func (r *reference) candidate(out *outcome, c *scheme.Credit, p point, bound names) {
	e := r.entries[p.position]
	if p.enroll < 0 || !c.InForce(p.dated) || c.Each == ledger.Grant && e.Rule != c.Name {
		return
	}
	refuse := func(ruleName, code, why string) {
		out.refusals = append(out.refusals, refusal{p.position, ruleName, code, why})
	}
	fail := func(ruleName string, err error) {
		trouble := r.problemOf(p, ruleName, err)
		out.problems = append(out.problems, trouble)
		refuse(ruleName, trouble.code, trouble.why)
	}
	wrong := func(ruleName, field, code, why string) {
		out.problems = append(out.problems, problem{position: p.position, rule: ruleName, field: field, code: code, why: why, at: p.dated})
	}
	if met, err := bound.holds(c.Scope, c.When); err != nil {
		fail(c.Name, err)
		return
	} else if !met {
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
	made := candidate{credit: c, by: p, shares: map[string]number{}}
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
	made.rests = append([]int{p.position}, r.looked(p, c.Rule, append(worths(c), c.To)...)...)
	var times, plus []number
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
			fail(b.Name, err)
			return
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
			fail(b.Name, err)
			return
		}
		if n.Sign() < 0 || factor && n.LessThan(whole(1)) {
			wrong(b.Name, "times", "sign", fmt.Sprintf("found %s; a bonus may only add", n))
			return
		}
		made.rests = append(made.rests, r.looked(p, b.Rule, b.Times, b.Plus)...)
		if factor {
			times, plus = append(times, n), append(plus, number{})
		} else {
			times, plus = append(times, whole(1)), append(plus, n)
		}
	}
	for i, standard := range made.amounts {
		made.amounts[i] = withBonuses(c.Combine, standard, times, plus)
	}
	if !r.receivers(&made, bound, refuse, fail, wrong) {
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
	out.candidates = append(out.candidates, made)
}

// looked are the entries about the item, as things stand, of the kinds whose lists the expressions of a rule read.
func (r *reference) looked(p point, of *scheme.Rule, programs ...*rule.Program) []int {
	for _, q := range of.Require {
		programs = append(programs, q.Cond)
	}
	read := map[string]bool{}
	for _, q := range append(programs, of.When) {
		if q == nil {
			continue
		}
		for _, path := range q.Reads() {
			if path.Path[0].Name == "item" && len(path.Path) > 1 {
				read[path.Path[1].Name] = true
			}
		}
	}
	lists := map[ledger.Kind]string{ledger.Adopt: "adoptions", ledger.Endorse: "endorsements", ledger.Grant: "grants", ledger.Incident: "incidents"}
	var out []int
	for _, s := range r.state {
		if s.position != p.position && read[lists[r.entries[s.position].Kind]] {
			out = append(out, s.position)
		}
	}
	return out
}

func worths(c *scheme.Credit) []*rule.Program {
	var out []*rule.Program
	for _, a := range c.Amounts {
		out = append(out, a.Worth)
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
	}
	return out
}

// receivers works out who receives a candidate's worth.
func (r *reference) receivers(c *candidate, bound names, refuse func(rule, code, why string), fail func(string, error), wrong func(rule, field, code, why string)) bool {
	name := c.credit.Name
	unit := r.entries[c.by.enroll].Unit
	if c.credit.To != nil {
		v, err := bound.eval(c.credit.Scope, c.credit.To)
		if err != nil {
			fail(name, err)
			return false
		}
		given, several := v.AsMap()
		unit, _ = v.AsString()
		for _, u := range slices.Sorted(maps.Keys(given)) {
			switch share, _ := given[u].AsNumber(); share.Sign() {
			case -1:
				wrong(name, "to", "value", fmt.Sprintf("found share %s for %s; expected 0 or more", share, u))
				return false
			case 1:
				c.shares[u] = share
			}
		}
		if several {
			if len(c.shares) == 0 {
				refuse(name, "refused", "no one has a share")
				return false
			}
			c.rest = slices.Sorted(maps.Keys(c.shares))[0]
			if c.credit.Rest != nil {
				v, err := bound.eval(c.credit.Scope, c.credit.Rest)
				if err != nil {
					fail(name, err)
					return false
				}
				if named, _ := v.AsString(); c.shares[named].Sign() > 0 {
					c.rest = named
				}
			}
		}
	}
	if len(c.shares) == 0 {
		c.shares[unit] = whole(1)
	}
	for _, u := range slices.Sorted(maps.Keys(c.shares)) {
		if _, on := r.enrolled(u, c.by.dated); on {
			continue
		}
		why := fmt.Sprintf("unit %s, which would receive it, is off the roster at %s", u, r.entries[c.by.position].At)
		if !slices.Contains(r.units(), u) {
			why = fmt.Sprintf("unit %q, which would receive it, is not on the roster%s", u, nearest(u, r.units()))
		}
		refuse(name, "off-roster", why)
		return false
	}
	return true
}

// counting are the candidates that count for an account, in the order of their rules: all of those without a collapse, and
// the best of each collapse. Lead says which of them names the posting of its collapse.
func (r *reference) counting(o outcome, account int) (out []candidate, lead []bool) {
	amount := func(c candidate) number { return c.amounts[c.on(account)] }
	var inOrder []candidate
	for _, c := range o.candidates {
		if c.on(account) >= 0 {
			inOrder = append(inOrder, c)
		}
	}
	better := func(a, b candidate) bool {
		for i := range a.order {
			if d := a.order[i].Cmp(b.order[i]); d != 0 {
				return d > 0
			}
		}
		return len(a.order) == 0 && amount(a).GreaterThan(amount(b))
	}
	// beatenBy counts the candidates of the same collapse that come before the one at i: better, or equal and earlier.
	// Of one value of `per` only the best takes part.
	before := func(i, j int) bool {
		a, b := inOrder[i], inOrder[j]
		return better(a, b) || !better(b, a) && i < j
	}
	best := func(j int, with func(int) bool) int {
		n := 0
		for i, c := range inOrder {
			if c.credit.Collapse == inOrder[j].credit.Collapse && i != j && with(i) && before(i, j) {
				n++
			}
		}
		return n
	}
	for _, c := range r.scheme.Credits {
		for j, k := range inOrder {
			if k.credit != c {
				continue
			}
			col := c.Collapse
			if col == nil {
				out, lead = append(out, k), append(lead, true)
				continue
			}
			takesPart := func(i int) bool {
				return len(col.Per) == 0 || best(i, func(other int) bool { return inOrder[other].per == inOrder[i].per }) == 0
			}
			if place := best(j, takesPart); takesPart(j) && place < col.Best {
				out, lead = append(out, k), append(lead, place == 0)
			}
		}
	}
	return out, lead
}

// on is the index of an account among what a candidate gives, or −1.
func (c candidate) on(account int) int {
	return slices.IndexFunc(c.credit.Amounts, func(a scheme.Amount) bool { return a.Account == account })
}

// worth is what candidates are worth together for an account, by receiver: rounded once for each, the rest of what was
// shared to the one who is named for it.
func (r *reference) worth(all []candidate, account int) map[string]number {
	a := r.scheme.Accounts[account]
	exact := map[string]*big.Rat{}
	rest := map[string]number{}
	shared := map[string][]candidate{}
	for _, c := range all {
		key := fmt.Sprint(c.rest, c.shares)
		shared[key] = append(shared[key], c)
	}
	for _, same := range shared {
		sum := number{}
		for _, c := range same {
			sum = sum.Add(c.amounts[c.on(account)])
		}
		left := rule.Round(sum, a.Places, a.Rounding)
		for u, share := range part(sum, same[0].shares) {
			if exact[u] == nil {
				exact[u] = new(big.Rat)
			}
			exact[u].Add(exact[u], share)
			left = left.Sub(rule.RoundRatio(share, a.Places, a.Rounding))
		}
		if to := same[0].rest; to != "" {
			rest[to] = rest[to].Add(left)
		}
	}
	out := map[string]number{}
	for u, sum := range exact {
		out[u] = rule.RoundRatio(sum, a.Places, a.Rounding).Add(rest[u])
	}
	return out
}

// part divides a sum by shares, exactly.
func part(sum number, shares map[string]number) map[string]*big.Rat {
	all := number{}
	for _, s := range shares {
		all = all.Add(s)
	}
	out := map[string]*big.Rat{}
	for u, s := range shares {
		out[u] = new(big.Rat).Quo(new(big.Rat).Mul(sum.Rat(), s.Rat()), all.Rat())
	}
	return out
}

// piece is what a rule has in a worth: the worth with it, less the worth of the rules before it.
type piece struct {
	account int
	unit    string
	group   string
	rule    *scheme.Rule
	lead    bool
	amount  number
	entries []int
}

func (r *reference) pieces(o outcome) []piece {
	var out []piece
	for account := range r.scheme.Accounts {
		all, lead := r.counting(o, account)
		for i, c := range all {
			before, after := r.worth(all[:i], account), r.worth(all[:i+1], account)
			group := "rule " + c.credit.Name
			if c.credit.Collapse != nil {
				group = "collapse " + c.credit.Collapse.Name
			}
			for u := range c.shares {
				add := piece{account, u, group, c.credit.Rule, lead[i], after[u].Sub(before[u]), c.rests}
				at := slices.IndexFunc(out, add.same)
				if at < 0 {
					out = append(out, add)
					continue
				}
				out[at].amount, out[at].lead = out[at].amount.Add(add.amount), out[at].lead || add.lead
				out[at].entries = append(slices.Clone(out[at].entries), add.entries...)
			}
		}
	}
	slices.SortFunc(out, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.unit, b.unit), cmp.Compare(a.rule.Index, b.rule.Index))
	})
	return out
}

func (p piece) same(q piece) bool {
	return p.account == q.account && p.unit == q.unit && p.group == q.group && p.rule == q.rule
}

// note writes down what has changed from one state of a case to the next, dated by the entry that caused it.
func (r *reference) note(before, after outcome, now point) {
	item := r.entries[now.position].Item
	old, new := r.pieces(before), r.pieces(after)
	for _, p := range new {
		amount := p.amount
		if i := slices.IndexFunc(old, p.same); i >= 0 {
			amount = amount.Sub(old[i].amount)
		}
		r.change(change{at: now.from, position: now.position, unit: p.unit, item: item, rule: p.rule, account: p.account, group: p.group, lead: p.lead,
			amount: amount, entries: sorted(append(p.entries, now.position))})
	}
	for _, p := range old {
		if !slices.ContainsFunc(new, p.same) {
			r.change(change{at: now.from, position: now.position, unit: p.unit, item: item, rule: p.rule, account: p.account, group: p.group,
				amount: p.amount.Neg(), entries: sorted(append(p.entries, now.position))})
		}
	}
	for _, c := range after.counts {
		amount := c.amount
		for _, b := range before.counts {
			if b.quota == c.quota && b.by.position == c.by.position {
				amount = amount.Sub(b.amount)
			}
		}
		r.change(change{at: now.from, position: now.position, unit: r.entries[c.by.enroll].Unit, item: item, quota: c.quota, amount: amount,
			entries: sorted([]int{c.by.position, now.position})})
	}
	for _, b := range before.counts { // what cannot be counted any more
		if !slices.ContainsFunc(after.counts, func(c counted) bool { return c.quota == b.quota && c.by.position == b.by.position }) {
			r.change(change{at: now.from, position: now.position, unit: r.entries[b.by.enroll].Unit, item: item, quota: b.quota, amount: b.amount.Neg(),
				entries: sorted([]int{b.by.position, now.position})})
		}
	}
}

func (r *reference) change(c change) {
	if !c.amount.IsZero() {
		r.changes = append(r.changes, c)
	}
}
