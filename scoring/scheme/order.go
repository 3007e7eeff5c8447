package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
)

// order sorts the settle rules so that each runs after what it refers to in periods of the same kind; a circle is an
// error. Rules that do not refer to one another keep the order of the file. What is late is in the order of rankings.
func (b *builder) order() {
	all := b.s.Settles
	done := make([]bool, len(all))
	after := make([][]int, len(all))
	for i, r := range all {
		if b.needsItself(r) {
			b.Report(b.keys[r.Name], reason.New("scheme.rule-of-itself",
				"rule {rule:q} refers to what it gives itself; expected what other rules give", r.Name))
			return
		}
		if b.ended() {
			return
		}
		for j, other := range all {
			if i != j && r.Per == other.Per && r.Rule != other.Rule && !r.Late && !other.Late && b.needs(r, other) {
				after[i] = append(after[i], j)
			}
		}
	}
	b.capsApart(func(i, j int) bool { return reaches(after, i, j) })
	waits := func(j int) bool { return !done[j] }
	var out []*Settle
	for len(out) < len(all) {
		if b.ended() {
			return
		}
		next := slices.IndexFunc(done, func(d bool) bool { return !d })
		for next < len(all) && (done[next] || slices.ContainsFunc(after[next], waits)) {
			next++
		}
		if next == len(all) {
			b.circle(all, after, done)
			return
		}
		done[next] = true
		out = append(out, all[next])
	}
	b.s.Settles = out
	b.capsBefore()
	b.quotasInPoints()
}

// reaches says whether i waits for j, or for what does.
func reaches(after [][]int, i, j int) bool {
	seen := make([]bool, len(after))
	var reach func(i int) bool
	reach = func(i int) bool {
		if seen[i] {
			return false
		}
		seen[i] = true
		return slices.ContainsFunc(after[i], func(k int) bool { return k == j || reach(k) })
	}
	return reach(i)
}

// circle reports one circle among the rules that are not done: from any of them, following what each waits for ends in
// one.
func (b *builder) circle(all []*Settle, after [][]int, done []bool) {
	at := slices.Index(done, false)
	var path []int
	for !slices.Contains(path, at) {
		path = append(path, at)
		at = after[at][slices.IndexFunc(after[at], func(j int) bool { return !done[j] })]
	}
	path = path[slices.Index(path, at):]
	path = append(path, at)
	names := make([]string, len(path))
	for i, j := range path {
		names[i] = all[j].Name
	}
	b.Report(b.keys[all[at].Name], reason.New("scheme.rule-circle",
		"rules refer to one another in a circle: {circle}; expected each to refer to what runs before it",
		chainOf(names)))
}

// needs says whether a settle rule must run after another, since it reads, measures or limits what that one gives.
func (b *builder) needs(r, other *Settle) bool {
	if b.needsRule(r, other.Rule) {
		return true
	}
	if r.Cap != nil && other.Cap != nil {
		if slices.Contains(r.Cap.after, other.Rule) {
			return true
		}
		if d := compareCaps(r, other); d != 0 {
			return d > 0
		}
	}
	if b.countsRule(r, other.Rule) {
		return true
	}
	if r.Cap != nil && len(r.Cap.Of) == 0 && other.Cap == nil && posts(other, r.Cap.Account) {
		return true
	}
	return slices.ContainsFunc(readsOf(r, "total"), func(account string) bool {
		return account == "" || posts(other, slices.Index(b.s.accountNames(), account))
	})
}

// needsItself says whether a rule names what it gives. Reading the total of its own account is allowed: it sees what
// the others gave, as in setting a month to zero.
func (b *builder) needsItself(r *Settle) bool {
	for _, p := range r.Programs() {
		for _, read := range p.Reads() {
			if name, key := figureRead(read); name == "sum" && key == r.Name {
				return true
			}
		}
	}
	return r.Cap != nil && slices.Contains(r.Cap.after, r.Rule) ||
		r.Quota != nil && slices.Contains(r.Quota.Sum, r.Rule) || b.countsRule(r, r.Rule)
}

// countsRule says whether a settle rule reads the count of a quota that a rule measures.
func (b *builder) countsRule(r *Settle, of *Rule) bool {
	reads := readsOf(r, "count")
	return len(reads) > 0 && slices.ContainsFunc(b.s.Quotas, func(q *Quota) bool {
		return (slices.Contains(reads, q.Name) || slices.Contains(reads, "")) && slices.Contains(q.Sum, of)
	})
}

// needsRule says whether a settle rule names another rule.
func (b *builder) needsRule(r *Settle, other *Rule) bool {
	if r.Cap != nil && slices.Contains(r.Cap.Of, other) || r.Quota != nil && slices.Contains(r.Quota.Sum, other) {
		return true
	}
	return slices.ContainsFunc(readsOf(r, "sum"), func(name string) bool { return name == "" || name == other.Name })
}

// readsOf lists the keys of a map that the expressions of a settle rule read; "" for a computed key or the whole.
func readsOf(r *Settle, variable string) []string {
	var out []string
	for _, p := range r.Programs() {
		for _, read := range p.Reads() {
			if read.Path[0].Name != variable {
				continue
			}
			name := ""
			if len(read.Path) > 1 {
				name = read.Path[1].Name
			}
			out = append(out, name)
		}
	}
	return out
}

// posts says whether a settle rule gives to an account.
func posts(r *Settle, account int) bool {
	if r.Cap != nil {
		return r.Cap.Account == account
	}
	return slices.ContainsFunc(r.Amounts, func(a Amount) bool { return a.Account == account })
}
