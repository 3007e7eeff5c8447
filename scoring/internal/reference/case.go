package reference

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// mostOfCase is how many entries about one item, or answers to one commission, are scored.
const mostOfCase = 2000

// tooLong refuses an item or a commission with more entries than are scored.
func (r *reference) tooLong(i, n int, what string) bool {
	if n <= mostOfCase {
		return false
	}
	why := fmt.Sprintf("found %d %s; at most %d are scored", n, what, mostOfCase)
	r.refuse(i, "", "limit", why)
	r.problems = append(r.problems, problem{position: i, rule: "case", code: "limit", why: why,
		lasted: lasted{since: r.at[i]}})
	return true
}

// begin makes the point of an entry, and reports one that is off the roster.
func (r *reference) begin(i int) (point, bool) {
	enroll, on := r.memberAt(r.owner(i), r.at[i])
	if !on {
		r.refuse(i, "", "off-roster", fmt.Sprintf("unit %s is off the roster at %s", r.owner(i), r.entries[i].At))
		enroll = -1
	}
	return point{position: i, from: r.at[i], dated: r.at[i], enroll: enroll}, on
}

// effect finds when an entry counts, where the scheme says that this may be later than its own time. One that does not
// say so is refused.
func (r *reference) effect(p *point) bool {
	effect, ok := r.scheme.TakesEffect[r.entries[p.position].Kind]
	if !ok {
		return true
	}
	v, err := r.bind(*p, nil).eval(effect.Scope, effect.At)
	if err != nil {
		trouble := r.trouble(*p, "takes_effect", err)
		r.refuse(p.position, "", trouble.code, trouble.why)
		return false
	}
	if t, _, _ := v.AsTime(); t.After(p.from) {
		p.from = t
	}
	return true
}

// inOrder sorts points by when they take effect, then by recording; none of the item alone takes effect before first.
func (r *reference) inOrder(points []point, first point) []point {
	slices.SortFunc(points, func(a, b point) int {
		return cmp.Or(a.from.Compare(b.from), cmp.Compare(a.position, b.position))
	})
	for i := range points {
		if k := r.entries[points[i].position].Kind; points[i].from.Before(first.from) && k != ledger.Grant &&
			k != ledger.Incident {
			points[i].from = first.from
		}
	}
	return points
}

// tooLate says whether a point takes effect after the day up to which entries are taken.
func (r *reference) tooLate(p point) bool { return !r.until.IsZero() && p.from.After(r.until) }

// item scores an item: what it is worth after each entry about it.
func (r *reference) item(submit int) {
	about := 0
	for i, e := range r.entries {
		if i != submit && r.counts(i) && e.Kind != ledger.Submit && e.Item == r.entries[submit].Item {
			about++
		}
	}
	if r.tooLong(submit, about, "entries about the item") {
		return
	}
	first, on := r.begin(submit)
	if on && !r.effect(&first) {
		first.enroll = -1
	}
	if r.tooLate(first) {
		return
	}
	var later []point
	for i, e := range r.entries {
		about := e.Kind == ledger.Adopt || e.Kind == ledger.Endorse || e.Kind == ledger.Grant ||
			e.Kind == ledger.Incident
		if !r.counts(i) || !about || e.Item != r.entries[submit].Item {
			continue
		}
		p, on := r.begin(i)
		if on && (e.Kind != ledger.Adopt || r.tier(&p, first)) && r.effect(&p) {
			later = append(later, p)
		}
	}
	// What is a unit's own may come before the item that it names; there is no item then.
	var points, after []point
	for _, p := range r.inOrder(later, first) {
		switch {
		case r.tooLate(p):
		case p.from.Before(first.from):
			points = append(points, p)
		default:
			after = append(after, p)
		}
	}
	before := len(points)
	points = append(append(points, first), after...)
	r.follow(points, func(k int) []point {
		if k < before {
			return nil
		}
		return slices.Concat([]point{first}, points[:before], points[before+1:k+1])
	})
}

