package reference

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// opening is an opening that counts.
type opening struct {
	position   int
	unit       string
	period     calendar.Period
	start, end time.Time
	account    int // −1: of a quota
	rule       *scheme.Rule
	quota      *scheme.Quota
	amount     number
	required   decimal.NullDecimal
	item       string // "": of all
	group      string // of an item: the collapse or the rule by which it was given
}

// openAll finds the openings that count.
func (r *reference) openAll() {
	for i, e := range r.entries {
		if !r.counts(i) || e.Kind != ledger.Opening {
			continue
		}
		o, code, why := r.opening(i)
		if code == "" {
			code, why = r.handedIn(o)
		}
		if code == "" {
			code, why = r.saidBefore(o)
		}
		if code != "" {
			r.refuse(i, "", code, why)
			continue
		}
		r.openings = append(r.openings, o)
	}
}

// opening is what an entry says; a code: it fits nothing.
func (r *reference) opening(i int) (o opening, code, why string) {
	e := r.entries[i]
	p, err := r.scheme.Calendar.Parse(e.Period)
	if err != nil {
		return o, "no-period", err.Error()
	}
	o = opening{position: i, unit: e.Unit, period: p, account: -1, amount: e.Amount.Decimal, required: e.Required}
	o.start, o.end = r.scheme.Calendar.Bounds(p)
	if e.Quota != "" {
		code, why = r.openingOfQuota(&o, e)
	} else {
		code, why = r.openingOfAccount(&o, e)
	}
	if code != "" {
		return o, code, why
	}
	last := civil.Of(o.end.Add(-1).In(r.zone()))
	if civil.Of(r.at[i].In(r.zone())) < last {
		return o, "not-over", fmt.Sprintf("%s ends on %s; found an opening of it dated %s", p, last, e.At)
	}
	if _, listed := r.last(e.Unit, p); !listed && (o.item == "" || !r.gone(e.Unit, o.end)) {
		return o, "off-roster", fmt.Sprintf("unit %s is on the roster at no time of %s; enrol it from the day on "+
			"since when it is there", e.Unit, p)
	}
	since := o.start
	if r.isBalance(o) {
		since = time.Time{}
	}
	of, first := "", time.Time{}
	for _, other := range r.succeeded(e.Unit, o.end) {
		at, _ := r.heirs(other)
		if at.After(since) && (of == "" || at.Before(first)) {
			of, first = other, at
		}
	}
	if of != "" {
		return o, "succeeded", fmt.Sprintf("%s succeeds %s within the time of %s, of which the opening says all; "+
			"expected openings of the time before and of the time after", e.Unit, of, p)
	}
	if by, closed := r.closedAt(o.end.Add(-1)); closed && by.position < i {
		return o, "closed", fmt.Sprintf("%s is closed by %s, which was recorded before", p, r.entries[by.position].ID)
	}
	return o, "", ""
}

func (r *reference) openingOfAccount(o *opening, e ledger.Entry) (code, why string) {
	var names []string
	for i, a := range r.scheme.Accounts {
		if names = append(names, a.Name); a.Name == e.Account {
			o.account = i
		}
	}
	if o.account < 0 {
		return "no-account", fmt.Sprintf("the scheme has no account %q%s", e.Account, nearest(e.Account, names))
	}
	a := r.scheme.Accounts[o.account]
	o.amount = rule.Round(o.amount, a.Places, a.Rounding)
	o.rule = r.scheme.Opening
	if a.Figure {
		o.rule = r.scheme.OpeningFigure
	}
	if e.Item != "" {
		return r.itemRule(o, e)
	}
	if e.Rule == "" {
		return "", ""
	}
	var gives []string
	for _, x := range r.scheme.Rules {
		if !a.Figure && !a.Balance && r.givesTo(x, o.account) {
			gives = append(gives, x.Name)
		}
		if x.Name == e.Rule {
			o.rule = x
		}
	}
	if !slices.Contains(gives, e.Rule) {
		return "no-rule", fmt.Sprintf("no rule %q of the scheme gives to account %s, so that an opening may name it%s",
			e.Rule, e.Account, nearest(e.Rule, gives))
	}
	return "", ""
}

// givesTo says whether a rule, no cap, gives to an account.
func (r *reference) givesTo(x *scheme.Rule, account int) bool {
	to := func(a scheme.Amount) bool { return a.Account == account }
	return slices.ContainsFunc(r.scheme.Credits, func(c *scheme.Credit) bool {
		return c.Rule == x && slices.ContainsFunc(c.Amounts, to)
	}) || slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool {
		return s.Rule == x && slices.ContainsFunc(s.Amounts, to)
	}) || slices.ContainsFunc(r.scheme.Derived, func(d *scheme.Derived) bool {
		return d.Rule == x && d.Account == account
	})
}

