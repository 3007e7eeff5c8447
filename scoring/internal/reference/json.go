package reference

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
)

// The score as the ledger format shows it.
type (
	// Scorebook is a score. Lists are never null.
	Scorebook struct {
		Scheme       string          `json:"scheme"`
		Period       string          `json:"period"`
		Options      ReportedOptions `json:"options"`
		SchemeDigest string          `json:"scheme_digest"`
		LedgerDigest string          `json:"ledger_digest"`
		Engine       string          `json:"engine"`
		Totals       []Total         `json:"totals"`
		Quotas       []Quota         `json:"quotas"`
		Postings     []Posting       `json:"postings"`
		Honours      []Honour        `json:"honours"`
		Results      []Result        `json:"results,omitzero"`
		Unscored     []Refusal       `json:"unscored"`
		Problems     []Problem       `json:"problems"`
	}
	// ReportedOptions are the options as given; nil: none.
	ReportedOptions struct {
		Until    *string           `json:"until"`
		Known    *string           `json:"known"`
		Params   map[string]string `json:"params"`
		Readings []string          `json:"readings"`
	}
	// Total is what a unit has of an account.
	Total struct {
		Unit     string  `json:"unit"`
		Category string  `json:"category"`
		Account  string  `json:"account"`
		Amount   *string `json:"amount"` // nil: there is none
		Rank     *int    `json:"rank,omitempty"`
		Group    string  `json:"group,omitempty"`

		Ranks  map[string]Rank   `json:"ranks,omitempty"`
		Grades map[string]string `json:"grades,omitempty"`
	}
	// Rank is a rank by one of several rankings.
	Rank struct {
		Rank  int    `json:"rank"`
		Group string `json:"group"`
	}
	// Quota is what a unit owed and did in a period.
	Quota struct {
		Unit     string `json:"unit"`
		Quota    string `json:"quota"`
		Period   string `json:"period"`
		Done     string `json:"done"`
		Posted   string `json:"posted,omitempty"`
		Required string `json:"required,omitempty"`
		Missing  string `json:"missing,omitempty"`
		Extra    string `json:"extra,omitempty"`
	}
	// Posting is a change of an amount, with its clause and its evidence.
	Posting struct {
		At      string   `json:"at"`
		Unit    string   `json:"unit"`
		Item    string   `json:"item,omitempty"`
		Account string   `json:"account"`
		Rule    string   `json:"rule"`
		Clause  string   `json:"clause"`
		Amount  string   `json:"amount"`
		Entries []string `json:"entries"`

		Carried *Carried `json:"carried,omitempty"`
		Opening string   `json:"opening,omitempty"`
	}
	// Carried says of a posting that it is of a closed period.
	Carried struct {
		Period string `json:"period"`
		Close  string `json:"close"`
		As     string `json:"as"`
		Was    string `json:"was"`
		Now    string `json:"now"`
	}
	// Honour is a title of a ranking.
	Honour struct {
		Ranking string `json:"ranking"`
		Unit    string `json:"unit"`
		Rank    int    `json:"rank"`
		Title   string `json:"title"`

		Provisional bool `json:"provisional,omitempty"`
	}
	// Result is what the period comes to for a unit.
	Result struct {
		Result string `json:"result"`
		Unit   string `json:"unit"`
		Title  string `json:"title"`
		Clause string `json:"clause"`

		Provisional bool   `json:"provisional,omitempty"`
		Period      string `json:"period,omitempty"` // of a unit's own
	}
	// Refusal is an entry that was refused, and why.
	Refusal struct {
		Entry string `json:"entry"`
		Code  string `json:"code"`
		Why   string `json:"why"`
	}
	// Problem is what a rule needed of an entry or a unit and did not find.
	Problem struct {
		Entry string `json:"entry,omitempty"`
		Unit  string `json:"unit,omitempty"`
		Rule  string `json:"rule"`
		Field string `json:"field"`
		Code  string `json:"code"`
		Why   string `json:"why"`
	}
)

