package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// held is an honour or a result that a unit has on one side alone.
type held struct {
	name, title, unit string
	own               calendar.Period // of a unit's own; zero: it is of the period that is shown
	comes             bool            // it is on the other side
}

// same says whether two are one on both sides: a scheme may call a line otherwise, and by the same title.
func (h held) same(o held) bool { return h.title == o.title && h.unit == o.unit && h.own == o.own }

// changed are those on one side alone: first what comes, then what goes.
func changed(was, is []held) (out []held) {
	for _, h := range is {
		if h.comes = true; !slices.ContainsFunc(was, h.same) {
			out = append(out, h)
		}
	}
	for _, h := range was {
		if !slices.ContainsFunc(is, h.same) {
			out = append(out, h)
		}
	}
	return out
}

// changedHonours are the honours that units win and lose.
func (c *comparison) changedHonours() []held {
	list := func(book *book) (out []held) {
		for _, h := range book.honours {
			out = append(out, held{name: h.Honour, title: cmp.Or(h.Title, h.Honour), unit: h.Unit})
		}
		return out
	}
	return changed(list(c.first), list(c.other))
}

// changedResults are the results that hold on one side alone.
func (c *comparison) changedResults() []held {
	list := func(book *book) (out []held) {
		for _, o := range book.outcomes {
			out = append(out, held{name: o.Result, title: cmp.Or(o.Title, o.Result), unit: o.Unit, own: o.Own})
		}
		return out
	}
	return changed(list(c.first), list(c.other))
}

// regraded is a unit whose grade is another on the other side; empty: it has none there.
type regraded struct{ unit, grade, title, old, new string }

// changedGrades are the grades that units change, by grade and unit.
func (c *comparison) changedGrades() (out []regraded) {
	type key struct{ unit, grade string }
	list := func(book *book) map[key]string {
		grades := map[key]string{}
		for _, t := range book.totals {
			for name, band := range t.Grades {
				grades[key{t.Unit, name}] = band
			}
		}
		return grades
	}
	title := func(book *book, name string) string {
		for _, g := range book.Scheme.Grades {
			if g.Name == name {
				return g.Title
			}
		}
		return ""
	}
	was, is := list(c.first), list(c.other)
	both := maps.Clone(was)
	maps.Copy(both, is)
	for k := range both {
		if was[k] != is[k] {
			out = append(out, regraded{unit: k.unit, grade: k.grade, old: was[k], new: is[k],
				title: cmp.Or(title(c.other, k.grade), title(c.first, k.grade))})
		}
	}
	slices.SortFunc(out, func(x, y regraded) int {
		return cmp.Or(cmp.Compare(x.grade, y.grade), cmp.Compare(x.unit, y.unit))
	})
	return out
}

// gradeBlocks are the grades that units change.
func (c *comparison) gradeBlocks(names map[string]string) document {
	b := block{level: 2, heading: "Grades that change"}
	for _, g := range c.changedGrades() {
		b.lines = append(b.lines, fmt.Sprintf("  %s: %s, %s → %s", g.title, named(names, g.unit),
			cmp.Or(g.old, "none"), cmp.Or(g.new, "none")))
	}
	return shownIf(b)
}

// outcomeBlocks are the results that hold on one side alone.
func (c *comparison) outcomeBlocks(names map[string]string) document {
	return heldBlocks("Results that change", "comes to it", "no longer", c.changedResults(), names)
}

// honourBlocks are the honours that units win and lose.
func (c *comparison) honourBlocks(names map[string]string) document {
	return heldBlocks("Honours that change hands", "wins it", "loses it", c.changedHonours(), names)
}

// heldBlocks list what is held on one side alone.
func heldBlocks(heading, comes, goes string, all []held, names map[string]string) document {
	b := block{level: 2, heading: heading}
	for _, h := range all {
		verb := goes
		if h.comes {
			verb = comes
		}
		b.lines = append(b.lines, fmt.Sprintf("  %s: %s %s", inOwn(h.title, h.own), named(names, h.unit), verb))
	}
	return shownIf(b)
}

// shownIf is a block that has lines; none where it has not.
func shownIf(b block) document {
	if len(b.lines) == 0 {
		return nil
	}
	return document{b}
}

// names are those of the units on either side; where both have one, that of the other side.
func (c *comparison) names() map[string]string {
	names := unitNames(c.first)
	maps.Copy(names, unitNames(c.other))
	return names
}

// byName are those that are held on one side alone in an order that does not depend on the ledgers.
func byName(all []held) []held {
	return slices.SortedFunc(slices.Values(all), func(x, y held) int {
		return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.unit, y.unit),
			cmp.Compare(ownText(x.own), ownText(y.own)))
	})
}
