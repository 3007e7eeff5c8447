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
	entered  [][]contender // of the period that is shown, by ranking, in order
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
	number  int                          // among the units, in the order of their ids
	periods map[calendar.Period]*figures // where they differ from the settled ones
	shown   *figures
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
			if s.periods == nil {
				shown := s.shown.clone()
				s.periods, s.shown = map[calendar.Period]*figures{}, &shown
			}
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
	number  int // of the unit
	member  *ledger.Member
	figures *figures
	group   string
	amount  sum
	keys    []decimal.Decimal // what decides between equals
	rank    int
	row     *Total // in the period that is shown: its row but for rank and group, which engines share
}

// ranking is the work of step 3.
type ranking struct {
	*runner
	units   []standing
	figures bool // expressions look at sums
	steady  bool // they look at nothing that entries change: who enters which group is the same as long as the roster is
	out     Ranked
	now     span
	ranks   []map[string]int // in the period in hand, by unit and ranking; where amounts are derived
	orderer orderer          // nil: each unit is asked
}

// orderer orders the units of a ranking in its own way; false: they are to be asked one by one. Ranking n is that of the
// scheme; shown says that it is of the period that is shown.
type orderer interface {
	order(r *ranking, n int, shown bool) ([]contender, bool)
}

// Rank is step 3: at the end of each period it derives amounts from what all units of a group have, and it orders the units
// of the period that is shown. It reads the frame and the settled units alone; their order does not matter.
func (f *Frame) Rank(units []Settled) (Ranked, error) { return newRunner(f).rankAll(units, nil) }

func (e *runner) rankAll(units []Settled, with orderer) (Ranked, error) {
	r, f := &ranking{runner: e, units: make([]standing, len(units)), orderer: with}, e.Frame
	inOrder := len(units) == len(f.roster.Units())
	for i := range units {
		r.units[i] = standing{Settled: &units[i], shown: &units[i].figures}
		inOrder = inOrder && units[i].Unit == f.roster.Units()[i]
	}
	if !inOrder {
		slices.SortFunc(r.units, func(a, b standing) int { return cmp.Compare(a.Unit, b.Unit) })
	}
	for i := range r.units {
		r.units[i].number = i
	}
	r.figures = readsFigures(rankPrograms(f.scheme))
	r.steady = !r.figures && !f.scheme.ReadsRows
	for _, sp := range f.spans {
		if slices.ContainsFunc(f.scheme.Derived, func(d *scheme.Derived) bool { return slices.Contains(d.Per, sp.period.Kind) }) {
			r.period(sp, false)
		}
	}
	shown := span{period: f.period, start: f.start, end: f.end}
	shown.value = r.periodValue(f.period, f.start, f.end)
	r.out.entered = r.period(shown, true)
	r.totals()
	for i := range r.units {
		r.out.Changes = append(r.out.Changes, r.units[i].changes...)
	}
	return r.out, r.failed
}

// readsFigures says whether one of the expressions, of which some may be nil, looks at sums.
func readsFigures(programs []*rule.Program) bool {
	return slices.ContainsFunc(programs, func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
			return slices.Contains([]string{"sum", "total", "count"}, read.Path[0].Name)
		})
	})
}

// totals are the rows of the period that is shown: those without a rank, then the ranked ones in their order.
func (r *ranking) totals() {
	accounts := r.scheme.Accounts
	rows := make([]int32, len(accounts)*len(r.units)) // the row plus one
	out := make([]Total, 0, len(rows))
	for a := range accounts {
		rows := rows[a*len(r.units):][:len(r.units)]
		for i, ranking := range r.scheme.Rankings {
			if ranking.Account != a {
				continue
			}
			for k := range r.out.entered[i] {
				c := &r.out.entered[i][k]
				if rows[c.number] == 0 {
					out = append(out, *c.row)
					rows[c.number] = int32(len(out))
				}
				t := &out[rows[c.number]-1]
				t.Rank, t.Group = c.rank, c.group
			}
		}
		for i, row := range rows {
			if u := &r.units[i]; row == 0 && u.member != nil {
				out = append(out, u.row(a))
			}
		}
	}
	byRank := func(a, b *Total) int {
		if a.Account != b.Account {
			return cmp.Compare(accounts[a.Account].Name, accounts[b.Account].Name)
		}
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(unranked(a.Rank), unranked(b.Rank)), cmp.Compare(a.Unit, b.Unit))
	}
	for i := range out {
		if i > 0 && byRank(&out[i-1], &out[i]) > 0 {
			slices.SortFunc(out, func(a, b Total) int { return byRank(&a, &b) })
			break
		}
	}
	r.out.Totals = out
}