// provisional says whether the period shown ends after until, or, without one, after the day of the last entry that
// counts.
func (r *reference) provisional() bool {
	if !r.until.IsZero() {
		return r.end.After(r.until.Add(1))
	}
	known := false
	for i := range r.entries {
		if r.counts(i) && !r.end.After((civil.Of(r.at[i].In(r.zone())) + 1).Start(r.zone())) {
			return false
		}
		known = known || r.counts(i)
	}
	return known
}

// inPeriod says whether a time is in the period that is scored.
func (r *reference) inPeriod(t time.Time) bool { return !t.Before(r.start) && t.Before(r.end) }

// JSON is the score as text, on lines of its own for each row of a list.
func (b Scorebook) JSON() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(b)
	return buf.Bytes(), err
}

func (r *reference) json() ([]byte, error) {
	ledgerDigest, err := r.ledger.Digest(context.Background())
	if err != nil {
		return nil, err
	}
	out := Scorebook{Scheme: r.scheme.Name, Period: r.period.String(), SchemeDigest: r.scheme.Digest(),
		LedgerDigest: ledgerDigest, Engine: "gongguo/1",
		Options: ReportedOptions{Params: map[string]string{}, Readings: append([]string{}, r.options.Readings...)},
		Totals:  r.totalsJSON(), Quotas: r.quotasJSON(), Postings: r.postingsJSON(), Honours: r.honoursJSON(),
		Results: r.resultsJSON(), Unscored: r.unscoredJSON(), Problems: r.problemsJSON()}
	if r.run != 0 {
		out.Period = r.options.Period
	}
	if r.options.Until != "" {
		out.Options.Until = &r.options.Until
	}
	if r.options.Known != "" {
		out.Options.Known = &r.options.Known
	}
	for _, p := range r.options.Params {
		out.Options.Params[p.Path] = p.Value
	}
	return out.JSON()
}

func (r *reference) totalsJSON() []Total {
	out := []Total{}
	for _, t := range r.totals {
		if r.scheme.Accounts[t.account].Helper {
			continue
		}
		row := Total{Unit: t.unit, Category: t.category, Account: r.scheme.Accounts[t.account].Name,
			Group: t.group, Ranks: t.ranks}
		if t.there {
			amount := t.amount.String()
			row.Amount = &amount
		}
		if t.rank > 0 {
			row.Rank = &t.rank
		}
		for _, g := range r.scheme.Grades {
			of := r.period // of own periods that in which the last ends that is shown
			for _, p := range r.ownsShown(t.unit) {
				if _, made := r.last(t.unit, p); made && slices.Contains(g.Per, p.Kind) {
					of = p
				}
			}
			name, ok := r.grades[graded{t.unit, of, g}]
			if !ok || g.Account != t.account || r.run != 0 && of == r.period {
				continue
			}
			if row.Grades == nil {
				row.Grades = map[string]string{}
			}
			row.Grades[g.Name] = name
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b Total) int {
		x, y := 1<<30, 1<<30
		if a.Rank != nil {
			x = *a.Rank
		}
		if b.Rank != nil {
			y = *b.Rank
		}
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Group, b.Group), cmp.Compare(x, y),
			cmp.Compare(a.Unit, b.Unit))
	})
	return out
}

// quotasJSON has the quotas of the periods that ended in the period shown.
func (r *reference) quotasJSON() []Quota {
	rows := r.listed()
	if r.succeeds() {
		all := rows
		rows = nil
		for _, unit := range r.units() {
			rows = append(rows, r.owedOf(all, unit, r.end)...)
		}
	}
	slices.SortFunc(rows, func(a, b quotaRow) int {
		return cmp.Or(cmp.Compare(a.quota.Index, b.quota.Index), cmp.Compare(a.period.String(), b.period.String()),
			cmp.Compare(a.unit, b.unit))
	})
	out := []Quota{}
	for _, q := range rows {
		if _, end := r.scheme.Calendar.Bounds(q.period); !r.shows(q.period.Kind, end.Add(-1)) {
			continue
		}
		row := Quota{Unit: q.unit, Quota: q.quota.Name, Period: q.period.String(), Done: q.done.String()}
		if q.rounded {
			row.Posted = q.posted.String()
		}
		if q.quota.Required != nil {
			row.Required, row.Missing, row.Extra = q.required.String(), q.missing.String(), q.extra.String()
		}
		out = append(out, row)
	}
	return out
}

