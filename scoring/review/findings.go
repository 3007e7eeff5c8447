package review

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func (r *reviewer) findNever(ctx context.Context) error {
	dead := map[string]bool{}
	for _, s := range r.subjects {
		can := len(s.of) > 0 && !slices.ContainsFunc(s.of, func(key string) bool { return !dead[key] })
		for _, p := range s.runs {
			can = can || r.fired[p]
		}
		for _, g := range s.groups {
			can = can || !g.never(len(r.ladder) > 0)
		}
		if can {
			continue
		}
		dead[s.key()] = true
		g := s.groups[0]
		var wanting []string
		for i, met := range g.meets {
			if text := strings.TrimSpace(g.terms[i].Source().Text()); !met && !slices.Contains(wanting, text) {
				wanting = append(wanting, text)
			}
		}
		who := reason.New("review.entry", "entry")
		if g.kind == "" {
			who = reason.New("review.unit", "unit")
		}
		at := r.published.ErrorAtPosition(s.place, reason.New("review.never-true",
			"{what} can never {doing}: no {who} meets all of its conditions",
			s.what, s.doing, who))
		if err := r.find(ctx, Never, at, g.nearest.sheet(), shown(wanting, len(g.meets))); err != nil {
			return err
		}
	}
	return nil
}

// shown says which conditions the plainest world does not meet: some of so many, or all.
func shown(wanting []string, of int) reason.Reason {
	some := reason.New("review.condition", "{condition}", wanting[0])
	if len(wanting) == of {
		for _, one := range wanting[1:] {
			some = reason.New("review.none-of-conditions", "{conditions}, nor {condition}", some, one)
		}
		return reason.New("review.meets-none", "as near as any, and they do not meet {conditions}", some)
	}
	for _, one := range wanting[1:] {
		some = reason.New("review.conditions", "{conditions}, and {condition}", some, one)
	}
	return reason.New("review.meets-all-but", "all conditions are met but {conditions}", some)
}

func (r *reviewer) findShadowed(ctx context.Context) error {
	for i, g := range r.tiers {
		if g.set == nil || g.set.open || g.set.truncated {
			continue
		}
		names := r.scheme.Ladder.Names()
		taken, reached := (*world)(nil), false
		var by []string
		for _, w := range g.set.worlds {
			if reached = w.tiers == nil; reached { // it did not run
				break
			}
			if !w.tiers[i] {
				continue
			}
			above := slices.Index(w.tiers[:i], true)
			if above < 0 {
				reached = true
				break
			}
			if !slices.Contains(by, names[above]) {
				by = append(by, names[above])
			}
			if taken == nil || w.weight < taken.weight {
				taken = w
			}
		}
		place := r.published.ErrorAt([]string{"tiers", names[i]}, reason.New("review.never-reached",
			"tier {tier:q} is never reached: every adoption that meets its condition is taken by a tier above "+
				"it ({by})", names[i], by))
		if !reached && taken != nil {
			if err := r.find(ctx, Shadowed, place, taken.sheet(), reason.New("review.taken-above",
				"the adoption meets the condition of tier {tier}, and is of tier {above}",
				names[i], names[slices.Index(taken.tiers, true)])); err != nil {
				return err
			}
		}
	}
	return nil
}

// findUnpriced reports each place at which a figure is looked up that is not there, with the cells that lack one.
func (r *reviewer) findUnpriced(ctx context.Context) error {
	all := slices.Collect(maps.Values(r.prices))
	slices.SortFunc(all, func(a, b *price) int { return cmp.Compare(a.order, b.order) })
	byPlace := map[document.Position][]*price{}
	for _, p := range all {
		byPlace[p.at] = append(byPlace[p.at], p)
	}
	for _, p := range all {
		cells := byPlace[p.at]
		delete(byPlace, p.at)
		if len(cells) == 0 {
			continue
		}
		if err := r.unpriced(ctx, cells); err != nil {
			return err
		}
	}
	return nil
}

