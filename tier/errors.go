package tier

import (
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Error is one thing that is wrong with a table or a ladder.
type Error struct {
	Index  int           `json:"index"`  // the line of the table or the rung of the ladder, from 0
	Alias  int           `json:"alias"`  // the alias of that line, from 0; −1 for its name, and for a ladder
	Other  int           `json:"other"`  // the line or rung that it clashes with, from 0; −1 for none
	Reason reason.Reason `json:"reason"` // what was found and what was expected, places included
}

// Error is the reason in English.
func (e *Error) Error() string { return e.Reason.String() }

// Errors is everything that is wrong with a table or a ladder, in the order of its lines.
type Errors []*Error

// Error is the reasons in English, one a line.
func (e Errors) Error() string {
	messages := make([]string, len(e))
	for i, err := range e {
		messages[i] = err.Error()
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
func place(index, alias int) reason.Reason {
	if alias < 0 {
		return reason.New("tier.place.name", "outlets[{index}]", index)
	}
	return reason.New("tier.place.alias", "outlets[{index}] alias {alias}", index, alias)
}
