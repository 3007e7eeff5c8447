package rule

import (
	"encoding/json"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// jsonFailure is an error of an evaluation as JSON: its place and reason, as a [document.Error] has them, and what
// one type has.
type jsonFailure struct {
	File    string        `json:"file,omitempty"`
	Line    int           `json:"line,omitempty"`
	Column  int           `json:"column,omitempty"`
	Reason  reason.Reason `json:"reason"`
	Path    string        `json:"path,omitempty"`
	NoKey   bool          `json:"no_key,omitempty"`
	Missing bool          `json:"missing,omitempty"`
	Limit   string        `json:"limit,omitempty"`
	Found   int64         `json:"found,omitempty"`
	Bound   int64         `json:"bound,omitempty"`
}

// failed is the shape of an error at a place.
func failed(p document.Position, r reason.Reason) jsonFailure {
	return jsonFailure{File: p.File, Line: p.Line, Column: p.Column, Reason: r}
}

func (j *jsonFailure) position() document.Position {
	return document.Position{File: j.File, Line: j.Line, Column: j.Column}
}

// readFailure reads the shape of an error.
func readFailure(data []byte, take func(*jsonFailure)) error {
	var in jsonFailure
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	take(&in)
	return nil
}

// MarshalJSON gives the place, the reason and the path:
// {"file":"a.yaml","line":3,"column":9,"reason":{…},"path":"item.words"}.
func (e *AbsentError) MarshalJSON() ([]byte, error) {
	out := failed(e.Position, e.Reason)
	out.Path = e.Path
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON gives. The error is that of package json.
func (e *AbsentError) UnmarshalJSON(data []byte) error {
	return readFailure(data, func(in *jsonFailure) {
		*e = AbsentError{Path: in.Path, Reason: in.Reason, Position: in.position()}
	})
}

// MarshalJSON gives the place and the reason, "no_key":true where a map has not the key, and "missing":true where
// [IsAbsent] holds.
func (e *EvalError) MarshalJSON() ([]byte, error) {
	out := failed(e.Position, e.Reason())
	out.NoKey, out.Missing = e.NoKey, e.missing
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON gives. What Unwrap gave stays behind; the reason says it. The error is that of
// package json.
func (e *EvalError) UnmarshalJSON(data []byte) error {
	return readFailure(data, func(in *jsonFailure) {
		why := func() reason.Reason { return in.Reason }
		*e = EvalError{why: why, Position: in.position(), NoKey: in.NoKey, missing: in.Missing}
	})
}

// MarshalJSON gives the place, the reason, the limit, how much was found and how much is allowed.
func (e *LimitError) MarshalJSON() ([]byte, error) {
	out := failed(e.Position, e.Reason)
	out.Limit, out.Found, out.Bound = e.Limit, e.Found, e.Bound
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON gives. The error is that of package json.
func (e *LimitError) UnmarshalJSON(data []byte) error {
	return readFailure(data, func(in *jsonFailure) {
		*e = LimitError{Limit: in.Limit, Found: in.Found, Bound: in.Bound, Reason: in.Reason, Position: in.position()}
	})
}