// unpriced reports the figures that are not there where one place looks them up.
func (r *reviewer) unpriced(ctx context.Context, all []*price) error {
	first := all[0]
	what, named := r.names[first.program]
	if !named {
		what = reason.New("review.expression", "an expression")
	}
	why, cells := reason.New("review.no-figure", "{what} has no figure{by}: {wrong}", what, first.by(), first.wrong),
		[]reason.Reason(nil)
	if len(all) > 1 {
		why = reason.New("review.no-figures", "{what} has no figure in {count} cases, first{by}: {wrong}", what,
			len(all), first.by(), first.wrong)
		for _, p := range all {
			cells = append(cells, reason.New("review.cell", "no figure{by}: {wrong}", p.by(), p.wrong))
		}
	}
	shows := reason.New("review.scores-nothing",
		"the entry is reported as a problem and scores nothing by that rule")
	return r.find(ctx, Unpriced, r.published.ErrorAtPosition(first.at, why), first.world.sheet(), shows, cells...)
}

// by is what a figure was looked up by.
func (p *price) by() reason.Reason {
	if len(p.values) == 0 {
		return reason.Reason{}
	}
	return reason.New("review.for", " for {values}", p.values)
}

func (r *reviewer) findUnread(ctx context.Context) error {
	paths, err := r.published.UnreadParams(ctx)
	if err != nil {
		return err
	}
	for _, path := range paths {
		name := strings.Join(path, ".")
		at := r.published.ErrorAt(append([]string{"params"}, path...), reason.New("review.unread",
			"parameter {parameter} is read by no expression: changing it changes no score", name))
		if err := r.find(ctx, Unread, at, r.anyWorld(), reason.New("review.scores-the-same",
			"they score the same whatever params.{parameter} is", name)); err != nil {
			return err
		}
	}
	return nil
}

func (r *reviewer) findUncited(ctx context.Context) error {
	for _, c := range r.published.Uncited() {
		title := reason.Reason{}
		if c.Title != "" {
			title = reason.New("review.titled", " ({title})", c.Title)
		}
		at := r.published.ErrorAt([]string{"clauses", c.Name}, reason.New("review.uncited",
			"clause {clause}{title} is cited by no line: no posting, quota or rank can come from it", c.Name, title))
		if err := r.find(ctx, Uncited, at, r.anyWorld(), reason.New("review.no-posting-cites",
			"no posting of theirs cites {clause}", c.Name)); err != nil {
			return err
		}
	}
	return nil
}

func (r *reviewer) findStraddle(ctx context.Context) error {
	for _, s := range r.published.Settles {
		if s.Cap == nil || s.Per == calendar.Week {
			continue
		}
		var weeks []string
		for _, before := range s.Cap.Before {
			if before.Per == calendar.Week {
				weeks = append(weeks, before.Name)
			}
		}
		if len(weeks) == 0 {
			continue
		}
		if err := cmp.Or(r.straddle(ctx, s, weeks), ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

// straddle reports a cap by longer periods on what caps by weeks limit.
func (r *reviewer) straddle(ctx context.Context, s *scheme.Settle, weeks []string) error {
	why, cells := reason.New("review.straddle",
		"caps {cap:q} (per {per}) and {week:q} (per week) limit the same rules, and a week may lie in two "+
			"such periods: what it takes belongs to the one in which it ends; is that what the regulation says?",
		s.Name, s.Per, weeks[0]), []reason.Reason(nil)
	if len(weeks) > 1 {
		why = reason.New("review.straddle-some",
			"cap {cap:q} (per {per}) limits the same rules as {weeks} (per week), and a week may lie in two such "+
				"periods: what it takes belongs to the one in which it ends; is that what the regulation says?",
			s.Name, s.Per, listed(weeks))
		for _, week := range weeks {
			cells = append(cells, reason.New("review.cap", "cap {name:q}", week))
		}
	}
	return r.find(ctx, Straddle, r.published.ErrorAt([]string{"caps", s.Name}, why), r.anyWorld(),
		reason.New("review.week-posts", "cap {cap:q} posts on the last instant of a week", weeks[0]), cells...)
}

// anyWorld is the plainest one that earns something, else one that only enrolls a unit.
func (r *reviewer) anyWorld() *sheet {
	if r.paying != nil {
		return r.paying.sheet()
	}
	return &sheet{day: baseDayOf(r.scheme).Start(r.scheme.Calendar.Location()), unit: r.plain("unit")}
}
