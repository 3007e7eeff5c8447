package scoring_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"
)

// The score as the ledger format shows it.
type (
	scoreJSON struct {
		Scheme       string        `json:"scheme"`
		Period       string        `json:"period"`
		Options      optionsJSON   `json:"options"`
		SchemeDigest string        `json:"scheme_digest"`
		LedgerDigest string        `json:"ledger_digest"`
		Engine       string        `json:"engine"`
		Totals       []totalJSON   `json:"totals"`
		Quotas       []quotaJSON   `json:"quotas"`
		Postings     []postingJSON `json:"postings"`
		Honours      []honourJSON  `json:"honours"`
		Unscored     []refusalJSON `json:"unscored"`
		Problems     []problemJSON `json:"problems"`
	}
	optionsJSON struct {
		Until    *string           `json:"until"`
		Known    *string           `json:"known"`
		Params   map[string]string `json:"params"`
		Readings []string          `json:"readings"`
	}
	totalJSON struct {
		Unit     string `json:"unit"`
		Category string `json:"category"`
		Account  string `json:"account"`
		Amount   string `json:"amount"`
		Rank     *int   `json:"rank,omitempty"`
		Group    string `json:"group,omitempty"`
	}
	quotaJSON struct {
		Unit     string `json:"unit"`
		Quota    string `json:"quota"`
		Period   string `json:"period"`
		Done     string `json:"done"`
		Required string `json:"required,omitempty"`
		Missing  string `json:"missing,omitempty"`
		Extra    string `json:"extra,omitempty"`
	}
	postingJSON struct {
		At      string   `json:"at"`
		Unit    string   `json:"unit"`
		Item    string   `json:"item,omitempty"`
		Account string   `json:"account"`
		Rule    string   `json:"rule"`
		Clause  string   `json:"clause"`
		Amount  string   `json:"amount"`
		Entries []string `json:"entries"`
	}
	honourJSON struct {
		Ranking string `json:"ranking"`
		Unit    string `json:"unit"`
		Rank    int    `json:"rank"`
		Title   string `json:"title"`
	}
	refusalJSON struct {
		Entry string `json:"entry"`
		Code  string `json:"code"`
		Why   string `json:"why"`
	}
	problemJSON struct {
		Entry string `json:"entry,omitempty"`
		Unit  string `json:"unit,omitempty"`
		Rule  string `json:"rule"`
		Field string `json:"field"`
		Code  string `json:"code"`
		Why   string `json:"why"`
	}
)

// shown says whether a time is in the period shown.
func (r *reference) shown(t time.Time) bool { return !t.Before(r.start) && t.Before(r.end) }

func (r *reference) json() ([]byte, error) {
	out := scoreJSON{Scheme: r.scheme.Name, Period: r.period.String(), SchemeDigest: r.scheme.Digest(), LedgerDigest: must(r.ledger.Digest(context.Background())), Engine: "gongguo/1",
		Options: optionsJSON{Params: map[string]string{}, Readings: append([]string{}, r.options.Readings...)},
		Totals:  r.totalsJSON(), Quotas: r.quotasJSON(), Postings: r.postingsJSON(), Honours: r.honoursJSON(), Unscored: r.unscoredJSON(), Problems: r.problemsJSON()}
	if r.options.Until != "" {
		out.Options.Until = &r.options.Until
	}
	if r.options.Known != "" {
		out.Options.Known = &r.options.Known
	}
	for _, p := range r.options.Params {
		out.Options.Params[p.Path] = p.Value
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(out)
	return b.Bytes(), err
}

func (r *reference) totalsJSON() []totalJSON {
	out := []totalJSON{}
	for _, t := range r.totals {
		row := totalJSON{Unit: t.unit, Category: t.category, Account: r.scheme.Accounts[t.account].Name, Amount: t.amount.String(), Group: t.group}
		if t.rank > 0 {
			row.Rank = &t.rank
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b totalJSON) int {
		x, y := 1<<30, 1<<30
		if a.Rank != nil {
			x = *a.Rank
		}
		if b.Rank != nil {
			y = *b.Rank
		}
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Group, b.Group), cmp.Compare(x, y), cmp.Compare(a.Unit, b.Unit))
	})
	return out
}