// row is what a unit on the roster has of an account in the period that is shown.
func (s *standing) row(account int) Total {
	return Total{Unit: s.Unit, Name: s.member.Name, Category: s.member.Category, Account: account, Amount: s.shown.totals[account].value()}
}

// unranked puts rows without a rank last.
func unranked(rank int) int {
	if rank == 0 {
		return 1 << 30
	}
	return rank
}

// period runs the rankings and derived amounts of one period, each after what it refers to, and gives who entered each
// ranking. Of the period that is shown it only ranks, and honours: what is derived at its end has been.
func (r *ranking) period(sp span, shown bool) [][]contender {
	r.now, r.ranks = sp, make([]map[string]int, len(r.units))
	r.dated(lastInstant(sp.end))
	r.slots[scheme.SlotPeriod] = sp.value
	out := make([][]contender, len(r.scheme.Rankings))
	for _, step := range r.scheme.RankSteps {
		switch {
		case step.Ranking != nil && slices.Contains(step.Ranking.Per, sp.period.Kind):
			n := slices.Index(r.scheme.Rankings, step.Ranking)
			all := r.rank(step.Ranking, n, shown)
			out[n] = all
			if len(r.scheme.Derived) == 0 {
				continue
			}
			for _, c := range all {
				if r.ranks[c.number] == nil {
					r.ranks[c.number] = map[string]int{}
				}
				r.ranks[c.number][step.Ranking.Name] = c.rank
			}
		case step.Derived != nil && !shown && slices.Contains(step.Derived.Per, sp.period.Kind) && step.Derived.InForce(lastInstant(sp.end)):
			r.derive(step.Derived)
		}
	}
	return out
}

// field lists the units that were on the roster at some time in the period, with their figures in it.
func (r *ranking) field(shown bool) []contender {
	out := make([]contender, 0, len(r.units))
	for i := range r.units {
		if c, on := r.contender(i, shown); on {
			out = append(out, c)
		}
	}
	return out
}

// contender is a unit of that number; false if it was never on the roster in the period.
func (r *ranking) contender(number int, shown bool) (contender, bool) {
	u := &r.units[number]
	c := contender{unit: u, number: number, member: u.member, figures: u.shown, group: "all"}
	if shown {
		return c, u.member != nil
	}
	member, on := r.roster.Last(u.Unit, r.now.start, r.now.end)
	if on {
		c.member, c.figures = &member, u.in(r.Frame, r.now.period)
	}
	return c, on
}

// bind sets what the expressions of a ranking or a derived amount may name of a unit.
func (r *ranking) bind(c *contender) {
	r.slots[scheme.SlotUnit] = r.unitRecord(*c.member)
	if r.figures || r.observer != nil {
		r.bindFigures(c.figures)
	}
	r.bindRows(c.unit.rows, r.now, func(old row) *figures { return c.unit.in(r.Frame, old.span.period) })
	r.bindMembers(c.unit.Unit, lastInstant(r.now.end))
}

func (r *ranking) problem(name string, c *contender, err error) {
	p := Problem{Position: -1, Unit: c.unit.Unit, Rule: name, At: lastInstant(r.now.end)}
	r.describe(&p, err, &fact{member: c.member})
	p.Unit = c.unit.Unit
	r.out.Problems = append(r.out.Problems, p)
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
