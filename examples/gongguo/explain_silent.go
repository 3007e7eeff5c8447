package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/scoring"
)

// countsFor is how the engine says that an entry counts for a quota.
var countsFor = regexp.MustCompile(`^counts (\S+) for quota ([^;]+)`)

// silentBlocks are the entries that gave no points: of a unit first those that counted for a quota.
func (x *explanation) silentBlocks() document {
	var forQuotas, silent []scoring.Silent
	for _, s := range x.Silent {
		if x.Query.Unit != "" && slices.ContainsFunc(s.Why, countsSomething) {
			forQuotas = append(forQuotas, s)
		} else {
			silent = append(silent, s)
		}
	}
	var d document
	if len(forQuotas) > 0 {
		d = append(d, block{level: 2, heading: "Counted for quotas: " + counted(len(forQuotas), "entry", "entries"), lines: x.countedLines(forQuotas)})
	}
	if len(silent) > 0 {
		d = append(d, block{level: 2, heading: "Gave nothing: " + counted(len(silent), "entry", "entries"), lines: x.silentLines(silent)})
	}
	return d
}

// countsSomething says whether a reason is that the entry counts for a quota.
func countsSomething(why string) bool {
	m := countsFor.FindStringSubmatch(why)
	return m != nil && m[1] != "0"
}

// countsNothing says whether a reason is that a quota counts an entry as 0.
func countsNothing(why string) bool {
	m := countsFor.FindStringSubmatch(why)
	return m != nil && m[1] == "0"
}

// countedLines are the entries that counted for quotas, each in a line, under what they counted for.
func (x *explanation) countedLines(all []scoring.Silent) []string {
	return x.gathered(all, func(s scoring.Silent) []string {
		var quotas, rest []string
		for _, why := range s.Why {
			switch m := countsFor.FindStringSubmatch(why); {
			case m == nil:
				head, _, _ := strings.Cut(why, "; ") // the values are for explain --entry
				rest = append(rest, head)
			case m[1] != "0":
				quotas = append(quotas, m[1]+" for "+x.quotaText(m[2]))
			}
		}
		return append([]string{strings.Join(quotas, ", ")}, rest...)
	}, func(a, b int) int { return cmp.Compare(b, a) })
}

// quotaText is a quota with its title and clause.
func (x *explanation) quotaText(name string) string {
	for _, q := range x.Book.Scheme.Quotas {
		if q.Name == name {
			return ruleText(q.Name, q.Title, q.Clause)
		}
	}
	return name
}

// silentLines are the entries that gave nothing under the reasons why, the rarest reason first. That a quota counts an entry
// as 0 is a reason only where there is no other; about a single entry all is said.
func (x *explanation) silentLines(all []scoring.Silent) []string {
	return x.gathered(all, func(s scoring.Silent) []string {
		why := s.Why
		if x.Query.Entry == "" {
			why = slices.DeleteFunc(slices.Clone(s.Why), countsNothing)
			if len(why) == 0 {
				why = s.Why
			}
		}
		return why
	}, func(a, b int) int { return cmp.Compare(a, b) })
}

// gathered puts entries under their reasons, which stand in the order of how many entries each has.
func (x *explanation) gathered(all []scoring.Silent, reasons func(scoring.Silent) []string, order func(a, b int) int) []string {
	entries := map[string][]string{}
	var keys []string
	for _, s := range all {
		var lines []string
		for _, why := range reasons(s) {
			lines = append(lines, hung("  ", "    ", asWritten(why))...)
		}
		key := strings.Join(lines, "\n")
		if entries[key] == nil {
			keys = append(keys, key)
		}
		e, _ := x.entry(s.Entry)
		entries[key] = append(entries[key], fmt.Sprintf("    %s: %s", s.Entry, x.describe(e)))
	}
	slices.SortStableFunc(keys, func(a, b string) int { return order(len(entries[a]), len(entries[b])) })
	var out []string
	for _, key := range keys {
		out = append(out, strings.Split(key+":", "\n")...)
		out = append(out, entries[key]...)
	}
	return out
}
