package review

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// line is a line of the scheme.
type line struct {
	what reason.Reason // credit "adopted"
	path []string      // where it stands
}

// subject is a line that has conditions: it should hold for something.
type subject struct {
	line
	place  document.Position
	doing  reason.Reason // what it never does
	runs   []*rule.Program
	groups []*group // it never does it if that is so in all of them
	of     []string // a bonus: the credits that it is on; where none of them fires, that is said already
}

// subject is the subject of a line, for what it never does.
func (r *reviewer) subject(of line, doing reason.Reason, at *rule.Program) *subject {
	key := of.key() + " " + doing.Code
	s := r.byLine[key]
	if s == nil {
		s = &subject{line: of, place: at.Source().Position(0), doing: doing}
		r.byLine[key] = s
		r.subjects = append(r.subjects, s)
	}
	return s
}

// key tells lines apart.
func (l line) key() string { return strings.Join(l.path, "\x00") }

// groups makes the groups in which each line of the scheme is tried.
func (r *reviewer) groups(ctx context.Context) error {
	s := r.scheme
	err := cmp.Or(
		each(ctx, s.Credits, r.creditGroups),
		each(ctx, s.Quotas, r.quotaGroups),
		each(ctx, s.Settles, r.settleGroup),
		each(ctx, s.Rankings, func(one *scheme.Ranking) {
			of := line{reason.New("review.ranking", "ranking {name:q}", one.Name), []string{"rankings", one.Name}}
			doing := reason.New("review.rank-anyone", "rank anyone")
			r.unitGroup(of, doing, &scheme.Rule{}, one.Eligible, nil, present(one.Eligible))
		}),
		each(ctx, s.Honours, func(one *scheme.Honour) {
			of := line{reason.New("review.honour", "honour {name:q}", one.Name), []string{"honours", one.Name}}
			doing := reason.New("review.praise-anyone", "praise anyone")
			r.unitGroup(of, doing, &scheme.Rule{}, one.Eligible, nil, present(one.Eligible))
		}),
		each(ctx, s.Grades, func(one *scheme.Grade) {
			of := line{reason.New("review.grade", "grade {name:q}", one.Name), []string{"grades", one.Name}}
			doing := reason.New("review.grade-anyone", "grade anyone")
			r.unitGroup(of, doing, &scheme.Rule{From: one.From, Until: one.Until}, one.When, nil, present(one.When))
		}),
		each(ctx, s.Results, func(one *scheme.Result) {
			of := line{reason.New("review.result", "result {name:q}", one.Name), []string{"results", one.Name}}
			doing := reason.New("review.hold-for-anyone", "hold for anyone")
			r.unitGroup(of, doing, &scheme.Rule{From: one.From, Until: one.Until}, one.When, nil, present(one.When))
		}),
		each(ctx, s.Derived, func(one *scheme.Derived) {
			r.names[one.Worth] = lineOf(one.Rule).what
			r.unitGroup(lineOf(one.Rule), fire(), one.Rule, one.When, one.Require, present(one.Worth))
		}),
	)
	return cmp.Or(err, r.tierGroups(ctx), r.pairGroups(ctx))
}

// each does something for each line of a section. The error is the context's.
func each[T any](ctx context.Context, all []T, do func(T)) error {
	for _, one := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		do(one)
	}
	return nil
}

// lineOf names a line as its section does.
func lineOf(r *scheme.Rule) line {
	path := []string{r.Section, r.Name}
	switch r.Section {
	case "bonuses":
		return line{reason.New("review.bonus", "bonus {name:q}", r.Name), path}
	case "deductions":
		return line{reason.New("review.deduction", "deduction {name:q}", r.Name), path}
	case "caps":
		return line{reason.New("review.cap", "cap {name:q}", r.Name), path}
	case "derived":
		return line{reason.New("review.derived", "derived amount {name:q}", r.Name), path}
	}
	return line{reason.New("review.credit", "credit {name:q}", r.Name), path}
}