// quotasJSON has the quotas of the periods that ended in the period shown.
func (r *reference) quotasJSON() []quotaJSON {
	rows := slices.Clone(r.quotas)
	slices.SortFunc(rows, func(a, b quotaRow) int {
		return cmp.Or(cmp.Compare(a.quota.Index, b.quota.Index), cmp.Compare(a.period.String(), b.period.String()), cmp.Compare(a.unit, b.unit))
	})
	out := []quotaJSON{}
	for _, q := range rows {
		if _, end := r.scheme.Calendar.Bounds(q.period); !r.shown(end.Add(-1)) {
			continue
		}
		row := quotaJSON{Unit: q.unit, Quota: q.quota.Name, Period: q.period.String(), Done: q.done.String()}
		if q.quota.Required != nil {
			row.Required, row.Missing, row.Extra = q.required.String(), q.missing.String(), q.extra.String()
		}
		out = append(out, row)
	}
	return out
}

// postingsJSON adds up the changes of one event and group to a posting; what adds up to nothing is none.
func (r *reference) postingsJSON() []postingJSON {
	type posting struct {
		change
		date, account string
	}
	var all []posting
	for _, c := range r.changes {
		if c.rule == nil || !r.shown(c.at) {
			continue
		}
		same := func(p posting) bool {
			return p.position == c.position && c.position != AtSettlement && p.unit == c.unit && p.change.account == c.account && p.group == c.group
		}
		i := slices.IndexFunc(all, same)
		if i < 0 {
			all = append(all, posting{c, c.at.In(r.zone()).Format(time.DateOnly), r.scheme.Accounts[c.account].Name})
			continue
		}
		p := &all[i]
		p.amount = p.amount.Add(c.amount)
		p.entries = sorted(append(p.entries, c.entries...))
		if c.lead || !p.lead && c.rule.Index < p.rule.Index {
			p.rule, p.lead = c.rule, c.lead
		}
	}
	slices.SortStableFunc(all, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.position, b.position), cmp.Compare(a.unit, b.unit),
			cmp.Compare(a.account, b.account), cmp.Compare(a.item, b.item), cmp.Compare(a.rule.Name, b.rule.Name))
	})
	out := []postingJSON{}
	for _, p := range all {
		if p.amount.IsZero() {
			continue
		}
		row := postingJSON{At: p.date, Unit: p.unit, Item: p.item, Account: p.account, Rule: p.rule.Name, Clause: p.rule.Clause, Amount: p.amount.String(), Entries: []string{}}
		for _, i := range p.entries {
			row.Entries = append(row.Entries, r.entries[i].ID)
		}
		out = append(out, row)
	}
	return out
}

func (r *reference) honoursJSON() []honourJSON {
	rows := slices.Clone(r.honours)
	slices.SortFunc(rows, func(a, b honourRow) int {
		return cmp.Or(cmp.Compare(a.honour.Name, b.honour.Name), cmp.Compare(a.rank, b.rank), cmp.Compare(a.unit, b.unit))
	})
	out := []honourJSON{}
	for _, h := range rows {
		out = append(out, honourJSON{h.honour.Ranking.Name, h.unit, h.rank, h.honour.Title})
	}
	return out
}

// unscoredJSON has a row for each reason why an entry dated in the period was refused; rules with one reason are one row,
// under the first of them.
func (r *reference) unscoredJSON() []refusalJSON {
	all := slices.Clone(r.refusals)
	slices.SortStableFunc(all, func(a, b refusal) int {
		return cmp.Or(cmp.Compare(a.position, b.position), cmp.Compare(a.code, b.code), cmp.Compare(a.why, b.why))
	})
	out := []refusalJSON{}
	last := refusal{position: -1}
	for _, u := range all {
		if !r.shown(r.at[u.position]) || u.position == last.position && u.code == last.code && u.why == last.why {
			continue
		}
		last = u
		row := refusalJSON{r.entries[u.position].ID, u.code, u.why}
		if u.rule != "" {
			row.Why = u.rule + ": " + u.why
		}
		out = append(out, row)
	}
	return out
}

func (r *reference) problemsJSON() []problemJSON {
	all := slices.Clone(r.problems)
	slices.SortStableFunc(all, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.position, b.position), cmp.Compare(a.unit, b.unit), cmp.Compare(a.rule, b.rule), cmp.Compare(a.field, b.field),
			cmp.Compare(a.code, b.code), cmp.Compare(a.why, b.why))
	})
	out := []problemJSON{}
	for _, p := range all {
		byARule := func(q problem) bool { return q.rule != "attrs" && q.position == p.position && q.field == p.field }
		if !r.shown(p.at) || p.rule == "attrs" && slices.ContainsFunc(all, byARule) {
			continue
		}
		row := problemJSON{Unit: p.unit, Rule: p.rule, Field: p.field, Code: p.code, Why: p.why}
		if p.position >= 0 {
			row.Entry = r.entries[p.position].ID
		}
		if !slices.Contains(out, row) {
			out = append(out, row)
		}
	}
	return out
}
