package reference

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// countingAt are those of the candidates of an account, all of which a unit receives, that count for it, in the order
// of their rules: all of those without a collapse, and the best of each collapse. Lead says which of them names the
// posting of its collapse, at where they stand.
func (r *reference) countingAt(inOrder []candidate, account int, unit string) (
	out []candidate, lead []bool, at []int,
) {
	better := func(a, b candidate) bool {
		for i := range a.order {
			if d := a.order[i].Cmp(b.order[i]); d != 0 {
				return d > 0
			}
		}
		if len(a.order) > 0 {
			return false
		}
		if d := a.receives(account, unit).Cmp(b.receives(account, unit)); d != 0 {
			return d > 0
		}
		return a.amounts[a.on(account)].GreaterThan(b.amounts[b.on(account)])
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
				out, lead, at = append(out, k), append(lead, true), append(at, j)
				continue
			}
			takesPart := func(i int) bool {
				return len(col.Per) == 0 || best(i, func(other int) bool {
					return inOrder[other].per == inOrder[i].per
				}) == 0
			}
			if place := best(j, takesPart); takesPart(j) && place < col.Best {
				out, lead, at = append(out, k), append(lead, place == 0), append(at, j)
			}
		}
	}
	return out, lead, at
}

// on is the index of an account among what a candidate gives, or −1.
func (c candidate) on(account int) int {
	return slices.IndexFunc(c.credit.Amounts, func(a scheme.Amount) bool { return a.Account == account })
}

// receives is what a receiver receives of a candidate, exactly: the whole, or its share.
func (c candidate) receives(account int, unit string) *big.Rat {
	to, amount := c.to[c.on(account)], c.amounts[c.on(account)]
	if to.rest == "" {
		return amount.Rat()
	}
	return part(amount, to.shares)[unit]
}

// worth is what candidates are worth together to a unit for an account: the whole of those that it receives whole,
// rounded once, and its part of each lot that is shared out alike, rounded once; the rest of a lot to the one who is
// named for it.
func (r *reference) worth(all []candidate, account int, unit string) number {
	a := r.scheme.Accounts[account]
	own, lots := number{}, map[string]number{}
	splits := map[string]receivers{}
	for _, c := range all {
		to, amount := c.to[c.on(account)], c.amounts[c.on(account)]
		if to.rest == "" || len(to.shares) == 1 {
			own = own.Add(amount)
			continue
		}
		key := fmt.Sprint(to.rest, to.shares)
		lots[key], splits[key] = lots[key].Add(amount), to
	}
	out := rule.Round(own, a.Places, a.Rounding)
	for key, sum := range lots {
		parts := part(sum, splits[key].shares)
		if splits[key].rest != unit {
			out = out.Add(rule.RoundRatio(parts[unit], a.Places, a.Rounding))
			continue
		}
		left := rule.Round(sum, a.Places, a.Rounding)
		for u, share := range parts {
			if u != unit {
				left = left.Sub(rule.RoundRatio(share, a.Places, a.Rounding))
			}
		}
		out = out.Add(left)
	}
	return out
}

// exact is the same without rounding the parts: a part of each lot, rounded as a whole.
func (r *reference) exact(all []candidate, account int, unit string) *big.Rat {
	a := r.scheme.Accounts[account]
	own, lots, splits := number{}, map[string]number{}, map[string]receivers{}
	for _, c := range all {
		to, amount := c.to[c.on(account)], c.amounts[c.on(account)]
		if _, receives := to.shares[unit]; !receives {
			continue
		}
		if to.rest == "" || len(to.shares) == 1 {
			own = own.Add(amount)
			continue
		}
		key := fmt.Sprint(to.rest, to.shares)
		lots[key], splits[key] = lots[key].Add(amount), to
	}
	out := rule.Round(own, a.Places, a.Rounding).Rat()
	for key, sum := range lots {
		out.Add(out, part(rule.Round(sum, a.Places, a.Rounding), splits[key].shares)[unit])
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
	apart   map[string]string
	amount  number
	exact   *big.Rat // its part of the worth, without rounding parts
	entries []int
}

// pieces works out each account of each receiver by itself: of the candidates that it receives, where it was on the
// roster at their entry.
func (r *reference) pieces(o outcome, item string, now time.Time) []piece {
	var out []piece
	for account := range r.scheme.Accounts {
		receive := map[string]bool{}
		for _, c := range o.candidates {
			if c.on(account) >= 0 {
				for u := range c.to[c.on(account)].shares {
					receive[u] = true
				}
			}
		}
		for unit := range receive {
			var received []candidate
			for _, c := range o.candidates {
				if c.on(account) < 0 {
					continue
				}
				to := c.to[c.on(account)]
				if _, receives := to.shares[unit]; receives && !slices.Contains(to.off, unit) {
					received = append(received, c)
				}
			}
			out = append(out, r.piecesOf(received, item, account, unit, now)...)
		}
	}
	slices.SortFunc(out, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.unit, b.unit),
			cmp.Compare(a.rule.Index, b.rule.Index))
	})
	return out
}

