package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Asked are the quotas of which expressions ask for figures: of the unit itself, of the one above it and of those under
// it; each in the order of the file.
type Asked struct{ Own, Above, Under []*Quota }

// isStanding says whether a read is of a standing.
func isStanding(r rule.Read) bool {
	return slices.ContainsFunc(standingSlots, func(s Slot) bool { return r.Path[0].Name == slotNames[s] })
}

// asksStanding says whether an expression asks what is known when all units are settled in the period.
func asksStanding(p *rule.Program) bool { return slices.ContainsFunc(p.Reads(), isStanding) }

// figureRead is what a read looks at of the period in hand: a variable, or a field of a standing, and its key. The key
// is empty where it is worked out, or where the whole is read.
func figureRead(r rule.Read) (name, key string) {
	path := r.Path
	switch path[0].Name {
	case slotNames[SlotStanding], slotNames[SlotAbove]:
		path = path[1:]
	case slotNames[SlotUnder]:
		path = path[min(2, len(path)):]
	}
	if len(path) == 0 {
		return "", ""
	}
	if len(path) > 1 {
		key = path[1].Name
	}
	return path[0].Name, key
}

// quotaFigures are the fields of a standing that quotas name.
var quotaFigures = []string{"count", "done", "required", "missing", "extra"}

// asked are the quotas of which expressions ask for figures.
func (b *builder) asked(of Programs) Asked {
	var out Asked
	lists := map[string]*[]*Quota{slotNames[SlotStanding]: &out.Own, slotNames[SlotAbove]: &out.Above,
		slotNames[SlotUnder]: &out.Under}
	for _, p := range of {
		for _, r := range p.Reads() {
			list := lists[r.Path[0].Name]
			name, key := figureRead(r)
			if list == nil || !slices.Contains(quotaFigures, name) {
				continue
			}
			for _, q := range b.s.Quotas {
				if key == "" || key == q.Name {
					*list = append(*list, q)
				}
			}
		}
	}
	for _, list := range lists {
		slices.SortFunc(*list, func(a, b *Quota) int { return a.Index - b.Index })
		*list = slices.Compact(*list)
	}
	return out
}

// standings finds what is made when all units are settled in a period, and for which quotas it asks.
func (b *builder) standings() {
	for _, s := range b.s.Settles {
		s.Late = s.ToMembers || slices.ContainsFunc(s.Programs().But(), asksStanding)
		s.Asked = b.asked(s.Programs())
	}
	for _, d := range b.s.Derived {
		d.Asked = b.asked(d.Programs())
	}
}

// keyIn is where the name of a line of a section stands.
func (b *builder) keyIn(section, name string) *document.Node {
	of := b.root.Child(section)
	return of.Content[of.Index(name)]
}

// maker is what gives amounts when all units are settled in a period.
type maker struct {
	*Rule
	per      []calendar.Kind
	accounts []int
}

// makers are all that give amounts when all units are settled in a period.
func (b *builder) makers() []maker {
	var out []maker
	for _, s := range b.s.Settles {
		if s.Late {
			out = append(out, maker{s.Rule, []calendar.Kind{s.Per}, accountsOf(s.Amounts)})
		}
	}
	for _, d := range b.s.Derived {
		out = append(out, maker{d.Rule, d.Per, []int{d.Account}})
	}
	return out
}

// accountsOf are the accounts to which amounts go.
func accountsOf(amounts []Amount) []int {
	var out []int
	for _, a := range amounts {
		out = append(out, a.Account)
	}
	return out
}

// before says whether what settles a kind of period sees something of what the maker gives in its totals: the sums of
// shorter periods. Figures are never added to a longer one, so that of the period itself is all that there is.
func (m maker) before(per calendar.Kind) bool { return !m.Figure && slices.Min(m.per) < per }

// after says whether what a maker gives is part of the totals of a kind of period, but not when that is settled.
func (m maker) after(per calendar.Kind) bool {
	return !m.before(per) && (!m.Figure || slices.Contains(m.per, per))
}

// settledBefore reports what is settled and refers to what is made only after it, and finds whether the periods are
// settled one after another for all units.
func (b *builder) settledBefore() {
	makers := b.makers()
	late := func(key *document.Node, name string, m maker) {
		b.Report(key, reason.New("scheme.reads-derived",
			"{name:q} refers to what {derived:q} gives, which is made when all units are settled in the period; "+
				"expected what is settled before, or what is made of shorter periods",
			name, m.Name))
	}
	for _, q := range b.s.Quotas {
		for _, m := range makers {
			if slices.Contains(q.Sum, m.Rule) && m.after(q.Per) {
				late(b.keys[q.Name], q.Name, m)
			}
		}
	}
	for _, s := range b.s.Settles {
		if s.Late {
			continue
		}
		for _, m := range makers {
			if b.ended() {
				return
			}
			names := s.Cap != nil && slices.Contains(s.Cap.Of, m.Rule) || b.countsRule(s, m.Rule) ||
				slices.ContainsFunc(readsOf(s, "sum"), func(n string) bool { return n == "" || n == m.Name })
			if m.after(s.Per) && (names || b.onlyLater(s, m, makers)) {
				late(b.keys[s.Name], s.Name, m)
				break
			}
		}
	}
	b.s.ReadsOutcomes = slices.ContainsFunc(b.s.Programs().But(), readsOutcomes)
	b.s.SettlesBalances = slices.ContainsFunc(b.s.Settles, b.settlesBalance) ||
		slices.ContainsFunc(b.s.Derived, b.derivesBalance)
	b.s.Across = slices.ContainsFunc(b.s.Derived, b.derivesBalance) || b.readsStandings() || b.s.ReadsOutcomes ||
		slices.ContainsFunc(b.s.Settles, func(s *Settle) bool { return s.Late }) ||
		slices.ContainsFunc(makers, func(m maker) bool { return b.seenBySettlements(m, calendar.Day) })
}

