package reference

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// totalRow is what a unit has of an account in the period shown.
type totalRow struct {
	unit, category string
	account        int
	amount         number
	there          bool // there is an amount
	rank           int  // by the first ranking of the account; 0: not ranked
	group          string
	ranks          map[string]Rank // where several rankings rank the account
}

type honourRow struct {
	honour *scheme.Honour
	unit   string
	rank   int
}

// contender is a unit in a ranking, or among whom an amount is derived.
type contender struct {
	unit   string
	period calendar.Period
	enroll int
	first  int // the place of its first enrolment among those of all units
	names  names
	group  string
	keys   []rule.Value // the amount, then what order says
	rank   int
}

// better says whether the amount and order put a contender before another: by numbers, the highest first, and by texts,
// the first by code points first.
func (c contender) better(than contender) bool {
	for i := range c.keys {
		text, isText := c.keys[i].AsString()
		other, _ := than.keys[i].AsString()
		if isText && text != other {
			return slices.Compare([]rune(text), []rune(other)) < 0
		}
		x, _ := c.keys[i].AsNumber()
		y, _ := than.keys[i].AsNumber()
		if !x.Equal(y) {
			return x.GreaterThan(y)
		}
	}
	return false
}

// before says whether a contender stands before another in the order of a ranking: by amount and order, then by
// enrolment.
func (c contender) before(than contender) bool {
	return c.better(than) || !than.better(c) && c.first < than.first
}

// firstEnrolled is the place of a unit's first enrolment: how many enrolments of other units come before it, in the
// order of at, then of recording.
func (r *reference) firstEnrolled(unit string) int {
	before := func(i, j int) bool { return r.at[i].Before(r.at[j]) || r.at[i].Equal(r.at[j]) && i < j }
	first := -1
	for i, e := range r.entries {
		if r.counts(i) && e.Kind == ledger.Enroll && e.Unit == unit && (first < 0 || before(i, first)) {
			first = i
		}
	}
	place := 0
	for i, e := range r.entries {
		if r.counts(i) && e.Kind == ledger.Enroll && before(i, first) {
			place++
		}
	}
	return place
}

// rankAmong is the rank that a contender has by a ranking beside some of its group. Whether it is one of them makes no
// difference.
func (c contender) rankAmong(k *scheme.Ranking, others []contender) int {
	rank := 1
	for i, other := range others {
		switch k.Ties {
		case "competition":
			if other.better(c) {
				rank++
			}
		case "dense":
			counted := slices.ContainsFunc(others[:i], func(x contender) bool {
				return !x.better(other) && !other.better(x)
			})
			if other.better(c) && !counted {
				rank++
			}
		case "ordinal":
			if other.before(c) {
				rank++
			}
		}
	}
	return rank
}

// groupOf lists those of the same group.
func groupOf(c contender, all []contender) []contender {
	return slices.DeleteFunc(slices.Clone(all), func(other contender) bool { return other.group != c.group })
}

// figuresOf are the best and the worst totals of contenders, by account, and what they have together.
func (r *reference) figuresOf(all []contender) (best, worst, together map[string]number) {
	best, worst, together = map[string]number{}, map[string]number{}, map[string]number{}
	for _, a := range r.scheme.Accounts {
		together[a.Name] = number{}
		for _, c := range all {
			amount, there := r.total(c, a)
			if !there {
				continue
			}
			if _, some := best[a.Name]; !some {
				best[a.Name], worst[a.Name] = amount, amount
			}
			best[a.Name] = decimal.Max(best[a.Name], amount)
			worst[a.Name] = decimal.Min(worst[a.Name], amount)
			together[a.Name] = together[a.Name].Add(amount)
		}
	}
	return best, worst, together
}

