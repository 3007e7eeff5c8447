package main

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/scoring"
)

// csv writes a row for each unit and account, and, where an account has several rankings on a side, for each of them,
// which it names. Behind it each grade, honour and result has a column for either side. Where a unit is not on a side,
// what would be there is empty.
func (c *comparison) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180
	rows := [][]string{
		{"period", "account", "group", "unit", "name", "old", "new", "difference", "old_rank", "new_rank", "moved"}}
	rank := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	several := slices.ContainsFunc(c.rows, func(r comparedRow) bool { return r.ranking != "" })
	if several {
		rows[0] = slices.Insert(rows[0], 2, "ranking")
	}
	columns, was, is := c.outcomeColumns(), newOutcomes(c.first), newOutcomes(c.other)
	var amounts []int // columns behind
	for _, col := range columns {
		name := strings.TrimSuffix(col.kind+"."+col.name, ".")
		if col.kind == columnCarried {
			amounts = append(amounts, len(rows[0]), len(rows[0])+1)
		}
		rows[0] = append(rows[0], firstSide+"_"+name, otherSide+"_"+name)
	}
	for _, r := range c.byID() {
		row := []string{c.first.Shown().String(), r.account, r.group, r.unit, r.name, "", "", "", "", "", ""}
		if r.old != nil {
			row[5], row[8] = r.old.Amount.String(), rank(r.oldRank.Rank)
		}
		if r.new != nil {
			row[6], row[9] = r.new.Amount.String(), rank(r.newRank.Rank)
		}
		if d, ok := r.difference(); ok {
			row[7] = d.String()
		}
		if n, ok := r.moved(); ok {
			row[10] = strconv.Itoa(n)
		}
		if several {
			row = slices.Insert(row, 2, r.ranking)
		}
		changed := r.changed()
		for _, col := range columns {
			from, to := was.cell(col, &r, r.old), is.cell(col, &r, r.new)
			row, changed = append(row, from, to), changed || from != to
		}
		if changed || !c.onlyChanged {
			rows = append(rows, row)
		}
	}
	first := slices.Index(rows[0], firstSide)
	for _, row := range rows {
		inSheet(row, append(amounts, first, first+1, first+2, first+5)...)
	}
	return errors.Join(out.WriteAll(rows), out.Error())
}

// columnCarried is what is carried from closed periods, where a side carries: a column without a name.
const columnCarried = "carried"

// outcomeColumn is a grade, an honour or a result: grade.level, honour.praised; or what is carried.
type outcomeColumn struct{ kind, name string }

// outcomeColumns are the grades, the honours and the results of both sides, in the order of the first, then what only
// the other has.
func (c *comparison) outcomeColumns() []outcomeColumn {
	var out []outcomeColumn
	add := func(kind, name string) {
		if col := (outcomeColumn{kind, name}); !slices.Contains(out, col) {
			out = append(out, col)
		}
	}
	both := []*book{c.first, c.other}
	if c.first.Scheme.Carries || c.other.Scheme.Carries {
		add(columnCarried, "")
	}
	for _, b := range both {
		for _, a := range b.Scheme.Accounts {
			if a.Helper {
				continue
			}
			for _, g := range b.gradesOf(a.Name) {
				add("grade", g.Name)
			}
		}
	}
	for _, b := range both {
		for _, h := range b.Scheme.Honours {
			if slices.Contains(h.Per, b.Period.Kind) {
				add("honour", h.Name)
			}
		}
	}
	for _, b := range both {
		for _, r := range b.Scheme.ResultsOf(b.Period.Kind) {
			add("result", r.Name)
		}
		for _, o := range b.outcomes { // of units' own periods
			add("result", o.Result)
		}
	}
	return out
}

// outcomesOf are the honours and the results of a side, by unit and name.
type outcomesOf struct {
	book    *book
	honours map[lineOf]board
	results map[lineOf]string
}

type lineOf struct{ unit, name string }

func newOutcomes(b *book) outcomesOf {
	out := outcomesOf{b, map[lineOf]board{}, map[lineOf]string{}}
	by := map[string]board{} // by ranking
	for _, r := range b.Scheme.Rankings {
		by[r.Name] = board{b.Scheme.Accounts[r.Account].Name, r}
	}
	for _, h := range b.honours {
		out.honours[lineOf{h.Unit, h.Honour}] = by[h.Ranking]
	}
	for _, o := range b.outcomes {
		of := lineOf{o.Unit, o.Result}
		out.results[of] = strings.TrimSpace(out.results[of] + " " + cmp.Or(ownText(o.Own), "yes"))
	}
	return out
}

// cell is what a side has of a column in a row, of which t is its total: the name of a grade of the row's account; yes
// for an honour by the account, and by the ranking where the row is of one; yes for a result of the unit, or the
// periods of the unit's own.
func (o outcomesOf) cell(col outcomeColumn, r *comparedRow, t *scoring.Total) string {
	of := lineOf{r.unit, col.name}
	switch {
	case col.kind == columnCarried:
		return o.book.carriedTo(r.unit, r.account)
	case col.kind == "result":
		return o.results[of]
	case col.kind == "grade" && t != nil:
		return t.Grades[col.name]
	case col.kind == "honour":
		by, has := o.honours[of]
		if has && by.account == r.account && (r.ranking == "" || r.ranking == by.ranking.Name) {
			return "yes"
		}
	}
	return ""
}
