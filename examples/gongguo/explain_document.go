package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// explanation is an answer with what it takes to print it.
type explanation struct {
	*scoring.Explanation
	book   *book
	names  map[string]string // of units
	titles map[string]string // of items
}

func (x *explanation) document(from origin) document {
	title := titleBlock(x.book, from)
	if x.Query.Unit != "" {
		title.lines = append(title.lines, warnings(x.book)...)
	}
	d := document{title}
	switch {
	case x.Query.Unit != "":
		d = append(d, x.unitBlocks()...)
	case x.Query.Item != "":
		d = append(d, x.itemBlocks()...)
	default:
		e, _ := x.entry(x.Query.Entry)
		d = append(d, block{level: 2, heading: "Entry " + e.ID, lines: []string{"  " + x.describe(e)}})
	}
	d = append(d, x.sumBlock())
	for i := range x.Points {
		p := &x.Points[i]
		d = append(d, block{level: 3, heading: x.pointHeading(p), lines: x.pointLines(p)})
	}
	d = append(d, x.idleBlocks()...)
	return append(d, sealBlock(x.book))
}

// counted is a number with the word for one or for several.
func counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + several
}

// unitBlocks say who the unit is, what it has, where it stands and what it owed.
func (x *explanation) unitBlocks() document {
	unit := x.Query.Unit
	t := &table{columns: []column{{"account", false}, {"amount", true}, {"rank", true}, {"group", false}}}
	category := ""
	for _, row := range x.book.totals {
		if row.Unit != unit {
			continue
		}
		category = row.Category
		for _, board := range x.book.boardsOf(row.Account) {
			own, of, rank := rankOf(&row, board.ranking), 0, "-"
			for _, other := range x.book.totals {
				if theirs := rankOf(&other, board.ranking); other.Account == row.Account && theirs.Rank > 0 &&
					theirs.Group == own.Group {
					of++
				}
			}
			if own.Rank > 0 {
				rank = fmt.Sprintf("%d of %d", own.Rank, of)
			}
			t.rows = append(t.rows, []string{x.book.title(board), amountText(&row), rank,
				x.book.Scheme.CategoryTitle(own.Group)})
		}
	}
	if len(t.rows) == 0 {
		return document{{level: 2, heading: fmt.Sprintf("Unit %s: not on the roster in %s", unit, x.book.Shown()),
			lines: x.successionLines(unit)}}
	}
	d := document{{level: 2, heading: fmt.Sprintf("Unit %s: %s, %s", unit, named(x.names, unit),
		x.book.Scheme.CategoryTitle(category)), lines: x.successionLines(unit), table: t}}
	var rows []scoring.QuotaRow
	short, exact := block{}, block{}
	for _, q := range x.book.quotas {
		if q.Unit != unit {
			continue
		}
		rows = append(rows, q)
		if q.Posted.Valid {
			exact.lines = append(exact.lines,
				fmt.Sprintf("  %s: %s, %s done, %s posted", q.Period, q.Quota, q.Done, q.Posted.Decimal))
		}
		if !q.Missing.IsZero() {
			short.lines = append(short.lines,
				fmt.Sprintf("  %s: %s, %s done of %s, %s missing", q.Period,
					ruleText(q.Quota, quotaNamed(x.book.Scheme, q.Quota).Title, ""), q.Done, q.Required, q.Missing))
		}
	}
	if len(rows) > 0 {
		d = append(d, block{level: 2, heading: "Quotas",
			table: quotaTable(x.book.Scheme.Calendar, quotaSums(x.book.Scheme, rows))})
	}
	if len(short.lines) > 0 {
		short.level, short.heading = 3, "Short in"
		d = append(d, short)
	}
	if len(exact.lines) > 0 {
		exact.level, exact.heading = 3, "Shares count exactly; what was posted, rounded, adds up to another figure"
		d = append(d, exact)
	}
	return append(append(d, x.gradeBlocks()...), x.resultBlocks()...)
}

// itemBlocks tell the item's story: all that the ledger says about it.
func (x *explanation) itemBlocks() document {
	b := block{level: 2, heading: "Item " + x.Query.Item}
	for i, e := range x.book.Ledger.All() {
		if e.Item == x.Query.Item {
			e = x.book.Entry(i)
			b.lines = append(b.lines, "  "+e.ID+": "+x.describe(e))
		}
	}
	return document{b}
}

// sumBlock adds the points up by rule.
func (x *explanation) sumBlock() block {
	if len(x.Points) == 0 {
		return block{level: 2, heading: fmt.Sprintf("Points: none in %s", x.book.Shown())}
	}
	type key struct {
		rule    *scheme.Rule
		account int // its place in the scheme
	}
	sums, counts := map[key]decimal.Decimal{}, map[key]int{}
	var keys []key
	for _, p := range x.Points {
		k := key{ruleNamed(x.book.Scheme, p.Rule), accountIndex(x.book.Scheme, p.Account)}
		if counts[k] == 0 {
			keys = append(keys, k)
		}
		sums[k] = sums[k].Add(p.Amount)
		counts[k]++
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.rule.Index, b.rule.Index))
	})
	t := &table{columns: []column{{"account", false}, {"rule", false}, {"title", false}, {"clause", false},
		{"postings", true}, {"sum", true}}}
	for _, k := range keys {
		t.rows = append(t.rows, []string{accountTitle(x.book.Scheme.Accounts[k.account]), k.rule.Name, k.rule.Title,
			k.rule.Clause, fmt.Sprint(counts[k]), sums[k].String()})
	}
	return block{level: 2, heading: "Points, by rule; each follows", table: t}
}
