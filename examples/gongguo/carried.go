package main

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

// carriedKey is of whom, in which account, and of which closed period something is carried.
type carriedKey struct {
	unit, account string
	period        calendar.Period
}

// carriedSum is what is posted of a closed period on an open day: 补记 and 更正.
type carriedSum struct{ late, corrected decimal.Decimal }

func (s carriedSum) sum() decimal.Decimal { return s.late.Add(s.corrected) }

// carriedSums adds up what is carried among postings.
func carriedSums(postings []scoring.Posting) map[carriedKey]carriedSum {
	out := map[carriedKey]carriedSum{}
	for _, p := range postings {
		if p.Carried == nil {
			continue
		}
		of := carriedKey{p.Unit, p.Account, p.Carried.Period}
		s := out[of]
		if p.Carried.Late {
			s.late = s.late.Add(p.Amount)
		} else {
			s.corrected = s.corrected.Add(p.Amount)
		}
		out[of] = s
	}
	return out
}

// carriedTo is what is carried to an account of a unit, of all closed periods; empty: nothing.
func (b *book) carriedTo(unit, account string) string {
	sum, some := decimal.Decimal{}, false
	for of, s := range b.carried {
		if of.unit == unit && of.account == account {
			sum, some = sum.Add(s.sum()), true
		}
	}
	if !some {
		return ""
	}
	return sum.String()
}

// compareCarried orders by unit, as they were enrolled, account and closed period.
func (b *book) compareCarried(x, y carriedKey) int {
	_, endX := b.Scheme.Calendar.Bounds(x.period)
	_, endY := b.Scheme.Calendar.Bounds(y.period)
	return cmp.Or(cmp.Compare(b.places[x.unit], b.places[y.unit]), cmp.Compare(x.unit, y.unit),
		cmp.Compare(accountIndex(b.Scheme, x.account), accountIndex(b.Scheme, y.account)), endX.Compare(endY),
		cmp.Compare(x.period.Kind, y.period.Kind))
}

// carriedBlocks say how much of what is shown is of closed periods: whose, and of which.
func carriedBlocks(book *book, names map[string]string) document {
	if len(book.carried) == 0 {
		return nil
	}
	t := &table{columns: []column{{"unit", false}, {"id", false}, {"account", false}, {"closed period", false},
		{"补记", true}, {"更正", true}}}
	var keys []carriedKey
	for of := range book.carried {
		keys = append(keys, of)
	}
	slices.SortFunc(keys, book.compareCarried)
	for _, of := range keys {
		s := book.carried[of]
		t.rows = append(t.rows, []string{named(names, of.unit), of.unit, accountTitle(book.account(of.account)),
			of.period.String(), s.late.String(), s.corrected.String()})
	}
	return document{{level: 2, heading: "Carried from closed periods, as it is posted on the first open day", table: t}}
}

// recarried is what is carried otherwise on the other side.
type recarried struct {
	carriedKey
	old, new decimal.Decimal
}

// changedCarried is what is not carried alike on both sides, by unit, account and closed period.
func (c *comparison) changedCarried() (out []recarried) {
	all := map[carriedKey]bool{}
	for _, b := range []*book{c.first, c.other} {
		for of := range b.carried {
			all[of] = true
		}
	}
	for of := range all {
		if was, is := c.first.carried[of].sum(), c.other.carried[of].sum(); !was.Equal(is) {
			out = append(out, recarried{of, was, is})
		}
	}
	slices.SortFunc(out, func(x, y recarried) int {
		return cmp.Or(cmp.Compare(x.unit, y.unit), cmp.Compare(x.account, y.account),
			cmp.Compare(x.period.String(), y.period.String()))
	})
	return out
}

// carriedBlocks say of what part of the differences is of closed periods.
func (c *comparison) carriedBlocks(names map[string]string) document {
	t := &table{columns: []column{{"unit", false}, {"id", false}, {"account", false}, {"closed period", false},
		{firstSide, true}, {otherSide, true}}}
	for _, of := range c.changedCarried() {
		title := accountTitle(c.other.account(of.account))
		t.rows = append(t.rows, []string{named(names, of.unit), of.unit, title, of.period.String(), of.old.String(),
			of.new.String()})
	}
	if len(t.rows) == 0 {
		return nil
	}
	return document{{level: 2, heading: "Carried otherwise from closed periods (补记、更正)", table: t}}
}
