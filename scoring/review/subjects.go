package review

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const yearKind = calendar.Year

// subject is a line that has conditions: it should hold for something.
type subject struct {
	what   reason.Reason // credit "adopted"
	place  document.Position
	doing  reason.Reason // what it never does
	runs   []*rule.Program
	groups []*group        // it never does it if that is so in all of them
	of     []reason.Reason // a bonus: the credits that it is on; where none of them fires, that is said already
}

// groups makes the worlds in which each line of the scheme is tried.
func (r *reviewer) groups(ctx context.Context) error {
	for _, c := range r.scheme.Credits {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.creditGroups(c)
	}
	if err := r.pairGroups(ctx); err != nil {
		return err
	}
	for _, q := range r.scheme.Quotas {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.quotaGroups(q)
	}
	for _, s := range r.scheme.Settles {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.settleGroup(s)
	}
	for _, one := range r.scheme.Rankings {
		if err := ctx.Err(); err != nil {
			return err
		}
		what, doing := reason.New("review.ranking", "ranking {name:q}", one.Name),
			reason.New("review.rank-anyone", "rank anyone")
		r.unitGroup(what, doing, &scheme.Rule{}, one.Eligible, nil, present(one.Eligible))
	}
	for _, one := range r.scheme.Honours {
		if err := ctx.Err(); err != nil {
			return err
		}
		what, doing := reason.New("review.honour", "honour {name:q}", one.Name),
			reason.New("review.praise-anyone", "praise anyone")
		r.unitGroup(what, doing, &scheme.Rule{}, one.Eligible, nil, present(one.Eligible))
	}
	for _, one := range r.scheme.Derived {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.unitGroup(reason.New("review.derived",
			"derived amount {name:q}", one.Name), fire(), one.Rule, one.When, one.Require, present(one.Worth))
	}
	return r.tierGroups(ctx)
}

// lineOf names a line as its section does.
func lineOf(r *scheme.Rule) reason.Reason {
	switch r.Section {
	case "bonuses":
		return reason.New("review.bonus", "bonus {name:q}", r.Name)
	case "deductions":
		return reason.New("review.deduction", "deduction {name:q}", r.Name)
	case "caps":
		return reason.New("review.cap", "cap {name:q}", r.Name)
	case "derived":
		return reason.New("review.derived", "derived amount {name:q}", r.Name)
	}
	return reason.New("review.credit", "credit {name:q}", r.Name)
}

// fire is what a rule does.
func fire() reason.Reason { return reason.New("review.fire", "fire") }

// closed are the terms of which everything that matters can be tried.
func (r *reviewer) closed(kind ledger.Kind, terms []*rule.Program) []*rule.Program {
	var out []*rule.Program
	for _, t := range terms {
		if len(r.asking(kind, []*rule.Program{t}, r.ladder).open) == 0 {
			out = append(out, t)
		}
	}
	return out
}

// start is the plainest sheet of a credit's entry.
func start(s *scheme.Scheme, c *scheme.Credit) sheet {
	out := sheet{main: ledger.Entry{Kind: c.Each}}
	if c.Each == ledger.Grant && len(c.Amounts) > 0 {
		out.main.Rule, out.main.Account = c.Name, s.Accounts[c.Amounts[0].Account].Name
	}
	return out
}

// group makes a group and its worlds.
func (r *reviewer) group(name reason.Reason, kind ledger.Kind, terms []*rule.Program, at *rule.Program,
	programs []*rule.Program, from sheet, rules ...*scheme.Rule) *group {
	g := &group{name: name, kind: kind, terms: terms, at: at}
	days := r.days(rules...)
	if len(days) == 0 {
		g.truncated = true
		return g
	}
	g.spread(r.asking(kind, programs, r.ladder), days, from)
	return g
}

