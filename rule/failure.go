package rule

import (
	"errors"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// AbsentError says that an expression read something that is not there: an absent variable, an
// absent field of a record, the time of day of a date. A fact is missing; the rule is not wrong.
type AbsentError struct {
	Path     string // what was read, as written: item.words, item.adoptions[].fee, clock(item.at)
	Reason   reason.Reason
	Position document.Position
	Record   Fields // the record that lacks the field, as the caller gave it; see [Program.EvalLocated]; nil: not known
}

// Error returns the place and what is absent.
func (e *AbsentError) Error() string { return located(e.Position, e.Reason) }

// EvalError says that an expression could not be worked out for the values it was given:
// a division by zero, no such key, an index outside the list, too many digits.
type EvalError struct {
	Reason   reason.Reason
	Position document.Position
	NoKey    bool // a map has not the key that was looked up
	cause    error
	missing  bool // a key that is not in its map, or an index that is not in its list: default() takes its fallback
}

// Error returns the place and the reason.
func (e *EvalError) Error() string { return located(e.Position, e.Reason) }

// Unwrap returns the error that the function returned which failed, nil where none did.
func (e *EvalError) Unwrap() error { return e.cause }

// LimitError says that an expression went over a limit while it ran. Nothing absorbs it, neither
// && and || nor default(): there is no result.
type LimitError struct {
	Limit    string // what is limited: "cost", "length of a text", "length of a list"
	Bound    int64  // how much of it is allowed
	Reason   reason.Reason
	Position document.Position
}

// Error returns the place, the limit and its bound.
func (e *LimitError) Error() string { return located(e.Position, e.Reason) }

// overCost is a limit of the cost that was gone over.
func (a at) overCost(bound int64) *LimitError {
	return a.over(reason.New("rule.limit-cost", "cost"), bound)
}

// overText is a limit of the length of a text that was gone over.
func (a at) overText(bound int) *LimitError {
	return a.over(reason.New("rule.limit-text", "length of a text"), int64(bound))
}

// overList is a limit of the length of a list that was gone over.
func (a at) overList(bound int) *LimitError {
	return a.over(reason.New("rule.limit-list", "length of a list"), int64(bound))
}

func (a at) over(limit reason.Reason, bound int64) *LimitError {
	return &LimitError{Limit: limit.String(), Bound: bound, Position: a.position(),
		Reason: reason.New("rule.over-limit", "went over the limit: {limit} of {bound}", limit, bound)}
}

// said is an error that has no place yet.
func said(r reason.Reason) error { return &reason.Error{Reason: r} }

func located(p document.Position, r reason.Reason) string {
	if at := p.String(); at != "" {
		return at + ": " + r.String()
	}
	return r.String()
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

// IsAbsent reports whether an error says that something is not there: an absent field or variable, a key that a map has
// not, an index that a list has not. default() gives its fallback in its place.
func IsAbsent(err error) bool {
	switch err := err.(type) {
	case *AbsentError:
		return true
	case *EvalError:
		return err.missing
	}
	return false
}
