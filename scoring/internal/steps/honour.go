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

// honours praises the first of each ranking of the reported period, each honour after those for whose limits it asks.
func (r *Ranking) honours(entered [][]Contender) {
	s := r.e.Frame.Scheme
	r.limits = honourLimits{}
	made := map[*scheme.Honour][]Honour{}
	for _, h := range s.HonourSteps {
		if slices.Contains(h.Per, r.now.Period.Kind) {
			all := entered[slices.Index(s.Rankings, h.Ranking)]
			made[h] = r.honour(h, all)
			if slices.ContainsFunc(s.Honours, func(o *scheme.Honour) bool { return slices.Contains(o.After, h) }) {
				r.limits[h] = limitsOf(all, made[h])
			}
		}
	}
	for _, h := range s.Honours {
		r.out.Honours = append(r.out.Honours, made[h]...)
	}
}

// honourLimits are the amounts of the last of a unit's group who has an honour, by honour and the number of the unit.
type honourLimits map[*scheme.Honour]map[int]Sum

// limitsOf are those of an honour, by all who are ranked, group by group, and those who have it.
func limitsOf(all []Contender, honoured []Honour) map[int]Sum {
	out, last := map[int]Sum{}, map[string]Sum{}
	for i := range all {
		c := &all[i]
		if len(honoured) > 0 && honoured[0].Unit == c.Unit.settled.Unit {
			last[c.Group], honoured = c.Amount, honoured[1:]
		}
	}
	for i := range all {
		if amount, ok := last[all[i].Group]; ok {
			out[all[i].Number] = amount
		}
	}
	return out
}

// bindLimits binds the limits for a unit; an honour that nobody of its group has, or has yet, has none.
func (r *Ranking) bindLimits(number int) {
	honours := r.e.Frame.Scheme.Honours
	r.e.Slots[scheme.SlotLimit] = numbersBy(&r.e.Frame.Names.Honours, func(honour int) (decimal.Decimal, bool) {
		amount, ok := r.limits[honours[honour]][number]
		return amount.value(), ok
	})
}

// praised is a unit that is honoured, by its place.
type praised struct {
	*Contender
	place int
}

// honour praises the first of each group, group by group in the order of the ranking.
func (r *Ranking) honour(h *scheme.Honour, all []Contender) (out []Honour) {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Group == all[0].Group {
			n++
		}
		totals := &groupTotals{of: r}
		for i := range n {
			totals.members = append(totals.members, &all[i])
		}
		totals.bind()
		first, in := r.within(h, all[:n])
		for _, p := range r.atLimit(h, all[:n], in, first) {
			out = append(out, Honour{Honour: h, Unit: p.Unit.settled.Unit, Rank: p.rank})
		}
		all = all[n:]
	}
	return out
}

// within are the eligible ones of a group whose place is at most first. The place that counts is the rank; with fill it
// is the rank beside the eligible alone.
func (r *Ranking) within(h *scheme.Honour, group []Contender) (first decimal.Decimal, in []praised) {
	filled := places{ties: h.Ranking.Ties} // of the eligible ones
	for i := range group {
		c := &group[i]
		place := c.rank
		if h.Fill {
			place = filled.next(c)
		}
		r.bindHonoured(c, len(group))
		v, err := r.e.Eval(h.FirstScope, h.First)
		n, _ := v.AsNumber()
		if err == nil && decimal.NewFromInt(int64(place)).GreaterThan(n) {
			continue
		}
		ok := false
		if err == nil {
			first = n
			ok, err = r.e.Holds(h.Scope, h.Eligible)
		}
		if err != nil {
			r.problem(h.Name, c, err)
		} else if ok {
			in = append(in, praised{c, place})
			filled.take(c, place)
		}
	}
	return first, in
}

// bindHonoured binds what an honour may name of a unit, but for the totals of its group.
func (r *Ranking) bindHonoured(c *Contender, size int) {
	r.bind(c)
	r.e.Slots[scheme.SlotGroup], r.e.Slots[scheme.SlotRank] = rule.String(c.Group), rule.Int(int64(c.rank))
	r.e.Slots[scheme.SlotSize] = rule.Int(int64(size))
	r.bindLimits(c.Number)
}

// atLimit are those of the praised who are left where the last of them share a place with more than there are places.
func (r *Ranking) atLimit(h *scheme.Honour, group []Contender, in []praised, first decimal.Decimal) []praised {
	if len(in) == 0 || !h.TiedNone && len(h.Order) == 0 {
		return in
	}
	last := in[len(in)-1].place
	beyond := func(place, sharing int) bool {
		return decimal.NewFromInt(int64(place - 1 + sharing)).GreaterThan(first)
	}
	var sharing []praised // the last place, those who are not eligible included, unless it is passed on
	if h.Fill {
		sharing = slices.DeleteFunc(slices.Clone(in), func(p praised) bool { return p.place != last })
	} else {
		for i := range group {
			if group[i].rank == last {
				sharing = append(sharing, praised{&group[i], last})
			}
		}
	}
	if !beyond(last, len(sharing)) {
		return in
	}
	keys := make([][]Key, len(sharing)) // nil: they cannot be worked out
	for i, p := range sharing {
		var err error
		keys[i], err = r.keysAtLimit(h, p.Contender, len(group))
		if err != nil && slices.ContainsFunc(in, func(o praised) bool { return o.Contender == p.Contender }) {
			r.problem(h.Name, p.Contender, err)
		}
	}
	return slices.DeleteFunc(slices.Clone(in), func(p praised) bool {
		if p.place != last {
			return false
		}
		own := keys[slices.IndexFunc(sharing, func(o praised) bool { return o.Contender == p.Contender })]
		better, equal := 0, 0
		for _, other := range keys {
			if own != nil && other != nil && compareKeys(other, own) < 0 {
				better++
			} else if own != nil && other != nil && compareKeys(other, own) == 0 {
				equal++
			}
		}
		return own == nil || beyond(last+better, 1) || h.TiedNone && beyond(last+better, equal)
	})
}

// keysAtLimit are what decides between those who share the last place.
func (r *Ranking) keysAtLimit(h *scheme.Honour, c *Contender, size int) ([]Key, error) {
	r.bindHonoured(c, size)
	keys := []Key{}
	for _, p := range h.Order {
		v, err := r.e.Eval(h.Scope, p)
		if err != nil {
			return nil, err
		}
		n, _ := v.AsNumber()
		text, _ := v.AsString()
		keys = append(keys, Key{n, text})
	}
	return keys, nil
}
