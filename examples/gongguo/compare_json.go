package main

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
)

// The shape of compare --format json: what each side scores, and a row for each unit and account, or, where an account
// has several rankings on a side, for each unit and ranking. Where a unit is not on a side, or is not ranked there, the
// value is null. Behind the rows stand the grades, honours and results that are not the same on both sides.
type (
	jsonComparison struct {
		Period  string            `json:"period"`
		Old     jsonSide          `json:"old"`
		New     jsonSide          `json:"new"`
		Rows    []jsonComparedRow `json:"rows"`
		Grades  []jsonRegraded    `json:"grades"`
		Honours []jsonHeld        `json:"honours"`
		Results []jsonHeld        `json:"results"`
		Carried []jsonRecarried   `json:"carried,omitempty"` // of closed periods
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
	jsonRegraded struct {
		Grade string  `json:"grade"`
		Unit  string  `json:"unit"`
		Name  string  `json:"name"`
		Title string  `json:"title"`
		Old   *string `json:"old"`
		New   *string `json:"new"`
	}
	jsonRecarried struct {
		Unit    string `json:"unit"`
		Name    string `json:"name"`
		Account string `json:"account"`
		Period  string `json:"period"` // that is closed
		Old     string `json:"old"`
		New     string `json:"new"`
	}
	jsonHeld struct {
		Honour string `json:"honour,omitempty"`
		Result string `json:"result,omitempty"`
		Period string `json:"period,omitempty"` // of the unit's own
		Unit   string `json:"unit"`
		Name   string `json:"name"`
		Title  string `json:"title"`
		Old    bool   `json:"old"`
		New    bool   `json:"new"`
	}
)

func (c *comparison) json() jsonComparison {
	out := jsonComparison{Period: c.first.Shown().String(), Old: sideJSON(c.first), New: sideJSON(c.other),
		Rows: []jsonComparedRow{}, Grades: []jsonRegraded{}, Honours: []jsonHeld{}, Results: []jsonHeld{}}
	for _, r := range c.byID() {
		if c.onlyChanged && !r.changed() {
			continue
		}
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
	names := c.names()
	for _, g := range c.changedGrades() {
		out.Grades = append(out.Grades,
			jsonRegraded{g.grade, g.unit, named(names, g.unit), g.title, bandJSON(g.old), bandJSON(g.new)})
	}
	for _, h := range byName(c.changedHonours()) {
		out.Honours = append(out.Honours, jsonHeld{Honour: h.name, Unit: h.unit, Name: named(names, h.unit),
			Title: h.title, Old: !h.comes, New: h.comes})
	}
	for _, h := range byName(c.changedResults()) {
		out.Results = append(out.Results, jsonHeld{Result: h.name, Period: ownText(h.own), Unit: h.unit,
			Name: named(names, h.unit), Title: h.title, Old: !h.comes, New: h.comes})
	}
	for _, of := range c.changedCarried() {
		out.Carried = append(out.Carried, jsonRecarried{of.unit, named(names, of.unit), of.account, of.period.String(),
			of.old.String(), of.new.String()})
	}
	return out
}

// bandJSON is a grade; nil: none.
func bandJSON(name string) *string {
	if name == "" {
		return nil
	}
	return &name
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
