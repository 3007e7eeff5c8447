package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// accountTitle is what an account is called, with its unit of measure.
func accountTitle(a scheme.Account) string {
	title := cmp.Or(a.Title, a.Name)
	if a.Unit != "" {
		title += "（" + a.Unit + "）"
	}
	return title
}

// parts are the sums that make up a total: what was earned, deducted, and taken back by caps.
type parts struct{ earned, deducted, capped decimal.Decimal }

type rowKey struct {
	unit    string
	account string
}

func partsOf(book *book) map[rowKey]*parts {
	out := map[rowKey]*parts{}
	for _, p := range book.RuleSums() {
		key := rowKey{p.Unit, p.Account}
		if out[key] == nil {
			out[key] = &parts{}
		}
		into := &out[key].earned
		switch ruleNamed(book.Scheme, p.Rule).Section {
		case "deductions":
			into = &out[key].deducted
		case "caps":
			into = &out[key].capped
		}
		*into = into.Add(p.Amount)
	}
	return out
}

// totalBlocks are the tables of totals. Where there is one ranking, or none, all accounts are columns of one table;
// where there are several, each has its own. A table has a part for each group.
func totalBlocks(book *book) document {
	var accounts []string
	var ranked, others []board
	for _, a := range book.Scheme.Accounts {
		if a.Helper {
			continue
		}
		accounts = append(accounts, a.Name)
		for _, of := range book.boardsOf(a.Name) {
			if of.ranking != nil {
				ranked = append(ranked, of)
			} else {
				others = append(others, of)
			}
		}
	}
	rows := map[rowKey]scoring.Total{}
	for _, t := range book.totals {
		rows[rowKey{t.Unit, t.Account}] = t
	}
	parts, all := partsOf(book), append(ranked, others...)
	var d document
	if len(ranked) < 2 {
		return append(boardBlocks(book, 2, all[0], accounts, rows, parts), notHad(book)...)
	}
	for _, of := range all {
		d = append(d, block{level: 2, heading: book.title(of)})
		d = append(d, boardBlocks(book, 3, of, []string{of.account}, rows, parts)...)
	}
	return append(d, notHad(book)...)
}

// notHad says of how much the tables show a dash instead.
func notHad(book *book) document {
	for _, note := range book.notes {
		if note.Code == scoring.NoteNotHad {
			return document{{lines: []string{said(note)}}}
		}
	}
	return nil
}

// boardBlocks are the parts of a table that is led, and ordered, by one board and shows some accounts.
func boardBlocks(book *book, level int, lead board, shown []string, rows map[rowKey]scoring.Total,
	parts map[rowKey]*parts) document {
	var d document
	groups, members := book.members(lead)
	for _, g := range groups {
		count := len(members[g])
		without := count - rankedOf(members[g], lead)
		if without < count { // the heading is of those that are ranked
			count -= without
		} else {
			without = 0
		}
		heading := fmt.Sprintf("%s, %s", book.Scheme.CategoryTitle(g), counted(count, "unit", "units"))
		if g == "all" {
			heading = "all units, " + strconv.Itoa(count)
		}
		if without > 0 {
			heading += fmt.Sprintf("; and %d without a rank", without)
		}
		d = append(d, block{level: level, heading: heading,
			table: groupTable(book, lead, g, members[g], shown, rows, parts)})
	}
	return d
}

// rankedOf is how many of some rows a board ranks.
func rankedOf(rows []scoring.Total, of board) int {
	n := 0
	for i := range rows {
		if rankOf(&rows[i], of.ranking).Rank > 0 {
			n++
		}
	}
	return n
}

func groupTable(book *book, lead board, group string, members []scoring.Total, shown []string,
	rows map[rowKey]scoring.Total, all map[rowKey]*parts) *table {
	ranked := slices.ContainsFunc(members, func(t scoring.Total) bool { return rankOf(&t, lead.ranking).Rank > 0 })
	categories := slices.ContainsFunc(members, func(t scoring.Total) bool { return t.Category != group })
	t := &table{}
	if ranked {
		t.columns = append(t.columns, column{"rank", true})
	}
	t.columns = append(t.columns, column{"unit", false}, column{"id", false})
	if categories {
		t.columns = append(t.columns, column{"category", false})
	}
	shown = slices.DeleteFunc(slices.Clone(shown), func(a string) bool { // an account that is not theirs
		return book.account(a).When != nil && a != lead.account && !slices.ContainsFunc(members,
			func(m scoring.Total) bool { t := rows[rowKey{m.Unit, a}]; return !t.Absent })
	})
	// what a total is made of is shown where there is one account only
	single := len(shown) == 1
	deducted, capped := false, false
	if single {
		for _, m := range members {
			if p := all[rowKey{m.Unit, shown[0]}]; p != nil {
				deducted = deducted || !p.deducted.IsZero()
				capped = capped || !p.capped.IsZero()
			}
		}
	}
	if deducted || capped {
		t.columns = append(t.columns, column{"earned", true})
	}
	if deducted {
		t.columns = append(t.columns, column{"deducted", true})
	}
	if capped {
		t.columns = append(t.columns, column{"capped", true})
	}
	for _, a := range shown {
		t.columns = append(t.columns, column{accountTitle(book.account(a)), true})
		for _, g := range book.gradesOf(a) {
			t.columns = append(t.columns, column{g.Title, false})
		}
	}
	for _, m := range members {
		var row []string
		if ranked {
			row = append(row, rankText(rankOf(&m, lead.ranking).Rank))
		}
		row = append(row, m.Name, m.Unit)
		if categories {
			row = append(row, book.Scheme.CategoryTitle(m.Category))
		}
		p := &parts{}
		if single && all[rowKey{m.Unit, shown[0]}] != nil {
			p = all[rowKey{m.Unit, shown[0]}]
		}
		if deducted || capped {
			row = append(row, p.earned.String())
		}
		if deducted {
			row = append(row, p.deducted.String())
		}
		if capped {
			row = append(row, p.capped.String())
		}
		for _, a := range shown {
			t := rows[rowKey{m.Unit, a}]
			row = append(row, amountText(&t))
			for _, g := range book.gradesOf(a) {
				row = append(row, gradeText(&t, g))
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// amountText is an amount; a dash where the unit has no figure of the account.
func amountText(t *scoring.Total) string {
	if t.Absent {
		return "-"
	}
	return t.Amount.String()
}

func rankText(rank int) string {
	if rank == 0 {
		return "-"
	}
	return strconv.Itoa(rank)
}