func (r *reviewer) creditGroups(c *scheme.Credit) {
	if len(c.Amounts) == 0 {
		return
	}
	all := c.Conditions().But()
	at := c.Amounts[0].Worth
	if len(all) > 0 {
		at = all[0]
	}
	terms := termsOf(c.When, c.Require)
	from := start(r.scheme, c)
	if len(terms) > 0 {
		closed := r.closed(c.Each, terms)
		g := r.group(lineOf(c.Rule), c.Each, closed, at, closed, from, c.Rule)
		r.credits = append(r.credits, g)
		s := &subject{what: lineOf(c.Rule), place: all[0].Source().Position(0), doing: fire(), groups: []*group{g}}
		for _, a := range c.Amounts {
			s.runs = append(s.runs, a.Worth)
		}
		r.subjects = append(r.subjects, s)
	}
	for _, a := range c.Amounts {
		all = append(all, present(a.Worth)...)
		r.names[a.Worth] = lineOf(c.Rule)
		r.signs[a.Worth] = &sign{rule: c.Rule}
	}
	r.credits = append(r.credits, r.group(lineOf(c.Rule), c.Each, terms, at, all, from, c.Rule))
	for _, b := range c.Bonuses {
		more, figures := b.Conditions().But(), b.Programs().Of(scheme.RoleTimes, scheme.RolePlus)
		for _, p := range append(slices.Clone(more), figures...) {
			r.names[p] = lineOf(b.Rule)
		}
		for _, p := range figures {
			r.signs[p] = &sign{rule: b.Rule, times: p == b.Times}
		}
		r.credits = append(r.credits,
			r.group(lineOf(b.Rule), c.Each, nil, nil, slices.Concat(all, more, figures), from, c.Rule, b.Rule))
		if len(more) == 0 {
			continue
		}
		closed := r.closed(c.Each, slices.Concat(terms, termsOf(b.When, b.Require)))
		g := r.group(lineOf(b.Rule), c.Each, closed, at, closed, from, c.Rule, b.Rule)
		r.credits = append(r.credits, g)
		i := slices.IndexFunc(r.subjects, func(s *subject) bool { return s.what.Equal(lineOf(b.Rule)) })
		if i < 0 {
			i = len(r.subjects)
			r.subjects = append(r.subjects,
				&subject{what: lineOf(b.Rule), place: more[0].Source().Position(0), doing: fire()})
		}
		r.subjects[i].of = append(r.subjects[i].of, lineOf(c.Rule))
		r.subjects[i].groups = append(r.subjects[i].groups, g)
		r.subjects[i].runs = append(r.subjects[i].runs, figures...)
	}
}

// pairGroups tries two credits of one kind of entry and one account at once.
func (r *reviewer) pairGroups(ctx context.Context) error {
	for i, a := range r.scheme.Credits {
		for _, b := range r.scheme.Credits[:i] {
			if a.Each != b.Each || a.Each == ledger.Grant || a.Per != 0 || b.Per != 0 || a.Section != "credits" ||
				b.Section != "credits" || a.Collapse != nil && a.Collapse == b.Collapse || !sharesAccount(a, b) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			var programs, figures []*rule.Program
			for _, c := range []*scheme.Credit{b, a} {
				programs = append(programs, c.Conditions().But()...)
				for _, amount := range c.Amounts {
					figures = append(figures, amount.Worth)
				}
			}
			name := reason.New("review.pair", "{first} with {second}", lineOf(b.Rule), lineOf(a.Rule))
			g := r.group(name, a.Each, nil, nil, slices.Concat(programs, figures), start(r.scheme, a), a.Rule, b.Rule)
			if g.truncated {
				g = r.group(name, a.Each, nil, nil, programs, start(r.scheme, a), a.Rule, b.Rule)
			}
			r.credits = append(r.credits, g)
		}
	}
	return nil
}

func sharesAccount(a, b *scheme.Credit) bool {
	return slices.ContainsFunc(a.Amounts, func(x scheme.Amount) bool {
		return slices.ContainsFunc(b.Amounts, func(y scheme.Amount) bool { return x.Account == y.Account })
	})
}

