package scoring

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// amount is an exact amount as JSON: a string without trailing zeros, whatever the package of decimals is set to.
type amount struct{ decimal.Decimal }

func (a amount) MarshalJSON() ([]byte, error) { return json.Marshal(a.String()) }

func (a *amount) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return fmt.Errorf("found amount %q; expected a decimal", text)
	}
	a.Decimal = d
	return nil
}

// day is a time as JSON: its day.
type day struct{ time.Time }

func (d day) MarshalJSON() ([]byte, error) { return json.Marshal(civil.Of(d.Time).String()) }

func (d *day) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	t, err := time.Parse(time.DateOnly, text)
	d.Time = t
	return err
}

// The shapes of rows as JSON.
type (
	jsonTotal struct {
		Unit     string  `json:"unit"`
		Category string  `json:"category"`
		Account  string  `json:"account"`
		Amount   *amount `json:"amount"`
		Rank     int     `json:"rank,omitempty"`
		Group    string  `json:"group,omitempty"`

		Ranks  map[string]Rank   `json:"ranks,omitempty"`
		Grades map[string]string `json:"grades,omitempty"`
	}
	jsonQuota struct {
		Unit string `json:"unit"`
		quotaFigures
	}
	quotaFigures struct {
		Quota    string  `json:"quota"`
		Period   string  `json:"period"`
		Done     amount  `json:"done"`
		Posted   *amount `json:"posted,omitempty"`
		Required *amount `json:"required,omitempty"`
		Missing  *amount `json:"missing,omitempty"`
		Extra    *amount `json:"extra,omitempty"`
	}
	jsonPosting struct {
		At      day      `json:"at"`
		Unit    string   `json:"unit"`
		Item    string   `json:"item,omitempty"`
		Account string   `json:"account"`
		Rule    string   `json:"rule"`
		Clause  string   `json:"clause"`
		Amount  amount   `json:"amount"`
		Entries []string `json:"entries"`

		Carried *jsonCarried `json:"carried,omitempty"`
		Opening string       `json:"opening,omitempty"`
	}
	jsonHonour struct {
		Ranking string `json:"ranking"`
		Unit    string `json:"unit"`
		Rank    int    `json:"rank"`
		Title   string `json:"title"`

		Provisional bool `json:"provisional,omitempty"`
	}
	jsonRuleSum struct {
		Unit    string `json:"unit"`
		Rule    string `json:"rule"`
		Account string `json:"account"`
		Amount  amount `json:"amount"`
	}
	jsonUnscored struct {
		Entry string `json:"entry"`
		Code  string `json:"code"`
		Why   string `json:"why"`
	}
	jsonStranger struct {
		Kind    ledger.Kind `json:"kind"`
		Field   string      `json:"field"`
		Word    string      `json:"word"`
		Count   int         `json:"count"`
		Entries []string    `json:"entries"`
		Nearest string      `json:"nearest,omitempty"`
		OneOf   bool        `json:"one_of,omitempty"`
		Code    string      `json:"code"`
		Why     string      `json:"why"`
	}
	jsonProblem struct {
		Entry string `json:"entry,omitempty"`
		Unit  string `json:"unit,omitempty"`
		Rule  string `json:"rule"`
		Field string `json:"field"`
		Code  string `json:"code"`
		Why   string `json:"why"`
	}
)

// encoded is JSON with characters as they are.
func encoded(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimRight(buf.Bytes(), "\n"), err
}

// decoded reads JSON in a shape, and takes it over.
func decoded[S any](data []byte, take func(*S) error) error {
	var shape S
	if err := json.Unmarshal(data, &shape); err != nil {
		return err
	}
	return take(&shape)
}

// MarshalJSON gives the row as the ledger format has it.
func (t Total) MarshalJSON() ([]byte, error) {
	out := jsonTotal{Unit: t.Unit, Category: t.Category, Account: t.Account, Rank: t.Rank, Group: t.Group,
		Ranks: t.Ranks, Grades: t.Grades}
	if !t.Absent {
		out.Amount = &amount{t.Amount}
	}
	return encoded(out)
}

// UnmarshalJSON reads what MarshalJSON gives.
func (t *Total) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonTotal) error {
		*t = Total{Unit: j.Unit, Category: j.Category, Account: j.Account, Absent: j.Amount == nil, Rank: j.Rank,
			Group: j.Group, Ranks: j.Ranks, Grades: j.Grades}
		if j.Amount != nil {
			t.Amount = j.Amount.Decimal
		}
		return nil
	})
}

// MarshalJSON gives the row as the ledger format has it.
func (q QuotaRow) MarshalJSON() ([]byte, error) {
	out := jsonQuota{Unit: q.Unit, quotaFigures: figuresOf(&q)}
	return encoded(out)
}

// figuresOf are the figures of a quota; a tally has but what was done.
func figuresOf(q *QuotaRow) quotaFigures {
	out := quotaFigures{Quota: q.Quota, Done: amount{q.Done}}
	if q.Period != (calendar.Period{}) {
		out.Period = q.Period.String()
	}
	if q.Posted.Valid {
		out.Posted = &amount{q.Posted.Decimal}
	}
	if !q.Tally {
		out.Required, out.Missing, out.Extra = &amount{q.Required}, &amount{q.Missing}, &amount{q.Extra}
	}
	return out
}

