package scoring

import (
	"bytes"
	"context"
	"encoding/json"
	"time"
)

// The shapes of the score as JSON, as the ledger format gives them. Lists are never null.
type (
	jsonBook struct {
		Scheme       string        `json:"scheme"`
		Period       string        `json:"period"`
		Options      jsonOptions   `json:"options"`
		SchemeDigest string        `json:"scheme_digest"`
		LedgerDigest string        `json:"ledger_digest"`
		Engine       string        `json:"engine"`
		Totals       []jsonTotal   `json:"totals"`
		Quotas       []jsonQuota   `json:"quotas"`
		Postings     []jsonPosting `json:"postings"`
		Honours      []jsonHonour  `json:"honours"`
		Unscored     []jsonRefusal `json:"unscored"`
		Problems     []jsonProblem `json:"problems"`
	}
	jsonOptions struct {
		Until    *string           `json:"until"`
		Known    *string           `json:"known"`
		Params   map[string]string `json:"params"`
		Readings []string          `json:"readings"`
	}
	jsonTotal struct {
		Unit     string `json:"unit"`
		Category string `json:"category"`
		Account  string `json:"account"`
		Amount   string `json:"amount"`
		Rank     int    `json:"rank,omitempty"`
		Group    string `json:"group,omitempty"`
	}
	jsonQuota struct {
		Unit     string `json:"unit"`
		Quota    string `json:"quota"`
		Period   string `json:"period"`
		Done     string `json:"done"`
		Required string `json:"required,omitempty"`
		Missing  string `json:"missing,omitempty"`
		Extra    string `json:"extra,omitempty"`
	}
	jsonPosting struct {
		At      string   `json:"at"`
		Unit    string   `json:"unit"`
		Item    string   `json:"item,omitempty"`
		Account string   `json:"account"`
		Rule    string   `json:"rule"`
		Clause  string   `json:"clause"`
		Amount  string   `json:"amount"`
		Entries []string `json:"entries"`
	}
	jsonHonour struct {
		Ranking string `json:"ranking"`
		Unit    string `json:"unit"`
		Rank    int    `json:"rank"`
		Title   string `json:"title"`
	}
	jsonRefusal struct {
		Entry string `json:"entry"`
		Code  string `json:"code"`
		Why   string `json:"why"`
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

// JSON is the score in the shape of the ledger format, on lines of its own for each row of a list; the same bytes for the
// same scheme, ledger and options.
func (b *Scorebook) JSON() ([]byte, error) {
	ledgerDigest, err := b.Ledger.Digest(context.Background())
	if err != nil {
		return nil, err
	}
	out := jsonBook{Scheme: b.Scheme.Name, Period: b.Period.String(), SchemeDigest: b.Scheme.Digest(), LedgerDigest: ledgerDigest, Engine: EngineName,
		Totals: []jsonTotal{}, Quotas: []jsonQuota{}, Postings: []jsonPosting{}, Honours: []jsonHonour{}, Unscored: []jsonRefusal{}, Problems: []jsonProblem{}}
	out.Options = jsonOptions{Params: map[string]string{}, Readings: append([]string{}, b.Options.Readings...)}
	if b.Options.Until != "" {
		out.Options.Until = &b.Options.Until
	}
	if b.Options.Known != "" {
		out.Options.Known = &b.Options.Known
	}
	for _, p := range b.Options.Params {
		out.Options.Params[p.Path] = p.Value
	}
	for _, t := range b.Totals {
		out.Totals = append(out.Totals, jsonTotal{t.Unit, t.Category, b.Scheme.Accounts[t.Account].Name, t.Amount.String(), t.Rank, t.Group})
	}
	for _, q := range b.Quotas() {
		row := jsonQuota{Unit: q.Unit, Quota: q.Quota.Name, Period: q.Period.String(), Done: q.Done.String()}
		if q.Quota.Required != nil {
			row.Required, row.Missing, row.Extra = q.Required.String(), q.Missing.String(), q.Extra.String()
		}
		out.Quotas = append(out.Quotas, row)
	}
	for _, p := range b.Postings() {
		row := jsonPosting{p.At.Format(time.DateOnly), p.Unit, p.Item, b.Scheme.Accounts[p.Account].Name, p.Rule.Name, p.Rule.Clause, p.Amount, p.Entries}
		if row.Entries == nil {
			row.Entries = []string{}
		}
		out.Postings = append(out.Postings, row)
	}
	for _, h := range b.Honours {
		out.Honours = append(out.Honours, jsonHonour{h.Honour.Ranking.Name, h.Unit, h.Rank, h.Honour.Title})
	}
	for _, u := range b.Unscored() {
		out.Unscored = append(out.Unscored, jsonRefusal{u.Entry, u.Code, u.Why})
	}
	for _, p := range b.Problems() {
		row := jsonProblem{Unit: p.Unit, Rule: p.Rule, Field: p.Field, Code: p.Code, Why: p.Why}
		if p.Position >= 0 {
			row.Entry = b.Ledger.Entry(int(p.Position)).ID
		}
		out.Problems = append(out.Problems, row)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
