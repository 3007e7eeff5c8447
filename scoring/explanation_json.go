package scoring

import (
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// The shape of an explanation as JSON: the rows of the score that are asked about, each posting with how it came about.
type (
	jsonExplanation struct {
		Scheme string      `json:"scheme"`
		Period string      `json:"period"`
		Unit   string      `json:"unit,omitempty"`
		Item   string      `json:"item,omitempty"`
		Entry  string      `json:"entry,omitempty"`
		Points []jsonPoint `json:"points"`
		Idle   []jsonIdle  `json:"nothing"`
	}
	jsonPoint struct {
		At      day             `json:"at"`
		Unit    string          `json:"unit"`
		Item    string          `json:"item,omitempty"`
		Account string          `json:"account"`
		Rule    string          `json:"rule"`
		Title   string          `json:"title,omitempty"`
		Clause  string          `json:"clause"`
		Amount  amount          `json:"amount"`
		Quota   *jsonPointQuota `json:"quota,omitempty"`
		Counts  []jsonSource    `json:"counts"`
		Beats   []jsonBeaten    `json:"beats"`
		Read    []Value         `json:"read"`
		Entries []string        `json:"entries"`
	}
	jsonPointQuota struct {
		Quota    string `json:"quota"`
		Period   string `json:"period"`
		Done     amount `json:"done"`
		Required amount `json:"required"`
		Missing  amount `json:"missing"`
		Extra    amount `json:"extra"`
	}
	jsonSource struct {
		Entry    string   `json:"entry"`
		Rule     string   `json:"rule"`
		Clause   string   `json:"clause"`
		Standard amount   `json:"standard"`
		Bonuses  []string `json:"bonuses"`
		Worth    amount   `json:"worth"`
		Share    string   `json:"share,omitempty"`
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
	out := jsonExplanation{Scheme: x.Scheme, Period: x.Period, Unit: x.Query.Unit, Item: x.Query.Item, Entry: x.Query.Entry, Points: []jsonPoint{}, Idle: []jsonIdle{}}
	for i := range x.Points {
		out.Points = append(out.Points, shapeOf(&x.Points[i]))
	}
	for _, s := range x.Idle {
		row := jsonIdle{s.Entry, s.Kind, []string{}}
		for _, r := range s.Reasons {
			row.Why = append(row.Why, r.String())
		}
		out.Idle = append(out.Idle, row)
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
	out := jsonPoint{At: day{p.At}, Unit: p.Unit, Item: p.Item, Account: p.Account, Rule: p.Rule, Title: p.Title, Clause: p.Clause, Amount: amount{p.Amount},
		Counts: []jsonSource{}, Beats: []jsonBeaten{}, Read: append([]Value{}, p.Values...), Entries: append([]string{}, p.Entries...)}
	if q := p.Quota; q != nil {
		out.Quota = &jsonPointQuota{q.Quota, q.Period.String(), amount{q.Done}, amount{q.Required}, amount{q.Missing}, amount{q.Extra}}
	}
	for _, s := range p.Sources {
		bonuses := []string{}
		for _, b := range s.Bonuses {
			bonuses = append(bonuses, b.Rule)
		}
		out.Counts = append(out.Counts, jsonSource{s.Entry, s.Rule, s.Clause, amount{s.Standard}, bonuses, amount{s.Worth}, s.Share})
	}
	for _, b := range p.Beaten {
		out.Beats = append(out.Beats, jsonBeaten{b.Entry, b.Rule, amount{b.Worth}, b.By, b.Clause})
	}
	return out
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
		for _, s := range j.Idle {
			row := Idle{Entry: s.Entry, Kind: s.Kind}
			for _, why := range s.Why {
				row.Reasons = append(row.Reasons, reason.Said("", why))
			}
			x.Idle = append(x.Idle, row)
		}
		return nil
	})
}

// point is the point of a shape.
func (j *jsonPoint) point() (Point, error) {
	p := Point{Posting: Posting{At: j.At.Time, Unit: j.Unit, Item: j.Item, Account: j.Account, Rule: j.Rule, Clause: j.Clause, Title: j.Title,
		Amount: j.Amount.Decimal, Entries: j.Entries}, Values: j.Read}
	for _, s := range j.Counts {
		row := Source{Entry: s.Entry, Rule: s.Rule, Clause: s.Clause, Standard: s.Standard.Decimal, Worth: s.Worth.Decimal, Share: s.Share}
		for _, b := range s.Bonuses {
			row.Bonuses = append(row.Bonuses, Bonus{Rule: b})
		}
		p.Sources = append(p.Sources, row)
	}
	for _, b := range j.Beats {
		p.Beaten = append(p.Beaten, Beaten{Entry: b.Entry, Rule: b.Rule, Worth: b.Worth.Decimal, By: b.By, Clause: b.Clause})
	}
	if j.Quota == nil {
		return p, nil
	}
	q := j.Quota
	period, err := calendar.ParsePeriod(q.Period)
	p.Quota = &QuotaRow{Unit: j.Unit, Quota: q.Quota, Period: period, Done: q.Done.Decimal, Required: q.Required.Decimal, Missing: q.Missing.Decimal, Extra: q.Extra.Decimal}
	return p, err
}
