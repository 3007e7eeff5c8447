package main

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
)

// The shape of compare --format json: what each side scores, and a row for each unit and account, or, where an account
// has several rankings on a side, for each unit and ranking. Where a unit is not on a side, or is not ranked there, the
// value is null.
type (
	jsonComparison struct {
		Period string            `json:"period"`
		Old    jsonSide          `json:"old"`
		New    jsonSide          `json:"new"`
		Rows   []jsonComparedRow `json:"rows"`
	}
	jsonSide struct {
		Scheme       string            `json:"scheme"`
		Until        *string           `json:"until"`
		Known        *string           `json:"known"`
		Params       map[string]string `json:"params"`
		Readings     []string          `json:"readings"`
		SchemeDigest string            `json:"scheme_digest"`
		LedgerDigest string            `json:"ledger_digest"`
		Problems     int               `json:"problems"`
		Notes        []reason.Reason   `json:"notes"`
	}
	jsonComparedRow struct {
		Account    string  `json:"account"`
		Ranking    string  `json:"ranking,omitempty"`
		Group      string  `json:"group"`
		Unit       string  `json:"unit"`
		Name       string  `json:"name"`
		Old        *string `json:"old"`
		New        *string `json:"new"`
		Difference *string `json:"difference"`
		OldRank    *int    `json:"old_rank"`
		NewRank    *int    `json:"new_rank"`
		Moved      *int    `json:"moved"`
	}
)

func (c *comparison) json() jsonComparison {
	out := jsonComparison{Period: c.first.Shown().String(), Old: sideJSON(c.first), New: sideJSON(c.other),
		Rows: []jsonComparedRow{}}
	for _, r := range c.byID() {
		row := jsonComparedRow{Account: r.account, Ranking: r.ranking, Group: r.group, Unit: r.unit, Name: r.name}
		row.Old, row.OldRank = totalJSON(r.old, r.oldRank)
		row.New, row.NewRank = totalJSON(r.new, r.newRank)
		if d, ok := r.difference(); ok {
			row.Difference = new(d.String())
		}
		if n, ok := r.moved(); ok {
			row.Moved = &n
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func totalJSON(t *scoring.Total, r scoring.Rank) (amount *string, rank *int) {
	if t == nil {
		return nil, nil
	}
	if r.Rank > 0 {
		rank = &r.Rank
	}
	return new(t.Amount.String()), rank
}

func sideJSON(book *book) jsonSide {
	o := book.Options
	side := jsonSide{Scheme: book.Scheme.Name, Params: map[string]string{}, Readings: append([]string{}, o.Readings...),
		SchemeDigest: book.Scheme.Digest(), LedgerDigest: book.digest, Problems: len(book.problems),
		Notes: append([]reason.Reason{}, book.notes...)}
	if until := untilText(o); until != "" {
		side.Until = &until
	}
	if known := knownText(o); known != "" {
		side.Known = &known
	}
	for _, p := range o.Params {
		side.Params[p.Path] = p.Value
	}
	return side
}
