package document

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/internal/plain"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Error is one thing wrong at one place of a file or of an expression, found when it is loaded.
type Error struct {
	Position
	// Reason says what was found and what was expected, in lower case and without the place.
	Reason reason.Reason
	// Nearest is the declared name that a wrong one is nearest to, or "". The reason names it already.
	Nearest string

	line string // the line of the source that the place is on
}

// Error returns "file:line:col: reason", then the line of the source, and under it a caret that
// stands under the place, wide characters counted as two columns.
func (e *Error) Error() string {
	head := e.Reason.String()
	if at := e.Position.String(); at != "" {
		head = plain.Text(at) + ": " + head
	}
	if e.line == "" {
		return head
	}
	line, caret := excerpt(e.line, e.Column)
	return head + "\n    " + line + "\n    " + caret
}

// jsonError is an error as JSON. Text is the line of the source.
type jsonError struct {
	File    string        `json:"file,omitempty"`
	Line    int           `json:"line,omitempty"`
	Column  int           `json:"column,omitempty"`
	Reason  reason.Reason `json:"reason"`
	Nearest string        `json:"nearest,omitempty"`
	Text    string        `json:"text,omitempty"`
}

// MarshalJSON gives the place, the reason, the nearest name and the line of the source.
func (e *Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(jsonError{e.File, e.Line, e.Column, e.Reason, e.Nearest, e.line})
}

// UnmarshalJSON reads what MarshalJSON gives. The error then prints as before.
func (e *Error) UnmarshalJSON(data []byte) error {
	var in jsonError
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*e = Error{Position{in.File, in.Line, in.Column}, in.Reason, in.Nearest, in.Text}
	return nil
}

// Errors is a list of errors, all that a load found, sorted by place.
type Errors []*Error

// Error returns every error, one after the other.
func (e Errors) Error() string {
	texts := make([]string, len(e))
	for i, one := range e {
		texts[i] = one.Error()
	}
	return strings.Join(texts, "\n")
}

// Unwrap gives the single errors to errors.Is and errors.As.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}

// Sort puts the errors in the order of their places; those of one place stay as they are.
func (e Errors) Sort() {
	slices.SortStableFunc(e, func(a, b *Error) int { return a.Position.Compare(b.Position) })
}
