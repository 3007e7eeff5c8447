package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring"
)

// comparison is two scores of one period, row by row.
type comparison struct {
	first, other *book
	rows         []comparedRow
	made         bool // the ledger of the first side is a sample
	onlyChanged  bool
}

// comparedRow is what a unit has of an account on both sides.
type comparedRow struct {
	unit, name, account, title string
	group                      string         // on the other side, or on the first if it is not there
	old, new                   *scoring.Total // nil: not on that side
}

// groupOf is the group within which a row is ranked, or its category.
func groupOf(t *scoring.Total) string {
	if t.Rank > 0 {
		return t.Group
	}
	return t.Category
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
	if r.old == nil || r.new == nil || r.old.Rank == 0 || r.new.Rank == 0 || r.old.Group != r.new.Group {
		return 0, false
	}
	return r.old.Rank - r.new.Rank, true
}

// changed says whether anything differs: the amount, the rank, the group, or on which sides the unit is.
func (r *comparedRow) changed() bool {
	return r.old == nil || r.new == nil || !r.old.Amount.Equal(r.new.Amount) || r.old.Rank != r.new.Rank ||
		groupOf(r.old) != groupOf(r.new)
}

// comparedRows pairs the totals by unit and by the name of the account: accounts in the order of the first side, then
// those that only the other has; groups by name; then the new rank.
func comparedRows(first, other *book) []comparedRow {
	type key struct{ account, unit string }
	var accounts []string
	at := map[key]int{}
	var rows []comparedRow
	add := func(book *book, put func(*comparedRow, *scoring.Total)) {
		for _, a := range book.Scheme.Accounts {
			if !slices.Contains(accounts, a.Name) {
				accounts = append(accounts, a.Name)
			}
		}
		for i := range book.totals {
			t := &book.totals[i]
			account := book.account(t.Account)
			k := key{account.Name, t.Unit}
			if _, ok := at[k]; !ok {
				at[k] = len(rows)
				rows = append(rows, comparedRow{unit: t.Unit, account: account.Name})
			}
			r := &rows[at[k]]
			r.name, r.title, r.group = cmp.Or(t.Name, t.Unit), accountTitle(account), groupOf(t)
			put(r, t)
		}
	}
	add(first, func(r *comparedRow, t *scoring.Total) { r.old = t })
	add(other, func(r *comparedRow, t *scoring.Total) { r.new = t })
	slices.SortStableFunc(rows, func(a, b comparedRow) int {
		return cmp.Or(cmp.Compare(slices.Index(accounts, a.account), slices.Index(accounts, b.account)),
			cmp.Compare(a.group, b.group), compareRanks(&a, &b), cmp.Compare(a.unit, b.unit))
	})
	return rows
}

// compareRanks orders by the new rank; what has none comes after it, by amount, and what is not there any more at the
// end.
func compareRanks(a, b *comparedRow) int {
	rank := func(t *scoring.Total) int {
		switch {
		case t == nil:
			return math.MaxInt
		case t.Rank == 0:
			return math.MaxInt - 1
		}
		return t.Rank
	}
	amount := func(t *scoring.Total) decimal.Decimal {
		if t == nil {
			return decimal.Decimal{}
		}
		return t.Amount
	}
	return cmp.Or(cmp.Compare(rank(a.new), rank(b.new)), amount(b.new).Cmp(amount(a.new)),
		cmp.Compare(rank(a.old), rank(b.old)), amount(b.old).Cmp(amount(a.old)))
}

// shown are the rows that are printed.
func (c *comparison) shown() []comparedRow {
	if !c.onlyChanged {
		return c.rows
	}
	return slices.DeleteFunc(slices.Clone(c.rows), func(r comparedRow) bool { return !r.changed() })
}
