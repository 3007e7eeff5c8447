package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// receivers sets the receivers of each amount. A receiver off the roster receives nothing. An amount for which nobody
// is named is nothing; if all are, the rule refuses the entry. It returns false if an expression failed or nobody
// receives anything.
func (e *Runner) receivers(c *Candidate) bool {
	c.To = c.To[:0]
	var off lapses
	named, anyone := false, false
	for i, a := range c.Credit.Amounts {
		if i > 0 && a.To == c.Credit.Amounts[i-1].To {
			c.To = append(c.To, c.To[i-1])
		} else if to, ok := e.receiversOf(c, a.To); ok {
			c.To = append(c.To, to)
		} else {
			return false
		}
		off.note(c.To[i], a.Account)
		named = named || len(c.To[i].Units) > 0
		anyone = anyone || !c.To[i].Nobody()
	}
	if !named {
		why := reason.New("refused.nobody", "no one is named to receive it")
		if c.To[0].weights != nil {
			why = reason.New("refused.no-share", "no one has a share")
		}
		c.refuse(c.Credit.Rule, "refused", why)
	}
	if len(off.all) > 0 {
		c.refuse(c.Credit.Rule, "off-roster", e.whyLapsed(c, off))
	}
	return anyone
}

// receiversOf evaluates the receivers of an amount: the unit of the entry, one unit, several that each receive the
// whole, or several with shares.
func (e *Runner) receiversOf(c *Candidate, program *rule.Program) (split, bool) {
	if program == nil {
		c.own[0] = e.ownerOf(c.Fact)
		return split{Units: c.own[:]}, true
	}
	v, err := e.Eval(c.Credit.Scope, program)
	if err != nil {
		e.fail(c, c.Credit.Rule, err)
		return split{}, false
	}
	var to split
	if one, ok := v.AsString(); ok {
		to.Units = []string{one}
	} else if list, ok := v.AsList(); ok {
		for _, one := range list {
			name, _ := one.AsString()
			to.Units = append(to.Units, name)
		}
		slices.Sort(to.Units)
		to.Units = slices.Compact(to.Units)
	} else if to, ok = e.shares(c, v); !ok {
		return split{}, false
	}
	for _, name := range to.Units {
		if _, on := e.Frame.UnitAt(name, c.Fact.At); !on {
			to.Off = append(to.Off, name)
		}
	}
	return to, true
}

// lapse is what a receiver off the roster does not receive.
type lapse struct {
	unit, share string // share: as a fraction; empty: the whole
	accounts    []int
}

// lapses are all of an entry, each unit and share once.
type lapses struct {
	all []lapse
	at  map[lapseKey]int
}

type lapseKey struct{ unit, share string }

// mostNearest is how many units that are not on the roster are told the nearest that is.
const mostNearest = 20

// note adds the lapses of a split.
func (l *lapses) note(to split, account int) {
	for _, unit := range to.Off {
		share := to.Share(unit)
		if share != "" && to.weights[to.place(unit)].IsZero() {
			share = "the rest"
		}
		i, known := l.at[lapseKey{unit, share}]
		if !known {
			if i = len(l.all); i == 0 {
				l.at = map[lapseKey]int{}
			}
			l.all, l.at[lapseKey{unit, share}] = append(l.all, lapse{unit: unit, share: share}), i
		}
		l.all[i].accounts = append(l.all[i].accounts, account)
	}
}

// whyLapsed is the reason of lapses: which unit, which share, and which accounts where they are not all.
func (e *Runner) whyLapsed(c *Candidate, off lapses) reason.Reason {
	var out []reason.Reason
	unknown := 0
	for _, l := range off.all {
		what := reason.New("lapse.whole", "it")
		if l.share != "" {
			what = reason.New("lapse.share", "{share} of it", l.share)
		}
		if len(l.accounts) < len(c.Credit.Amounts) {
			var names []string
			for _, a := range l.accounts {
				names = append(names, e.Frame.Scheme.Accounts[a].Name)
			}
			what = reason.New("lapse.accounts", "{what} ({accounts})", what, names)
		}
		units := e.Frame.Roster.Units()
		if _, known := slices.BinarySearch(units, l.unit); !known {
			if unknown++; unknown > mostNearest {
				units = nil
			}
			out = append(out, reason.New("lapse.unknown",
				"unit {unit:q}, which would receive {what}, is not on the roster{near}",
				l.unit, what, frame.Nearest(l.unit, units)))
			continue
		}
		out = append(out, reason.New("lapse.off-roster",
			"unit {unit}, which would receive {what}, is off the roster at {at}",
			l.unit, what, c.Fact.Row.Time(columns.FieldAt).String()))
	}
	return reason.New("lapse.all", "{lapses}", out)
}

// shares is a split by a map of weights, with the receiver of the rest.
func (e *Runner) shares(c *Candidate, v rule.Value) (split, bool) {
	to := split{weights: []decimal.Decimal{}}
	given, _ := v.AsMap()
	for _, name := range v.Keys() {
		weight, _ := given[name].AsNumber()
		if weight.Sign() < 0 {
			why := reason.New("share.negative", "found share {share} for {unit}; expected 0 or more",
				weight.String(), name)
			c.flaws.problems = append(c.flaws.problems, frame.Problem{Position: c.Fact.Position,
				Rule: c.Credit.Name, Field: "to", Code: "value", Reason: why})
			return to, false
		}
		if weight.Sign() > 0 {
			to.Units, to.weights = append(to.Units, name), append(to.weights, weight)
		}
	}
	if c.Credit.Rest != nil && len(to.Units) > 0 {
		v, err := e.Eval(c.Credit.Scope, c.Credit.Rest)
		if err != nil {
			e.fail(c, c.Credit.Rule, err)
			return to, false
		}
		name, _ := v.AsString()
		at, has := slices.BinarySearch(to.Units, name)
		if to.rest = at; !has { // without a share, it receives the remainder alone
			to.Units, to.weights = slices.Insert(to.Units, at, name), slices.Insert(to.weights, at, decimal.Decimal{})
		}
	}
	if to.weigh(to.weights); len(to.Units) == 1 {
		to.weights, to.rest = nil, 0
	}
	return to, true
}