// fire is what a rule does.
func fire() reason.Reason { return reason.New("review.fire", "fire") }

// leave leaves out a line, for too much was read already.
func (r *reviewer) leave(of line) { r.credits = append(r.credits, &group{line: of, left: true}) }

// closed are the terms of which everything that matters can be tried.
func (r *reviewer) closed(kind ledger.Kind, terms []*rule.Program) []*rule.Program {
	var out []*rule.Program
	for _, t := range terms {
		read := r.readsOf(kind, []*rule.Program{t}, r.ladder)
		key := string(kind) + " " + read.key()
		open, known := r.opens[key]
		if !known {
			open = r.question(kind, read).open
			r.opens[key] = open
		}
		if !open {
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

// group makes a group of the worlds in which programs are tried.
func (r *reviewer) group(of line, kind ledger.Kind, terms []*rule.Program, at *rule.Program,
	programs []*rule.Program, from sheet, rules ...*scheme.Rule) *group {
	g := &group{line: of, kind: kind, terms: terms, at: at}
	if days := r.days(rules...); len(days) > 0 {
		g.set = r.setOf(kind, programs, days, from)
		g.left = g.set == nil
	}
	return g
}

func (r *reviewer) creditGroups(c *scheme.Credit) {
	if len(c.Amounts) == 0 {
		return
	}
	if r.full() {
		r.leave(lineOf(c.Rule))
		return
	}
	all := c.Conditions().But()
	at := c.Amounts[0].Worth
	if len(all) > 0 {
		at = all[0]
	}
	of, terms := lineOf(c.Rule), termsOf(c.When, c.Require)
	from := start(r.scheme, c)
	if len(terms) > 0 && c.Later == nil { // what a rule finds on a later day is not tried
		closed := r.closed(c.Each, terms)
		g := r.group(of, c.Each, closed, at, closed, from, c.Rule)
		r.credits = append(r.credits, g)
		s := r.subject(of, fire(), all[0])
		s.groups = append(s.groups, g)
		for _, a := range c.Amounts {
			s.runs = append(s.runs, a.Worth)
		}
	}
	for _, a := range c.Amounts {
		all = append(all, present(a.Worth)...)
		r.names[a.Worth] = of.what
		r.signs[a.Worth] = &sign{rule: c.Rule}
	}
	r.credits = append(r.credits, r.group(of, c.Each, nil, nil, all, from, c.Rule))
	for _, b := range c.Bonuses {
		r.bonusGroups(c, b, at, all)
	}
}

// bonusGroups tries a bonus on a credit, beside what the credit itself reads.
func (r *reviewer) bonusGroups(c *scheme.Credit, b *scheme.Bonus, at *rule.Program, ofCredit []*rule.Program) {
	if r.full() {
		r.leave(lineOf(b.Rule))
		return
	}
	of, from := lineOf(b.Rule), start(r.scheme, c)
	more, figures := b.Conditions().But(), b.Programs().Of(scheme.RoleTimes, scheme.RolePlus)
	for _, p := range slices.Concat(more, figures) {
		r.names[p] = of.what
	}
	for _, p := range figures {
		r.signs[p] = &sign{rule: b.Rule, times: p == b.Times}
	}
	r.credits = append(r.credits,
		r.group(of, c.Each, nil, nil, slices.Concat(ofCredit, more, figures), from, c.Rule, b.Rule))
	if len(more) == 0 {
		return
	}
	closed := r.closed(c.Each, slices.Concat(termsOf(c.When, c.Require), termsOf(b.When, b.Require)))
	g := r.group(of, c.Each, closed, at, closed, from, c.Rule, b.Rule)
	r.credits = append(r.credits, g)
	s := r.subject(of, fire(), more[0])
	s.of = append(s.of, lineOf(c.Rule).key())
	s.groups = append(s.groups, g)
	s.runs = append(s.runs, figures...)
}
