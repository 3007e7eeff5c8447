package main

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/scoring"
)

// compareWords adds to what was found of a ledger the words that the schemes among the files do not know.
func (s *session) compareWords(found *checked, files []*checked) error {
	if found.ledger == nil {
		return nil
	}
	for _, f := range files {
		if f == nil || f.scheme == nil {
			continue
		}
		strangers, err := scoring.Strangers(s.ctx, f.scheme, found.ledger, scoring.Options{})
		if err != nil {
			return err
		}
		found.verdict += fmt.Sprintf("  %s that scheme %s does not know\n", counted(len(strangers), "word", "words"),
			f.scheme.Name)
		for _, line := range strangerLines(strangers) {
			found.verdict += "    " + line + "\n"
		}
		for i := range strangers {
			if strangers[i].Slip() {
				found.findings++
			}
		}
	}
	return nil
}

// strangerLines are the strangers, those first that are probably wrong.
func strangerLines(strangers []scoring.Stranger) []string {
	var slips, others []string
	for i := range strangers {
		one := &strangers[i]
		more := ""
		if n := one.Count - len(one.Entries); n > 0 {
			more = fmt.Sprintf(" … and %d more", n)
		}
		line := fmt.Sprintf("%s: %s (%s%s)", counted(one.Count, "entry", "entries"), asWritten(one.Reason.String()),
			strings.Join(one.Entries, ", "), more)
		if one.Slip() {
			slips = append(slips, line)
		} else {
			others = append(others, line)
		}
	}
	return append(slips, others...)
}
