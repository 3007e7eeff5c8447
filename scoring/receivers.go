package scoring

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
)

// receivers works out who receives each amount: the entry's unit, a unit by name, several of which each receives the whole,
// or several by shares. Who is off the roster receives nothing; where that is everyone, the rule refuses the entry.
func (e *evaluator) receivers(c *candidate) bool {
	c.to = c.to[:0]
	var off lapses
	anyone := false
	for i, a := range c.credit.Amounts {
		if i > 0 && a.To == c.credit.Amounts[i-1].To {
			c.to = append(c.to, c.to[i-1])
		} else if to, ok := e.receiversOf(c, a.To); ok {
			c.to = append(c.to, to)
		} else {
			return false
		}
		off.note(c.to[i], a.Account)
		anyone = anyone || !c.to[i].nobody()
	}
	if len(off) > 0 {
		c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: c.credit.Rule, Code: "off-roster", Why: e.whyLapsed(c, off)})
	}
	return anyone
}

func (e *evaluator) receiversOf(c *candidate, program *rule.Program) (split, bool) {
	if program == nil {
		c.own[0] = c.fact.member.Unit
		return split{units: c.own[:]}, true
	}
	v, err := e.eval(c.credit.Scope, program)
	if err != nil {
		e.bad(c, c.credit.Rule, err)
		return split{}, false
	}
	var to split
	if one, ok := v.AsString(); ok {
		to.units = []string{one}
	} else if list, ok := v.AsList(); ok {
		for _, one := range list {
			name, _ := one.AsString()
			to.units = append(to.units, name)
		}
		slices.Sort(to.units)
		if to.units = slices.Compact(to.units); len(to.units) == 0 {
			c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: c.credit.Rule, Code: "refused", Why: "no one is named to receive it"})
			return split{}, false
		}
	} else if to, ok = e.shares(c, v); !ok {
		return split{}, false
	}
	for _, name := range to.units {
		if _, on := e.roster.At(name, c.fact.at); !on {
			to.off = append(to.off, name)
		}
	}
	return to, true
}

// lapse is what a unit off the roster would have received, of which accounts.
type lapse struct {
	unit, share string // the share; empty: the whole
	accounts    []int
}

type lapses []lapse

func (l *lapses) note(to split, account int) {
	for _, unit := range to.off {
		share := to.share(unit)
		if share != "" && to.weights[slices.Index(to.units, unit)].IsZero() {
			share = "the rest"
		}
		i := slices.IndexFunc(*l, func(o lapse) bool { return o.unit == unit && o.share == share })
		if i < 0 {
			i = len(*l)
			*l = append(*l, lapse{unit: unit, share: share})
		}
		(*l)[i].accounts = append((*l)[i].accounts, account)
	}
}

// whyLapsed says what lapses: whose, which share of it, and of which accounts where that is not all of them.
func (e *evaluator) whyLapsed(c *candidate, off lapses) string {
	var out []string
	for _, l := range off {
		what := "it"
		if l.share != "" {
			what = l.share + " of it"
		}
		if len(l.accounts) < len(c.credit.Amounts) {
			var names []string
			for _, a := range l.accounts {
				names = append(names, e.scheme.Accounts[a].Name)
			}
			what += fmt.Sprintf(" (%s)", strings.Join(names, ", "))
		}
		if units := e.roster.Units(); !slices.Contains(units, l.unit) {
			out = append(out, fmt.Sprintf("unit %q, which would receive %s, is not on the roster%s", l.unit, what, nearest(l.unit, units)))
			continue
		}
		out = append(out, fmt.Sprintf("unit %s, which would receive %s, is off the roster at %s", l.unit, what, c.fact.row.Time(columns.FieldAt)))
	}
	return strings.Join(out, "; ")
}

// shares reads a map of shares, and who receives what they leave over by rounding.
func (e *evaluator) shares(c *candidate, v rule.Value) (split, bool) {
	var to split
	given, _ := v.AsMap()
	for _, name := range v.Keys() {
		weight, _ := given[name].AsNumber()
		if weight.Sign() < 0 {
			c.problems = append(c.problems, Problem{Position: c.fact.position, Rule: c.credit.Name, Field: "to", Code: "value", At: c.fact.at,
				Why: fmt.Sprintf("found share %s for %s; expected 0 or more", weight, name)})
			return to, false
		}
		if weight.Sign() > 0 {
			to.units, to.weights = append(to.units, name), append(to.weights, weight)
		}
	}
	if len(to.units) == 0 {
		c.refusals = append(c.refusals, Refusal{Position: c.fact.position, Rule: c.credit.Rule, Code: "refused", Why: "no one has a share"})
		return to, false
	}
	if c.credit.Rest != nil {
		v, err := e.eval(c.credit.Scope, c.credit.Rest)
		if err != nil {
			e.bad(c, c.credit.Rule, err)
			return to, false
		}
		name, _ := v.AsString()
		at, has := slices.BinarySearch(to.units, name)
		if to.rest = at; !has { // who has no share receives what is left over, and that alone
			to.units, to.weights = slices.Insert(to.units, at, name), slices.Insert(to.weights, at, decimal.Decimal{})
		}
	}
	if len(to.units) == 1 {
		to.weights, to.rest = nil, 0
	}
	return to, true
}
