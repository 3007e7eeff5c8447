package steps

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// rank orders the units of each group, and ranks ties as the ranking says.
func (r *Ranking) rank(ranking *scheme.Ranking, n int, reported bool) []Contender {
	var all []Contender
	ordered := false
	if r.orderer != nil {
		all, ordered = r.orderer.Order(r, n, reported)
	}
	if !ordered {
		all = r.Field(reported)
		in := all[:0]
		for i := range all {
			if c := &all[i]; r.Enters(ranking, c) {
				in = append(in, *c)
			}
		}
		all = InRank(in)
	}
	var of places
	for i := range all {
		if i == 0 || all[i].Group != all[i-1].Group {
			of = places{ties: ranking.Ties}
		}
		all[i].rank = of.next(&all[i])
		of.take(&all[i], all[i].rank)
	}
	if reported {
		r.rowsOf(all, ranking.Account)
	}
	return all
}

// rowsOf makes the rows of those that have none; those of contenders that follow one another stand together.
func (r *Ranking) rowsOf(all []Contender, account int) {
	missing := 0
	for i := range all {
		if all[i].Row == nil {
			missing++
		}
	}
	made := make([]Total, 0, missing)
	for i := range all {
		if c := &all[i]; c.Row == nil {
			made = append(made, r.row(c, account))
			c.Row = &made[len(made)-1]
		}
	}
}

// InRank is contenders in the order of their ranking.
func InRank(all []Contender) []Contender {
	order, out := make([]int32, len(all)), make([]Contender, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return CompareContenders(&all[a], &all[b]) })
	for i, from := range order {
		out[i] = all[from]
	}
	return out
}

// Key is what one expression of a ranking's order gives: a number, or a text where Text is not empty.
type Key struct {
	Number decimal.Decimal
	Text   string
}

// CompareContenders orders by group, amount, keys and the order of enrolment.
func CompareContenders(a, b *Contender) int {
	if a.Group != b.Group {
		return cmp.Compare(a.Group, b.Group)
	}
	if d := b.Amount.cmp(&a.Amount); d != 0 {
		return d
	}
	return cmp.Or(compareKeys(a.Keys, b.Keys), cmp.Compare(a.Unit.enrolled, b.Unit.enrolled))
}

// compareKeys orders by the keys in turn: by numbers, the highest first, and by texts, ascending.
func compareKeys(a, b []Key) int {
	for i := range a {
		if d := cmp.Or(b[i].Number.Cmp(a[i].Number), strings.Compare(a[i].Text, b[i].Text)); d != 0 {
			return d
		}
	}
	return 0
}

// Enters says whether a unit is ranked, in which group and by what.
func (r *Ranking) Enters(ranking *scheme.Ranking, c *Contender) bool {
	eligible, _ := r.Entry(ranking, c)
	return eligible
}

// Entry is enters, and whether the expressions could be worked out; if not, that is reported.
func (r *Ranking) Entry(ranking *scheme.Ranking, c *Contender) (eligible, ok bool) {
	if !r.Has(c, ranking.Account) {
		return false, true
	}
	c.Amount = c.Figures.Totals[ranking.Account]
	r.bind(c)
	eligible, err := r.e.Holds(ranking.Scope, ranking.Eligible)
	if err == nil && eligible && ranking.Group != nil {
		var v rule.Value
		v, err = r.e.Eval(ranking.Scope, ranking.Group)
		c.Group, _ = v.AsString()
	}
	for _, p := range ranking.Order {
		if err != nil || !eligible {
			break
		}
		var v rule.Value
		v, err = r.e.Eval(ranking.Scope, p)
		n, _ := v.AsNumber()
		text, _ := v.AsString()
		c.Keys = append(c.Keys, Key{n, text})
	}
	if err != nil {
		r.problem(ranking.Name, c, err)
		return false, false
	}
	return eligible, true
}
