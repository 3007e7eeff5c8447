package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// gradesOf are the grades of an account in the period that is shown; none in a run of periods.
func (b *book) gradesOf(account string) []*scheme.Grade {
	return b.Scheme.GradesOf(accountIndex(b.Scheme, account), b.Period.Kind)
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

// gradeBlocks are the grades that units change.
func (c *comparison) gradeBlocks(names map[string]string) document {
	type key struct{ unit, grade string }
	type side struct {
		grades map[key]string
		titles map[string]string
	}
	list := func(book *book) (out side) {
		out = side{map[key]string{}, map[string]string{}}
		for _, g := range book.Scheme.Grades {
			out.titles[g.Name] = g.Title
		}
		for _, t := range book.totals {
			for name, band := range t.Grades {
				out.grades[key{t.Unit, name}] = band
			}
		}
		return out
	}
	was, is := list(c.first), list(c.other)
	var keys []key
	for _, of := range []side{was, is} {
		for k := range of.grades {
			if was.grades[k] != is.grades[k] && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	if len(keys) == 0 {
		return nil
	}
	slices.SortFunc(keys, func(x, y key) int {
		return cmp.Or(cmp.Compare(x.grade, y.grade), cmp.Compare(x.unit, y.unit))
	})
	b := block{level: 2, heading: "Grades that change"}
	for _, k := range keys {
		b.lines = append(b.lines, fmt.Sprintf("  %s: %s, %s → %s", cmp.Or(is.titles[k.grade], was.titles[k.grade]),
			named(names, k.unit), cmp.Or(was.grades[k], "none"), cmp.Or(is.grades[k], "none")))
	}
	return document{b}
}
