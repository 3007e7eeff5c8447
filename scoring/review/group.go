package review

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// group is a set of worlds in which one thing is tried, and what was seen of its terms there.
type group struct {
	line              // what is tried: a line, or a pair of lines
	kind  ledger.Kind // of the entry that it is about; "" for a unit that is settled
	terms []*rule.Program
	at    *rule.Program // when it runs, the terms are asked
	owed  bool          // it is asked only of units that owe a quota
	set   *set          // nil: it is in force on no day
	left  bool          // it has no set, for there are too many

	asked   []bool // by world
	met     bool   // all terms, in some world
	nearest *world // the plainest that meets most of the terms
	meets   []bool // which ones
}

// note notes which terms hold in a world.
func (g *group) note(w *world, terms []bool) {
	if g.asked == nil {
		g.asked = make([]bool, len(g.set.worlds))
	}
	g.asked[w.index] = true
	n := count(terms)
	g.met = n == len(terms)
	more := g.nearest == nil
	if !more {
		most := count(g.meets)
		more = n > most || n == most && w.index < g.nearest.index // worlds stand the plainest first
	}
	if more {
		g.nearest, g.meets = w, terms
	}
}

// never says whether no world meets the terms, and all were tried.
func (g *group) never(tiers bool) bool {
	if g.set == nil || g.set.open || g.set.truncated || len(g.terms) == 0 || g.met || g.nearest == nil {
		return false
	}
	for i, w := range g.set.worlds {
		refused := g.kind == ledger.Adopt && tiers && w.tiers != nil && count(w.tiers) == 0
		if !g.asked[i] && !refused && !g.owed {
			return false
		}
	}
	return true
}

func holding(programs []*rule.Program, vars rule.Vars) []bool {
	out := make([]bool, len(programs))
	for i, p := range programs {
		v, err := p.Eval(vars)
		met, _ := v.AsBool()
		out[i] = err == nil && met
	}
	return out
}

func count(met []bool) int {
	n := 0
	for _, m := range met {
		if m {
			n++
		}
	}
	return n
}

// termsOf are the conditions that must all hold.
func termsOf(when *rule.Program, require []scheme.Requirement) []*rule.Program {
	var out []*rule.Program
	if when != nil {
		out = when.Terms()
	}
	for _, r := range require {
		out = append(out, r.Cond.Terms()...)
	}
	return out
}

// present are the programs that are there.
func present(programs ...*rule.Program) []*rule.Program {
	var out []*rule.Program
	for _, p := range programs {
		if p != nil {
			out = append(out, p)
		}
	}
	return out
}
