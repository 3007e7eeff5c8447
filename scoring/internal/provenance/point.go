package provenance

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Point is a posting with its provenance.
type Point struct {
	steps.Posting
	Sources []Source        // the entries that count; none of a settlement
	Beaten  []Beaten        // the entries that they beat
	Values  []Value         // that the expressions of the rule read
	Quota   *steps.QuotaRow // of a settlement on a quota
}

// Source is an entry that counts: its standard, its bonuses and its worth.
type Source struct {
	Entry, Rule, Clause, Title string
	Standard, Worth            decimal.Decimal
	Bonuses                    []*scheme.Bonus
	Without                    []frame.Problem // bonuses that could not be worked out
	Share                      string          // as 3/5, where several receive
}

// Beaten is an entry that a collapse left out.
type Beaten struct {
	Entry, Rule string
	Worth       decimal.Decimal
	By          *scheme.Collapse
}

func (b Beaten) equal(o Beaten) bool {
	return b.Entry == o.Entry && b.Rule == o.Rule && b.By == o.By && b.Worth.Equal(o.Worth)
}

// Value is a value that an expression read.
type Value struct{ Path, Value string }

// points are the points of the postings that the query selects.
func points(f *frame.Frame, postings []steps.Posting, q Query) []Point {
	var out []Point
	for _, p := range postings {
		if selectsPosting(f, q, &p) {
			out = append(out, point(f, p))
		}
	}
	return out
}

func point(f *frame.Frame, p steps.Posting) Point {
	out, paths, told := Point{Posting: p}, map[string]bool{}, []*sourceNote(nil)
	for _, noted := range p.Notes {
		n := noted.(*note)
		out.Quota = n.quota
		sources := n.sources // a list that several notes share is told once
		if len(sources) > 0 {
			if slices.Contains(told, &sources[0]) {
				sources = nil
			} else {
				told = append(told, &sources[0])
			}
		}
		for _, s := range sources {
			out.Sources = append(out.Sources, Source{Entry: f.ID(s.entry),
				Rule: s.credit.Name, Clause: s.credit.Clause, Title: s.credit.Title,
				Standard: s.standard, Worth: s.worth, Bonuses: s.bonuses, Without: s.without, Share: s.share})
		}
		for _, b := range n.beaten {
			beaten := Beaten{Entry: f.ID(b.entry), Rule: b.credit.Name, Worth: b.worth, By: b.by}
			if !slices.ContainsFunc(out.Beaten, beaten.equal) {
				out.Beaten = append(out.Beaten, beaten)
			}
		}
		for _, v := range n.values {
			if !paths[v.Path] {
				out.Values, paths[v.Path] = append(out.Values, valueOf(v)), true
			}
		}
	}
	return out
}

func valueOf(o rule.Observed) Value {
	if o.Absent {
		return Value{o.Path, "(absent)"}
	}
	return Value{o.Path, o.Value.String()}
}