func (r *reference) openingOfQuota(o *opening, e ledger.Entry) (code, why string) {
	var names []string
	for _, q := range r.scheme.Quotas {
		if names = append(names, q.Name); q.Name == e.Quota {
			o.quota = q
		}
	}
	q := o.quota
	switch {
	case q == nil:
		return "no-quota", fmt.Sprintf("the scheme has no quota %q%s", e.Quota, nearest(e.Quota, names))
	case !o.period.Kind.Inside(q.Per) || o.period.Kind != q.Per && len(q.Sum) > 0:
		return "no-period", fmt.Sprintf("quota %s is owed a %s; found period %s", q.Name, q.Per, e.Period)
	case o.period.Kind != q.Per && e.Required.Valid:
		return "no-period", fmt.Sprintf("quota %s is owed a %s; found what was owed in %s", q.Name, q.Per, e.Period)
	case e.Required.Valid && q.Required == nil:
		return "no-quota", fmt.Sprintf("quota %s requires nothing; found what was owed", q.Name)
	}
	return "", ""
}

func (r *reference) isBalance(o opening) bool {
	return o.account >= 0 && r.scheme.Accounts[o.account].Balance && o.item == ""
}

func (r *reference) isFigureOf(o opening) bool {
	return o.account >= 0 && r.scheme.Accounts[o.account].Figure
}

// saidBefore says whether an opening before says something of the same.
func (r *reference) saidBefore(o opening) (code, why string) {
	for _, x := range r.openings {
		if x.unit != o.unit || x.account != o.account || x.rule != o.rule || x.quota != o.quota ||
			x.item != o.item {
			continue
		}
		same := x.start.Before(o.end) && o.start.Before(x.end)
		if r.isBalance(o) {
			same = x.end.Equal(o.end)
		}
		if r.isFigureOf(o) {
			same = x.period == o.period
		}
		if same {
			return "opened", fmt.Sprintf("%s says already what it came to in %s", r.entries[x.position].ID, x.period)
		}
	}
	return "", ""
}

// openedAt says whether an opening says all of the time of an instant, of an account of a unit or of a quota.
func (r *reference) openedAt(unit string, account int, q *scheme.Quota, t time.Time) bool {
	return slices.ContainsFunc(r.openings, func(o opening) bool {
		if o.unit != unit || o.account != account || o.quota != q || o.item != "" || q != nil && q.Count == nil {
			return false
		}
		return t.Before(o.end) && (r.isBalance(o) || !t.Before(o.start))
	})
}

// isOpened says whether an opening says all of the time of a change: of a figure that of its period.
func (r *reference) isOpened(c change) bool {
	switch {
	case c.opens != nil:
		return false
	case r.precedes(c.at):
		return true
	case c.rule == nil:
		return r.openedAt(c.unit, -1, c.quota, c.at)
	case c.isFigure():
		return slices.ContainsFunc(r.openings, func(o opening) bool {
			return o.unit == c.unit && o.account == c.account && o.period == c.figureOf
		})
	}
	return r.openedAt(c.unit, c.account, nil, c.at) || r.itemOpened(c)
}

// openedSettle says whether openings say all of what a settled rule gives a unit at an instant: then it is not asked.
func (r *reference) openedSettle(s *scheme.Settle, unit string, t time.Time) bool {
	if s.Cap != nil {
		return r.openedAt(unit, s.Cap.Account, nil, t)
	}
	return !s.ToMembers && !slices.ContainsFunc(s.Amounts, func(a scheme.Amount) bool {
		return !r.openedAt(unit, a.Account, nil, t)
	})
}

// openedQuota is the opening of a quota in its own period.
func (r *reference) openedQuota(unit string, q *scheme.Quota, p calendar.Period) (opening, bool) {
	for _, o := range r.openings {
		if o.unit == unit && o.quota == q && o.period == p {
			return o, true
		}
	}
	return opening{}, false
}

// postOpenings posts what openings say.
func (r *reference) postOpenings() {
	for i := range r.openings {
		o := &r.openings[i]
		if o.silent(r) {
			continue
		}
		c := change{item: o.item, at: o.end.Add(-1), position: o.position, unit: o.unit, rule: o.rule, quota: o.quota,
			account: max(o.account, 0), group: fmt.Sprint("opening ", o.position), lead: true, amount: r.opened(o),
			entries: []int{o.position}, per: o.period.Kind, opens: o}
		if r.isFigureOf(*o) {
			c.figureOf = o.period
		}
		r.change(c)
	}
}

// opened is what an opening gives: of a balance what it has more than by the opening before.
func (r *reference) opened(o *opening) number {
	before, since := number{}, time.Time{}
	for _, x := range r.openings {
		if r.isBalance(*o) && r.isBalance(x) && x.unit == o.unit && x.account == o.account &&
			x.end.Before(o.end) && x.end.After(since) {
			before, since = x.amount, x.end
		}
	}
	return o.amount.Sub(before)
}

// in says whether a change that is dated in a period of a kind is part of it: an opening is none of a shorter period
// than its own, but of a balance.
func (r *reference) in(c change, kind calendar.Kind) bool {
	return c.opens == nil || r.isBalance(*c.opens) || c.opens.period.Kind.Inside(kind)
}

// silent says whether an opening posts nothing: it is of an item, in an account that is a balance.
func (o opening) silent(r *reference) bool {
	return o.item != "" && r.scheme.Accounts[o.account].Balance
}

// feeds says whether an opening is part of a balance that entries see.
func (o opening) feeds(r *reference, b *scheme.Balance) bool {
	if o.quota != nil || o.account != b.Account || len(b.By) > 0 || o.silent(r) {
		return false
	}
	return b.OfAll || slices.Contains(b.Of, o.rule)
}
