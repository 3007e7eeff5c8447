package reason

import "errors"

// Error is an error that says a reason. Err is the error that it was made of, for errors.Is and errors.As; nil: none.
type Error struct {
	Reason Reason `json:"reason"`
	Err    error  `json:"-"`
}

// Error is the English sentence.
func (e *Error) Error() string { return e.Reason.String() }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Of is an error as an argument of a reason: the reason that it says, or else its text.
func Of(err error) any {
	var said *Error
	if errors.As(err, &said) && said.Error() == err.Error() {
		return said.Reason
	}
	return err.Error()
}
