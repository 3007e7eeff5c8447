package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Honour is a unit that is praised for its rank.
type Honour struct {
	Honour *scheme.Honour
	Unit   string
	Rank   int
}

// honours praises the first of each ranking of the reported period.
func (r *Ranking) honours(entered [][]Contender) {
	for _, h := range r.e.Frame.Scheme.Honours {
		if slices.Contains(h.Per, r.now.Period.Kind) {
			r.honour(h, entered[slices.Index(r.e.Frame.Scheme.Rankings, h.Ranking)])
		}
	}
}

// honour praises the first of each group. The place that counts is the rank; with fill it is the rank beside the
// eligible alone.
func (r *Ranking) honour(h *scheme.Honour, all []Contender) {
	groups := map[string]*groupTotals{}
	for i := range all {
		c := &all[i]
		if groups[c.Group] == nil {
			groups[c.Group] = &groupTotals{}
		}
		groups[c.Group].members = append(groups[c.Group].members, c.Figures)
	}
	var filled places // of the eligible ones of the group
	for i := range all {
		c := &all[i]
		if i == 0 || c.Group != all[i-1].Group {
			filled = places{ties: h.Ranking.Ties}
		}
		place := c.rank
		if h.Fill {
			place = filled.next(c)
		}
		r.bind(c)
		r.e.Slots[scheme.SlotGroup], r.e.Slots[scheme.SlotRank] = rule.String(c.Group), rule.Int(int64(c.rank))
		r.e.Slots[scheme.SlotSize] = rule.Int(int64(len(groups[c.Group].members)))
		r.e.Slots[scheme.SlotGroupTotals] = groups[c.Group].value(r.e.Frame)
		first, err := r.e.Eval(h.FirstScope, h.First)
		n, _ := first.AsNumber()
		if err == nil && decimal.NewFromInt(int64(place)).GreaterThan(n) {
			continue
		}
		ok := false
		if err == nil {
			ok, err = r.e.Holds(h.Scope, h.Eligible)
		}
		if err != nil {
			r.problem(h.Name, c, err)
		} else if ok {
			r.out.Honours = append(r.out.Honours, Honour{Honour: h, Unit: c.Unit.settled.Unit, Rank: c.rank})
			filled.take(c, place)
		}
	}
}
