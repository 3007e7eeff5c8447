package reference

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// taken is what a cap made of a change, as a difference.
type taken struct {
	cap    *scheme.Settle
	unit   string
	at     time.Time // when the cap posts
	change int       // in changes; −1: of what a floor holds without any change
	path   string    // of the change
	key    string    // by what the cap tells apart
	held   held
	amount number
}

// held is what a floor holds without any change.
type held struct {
	floor *scheme.Settle
	at    time.Time
	key   string
}

// sees says whether a cap sees what another one made of things: one of a shorter period, or one before it.
func (r *reference) sees(s, other *scheme.Settle) bool {
	if other.Per != s.Per {
		return other.Per < s.Per
	}
	return slices.Index(r.scheme.Settles, other) < slices.Index(r.scheme.Settles, s)
}

// step is an amount that a cap lets pass, or not.
type step struct {
	at     time.Time
	change int // −1: what a floor holds
	key    string
	amount number
	of     change // of change
	held   held
}

// steps are what a cap limits in [start, end), in order: each change, and what each floor holds, as the caps before
// left it, and what those made there of what is of another time.
func (r *reference) steps(s *scheme.Settle, unit string, start, end time.Time) []step {
	in := func(t time.Time) bool { return !t.Before(start) && t.Before(end) }
	limits := func(c change) bool {
		return c.unit == unit && c.rule != nil && r.in(c, s.Per) && (c.opens == nil || len(s.Cap.By) == 0) &&
			c.rule.Section != "caps" && c.account == s.Cap.Account &&
			(len(s.Cap.Of) == 0 || slices.Contains(s.Cap.Of, c.rule))
	}
	var out []step
	all := r.takings(unit, end)
	for i, c := range r.had(unit, end) {
		if r.succeeds() {
			i = c.base
		}
		if !limits(c) {
			continue
		}
		now := step{at: c.at, change: i, key: c.apart[s.Name], amount: c.amount, of: c}
		for _, t := range all {
			if t.change != i || t.path != c.path || t.unit != unit || !in(t.at) || !r.sees(s, t.cap) {
				continue
			}
			if in(c.at) {
				now.amount = now.amount.Add(t.amount)
				continue
			}
			of := now
			of.at, of.amount = t.at, t.amount
			out = append(out, of)
		}
		if in(c.at) {
			out = append(out, now)
		}
	}
	for _, t := range all {
		if t.unit != unit || t.change >= 0 || !in(t.at) || !r.sees(s, t.cap) || !t.held.floor.Cap.Inside(s.Cap) {
			continue
		}
		if i := slices.IndexFunc(out, func(x step) bool { return x.change < 0 && x.held == t.held }); i >= 0 &&
			out[i].at.Equal(t.held.at) {
			out[i].amount = out[i].amount.Add(t.amount)
			continue
		}
		now := step{at: t.at, change: -1, amount: t.amount, held: t.held}
		if len(s.Cap.By) > 0 {
			now.key = t.held.key
		}
		out = append(out, now)
	}
	slices.SortStableFunc(out, func(a, b step) int {
		if d := a.at.Compare(b.at); d != 0 {
			return d
		}
		switch {
		case a.change >= 0 && b.change < 0:
			return -1
		case a.change < 0 && b.change >= 0:
			return 1
		case a.change < 0:
			if a.held.floor != b.held.floor {
				return cmp.Or(cmp.Compare(a.held.floor.Per, b.held.floor.Per), cmp.Compare(
					slices.Index(r.scheme.Settles, a.held.floor), slices.Index(r.scheme.Settles, b.held.floor)))
			}
			return cmp.Or(a.held.at.Compare(b.held.at), cmp.Compare(a.held.key, b.held.key))
		}
		x, y := a.of, b.of
		return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.position, y.position), cmp.Compare(x.cause, y.cause),
			cmp.Compare(x.amount.Sign(), y.amount.Sign()), cmp.Compare(x.rule.Index, y.rule.Index),
			cmp.Compare(r.apart(x), r.apart(y)))
	})
	return out
}

// apart is by what all caps tell a change apart.
func (r *reference) apart(c change) (text string) {
	for _, s := range r.scheme.Settles {
		if key, ok := c.apart[s.Name]; ok {
			text += strconv.Quote(s.Name) + strconv.Quote(key)
		}
	}
	return text
}

// cap lets of each group pass the running sum, as far as the limits allow, and posts what that takes or adds.
func (r *reference) cap(s *scheme.Settle, unit string, start, end time.Time, n names, fail func(string, error)) {
	account := r.scheme.Accounts[s.Cap.Account]
	limit := func(p *rule.Program) (number, bool) {
		if p == nil {
			return number{}, false
		}
		limit, err := n.number(s.Scope, p)
		if err != nil {
			fail(s.Name, err)
		}
		return rule.Round(limit, account.Places, account.Rounding), err == nil
	}
	most, hasMost := limit(s.Cap.AtMost)
	least, hasLeast := limit(s.Cap.AtLeast)
	within := func(sum number) number {
		if hasMost && sum.GreaterThan(most) {
			sum = most
		}
		if hasLeast && sum.LessThan(least) {
			sum = least
		}
		return sum
	}
	all := r.steps(s, unit, start, end)
	var keys []string
	for _, x := range all {
		keys = append(keys, x.key)
	}
	if len(s.Cap.By) == 0 {
		keys = []string{""}
	}
	slices.Sort(keys)
	diff, evidence := number{}, []int(nil)
	for _, key := range slices.Compact(keys) {
		sum, passed := number{}, within(number{})
		r.take(taken{cap: s, unit: unit, at: end.Add(-1), change: -1, key: key, held: held{s, end.Add(-1), key},
			amount: passed})
		var entries []int
		for _, x := range all {
			if x.key != key {
				continue
			}
			before := passed
			sum = sum.Add(x.amount)
			passed = within(sum)
			r.take(taken{cap: s, unit: unit, at: end.Add(-1), change: x.change, path: x.of.path, key: key,
				held: x.held, amount: passed.Sub(before).Sub(x.amount)})
			if x.change >= 0 {
				entries = append(entries, x.of.entries...)
			}
		}
		if diff = diff.Add(passed.Sub(sum)); !passed.Equal(sum) {
			evidence = append(evidence, entries...)
		}
	}
	r.change(r.settled(s, unit, s.Cap.Account, diff, end, evidence))
}

func (r *reference) take(t taken) {
	if !t.amount.Equal(decimal.Zero) {
		r.taken = append(r.taken, t)
	}
}