// settlesBalance says whether a settle rule gives to an account that is a balance.
func (b *builder) settlesBalance(s *Settle) bool {
	for account := range b.s.Accounts {
		if b.s.Accounts[account].Balance && posts(s, account) {
			return true
		}
	}
	return false
}

// derivesBalance says whether a derived amount goes to an account that is a balance.
func (b *builder) derivesBalance(d *Derived) bool { return b.s.Accounts[d.Account].Balance }

// onlyLater says whether a settle rule refers to an account of a maker to which nothing gives that it sees.
func (b *builder) onlyLater(s *Settle, m maker, makers []maker) bool {
	return slices.ContainsFunc(m.accounts, func(account int) bool {
		whole := s.Cap != nil && len(s.Cap.Of) == 0 && s.Cap.Account == account
		return (whole || slices.Contains(readsOf(s, "total"), b.s.Accounts[account].Name)) &&
			!slices.ContainsFunc(makers, func(o maker) bool {
				return o.before(s.Per) && slices.Contains(o.accounts, account)
			}) &&
			!slices.ContainsFunc(b.s.Credits, func(c *Credit) bool {
				return slices.Contains(accountsOf(c.Amounts), account)
			}) &&
			!slices.ContainsFunc(b.s.Settles, func(o *Settle) bool { return !o.Late && o != s && posts(o, account) })
	})
}

// readsStandings says whether a ranking, a derived amount, an honour, a grade or a result asks for
// standings.
func (b *builder) readsStandings() bool {
	var all []*rule.Program
	for _, r := range b.s.Rankings {
		all = append(all, r.Programs().But()...)
	}
	for _, d := range b.s.Derived {
		all = append(all, d.Programs().But()...)
	}
	for _, h := range b.s.Honours {
		all = append(all, h.Programs().But()...)
	}
	for _, g := range b.s.Grades {
		all = append(all, g.Programs().But()...)
	}
	for _, r := range b.s.Results {
		all = append(all, r.Programs().But()...)
	}
	return slices.ContainsFunc(all, asksStanding)
}

// seenBySettlements says whether something that is settled, of a kind of period or a longer one, sees what a maker gave
// in another period.
func (b *builder) seenBySettlements(m maker, from calendar.Kind) bool {
	var all []*rule.Program
	for _, q := range b.s.Quotas {
		if q.Per < from {
			continue
		}
		if slices.Contains(q.Sum, m.Rule) {
			return true
		}
		all = append(all, q.Programs().But(RoleCount)...)
	}
	for _, s := range b.s.Settles {
		if s.Late || s.Per < from {
			continue
		}
		if b.countsRule(s, m.Rule) || s.Cap != nil && (slices.Contains(s.Cap.Of, m.Rule) ||
			len(s.Cap.Of) == 0 && slices.Contains(m.accounts, s.Cap.Account)) {
			return true
		}
		all = append(all, s.Programs().But(RoleBy)...)
	}
	return slices.ContainsFunc(all, func(p *rule.Program) bool {
		return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return b.readsGiven(r, m) })
	})
}

// early finds which steps run before longer periods are settled that end with their own: what these see, and what is
// made of it.
func (b *builder) early() {
	steps := b.s.RankSteps
	for _, m := range b.makers() {
		for i := range steps {
			steps[i].Early = steps[i].Early ||
				steps[i].rule() == m.Rule && b.seenBySettlements(m, slices.Min(m.per)+1)
		}
	}
	for {
		for i := range slices.Backward(steps) { // each stands after what it follows
			for k := range steps[:i] {
				steps[k].Early = steps[k].Early || steps[i].Early && b.follows(steps[i], steps[k])
			}
		}
		if !b.outcomesSeen() {
			return
		}
	}
}

// readsGiven says whether a read looks, in whatever period, at what a maker gives.
func (b *builder) readsGiven(r rule.Read, m maker) bool {
	for i, step := range r.Path {
		key := ""
		if i+1 < len(r.Path) {
			key = r.Path[i+1].Name
		}
		switch {
		case step.Name == "sum" && (key == "" || key == m.Name):
			return true
		case step.Name == "total" && (key == "" || slices.ContainsFunc(m.accounts, func(account int) bool {
			return key == b.s.Accounts[account].Name
		})):
			return true
		}
	}
	return false
}
