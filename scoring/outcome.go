package scoring

import (
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Outcome is what the period comes to for a unit by a result of the scheme: it falls short, its contract ends.
type Outcome struct {
	Result, Unit  string
	Title, Clause string
	Provisional   bool // the period is not over, see [Scorebook.Provisional]
	// the period of the unit's own that comes to it, of the kind [calendar.Own]; zero: it is the one that is shown
	Own calendar.Period
}

// Found is a result of a unit in an explanation: that it holds or not, and why. As JSON it has of the reason the
// English sentence.
type Found struct {
	Outcome
	Holds  bool
	Reason reason.Reason
	Values []Value // what its condition read
}

func (x facing) outcome(o *steps.Outcome) Outcome {
	return Outcome{Result: o.Result.Name, Unit: o.Unit, Title: o.Result.Title, Clause: o.Result.Clause,
		Own: ownOf(o.Own)}
}

func (x facing) found(r *provenance.Result) Found {
	out := Found{Outcome: x.outcome(&r.Outcome), Holds: r.Holds, Values: x.values(r.Values)}
	switch {
	case !r.Known:
		out.Reason = reason.New("result.problem", "it could not be worked out, see the problems")
	case r.Holds:
		out.Reason = reason.New("result.holds", "its condition is true")
	default:
		out.Reason = reason.New("result.fails", "its condition is false")
	}
	return out
}

// The shapes of results as JSON.
type (
	jsonOutcome struct {
		Result string `json:"result"`
		Unit   string `json:"unit"`
		Title  string `json:"title"`
		Clause string `json:"clause"`

		Provisional bool            `json:"provisional,omitempty"`
		Own         calendar.Period `json:"period,omitzero"`
	}
	jsonFound struct {
		jsonOutcome
		Holds bool    `json:"holds"`
		Why   string  `json:"why"`
		Read  []Value `json:"read"`
	}
)

func (o *Outcome) shape() jsonOutcome {
	return jsonOutcome{o.Result, o.Unit, o.Title, o.Clause, o.Provisional, o.Own}
}

func (j *jsonOutcome) outcome() Outcome {
	return Outcome{Result: j.Result, Unit: j.Unit, Title: j.Title, Clause: j.Clause, Provisional: j.Provisional,
		Own: j.Own}
}

// ownOf is a period as a row has it: of a unit's own its days, whatever the scheme calls it.
func ownOf(p calendar.Period) calendar.Period {
	if p.Kind.IsOwn() {
		p.Kind = calendar.Own
	}
	return p
}

// MarshalJSON gives the row as the ledger format has it.
func (o Outcome) MarshalJSON() ([]byte, error) { return encoded(o.shape()) }

// UnmarshalJSON reads what MarshalJSON gives.
func (o *Outcome) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonOutcome) error {
		*o = j.outcome()
		return nil
	})
}

// MarshalJSON gives the result as an explanation has it.
func (f Found) MarshalJSON() ([]byte, error) {
	return encoded(jsonFound{f.shape(), f.Holds, f.Reason.String(), append([]Value{}, f.Values...)})
}

// UnmarshalJSON reads what MarshalJSON gives; the reason is then its text.
func (f *Found) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonFound) error {
		*f = Found{j.outcome(), j.Holds, reason.Said("", j.Why), j.Read}
		return nil
	})
}
