package tier

import (
	"fmt"
	"strings"
)

// Error is one thing that is wrong with a table or a ladder.
type Error struct {
	Index   int    // the line of the table or the rung of the ladder, from 0
	Alias   int    // the alias of that line, from 0; −1 for its name, and for a ladder
	Other   int    // the line or rung that it clashes with, from 0; −1 for none
	Message string // what was found and what was expected, places included
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Errors is everything that is wrong with a table or a ladder, in the order of its lines.
type Errors []*Error

// Error returns the messages, one a line.
func (e Errors) Error() string {
	messages := make([]string, len(e))
	for i, err := range e {
		messages[i] = err.Message
	}
	return strings.Join(messages, "\n")
}

// Unwrap returns the errors one by one, for errors.As.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, err := range e {
		all[i] = err
	}
	return all
}

// place writes where a name stands: outlets[3] or outlets[3] alias 0.
func place(index, alias int) string {
	if alias < 0 {
		return fmt.Sprintf("outlets[%d]", index)
	}
	return fmt.Sprintf("outlets[%d] alias %d", index, alias)
}