// tier finds the tier of an adoption; one without a tier is refused.
func (r *reference) tier(p *point, submit point) bool {
	if r.scheme.Ladder == nil {
		return true
	}
	n := r.bind(*p, []point{submit})
	delete(n, scheme.SlotTier)
	name, found, err := r.scheme.Ladder.OfFunc(func(p *rule.Program) (rule.Value, error) {
		return n.eval(r.scheme.TierScope, p)
	})
	e := r.entries[p.position]
	switch {
	case err != nil:
		trouble := r.trouble(*p, "tiers", err)
		r.refuse(p.position, "", trouble.code, trouble.why)
		return false
	case found:
		p.tier = name
		return true
	}
	why := fmt.Sprintf("outlet %s matches no tier: no list names it", e.Outlet)
	near, isNear := r.scheme.Outlets.Nearest(e.Outlet)
	_, someDay := r.scheme.Outlets.Find(e.Outlet)
	switch _, listed := r.scheme.Outlets.FindAt(e.Outlet, r.at[p.position]); {
	case listed:
		why = fmt.Sprintf("outlet %s is listed, and this adoption matches no tier", e.Outlet)
	case e.Level != "":
		why += fmt.Sprintf(" and no tier takes level %q%s", e.Level, nearest(e.Level, r.scheme.Ladder.Names()))
	case someDay:
		why = fmt.Sprintf("outlet %s matches no tier: it is listed for other days than %s and has no level", e.Outlet,
			e.At)
	case isNear:
		why += fmt.Sprintf(" and it has no level; did you mean %s?", near)
	default:
		why += " and it has no level"
	}
	r.refuse(p.position, "", "no-tier", why)
	return false
}

func (r *reference) loose(i int) {
	if p, on := r.begin(i); on && r.effect(&p) && !r.tooLate(p) {
		r.follow([]point{p}, func(int) []point { return nil })
	}
}

// follow works out what a case is worth and what it counts after each of its points, and notes the changes.
func (r *reference) follow(points []point, state func(k int) []point) {
	var before, after outcome
	var asks []*later
	last := moment{}
	r.pasts = nil
	binding := func(p point, k int) names {
		facts := state(k)
		bound := r.bind(p, facts)
		if facts == nil {
			delete(bound, scheme.SlotItem)
			delete(bound, scheme.SlotSender)
		}
		return bound
	}
	worth := func(k int, now point) (out outcome) {
		for n, p := range points[:k+1] {
			bound := binding(p, k)
			if n == k && now.later == nil {
				r.ask(p, last, bound)
				asks = append(asks, r.askLater(p, last, bound)...)
			}
			for _, c := range r.scheme.Credits {
				if c.Each == r.entries[p.position].Kind && c.Per == 0 && c.Later == nil {
					r.candidate(&out, c, p, bound)
				}
				for _, l := range asks {
					if l.credit == c && l.position == p.position {
						l.stands(&out)
					}
				}
			}
			r.count(&out, p, bound)
		}
		return out
	}
	askBefore := func(k int, t time.Time) {
		for l := nextOf(asks, t); l != nil; l = nextOf(asks, t) {
			now, asked := r.on(l, func(p point) names { return binding(p, k) })
			if !asked {
				continue
			}
			after = worth(k, now)
			r.noteLater(before, after, now)
			before, r.pasts = after, append(r.pasts, past{now.from, after})
		}
	}
	for k, now := range points {
		askBefore(k-1, now.from)
		last = last.after(now)
		r.moment, r.state = last, points[:k+1]
		after = worth(k, now)
		r.note(before, after, now)
		r.lasts(before, after, now.from)
		before, r.pasts = after, append(r.pasts, past{now.from, after})
	}
	askBefore(len(points)-1, time.Time{})
	r.refusals = append(r.refusals, after.refusals...)
	r.problems = append(r.problems, after.problems...)
	for _, p := range points {
		r.untaken(p)
		r.acting = append(r.acting, p.position)
	}
}

// takers are the rules in force for grants to the account of a grant.
func (r *reference) takers(p point) (out []string) {
	for _, c := range r.scheme.Credits {
		account := r.scheme.Accounts[c.Amounts[0].Account].Name
		if c.Each == ledger.Grant && c.InForce(p.dated) && account == r.entries[p.position].Account {
			out = append(out, c.Name)
		}
	}
	return out
}

// ruleOf is the rule that a grant names, or else the only one that takes it; "": none, or several.
func (r *reference) ruleOf(p point) string {
	if named := r.entries[p.position].Rule; named != "" {
		return named
	}
	if takers := r.takers(p); len(takers) == 1 {
		return takers[0]
	}
	return ""
}

