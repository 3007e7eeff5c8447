package document

import (
	"slices"
	"strings"
)

// Error is one thing wrong at one place of a file or of an expression, found when it is loaded.
type Error struct {
	Position
	// Message says what was found and what was expected, in lower case and without the place.
	Message string
	// Nearest is the declared name that a wrong one is nearest to, or "". Message names it already.
	Nearest string

	line string // the line of the source that the place is on
}

// Error returns "file:line:col: message", then the line of the source, and under it a caret that
// stands under the place, wide characters counted as two columns.
func (e *Error) Error() string {
	head := e.Message
	if at := e.Position.String(); at != "" {
		head = at + ": " + head
	}
	if e.line == "" {
		return head
	}
	line, caret := excerpt(e.line, e.Column)
	return head + "\n    " + line + "\n    " + caret
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
