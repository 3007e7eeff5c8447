package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

// outcomeBlocks are the results that hold: by result in the order of the scheme, and then by first enrolment.
func outcomeBlocks(book *book, names map[string]string) document {
	if len(book.outcomes) == 0 {
		return nil
	}
	t := &table{columns: []column{{"result", false}, {"clause", false}, {"unit", false}, {"id", false}}}
	for _, r := range book.Scheme.Results {
		of := slices.DeleteFunc(slices.Clone(book.outcomes), func(o scoring.Outcome) bool { return o.Result != r.Name })
		slices.SortStableFunc(of, func(x, y scoring.Outcome) int {
			return cmp.Compare(book.places[x.Unit], book.places[y.Unit])
		})
		for _, o := range of {
			t.rows = append(t.rows, []string{inOwn(o.Title, o.Own), o.Clause, named(names, o.Unit), o.Unit})
		}
	}
	heading := "Results"
	if book.Provisional() {
		heading += ", provisional"
	}
	return document{{level: 2, heading: heading, table: t}}
}

// inOwn is a text with the period of the unit's own that it is of; as it is where it is of none.
func inOwn(text string, own calendar.Period) string {
	if days := ownText(own); days != "" {
		return text + " (" + days + ")"
	}
	return text
}

// ownText is a period of a unit's own; empty: there is none.
func ownText(own calendar.Period) string {
	if own == (calendar.Period{}) {
		return ""
	}
	return own.String()
}

// resultBlocks say which results hold for a unit, which do not, and why.
func (x *explanation) resultBlocks() document {
	if len(x.Results) == 0 {
		return nil
	}
	b := block{level: 2, heading: "Results"}
	if x.book.Provisional() {
		b.heading += ", provisional"
	}
	for _, r := range x.Results {
		holds := "no"
		if r.Holds {
			holds = "yes"
		}
		name := inOwn(titledText(r.Result, r.Title, r.Clause), r.Own)
		b.lines = append(b.lines, fmt.Sprintf("  %s: %s, %s", name, holds, r.Reason))
		b.lines = append(b.lines, readLines(r.Values)...)
	}
	return document{b}
}
