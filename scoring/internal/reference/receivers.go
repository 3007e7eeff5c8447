package reference

import (
	"fmt"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/rule"
)

// receivers are the units that receive an amount.
type receivers struct {
	shares map[string]number
	rest   string // who receives what shares leave over; "" where each receives the whole
	off    []string
	nobody string // why no one is named; "" where someone is
}

// receivers works out who receives an amount of a candidate.
func (r *reference) receivers(c candidate, program *rule.Program, bound names,
	fail func(string, error), wrong func(rule, field, code, why string)) (receivers, bool) {
	name := c.credit.Name
	unit := r.owner(c.by.position)
	to := receivers{shares: map[string]number{}}
	if program != nil {
		v, err := bound.eval(c.credit.Scope, program)
		if err != nil {
			fail(name, err)
			return to, false
		}
		given, several := v.AsMap()
		unit, _ = v.AsString()
		if all, named := v.AsList(); named {
			for _, one := range all {
				name, _ := one.AsString()
				to.shares[name] = whole(1)
			}
			if len(all) == 0 {
				to.nobody = "no one is named to receive it"
				return to, true
			}
		}
		for _, u := range slices.Sorted(maps.Keys(given)) {
			switch share, _ := given[u].AsNumber(); share.Sign() {
			case -1:
				wrong(name, "to", "value", fmt.Sprintf("found share %s for %s; expected 0 or more", share, u))
				return to, false
			case 1:
				to.shares[u] = share
			}
		}
		if several {
			if len(to.shares) == 0 {
				to.nobody = "no one has a share"
				return to, true
			}
			to.rest = slices.Sorted(maps.Keys(to.shares))[0]
			if c.credit.Rest != nil {
				v, err := bound.eval(c.credit.Scope, c.credit.Rest)
				if err != nil {
					fail(name, err)
					return to, false
				}
				to.rest, _ = v.AsString()
				// without a share, what is left over is all that it gets
				to.shares[to.rest] = to.shares[to.rest].Add(number{})
			}
		}
	}
	if len(to.shares) == 0 {
		to.shares[unit] = whole(1)
	}
	for _, u := range slices.Sorted(maps.Keys(to.shares)) {
		if _, on := r.memberAt(u, c.by.dated); !on {
			to.off = append(to.off, u)
		}
	}
	return to, true
}

// share says what part of the whole a receiver has; "" for the whole.
func (to receivers) share(unit string) string {
	all := number{}
	for _, s := range to.shares {
		all = all.Add(s)
	}
	switch {
	case to.rest == "" || len(to.shares) == 1:
		return ""
	case to.shares[unit].IsZero():
		return "the rest of "
	}
	return fmt.Sprintf("%s/%s of ", to.shares[unit], all)
}
