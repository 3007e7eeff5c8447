package main

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/examples/bench/byhand"
	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ours scores a ledger that is there to totals and ranks.
func ours(s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) func(context.Context) (func() []digest.Line, error) {
	return func(ctx context.Context) (func() []digest.Line, error) {
		book, err := scoring.Score(ctx, s, l, o)
		if err != nil {
			return nil, err
		}
		return func() []digest.Line { return digest.Book(book) }, nil
	}
}

// handTotals are the lines of the hand-written program.
func handTotals(totals []byhand.Total) []digest.Line {
	out := make([]digest.Line, len(totals))
	for i, t := range totals {
		out[i] = digest.Line{Unit: t.Unit, Account: "points", Total: decimal.New(t.Points, -2), Rank: t.Rank}
	}
	return out
}

// byHand scores columns with the hand-written program.
func byHand(c *byhand.Columns, period string) func(context.Context) (func() []digest.Line, error) {
	return func(context.Context) (func() []digest.Line, error) {
		totals, err := c.Score(period)
		return func() []digest.Line { return handTotals(totals) }, err
	}
}

// whole is all of chifeng-2020, against the program by hand and against itself.
func whole(b *bench) ([]row, error) {
	if !b.wants("whole/columns", "whole/entries", "whole/first", "whole/cores", "whole/postings") {
		return nil, nil
	}
	m, err := b.million()
	if err != nil {
		return nil, err
	}
	o := scoring.Options{Periods: []calendar.Period{m.period}}
	return []row{
		{
			name: "whole/columns",
			what: "all of chifeng-2020, from what is in memory as columns, to totals and ranks: the engine's ledger, " +
				"scored before (see `whole/first`); of the program by hand a table a kind of entry, " +
				"names as numbers, times as nanoseconds; one core", procs: 1, entries: m.ledger.Len(),
			contenders: []contender{{name: "gongguo", work: ours(m.scheme, m.ledger, o)},
				{name: "by hand", work: byHand(m.columns, m.period.String())}},
			bar: &bar{of: "gongguo", against: "by hand", atMost: 2.5},
		},
		{
			name: "whole/first",
			what: "the same, for the first score of a ledger, which finds what entries are about which item, " +
				"numbers what they have in common, and counts the items of a unit that are alike; " +
				"the ledger keeps that for the next ones; one core", procs: 1, entries: m.ledger.Len(),
			contenders: []contender{{name: "gongguo", value: func(ctx context.Context) (float64, error) {
				l, err := ledger.Of(ctx, m.entries...)
				if err != nil {
					return 0, err
				}
				start := time.Now()
				_, err = scoring.Score(ctx, m.scheme, l, o)
				return float64(time.Since(start).Nanoseconds()), err
			}}},
		},
		{
			name: "whole/entries",
			what: "the same, from `[]ledger.Entry`: strings and structs; the engine checks every entry and knows " +
				"every id, the program by hand takes them for granted (and, in a second form, finds ids that come " +
				"twice); one core", procs: 1, entries: m.ledger.Len(),
			contenders: []contender{
				{name: "gongguo", work: func(ctx context.Context) (func() []digest.Line, error) {
					l, err := ledger.Of(ctx, m.entries...)
					if err != nil {
						return nil, err
					}
					return ours(m.scheme, l, o)(ctx)
				}},
				{name: "by hand", work: func(ctx context.Context) (func() []digest.Line, error) {
					c, err := byhand.Encode(m.entries)
					if err != nil {
						return nil, err
					}
					return byHand(c, m.period.String())(ctx)
				}},
				{name: "by hand, ids checked", work: func(ctx context.Context) (func() []digest.Line, error) {
					if err := byhand.CheckIDs(m.entries); err != nil {
						return nil, err
					}
					c, err := byhand.Encode(m.entries)
					if err != nil {
						return nil, err
					}
					return byHand(c, m.period.String())(ctx)
				}},
			},
			bar: &bar{of: "gongguo", against: "by hand", atMost: 1.5},
		},
		{
			name: "whole/cores",
			what: "the same, from columns, on one core and on two, of which each takes what is next when it is free; " +
				"where a shared machine lets one of the two go slower for a while, the ratio shows that too",
			entries: m.ledger.Len(),
			contenders: []contender{
				{name: "one core", procs: 1, work: ours(m.scheme, m.ledger, o)},
				{name: "two cores", procs: 2, work: ours(m.scheme, m.ledger, o)},
			},
			bar: &bar{of: "one core", against: "two cores", atLeast: 1.7},
		},
		{
			name: "whole/postings", what: "the same, and every posting written out with clause and evidence; all cores",
			entries: m.ledger.Len(),
			contenders: []contender{{name: "gongguo", work: func(ctx context.Context) (func() []digest.Line, error) {
				book, err := scoring.Score(ctx, m.scheme, m.ledger, o)
				if err != nil {
					return nil, err
				}
				postings, err := book.Postings(ctx)
				if err != nil {
					return nil, err
				}
				if len(postings) == 0 {
					return nil, fmt.Errorf("no postings")
				}
				return func() []digest.Line { return digest.Book(book) }, nil
			}}},
		},
	}, nil
}

// others are the other four regulations, each over its own sample.
func others(b *bench) ([]row, error) {
	var out []row
	for _, x := range []struct {
		name   string
		params []scheme.Param
	}{
		{"hongyuan-2018", []scheme.Param{{Path: "fee.prefecture", Value: "30"}, {Path: "fee.county", Value: "10"},
			{Path: "points.submitted", Value: "1"}, {Path: "points.prefecture", Value: "5"},
			{Path: "points.county", Value: "2"}}},
		{"bazhou-2022", nil},
		{"street-2022", nil},
		{"xihu-2021", nil},
	} {
		if !b.wants("scheme/" + x.name) {
			continue
		}
		m, err := b.of(world{x.name, b.entries, b.units})
		if err != nil {
			return nil, err
		}
		out = append(out, row{
			name: "scheme/" + x.name, what: "all of " + x.name + ", from columns; all cores", entries: m.ledger.Len(),
			contenders: []contender{{name: "gongguo",
				work: ours(m.scheme, m.ledger, scoring.Options{Periods: []calendar.Period{m.period},
					Params: x.params})}},
		})
	}
	return out, nil
}
