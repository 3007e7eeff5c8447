package main

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
)

// unmetBlocks are the entries that no rule met: listed under their reasons if somebody asked, else counted.
func unmetBlocks(b *book) document {
	if b.unmet != nil {
		x := &explanation{Explanation: &scoring.Explanation{Idle: b.unmet}, book: b, names: unitNames(b)}
		return document{{level: 2, heading: "Met no rule: " + counted(len(b.unmet), "entry", "entries"),
			lines: x.idleLines(b.unmet)}}
	}
	return noted(b, scoring.NoteUnmet, "; --unmet lists them")
}

// noted is a note of a code as a line, with a hint behind; nothing where there is none.
func noted(b *book, code, hint string) document {
	i := slices.IndexFunc(b.notes, func(n reason.Reason) bool { return n.Code == code })
	if i < 0 {
		return nil
	}
	return document{{lines: []string{asWritten(said(b.notes[i])) + hint}}}
}
