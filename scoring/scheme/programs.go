package scheme

import (
	"iter"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
)

// Role is what an expression is for in the line that it stands in: the key under which it is written.
type Role string

// The roles of expressions. Those of RoleCount and of a cap's RoleBy are asked of entries, whatever they stand in.
const (
	RoleWhen     Role = "when"
	RoleRequire  Role = "require"
	RoleWorth    Role = "worth"
	RoleTo       Role = "to"
	RoleRest     Role = "rest"
	RoleTimes    Role = "times"
	RolePlus     Role = "plus"
	RolePer      Role = "per"
	RoleOrder    Role = "order"
	RoleBy       Role = "by"
	RoleSame     Role = "same"
	RoleCount    Role = "count"
	RoleRequired Role = "required"
	RoleAtMost   Role = "at_most"
	RoleAtLeast  Role = "at_least"
	RoleGroup    Role = "group"
	RolePool     Role = "pool"
	RoleEligible Role = "eligible"
	RoleFirst    Role = "first"
	RoleBands    Role = "bands"
	RoleEffect   Role = "takes_effect"
	RoleCovers   Role = "covers"
	RoleAsked    Role = "asked"
	RoleFrom     Role = "from"
)

// Programs are the expressions of a line, each with its role. Each list of them stands once, at the type that holds
// them, in the methods below; what runs, reads or describes the expressions of a line goes over it, and leaves roles
// out by name.
type Programs iter.Seq2[Role, *rule.Program]

// Of lists those of some roles, in their order.
func (ps Programs) Of(roles ...Role) []*rule.Program {
	return ps.list(func(role Role) bool { return slices.Contains(roles, role) })
}

// But lists all but those of some roles, in their order.
func (ps Programs) But(roles ...Role) []*rule.Program {
	return ps.list(func(role Role) bool { return !slices.Contains(roles, role) })
}

func (ps Programs) list(wanted func(Role) bool) []*rule.Program {
	var out []*rule.Program
	for role, p := range ps {
		if wanted(role) {
			out = append(out, p)
		}
	}
	return out
}

// yield is the function that takes the expressions of a line; false: no more are wanted.
type yield func(Role, *rule.Program) bool

// some yields those of the expressions that are there.
func (y yield) some(role Role, programs ...*rule.Program) bool {
	for _, p := range programs {
		if p != nil && !y(role, p) {
			return false
		}
	}
	return true
}

// all yields those of another line.
func (y yield) all(of Programs) bool {
	for role, p := range of {
		if !y(role, p) {
			return false
		}
	}
	return true
}

// amounts yields those of the amounts of a rule.
func (y yield) amounts(amounts []Amount) bool {
	for _, a := range amounts {
		if !y.some(RoleWorth, a.Worth) || !y.some(RoleTo, a.To) {
			return false
		}
	}
	return true
}

// Conditions yields what decides whether the rule says anything.
func (r *Rule) Conditions() Programs {
	return func(y func(Role, *rule.Program) bool) {
		if !yield(y).some(RoleWhen, r.When) {
			return
		}
		for _, q := range r.Require {
			if !yield(y).some(RoleRequire, q.Cond) {
				return
			}
		}
	}
}

// Programs yields the conditions of the credit, its amounts with their receivers, who has the rest, and when it is
// asked. Its bonuses and its collapse have their own.
func (c *Credit) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).all(c.Conditions()) && yield(y).amounts(c.Amounts) && yield(y).some(RoleRest, c.Rest) &&
			yield(y).all(c.Later.Programs())
	}
}

// Programs yields the conditions of the bonus, and what it makes of the standard.
func (b *Bonus) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).all(b.Conditions()) && yield(y).some(RoleTimes, b.Times) && yield(y).some(RolePlus, b.Plus)
	}
}

// Programs yields what the collapse asks of the candidates of a kind of entry.
func (c *Collapse) Programs(kind ledger.Kind) Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).some(RolePer, c.Per[kind]) && yield(y).some(RoleOrder, c.Order[kind]...)
	}
}

// Programs yields what the number asks of an entry.
func (n *Number) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).some(RoleWhen, n.When) && yield(y).some(RoleBy, n.By...) && yield(y).some(RoleSame, n.Same)
	}
}

// Programs yields by what the balance is kept apart, by kind of entry.
func (b *Balance) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		for _, kind := range b.Kinds {
			if !yield(y).some(RoleBy, b.By[kind]...) {
				return
			}
		}
	}
}

// Programs yields what the quota asks of an entry, RoleCount, and what it asks of a unit.
func (q *Quota) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).some(RoleCount, q.Count) && yield(y).some(RoleWhen, q.When) &&
			yield(y).some(RoleRequired, q.Required) && yield(y).some(RolePlus, q.Plus)
	}
}

// Programs yields the conditions of the settle rule, its amounts and the limits of its cap, those of RoleBy among them.
// Its quota has its own.
func (s *Settle) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		if yield(y).all(s.Conditions()) && yield(y).amounts(s.Amounts) && s.Cap != nil {
			yield(y).all(s.Cap.Programs())
		}
	}
}

// Programs yields the limits of the cap, and by what it limits apart, RoleBy, by kind of entry.
func (c *Cap) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		if !yield(y).some(RoleAtMost, c.AtMost) || !yield(y).some(RoleAtLeast, c.AtLeast) {
			return
		}
		for _, kind := range slices.Sorted(maps.Keys(c.By)) {
			if !yield(y).some(RoleBy, c.By[kind]) {
				return
			}
		}
	}
}