// groupTotals are the totals that contenders have, by account, from the highest to the lowest.
func (r *reference) groupTotals(all []contender) rule.Value {
	totals := map[string]rule.Value{}
	for _, a := range r.scheme.Accounts {
		var left, list []number
		for _, c := range all {
			if amount, there := r.total(c, a); there {
				left = append(left, amount)
			}
		}
		for len(left) > 0 {
			most := 0
			for i := range left {
				if left[i].GreaterThan(left[most]) {
					most = i
				}
			}
			list = append(list, left[most])
			left = slices.Delete(left, most, most+1)
		}
		var values []rule.Value
		for _, amount := range list {
			values = append(values, rule.Number(amount))
		}
		totals[a.Name] = rule.List(rule.NumberType(), values)
	}
	return rule.Map(rule.ListType(rule.NumberType()), totals)
}

// total is what a contender has of an account in the period; false: it has no figure of it, or not the account.
func (r *reference) total(c contender, account scheme.Account) (amount number, there bool) {
	if amount, there = c.posted(account); !there || account.When == nil || r.isBefore(c.period) {
		return amount, there
	}
	has, err := c.names.holds(account.Scope, account.When)
	if err != nil {
		_, end := r.scheme.Calendar.Bounds(c.period)
		r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), account.Name, err))
	}
	return amount, has && err == nil
}

// posted is what was given to a contender in an account in the period; false: it has no figure of it.
func (c contender) posted(account scheme.Account) (amount number, there bool) {
	of, _ := c.names[scheme.SlotTotal].AsMap()
	v, there := of[account.Name]
	amount, _ = v.AsNumber()
	return amount, there
}

// contenders are the units that are on the roster at some time in a period, with the sums of it so far.
func (r *reference) contenders(p calendar.Period) []contender {
	var out []contender
	for _, unit := range r.units() {
		enroll, ok := r.last(unit, p)
		if !ok {
			continue
		}
		n := r.looksAt(unit, enroll, p)
		maps.Copy(n, r.figures(unit, p))
		maps.Copy(n, r.standings(unit, enroll, p))
		out = append(out,
			contender{unit: unit, period: p, enroll: enroll, first: r.firstEnrolled(unit), names: n, group: "all"})
	}
	return out
}

// derive makes what is made of all units at the end of a period, each after what it refers to: what longer periods that
// end with it see when they are settled, or else the rest. Units are ranked where something is derived.
func (r *reference) derive(p calendar.Period, early bool) {
	if r.isBefore(p) {
		return
	}
	_, end := r.scheme.Calendar.Bounds(p)
	ranks := map[string]map[string]rule.Value{} // by unit and ranking
	for _, unit := range r.units() {
		ranks[unit] = map[string]rule.Value{}
		for _, k := range r.scheme.Rankings {
			ranks[unit][k.Name] = rule.Int(0)
		}
	}
	derives := slices.ContainsFunc(r.scheme.Derived, func(d *scheme.Derived) bool {
		return slices.Contains(d.Per, p.Kind)
	})
	for _, step := range r.scheme.RankSteps {
		if s := step.Settle; s != nil && step.Early == early && s.Per == p.Kind && s.InForce(end.Add(-1)) {
			if !r.posting {
				r.lateRule(s, p)
			}
			for _, c := range r.lates { // in closed time it is posted already
				if _, closed := r.closedAt(c.at); r.posting && !closed && c.rule == s.Rule && c.at.Equal(end.Add(-1)) {
					r.changes = append(r.changes, c)
				}
			}
		}
		if r.unposted {
			continue
		}
		if k := step.Ranking; k != nil && derives && (step.Early || !early) && slices.Contains(k.Per, p.Kind) {
			for _, c := range r.ranked(k, p) {
				ranks[c.unit][k.Name] = rule.Int(int64(c.rank))
			}
		}
		d := step.Derived
		if d != nil && step.Early == early && slices.Contains(d.Per, p.Kind) && d.InForce(end.Add(-1)) &&
			!r.stands(d, p) {
			r.derived(d, p, ranks)
		}
	}
	if r.scheme.ReadsOutcomes && !r.unposted {
		r.outcomes(p, func(step scheme.RankStep) bool { return step.Early || !early })
	}
}

