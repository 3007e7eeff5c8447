package main

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/scoring"
)

// compareWords adds to what was found of a ledger, by each scheme among the files, the words that the scheme does not
// know, the submissions that may be one, how much it does not cover, and that nothing is handed over of the time
// before.
func (s *session) compareWords(found *checked, files []*checked, o scoring.Options) error {
	if found.ledger == nil {
		return nil
	}
	for _, f := range files {
		if f == nil || f.scheme == nil {
			continue
		}
		strangers, err := scoring.Strangers(s.ctx, f.scheme, found.ledger, o)
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
		suspects, err := scoring.Suspects(s.ctx, f.scheme, found.ledger, o)
		if err != nil {
			return err
		}
		if len(suspects) > 0 {
			found.verdict += fmt.Sprintf("  %s of which several submissions may be one (疑似重复)\n",
				counted(len(suspects), "title", "titles"))
			for _, line := range suspectLines(suspects, nil) {
				found.verdict += "  " + line + "\n"
			}
		}
		left, err := scoring.NotCovered(s.ctx, f.scheme, found.ledger, o)
		if err != nil {
			return err
		}
		if left > 0 {
			found.verdict += fmt.Sprintf("  %s of items that scheme %s does not cover\n",
				counted(left, "entry", "entries"), f.scheme.Name)
		}
		missing, err := scoring.NotHandedOver(s.ctx, f.scheme, found.ledger, o)
		if err != nil {
			return err
		}
		if !missing.IsZero() {
			found.verdict += fmt.Sprintf("  %s\n", missing)
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