// Programs yields when an entry takes effect.
func (e Effect) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) { yield(y).some(RoleEffect, e.At) }
}

// Programs yields what the ranking asks of a unit.
func (r *Ranking) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).some(RoleGroup, r.Group) && yield(y).some(RoleEligible, r.Eligible) &&
			yield(y).some(RoleOrder, r.Order...)
	}
}

// Programs yields what the honour asks of a group, RoleFirst, and of a unit.
func (h *Honour) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).some(RoleFirst, h.First) && yield(y).some(RoleEligible, h.Eligible) &&
			yield(y).some(RoleOrder, h.Order...)
	}
}

// Programs yields which units have the account.
func (a *Account) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) { yield(y).some(RoleWhen, a.When) }
}

// Programs yields who is graded, and the edges of the bands, RoleBands.
func (g *Grade) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		if !yield(y).some(RoleWhen, g.When) {
			return
		}
		for _, band := range g.Bands {
			if !yield(y).some(RoleBands, band.Edge) {
				return
			}
		}
	}
}

// Programs yields for whom the result holds.
func (r *Result) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) { yield(y).some(RoleWhen, r.When) }
}

// Programs yields the conditions of the derived amount, its group, its pool with who has the rest, and its worth.
func (d *Derived) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		_ = yield(y).all(d.Conditions()) && yield(y).some(RoleGroup, d.Group) &&
			yield(y).some(RolePool, d.Pool) && yield(y).some(RoleRest, d.Rest) && yield(y).some(RoleWorth, d.Worth)
	}
}

// Programs yields those of the late rule, the ranking, the derived amount, the grade or the result.
func (s RankStep) Programs() Programs {
	switch {
	case s.Settle != nil:
		return s.Settle.Programs()
	case s.Ranking != nil:
		return s.Ranking.Programs()
	case s.Grade != nil:
		return s.Grade.Programs()
	case s.Result != nil:
		return s.Result.Programs()
	}
	return s.Derived.Programs()
}

// Programs yields all expressions that the steps run, in the order of the steps: those of what stands on several lines,
// as a bonus of two credits, more than once. Of the bounds of attributes there are none among them.
func (s *Scheme) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		for _, of := range s.Lines() {
			if !yield(y).all(of) {
				return
			}
		}
	}
}

// TierPrograms yields the conditions of the tiers, the highest first; none where the scheme has no tiers.
func (s *Scheme) TierPrograms() Programs {
	return func(y func(Role, *rule.Program) bool) {
		if s.Ladder == nil {
			return
		}
		for _, t := range s.Ladder.Tiers() {
			if !yield(y).some(RoleWhen, t.When) {
				return
			}
		}
	}
}

// Lines are the expressions of each line, in the order of the steps; those of a line on several lines more than once.
func (s *Scheme) Lines() []Programs {
	var out []Programs
	if s.Covers != nil {
		out = append(out, s.Covers.Programs())
	}
	for role, p := range s.TierPrograms() {
		out = append(out, func(y func(Role, *rule.Program) bool) { y(role, p) })
	}
	for _, kind := range slices.Sorted(maps.Keys(s.TakesEffect)) {
		out = append(out, s.TakesEffect[kind].Programs())
	}
	for _, o := range s.Own {
		out = append(out, o.Programs())
	}
	for i := range s.Numbers {
		out = append(out, s.Numbers[i].Programs())
	}
	for i := range s.Balances {
		out = append(out, s.Balances[i].Programs())
	}
	for _, c := range s.Credits {
		out = append(out, c.Programs())
		for _, b := range c.Bonuses {
			out = append(out, b.Programs())
		}
	}
	for _, c := range s.Collapses {
		for _, kind := range slices.Sorted(maps.Keys(c.Scope)) {
			out = append(out, c.Programs(kind))
		}
	}
	for _, q := range s.Quotas {
		out = append(out, q.Programs())
	}
	for _, x := range s.Settles {
		out = append(out, x.Programs())
	}
	for i := range s.Accounts {
		out = append(out, s.Accounts[i].Programs())
	}
	for _, r := range s.Rankings {
		out = append(out, r.Programs())
	}
	for _, h := range s.Honours {
		out = append(out, h.Programs())
	}
	for _, d := range s.Derived {
		out = append(out, d.Programs())
	}
	for _, g := range s.Grades {
		out = append(out, g.Programs())
	}
	for _, r := range s.Results {
		out = append(out, r.Programs())
	}
	return out
}

// LinesPer are how many quotas, settled rules, derived amounts, grades and results there are, by the kind of their
// period.
func (s *Scheme) LinesPer() map[calendar.Kind]int {
	lines := map[calendar.Kind]int{}
	for _, q := range s.Quotas {
		lines[q.Per]++
	}
	for _, settle := range s.Settles {
		lines[settle.Per]++
	}
	each := func(per []calendar.Kind) {
		for _, kind := range per {
			lines[kind]++
		}
	}
	for i := range s.Accounts {
		if s.Accounts[i].When != nil {
			each(s.Kinds)
		}
	}
	for _, d := range s.Derived {
		each(d.Per)
	}
	for _, g := range s.Grades {
		each(g.Per)
	}
	for _, r := range s.Results {
		each(r.Per)
	}
	return lines
}
