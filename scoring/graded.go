package scoring

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
)

// Graded is the grade of a unit in the period, or that it has none, and why. As JSON it has of the reasons the English
// sentences.
type Graded struct {
	Unit, Grade, Clause, Title string
	Account                    string
	Amount                     decimal.Decimal
	Absent                     bool   // there is no amount: an account of figures, of which the unit has none
	Band                       string // the name; empty: the unit has no grade
	Bands                      []Band // in the order in which they are asked; nil: the unit is not graded
	Reasons                    []reason.Reason
	Values                     []Value // what the expressions of the grade read
	Provisional                bool    // the period is not over, see [Scorebook.Provisional]
	// the period of the unit's own that is graded, of the kind [calendar.Own]; zero: it is the one that is shown
	Own calendar.Period
}

// Band is a name with the lower edge from which on a total has it.
type Band struct {
	Name string
	Edge decimal.Decimal
}

func (x facing) graded(g *provenance.Grade) Graded {
	of := g.Grade
	out := Graded{Unit: g.Unit, Grade: of.Name, Clause: of.Clause, Title: of.Title, Account: x.account(of.Account),
		Amount: g.Amount, Absent: g.Absent, Band: g.Band, Own: ownOf(g.Own)}
	for i, edge := range g.Edges {
		out.Bands = append(out.Bands, Band{of.Bands[i].Name, edge})
	}
	out.Values = x.values(g.Values)
	out.Reasons = out.why(g.Unmet)
	return out
}

// why says why the unit has this grade, and why not the next one above.
func (g *Graded) why(unmet bool) []reason.Reason {
	switch {
	case g.Absent:
		return []reason.Reason{reason.New("grade.no-figure", "it has no figure of account {account}", g.Account)}
	case unmet:
		return []reason.Reason{reason.New("grade.unmet", "it is not graded: the condition is false")}
	case len(g.Bands) == 0:
		return []reason.Reason{reason.New("grade.problem", "it could not be worked out, see the problems")}
	}
	amount := g.Amount.String()
	for i, band := range g.Bands {
		if !g.Amount.LessThan(band.Edge) {
			return append([]reason.Reason{reason.New("grade.reached", "{amount} reaches {edge}, where {band} begins",
				amount, band.Edge.String(), band.Name)}, g.next(i)...)
		}
	}
	last := g.Bands[len(g.Bands)-1]
	return []reason.Reason{reason.New("grade.below", "{amount} is below {edge}, where {band} begins: {missing} more",
		amount, last.Edge.String(), last.Name, last.Edge.Sub(g.Amount).String())}
}

// next says what is lacking to the band before the one at a place; nothing where that is the first.
func (g *Graded) next(place int) []reason.Reason {
	if place == 0 {
		return nil
	}
	next := g.Bands[place-1]
	return []reason.Reason{reason.New("grade.next", "{band} begins at {edge}: {missing} more", next.Name,
		next.Edge.String(), next.Edge.Sub(g.Amount).String())}
}

// The shape of a grade in an explanation.
type (
	jsonGraded struct {
		Unit    string   `json:"unit"`
		Grade   string   `json:"grade"`
		Title   string   `json:"title"`
		Clause  string   `json:"clause"`
		Account string   `json:"account"`
		Amount  *amount  `json:"amount"`
		Band    string   `json:"band,omitempty"`
		Bands   []Band   `json:"bands"`
		Why     []string `json:"why"`
		Read    []Value  `json:"read"`

		Provisional bool            `json:"provisional,omitempty"`
		Own         calendar.Period `json:"period,omitzero"`
	}
	jsonBand struct {
		Name string `json:"name"`
		Edge amount `json:"edge"`
	}
)

// MarshalJSON gives the grade as an explanation has it.
func (g Graded) MarshalJSON() ([]byte, error) {
	out := jsonGraded{Unit: g.Unit, Grade: g.Grade, Title: g.Title, Clause: g.Clause, Account: g.Account, Band: g.Band,
		Bands: append([]Band{}, g.Bands...), Why: []string{}, Read: append([]Value{}, g.Values...),
		Provisional: g.Provisional, Own: g.Own}
	if !g.Absent {
		out.Amount = &amount{g.Amount}
	}
	for _, r := range g.Reasons {
		out.Why = append(out.Why, r.String())
	}
	return encoded(out)
}

// UnmarshalJSON reads what MarshalJSON gives; reasons are then their texts.
func (g *Graded) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonGraded) error {
		*g = Graded{Unit: j.Unit, Grade: j.Grade, Title: j.Title, Clause: j.Clause, Account: j.Account,
			Absent: j.Amount == nil, Band: j.Band, Bands: j.Bands, Values: j.Read, Provisional: j.Provisional,
			Own: j.Own}
		if j.Amount != nil {
			g.Amount = j.Amount.Decimal
		}
		for _, why := range j.Why {
			g.Reasons = append(g.Reasons, reason.Said("", why))
		}
		return nil
	})
}

// MarshalJSON gives the edge as a string.
func (b Band) MarshalJSON() ([]byte, error) { return encoded(jsonBand{b.Name, amount{b.Edge}}) }

// UnmarshalJSON reads what MarshalJSON gives.
func (b *Band) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonBand) error {
		*b = Band{j.Name, j.Edge.Decimal}
		return nil
	})
}
