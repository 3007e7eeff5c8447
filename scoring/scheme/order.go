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
		needs := b.needsOf(r)
		for j := range all {
			if needs.none() {
				break
			}
			other := all[j]
			if i != j && r.Per == other.Per && r.Rule != other.Rule && !r.Late && !other.Late && needs.has(other) {
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

// needs are what a settle rule must run after, since it reads, measures or limits what that gives.
type needs struct {
	of       *Settle
	rules    map[*Rule]bool  // that it names
	sums     map[string]bool // the rules whose sums it reads; "": all
	counted  map[*Rule]bool  // the rules that the quotas measure whose count it reads
	totals   bool            // it reads the totals of all accounts,
	accounts map[int]bool    // or of these
}

func (b *builder) needsOf(r *Settle) *needs {
	n := &needs{of: r, rules: map[*Rule]bool{}, sums: map[string]bool{}, counted: map[*Rule]bool{},
		accounts: map[int]bool{}}
	add := func(to map[*Rule]bool, rules []*Rule) {
		for _, each := range rules {
			to[each] = true
		}
	}
	if r.Quota != nil {
		add(n.rules, r.Quota.Sum)
	}
	if r.Cap != nil {
		add(n.rules, r.Cap.Of)
		add(n.rules, r.Cap.after)
	}
	for _, name := range readsOf(r, "sum") {
		n.sums[name] = true
	}
	if counts := readsOf(r, "count"); len(counts) > 0 {
		for _, q := range b.s.Quotas {
			if len(q.Sum) > 0 && (slices.Contains(counts, q.Name) || slices.Contains(counts, "")) {
				add(n.counted, q.Sum)
			}
		}
	}
	for _, name := range readsOf(r, "total") {
		n.totals = n.totals || name == ""
		n.accounts[slices.Index(b.s.accountNames(), name)] = true
	}
	return n
}

// none says whether the rule runs whenever.
func (n *needs) none() bool {
	return n.of.Cap == nil && len(n.rules)+len(n.sums)+len(n.counted)+len(n.accounts) == 0
}

// has says whether the rule must run after another.
func (n *needs) has(other *Settle) bool {
	if n.rules[other.Rule] || n.sums[""] || n.sums[other.Name] {
		return true
	}
	c := n.of.Cap
	if c != nil && other.Cap != nil {
		if d := compareCaps(n.of, other); d != 0 {
			return d > 0
		}
	}
	if n.counted[other.Rule] || n.totals || c != nil && len(c.Of) == 0 && other.Cap == nil && posts(other, c.Account) {
		return true
	}
	for account := range n.accounts {
		if posts(other, account) {
			return true
		}
	}
	return false
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
	return postsWhere(r, func(a int) bool { return a == account })
}

// postsWhere says whether a settle rule gives to an account of which something holds.
func postsWhere(r *Settle, holds func(account int) bool) bool {
	if r.Cap != nil {
		return holds(r.Cap.Account)
	}
	return slices.ContainsFunc(r.Amounts, func(a Amount) bool { return holds(a.Account) })
}
