package steps

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// part is an amount of a case for an account, a receiver, a group, a rule and a cap key, in whole steps of the
// places of the account. The parts of an account and a receiver add up to the worth, which is rounded once.
type part struct {
	account int
	unit    string
	group   int // see Runner.Group
	rule    *scheme.Rule
	capKey  string // its keys in the caps with a key
	lead    bool
	amount  decimal.Decimal
	beyond  *big.Rat // what the exact share has beyond the amount; nil: nothing

	first, last int32 // of its evidence
}

// compareKey orders by key: account, unit, group, rule and cap key.
func (p *part) compareKey(q *part) int {
	return cmp.Or(cmp.Compare(p.account, q.account), cmp.Compare(p.unit, q.unit), cmp.Compare(p.group, q.group),
		cmp.Compare(p.rule.Index, q.rule.Index), cmp.Compare(p.capKey, q.capKey))
}

// parts makes the next parts of a case: collapsed, split and rounded, sorted by key.
func (e *Runner) parts(all []*Candidate) {
	next := &e.Pool.worth.next
	next.parts, next.evidence, next.inEffect = next.parts[:0], next.evidence[:0], e.InEffect
	next.parts = next.merged(e.unmergedParts(next.parts, all))
}

func (e *Runner) unmergedParts(out []part, all []*Candidate) []part {
	if len(all) == 0 {
		return out
	}
	for account := range e.Frame.Scheme.Accounts {
		units, first := e.apartPaid(apart(all, account), all, account), len(out)
		if out = e.partsFor(out, all, account, ""); len(units) == 0 {
			continue
		}
		isApart := func(p part) bool { return slices.Contains(units, p.unit) }
		out = append(out[:first], slices.DeleteFunc(out[first:], isApart)...)
		for _, unit := range units {
			first = len(out)
			out = e.partsFor(out, all, account, unit)
			isOther := func(p part) bool { return p.unit != unit || unit == "" }
			out = append(out[:first], slices.DeleteFunc(out[first:], isOther)...)
		}
	}
	return out
}

// apart are the receivers of whom each has picks of its own: those that are off the roster for some candidate, and
// those of a collapse whose candidates have different receivers.
func apart(all []*Candidate, account int) []string {
	type collapsed struct {
		by *scheme.Collapse
		to *split // of its first candidate
	}
	var out []string
	var room [4]collapsed
	first := room[:0]
	for _, c := range all {
		if !c.Counts {
			continue
		}
		for i, a := range c.Credit.Amounts {
			to := &c.To[i]
			if a.Account != account || to.Nobody() {
				continue
			}
			out = append(out, to.Off...)
			by := c.Credit.Collapse
			switch n := slices.IndexFunc(first, func(o collapsed) bool { return o.by == by }); {
			case by == nil:
			case n < 0:
				first = append(first, collapsed{by, to})
			case !to.equal(first[n].to):
				out = append(append(out, to.Units...), first[n].to.Units...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partsFor adds the parts of an account. Unit is one of those apart; empty: for all others.
func (e *Runner) partsFor(out []part, all []*Candidate, account int, unit string) []part {
	chosen := perReceiver(e.Chosen(all, account, unit))
	for len(chosen) > 0 { // equal splits are rounded together
		same, others := e.Pool.batch[:0], chosen[:0]
		to := chosen[0].To
		for _, p := range chosen {
			if p.To.equal(to) {
				same = append(same, p)
			} else {
				others = append(others, p)
			}
		}
		e.Pool.batch = same
		out = e.splitParts(out, same, account)
		chosen = others
	}
	return out
}

// splitParts adds the parts of picks with equal splits. For each receiver it rounds the running sum, so that the
// rounded parts add up to the rounded sum. The receiver of the rest gets the difference.
func (e *Runner) splitParts(out []part, picks []Pick, account int) []part {
	a := e.Frame.Scheme.Accounts[account]
	to := picks[0].To
	sum, before := decimal.Decimal{}, decimal.Decimal{}
	var room [2][1]decimal.Decimal
	previous, current := room[0][:], room[1][:]
	if len(to.Units) > 1 {
		previous, current = make([]decimal.Decimal, len(to.Units)), make([]decimal.Decimal, len(to.Units))
	}
	for _, p := range picks {
		sum = plus(sum, p.Amount)
		rounded := rule.Round(sum, a.Places, a.Rounding)
		left := rounded
		for i := range to.Units {
			if i != to.rest {
				current[i] = rule.RoundRatio(shareOf(sum, to, i), a.Places, a.Rounding)
				left = left.Sub(current[i])
			}
		}
		current[to.rest] = left
		for i, unit := range to.Units {
			next := part{account: account, unit: unit, group: e.Group(p.C.Credit),
				rule: p.C.Credit.Rule, capKey: p.C.capKey, lead: p.lead,
				amount: minus(current[i], previous[i])}
			next.first = e.Pool.worth.next.add(e.evidence(p.C))
			next.last = next.first
			if to.weights != nil {
				next.beyond = beyond(shareOf(minus(rounded, before), to, i), next.amount)
			}
			e.lessPaid(&next, p.paid)
			out = append(out, next)
		}
		previous, current, before = current, previous, rounded
	}
	return out
}

// merged adds up the parts of one key, in place, and sorts them by key.
func (w *worth) merged(parts []part) []part {
	compare := func(a, b part) int { return a.compareKey(&b) }
	if !slices.IsSortedFunc(parts, compare) {
		slices.SortStableFunc(parts, compare)
	}
	out := parts[:0]
	for i := range parts {
		p := &parts[i]
		if n := len(out); n > 0 && out[n-1].compareKey(p) == 0 {
			sum := &out[n-1]
			sum.amount = sum.amount.Add(p.amount)
			sum.beyond = addRat(sum.beyond, p.beyond)
			sum.lead = sum.lead || p.lead
			w.evidence[sum.last].next, sum.last = p.first, p.last
			continue
		}
		out = append(out, *p)
	}
	return out
}
