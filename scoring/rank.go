package scoring

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Ranked is what step 3 gives: the rows of the period that is shown, ranked within their groups, and who is honoured.
type Ranked struct {
	Totals   []Total
	Honours  []Honour
	Changes  []Change // what was derived, of all periods
	Problems []Problem
}

// Total is what a unit has of an account in the period that is shown.
type Total struct {
	Unit, Name, Category string
	Account              int
	Amount               decimal.Decimal
	Rank                 int // 0: not ranked
	Group                string
}

// Honour is a unit that is praised for its rank.
type Honour struct {
	Honour *scheme.Honour
	Unit   string
	Rank   int
}

// standing is a unit while it is ranked: its settled figures and what is derived of them.
type standing struct {
	*Settled
	periods map[calendar.Period]*figures // where they differ from the settled ones
	shown   figures
	changes []Change
}

func (s *standing) in(f *Frame, p calendar.Period) *figures {
	if g := s.periods[p]; g != nil {
		return g
	}
	if g := s.Settled.periods[p]; g != nil {
		return g
	}
	fresh := f.newFigures()
	return &fresh
}

// add posts a derived change and brings it into the sums of the periods in which it is dated.
func (s *standing) add(f *Frame, c Change) {
	s.changes = append(s.changes, c)
	for _, kind := range f.scheme.Kinds {
		p := f.scheme.Calendar.Of(kind, c.At)
		if s.periods[p] == nil {
			own := s.in(f, p).clone()
			s.periods[p] = &own
		}
		s.periods[p].add(&c)
	}
	if !c.At.Before(f.start) && c.At.Before(f.end) {
		s.shown.add(&c)
	}
}

// contender is a unit in a ranking, or among whom an amount is derived.
type contender struct {
	unit    *standing
	member  ledger.Member
	figures *figures
	group   string
	keys    []decimal.Decimal // the amount, then what decides between equals
	rank    int
}

// ranking is the work of step 3.
type ranking struct {
	*evaluator
	units []*standing
	out   Ranked
	now   span
	ranks map[string]map[string]int // in the period in hand, by unit and ranking
}

// Rank is step 3: at the end of each period it derives amounts from what all units of a group have, and it orders the units
// of the period that is shown. It reads the frame and the settled units alone; their order does not matter.
func (f *Frame) Rank(units []Settled) (Ranked, error) { return newEvaluator(f).rankAll(units) }

func (e *evaluator) rankAll(units []Settled) (Ranked, error) {
	r, f := &ranking{evaluator: e}, e.Frame
	for i := range units {
		r.units = append(r.units, &standing{Settled: &units[i], periods: map[calendar.Period]*figures{}, shown: units[i].figures.clone()})
	}
	slices.SortFunc(r.units, func(a, b *standing) int { return cmp.Compare(a.Unit, b.Unit) })
	for _, sp := range f.spans {
		if slices.ContainsFunc(f.scheme.Derived, func(d *scheme.Derived) bool { return slices.Contains(d.Per, sp.period.Kind) }) {
			r.period(sp, false)
		}
	}
	shown := span{period: f.period, start: f.start, end: f.end}
	shown.value = r.periodValue(f.period, f.start, f.end)
	rows := make([]map[string]int, len(f.scheme.Accounts))
	for a := range f.scheme.Accounts {
		rows[a] = map[string]int{}
		for _, u := range r.units {
			if u.listed {
				rows[a][u.Unit] = len(r.out.Totals)
				r.out.Totals = append(r.out.Totals, Total{Unit: u.Unit, Name: u.member.Name, Category: u.member.Category, Account: a, Amount: u.shown.totals[a].value()})
			}
		}
	}
	for ranking, all := range r.period(shown, true) {
		for _, c := range all {
			t := &r.out.Totals[rows[ranking.Account][c.unit.Unit]]
			t.Rank, t.Group = c.rank, c.group
		}
	}
	for _, u := range r.units {
		r.out.Changes = append(r.out.Changes, u.changes...)
	}
	slices.SortFunc(r.out.Totals, func(a, b Total) int {
		return cmp.Or(cmp.Compare(f.scheme.Accounts[a.Account].Name, f.scheme.Accounts[b.Account].Name), cmp.Compare(a.Group, b.Group),
			cmp.Compare(unranked(a.Rank), unranked(b.Rank)), cmp.Compare(a.Unit, b.Unit))
	})
	return r.out, r.failed
}

// unranked puts rows without a rank last.
func unranked(rank int) int {
	if rank == 0 {
		return 1 << 30
	}
	return rank
}

// period runs the rankings and derived amounts of one period, each after what it refers to. Of the period that is shown it
// only ranks, and honours: what is derived at its end has been.
func (r *ranking) period(sp span, shown bool) map[*scheme.Ranking][]contender {
	r.now, r.ranks = sp, map[string]map[string]int{}
	r.dated(lastInstant(sp.end))
	r.slots[scheme.SlotPeriod] = sp.value
	out := map[*scheme.Ranking][]contender{}
	for _, step := range r.scheme.RankSteps {
		switch {
		case step.Ranking != nil && slices.Contains(step.Ranking.Per, sp.period.Kind):
			all := r.rank(step.Ranking, shown)
			out[step.Ranking] = all
			for _, c := range all {
				if r.ranks[c.unit.Unit] == nil {
					r.ranks[c.unit.Unit] = map[string]int{}
				}
				r.ranks[c.unit.Unit][step.Ranking.Name] = c.rank
			}
		case step.Derived != nil && !shown && slices.Contains(step.Derived.Per, sp.period.Kind) && step.Derived.InForce(lastInstant(sp.end)):
			r.derive(step.Derived)
		}
	}
	return out
}

