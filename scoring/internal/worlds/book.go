package worlds

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Asked are options as the reference takes them.
func Asked(o frame.Options) reference.Options {
	return reference.Options{Period: periodText(o.Periods, o.Through), Until: timeText(o.Until),
		Known: timeText(o.Known), Params: o.Params, Readings: o.Readings}
}

// Book is what the steps gave as the JSON of a score.
func Book(t testing.TB, of *steps.Scored) string {
	t.Helper()
	f := of.Frame
	name := func(account int) string { return f.Scheme.Accounts[account].Name }
	ledgerDigest, _ := f.Ledger.Digest(t.Context()) // without an end there is no error
	out := reference.Scorebook{Scheme: f.Scheme.Name, Period: f.Name(), SchemeDigest: f.Scheme.Digest(),
		LedgerDigest: ledgerDigest, Engine: "gongguo/1",
		Options: reference.ReportedOptions{Params: map[string]string{},
			Readings: append([]string{}, f.Options.Readings...)},
		Totals: []reference.Total{}, Quotas: []reference.Quota{}, Postings: []reference.Posting{},
		Honours:  []reference.Honour{},
		Unscored: []reference.Refusal{}, Problems: []reference.Problem{}}
	if text := timeText(f.Options.Until); text != "" {
		out.Options.Until = &text
	}
	if text := timeText(f.Options.Known); text != "" {
		out.Options.Known = &text
	}
	for _, p := range f.Options.Params {
		out.Options.Params[p.Path] = p.Value
	}
	for _, row := range of.Ranked.Totals {
		if f.Scheme.Accounts[row.Account].Helper {
			continue
		}
		shown := reference.Total{Unit: row.Unit, Category: row.Category, Account: name(row.Account),
			Group: row.Group}
		if !row.Absent {
			amount := row.Amount.String()
			shown.Amount = &amount
		}
		if row.Rank > 0 {
			shown.Rank = &row.Rank
		}
		for _, r := range row.Ranks {
			if shown.Ranks == nil {
				shown.Ranks = map[string]reference.Rank{}
			}
			shown.Ranks[r.Ranking.Name] = reference.Rank{Rank: r.Rank, Group: r.Group}
		}
		for _, g := range row.Grades {
			if shown.Grades == nil {
				shown.Grades = map[string]string{}
			}
			shown.Grades[g.Grade.Name] = g.Band
		}
		out.Totals = append(out.Totals, shown)
	}
	for _, q := range of.Quotas() {
		row := reference.Quota{Unit: q.Unit, Quota: q.Quota.Name, Period: q.Period.String(), Done: q.Done.String()}
		if q.Quota.Required != nil {
			row.Required, row.Missing, row.Extra = q.Required.String(), q.Missing.String(), q.Extra.String()
		}
		if q.Posted.Valid {
			row.Posted = q.Posted.Decimal.String()
		}
		out.Quotas = append(out.Quotas, row)
	}
	honours := slices.SortedFunc(slices.Values(of.Ranked.Honours), func(a, b steps.Honour) int {
		return cmp.Or(cmp.Compare(a.Honour.Name, b.Honour.Name), cmp.Compare(a.Rank, b.Rank),
			cmp.Compare(a.Unit, b.Unit))
	})
	for _, h := range honours {
		out.Honours = append(out.Honours,
			reference.Honour{Ranking: h.Honour.Ranking.Name, Unit: h.Unit, Rank: h.Rank, Title: h.Honour.Title,
				Provisional: f.Provisional(f.LastDay)})
	}
	if len(f.Scheme.Results) > 0 {
		out.Results = []reference.Result{}
	}
	for _, x := range f.Scheme.Results {
		outcomes := slices.Clone(of.Ranked.Outcomes)
		slices.SortStableFunc(outcomes, func(a, b steps.Outcome) int {
			return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Own.Index, b.Own.Index))
		})
		for _, o := range outcomes {
			if o.Result == x && o.Holds {
				out.Results = append(out.Results, reference.Result{Result: x.Name, Unit: o.Unit, Title: x.Title,
					Clause: x.Clause, Provisional: f.Provisional(f.LastDay), Period: ownText(o.Own)})
			}
		}
	}
	reported(t, of, &out)
	text, err := out.JSON()
	require.NoError(t, err)
	return string(text)
}

// ownText is the name of a period of a unit's own; nothing of none.
func ownText(p calendar.Period) string {
	if p == (calendar.Period{}) {
		return ""
	}
	return p.String()
}

// reported adds what is put together when somebody asks: postings, refusals and problems.
func reported(t testing.TB, of *steps.Scored, out *reference.Scorebook) {
	t.Helper()
	f := of.Frame
	refusals, problems, err := of.Reports(context.Background())
	require.NoError(t, err)
	for _, u := range steps.ReportedRefusals(f, refusals) {
		out.Unscored = append(out.Unscored, reference.Refusal{Entry: u.Entry, Code: u.Code, Why: u.Reason.String()})
	}
	for _, p := range steps.ReportedProblems(f, problems) {
		row := reference.Problem{Unit: p.Unit, Rule: p.Rule, Field: p.Field, Code: p.Code, Why: p.Reason.String()}
		if p.Position >= 0 {
			row.Entry = f.Ledger.Entry(int(p.Position)).ID
		}
		out.Problems = append(out.Problems, row)
	}
	if of.Deferred != nil {
		_, settled, err := steps.CreditAndSettle(context.Background(), f, func(int) {})
		require.NoError(t, err)
		of = &steps.Scored{Frame: f, Settled: settled, Ranked: of.Ranked}
	}
	for _, p := range of.Postings() {
		row := reference.Posting{At: civil.Of(p.At).String(), Unit: p.Unit, Item: p.Item,
			Account: f.Scheme.Accounts[p.Account].Name, Rule: p.Rule.Name,
			Clause: p.Rule.Clause, Amount: p.Amount.String(), Entries: p.Entries}
		if row.Entries == nil {
			row.Entries = []string{}
		}
		out.Postings = append(out.Postings, row)
	}
}

// Periods reads the name of the one period that is reported, none where it is empty; it requires that there is one.
func Periods(text string) []calendar.Period {
	if text == "" {
		return nil
	}
	p, err := calendar.ParsePeriod(text)
	if err != nil {
		panic("worlds: " + err.Error())
	}
	return []calendar.Period{p}
}

// Time reads a time or a day, none where it is empty; it requires that there is one.
func Time(text string) ledger.Time {
	if text == "" {
		return ledger.Time{}
	}
	t, err := ledger.ParseTime(text)
	if err != nil {
		panic("worlds: " + err.Error())
	}
	return t
}

func periodText(periods []calendar.Period, through calendar.Period) string {
	switch {
	case len(periods) == 0:
		return ""
	case through != calendar.Period{}:
		return calendar.Run{First: periods[0], Last: through}.String()
	}
	return periods[0].String()
}

func timeText(t ledger.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.String()
}
