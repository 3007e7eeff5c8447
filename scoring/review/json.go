package review

import (
	"context"
	"encoding/json"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// jsonFinding is a finding as JSON. Its place, reason, nearest and text are those of a [document.Error].
type jsonFinding struct {
	Kind    Kind            `json:"kind"`
	File    string          `json:"file,omitempty"`
	Line    int             `json:"line,omitempty"`
	Column  int             `json:"column,omitempty"`
	Reason  *reason.Reason  `json:"reason,omitempty"`
	Nearest string          `json:"nearest,omitempty"`
	Text    string          `json:"text,omitempty"`
	Cells   []reason.Reason `json:"cells,omitempty"`
	Shows   *reason.Reason  `json:"shows,omitempty"`
	Witness *[]ledger.Entry `json:"witness,omitempty"`
}

// MarshalJSON gives one object: the kind, the place with the reason and the line of the scheme as [document.Error]
// gives them, what the witness shows, and the witness as a list of entries in the order of recording:
//
//	{"kind":"never","file":"base.yaml","line":9,"column":5,"reason":{…},
//	 "text":"…","cells":[{…},…],"shows":{…},"witness":[{"id":"e1",…},…]}
//
// What is nil or says nothing is left out.
func (f Finding) MarshalJSON() ([]byte, error) {
	out := jsonFinding{Kind: f.Kind, Cells: f.Cells}
	if f.Error != nil {
		place, err := json.Marshal(f.Error)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(place, &out); err != nil {
			return nil, err
		}
		out.Reason = &f.Error.Reason
	}
	if !f.Shows.IsZero() {
		out.Shows = &f.Shows
	}
	if f.Witness != nil {
		entries := make([]ledger.Entry, 0, f.Witness.Len())
		for _, e := range f.Witness.All() {
			entries = append(entries, e)
		}
		out.Witness = &entries
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON gives. The finding then prints as before. The error is that of package json,
// or a [*ledger.Errors] for a witness that is no ledger.
func (f *Finding) UnmarshalJSON(data []byte) error {
	var in jsonFinding
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	read := Finding{Kind: in.Kind, Cells: in.Cells}
	if in.Reason != nil {
		read.Error = new(document.Error)
		if err := json.Unmarshal(data, read.Error); err != nil {
			return err
		}
	}
	if in.Shows != nil {
		read.Shows = *in.Shows
	}
	if in.Witness != nil {
		var err error
		// A finding is read whole before: no reader of JSON is given a context.
		if read.Witness, err = ledger.Of(context.Background(), *in.Witness...); err != nil {
			return err
		}
	}
	*f = read
	return nil
}

// MarshalJSON gives {"findings":[…],"truncated":[…]}, without truncated where all was tried. Package json reads it into
// a Report.
func (r Report) MarshalJSON() ([]byte, error) {
	type plain Report
	if r.Findings == nil {
		r.Findings = []Finding{}
	}
	return json.Marshal(plain(r))
}

// jsonUntried is what was not tried, as JSON.
type jsonUntried struct {
	File    string         `json:"file,omitempty"`
	Line    int            `json:"line,omitempty"`
	Column  int            `json:"column,omitempty"`
	Reason  *reason.Reason `json:"reason,omitempty"`
	Text    string         `json:"text,omitempty"`
	Found   int            `json:"found,omitempty"`
	Allowed int            `json:"allowed,omitempty"`
}

// MarshalJSON gives one object: the place and the reason as [document.Error] gives them, found and allowed.
func (u Untried) MarshalJSON() ([]byte, error) {
	out := jsonUntried{Found: u.Found, Allowed: u.Allowed}
	if u.Error != nil {
		place, err := json.Marshal(u.Error)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(place, &out); err != nil {
			return nil, err
		}
		out.Reason = &u.Reason
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON gives. The error is that of package json.
func (u *Untried) UnmarshalJSON(data []byte) error {
	var in jsonUntried
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	read := Untried{Found: in.Found, Allowed: in.Allowed}
	if in.Reason != nil {
		read.Error = new(document.Error)
		if err := json.Unmarshal(data, read.Error); err != nil {
			return err
		}
	}
	*u = read
	return nil
}
