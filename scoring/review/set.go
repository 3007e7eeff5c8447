package review

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
)

// set is the worlds of one question: every combination of what expressions read. Groups that ask the same share one.
type set struct {
	facts     []fact
	start     sheet
	open      bool // not everything that could matter can be tried
	found     int  // how many combinations there are, up to some millions
	size      int  // how many of them are tried
	truncated bool // not all are
	cut       bool // for the sake of the whole scheme
	worlds    []*world
	asks      map[*rule.Program][]*group // by the expression at which their terms are asked
}

// world is one combination, and what came of it.
type world struct {
	set     *set
	index   int      // among the worlds of the set
	choice  []uint16 // which way each fact is
	weight  int
	foreign bool
	tiers   []bool // the tiers' conditions; nil: they were not asked
}

// countless stands for more combinations than anybody counts.
const countless = 1 << 40

// newSet is the set of a question, on those days.
func newSet(q *question, days []time.Time, start sheet) *set {
	s := &set{facts: slices.Clip(q.facts), start: start, open: q.open, found: 1, asks: map[*rule.Program][]*group{}}
	s.start.day = days[0]
	if len(days) > 1 {
		f := fact{name: "at"}
		for i, d := range days {
			f.options = append(f.options, option{weight: min(i, 1), set: func(s *sheet) { s.day = d }})
		}
		s.facts = append(s.facts, f)
	}
	for _, f := range s.facts {
		s.found = min(s.found*len(f.options), countless)
	}
	s.size = min(s.found, mostWorlds)
	return s
}

// values is how many ways there are for all facts.
func (s *set) values() (n int) {
	for _, f := range s.facts {
		n += len(f.options)
	}
	return n
}

// spread makes the worlds, the plainest first: all combinations, or, where they are too many, those that differ from
// the plainest world in two facts at most.
func (s *set) spread() {
	s.truncated = s.found > s.size
	choice := make([]uint16, len(s.facts))
	var walk func(i, changed int)
	walk = func(i, changed int) {
		if len(s.worlds) >= s.size {
			return
		}
		if i == len(s.facts) {
			s.add(choice)
			return
		}
		for k := range s.facts[i].options {
			if k > 0 && s.truncated && changed == 2 || len(s.worlds) >= s.size {
				break
			}
			choice[i] = uint16(k)
			walk(i+1, changed+min(k, 1))
		}
		choice[i] = 0
	}
	walk(0, 0)
	slices.SortStableFunc(s.worlds, func(a, b *world) int { return a.weight - b.weight })
	for i, w := range s.worlds {
		w.index = i
	}
}

func (s *set) add(choice []uint16) {
	w := &world{set: s, choice: slices.Clone(choice)}
	for i, f := range s.facts {
		o := f.options[choice[i]]
		w.weight += o.weight
		w.foreign = w.foreign || o.foreign
	}
	s.worlds = append(s.worlds, w)
}

// sheet is what a world says.
func (w *world) sheet() *sheet {
	out := w.set.start
	for i, f := range w.set.facts {
		f.options[w.choice[i]].set(&out)
	}
	fix(&out, &w.set.start)
	return &out
}

// fix puts back what the entry that a set is about must say whatever else varies.
func fix(s, start *sheet) {
	s.main.Kind = start.main.Kind
	if s.main.Kind == ledger.Grant {
		s.main.Rule, s.main.Account = start.main.Rule, start.main.Account
	}
}

// listen notes what a world said; it gets the expressions that ran for its unit.
func (w *world) listen(p *rule.Program, vars rule.Vars, ladder []*rule.Program) {
	if len(ladder) > 0 && p == ladder[0] && w.tiers == nil {
		w.tiers = holding(ladder, vars)
	}
	for _, g := range w.set.asks[p] {
		if !g.met {
			g.note(w, holding(g.terms, vars))
		}
	}
}

// setOf is the set of what programs read about an entry of a kind; nil: there are too many.
func (r *reviewer) setOf(kind ledger.Kind, programs []*rule.Program, days []time.Time, from sheet) *set {
	read := r.readsOf(kind, programs, r.ladder)
	var key strings.Builder
	fmt.Fprintf(&key, "%s %q %q", kind, from.main.Rule, from.main.Account)
	for _, d := range days {
		fmt.Fprint(&key, " ", d.Unix())
	}
	key.WriteString(read.key())
	s := r.sets[key.String()]
	if s == nil && r.values < mostValues {
		s = newSet(r.question(kind, read), days, from)
		r.values += s.values()
		r.sets[key.String()] = s
	}
	return s
}
