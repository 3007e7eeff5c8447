package scoring

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Explanation answers why a unit, an item or an entry has its points in the period that is reported, or has none. As
// JSON it has of reasons the English sentences, and no book.
type Explanation struct {
	Book    *Scorebook // the score it is part of; nil where it was read from JSON
	Scheme  string
	Period  string
	Query   Query
	Points  []Point  // in the order of the postings
	Idle    []Idle   // entries about it that gave nothing, in recording order
	Grades  []Graded // of the unit, in the order of the file, those that it has not included
	Results []Found  // likewise
}

// Point is a posting and how it came about. As JSON it has no cause. Where it rests on a restricted entry, what was
// read is not there, unless the options ask for it.
type Point struct {
	Posting
	Sources []Source  // the entries that count now, each by its rule; empty for a settlement
	Beaten  []Beaten  // entries that count no longer or never did, and by which clause
	Values  []Value   // what the rule's expressions read
	Quota   *QuotaRow // of a settlement on a quota: its figures
	// the units that had it first, of those that the unit has succeeded, each with the part of it that is the unit's
	From []ledger.Share
}

// Source is an entry that counts: its standard, the bonuses on it and what both make. As JSON it has no title,
// and of bonuses the rules.
type Source struct {
	Entry               string
	Rule, Clause, Title string
	Standard, Worth     decimal.Decimal
	Bonuses             []Bonus
	Without             []Problem // the bonuses and deductions that could not be worked out, and did not take effect
	Share               string    // as 3/5, where several receive
}

// Bonus is a bonus on the standard that took effect, or a deduction from it.
type Bonus struct {
	Rule, Clause, Title string
	Takes               bool // it is a deduction
}

// Beaten is an entry that a collapse left out. As JSON it has no title.
type Beaten struct {
	Entry, Rule       string
	Worth             decimal.Decimal
	By, Clause, Title string // the collapse
}

// Value is a value that an expression read.
type Value struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Idle is an entry that gave nothing, and why not.
type Idle struct {
	Entry, Kind string
	Reasons     []reason.Reason
}

// explanationOf gives what an inner room found in the types of this one.
func explanationOf(b *Scorebook, q Query, a provenance.Answer) *Explanation {
	x := b.facing()
	out := &Explanation{Book: b, Scheme: b.Scheme.Name, Period: b.Shown().String(), Query: q,
		Points: each(a.Points, x.point), Idle: each(a.Idle, x.idle), Grades: each(a.Grades, x.graded),
		Results: each(a.Results, x.found)}
	for i := range out.Grades {
		out.Grades[i].Provisional = b.Provisional()
	}
	for i := range out.Results {
		out.Results[i].Provisional = b.Provisional()
	}
	return out
}

func (x facing) point(p *provenance.Point) Point {
	out := Point{Posting: x.posting(&p.Posting), Sources: each(p.Sources, x.source), Beaten: each(p.Beaten, beaten)}
	if !x.reached(p) {
		out.Values = x.values(p.Values)
	}
	if p.Quota != nil {
		row := x.quota(p.Quota)
		out.Quota = &row
	}
	for _, unit := range p.From {
		for _, h := range x.f.Lineage.Holders(unit, x.f.End) {
			if h.Unit == p.Unit {
				out.From = append(out.From, ledger.Share{Unit: unit, Share: h.Share})
			}
		}
	}
	return out
}

// reached says whether what was read for a point may hold something restricted.
func (x facing) reached(p *provenance.Point) bool {
	return x.hide != nil && slices.ContainsFunc(p.Entries, func(id string) bool {
		pos, ok := x.f.Ledger.Find(id)
		return ok && x.hide.Reached(int32(pos))
	})
}

func (x facing) source(s *provenance.Source) Source {
	out := Source{Entry: s.Entry, Rule: s.Rule, Clause: s.Clause, Title: s.Title, Standard: s.Standard, Worth: s.Worth,
		Share: s.Share}
	for _, b := range s.Bonuses {
		out.Bonuses = append(out.Bonuses, bonus(b))
	}
	out.Without = each(s.Without, x.problem)
	return out
}

func bonus(b *scheme.Bonus) Bonus { return Bonus{b.Name, b.Clause, b.Title, b.Sign < 0} }

func beaten(b *provenance.Beaten) Beaten {
	return Beaten{b.Entry, b.Rule, b.Worth, b.By.Name, b.By.Clause, b.By.Title}
}

func (x facing) idle(s *provenance.Idle) Idle {
	out := Idle{Entry: s.Entry, Kind: s.Kind}
	for _, why := range s.Reasons {
		out.Reasons = append(out.Reasons, x.reason(why, x.hide.Reached(s.Position)))
	}
	return out
}
