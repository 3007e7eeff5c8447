package scoring

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
)

// The shape of an explanation as JSON: the rows of the score that are asked about, each posting with how it came about.
type (
	jsonExplanation struct {
		Scheme  string      `json:"scheme"`
		Period  string      `json:"period"`
		Unit    string      `json:"unit,omitempty"`
		Item    string      `json:"item,omitempty"`
		Entry   string      `json:"entry,omitempty"`
		Points  []jsonPoint `json:"points"`
		Idle    []Idle      `json:"nothing"`
		Grades  []Graded    `json:"grades,omitempty"`
		Results []Found     `json:"results,omitempty"`
	}
	jsonPoint struct {
		At      day           `json:"at"`
		Unit    string        `json:"unit"`
		Item    string        `json:"item,omitempty"`
		Account string        `json:"account"`
		Rule    string        `json:"rule"`
		Title   string        `json:"title,omitempty"`
		Clause  string        `json:"clause"`
		Amount  amount        `json:"amount"`
		Quota   *quotaFigures `json:"quota,omitempty"`
		Counts  []Source      `json:"counts"`
		Beats   []Beaten      `json:"beats"`
		Read    []Value       `json:"read"`
		Entries []string      `json:"entries"`
		Carried *jsonCarried  `json:"carried,omitempty"`
		Opening string        `json:"opening,omitempty"`

		From []ledger.Share `json:"from,omitempty"`
	}
	jsonSource struct {
		Entry    string    `json:"entry"`
		Rule     string    `json:"rule"`
		Clause   string    `json:"clause"`
		Standard amount    `json:"standard"`
		Bonuses  []string  `json:"bonuses"`
		Without  []Problem `json:"without,omitempty"`
		Worth    amount    `json:"worth"`
		Share    string    `json:"share,omitempty"`
	}
	jsonBeaten struct {
		Entry  string `json:"entry"`
		Rule   string `json:"rule"`
		Worth  amount `json:"worth"`
		By     string `json:"by"`
		Clause string `json:"clause"`
	}
	jsonIdle struct {
		Entry string   `json:"entry"`
		Kind  string   `json:"kind"`
		Why   []string `json:"why"`
	}
)

// JSON is the explanation on lines of its own; the same bytes for the same input.
func (x *Explanation) JSON() ([]byte, error) { return indented(x) }

// MarshalJSON gives the points and the entries that gave nothing, with the reasons in English.
func (x Explanation) MarshalJSON() ([]byte, error) {
	out := jsonExplanation{Scheme: x.Scheme, Period: x.Period, Unit: x.Query.Unit, Item: x.Query.Item,
		Entry: x.Query.Entry, Points: []jsonPoint{}, Idle: append([]Idle{}, x.Idle...),
		Grades: x.Grades, Results: x.Results}
	for i := range x.Points {
		out.Points = append(out.Points, shapeOf(&x.Points[i]))
	}
	return encoded(out)
}

// MarshalJSON gives the point as an explanation has it.
func (p Point) MarshalJSON() ([]byte, error) { return encoded(shapeOf(&p)) }

// UnmarshalJSON reads what MarshalJSON gives.
func (p *Point) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonPoint) (err error) {
		*p, err = j.point()
		return err
	})
}

// shapeOf is a point as JSON has it.
func shapeOf(p *Point) jsonPoint {
	out := jsonPoint{At: day{p.At}, Unit: p.Unit, Item: p.Item, Account: p.Account, Rule: p.Rule, Title: p.Title,
		Clause: p.Clause, Amount: amount{p.Amount}, Counts: append([]Source{}, p.Sources...),
		Beats: append([]Beaten{}, p.Beaten...), Read: append([]Value{}, p.Values...),
		Entries: append([]string{}, p.Entries...), Carried: p.Carried.shape(),
		Opening: periodText(p.Opening), From: p.From}
	if p.Quota != nil {
		figures := figuresOf(p.Quota)
		out.Quota = &figures
	}
	return out
}

// MarshalJSON gives the source as a point has it: of its bonuses the rules.
func (s Source) MarshalJSON() ([]byte, error) {
	bonuses := []string{}
	for _, b := range s.Bonuses {
		bonuses = append(bonuses, b.Rule)
	}
	return encoded(jsonSource{s.Entry, s.Rule, s.Clause, amount{s.Standard}, bonuses, s.Without, amount{s.Worth},
		s.Share})
}

// UnmarshalJSON reads what MarshalJSON gives.
func (s *Source) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonSource) error {
		*s = Source{Entry: j.Entry, Rule: j.Rule, Clause: j.Clause, Standard: j.Standard.Decimal,
			Without: j.Without, Worth: j.Worth.Decimal, Share: j.Share}
		for _, name := range j.Bonuses {
			s.Bonuses = append(s.Bonuses, Bonus{Rule: name})
		}
		return nil
	})
}

// MarshalJSON gives the entry as a point has it.
func (b Beaten) MarshalJSON() ([]byte, error) {
	return encoded(jsonBeaten{b.Entry, b.Rule, amount{b.Worth}, b.By, b.Clause})
}

// UnmarshalJSON reads what MarshalJSON gives.
func (b *Beaten) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonBeaten) error {
		*b = Beaten{Entry: j.Entry, Rule: j.Rule, Worth: j.Worth.Decimal, By: j.By, Clause: j.Clause}
		return nil
	})
}

// UnmarshalJSON reads what MarshalJSON gives; reasons are then their texts, and there is no book.
func (x *Explanation) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonExplanation) error {
		*x = Explanation{Scheme: j.Scheme, Period: j.Period, Query: Query{j.Unit, j.Item, j.Entry}}
		for i := range j.Points {
			p, err := j.Points[i].point()
			if err != nil {
				return err
			}
			x.Points = append(x.Points, p)
		}
		x.Idle, x.Grades, x.Results = j.Idle, j.Grades, j.Results
		return nil
	})
}

// point is the point of a shape.
func (j *jsonPoint) point() (Point, error) {
	p := Point{Posting: Posting{At: j.At.Time, Unit: j.Unit, Item: j.Item, Account: j.Account, Rule: j.Rule,
		Clause: j.Clause, Title: j.Title, Amount: j.Amount.Decimal, Entries: j.Entries}, Sources: j.Counts,
		Beaten: j.Beats, Values: j.Read, From: j.From}
	var err error
	if p.Opening, err = periodOf(j.Opening); err != nil {
		return p, err
	}
	if p.Carried, err = j.Carried.carried(); j.Quota == nil || err != nil {
		return p, err
	}
	row, err := j.Quota.row(j.Unit)
	p.Quota = &row
	return p, err
}

// MarshalJSON gives the reasons in English.
func (s Idle) MarshalJSON() ([]byte, error) {
	out := jsonIdle{s.Entry, s.Kind, []string{}}
	for _, r := range s.Reasons {
		out.Why = append(out.Why, r.String())
	}
	return encoded(out)
}

// UnmarshalJSON reads what MarshalJSON gives; reasons are then their texts.
func (s *Idle) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonIdle) error {
		*s = Idle{Entry: j.Entry, Kind: j.Kind}
		for _, why := range j.Why {
			s.Reasons = append(s.Reasons, reason.Said("", why))
		}
		return nil
	})
}