// row is the row of the figures of a unit's quota.
func (j *quotaFigures) row(unit string) (q QuotaRow, err error) {
	q = QuotaRow{Unit: unit, Quota: j.Quota, Done: j.Done.Decimal, Tally: j.Required == nil}
	for from, to := range map[*amount]*decimal.Decimal{j.Required: &q.Required, j.Missing: &q.Missing,
		j.Extra: &q.Extra} {
		if from != nil {
			*to = from.Decimal
		}
	}
	if j.Posted != nil {
		q.Posted = decimal.NewNullDecimal(j.Posted.Decimal)
	}
	if j.Period != "" {
		q.Period, err = calendar.ParsePeriod(j.Period)
	}
	return q, err
}

// UnmarshalJSON reads what MarshalJSON gives.
func (q *QuotaRow) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonQuota) (err error) {
		*q, err = j.row(j.Unit)
		return err
	})
}

// MarshalJSON gives the row as the ledger format has it.
func (p Posting) MarshalJSON() ([]byte, error) {
	entries := append([]string{}, p.Entries...)
	return encoded(jsonPosting{day{p.At}, p.Unit, p.Item, p.Account, p.Rule, p.Clause, amount{p.Amount}, entries,
		p.Carried.shape(), periodText(p.Opening)})
}

// periodText is a period as it is written; empty: there is none.
func periodText(p calendar.Period) string {
	if p == (calendar.Period{}) {
		return ""
	}
	return p.String()
}

// periodOf reads what periodText gives.
func periodOf(text string) (calendar.Period, error) {
	if text == "" {
		return calendar.Period{}, nil
	}
	return calendar.ParsePeriod(text)
}

// UnmarshalJSON reads what MarshalJSON gives.
func (p *Posting) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonPosting) (err error) {
		*p = Posting{At: j.At.Time, Unit: j.Unit, Item: j.Item, Account: j.Account, Rule: j.Rule, Clause: j.Clause,
			Amount: j.Amount.Decimal, Entries: j.Entries}
		if p.Carried, err = j.Carried.carried(); err == nil {
			p.Opening, err = periodOf(j.Opening)
		}
		return err
	})
}

// MarshalJSON gives the row as the ledger format has it.
func (h Honour) MarshalJSON() ([]byte, error) {
	return encoded(jsonHonour{h.Ranking, h.Unit, h.Rank, h.Title, h.Provisional})
}

// UnmarshalJSON reads what MarshalJSON gives.
func (h *Honour) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonHonour) error {
		*h = Honour{Ranking: j.Ranking, Unit: j.Unit, Rank: j.Rank, Title: j.Title, Provisional: j.Provisional}
		return nil
	})
}

// MarshalJSON gives the row with its amount as a string.
func (r RuleSum) MarshalJSON() ([]byte, error) {
	return encoded(jsonRuleSum{r.Unit, r.Rule, r.Account, amount{r.Amount}})
}

// UnmarshalJSON reads what MarshalJSON gives.
func (r *RuleSum) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonRuleSum) error {
		*r = RuleSum{j.Unit, j.Rule, j.Account, j.Amount.Decimal}
		return nil
	})
}

// MarshalJSON gives the row as the ledger format has it, with the reason in English.
func (u Unscored) MarshalJSON() ([]byte, error) {
	return encoded(jsonUnscored{u.Entry, u.Code, u.Reason.String()})
}

// UnmarshalJSON reads what MarshalJSON gives; the reason is then its text.
func (u *Unscored) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonUnscored) error {
		*u = Unscored{Entry: j.Entry, Code: j.Code, Reason: reason.Said(j.Code, j.Why)}
		return nil
	})
}

// MarshalJSON gives the row as the ledger format has it, with the reason in English.
func (p Problem) MarshalJSON() ([]byte, error) {
	return encoded(jsonProblem{p.Entry, p.Unit, p.Rule, p.Field, p.Code, p.Reason.String()})
}

// UnmarshalJSON reads what MarshalJSON gives; the reason is then its text.
func (p *Problem) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonProblem) error {
		*p = Problem{Entry: j.Entry, Unit: j.Unit, Rule: j.Rule, Field: j.Field, Code: j.Code,
			Reason: reason.Said(j.Code, j.Why)}
		return nil
	})
}

// MarshalJSON gives the row as the ledger format has it, with the reason in English.
func (s Stranger) MarshalJSON() ([]byte, error) {
	entries := append([]string{}, s.Entries...)
	return encoded(jsonStranger{s.Kind, s.Field, s.Word, s.Count, entries, s.Nearest, s.OneOf, s.Reason.Code,
		s.Reason.String()})
}

// UnmarshalJSON reads what MarshalJSON gives; the reason is then its code and its text.
func (s *Stranger) UnmarshalJSON(data []byte) error {
	return decoded(data, func(j *jsonStranger) error {
		*s = Stranger{
			Kind: j.Kind, Field: j.Field, Word: j.Word, Count: j.Count, Entries: j.Entries, Nearest: j.Nearest,
			OneOf: j.OneOf, Reason: reason.Said(j.Code, j.Why)}
		return nil
	})
}
