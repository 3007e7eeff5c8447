package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// gradesOf are the grades of an account in the period that is shown, and those by units' own periods that somebody has
// there; none in a run of periods.
func (b *book) gradesOf(account string) []*scheme.Grade {
	out := b.Scheme.GradesOf(accountIndex(b.Scheme, account), b.Period.Kind)
	for _, g := range b.Scheme.Grades {
		if b.Scheme.Accounts[g.Account].Name == account && !slices.Contains(out, g) &&
			slices.ContainsFunc(b.totals, func(t scoring.Total) bool {
				return t.Account == account && t.Grades[g.Name] != ""
			}) {
			out = append(out, g)
		}
	}
	return out
}

// gradeText is the grade of a row; a dash where it has none.
func gradeText(t *scoring.Total, g *scheme.Grade) string { return cmp.Or(t.Grades[g.Name], "-") }

// gradeBlocks say which grades a unit has, why, and why not the next.
func (x *explanation) gradeBlocks() document {
	if len(x.Grades) == 0 {
		return nil
	}
	b := block{level: 2, heading: "Grades"}
	if x.book.Provisional() {
		b.heading += ", provisional"
	}
	for _, g := range x.Grades {
		b.lines = append(b.lines,
			fmt.Sprintf("  %s: %s", inOwn(titledText(g.Grade, g.Title, g.Clause), g.Own), cmp.Or(g.Band, "none")))
		for _, why := range g.Reasons {
			b.lines = append(b.lines, "    "+asWritten(why.String()))
		}
		b.lines = append(b.lines, readLines(g.Values)...)
	}
	return document{b}
}

// titledText names a line of the scheme, with its title if that is not the name.
func titledText(name, title, clause string) string {
	if title == name {
		title = ""
	}
	return ruleText(name, title, clause)
}

// readLines are values that expressions read, folded.
func readLines(values []scoring.Value) []string {
	var texts []string
	for _, v := range values {
		texts = append(texts, v.Path+" = "+truncated(asWritten(v.Value), 100))
	}
	margin := strings.Repeat(" ", 4+9)
	return hung("    "+padded("read", 9, false), margin, strings.Join(texts, "; "))
}
