package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
)

// loud begins a line that must not be missed.
const loud = "ATTENTION: "

// said is a note in the words of the command line.
func said(note reason.Reason) string {
	return note.In(func(code string) (string, bool) {
		sentence, ok := map[string]string{
			"note.last-entry": "the last entry ({day}); --until {ends} says that nothing is missing",
			"note.cut":        "; --until {day} leaves that out, and what is earned stays",
			"note.until":      "--until {day}",
		}[code]
		return sentence, ok
	})
}

// warnings are what a reader must know before taking a score for final: that the period is not over, that the ledger
// ends before periods that are settled, or that nothing is handed over to the scheme. What else is noted has a table of
// its own.
func warnings(book *book) []string {
	var out []string
	for _, note := range book.notes {
		switch note.Code {
		case scoring.NoteProvisional, scoring.NoteSettledLate, scoring.NoteHandover:
			out = append(out, loud+said(note))
		}
	}
	return out
}

// placed are the codes of the notes that a report tells at a place of their own.
var placed = []string{scoring.NoteRun, scoring.NoteProvisional, scoring.NoteSettledLate, scoring.NoteHandover,
	scoring.NoteRefused, scoring.NoteProblems, scoring.NoteNotHad, scoring.NoteUnmet, scoring.NoteSuspects,
	scoring.NoteStrangers}

// otherNotes are all notes that have no place of their own, so that a report leaves none out.
func otherNotes(book *book) document {
	var lines []string
	for _, note := range book.notes {
		if !slices.Contains(placed, note.Code) {
			lines = append(lines, asWritten(said(note)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return document{{lines: lines}}
}

// noteLines are all notes, for beside a format that has no room for them. What is listed is left out.
func noteLines(book *book) []string {
	out := warnings(book)
	for _, note := range book.notes {
		if note.Code == scoring.NoteStrangers && len(book.strangers) > 0 ||
			note.Code == scoring.NoteUnmet && book.unmet != nil ||
			note.Code == scoring.NoteSuspects && book.suspects != nil || slices.Contains(out, loud+said(note)) {
			continue
		}
		out = append(out, "note: "+asWritten(said(note)))
	}
	return out
}

// lastDay is the day before an end.
func lastDay(end time.Time) string { return end.Add(-1).Format(time.DateOnly) }

// nobody says why a score has no rows; nothing if it has.
func nobody(book *book) document {
	if len(book.totals) > 0 {
		return nil
	}
	c := book.Scheme.Calendar
	text := fmt.Sprintf("no unit is on the roster in %s: ", book.Shown())
	var first, last ledger.Entry
	for _, e := range book.view.Entries() {
		switch at := e.At.Instant(c.Location()); {
		case e.Kind == ledger.Enroll && (first.ID == "" || at.Before(first.At.Instant(c.Location()))):
			first = e
		case e.Kind == ledger.Withdraw && (last.ID == "" || at.After(last.At.Instant(c.Location()))):
			last = e
		}
	}
	_, end := book.Bounds()
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
