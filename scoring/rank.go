package scoring

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Ranked is what step 3 gives: the rows of the period that is shown, ranked within their groups, and who is honoured.
type Ranked struct {
	Totals   []Total
	Honours  []Honour
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

// contender is a unit in a ranking.
type contender struct {
	row   int // in Ranked.Totals
	unit  *Settled
	group string
	keys  []decimal.Decimal // the amount, then what decides between equals
}

// Rank is step 3: it orders the units of each group of the period that is shown. It reads the frame and the settled units
// alone; their order does not matter.
func (f *Frame) Rank(units []Settled) (Ranked, error) {
	e := newEvaluator(f)
	e.dated(lastInstant(f.end))
	e.slots[scheme.SlotPeriod] = e.periodValue(f.period, f.start, f.end)
	var out Ranked
	byAccount := make([]map[string]int, len(f.scheme.Accounts))
	listed := make([]*Settled, 0, len(units))
	for i := range units {
		if units[i].listed {
			listed = append(listed, &units[i])
		}
	}
	slices.SortFunc(listed, func(a, b *Settled) int { return cmp.Compare(a.Unit, b.Unit) })
	for a := range f.scheme.Accounts {
		byAccount[a] = map[string]int{}
		for _, u := range listed {
			byAccount[a][u.Unit] = len(out.Totals)
			out.Totals = append(out.Totals, Total{Unit: u.Unit, Name: u.member.Name, Category: u.member.Category, Account: a, Amount: u.figures.totals[a].value()})
		}
	}
	for _, r := range f.scheme.Rankings {
		if slices.Contains(r.Per, f.period.Kind) {
			e.rank(r, listed, byAccount[r.Account], &out)
		}
	}
	slices.SortFunc(out.Totals, func(a, b Total) int {
		return cmp.Or(cmp.Compare(f.scheme.Accounts[a.Account].Name, f.scheme.Accounts[b.Account].Name), cmp.Compare(a.Group, b.Group),
			cmp.Compare(unranked(a.Rank), unranked(b.Rank)), cmp.Compare(a.Unit, b.Unit))
	})
	return out, e.failed
}

// unranked puts rows without a rank last.
func unranked(rank int) int {
	if rank == 0 {
		return 1 << 30
	}
	return rank
}

func (e *evaluator) rank(r *scheme.Ranking, units []*Settled, rows map[string]int, out *Ranked) {
	var all []contender
	for _, u := range units {
		if c, ok := e.contender(r, u, rows[u.Unit], out); ok {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b contender) int { return cmp.Or(cmp.Compare(a.group, b.group), compareKeys(a.keys, b.keys)) })
	place, rank := 0, 0
	for i := range all {
		if i == 0 || all[i].group != all[i-1].group {
			place = 0
		}
		place++
		if place == 1 || compareKeys(all[i-1].keys, all[i].keys) != 0 {
			rank = place
		}
		t := &out.Totals[all[i].row]
		t.Rank, t.Group = rank, all[i].group
	}
	for _, h := range e.scheme.Honours {
		if h.Ranking == r && slices.Contains(h.Per, e.period.Kind) {
			e.honour(h, all, out)
		}
	}
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

// bindUnit sets what the expressions of a ranking may name.
func (e *evaluator) bindUnit(u *Settled) {
	e.slots[scheme.SlotUnit] = e.unitRecord(u.member)
	e.bindFigures(&u.figures)
}

func (e *evaluator) contender(r *scheme.Ranking, u *Settled, row int, out *Ranked) (contender, bool) {
	e.bindUnit(u)
	bad := func(err error) (contender, bool) {
		out.Problems = append(out.Problems, e.rankProblem(r.Name, u.member, err))
		return contender{}, false
	}
	c := contender{row: row, unit: u, group: "all", keys: []decimal.Decimal{u.figures.totals[r.Account].value()}}
	if ok, err := e.holds(r.Scope, r.Eligible); err != nil {
		return bad(err)
	} else if !ok {
		return c, false
	}
	if r.Group != nil {
		v, err := e.eval(r.Scope, r.Group)
		if err != nil {
			return bad(err)
		}
		c.group, _ = v.AsString()
	}
	for _, p := range r.Order {
		v, err := e.eval(r.Scope, p)
		if err != nil {
			return bad(err)
		}
		n, _ := v.AsNumber()
		c.keys = append(c.keys, n)
	}
	return c, true
}

func (e *evaluator) rankProblem(name string, m ledger.Member, err error) Problem {
	p := Problem{Position: -1, Unit: m.Unit, Rule: name, At: lastInstant(e.end)}
	e.describe(&p, err, &fact{member: m})
	p.Unit = m.Unit
	return p
}

// honour praises the first of each group; a tie at the last place honours all of it.
func (e *evaluator) honour(h *scheme.Honour, all []contender, out *Ranked) {
	for _, c := range all {
		rank := out.Totals[c.row].Rank
		e.bindUnit(c.unit)
		e.slots[scheme.SlotGroup], e.slots[scheme.SlotRank] = rule.String(c.group), rule.Int(int64(rank))
		first, err := e.eval(h.FirstScope, h.First)
		if err != nil {
			out.Problems = append(out.Problems, e.rankProblem(h.Name, c.unit.member, err))
			continue
		}
		n, _ := first.AsNumber()
		if decimal.NewFromInt(int64(rank)).GreaterThan(n) {
			continue
		}
		ok, err := e.holds(h.Scope, h.Eligible)
		if err != nil {
			out.Problems = append(out.Problems, e.rankProblem(h.Name, c.unit.member, err))
			continue
		}
		if ok {
			out.Honours = append(out.Honours, Honour{Honour: h, Unit: c.unit.Unit, Rank: rank})
		}
	}
}