// untaken reports a grant that no rule takes.
func (r *reference) untaken(p point) {
	e := r.entries[p.position]
	if e.Kind != ledger.Grant {
		return
	}
	var names []string
	for _, c := range r.scheme.Credits {
		if c.Each == ledger.Grant {
			names = append(names, c.Name)
		}
		if c.Each == ledger.Grant && c.Name == e.Rule {
			if !c.InForce(p.dated) {
				r.refuse(p.position, "", "no-rule", fmt.Sprintf("rule %q is not in force at %s", e.Rule, e.At))
			}
			return
		}
	}
	if len(names) == 0 {
		r.refuse(p.position, "", "no-rule", "the scheme has no rule for grants")
		return
	}
	if e.Rule == "" {
		takers := r.takers(p)
		if len(takers) > 1 {
			r.refuse(p.position, "", "no-rule", fmt.Sprintf("the grant names no rule; expected one of %v", takers))
		}
		if len(takers) == 0 {
			r.refuse(p.position, "", "no-rule", r.noTaker(p))
		}
		return
	}
	r.refuse(p.position, "", "no-rule",
		fmt.Sprintf("no rule %q of the scheme takes grants%s", e.Rule, nearest(e.Rule, names)))
}

// noTaker says for which accounts there is a rule that takes grants on the day of one.
func (r *reference) noTaker(p point) string {
	e := r.entries[p.position]
	var accounts []string
	for _, c := range r.scheme.Credits {
		name := r.scheme.Accounts[c.Amounts[0].Account].Name
		if c.Each == ledger.Grant && c.InForce(p.dated) && !slices.Contains(accounts, name) {
			accounts = append(accounts, name)
		}
	}
	if len(accounts) == 0 {
		return fmt.Sprintf("no rule for grants is in force at %s", e.At)
	}
	return fmt.Sprintf("no rule in force at %s takes grants to account %q; expected one of %v%s", e.At, e.Account,
		accounts, nearest(e.Account, accounts))
}

// count works out what an entry counts for each quota.
func (r *reference) count(out *outcome, p point, bound names) {
	if p.enroll < 0 {
		return
	}
	for _, q := range r.scheme.Quotas {
		inForce := (q.From.IsZero() || !p.dated.Before(q.From)) && (q.Until.IsZero() || p.dated.Before(q.Until))
		if q.Count == nil || q.AtDue || q.Each != r.entries[p.position].Kind || !inForce {
			continue
		}
		v, err := bound.eval(q.Scope, q.Count)
		if err != nil {
			out.problems = append(out.problems, r.problemOf(p, q.Name, err))
			r.met[p.position] = true
			continue
		}
		n, _ := v.AsNumber()
		if met, _ := v.AsBool(); met {
			n = whole(1)
		}
		if out.counts = append(out.counts, counted{q, p, n}); !n.IsZero() {
			r.meet(append(r.looked(p, &scheme.Rule{}, q.Count), p.position))
		}
	}
}

func sorted(positions []int) []int {
	positions = slices.Clone(positions)
	slices.Sort(positions)
	return slices.Compact(positions)
}

// lasts writes down since when refusals and problems are so, and, of those that are no more, until when they were.
func (r *reference) lasts(before, after outcome, now time.Time) {
	for i, p := range after.problems {
		after.problems[i].lasted.since = now
		for _, q := range before.problems {
			if p.same(q) {
				after.problems[i].lasted = q.lasted
			}
		}
	}
	for i, p := range after.refusals {
		after.refusals[i].lasted.since = now
		for _, q := range before.refusals {
			if p.same(q) {
				after.refusals[i].lasted = q.lasted
			}
		}
	}
	for _, p := range before.problems {
		if !slices.ContainsFunc(after.problems, p.same) {
			p.lasted.until = now
			r.problems = append(r.problems, p)
		}
	}
	for _, p := range before.refusals {
		if !slices.ContainsFunc(after.refusals, p.same) {
			p.lasted.until = now
			r.refusals = append(r.refusals, p)
		}
	}
}

func (p problem) same(q problem) bool {
	p.lasted, q.lasted = lasted{}, lasted{}
	return p == q
}

func (p refusal) same(q refusal) bool {
	p.lasted, q.lasted = lasted{}, lasted{}
	return p == q
}
