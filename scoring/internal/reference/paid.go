package reference

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// precedes says whether an instant is before the scheme.
func (r *reference) precedes(t time.Time) bool {
	return r.scheme.Succeeds != nil && t.Before(r.scheme.Succeeds.From)
}

// isBefore says whether a period is over when the scheme begins.
func (r *reference) isBefore(p calendar.Period) bool {
	_, end := r.scheme.Calendar.Bounds(p)
	return r.scheme.Succeeds != nil && !end.After(r.scheme.Succeeds.From)
}

// groupOfCredit is what a rule of entries competes in: its collapse, or itself alone.
func groupOfCredit(c *scheme.Credit) string {
	if c.Collapse != nil {
		return "collapse " + c.Collapse.Name
	}
	return "rule " + c.Name
}

// itemRule finds the rule, and the group, by which an opening of an item was given.
func (r *reference) itemRule(o *opening, e ledger.Entry) (code, why string) {
	var names, groups []string
	for _, c := range r.scheme.Credits {
		if c.Each == ledger.Commission || !r.givesTo(c.Rule, o.account) {
			continue
		}
		names = append(names, c.Name)
		if e.Rule != "" && e.Rule != c.Name {
			continue
		}
		if e.Rule != "" {
			o.rule = c.Rule
		}
		if !slices.Contains(groups, groupOfCredit(c)) {
			groups = append(groups, groupOfCredit(c))
		}
	}
	if e.Rule == "" && len(groups) > 1 {
		return "no-rule", "the opening of an item names no rule; expected one of " + strings.Join(names, ", ")
	}
	if len(groups) == 0 {
		return "no-rule", "no rule " + strconv.Quote(e.Rule) + " of the scheme gives to account " + e.Account +
			" for items" +
			nearest(e.Rule, names)
	}
	o.item, o.group = e.Item, groups[0]
	return "", ""
}

// handedIn says whether somebody handed in the item of an opening.
func (r *reference) handedIn(o opening) (code, why string) {
	if o.item == "" {
		return "", ""
	}
	if _, ok := r.submission(o.item); ok {
		return "", ""
	}
	if r.struckItem(o.item) {
		return "struck-out", "the submission of item " + o.item + " is struck out"
	}
	return "no-item", "item " + o.item + " is not handed in"
}

// paid is what a unit was given of an item by a group before an instant, from which on later entries pay the
// difference.
type paid struct {
	amount   number
	until    time.Time
	openings []int
}

// paidOf is that; its instant is zero where the entries are all that there is.
func (r *reference) paidOf(item, unit string, account int, group string) (out paid) {
	for _, o := range r.openings {
		if o.item == "" || o.item != item || o.unit != unit || o.account != account || o.group != group {
			continue
		}
		out.amount, out.openings = out.amount.Add(o.amount), append(out.openings, o.position)
		if o.end.After(out.until) {
			out.until = o.end
		}
	}
	if s := r.scheme.Succeeds; s != nil && s.From.After(out.until) {
		out.until = s.From
	}
	return out
}

// itemOpened says whether a change is of an item, and dated in time of which openings of it say all.
func (r *reference) itemOpened(c change) bool {
	if c.item == "" || c.rule == nil {
		return false
	}
	p := r.paidOf(c.item, c.unit, c.account, c.group)
	return len(p.openings) > 0 && c.at.Before(p.until)
}

// past is what a case gave from an instant on.
type past struct {
	from time.Time
	outcome
}

// counts is a candidate that counts for an account and a unit.
type counts struct {
	candidate
	lead bool
	less paid // what was paid of that in whose place it comes
}

