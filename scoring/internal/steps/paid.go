package steps

import (
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// paidCase is a case of which something was given, or may have been, before it is scored by its entries alone.
type paidCase struct {
	item uint32    // its code; 0: the case is of none
	now  time.Time // zero: nothing of the kind
}

// given is what a candidate gave from an instant on.
type given struct {
	from    time.Time
	counts  bool
	amounts []decimal.Decimal
	to      []split
	key     string
	order   []decimal.Decimal
}

// paidCaseOf is the case of some candidates after an entry. A commission is of one scheme.
func (e *Runner) paidCaseOf(all []*Candidate, cause *frame.Fact) paidCase {
	item := cause.Row.Code(columns.FieldItem)
	if len(all) == 0 || all[0].Credit.Each == ledger.Commission || !e.Frame.HasPaid(item) {
		return paidCase{}
	}
	return paidCase{item, cause.From}
}

// paidBy is what was given to a unit, in an account, by the rules of a collapse before the current instant; nil: that
// is by entries alone.
func (e *Runner) paidBy(unit string, account, group int) *frame.Paid {
	if e.paid.now.IsZero() || group < len(e.Frame.Scheme.Rules) {
		return nil
	}
	paid := e.Frame.PaidOf(frame.PaidKey{Unit: unit, Item: e.paid.item, Account: account, Group: group})
	if paid == nil || e.paid.now.Before(paid.Until) {
		return nil
	}
	return paid
}

// remember keeps what candidates give after the current entry.
func (e *Runner) remember(all []*Candidate) {
	if e.paid.now.IsZero() {
		return
	}
	for _, c := range all {
		if c.Credit.Collapse == nil {
			continue
		}
		now := given{from: e.paid.now, counts: c.Counts}
		if c.Counts {
			now.amounts, now.order, now.key = slices.Clone(c.Amounts), slices.Clone(c.collapseOrder), c.collapseKey
			for _, to := range c.To {
				to.Units = slices.Clone(to.Units)
				now.to = append(now.to, to)
			}
		}
		c.past = append(c.past, now)
	}
}

// stands says whether a candidate gives a unit the same of its amount i as before an instant.
func (c *Candidate) stands(i int, unit string, before time.Time) bool {
	var then *given
	for k := range c.past {
		if c.past[k].from.Before(before) {
			then = &c.past[k]
		}
	}
	if then == nil || !then.counts || !then.to[i].Receives(unit) {
		return false
	}
	was, is := partOf(then.amounts[i], &then.to[i], unit), partOf(c.Amounts[i], &c.To[i], unit)
	return was.Cmp(is) == 0 && then.key == c.collapseKey &&
		slices.EqualFunc(then.order, c.collapseOrder, decimal.Decimal.Equal)
}

// partOf is what a unit receives of an amount, exactly.
func partOf(amount decimal.Decimal, to *split, unit string) *big.Rat {
	if to.weights == nil {
		return amount.Rat()
	}
	return shareOf(amount, to, to.place(unit))
}

// apartPaid adds to units those of whom something was given in an account before.
func (e *Runner) apartPaid(units []string, all []*Candidate, account int) []string {
	if e.paid.now.IsZero() {
		return units
	}
	for _, c := range all {
		if !c.Counts || c.Credit.Collapse == nil {
			continue
		}
		for i, a := range c.Credit.Amounts {
			if a.Account != account {
				continue
			}
			for _, unit := range c.To[i].Units {
				if e.paidBy(unit, account, e.Group(c.Credit)) != nil {
					units = append(units, unit)
				}
			}
		}
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// bestBeside adds the best picks of a collapse for a unit. Where something was paid before, that stands for the entries
// of its time, but for those that later ones changed: as one amount, of which nothing more is given, and which is less
// given of what takes its place.
func (e *Runner) bestBeside(out []Pick, col *scheme.Collapse, picks []Pick, account int, unit string) []Pick {
	if unit == "" || len(picks) == 0 {
		return best(out, col, picks, unit)
	}
	paid := e.paidBy(unit, account, e.Group(picks[0].C.Credit))
	if paid == nil {
		return best(out, col, picks, unit)
	}
	var old, all []Pick
	for _, p := range picks {
		if p.C.stands(slices.IndexFunc(p.C.Credit.Amounts, func(a scheme.Amount) bool { return a.Account == account }),
			unit, paid.Until) {
			old = append(old, p)
		} else {
			all = append(all, p)
		}
	}
	stand, takesPart := standFor(col, paid, old, unit)
	if takesPart {
		all = slices.Insert(all, 0, stand)
	}
	first := len(out)
	out = best(out, col, all, unit)
	at := slices.IndexFunc(out[first:], func(p Pick) bool { return p.C == stand.C })
	if at >= 0 {
		out = slices.Delete(out, first+at, first+at+1)
	}
	if len(out) == first {
		return out
	}
	if out[first].lead = true; at < 0 {
		out[first].paid = paid
	}
	return out
}

// standFor is the amount that was paid, in the place of the entries of its time: at that of the best of them. False: it
// has none, since nothing was paid, or none of them has one by which the collapse orders.
func standFor(col *scheme.Collapse, paid *frame.Paid, old []Pick, unit string) (Pick, bool) {
	c := &Candidate{collapseKey: "\x00"} // of no value
	if len(paid.Openings) == 0 {
		return Pick{C: c}, false
	}
	if len(old) > 0 {
		of := slices.MinFunc(old, func(a, b Pick) int { return a.compare(&b, unit) }).C
		c.collapseKey, c.collapseOrder = of.collapseKey, of.collapseOrder
	}
	return Pick{C: c, To: &split{Units: []string{unit}}, Amount: paid.Amount},
		len(old) > 0 || len(col.Order) == 0
}

// pass makes the worth of a case anew as it stands before an entry, with what was paid by now: amounts are rounded
// together, and what stands for entries of before is none of them.
func (e *Runner) pass(all []*Candidate, cause *frame.Fact) {
	if e.paid = e.paidCaseOf(all, cause); e.paid.now.IsZero() {
		return
	}
	w := &e.Pool.worth
	e.parts(all)
	w.current, w.next = w.next, w.current
}

// lessPaid takes off what was paid of what takes its place, with the openings that say so as evidence.
func (e *Runner) lessPaid(next *part, paid *frame.Paid) {
	if paid == nil || len(paid.Openings) == 0 {
		return
	}
	next.amount = minus(next.amount, paid.Amount)
	of := &e.Pool.worth.next.evidence[next.first]
	for _, o := range paid.Openings {
		of.openings = append(of.openings, o.Position)
	}
}
