package main

import (
	"time"

	"github.com/gongguo/gongguo/scoring"
)

// The shape of explain --format json: the rows of the score that are asked about, each posting with how it came about.
type (
	jsonExplanation struct {
		Scheme string        `json:"scheme"`
		Period string        `json:"period"`
		Unit   string        `json:"unit,omitempty"`
		Item   string        `json:"item,omitempty"`
		Entry  string        `json:"entry,omitempty"`
		Points []jsonPoint   `json:"points"`
		Silent []jsonNothing `json:"nothing"`
	}
	jsonPoint struct {
		At      string       `json:"at"`
		Unit    string       `json:"unit"`
		Item    string       `json:"item,omitempty"`
		Account string       `json:"account"`
		Rule    string       `json:"rule"`
		Title   string       `json:"title,omitempty"`
		Clause  string       `json:"clause"`
		Amount  string       `json:"amount"`
		Quota   *jsonQuota   `json:"quota,omitempty"`
		Counts  []jsonSource `json:"counts"`
		Beats   []jsonBeaten `json:"beats"`
		Read    []jsonValue  `json:"read"`
		Entries []string     `json:"entries"`
	}
	jsonQuota struct {
		Quota    string `json:"quota"`
		Period   string `json:"period"`
		Done     string `json:"done"`
		Required string `json:"required"`
		Missing  string `json:"missing"`
		Extra    string `json:"extra"`
	}
	jsonSource struct {
		Entry    string   `json:"entry"`
		Rule     string   `json:"rule"`
		Clause   string   `json:"clause"`
		Standard string   `json:"standard"`
		Bonuses  []string `json:"bonuses"`
		Worth    string   `json:"worth"`
		Share    string   `json:"share,omitempty"`
	}
	jsonBeaten struct {
		Entry  string `json:"entry"`
		Rule   string `json:"rule"`
		Worth  string `json:"worth"`
		By     string `json:"by"`
		Clause string `json:"clause"`
	}
	jsonValue struct {
		Path  string `json:"path"`
		Value string `json:"value"`
	}
	jsonNothing struct {
		Entry string   `json:"entry"`
		Kind  string   `json:"kind"`
		Why   []string `json:"why"`
	}
)

func (x *explanation) json() jsonExplanation {
	out := jsonExplanation{Scheme: x.Book.Scheme.Name, Period: x.Book.Period.String(), Unit: x.Query.Unit, Item: x.Query.Item, Entry: x.Query.Entry, Points: []jsonPoint{}, Silent: []jsonNothing{}}
	quotas := x.pairQuotas()
	for i := range x.Points {
		p := &x.Points[i]
		row := jsonPoint{At: p.At.Format(time.DateOnly), Unit: p.Unit, Item: p.Item, Account: x.Book.Scheme.Accounts[p.Account].Name, Rule: p.Rule.Name, Title: p.Rule.Title, Clause: p.Rule.Clause,
			Amount: p.Amount, Quota: quotaJSON(quotas[i]), Counts: []jsonSource{}, Beats: []jsonBeaten{}, Read: []jsonValue{}, Entries: append([]string{}, p.Entries...)}
		for _, s := range p.Sources {
			bonuses := []string{}
			for _, b := range s.Bonuses {
				bonuses = append(bonuses, b.Name)
			}
			row.Counts = append(row.Counts, jsonSource{s.Entry, s.Rule, s.Clause, s.Standard, bonuses, s.Worth, s.Share})
		}
		for _, b := range p.Beaten {
			row.Beats = append(row.Beats, jsonBeaten{b.Entry, b.Rule, b.Worth, b.By.Name, b.By.Clause})
		}
		for _, v := range p.Values {
			row.Read = append(row.Read, jsonValue(v))
		}
		out.Points = append(out.Points, row)
	}
	for _, s := range x.Silent {
		out.Silent = append(out.Silent, jsonNothing{s.Entry, s.Kind, texts(s.Reasons)})
	}
	return out
}

func quotaJSON(q *scoring.QuotaRow) *jsonQuota {
	if q == nil {
		return nil
	}
	return &jsonQuota{q.Quota.Name, q.Period.String(), q.Done.String(), q.Required.String(), q.Missing.String(), q.Extra.String()}
}
