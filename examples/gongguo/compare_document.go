package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The two sides of a comparison, as it calls them.
const (
	firstSide = "old"
	otherSide = "new"
)

func (c *comparison) document() document {
	title := block{level: 1, heading: "Who wins, who loses: " + cmp.Or(c.other.Scheme.Title, c.other.Scheme.Name)}
	start, end := c.other.Bounds()
	title.lines = append(title.lines,
		fmt.Sprintf("period %s: %s to %s", c.other.Shown(), start.Format(time.DateOnly), lastDay(end)))
	if was, wasEnd := c.first.Bounds(); !was.Equal(start) || !wasEnd.Equal(end) {
		title.lines = append(title.lines,
			fmt.Sprintf("%s: %s to %s, since its calendar is another", firstSide, was.Format(time.DateOnly),
				lastDay(wasEnd)))
	}
	title.lines = append(title.lines, sideText(firstSide, c.first, c.from), sideText(otherSide, c.other, c.with))
	if c.from.made && !c.from.asked {
		title.lines = append(title.lines, c.from.lines(c.first.Ledger)...)
	}
	title.lines = append(title.lines, c.from.warnings()...)
	for _, line := range c.with.warnings() {
		if !slices.Contains(title.lines, line) {
			title.lines = append(title.lines, line)
		}
	}
	if hint := rankedWhen(c.other); hint != "" {
		title.lines = append(title.lines, hint)
	}
	was, is := warnings(c.first), warnings(c.other)
	for _, line := range was {
		if slices.Contains(is, line) {
			title.lines = append(title.lines, line)
		} else {
			title.lines = append(title.lines, firstSide+": "+line)
		}
	}
	for _, line := range is {
		if !slices.Contains(was, line) {
			title.lines = append(title.lines, otherSide+": "+line)
		}
	}
	for _, side := range []struct {
		name string
		book *book
	}{{firstSide, c.first}, {otherSide, c.other}} {
		if n := len(side.book.problems); n > 0 {
			title.lines = append(title.lines,
				fmt.Sprintf("%s: %s that rules needed and did not find, or not within bounds; see gongguo score",
					side.name, counted(n, "fact", "facts")))
		}
	}
	d := document{title}
	if len(c.rows) == 0 {
		return append(d, nobody(c.other)...)
	}
	for i := 0; i < len(c.rows); {
		j := i + 1
		for j < len(c.rows) && c.rows[j].account == c.rows[i].account && c.rows[j].ranking == c.rows[i].ranking &&
			c.rows[j].group == c.rows[i].group {
			j++
		}
		if b := c.groupBlock(c.rows[i:j]); len(b.table.rows) > 0 {
			d = append(d, b)
		}
		i = j
	}
	names := c.names()
	d = append(append(d, c.carriedBlocks(names)...), c.gradeBlocks(names)...)
	d = append(d, c.outcomeBlocks(names)...)
	if d = append(d, c.honourBlocks(names)...); len(d) == 1 {
		d = append(d, block{lines: []string{"nothing changed"}})
	}
	return d
}

// sideText says what a side scores.
func sideText(name string, book *book, from origin) string {
	parts := []string{"scheme " + book.Scheme.Name, "ledger: " + from.text(book.Ledger)}
	o := book.Options
	if until := untilText(o); until != "" {
		parts = append(parts, "until "+until)
	}
	if known := knownText(o); known != "" {
		parts = append(parts, "known by "+known)
	}
	for _, p := range o.Params {
		parts = append(parts, fmt.Sprintf("parameter %s = %s", p.Path, p.Value))
	}
	for _, r := range o.Readings {
		parts = append(parts, "reading "+r)
	}
	return name + ": " + strings.Join(parts, "; ")
}

// groupBlock is the table of an account and a group; rows has one row at least.
func (c *comparison) groupBlock(rows []comparedRow) block {
	up, down, same := 0, 0, 0
	ranked := false
	for i := range rows {
		r := &rows[i]
		ranked = ranked || r.oldRank.Rank > 0 || r.newRank.Rank > 0
		if d, ok := r.difference(); ok {
			switch d.Sign() {
			case 1:
				up++
			case -1:
				down++
			default:
				same++
			}
		}
	}
	group := rows[0].group
	switch title := c.other.Scheme.CategoryTitle(group); {
	case group == "all":
		group = "all units"
	case title != group:
		group = title
	default:
		group = c.first.Scheme.CategoryTitle(group)
	}
	text := fmt.Sprintf("%d win, %d lose, %d stay at their amount", up, down, same)
	if n := len(rows) - up - down - same; n > 0 {
		text += fmt.Sprintf(", %d on one side only", n)
	}
	t := &table{
		columns: []column{{"unit", false}, {"id", false}, {firstSide, true}, {otherSide, true}, {"difference", true}}}
	if ranked {
		t.columns = append(t.columns, column{firstSide + " rank", true}, column{otherSide + " rank", true},
			column{"moved", false})
	}
	for i := range rows {
		if r := &rows[i]; !c.onlyChanged || r.changed() {
			t.rows = append(t.rows, r.cells(ranked))
		}
	}
	return block{level: 2, heading: fmt.Sprintf("%s, %s: %s", rows[0].title, group, text), table: t}
}

// cells are a row of the table.
func (r *comparedRow) cells(ranked bool) []string {
	row := []string{r.name, r.unit, "-", "-", "-", "-", "-", "-"}
	if r.old != nil {
		row[2], row[5] = r.old.Amount.String(), rankText(r.oldRank.Rank)
		if r.new != nil && r.oldRank.Rank > 0 && r.oldGroup != r.newGroup {
			row[5] += " in " + r.oldGroup
		}
	}
	if r.new != nil {
		row[3], row[6] = r.new.Amount.String(), rankText(r.newRank.Rank)
	}
	if d, ok := r.difference(); ok {
		row[4] = d.String()
		if d.Sign() > 0 {
			row[4] = "+" + row[4]
		}
	}
	switch n, ok := r.moved(); {
	case !ok:
	case n > 0:
		row[7] = "up " + strconv.Itoa(n)
	case n < 0:
		row[7] = "down " + strconv.Itoa(-n)
	default:
		row[7] = "="
	}
	if !ranked {
		return row[:5]
	}
	return row
}
