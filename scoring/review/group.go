package review

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// group is the worlds in which one thing is tried: every combination of what its expressions read.
type group struct {
	name      reason.Reason // of what is tried: of a line, or a pair of lines
	kind      ledger.Kind   // of the entry that it is about; "" for a unit that is settled
	terms     []*rule.Program
	at        *rule.Program // when it runs, the terms are asked
	open      []string      // what of its reads could not be tried in full
	truncated bool          // there are too many combinations
	owed      bool          // it is asked only of units that owe a quota
	worlds    []*world
}

// world is one combination, and what came of it.
type world struct {
	sheet   sheet
	weight  int
	foreign bool
	group   *group
	asked   bool
	met     []bool // the group's terms, when it was asked
	tiers   []bool // the tiers' conditions
}

// mostWorlds bounds the combinations of one group.
const mostWorlds = 3000

// spread makes the worlds of a question, the plainest first: all combinations, or, where they are too many, those that
// differ from the plainest world in two facts at most.
func (g *group) spread(q *question, days []time.Time, start sheet) {
	facts := append([]fact(nil), q.facts...)
	if len(days) > 1 {
		f := fact{name: "at"}
		for i, d := range days {
			f.options = append(f.options, option{weight: min(i, 1), set: func(s *sheet) { s.day = d }})
		}
		facts = append(facts, f)
	}
	start.day = days[0]
	g.open = append(g.open, q.open...)
	total := 1
	for _, f := range facts {
		if total *= len(f.options); total > mostWorlds {
			break
		}
	}
	g.truncated = total > mostWorlds
	choice := make([]int, len(facts))
	var walk func(i, changed int)
	walk = func(i, changed int) {
		if len(g.worlds) >= mostWorlds {
			return
		}
		if i == len(facts) {
			g.add(facts, choice, start)
			return
		}
		for k := range facts[i].options {
			if k > 0 && g.truncated && changed == 2 {
				break
			}
			choice[i] = k
			walk(i+1, changed+min(k, 1))
		}
		choice[i] = 0
	}
	walk(0, 0)
	slices.SortStableFunc(g.worlds, func(a, b *world) int { return a.weight - b.weight })
}

func (g *group) add(facts []fact, choice []int, start sheet) {
	w := &world{sheet: start, group: g}
	for i, f := range facts {
		o := f.options[choice[i]]
		o.set(&w.sheet)
		w.weight += o.weight
		w.foreign = w.foreign || o.foreign
	}
	fix(&w.sheet, start)
	g.worlds = append(g.worlds, w)
}

// fix puts back what the entry that a group is about must say whatever else varies.
func fix(s *sheet, start sheet) {
	s.main.Kind = start.main.Kind
	if s.main.Kind == ledger.Grant {
		s.main.Rule, s.main.Account = start.main.Rule, start.main.Account
	}
}

// whole says whether every combination was tried.
func (g *group) whole() bool { return len(g.open) == 0 && !g.truncated }

// listen notes what a world said; it gets the expressions that ran for its unit.
func (w *world) listen(p *rule.Program, vars rule.Vars, ladder []*rule.Program) {
	if len(ladder) > 0 && p == ladder[0] && w.tiers == nil {
		w.tiers = holding(ladder, vars)
	}
	if p != w.group.at {
		return
	}
	met := holding(w.group.terms, vars)
	if !w.asked || count(met) > count(w.met) {
		w.asked, w.met = true, met
	}
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
	return slices.DeleteFunc(programs, func(p *rule.Program) bool { return p == nil })
}
