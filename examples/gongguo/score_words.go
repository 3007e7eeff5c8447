package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
)

// shownStrangers is how many strangers a report shows.
const shownStrangers = 20

// scoreJSON is a score with what was noted of the words of its ledger.
type scoreJSON struct {
	*scoring.Result
	Notes     []reason.Reason    `json:"notes"`
	Unmet     []scoring.Idle     `json:"unmet,omitzero"` // nil: nobody asked
	Suspects  []scoring.Suspect  `json:"suspects,omitzero"`
	Strangers []scoring.Stranger `json:"strangers,omitempty"`
}

// json is the whole score.
func (s *session) json(b *book) ([]byte, error) {
	result, err := b.Result(s.ctx)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err = enc.Encode(scoreJSON{result, append([]reason.Reason{}, b.notes...), b.unmet, b.suspects, b.strangers})
	return buf.Bytes(), err
}

// strangerBlocks are the words that no expression knows.
func strangerBlocks(b *book) document {
	if len(b.strangers) == 0 {
		return nil
	}
	lines := strangerLines(b.strangers)
	if more := len(lines) - shownStrangers; more > 0 {
		lines = append(lines[:shownStrangers], fmt.Sprintf("… and %d more, all with --format json", more))
	}
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return document{{level: 2, heading: fmt.Sprintf("Strangers: %s that no expression of the scheme knows",
		counted(len(b.strangers), "word", "words")), lines: lines}}
}

// noteWords prints what was noted of the words of a ledger, beside a format that has no room for it.
func noteWords(w io.Writer, b *book) {
	var d document
	if b.unmet != nil {
		d = unmetBlocks(b)
	}
	if b.suspects != nil {
		d = append(d, suspectBlocks(b)...)
	}
	append(d, strangerBlocks(b)...).text(w)
}

// note prints what was noted of a score, beside a format that has no room for it.
func (s *session) note(side string, b *book) {
	lines := noteLines(b)
	for i := range lines {
		lines[i] = side + lines[i]
	}
	document{{lines: lines}}.text(s.stderr)
}

// hasSlips says whether the ledger has words that are probably wrong.
func (b *book) hasSlips() bool {
	return slices.ContainsFunc(b.strangers, func(s scoring.Stranger) bool { return s.Slip() })
}
