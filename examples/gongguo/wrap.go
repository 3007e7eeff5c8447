package main

import (
	"regexp"
	"strings"
)

// wide is about how many columns a line takes at most.
const wide = 120

// endOfDay is how the engine shows a date that means its whole day.
var endOfDay = regexp.MustCompile(`(\d{4}-\d{2}-\d{2})T23:59:59\.999999999(Z|[+-]\d{2}:\d{2})`)

// asWritten shows a date as it was written.
func asWritten(text string) string { return endOfDay.ReplaceAllString(text, "$1") }

// wrapped breaks a text into lines of at most so many columns: after a semicolon where it can, else at a space, else
// anywhere.
func wrapped(text string, most int) []string {
	var out []string
	line := ""
	put := func(piece string) bool {
		if columns(line+strings.TrimRight(piece, " ")) > most {
			return false
		}
		line += piece
		return true
	}
	turn := func() {
		if line != "" {
			out = append(out, strings.TrimRight(line, " "))
		}
		line = ""
	}
	for _, part := range strings.SplitAfter(text, "; ") {
		if put(part) {
			continue
		}
		if turn(); put(part) {
			continue
		}
		for _, word := range strings.SplitAfter(part, " ") {
			if put(word) {
				continue
			}
			if turn(); put(word) {
				continue
			}
			for _, r := range word {
				if !put(string(r)) {
					turn()
					line = string(r)
				}
			}
		}
	}
	turn()
	return out
}

// hung is a wrapped text behind a margin; the first line has a mark of its own instead.
func hung(first, margin, text string) []string {
	lines := wrapped(text, wide-columns(margin))
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = margin + lines[i]
		}
	}
	return lines
}