// field lists the units that were on the roster at some time in the period, with their figures in it.
func (r *ranking) field(shown bool) []contender {
	var out []contender
	for _, u := range r.units {
		member, on := r.roster.Last(u.Unit, r.now.start, r.now.end)
		if !on {
			continue
		}
		c := contender{unit: u, member: member, figures: &u.shown, group: "all"}
		if !shown {
			c.figures = u.in(r.Frame, r.now.period)
		}
		out = append(out, c)
	}
	return out
}

// bind sets what the expressions of a ranking or a derived amount may name of a unit.
func (r *ranking) bind(c *contender) {
	r.slots[scheme.SlotUnit] = r.unitRecord(c.member)
	r.bindFigures(c.figures)
	r.bindRows(c.unit.rows, r.now, func(old row) *figures { return c.unit.in(r.Frame, old.span.period) })
	r.bindMembers(c.unit.Unit, lastInstant(r.now.end))
}

func (r *ranking) problem(name string, c *contender, err error) {
	p := Problem{Position: -1, Unit: c.unit.Unit, Rule: name, At: lastInstant(r.now.end)}
	r.describe(&p, err, &fact{member: c.member})
	p.Unit = c.unit.Unit
	r.out.Problems = append(r.out.Problems, p)
}

// rank orders the units of each group; ties share a rank.
func (r *ranking) rank(ranking *scheme.Ranking, shown bool) []contender {
	var all []contender
	for _, c := range r.field(shown) {
		if r.enters(ranking, &c) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b contender) int { return cmp.Or(cmp.Compare(a.group, b.group), compareKeys(a.keys, b.keys)) })
	place := 0
	for i := range all {
		if i == 0 || all[i].group != all[i-1].group {
			place = 0
		}
		place++
		all[i].rank = place
		if place > 1 && compareKeys(all[i-1].keys, all[i].keys) == 0 {
			all[i].rank = all[i-1].rank
		}
	}
	if shown {
		for _, h := range r.scheme.Honours {
			if h.Ranking == ranking && slices.Contains(h.Per, r.now.period.Kind) {
				r.honour(h, all)
			}
		}
	}
	return all
}

// enters says whether a unit is ranked, in which group and by what.
func (r *ranking) enters(ranking *scheme.Ranking, c *contender) bool {
	r.bind(c)
	c.keys = []decimal.Decimal{c.figures.totals[ranking.Account].value()}
	eligible, err := r.holds(ranking.Scope, ranking.Eligible)
	if err == nil && eligible && ranking.Group != nil {
		var v rule.Value
		v, err = r.eval(ranking.Scope, ranking.Group)
		c.group, _ = v.AsString()
	}
	for _, p := range ranking.Order {
		if err != nil || !eligible {
			break
		}
		var v rule.Value
		v, err = r.eval(ranking.Scope, p)
		n, _ := v.AsNumber()
		c.keys = append(c.keys, n)
	}
	if err != nil {
		r.problem(ranking.Name, c, err)
		return false
	}
	return eligible
}

// compareKeys orders by the keys in turn, the highest first.
func compareKeys(a, b []decimal.Decimal) int {
	for i := range a {
		if d := b[i].Cmp(a[i]); d != 0 {
			return d
		}
	}
	return 0
}

// honour praises the first of each group; a tie at the last place honours all of it. With fill, places are counted among
// the eligible alone.
func (r *ranking) honour(h *scheme.Honour, all []contender) {
	sizes := map[string]int64{}
	for _, c := range all {
		sizes[c.group]++
	}
	passed, ahead := 0, 0 // of the group: those that were not eligible, and those of them with a better rank
	for i := range all {
		c := &all[i]
		switch {
		case i == 0 || c.group != all[i-1].group:
			passed, ahead = 0, 0
		case c.rank != all[i-1].rank:
			ahead = passed
		}
		r.bind(c)
		r.slots[scheme.SlotGroup], r.slots[scheme.SlotRank] = rule.String(c.group), rule.Int(int64(c.rank))
		r.slots[scheme.SlotSize] = rule.Int(sizes[c.group])
		first, err := r.eval(h.FirstScope, h.First)
		n, _ := first.AsNumber()
		if err == nil && decimal.NewFromInt(int64(c.rank-ahead)).GreaterThan(n) {
			continue
		}
		ok := false
		if err == nil {
			ok, err = r.holds(h.Scope, h.Eligible)
		}
		if err != nil {
			r.problem(h.Name, c, err)
		} else if ok {
			r.out.Honours = append(r.out.Honours, Honour{Honour: h, Unit: c.unit.Unit, Rank: c.rank})
		}
		if h.Fill && !ok {
			passed++
		}
	}
}
