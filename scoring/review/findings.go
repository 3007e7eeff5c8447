package review

import (
	"context"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// plainest is the world with the least to write that meets most of the terms of its group.
func plainest(g *group) *world {
	var best *world
	for _, w := range g.worlds {
		if w.asked && (best == nil || count(w.met) > count(best.met) || count(w.met) == count(best.met) &&
			w.weight < best.weight) {
			best = w
		}
	}
	return best
}

// never says whether no world of a group meets its terms, and all were tried.
func (r *reviewer) never(g *group) bool {
	if !g.whole() || len(g.terms) == 0 {
		return false
	}
	for _, w := range g.worlds {
		refused := g.kind == ledger.Adopt && len(r.ladder) > 0 && w.tiers != nil && !slices.Contains(w.tiers, true)
		if !w.asked && !refused && !g.owed || w.asked && !slices.Contains(w.met, false) {
			return false
		}
	}
	return plainest(g) != nil
}

func (r *reviewer) findNever(ctx context.Context) error {
	dead := map[string]bool{}
	for _, s := range r.subjects {
		can := len(s.of) > 0 && !slices.ContainsFunc(s.of, func(what reason.Reason) bool {
			return !dead[what.String()]
		})
		for _, p := range s.runs {
			can = can || r.fired[p]
		}
		for _, g := range s.groups {
			can = can || !r.never(g)
		}
		if can {
			continue
		}
		dead[s.what.String()] = true
		g := s.groups[0]
		near := plainest(g)
		var wanting []string
		for i, met := range near.met {
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
		if err := r.find(ctx, Never, at, near, shown(wanting, len(near.met))); err != nil {
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
		if !g.whole() {
			continue
		}
		names := r.scheme.Ladder.Names()
		taken, reached := (*world)(nil), false
		var by []string
		for _, w := range g.worlds {
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
			if err := r.find(ctx, Shadowed, place, taken, reason.New("review.taken-above",
				"the adoption meets the condition of tier {tier}, and is of tier {above}",
				names[i], names[slices.Index(taken.tiers, true)])); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reviewer) findUnpriced(ctx context.Context) error {
	for _, p := range r.prices {
		what, named := r.names[p.program]
		if !named {
			what = reason.New("review.expression", "an expression")
		}
		by := reason.Reason{}
		if len(p.values) > 0 {
			by = reason.New("review.for", " for {values}", p.values)
		}
		at := r.published.ErrorAtPosition(p.at, reason.New("review.no-figure",
			"{what} has no figure{by}: {wrong}", what, by, p.wrong))
		if err := r.find(ctx, Unpriced, at, p.world, reason.New("review.scores-nothing",
			"the entry is reported as a problem and scores nothing by that rule")); err != nil {
			return err
		}
	}
	return nil
}

func (r *reviewer) findTwice(ctx context.Context) error {
	for _, d := range r.doubles {
		account := r.scheme.Accounts[d.account].Name
		at := r.published.ErrorAt([]string{"credits", d.second.Name}, reason.New("review.paid-twice",
			"credits {first:q} and {second:q} both pay one entry in account {account:q}; name both in a collapse "+
				"(best: 1 pays the higher, best: all both), or put one of them under bonuses, which add", d.first.Name,
			d.second.Name, account))
		if err := r.find(ctx, Twice, at, d.world, reason.New("review.two-postings",
			"two postings to {account} from one entry, by {first} and by {second}",
			account, d.first.Name, d.second.Name)); err != nil {
			return err
		}
	}
	return nil
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
		for _, before := range s.Cap.Before {
			if before.Per != calendar.Week {
				continue
			}
			at := r.published.ErrorAt([]string{"caps", s.Name}, reason.New("review.straddle",
				"caps {cap:q} (per {per}) and {week:q} (per week) limit the same rules, and a week may lie in two "+
					"such periods: what it takes belongs to the one in which it ends; is that what the regulation "+
					"says?",
				s.Name, s.Per, before.Name))
			if err := r.find(ctx, Straddle, at, r.anyWorld(), reason.New("review.week-posts",
				"cap {cap:q} posts on the last instant of a week", before.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// anyWorld is the plainest one that earns something, else one that only enrolls a unit.
func (r *reviewer) anyWorld() *world {
	if r.paying != nil {
		return r.paying
	}
	return &world{sheet: sheet{day: baseDay.Start(r.scheme.Calendar.Location()), unit: r.plain("unit")}}
}
