package steps

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Total is what a unit has of an account in the reported period.
type Total struct {
	Unit, Name, Category string
	Account              int
	Amount               decimal.Decimal
	Absent               bool   // there is no amount: it has no figure of an account of figures, or not the account
	Rank                 int    // of the first ranking of the account in that kind of period; 0: not ranked
	Group                string // of that ranking
	// where several rankings rank the account: each that ranks the unit, in the order of the file
	Ranks []Placement
	// the grades that the unit has of the account, in the order of the file; of own periods, in that which ends last
	Grades []*Graded
}

// Placement is the rank of a unit by one ranking.
type Placement struct {
	Ranking *scheme.Ranking
	Rank    int
	Group   string
}

// totals are the rows of the reported period: those without a rank, then the ranked ones in their order.
func (r *Ranking) totals() {
	accounts := r.e.Frame.Scheme.Accounts
	rows := make([]int32, len(accounts)*len(r.Units)) // the row plus one
	out := make([]Total, 0, len(rows))
	for a := range accounts {
		rows := rows[a*len(r.Units):][:len(r.Units)]
		rankings := r.e.Frame.Scheme.RankingsOf(a, r.e.Frame.Period.Kind)
		for n, ranking := range rankings {
			entered := r.out.Entered[slices.Index(r.e.Frame.Scheme.Rankings, ranking)]
			for k := range entered {
				c := &entered[k]
				if rows[c.Number] == 0 {
					out = append(out, *c.Row)
					rows[c.Number] = int32(len(out))
				}
				t := &out[rows[c.Number]-1]
				if n == 0 {
					t.Rank, t.Group = c.rank, c.Group
				}
				if len(rankings) > 1 {
					t.Ranks = append(t.Ranks, Placement{ranking, c.rank, c.Group})
				}
			}
		}
		for i, row := range rows {
			if row != 0 {
				continue
			}
			if c, on := r.Contender(i, true); on {
				out = append(out, r.row(&c, a))
				rows[i] = int32(len(out))
			}
		}
		for n := range r.out.Graded {
			g := &r.out.Graded[n]
			if g.Grade.Account != a || g.Own == (calendar.Period{}) && g.Band == "" {
				continue
			}
			row := rows[r.numberOf(g.Unit)]
			if row == 0 { // an own period of a unit that has left ends here
				continue
			}
			t := &out[row-1]
			t.Grades = slices.DeleteFunc(t.Grades, func(o *Graded) bool { return o.Grade == g.Grade })
			if g.Band != "" {
				t.Grades = append(t.Grades, g)
			}
		}
	}
	byRank := func(a, b *Total) int {
		if a.Account != b.Account {
			return cmp.Compare(accounts[a.Account].Name, accounts[b.Account].Name)
		}
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(unranked(a.Rank), unranked(b.Rank)),
			cmp.Compare(a.Unit, b.Unit))
	}
	for i := range out {
		if i > 0 && byRank(&out[i-1], &out[i]) > 0 {
			slices.SortFunc(out, func(a, b Total) int { return byRank(&a, &b) })
			break
		}
	}
	r.out.Totals = out
}

// row is what a unit on the roster has of an account in the reported period.
func (r *Ranking) row(c *Contender, account int) Total {
	member := c.Unit.settled.Member
	return Total{Unit: c.Unit.settled.Unit, Name: member.Name, Category: member.Category, Account: account,
		Amount: c.Unit.Reported.Totals[account].value(), Absent: !r.Has(c, account)}
}

// unranked puts rows without a rank last.
func unranked(rank int) int {
	if rank == 0 {
		return 1 << 30
	}
	return rank
}
