package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// report is a score as an office would publish it: the ranked tables, then quotas, honours, and what is to be looked
// into.
func report(book *book, from origin) document {
	title := titleBlock(book, from)
	title.lines = append(title.lines, warnings(book)...)
	d := append(document{title}, nobody(book)...)
	names := unitNames(book)
	d = append(d, totalBlocks(book)...)
	d = append(d, carriedBlocks(book, names)...)
	d = append(d, quotaBlocks(book)...)
	d = append(d, honourBlocks(book, names)...)
	d = append(d, outcomeBlocks(book, names)...)
	d = append(d, unscoredBlocks(book)...)
	d = append(d, problemBlocks(book, names)...)
	d = append(d, otherNotes(book)...)
	d = append(d, unmetBlocks(book)...)
	d = append(d, suspectBlocks(book)...)
	d = append(d, strangerBlocks(book)...)
	return append(d, sealBlock(book))
}

// sealBlock says by which digests a printed score can be told from another.
func sealBlock(book *book) block {
	return block{lines: []string{
		fmt.Sprintf("scheme %s, ledger %s, engine %s", shortDigest(book.Scheme.Digest()), shortDigest(book.digest),
			scoring.EngineName)}}
}

// shortDigest is enough of a digest to compare by eye; the JSON has it whole.
func shortDigest(digest string) string { return digest[:min(len(digest), len("sha256:")+12)] }

func titleBlock(book *book, from origin) block {
	s := book.Scheme
	b := block{level: 1, heading: s.Title}
	if s.Title == "" {
		b.heading = s.Name
	}
	start, end := book.Bounds()
	b.lines = []string{fmt.Sprintf("scheme %s, period %s: %s to %s", s.Name, book.Shown(), start.Format(time.DateOnly),
		end.Add(-1).Format(time.DateOnly))}
	o := book.Options
	for _, line := range []struct{ name, value string }{{"until", untilText(o)}, {"known by", knownText(o)}} {
		if line.value != "" {
			b.lines = append(b.lines, line.name+" "+line.value)
		}
	}
	for _, p := range o.Params {
		b.lines = append(b.lines, fmt.Sprintf("parameter %s = %s", p.Path, p.Value))
	}
	for _, name := range o.Readings {
		title := ""
		if i := slices.IndexFunc(s.Readings, func(r scheme.Reading) bool { return r.Name == name }); i >= 0 {
			title = s.Readings[i].Title
		}
		b.lines = append(b.lines, strings.TrimSpace("reading "+name+" "+title))
	}
	if hint := rankedWhen(book); hint != "" {
		b.lines = append(b.lines, hint)
	}
	b.lines = append(b.lines, from.lines(book.Ledger)...)
	return b
}

// rankedWhen says by which periods the scheme ranks, where it does not rank the one that is shown, and what a run of
// periods has.
func rankedWhen(book *book) string {
	for _, note := range book.notes {
		if note.Code == scoring.NoteRun {
			return note.String()
		}
	}
	var kinds []string
	for _, r := range book.Scheme.Rankings {
		for _, k := range r.Per {
			if k == book.Period.Kind {
				return ""
			}
			if word := book.Scheme.Calendar.Word(k); !slices.Contains(kinds, word) {
				kinds = append(kinds, word)
			}
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	_, end := book.Scheme.Calendar.Bounds(book.Period)
	return fmt.Sprintf("not ranked: the scheme ranks by the %s, as --period %s", strings.Join(kinds, " and the "),
		book.Scheme.Calendar.Of(book.Scheme.Calendar.Kind(kinds[0]), end.Add(-1)))
}

// thousands writes a count with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// unitNames are the names that units had last within the period.
func unitNames(book *book) map[string]string {
	out := map[string]string{}
	for _, t := range book.totals {
		out[t.Unit] = t.Name
	}
	return out
}

// named is the name of a unit, or its id.
func named(names map[string]string, unit string) string { return cmp.Or(names[unit], unit) }

// entryText names an entry with its date.
func entryText(e ledger.Entry) string { return e.ID + " " + e.At.String() }
