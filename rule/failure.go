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
	Position document.Position
	NoKey    bool // a map has not the key that was looked up
	why      sentence
	cause    error
	missing  bool // a key that is not in its map, or an index that is not in its list: default() takes its fallback
}

// Reason returns what is wrong. It is made anew with each call: most errors are caught by default(), && or || and
// never read.
func (e *EvalError) Reason() reason.Reason {
	if e.why == nil {
		return reason.Reason{}
	}
	return e.why()
}

// Error returns the place and the reason.
func (e *EvalError) Error() string { return located(e.Position, e.Reason()) }

// Unwrap returns the error that the function returned which failed, nil where none did.
func (e *EvalError) Unwrap() error { return e.cause }

// LimitError says that an expression went over a limit while it ran. Nothing absorbs it, neither
// && and || nor default(): there is no result.
type LimitError struct {
	Limit    string // what is limited: "cost", "length of a text", "length of a list"
	Found    int64  // how much of it there was when the evaluation ended; it would have gone on
	Bound    int64  // how much of it is allowed
	Reason   reason.Reason
	Position document.Position
}

// Error returns the place, the limit, how much was found and how much is allowed.
func (e *LimitError) Error() string { return located(e.Position, e.Reason) }

// overCost is a limit of the cost that was gone over.
func (a at) overCost(found, bound int64) *LimitError {
	return a.over(limitCost, found, bound)
}

var limitCost = reason.New("rule.limit-cost", "cost")

// overText is a limit of the length of a text, in bytes, that was gone over.
func (a at) overText(found, bound int) *LimitError {
	return a.over(reason.New("rule.limit-text", "length of a text"), int64(found), int64(bound))
}

// overList is a limit of the length of a list that was gone over.
func (a at) overList(found, bound int) *LimitError {
	return a.over(reason.New("rule.limit-list", "length of a list"), int64(found), int64(bound))
}

func (a at) over(limit reason.Reason, found, bound int64) *LimitError {
	return &LimitError{Limit: limit.String(), Found: found, Bound: bound, Position: a.position(),
		Reason: reason.New("rule.over-limit", "{limit}: found {found} or more, expected at most {bound}",
			limit, found, bound)}
}

// said is an error that has no place yet.
func said(r reason.Reason) error { return &reason.Error{Reason: r} }

// sentence makes a reason when somebody reads it. It is pure.
type sentence func() reason.Reason

// Error is the English sentence. A sentence is an error that has no place yet.
func (s sentence) Error() string { return s().String() }

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