// postingsJSON adds up the changes of one event and group to a posting; what adds up to nothing is none.
func (r *reference) postingsJSON() []Posting {
	type posting struct {
		change
		date, account string
	}
	var all []posting
	for _, c := range r.shown() {
		if c.rule == nil || !r.shows(c.per, c.at) || c.isFigure() && c.figureOf != r.period ||
			r.run == 0 && !r.in(c, r.period.Kind) {
			continue
		}
		same := func(p posting) bool {
			return p.position == c.position && c.position != atSettlement && p.unit == c.unit &&
				p.change.account == c.account && p.group == c.group
		}
		i := slices.IndexFunc(all, same)
		if i < 0 {
			all = append(all, posting{c, civil.Of(c.at.In(r.zone())).String(), r.scheme.Accounts[c.account].Name})
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
			cmp.Compare(a.account, b.account), cmp.Compare(a.item, b.item), cmp.Compare(a.rule.Name, b.rule.Name),
			cmp.Compare(a.cause, b.cause))
	})
	out := []Posting{}
	for _, p := range all {
		if p.amount.IsZero() && !p.isFigure() {
			continue
		}
		row := Posting{At: p.date, Unit: p.unit, Item: p.item, Account: p.account, Rule: p.rule.Name,
			Clause: p.rule.Clause, Amount: p.amount.String(), Entries: []string{}}
		for _, i := range p.entries {
			row.Entries = append(row.Entries, r.entries[i].ID)
		}
		if p.opens != nil {
			row.Opening = p.opens.period.String()
		}
		if c := p.carried; c != nil {
			row.Carried = &Carried{c.by.period.String(), r.entries[c.by.position].ID, "correction", c.was.String(),
				c.now.String()}
			if c.late {
				row.Carried.As = "late"
			}
		}
		out = append(out, row)
	}
	return out
}

func (r *reference) honoursJSON() []Honour {
	rows := slices.Clone(r.honours)
	slices.SortFunc(rows, func(a, b honourRow) int {
		return cmp.Or(cmp.Compare(a.honour.Name, b.honour.Name), cmp.Compare(a.rank, b.rank),
			cmp.Compare(a.unit, b.unit))
	})
	out := []Honour{}
	for _, h := range rows {
		out = append(out, Honour{h.honour.Ranking.Name, h.unit, h.rank, h.honour.Title, r.provisional()})
	}
	return out
}

// resultsJSON has the results that hold; nothing where the scheme has none.
func (r *reference) resultsJSON() []Result {
	if len(r.scheme.Results) == 0 {
		return nil
	}
	out := []Result{}
	for _, x := range r.scheme.Results {
		for _, unit := range r.units() {
			if r.run == 0 && r.results[found{unit, r.period, x}] {
				out = append(out, Result{x.Name, unit, x.Title, x.Clause, r.provisional(), ""})
			}
			for _, p := range r.ownsShown(unit) {
				if r.results[found{unit, p, x}] {
					out = append(out, Result{x.Name, unit, x.Title, x.Clause, r.provisional(), p.String()})
				}
			}
		}
	}
	return out
}

// ownsShown are a unit's own periods that end in what is shown, in the order of their end.
func (r *reference) ownsShown(unit string) []calendar.Period {
	var out []calendar.Period
	for _, p := range r.ended(func(kind calendar.Kind) bool { return kind.IsOwn() }) {
		if _, end := r.scheme.Calendar.Bounds(p); r.isOwn(unit, p) && r.inPeriod(end.Add(-1)) {
			out = append(out, p)
		}
	}
	return out
}