func (r *reviewer) quotaGroups(q *scheme.Quota) {
	name, span := reason.New("review.quota", "quota {name:q}", q.Name), &scheme.Rule{From: q.From, Until: q.Until}
	if q.Count != nil && q.Count.Type().Equal(rule.BoolType()) {
		closed := r.closed(q.Each, q.Count.Terms())
		g := r.group(name, q.Each, closed, q.Count, closed, sheet{main: ledger.Entry{Kind: q.Each}}, span)
		r.credits = append(r.credits, g)
		counting := reason.New("review.count-anything", "count anything")
		r.subjects = append(r.subjects,
			&subject{what: name, place: q.Count.Source().Position(0), doing: counting, runs: []*rule.Program{q.Count},
				groups: []*group{g}})
	}
	r.unitGroup(name, reason.New("review.concern-anyone",
		"concern anyone"), span, q.When, nil, q.Programs().Of(scheme.RoleWhen))
	if q.Required != nil {
		r.names[q.Required] = name
		r.settles = append(r.settles,
			r.group(name, "", nil, nil, q.Programs().Of(scheme.RoleWhen, scheme.RoleRequired), sheet{}, span))
	}
}

func (r *reviewer) settleGroup(s *scheme.Settle) {
	var runs []*rule.Program
	for _, a := range s.Amounts {
		runs = append(runs, a.Worth)
		r.names[a.Worth] = lineOf(s.Rule)
		r.signs[a.Worth] = &sign{rule: s.Rule}
	}
	if s.Cap != nil {
		runs = append(runs, s.Cap.Programs().Of(scheme.RoleAtMost, scheme.RoleAtLeast)...)
	}
	g := r.unitGroup(lineOf(s.Rule), fire(), s.Rule, s.When, s.Require, runs)
	if g == nil || s.Quota == nil {
		return
	}
	// Where the quota is not owed the rule is not asked; so all that it is owed by must be tried too.
	q := s.Quota
	owed := q.Programs().But(scheme.RoleCount)
	again := r.group(g.name, "", g.terms, g.at, slices.Concat(g.terms, owed), sheet{}, s.Rule,
		&scheme.Rule{From: q.From, Until: q.Until})
	*g = *again
	for _, w := range g.worlds {
		w.group = g
	}
	g.owed = true
}

// unitGroup tries what looks at a unit at the end of a period.
func (r *reviewer) unitGroup(what, doing reason.Reason, span *scheme.Rule, when *rule.Program,
	require []scheme.Requirement, runs []*rule.Program) *group {
	terms := termsOf(when, require)
	if len(terms) == 0 {
		return nil
	}
	at := when
	if at == nil {
		at = require[0].Cond
	}
	closed := r.closed("", terms)
	g := r.group(what, "", closed, at, closed, sheet{}, span)
	r.settles = append(r.settles, g)
	i := slices.IndexFunc(r.subjects, func(s *subject) bool { return s.what.Equal(what) && s.doing.Equal(doing) })
	if i < 0 {
		i = len(r.subjects)
		r.subjects = append(r.subjects, &subject{what: what, place: at.Source().Position(0), doing: doing, runs: runs})
	}
	r.subjects[i].groups = append(r.subjects[i].groups, g)
	return g
}

// tierGroups tries each tier together with those above it.
func (r *reviewer) tierGroups(ctx context.Context) error {
	for i := range r.ladder {
		if err := ctx.Err(); err != nil {
			return err
		}
		g := r.group(reason.New("review.tier",
			"tier"), ledger.Adopt, nil, nil, r.ladder[:i+1], sheet{main: ledger.Entry{Kind: ledger.Adopt}})
		r.tiers, r.credits = append(r.tiers, g), append(r.credits, g)
	}
	return nil
}
