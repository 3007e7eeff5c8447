package rule

import (
	"errors"

	"github.com/gongguo/gongguo/rule/document"
)

// AbsentError says that an expression read something that is not there: an absent variable, an
// absent field of a record, the time of day of a date. A fact is missing; the rule is not wrong.
type AbsentError struct {
	Path     string // what was read, as written: item.words, item.adoptions[].fee, clock(item.at)
	Position document.Position
}

// Error returns the place and what is absent.
func (e *AbsentError) Error() string { return located(e.Position, e.Path+" is absent") }

// EvalError says that an expression could not be worked out for the values it was given:
// a division by zero, no such key, an index outside the list, too many digits.
type EvalError struct {
	Message  string
	Position document.Position
	NoKey    bool // a map has not the key that was looked up
	cause    error
	missing  bool // a key that is not in its map, or an index that is not in its list: default() takes its fallback
}

// Error returns the place and the message.
func (e *EvalError) Error() string { return located(e.Position, e.Message) }

// Unwrap returns the error that a declared function returned, if that is the cause, else nil.
func (e *EvalError) Unwrap() error { return e.cause }

// LimitError says that an expression went over a limit while it ran. Nothing absorbs it, neither
// && and || nor default(): there is no result.
type LimitError struct {
	Limit    string // what is limited: "cost", "length of a text", "length of a list"
	Bound    int64  // how much of it is allowed
	Position document.Position
}

// Error returns the place, the limit and its bound.
func (e *LimitError) Error() string {
	return located(e.Position, "went over the limit: "+e.Limit+" of "+itoa(e.Bound))
}

func located(p document.Position, message string) string {
	if at := p.String(); at != "" {
		return at + ": " + message
	}
	return message
}

// isLimit reports whether err ends the evaluation at once. Only evaluation makes these, so a
// wrapped one comes from a program that a declared function ran; that one counts too.
func isLimit(err error) bool {
	switch err.(type) {
	case *AbsentError:
		return false
	case *LimitError:
		return true
	}
	var limit *LimitError
	return errors.As(err, &limit)
}

// IsAbsent reports whether an error says that something is not there: an absent field or variable, a key that a map has not, an
// index that a list has not. default() gives its fallback in its place.
func IsAbsent(err error) bool {
	switch err := err.(type) {
	case *AbsentError:
		return true
	case *EvalError:
		return err.missing
	}
	return false
}
