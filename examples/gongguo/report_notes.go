package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	ledgercolumns "github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring"
)

// loud begins a line that must not be missed.
const loud = "ATTENTION: "

// warnings are what a reader must know before taking a score for final: that the period is not over, or that the ledger
// ends before periods that are settled.
func warnings(book *book) []string {
	c := book.Scheme.Calendar
	loc := c.Location()
	_, end := c.Bounds(book.Period)
	var out []string
	if until := book.Options.Until; !until.IsZero() && until.EndInstant(loc).Add(1).Before(end) {
		out = append(out, loud+"provisional: the period ends "+lastDay(end))
	}
	last, ok := lastEntry(book)
	if !ok || !last.Before(end) {
		return out
	}
	ends := endedAfter(book, last)
	total := 0
	for _, n := range ends {
		total += n
	}
	if total == 0 {
		return out
	}
	verbs := "end after the last entry (%s) and are settled as missed"
	if total == 1 {
		verbs = "ends after the last entry (%s) and is settled as missed"
	}
	day := last.Add(-1).In(loc).Format(time.DateOnly)
	line := loud + kindCounts(ends) + " " + fmt.Sprintf(verbs, day)
	if untilText(book.Options) != day {
		line += fmt.Sprintf("; give --until %s to leave %s out", day,
			map[bool]string{true: "it", false: "them"}[total == 1])
	}
	return append(out, line)
}

// lastDay is the day before an end.
func lastDay(end time.Time) string { return end.Add(-1).Format(time.DateOnly) }

// lastEntry is the end of the day of the latest entry that counts; false if none does.
func lastEntry(book *book) (time.Time, bool) {
	loc := book.Scheme.Calendar.Location()
	v, c := book.view, ledgercolumns.Of(book.Ledger)
	var at time.Time
	last := -1
	for pos := range v.Known() {
		if v.Counts(pos) {
			seconds, nano, _ := c.Seconds(pos, ledgercolumns.FieldAt, ledgercolumns.ZoneOf(v))
			if t := time.Unix(seconds, int64(nano)); last < 0 || t.After(at) {
				last, at = pos, t
			}
		}
	}
	if last < 0 {
		return time.Time{}, false
	}
	return (civil.Of(at.In(loc)) + 1).Start(loc), true
}

// endedAfter counts, of each kind, the periods that end after t and in which something was missed or deducted.
func endedAfter(book *book, t time.Time) map[calendar.Kind]int {
	c := book.Scheme.Calendar
	seen := map[calendar.Period]bool{}
	for _, q := range book.quotas {
		if _, end := c.Bounds(q.Period); !q.Missing.IsZero() && end.After(t) {
			seen[q.Period] = true
		}
	}
	book.lostIn(func(kind calendar.Kind, p scoring.Posting) {
		if !p.At.Before(t) {
			seen[c.Of(kind, p.At)] = true
		}
	})
	out := map[calendar.Kind]int{}
	for p := range seen {
		out[p.Kind]++
	}
	return out
}

// kindCounts is "1 year, 12 months and 20 weeks".
func kindCounts(counts map[calendar.Kind]int) string {
	var parts []string
	for kind := calendar.Year; kind >= calendar.Week; kind-- {
		if n := counts[kind]; n > 0 {
			several := kind.String() + "s"
			if kind == calendar.Half {
				several = "halves"
			}
			parts = append(parts, counted(n, kind.String(), several))
		}
	}
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}

// nobody says why a score has no rows; nothing if it has.
func nobody(book *book) document {
	if len(book.totals) > 0 {
		return nil
	}
	c := book.Scheme.Calendar
	text := fmt.Sprintf("no unit is on the roster in %s: ", book.Period)
	var first, last ledger.Entry
	for _, e := range book.view.Entries() {
		switch at := e.At.Instant(c.Location()); {
		case e.Kind == ledger.Enroll && (first.ID == "" || at.Before(first.At.Instant(c.Location()))):
			first = e
		case e.Kind == ledger.Withdraw && (last.ID == "" || at.After(last.At.Instant(c.Location()))):
			last = e
		}
	}
	_, end := c.Bounds(book.Period)
	switch {
	case first.ID == "":
		text += "no entry that counts enrolls one (kind enroll)"
	case !first.At.Instant(c.Location()).Before(end):
		text += fmt.Sprintf("the first is enrolled by %s", entryText(first))
	default:
		text += "all are withdrawn"
		if last.ID != "" {
			text += fmt.Sprintf(", the last by %s", entryText(last))
		}
	}
	return document{{lines: []string{loud + text}}}
}
