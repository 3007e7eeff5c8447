package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// comparison is two scores of one period, row by row.
type comparison struct {
	first, other *book
	rows         []comparedRow
	from, with   origin // of the ledgers
	onlyChanged  bool
}

// comparedRow is what a unit has of an account on both sides, and its rank by one ranking.
type comparedRow struct {
	unit, name, account, title string
	ranking                    string         // its name where the account has several on a side; else empty
	group                      string         // on the other side, or on the first if it is not there
	old, new                   *scoring.Total // nil: not on that side
	oldRank, newRank           scoring.Rank
	oldGroup, newGroup         string // within which the row stands, ranked or not
}

// difference is what a unit wins; false if it is on one side only.
func (r *comparedRow) difference() (decimal.Decimal, bool) {
	if r.old == nil || r.new == nil {
		return decimal.Decimal{}, false
	}
	return r.new.Amount.Sub(r.old.Amount), true
}

// moved is by how many ranks a unit goes up; false if it is not ranked twice within one group.
func (r *comparedRow) moved() (int, bool) {
	if r.oldRank.Rank == 0 || r.newRank.Rank == 0 || r.oldRank.Group != r.newRank.Group {
		return 0, false
	}
	return r.oldRank.Rank - r.newRank.Rank, true
}

// changed says whether anything differs: the amount, the rank, the group, or on which sides the unit is.
func (r *comparedRow) changed() bool {
	return r.old == nil || r.new == nil || !r.old.Amount.Equal(r.new.Amount) || r.oldRank.Rank != r.newRank.Rank ||
		r.oldGroup != r.newGroup
}

// comparedBoard is an account with a ranking on each side; nil: none there.
type comparedBoard struct {
	account  string
	name     string // of the ranking, where the account has several on a side
	old, new *scheme.Ranking
}

// comparedBoards pair the boards of two sides, by the account, and where it has several rankings on a side by the
// ranking's name too: in the order of the first side, then what only the other has.
func comparedBoards(first, other *book) []comparedBoard {
	var out []comparedBoard
	for _, a := range append(slices.Clone(first.Scheme.Accounts), other.Scheme.Accounts...) {
		if a.Helper || slices.ContainsFunc(out, func(b comparedBoard) bool { return b.account == a.Name }) {
			continue
		}
		was, is := first.boardsOf(a.Name), other.boardsOf(a.Name)
		if len(was) == 1 && len(is) == 1 {
			out = append(out, comparedBoard{account: a.Name, old: was[0].ranking, new: is[0].ranking})
			continue
		}
		from := len(out)
		at := func(r *scheme.Ranking) *comparedBoard {
			i := slices.IndexFunc(out[from:], func(b comparedBoard) bool { return b.name == r.Name })
			if i < 0 {
				i = len(out) - from
				out = append(out, comparedBoard{account: a.Name, name: r.Name})
			}
			return &out[from+i]
		}
		for _, b := range was {
			if b.ranking != nil {
				at(b.ranking).old = b.ranking
			}
		}
		for _, b := range is {
			if b.ranking != nil {
				at(b.ranking).new = b.ranking
			}
		}
	}
	return out
}

// comparedRows pairs the totals by unit and board: boards in their order; groups as the other side has them, then as
// the first has; then the new rank.
func comparedRows(first, other *book) []comparedRow {
	var rows []comparedRow
	for _, of := range comparedBoards(first, other) {
		from, at := len(rows), map[string]int{}
		var groups []string
		add := func(book *book, ranking *scheme.Ranking, put func(*comparedRow, *scoring.Total, string)) {
			names, members := book.members(board{of.account, ranking})
			for _, group := range names {
				if !slices.Contains(groups, group) {
					groups = append(groups, group)
				}
				for i := range members[group] {
					t := &members[group][i]
					if t.Absent { // nothing to compare with
						continue
					}
					if _, ok := at[t.Unit]; !ok {
						at[t.Unit] = len(rows)
						rows = append(rows, comparedRow{unit: t.Unit, account: of.account, ranking: of.name})
					}
					r := &rows[at[t.Unit]]
					r.name, r.title = cmp.Or(t.Name, t.Unit), accountTitle(book.account(t.Account))
					if of.name != "" {
						r.title += ", " + of.title()
					}
					put(r, t, group)
				}
			}
		}
		add(other, of.new, func(r *comparedRow, t *scoring.Total, group string) {
			r.new, r.newRank, r.newGroup, r.group = t, rankOf(t, of.new), group, group
		})
		add(first, of.old, func(r *comparedRow, t *scoring.Total, group string) {
			r.old, r.oldRank, r.oldGroup = t, rankOf(t, of.old), group
			r.group = cmp.Or(r.group, group)
		})
		slices.SortStableFunc(rows[from:], func(a, b comparedRow) int {
			d := cmp.Compare(slices.Index(groups, a.group), slices.Index(groups, b.group))
			return cmp.Or(d, compareRanks(&a, &b))
		})
	}
	return rows
}

// title is what the ranking is called, on the other side if it is there.
func (b *comparedBoard) title() string {
	r := b.new
	if r == nil {
		r = b.old
	}
	return cmp.Or(r.Title, r.Name)
}

// compareRanks orders by the new rank; what has none comes after it, by amount, and what is not there any more at the
// end.
func compareRanks(a, b *comparedRow) int {
	rank := func(t *scoring.Total, r scoring.Rank) int {
		switch {
		case t == nil:
			return math.MaxInt
		case r.Rank == 0:
			return math.MaxInt - 1
		}
		return r.Rank
	}
	amount := func(t *scoring.Total) decimal.Decimal {
		if t == nil {
			return decimal.Decimal{}
		}
		return t.Amount
	}
	return cmp.Or(cmp.Compare(rank(a.new, a.newRank), rank(b.new, b.newRank)), amount(b.new).Cmp(amount(a.new)),
		cmp.Compare(rank(a.old, a.oldRank), rank(b.old, b.oldRank)), amount(b.old).Cmp(amount(a.old)))
}

// byID are the rows in an order that does not depend on the ledgers: boards in theirs, groups and,
// among equals, units by their ids.
func (c *comparison) byID() []comparedRow {
	type key struct{ account, ranking string }
	at := map[key]int{}
	for _, r := range c.rows {
		if _, ok := at[key{r.account, r.ranking}]; !ok {
			at[key{r.account, r.ranking}] = len(at)
		}
	}
	return slices.SortedFunc(slices.Values(c.rows), func(a, b comparedRow) int {
		return cmp.Or(cmp.Compare(at[key{a.account, a.ranking}], at[key{b.account, b.ranking}]),
			cmp.Compare(a.group, b.group), compareRanks(&a, &b), cmp.Compare(a.unit, b.unit))
	})
}
