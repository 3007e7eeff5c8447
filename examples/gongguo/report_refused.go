package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// shownOfEach is how many entries of each kind of refusal or problem a report shows.
const shownOfEach = 3

// gathered are lines by code; of each code the first few are kept.
type gathered struct {
	codes []string
	count map[string]int
	lines map[string][]string
}

func (g *gathered) add(code, line string) {
	if g.count == nil {
		g.count, g.lines = map[string]int{}, map[string][]string{}
	}
	if g.count[code] == 0 {
		g.codes = append(g.codes, code)
	}
	g.count[code]++
	if len(g.lines[code]) < shownOfEach {
		g.lines[code] = append(g.lines[code], line)
	}
}

// list is the lines under their codes, the most frequent code first.
func (g *gathered) list() []string {
	slices.SortStableFunc(g.codes, func(a, b string) int {
		return cmp.Or(cmp.Compare(g.count[b], g.count[a]), cmp.Compare(a, b))
	})
	var out []string
	for _, code := range g.codes {
		out = append(out, fmt.Sprintf("  %s: %d", code, g.count[code]))
		for _, line := range g.lines[code] {
			out = append(out, "    "+truncated(line, 150))
		}
		if more := g.count[code] - len(g.lines[code]); more > 0 {
			out = append(out, fmt.Sprintf("    … and %d more, all with --format json", more))
		}
	}
	return out
}

func unscoredBlocks(book *book) document {
	if len(book.unscored) == 0 {
		return nil
	}
	var g gathered
	for _, u := range book.unscored {
		g.add(u.Code, fmt.Sprintf("%s: %s", entryText(entryOf(book.Ledger, u.Entry)), asWritten(u.Reason.String())))
	}
	return document{{level: 2,
		heading: fmt.Sprintf("Unscored: %s refused", counted(len(book.unscored), "entry", "entries")), lines: g.list()}}
}

func problemBlocks(book *book, names map[string]string) document {
	if len(book.problems) == 0 {
		return nil
	}
	var g gathered
	for _, p := range book.problems {
		who := "unit " + named(names, p.Unit)
		if p.Entry != "" {
			who = entryText(entryOf(book.Ledger, p.Entry))
		}
		where := "rule " + p.Rule
		if p.Field != "" && !strings.Contains(p.Reason.String(), p.Field) {
			where += ", " + p.Field
		}
		g.add(p.Code, fmt.Sprintf("%s, %s: %s", who, where, asWritten(p.Reason.String())))
	}
	return document{{level: 2,
		heading: fmt.Sprintf("Problems: %s that rules needed and did not find, or not within bounds",
			counted(len(book.problems), "fact", "facts")), lines: g.list()}}
}
