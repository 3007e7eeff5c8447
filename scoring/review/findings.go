package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// plainest is the world with the least to write that meets most of the terms of its group.
func plainest(g *group) *world {
	var best *world
	for _, w := range g.worlds {
		if w.asked && (best == nil || count(w.met) > count(best.met) || count(w.met) == count(best.met) && w.weight < best.weight) {
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

func (r *reviewer) findNever() {
	dead := map[string]bool{}
	for _, s := range r.subjects {
		can := len(s.of) > 0 && !slices.ContainsFunc(s.of, func(what string) bool { return !dead[what] })
		for _, p := range s.runs {
			can = can || r.fired[p]
		}
		for _, g := range s.groups {
			can = can || !r.never(g)
		}
		if can {
			continue
		}
		dead[s.what] = true
		g := s.groups[0]
		near := plainest(g)
		var wanting []string
		for i, met := range near.met {
			if text := strings.TrimSpace(g.terms[i].Source().Text()); !met && !slices.Contains(wanting, text) {
				wanting = append(wanting, text)
			}
		}
		who := "entry"
		if g.kind == "" {
			who = "unit"
		}
		at := r.published.ErrorAtPosition(s.place, "%s can never %s: no %s meets all of its conditions", s.what, s.doing, who)
		shows := fmt.Sprintf("all conditions are met but %s", strings.Join(wanting, ", and "))
		if len(near.met) == len(wanting) {
			shows = fmt.Sprintf("as near as any, and they do not meet %s", strings.Join(wanting, ", nor "))
		}
		r.find(Never, at, near, "%s", shows)
	}
}

func (r *reviewer) findShadowed() {
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
		place := r.published.ErrorAt([]string{"tiers", names[i]}, "tier %q is never reached: every adoption that meets its condition is taken by a tier above it (%s)", names[i], strings.Join(by, ", "))
		if !reached && taken != nil {
			r.find(Shadowed, place, taken, "the adoption meets the condition of tier %s, and is of tier %s", names[i], names[slices.Index(taken.tiers, true)])
		}
	}
}

func (r *reviewer) findUnpriced() {
	for _, p := range r.prices {
		what := r.names[p.program]
		if what == "" {
			what = "an expression"
		}
		by := ""
		if p.values != "" {
			by = " for " + p.values
		}
		r.find(Unpriced, r.published.ErrorAtPosition(p.at, "%s has no figure%s: %s", what, by, p.said), p.world, "the entry is reported as a problem and scores nothing by that rule")
	}
}

func (r *reviewer) findTwice() {
	for _, d := range r.doubles {
		account := r.scheme.Accounts[d.account].Name
		at := r.published.ErrorAt([]string{"credits", d.second.Name}, "credits %q and %q both pay one entry in account %q; name both in a collapse (best: 1 pays the higher, best: all both), or put one of them under bonuses, which add",
			d.first.Name, d.second.Name, account)
		r.find(Twice, at, d.world, "two postings to %s from one entry, by %s and by %s", account, d.first.Name, d.second.Name)
	}
}

func (r *reviewer) findUnread() {
	for _, path := range r.published.UnreadParams() {
		at := r.published.ErrorAt(append([]string{"params"}, path...), "parameter %s is read by no expression: changing it changes no score", strings.Join(path, "."))
		r.find(Unread, at, r.anyWorld(), "they score the same whatever params.%s is", strings.Join(path, "."))
	}
}

func (r *reviewer) findUncited() {
	for _, c := range r.published.Uncited() {
		title := ""
		if c.Title != "" {
			title = " (" + c.Title + ")"
		}
		at := r.published.ErrorAt([]string{"clauses", c.Name}, "clause %s%s is cited by no line: no posting, quota or rank can come from it", c.Name, title)
		r.find(Uncited, at, r.anyWorld(), "no posting of theirs cites %s", c.Name)
	}
}

// anyWorld is the plainest one that earns something, else one that only enrolls a unit.
func (r *reviewer) anyWorld() *world {
	if r.paying != nil {
		return r.paying
	}
	return &world{sheet: sheet{day: baseDay, unit: r.plain("unit")}}
}
