package reference

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// pools are what units have of the pools of their groups, by what their parts go by. The names of each of a group are
// bound to those of the group.
func (r *reference) pools(d *scheme.Derived, p calendar.Period, all, grouped []contender,
	worths map[string]number) map[string]number {
	_, end := r.scheme.Calendar.Bounds(p)
	a, out := r.scheme.Accounts[d.Account], map[string]number{}
	give := func(unit string, amount number) { out[unit] = out[unit].Add(amount) }
	for i, c := range grouped {
		group := groupOf(c, grouped)
		if group[0].unit != grouped[i].unit { // each group once, at its first unit
			continue
		}
		pool, err := c.names.number(d.PoolScope, d.Pool)
		rest := ""
		if d.Rest != nil && err == nil {
			var v rule.Value
			v, err = c.names.eval(d.PoolScope, d.Rest)
			rest, _ = v.AsString()
		}
		if err != nil {
			r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), d.Name, err))
			continue
		}
		parts, sum := map[string]number{}, number{}
		var units []string
		for _, one := range group {
			worth := worths[one.unit]
			if worth.IsNegative() {
				r.problems = append(r.problems, problem{position: -1, unit: one.unit, rule: d.Name, field: "worth",
					code: "sign", why: fmt.Sprintf(
						"found %s; expected a worth of at least 0, by which a part of the pool goes", worth),
					lasted: lasted{since: end.Add(-1)}})
			} else if !worth.IsZero() {
				parts[one.unit], sum, units = worth, sum.Add(worth), append(units, one.unit)
			}
		}
		if len(units) == 0 {
			continue
		}
		has := r.inPlaceOf(rest, end.Add(-1))
		if !slices.ContainsFunc(all, func(one contender) bool { return one.unit == has }) {
			if has = units[0]; rest != "" {
				r.problems = append(r.problems, problem{position: -1, unit: units[0], rule: d.Name, field: "rest",
					code: "off-roster", why: fmt.Sprintf(
						"found %q; expected a unit that is on the roster at some time in the period", rest),
					lasted: lasted{since: end.Add(-1)}})
			}
		}
		pool = rule.Round(pool, a.Places, a.Rounding)
		left := pool
		for _, unit := range units {
			if unit != has {
				exact := new(big.Rat).Quo(new(big.Rat).Mul(pool.Rat(), parts[unit].Rat()), sum.Rat())
				part := rule.RoundRatio(exact, a.Places, a.Rounding)
				give(unit, part)
				left = left.Sub(part)
			}
		}
		if _, own := parts[has]; own || !left.IsZero() {
			give(has, left)
		}
	}
	return out
}

// items are the parts of an amount by the items that earned it, or the amount itself where none did.
func (r *reference) items(d *scheme.Derived, p calendar.Period, whole change) []change {
	start, end := r.scheme.Calendar.Bounds(p)
	type item struct {
		id      string
		alone   int       // of an entry that is about no item: its position
		since   time.Time // of its earliest change
		first   int
		earned  number
		entries []int
	}
	var all []item
	for _, c := range r.had(whole.unit, end) {
		if c.rule == nil || !slices.Contains(d.Over, c.rule) || !c.within(whole.unit, start, end) ||
			!r.in(c, p.Kind) || c.amount.IsZero() {
			continue
		}
		alone := -1
		if c.item == "" {
			alone = c.position
		}
		i := slices.IndexFunc(all, func(one item) bool { return one.id == c.item && one.alone == alone })
		if i < 0 {
			i, all = len(all), append(all, item{id: c.item, alone: alone, since: c.at, first: c.position})
		}
		all[i].earned = all[i].earned.Add(c.amount)
		if c.at.Before(all[i].since) || c.at.Equal(all[i].since) && c.position < all[i].first {
			all[i].since, all[i].first = c.at, c.position
		}
		all[i].entries = append(all[i].entries, c.entries...)
	}
	all = slices.DeleteFunc(all, func(one item) bool { return !one.earned.IsPositive() })
	if len(all) == 0 {
		return []change{whole}
	}
	slices.SortFunc(all, func(x, y item) int { return cmp.Or(x.since.Compare(y.since), cmp.Compare(x.first, y.first)) })
	a, sum := r.scheme.Accounts[d.Account], number{}
	for _, one := range all {
		sum = sum.Add(one.earned)
	}
	var out []change
	left := whole.amount
	for i, one := range slices.Backward(all) {
		c := whole
		c.item, c.since, c.cause = one.id, one.since, one.first
		c.entries = sorted(slices.Concat(one.entries, whole.entries))
		if c.amount = left; i > 0 {
			exact := new(big.Rat).Quo(new(big.Rat).Mul(whole.amount.Rat(), one.earned.Rat()), sum.Rat())
			c.amount = rule.RoundRatio(exact, a.Places, a.Rounding)
			left = left.Sub(c.amount)
		}
		out = append(out, c)
	}
	slices.Reverse(out)
	return out
}
