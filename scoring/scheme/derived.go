package scheme

import (
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// derived compiles the section `derived`.
func (b *builder) derived(lines document.Table[derivedSpec]) {
	for _, line := range lines {
		spec := line.Spec
		d := &Derived{Rule: b.rules[line.Name], Per: b.pers(spec.Per), Account: b.account(spec.Account)}
		b.kindOfDerived(d, spec)
		d.GroupScope = b.scope("ranking")
		d.Group = b.compile(d.GroupScope, spec.Group, rule.StringType())
		d.Scope = b.scope("derived")
		d.When = b.compile(d.Scope, spec.When, rule.BoolType())
		d.Worth = b.compile(d.Scope, spec.Worth, rule.NumberType())
		d.PoolScope = b.scope("group")
		d.Pool = b.compile(d.PoolScope, spec.Pool, rule.NumberType())
		d.Rest = b.compile(d.PoolScope, spec.Rest, rule.StringType())
		if spec.Rest.Given() && !spec.Pool.Given() {
			b.Report(spec.Rest.Node, reason.New("scheme.rest-of-nothing",
				"{derived:q} has a `rest` of no `pool`; expected both, or neither", d.Name))
		}
		d.Over = b.laidOver(d, spec.Over)
		b.s.Derived = append(b.s.Derived, d)
	}
}

// laidOver are the rules over whose items a derived amount is laid: of entries, which give to one account.
func (b *builder) laidOver(d *Derived, names document.Words) []*Rule {
	var out []*Rule
	account := -1
	for _, w := range names {
		c := b.credits[w.Value]
		switch {
		case b.rules[w.Value] == nil:
			b.unknown(w.Node, nounRule, w.Value, b.ruleNames)
		case c == nil || c.Per != 0 || c.Each == ledger.Commission:
			b.Report(w.Node, reason.New("scheme.over-no-entries",
				"{derived:q} is laid `over` {rule:q}, which gives nothing for single entries; "+
					"expected credits or deductions of entries, without `per`, and not of commissions",
				d.Name, w.Value))
		case c.Later != nil:
			b.Report(w.Node, reason.New("scheme.over-later",
				"{derived:q} is laid `over` {rule:q}, which is `asked` on a later day; expected credits or "+
					"deductions that give at their entries", d.Name, w.Value))
		case len(c.Amounts) > 1 || account >= 0 && len(c.Amounts) == 1 && c.Amounts[0].Account != account:
			b.Report(w.Node, reason.New("scheme.over-several-accounts",
				"{derived:q} is laid `over` {rule:q}, which gives to another account as well, or than the rules "+
					"before it; expected rules that give to one account, the same one", d.Name, w.Value))
		case len(c.Amounts) == 1:
			account = c.Amounts[0].Account
			out = append(out, c.Rule)
		}
	}
	return out
}

// rankOrder sorts rankings, derived amounts, the rules that are made with them, grades and results so that each runs
// after what it refers to; a circle is an error.
func (b *builder) rankOrder() {
	var waiting []RankStep
	for _, x := range b.s.Settles {
		if x.Late {
			waiting = append(waiting, RankStep{Settle: x})
		}
	}
	for _, r := range b.s.Rankings {
		waiting = append(waiting, RankStep{Ranking: r})
	}
	for _, d := range b.s.Derived {
		waiting = append(waiting, RankStep{Derived: d})
	}
	for _, g := range b.s.Grades {
		waiting = append(waiting, RankStep{Grade: g})
	}
	for _, r := range b.s.Results {
		waiting = append(waiting, RankStep{Result: r})
	}
	for i := range waiting {
		waiting[i].reads = readsOfStep(waiting[i])
	}
	// after counts what each still waits for; before lists what waits for it
	after, before := make([]int, len(waiting)), make([][]int, len(waiting))
	for i, step := range waiting {
		if b.ended() {
			return
		}
		for j, other := range waiting {
			if b.follows(step, other) {
				after[i]++
				before[j] = append(before[j], i)
			}
		}
	}
	for range waiting {
		next := slices.Index(after, 0)
		if next < 0 {
			var circle []RankStep
			for i, step := range waiting {
				if after[i] > 0 {
					circle = append(circle, step)
				}
			}
			b.rankCircle(circle)
			return
		}
		after[next] = -1 // is done
		b.s.RankSteps = append(b.s.RankSteps, waiting[next])
		for _, i := range before[next] {
			after[i]--
		}
	}
}

// readsOfStep lists what the expressions of a step read.
func readsOfStep(step RankStep) []rule.Read {
	var out []rule.Read
	for _, p := range step.Programs() {
		out = append(out, p.Reads()...)
	}
	return out
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
	key := b.keys[waiting[at].name()]
	if waiting[at].Ranking != nil {
		key = b.keyIn("rankings", waiting[at].name())
	}
	b.Report(key, reason.New("scheme.rank-circle",
		"rankings and derived amounts refer to one another in a circle: {circle}; "+
			"expected each to refer to what is made before it",
		chainOf(names)))
}

// rule is what the step gives amounts by; nil: a ranking, a grade or a result gives none.
func (s RankStep) rule() *Rule {
	switch {
	case s.Settle != nil:
		return s.Settle.Rule
	case s.Derived != nil:
		return s.Derived.Rule
	}
	return nil
}

func (s RankStep) name() string {
	switch {
	case s.Ranking != nil:
		return s.Ranking.Name
	case s.Grade != nil:
		return s.Grade.Name
	case s.Result != nil:
		return s.Result.Name
	}
	return s.rule().Name
}

// gives says whether the step gives to an account.
func (s RankStep) gives(account int) bool {
	return s.Derived != nil && s.Derived.Account == account || s.Settle != nil && posts(s.Settle, account)
}

// givesTo says whether a step gives to the account of a name.
func (b *builder) givesTo(step RankStep, name string) bool {
	named := func(account int) bool { return b.s.Accounts[account].Name == name }
	return step.Derived != nil && named(step.Derived.Account) || step.Settle != nil && postsWhere(step.Settle, named)
}

// per are the kinds of period at whose end the step runs.
func (s RankStep) per() []calendar.Kind {
	switch {
	case s.Settle != nil:
		return []calendar.Kind{s.Settle.Per}
	case s.Derived != nil:
		return s.Derived.Per
	case s.Grade != nil:
		return s.Grade.Per
	case s.Result != nil:
		return s.Result.Per
	}
	return s.Ranking.Per
}

// follows says whether a step reads what another makes in the same period; a derived amount that reads its own follows
// itself. A settled rule that reads the total of its account sees what the others gave.
func (b *builder) follows(step, other RankStep) bool {
	if !slices.ContainsFunc(step.per(), func(k calendar.Kind) bool { return slices.Contains(other.per(), k) }) ||
		step.Settle != nil && other.Settle != nil && step.Settle.Rule == other.Settle.Rule {
		return false
	}
	if r := step.Ranking; r != nil && other.gives(r.Account) {
		return true
	}
	if g := step.Grade; g != nil && other.gives(g.Account) {
		return true
	}
	return slices.ContainsFunc(step.reads, func(read rule.Read) bool { return b.readsStep(read, other) })
}

// readsStep says whether a read sees what a step makes.
func (b *builder) readsStep(read rule.Read, other RankStep) bool {
	switch name, key := figureRead(read); name {
	case "ranks":
		return other.Ranking != nil && (key == "" || key == other.Ranking.Name)
	case "grade":
		return other.Grade != nil && (key == "" || key == other.Grade.Name)
	case "sum":
		return other.rule() != nil && (key == "" || key == other.name())
	case "total", "best", "worst", "group_total", "group_totals", "below":
		return other.rule() != nil && (key == "" || b.givesTo(other, key))
	case "count":
		return other.rule() != nil && slices.ContainsFunc(b.s.Quotas, func(q *Quota) bool {
			return (key == "" || key == q.Name) && slices.Contains(q.Sum, other.rule())
		})
	}
	return false
}

// insides are the kinds of the periods inside, by the names that expressions give them.
var insides = map[string]calendar.Kind{"days": calendar.Day, "weeks": calendar.Week, "months": calendar.Month,
	"quarters": calendar.Quarter, "halves": calendar.Half, "years": calendar.Year}

// kindsOfPeriod lists the kinds of period that are settled: those of quotas, rules and derived amounts, those whose
// rows an expression reads, and units' own by which grades and results are.
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
	for _, g := range b.s.Grades {
		for _, k := range g.Per {
			used[k] = used[k] || k.IsOwn() || b.s.ReadsOutcomes || g.Scope.reads["history"] || g.Scope.reads["before"]
		}
	}
	for _, r := range b.s.Results {
		for _, k := range r.Per {
			used[k] = used[k] || k.IsOwn() || b.s.ReadsOutcomes || r.Scope.reads["history"] || r.Scope.reads["before"]
		}
	}
	for _, scope := range b.scopes {
		for name, kind := range insides {
			used[kind] = used[kind] || scope.reads[name]
			b.s.ReadsRows = b.s.ReadsRows || scope.reads[name]
		}
		b.s.ReadsRows = b.s.ReadsRows || scope.reads["history"] || scope.reads["before"]
		b.s.ReadsMembers = b.s.ReadsMembers || scope.reads["members"]
		for _, slot := range standingSlots {
			b.s.ReadsStandings = b.s.ReadsStandings || scope.reads[slotNames[slot]]
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(used)) {
		if used[kind] {
			b.s.Kinds = append(b.s.Kinds, kind)
		}
	}
}
