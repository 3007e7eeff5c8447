package steps

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// shareOut shares the pool of each group out, in proportion to the worths of its units. All are the units of the
// period, in those that are in a group. Who has parts of several has one amount.
func (r *Ranking) shareOut(d *scheme.Derived, all, in []Contender, groups map[string]*groupFigures,
	worth func(*Contender) (decimal.Decimal, bool)) []derivedChange {
	members := map[string][]*Contender{}
	var names []string
	for i := range in {
		c := &in[i]
		if members[c.Group] == nil {
			names = append(names, c.Group)
		}
		members[c.Group] = append(members[c.Group], c)
	}
	slices.Sort(names)
	parts, units := map[int]decimal.Decimal{}, map[string]*Contender{} // by number; by id
	for i := range all {
		units[all[i].Unit.settled.Unit] = &all[i]
	}
	for _, name := range names {
		if pool, rest, ok := r.pool(d, members[name][0], groups[name]); ok {
			heir := units[r.e.Frame.Lineage.Lead(rest, frame.LastInstant(r.now.End))]
			r.shareOutOne(d, members[name], pool, rest, heir, worth, parts)
		}
	}
	var out []derivedChange
	for i := range all {
		c := &all[i]
		part, ok := parts[c.Number]
		if !ok {
			continue
		}
		if r.e.observer != nil { // what it read is seen anew
			r.beginDerived()
			if n := slices.IndexFunc(in, func(o Contender) bool { return o.Number == c.Number }); n >= 0 {
				_, _, _ = r.pool(d, &in[n], groups[in[n].Group])
				_, _ = worth(&in[n])
			}
		}
		out = append(out, r.amounts(d, c, part)...)
	}
	return out
}

// shareOutOne adds the parts of the pool of one group; rest names who has what is left, or is empty. Named is that
// unit, or the one that stands for it, and nil where it is none of the period.
func (r *Ranking) shareOutOne(d *scheme.Derived, members []*Contender, pool decimal.Decimal, rest string,
	named *Contender, worth func(*Contender) (decimal.Decimal, bool), parts map[int]decimal.Decimal) {
	wrong := func(c *Contender, field, code string, why reason.Reason) {
		r.out.Problems = append(r.out.Problems, frame.Problem{Position: -1, Unit: c.Unit.settled.Unit, Rule: d.Name,
			Field: field, Code: code, Reason: why, Lasting: frame.Lasting{Since: frame.LastInstant(r.now.End)}})
	}
	var holders []*Contender
	var weights []decimal.Decimal
	for _, c := range members {
		r.beginDerived()
		switch n, ok := worth(c); {
		case ok && n.IsNegative():
			wrong(c, "worth", "sign", reason.New("sign.part",
				"found {found}; expected a worth of at least 0, by which a part of the pool goes", n.String()))
		case ok && n.IsPositive():
			holders, weights = append(holders, c), append(weights, n)
		}
	}
	if len(holders) == 0 {
		return
	}
	to := &split{}
	if rest != "" {
		to.rest = slices.IndexFunc(holders, func(c *Contender) bool { return named != nil && c.Number == named.Number })
		if to.rest < 0 && named != nil { // without a part of its own
			holders, weights, to.rest = append(holders, named), append(weights, decimal.Decimal{}), len(holders)
		} else if to.rest < 0 {
			to.rest = 0
			wrong(holders[0], "rest", "off-roster", reason.New("off-roster.rest",
				"found {unit:q}; expected a unit that is on the roster at some time in the period", rest))
		}
	}
	to.weigh(weights)
	for i, part := range r.apportioned(d, r.rounded(d, pool), to) {
		if n := holders[i].Number; !weights[i].IsZero() || !part.IsZero() {
			parts[n] = parts[n].Add(part)
		}
	}
}

// pool is what a group shares out, and who has what rounding leaves over; false: it cannot be asked.
func (r *Ranking) pool(d *scheme.Derived, first *Contender, group *groupFigures) (decimal.Decimal, string, bool) {
	r.bindGroup(first.Group, group)
	v, err := r.e.Eval(d.PoolScope, d.Pool)
	var rest rule.Value
	if err == nil && d.Rest != nil {
		rest, err = r.e.Eval(d.PoolScope, d.Rest)
	}
	if err != nil {
		r.problem(d.Name, first, err)
		return decimal.Decimal{}, "", false
	}
	pool, _ := v.AsNumber()
	unit, _ := rest.AsString()
	return pool, unit, true
}

// apportioned are the parts of an amount by weights, each rounded, and one has what is left.
func (r *Ranking) apportioned(d *scheme.Derived, amount decimal.Decimal, to *split) []decimal.Decimal {
	a := r.e.Frame.Scheme.Accounts[d.Account]
	out, left := make([]decimal.Decimal, len(to.weights)), amount
	for i := range to.weights {
		if i != to.rest {
			out[i] = rule.RoundRatio(shareOf(amount, to, i), a.Places, a.Rounding)
			left = left.Sub(out[i])
		}
	}
	out[to.rest] = left
	return out
}

// laidOver lays a change over the items that earned it, in proportion to what each did; the change itself, if none did.
func (r *Ranking) laidOver(d *scheme.Derived, to *standing, whole Change) []Change {
	if len(d.Over) == 0 {
		return []Change{whole}
	}
	type key struct {
		item     uint32
		position int32 // of an entry that is about no item
	}
	type share struct {
		key
		since   int64
		first   int32 // position of the earliest entry
		weight  Sum
		entries []int32
	}
	places := map[key]int{}
	var items []share
	for c := range r.creditsNow(to) {
		if c.Rule == nil || !slices.Contains(d.Over, c.Rule) || c.Amount.IsZero() { // a part of nothing, of a successor
			continue
		}
		k := key{item: c.Item}
		if c.Item == 0 {
			k.position = c.Position
		}
		n, known := places[k]
		if !known {
			n = len(items)
			places[k], items = n, append(items, share{key: k, since: frame.Nanoseconds(c.At), first: c.Position})
		}
		of := &items[n]
		of.weight.add(c.Amount)
		of.entries = append(of.entries, c.Entries...)
	}
	items = slices.DeleteFunc(items, func(s share) bool { return !s.weight.value().IsPositive() })
	if len(items) == 0 {
		return []Change{whole}
	}
	by := &split{} // the earliest has what is left
	var weights []decimal.Decimal
	for i := range items {
		weights = append(weights, items[i].weight.value())
	}
	by.weigh(weights)
	var out []Change
	for i, part := range r.apportioned(d, whole.Amount, by) {
		one := whole
		one.Amount, one.Item, one.since, one.cause = part, items[i].item, items[i].since, items[i].first
		one.Entries = frame.SortedUnique(append(items[i].entries, whole.Entries...))
		out = append(out, one)
	}
	return out
}

// creditsNow yields what entries gave a unit in the current period, in their order.
func (r *Ranking) creditsNow(to *standing) func(yield func(*Change) bool) {
	all := to.settled.Changes
	if to.settlement != nil {
		all = all[:to.settlement.credited] // those of settlements stand behind
	}
	from, _ := slices.BinarySearchFunc(all, r.now.Start, func(c Change, t time.Time) int { return c.At.Compare(t) })
	return func(yield func(*Change) bool) {
		for i := from; i < len(all) && all[i].At.Before(r.now.End); i++ {
			if all[i].Position != NoEntry && all[i].belongsTo(r.now.Period.Kind) && !yield(&all[i]) {
				return
			}
		}
	}
}
