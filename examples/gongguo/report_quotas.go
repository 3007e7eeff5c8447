package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// quotaSum is what all units together owed and did of a quota.
type quotaSum struct {
	quota                          *scheme.Quota
	done, required, missing, extra decimal.Decimal
	rows, met                      int
}

// quotaSums adds up the rows of each quota, in the order of the scheme.
func quotaSums(s *scheme.Scheme, rows []scoring.QuotaRow) []*quotaSum {
	var out []*quotaSum
	for _, q := range rows {
		i := slices.IndexFunc(out, func(s *quotaSum) bool { return s.quota.Name == q.Quota })
		if i < 0 {
			i = len(out)
			out = append(out, &quotaSum{quota: quotaNamed(s, q.Quota)})
		}
		s := out[i]
		s.done, s.required, s.missing, s.extra = s.done.Add(q.Done), s.required.Add(q.Required),
			s.missing.Add(q.Missing), s.extra.Add(q.Extra)
		s.rows++
		if q.Missing.IsZero() {
			s.met++
		}
	}
	return out
}

func quotaTable(c *calendar.Calendar, sums []*quotaSum) *table {
	t := &table{columns: []column{{"quota", false}, {"title", false}, {"clause", false}, {"each", false},
		{"owed", true}, {"done", true}, {"missing", true}, {"extra", true}, {"met", true}}}
	for _, s := range sums {
		row := []string{s.quota.Name, s.quota.Title, s.quota.Clause, c.Word(s.quota.Per), "-", s.done.String(), "-",
			"-", "-"}
		if s.quota.Required != nil {
			row[4], row[6], row[7], row[8] = s.required.String(), s.missing.String(), s.extra.String(),
				fmt.Sprintf("%d of %d", s.met, s.rows)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func quotaBlocks(book *book) document {
	sums := quotaSums(book.Scheme, book.quotas)
	if len(sums) == 0 {
		return nil
	}
	return document{{level: 2, heading: "Quotas, all units together", table: quotaTable(book.Scheme.Calendar, sums)}}
}

func honourBlocks(book *book, names map[string]string) document {
	if len(book.honours) == 0 {
		return nil
	}
	t := &table{
		columns: []column{{"honour", false}, {"clause", false}, {"group", false}, {"rank", true}, {"unit", false}}}
	heading := "Honours"
	if book.Provisional() {
		heading += ", provisional"
	}
	byUnit := map[rowKey]scoring.Honour{}
	for _, h := range book.honours {
		byUnit[rowKey{h.Unit, h.Honour}] = h
	}
	for _, honour := range book.Scheme.Honours {
		groups, members := book.members(board{book.Scheme.Accounts[honour.Ranking.Account].Name, honour.Ranking})
		for _, group := range groups {
			for _, m := range members[group] {
				if h, ok := byUnit[rowKey{m.Unit, honour.Name}]; ok {
					t.rows = append(t.rows, []string{cmp.Or(h.Title, h.Honour), h.Clause,
						book.Scheme.CategoryTitle(group), rankText(h.Rank),
						named(names, h.Unit)})
				}
			}
		}
	}
	return document{{level: 2, heading: heading, table: t}}
}
