package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// derived compiles the section `derived`.
func (b *builder) derived(lines document.Table[derivedSpec]) {
	for _, line := range lines {
		spec := line.Spec
		d := &Derived{Rule: b.newRule(line.Name, "derived", spec.Clause, spec.Title, spec.From, spec.Until),
			Per: b.pers(spec.Per), Account: b.account(spec.Account)}
		b.kindOfDerived(d, spec)
		d.GroupScope = b.scope("ranking")
		d.Group = b.compile(d.GroupScope, spec.Group, rule.StringType())
		d.Scope = b.scope("derived")
		d.When = b.compile(d.Scope, spec.When, rule.BoolType())
		d.Worth = b.compile(d.Scope, spec.Worth, rule.NumberType())
		b.s.Derived = append(b.s.Derived, d)
	}
}

// readsDerived says whether an expression looks, in a row of another period, at what is derived, which is not there yet
// while units are settled.
func (b *builder) readsDerived(p *rule.Program, d *Derived) bool {
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		for i, step := range r.Path {
			if i > 0 && (step.Name == b.s.Accounts[d.Account].Name && r.Path[i-1].Name == "total" ||
				step.Name == d.Name && r.Path[i-1].Name == "sum") {
				return true
			}
		}
		return false
	})
}

// rankOrder sorts rankings and derived amounts so that each runs after what it refers to; a circle is an error. Settle
// rules come before all of them, and may not refer to what is derived.
func (b *builder) rankOrder() {
	for _, s := range b.s.Settles {
		if b.ended() {
			return
		}
		for _, d := range b.s.Derived {
			rows := slices.ContainsFunc(s.Programs().But(), func(p *rule.Program) bool { return b.readsDerived(p, d) })
			if rows || b.needsRule(s, d.Rule) || s.Cap != nil && s.Cap.Account == d.Account ||
				slices.Contains(readsOf(s, "total"), b.s.Accounts[d.Account].Name) {
				b.Report(b.keys[s.Name], reason.New("scheme.reads-derived",
					"rule {rule:q} refers to what {derived:q} makes of totals, which is made after it; "+
						"expected only what is settled",
					s.Name, d.Name))
				return
			}
		}
	}
	var waiting []RankStep
	for _, r := range b.s.Rankings {
		waiting = append(waiting, RankStep{Ranking: r})
	}
	for _, d := range b.s.Derived {
		waiting = append(waiting, RankStep{Derived: d})
	}
	for len(waiting) > 0 {
		if b.ended() {
			return
		}
		next := slices.IndexFunc(waiting, func(step RankStep) bool {
			return !slices.ContainsFunc(waiting, func(other RankStep) bool { return b.follows(step, other) })
		})
		if next < 0 {
			b.rankCircle(waiting)
			return
		}
		b.s.RankSteps = append(b.s.RankSteps, waiting[next])
		waiting = slices.Delete(waiting, next, next+1)
	}
}

// rankCircle reports one circle among steps of which each waits for another.
func (b *builder) rankCircle(waiting []RankStep) {
	at := 0
	var path []int
	for !slices.Contains(path, at) {
		path = append(path, at)
		at = slices.IndexFunc(waiting, func(other RankStep) bool {
			return b.follows(waiting[path[len(path)-1]], other)
		})
	}
	path = append(path[slices.Index(path, at):], at)
	names := make([]string, len(path))
	for i, j := range path {
		names[i] = waiting[j].name()
	}
	section := b.root.Child("derived")
	if waiting[at].Ranking != nil {
		section = b.root.Child("rankings")
	}
	key := section.Content[section.Index(waiting[at].name())]
	b.Report(key, reason.New("scheme.rank-circle",
		"rankings and derived amounts refer to one another in a circle: {circle}; "+
			"expected each to refer to what is made before it",
		chainOf(names)))
}

func (s RankStep) name() string {
	if s.Ranking != nil {
		return s.Ranking.Name
	}
	return s.Derived.Name
}

// follows says whether a step reads what another makes; a derived amount that reads its own follows itself.
func (b *builder) follows(step, other RankStep) bool {
	if r := step.Ranking; r != nil && other.Derived != nil && r.Account == other.Derived.Account {
		return true
	}
	for _, p := range step.Programs() {
		if slices.ContainsFunc(p.Reads(), func(read rule.Read) bool { return b.readsStep(read, other) }) {
			return true
		}
	}
	return false
}

// readsStep says whether a read sees what a step makes.
func (b *builder) readsStep(read rule.Read, other RankStep) bool {
	key := ""
	if len(read.Path) > 1 {
		key = read.Path[1].Name
	}
	switch read.Path[0].Name {
	case "ranks":
		return other.Ranking != nil && (key == "" || key == other.Ranking.Name)
	case "sum":
		return other.Derived != nil && (key == "" || key == other.Derived.Name)
	case "total", "best", "worst", "group_total", "below":
		return other.Derived != nil && (key == "" || key == b.s.Accounts[other.Derived.Account].Name)
	}
	return false
}

// insides are the kinds of the periods inside, by the names that expressions give them.
var insides = map[string]calendar.Kind{"weeks": calendar.Week, "months": calendar.Month, "quarters": calendar.Quarter,
	"halves": calendar.Half}

// kindsOfPeriod lists the kinds of period that are settled: those of quotas, rules and derived amounts, and those whose
// rows an expression reads.
func (b *builder) kindsOfPeriod() {
	used := map[calendar.Kind]bool{}
	for _, q := range b.s.Quotas {
		used[q.Per] = true
	}
	for _, s := range b.s.Settles {
		used[s.Per] = true
	}
	for _, d := range b.s.Derived {
		for _, k := range d.Per {
			used[k] = true
		}
	}
	for _, r := range b.s.Rankings {
		for _, k := range r.Per {
			used[k] = used[k] || b.scopes["ranking"].reads["history"] || b.scopes["ranking"].reads["before"] ||
				b.scopes["honour"] != nil && (b.scopes["honour"].reads["history"] || b.scopes["honour"].reads["before"])
		}
	}
	for _, scope := range b.scopes {
		for name, kind := range insides {
			used[kind] = used[kind] || scope.reads[name]
			b.s.ReadsRows = b.s.ReadsRows || scope.reads[name]
		}
		b.s.ReadsRows = b.s.ReadsRows || scope.reads["history"] || scope.reads["before"]
		b.s.ReadsMembers = b.s.ReadsMembers || scope.reads["members"]
	}
	for kind := calendar.Week; kind <= calendar.Year; kind++ {
		if used[kind] {
			b.s.Kinds = append(b.s.Kinds, kind)
		}
	}
}
