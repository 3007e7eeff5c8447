package main

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// book is a score with the rows that a report of it needs.
type book struct {
	*scoring.Scorebook
	digest    string       // of the ledger
	view      *ledger.View // what counts of it
	roster    *ledger.Roster
	places    map[string]int32 // of units in the order of first enrolment
	totals    []scoring.Total  // those of helpers too, which no table shows
	honours   []scoring.Honour
	outcomes  []scoring.Outcome
	quotas    []scoring.QuotaRow
	unscored  []scoring.Unscored
	problems  []scoring.Problem
	strangers []scoring.Stranger
	unmet     []scoring.Idle    // nil: nobody asked
	suspects  []scoring.Suspect // nil: nobody asked
	notes     []reason.Reason
	carried   map[carriedKey]carriedSum // of closed periods, in what is shown
}

// score scores what the flags say of an input.
func (s *session) score(in *input, f *scoringFlags) (*book, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	b, err := scoring.Score(s.ctx, in.scheme, in.ledger, o)
	if err != nil {
		return nil, err
	}
	return bookOf(s.ctx, b)
}

// bookOf gathers the rows of a score.
func bookOf(ctx context.Context, of *scoring.Scorebook) (*book, error) {
	b := &book{Scorebook: of, totals: slices.Concat(of.Totals(), of.Helpers()), honours: of.Honours(),
		outcomes: of.Outcomes()}
	var err error
	if b.digest, err = of.Ledger.Digest(ctx); err != nil {
		return nil, err
	}
	counts := ledger.ViewOptions{Calendar: of.Scheme.Calendar, Known: of.Options.Known, Until: of.Options.Until}
	if b.view, err = of.Ledger.View(ctx, counts); err != nil {
		return nil, err
	}
	if b.roster, err = b.view.Roster(ctx); err != nil {
		return nil, err
	}
	b.places = make(map[string]int32, len(b.roster.Units()))
	for n, place := range b.roster.Enrolled() {
		b.places[b.roster.Units()[n]] = place
	}
	if b.quotas, err = of.Quotas(ctx); err != nil {
		return nil, err
	}
	if b.unscored, err = of.Unscored(ctx); err != nil {
		return nil, err
	}
	if b.problems, err = of.Problems(ctx); err != nil {
		return nil, err
	}
	if b.notes, err = of.Notes(ctx); err != nil || !b.has(scoring.NoteCarried) {
		return b, err
	}
	postings, err := of.Postings(ctx)
	b.carried = carriedSums(postings)
	return b, err
}

// has says whether there is a note of a code.
func (b *book) has(code string) bool {
	return slices.ContainsFunc(b.notes, func(n reason.Reason) bool { return n.Code == code })
}

// account is the account of a name.
func (b *book) account(name string) scheme.Account { return accountNamed(b.Scheme, name) }

func accountNamed(s *scheme.Scheme, name string) scheme.Account {
	for _, a := range s.Accounts {
		if a.Name == name {
			return a
		}
	}
	return scheme.Account{Name: name}
}

// ruleNamed is the rule of a name.
func ruleNamed(s *scheme.Scheme, name string) *scheme.Rule {
	for _, r := range s.Rules {
		if r.Name == name {
			return r
		}
	}
	return &scheme.Rule{Name: name}
}

// quotaNamed is the quota of a name.
func quotaNamed(s *scheme.Scheme, name string) *scheme.Quota {
	for _, q := range s.Quotas {
		if q.Name == name {
			return q
		}
	}
	return &scheme.Quota{Name: name}
}

// accountIndex is the place of an account in the scheme.
func accountIndex(s *scheme.Scheme, name string) int {
	return slices.IndexFunc(s.Accounts, func(a scheme.Account) bool { return a.Name == name })
}

// entryOf is the entry of an id.
func entryOf(l *ledger.Ledger, id string) ledger.Entry {
	at, ok := l.Find(id)
	if !ok {
		return ledger.Entry{ID: id}
	}
	return l.Entry(at)
}

// options reads the options that the flags say.
func (f *scoringFlags) options() (scoring.Options, error) {
	o, err := scoring.ParseOptions(f.period, f.until, f.known)
	o.Params, o.Readings, o.Internal = f.params, f.readings, f.internal
	return o, err
}

// untilText and knownText are the options as they were written; empty: none.
func untilText(o scoring.Options) string { return timeText(o.Until) }

func knownText(o scoring.Options) string { return timeText(o.Known) }

func timeText(t ledger.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.String()
}