// countingBeside are the candidates that count, where something of the item was paid before: that stands in a collapse
// for the entries of its time that give the same as at its end.
func (r *reference) countingBeside(received []candidate, item string, account int, unit string, now time.Time) (
	out []counts,
) {
	var list []candidate
	stands := map[string]paid{} // by collapse: what was paid
	for _, c := range received {
		group := groupOfCredit(c.credit)
		p := r.paidOf(item, unit, account, group)
		isPaid := c.credit.Collapse != nil && c.credit.Each != ledger.Commission && !p.until.IsZero() &&
			!now.Before(p.until)
		if isPaid {
			stands[group] = p
		}
		if !isPaid || !r.gaveSame(c, account, unit, p.until) {
			list = append(list, c)
		}
	}
	for group, p := range stands {
		var old []candidate
		for _, c := range received {
			if groupOfCredit(c.credit) == group && r.gaveSame(c, account, unit, p.until) {
				old = append(old, c)
			}
		}
		if s, ok := r.stand(p, old, received, group, account, unit); ok {
			list = append([]candidate{s}, list...)
		}
	}
	_, _, at := r.countingAt(list, account, unit)
	var rest []candidate
	standing := map[string]bool{}
	for i, c := range list {
		switch {
		case !slices.Contains(at, i):
		case c.isPaid:
			standing[groupOfCredit(c.credit)] = true
		default:
			rest = append(rest, c)
		}
	}
	all, lead, _ := r.countingAt(rest, account, unit)
	for i, c := range all {
		one := counts{candidate: c, lead: lead[i]}
		group := groupOfCredit(c.credit)
		if p, is := stands[group]; is && lead[i] && !standing[group] && len(p.openings) > 0 {
			one.less = p
		}
		out = append(out, one)
	}
	return out
}

// gaveSame says whether a candidate gives a unit what it gave before an instant.
func (r *reference) gaveSame(c candidate, account int, unit string, before time.Time) bool {
	var then *past
	for i := range r.pasts {
		if r.pasts[i].from.Before(before) {
			then = &r.pasts[i]
		}
	}
	if then == nil {
		return false
	}
	return slices.ContainsFunc(then.candidates, func(o candidate) bool {
		if o.credit != c.credit || o.by.position != c.by.position || !o.by.from.Equal(c.by.from) {
			return false
		}
		to := o.to[o.on(account)]
		_, receives := to.shares[unit]
		return receives && !slices.Contains(to.off, unit) &&
			o.receives(account, unit).Cmp(c.receives(account, unit)) == 0 && o.per == c.per &&
			slices.EqualFunc(o.order, c.order, number.Equal)
	})
}

// stand is the amount that was paid, as a candidate: at the place of the best of those for which it stands. False: it
// has none.
func (r *reference) stand(p paid, old, received []candidate, group string, account int, unit string) (candidate, bool) {
	var of *scheme.Credit
	for _, c := range received {
		if groupOfCredit(c.credit) == group {
			of = c.credit
		}
	}
	if len(p.openings) == 0 || len(old) == 0 && len(of.Collapse.Order) > 0 {
		return candidate{}, false
	}
	s := candidate{credit: of, per: "nobody's", isPaid: true}
	for _, a := range of.Amounts {
		amount := number{}
		if a.Account == account {
			amount = p.amount
		}
		s.amounts = append(s.amounts, amount)
		s.to = append(s.to, receivers{shares: map[string]number{unit: whole(1)}})
	}
	if all, lead, _ := r.countingAt(old, account, unit); len(all) > 0 {
		best := all[slices.Index(lead, true)]
		s.per, s.order = best.per, best.order
	}
	return s, true
}

// partly is the part of a figure that a unit owes of a period in part of which it was there, or the scheme was.
func (r *reference) partly(q *scheme.Quota, unit string, figure number, start, end time.Time) number {
	if !r.precedes(start) || !r.scheme.Succeeds.From.Before(end) {
		return r.shareOf(q, unit, figure, start, end)
	}
	_, all := r.days(unit, start, end)
	there, _ := r.days(unit, r.scheme.Succeeds.From, end)
	places, rounding := int32(0), "half_up"
	if len(q.Sum) > 0 {
		places, rounding = q.Places, q.Rounding
	}
	return rule.RoundRatio(new(big.Rat).Mul(figure.Rat(), big.NewRat(there, all)), places, rounding)
}

// wholly says whether a unit was there in the whole of a period, and the scheme was.
func (r *reference) wholly(unit string, from, start, end time.Time) bool {
	if r.precedes(start) && r.scheme.Succeeds.From.Before(end) {
		return false
	}
	return r.throughout(unit, from, end)
}
