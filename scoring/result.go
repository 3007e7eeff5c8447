package scoring

import (
	"bytes"
	"context"
	"encoding/json"
)

// Result is a score as plain data, in the shape of the ledger format. It marshals to JSON and back. Lists are never
// null; that of results is there where the scheme has some.
type Result struct {
	Scheme       string        `json:"scheme"`
	Period       string        `json:"period"`
	Options      ResultOptions `json:"options"`
	SchemeDigest string        `json:"scheme_digest"`
	LedgerDigest string        `json:"ledger_digest"`
	Engine       string        `json:"engine"`
	Totals       []Total       `json:"totals"`
	Quotas       []QuotaRow    `json:"quotas"`
	Postings     []Posting     `json:"postings"`
	Honours      []Honour      `json:"honours"`
	Outcomes     []Outcome     `json:"results,omitzero"` // nil: the scheme has no results
	Unscored     []Unscored    `json:"unscored"`
	Problems     []Problem     `json:"problems"`
}

// ResultOptions are options as they are written; nil: not set.
type ResultOptions struct {
	Until    *string           `json:"until"`
	Known    *string           `json:"known"`
	Params   map[string]string `json:"params"`
	Readings []string          `json:"readings"`
}

// Result is the whole score. The error is the context's.
func (b *Scorebook) Result(ctx context.Context) (*Result, error) {
	out := &Result{Scheme: b.Scheme.Name, Period: b.Shown().String(), Options: b.Options.written(),
		SchemeDigest: b.Scheme.Digest(), Engine: EngineName, Totals: b.Totals(), Honours: b.Honours(),
		Outcomes: b.Outcomes()}
	var err error
	if out.LedgerDigest, err = b.Ledger.Digest(ctx); err != nil {
		return nil, err
	}
	if out.Quotas, err = b.Quotas(ctx); err != nil {
		return nil, err
	}
	if out.Postings, err = b.Postings(ctx); err != nil {
		return nil, err
	}
	if out.Unscored, err = b.Unscored(ctx); err != nil {
		return nil, err
	}
	if out.Problems, err = b.Problems(ctx); err != nil {
		return nil, err
	}
	return out, nil
}

// written are the options as they are written.
func (o Options) written() ResultOptions {
	out := ResultOptions{Params: map[string]string{}, Readings: append([]string{}, o.Readings...)}
	if !o.Until.IsZero() {
		text := o.Until.String()
		out.Until = &text
	}
	if !o.Known.IsZero() {
		text := o.Known.String()
		out.Known = &text
	}
	for _, p := range o.Params {
		out.Params[p.Path] = p.Value
	}
	return out
}

// JSON is the score in the shape of the ledger format, each row of a list on lines of its own. The same scheme,
// ledger and options have the same bytes. The error is the context's.
func (b *Scorebook) JSON(ctx context.Context) ([]byte, error) {
	r, err := b.Result(ctx)
	if err != nil {
		return nil, err
	}
	return indented(r)
}

// indented is JSON with an indent, without escapes of HTML.
func indented(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