// derived makes one amount for each unit of what all of them have.
func (r *reference) derived(d *scheme.Derived, p calendar.Period, ranks map[string]map[string]rule.Value) {
	_, end := r.scheme.Calendar.Bounds(p)
	all := r.contenders(p)
	var grouped []contender
	for _, c := range all {
		if d.Group != nil {
			v, err := c.names.eval(d.GroupScope, d.Group)
			if err != nil {
				r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), d.Name, err))
				continue
			}
			c.group, _ = v.AsString()
		}
		grouped = append(grouped, c)
	}
	worths := map[string]number{} // by unit, of those of whom the line says something
	for _, c := range grouped {
		best, worst, together := r.figuresOf(groupOf(c, grouped))
		below, size := map[string]number{}, 0
		for _, a := range r.scheme.Accounts {
			below[a.Name] = number{}
			for _, other := range all {
				above := r.inPlaceOf(r.entries[other.enroll].Of, end.Add(-1))
				if amount, there := other.posted(a); there && above == c.unit {
					below[a.Name] = below[a.Name].Add(amount)
				}
			}
		}
		for _, other := range grouped {
			if other.group == c.group {
				size++
			}
		}
		n := c.names
		n[scheme.SlotGroup], n[scheme.SlotSize] = rule.String(c.group), rule.Int(int64(size))
		n[scheme.SlotWorst], n[scheme.SlotGroupTotal] = numbers(worst), numbers(together)
		n[scheme.SlotGroupTotals] = r.groupTotals(groupOf(c, grouped))
		n[scheme.SlotBest], n[scheme.SlotBelow], n[scheme.SlotRanks] = numbers(best), numbers(below),
			rule.Map(rule.NumberType(), ranks[c.unit])
		met, err := n.holds(d.Scope, d.When)
		worth := number{}
		if err == nil && met {
			worth, err = n.number(d.Scope, d.Worth)
		}
		if err != nil {
			r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), d.Name, err))
			continue
		}
		if met {
			worths[c.unit] = worth
		}
	}
	a := r.scheme.Accounts[d.Account]
	amounts := map[string]number{}
	for unit, worth := range worths {
		amounts[unit] = rule.Round(worth, a.Places, a.Rounding)
	}
	if d.Pool != nil {
		amounts = r.pools(d, p, all, grouped, worths)
	}
	var made []change
	for _, c := range all {
		if amount, gets := amounts[c.unit]; gets {
			made = append(made, r.items(d, p, change{at: end.Add(-1), position: atSettlement, unit: c.unit,
				rule: d.Rule, account: d.Account, per: p.Kind, figureOf: p, group: "rule " + d.Name, lead: true,
				amount: amount, entries: r.asks(d.Asked, c.unit, c.enroll, p)})...)
		}
	}
	for _, c := range made {
		r.change(c)
	}
}

// ranked are the contenders of a ranking in a period with their ranks.
func (r *reference) ranked(k *scheme.Ranking, p calendar.Period) []contender {
	_, end := r.scheme.Calendar.Bounds(p)
	var all []contender
	for _, c := range r.contenders(p) {
		ok, err := r.contend(k, &c)
		if err != nil {
			r.problems = append(r.problems, r.problemOfUnit(c.enroll, end.Add(-1), k.Name, err))
		} else if ok {
			all = append(all, c)
		}
	}
	for i := range all {
		all[i].rank = all[i].rankAmong(k, groupOf(all[i], all))
	}
	return all
}

// contend says whether a unit is ranked, in which group and by what.
func (r *reference) contend(k *scheme.Ranking, c *contender) (bool, error) {
	amount, there := r.total(*c, r.scheme.Accounts[k.Account])
	if !there {
		return false, nil
	}
	c.keys = []rule.Value{rule.Number(amount)}
	ok, err := c.names.holds(k.Scope, k.Eligible)
	if k.Group != nil && err == nil && ok {
		var v rule.Value
		v, err = c.names.eval(k.Scope, k.Group)
		c.group, _ = v.AsString()
	}
	for _, o := range k.Order {
		if err != nil || !ok {
			break
		}
		var key rule.Value
		key, err = c.names.eval(k.Scope, o)
		c.keys = append(c.keys, key)
	}
	return ok, err
}