// piecesOf are the pieces of one account and receiver, by rule, of the candidates that it receives.
func (r *reference) piecesOf(received []candidate, item string, account int, unit string, now time.Time) []piece {
	var out []piece
	var all []candidate
	found := r.countingBeside(received, item, account, unit, now)
	for _, c := range found {
		all = append(all, c.candidate)
	}
	for i, c := range all {
		group := "rule " + c.credit.Name
		if c.credit.Collapse != nil {
			group = "collapse " + c.credit.Collapse.Name
		}
		gained := r.worth(all[:i+1], account, unit).Sub(r.worth(all[:i], account, unit))
		exact := new(big.Rat).Sub(r.exact(all[:i+1], account, unit), r.exact(all[:i], account, unit))
		gained = gained.Sub(found[i].less.amount)
		exact.Sub(exact, found[i].less.amount.Rat())
		add := piece{account, unit, group, c.credit.Rule, found[i].lead, c.apart, gained, exact,
			append(slices.Clone(c.rests), found[i].less.openings...)}
		at := slices.IndexFunc(out, add.same)
		if at < 0 {
			out = append(out, add)
			continue
		}
		out[at].amount, out[at].lead = out[at].amount.Add(add.amount), out[at].lead || add.lead
		out[at].exact = new(big.Rat).Add(out[at].exact, exact)
		out[at].entries = append(slices.Clone(out[at].entries), add.entries...)
	}
	return out
}

func (p piece) same(q piece) bool {
	return p.account == q.account && p.unit == q.unit && p.group == q.group && p.rule == q.rule &&
		maps.Equal(p.apart, q.apart)
}

// note writes down what has changed from one state of a case to the next, dated by the entry that caused it.
func (r *reference) note(before, after outcome, now point) {
	item := r.entries[now.position].Item
	old, new := r.pieces(before, item, now.from), r.pieces(after, item, now.from)
	for _, p := range new {
		amount, exact := p.amount, p.exact
		if i := slices.IndexFunc(old, p.same); i >= 0 {
			amount, exact = amount.Sub(old[i].amount), (&big.Rat{}).Sub(exact, old[i].exact)
		}
		r.change(change{at: now.from, position: now.position, unit: p.unit, item: item, rule: p.rule,
			account: p.account, group: p.group, lead: p.lead && !amount.IsZero(), apart: p.apart, moment: r.moment,
			amount: amount, exact: exact, entries: sorted(append(p.entries, now.position))})
	}
	for _, p := range old {
		if !slices.ContainsFunc(new, p.same) {
			r.change(change{at: now.from, position: now.position, unit: p.unit, item: item, rule: p.rule,
				account: p.account, group: p.group, apart: p.apart, moment: r.moment,
				amount: p.amount.Neg(), exact: (&big.Rat{}).Neg(p.exact),
				entries: sorted(append(p.entries, now.position))})
		}
	}
	// A count is dated by what changed it, or with `at: submit` by the submission.
	dated := func(c counted) point {
		if c.quota.AtSubmit {
			return c.by
		}
		return now
	}
	for _, c := range after.counts {
		amount := c.amount
		for _, b := range before.counts {
			if b.quota == c.quota && b.by.position == c.by.position {
				amount = amount.Sub(b.amount)
			}
		}
		r.change(change{at: dated(c).from, position: dated(c).position, unit: r.owner(c.by.position), item: item,
			quota: c.quota, amount: amount,
			entries: sorted([]int{c.by.position, now.position})})
	}
	for _, b := range before.counts { // what cannot be counted any more
		if !slices.ContainsFunc(after.counts, func(c counted) bool {
			return c.quota == b.quota && c.by.position == b.by.position
		}) {
			r.change(change{at: dated(b).from, position: dated(b).position, unit: r.owner(b.by.position),
				item: item, quota: b.quota, amount: b.amount.Neg(),
				entries: sorted([]int{b.by.position, now.position})})
		}
	}
}

// change notes a change, but for what is dated in time of which an opening says all.
func (r *reference) change(c change) {
	if r.isOpened(c) {
		return
	}
	if !c.amount.IsZero() || c.exact != nil && c.exact.Sign() != 0 || c.isFigure() {
		r.changes = append(r.changes, c)
	}
}
