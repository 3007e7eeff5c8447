package review

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func (r *reviewer) quotaGroups(q *scheme.Quota) {
	of := line{reason.New("review.quota", "quota {name:q}", q.Name), []string{"quotas", q.Name}}
	if r.full() {
		r.leave(of)
		return
	}
	span := &scheme.Rule{From: q.From, Until: q.Until}
	if q.Count != nil && q.Count.Type().Equal(rule.BoolType()) {
		closed := r.closed(q.Each, q.Count.Terms())
		g := r.group(of, q.Each, closed, q.Count, closed, sheet{main: ledger.Entry{Kind: q.Each}}, span)
		r.counts = append(r.counts, g)
		s := r.subject(of, reason.New("review.count-anything", "count anything"), q.Count)
		s.runs, s.groups = append(s.runs, q.Count), append(s.groups, g)
	}
	r.unitGroup(of, reason.New("review.concern-anyone", "concern anyone"), span, q.When, nil,
		q.Programs().Of(scheme.RoleWhen))
	if q.Required != nil {
		r.names[q.Required] = of.what
		r.settles = append(r.settles,
			r.group(of, "", nil, nil, q.Programs().Of(scheme.RoleWhen, scheme.RoleRequired), sheet{}, span))
	}
}

func (r *reviewer) settleGroup(s *scheme.Settle) {
	if r.full() {
		r.leave(lineOf(s.Rule))
		return
	}
	var runs []*rule.Program
	for _, a := range s.Amounts {
		runs = append(runs, a.Worth)
		r.names[a.Worth] = lineOf(s.Rule).what
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
	*g = *r.group(g.line, "", g.terms, g.at, slices.Concat(g.terms, owed), sheet{}, s.Rule,
		&scheme.Rule{From: q.From, Until: q.Until})
	g.owed = true
}

// unitGroup tries what looks at a unit at the end of a period.
func (r *reviewer) unitGroup(of line, doing reason.Reason, span *scheme.Rule, when *rule.Program,
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
	g := r.group(of, "", closed, at, closed, sheet{}, span)
	r.settles = append(r.settles, g)
	s := r.subject(of, doing, at)
	if s.runs == nil {
		s.runs = runs
	}
	s.groups = append(s.groups, g)
	return g
}

// tierGroups tries each tier together with those above it.
func (r *reviewer) tierGroups(ctx context.Context) error {
	if len(r.ladder) == 0 {
		return nil
	}
	for i, name := range r.scheme.Ladder.Names() {
		if err := ctx.Err(); err != nil {
			return err
		}
		of := line{reason.New("review.tier", "tier {name:q}", name), []string{"tiers", name}}
		r.tiers = append(r.tiers, r.group(of, ledger.Adopt, nil, nil, r.ladder[:i+1],
			sheet{main: ledger.Entry{Kind: ledger.Adopt}}))
	}
	return nil
}
