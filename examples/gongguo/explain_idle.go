package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
)

// idleBlocks are the entries that gave no points: of a unit first those that counted for a quota.
func (x *explanation) idleBlocks() document {
	var forQuotas, idle []scoring.Idle
	for _, s := range x.Idle {
		if x.Query.Unit != "" && slices.ContainsFunc(s.Reasons, countsSomething) {
			forQuotas = append(forQuotas, s)
		} else {
			idle = append(idle, s)
		}
	}
	var d document
	if len(forQuotas) > 0 {
		d = append(d, block{level: 2, heading: "Counted for quotas: " + counted(len(forQuotas), "entry", "entries"),
			lines: x.countedLines(forQuotas)})
	}
	if len(idle) > 0 {
		d = append(d, block{level: 2, heading: "Gave nothing: " + counted(len(idle), "entry", "entries"),
			lines: x.idleLines(idle)})
	}
	return d
}

// countsFor is how much an entry counts for which quota, if that is the reason; and another entry that counts by it.
func countsFor(why reason.Reason) (count, quota, another string, ok bool) {
	if why.Code != "idle.counts" && why.Code != "idle.counts-another" {
		return "", "", "", false
	}
	count, _ = why.Arg("count").(string)
	quota, _ = why.Arg("quota").(string)
	another, _ = why.Arg("entry").(string)
	return count, quota, another, true
}

// countsSomething says whether a reason is that the entry counts for a quota.
func countsSomething(why reason.Reason) bool {
	count, _, _, ok := countsFor(why)
	return ok && count != "0"
}

// countsNothing says whether a reason is that a quota counts an entry as 0.
func countsNothing(why reason.Reason) bool {
	count, _, _, ok := countsFor(why)
	return ok && count == "0"
}

// countedLines are the entries that counted for quotas, each in a line, under what they counted for.
func (x *explanation) countedLines(all []scoring.Idle) []string {
	return x.gathered(all, func(s scoring.Idle) []string {
		var quotas, rest []string
		for _, why := range s.Reasons {
			switch count, quota, another, ok := countsFor(why); {
			case !ok:
				head, _, _ := strings.Cut(why.String(), "; ") // the values are for explain --entry
				rest = append(rest, head)
			case another != "":
				quotas = append(quotas, fmt.Sprintf("by it %s %s for %s", another, count, x.quotaText(quota)))
			case count != "0":
				quotas = append(quotas, count+" for "+x.quotaText(quota))
			}
		}
		return append([]string{strings.Join(quotas, ", ")}, rest...)
	}, func(a, b int) int { return cmp.Compare(b, a) })
}

// quotaText is a quota with its title and clause.
func (x *explanation) quotaText(name string) string {
	for _, q := range x.book.Scheme.Quotas {
		if q.Name == name {
			return ruleText(q.Name, q.Title, q.Clause)
		}
	}
	return name
}

// idleLines are the entries that gave nothing under the reasons why, the rarest reason first. That a quota counts an
// entry as 0 is a reason only where there is no other; about a single entry all is said.
func (x *explanation) idleLines(all []scoring.Idle) []string {
	return x.gathered(all, func(s scoring.Idle) []string {
		why := s.Reasons
		if x.Query.Entry == "" {
			why = slices.DeleteFunc(slices.Clone(s.Reasons), countsNothing)
			if len(why) == 0 {
				why = s.Reasons
			}
		}
		return texts(why)
	}, func(a, b int) int { return cmp.Compare(a, b) })
}

// gathered puts entries under their reasons, which stand in the order of how many entries each has.
func (x *explanation) gathered(all []scoring.Idle, reasons func(scoring.Idle) []string,
	order func(a, b int) int) []string {
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

// texts are reasons in words.
func texts(all []reason.Reason) []string {
	out := make([]string, len(all))
	for i, r := range all {
		out[i] = r.String()
	}
	return out
}
