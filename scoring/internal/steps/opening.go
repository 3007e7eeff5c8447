package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// covers says whether an opening says all of the time in which a change is dated, of its account or quota, or of its
// item; or whether it is before the scheme.
func covers(f *frame.Frame, c *Change) bool {
	switch {
	case c.Opening != nil:
		return false
	case f.Scheme.IsBefore(c.At):
		return true
	case f.Openings == nil:
		return false
	case c.Rule == nil:
		return f.Openings.CoveringQuota(c.Unit, c.Quota, c.At) != nil
	case c.Rule.Figure:
		p, ok := f.PeriodAt(c.per, c.Unit, c.At)
		return ok && f.Openings.CoveringFigure(c.Unit, c.Account, p) != nil
	}
	return f.Openings.Covering(c.Unit, c.Account, c.At) != nil ||
		c.Item != 0 && f.Openings.CoveringItem(frame.PaidKey{Unit: c.Unit, Item: c.Item, Account: c.Account,
			Group: c.Group}, c.At) != nil
}

// withOpenings are the changes of a unit with its openings in the place of what is dated in their time, and that.
func withOpenings(f *frame.Frame, u *UnitChanges) (opened UnitChanges, covered []Change) {
	openings := f.Openings.Of(u.Unit)
	if len(openings) == 0 && f.Scheme.Succeeds == nil {
		return *u, nil
	}
	opened.Unit = u.Unit
	for _, c := range u.Changes {
		switch {
		case f.Scheme.IsBefore(c.At): // which says nothing of openings
		case covers(f, &c):
			covered = append(covered, c)
		default:
			opened.Changes = append(opened.Changes, c)
		}
	}
	for _, o := range openings {
		if o.Silent {
			continue
		}
		if c := changeOf(o); !c.Amount.IsZero() || c.Rule != nil && c.Rule.Figure {
			opened.Changes = append(opened.Changes, c)
		}
	}
	slices.SortStableFunc(opened.Changes, CompareChanges)
	return opened, covered
}

// changeOf is an opening as a change, dated the last instant of its period. Each is a posting of its own.
func changeOf(o *frame.Opening) Change {
	return Change{At: frame.LastInstant(o.End), Position: o.Position, Unit: o.Unit, lead: true, per: o.Period.Kind,
		Rule: o.Rule, Quota: o.Quota, Item: o.Item, Account: o.Account, Amount: o.Amount, Entries: []int32{o.Position},
		Group: -1 - int(o.Position), Opening: o}
}

// isCovered says whether a rule gives to accounts alone of which an opening says all at the end of the current period.
func (s *Settlement) isCovered(r *scheme.Settle) bool {
	openings, last := s.e.Frame.Openings, frame.LastInstant(s.now.End)
	if openings == nil || r.ToMembers {
		return false
	}
	if r.Cap != nil {
		return openings.Covering(s.Out.Unit, r.Cap.Account, last) != nil
	}
	return !slices.ContainsFunc(r.Amounts, func(a scheme.Amount) bool {
		return openings.Covering(s.Out.Unit, a.Account, last) == nil
	})
}

// openedRow is a quota row as it was published: what was done, and what was owed, or else what the scheme requires.
func (s *Settlement) openedRow(o *frame.Opening) (*QuotaRow, error) {
	row := &QuotaRow{Unit: s.Out.Unit, Quota: o.Quota, Period: s.now.Period, Done: o.Amount}
	if o.Quota.Required == nil {
		return row, nil
	}
	required := o.Required.Decimal
	if !o.Required.Valid {
		s.bindAssigned(o.Quota)
		var err error
		if required, err = s.required(o.Quota); err != nil {
			return nil, err
		}
		if !s.throughout && o.Quota.Partial == "share" {
			required = s.shareOf(o.Quota, required)
		}
	}
	row.owe(required)
	return row, nil
}

// opened is what openings that name no rule gave to an account.
func (g *Figures) opened(s *scheme.Scheme, account int) decimal.Decimal {
	if slot := s.Opening.Index*len(g.Totals) + account; slot < len(g.Rules) {
		return g.Rules[slot].value()
	}
	return decimal.Decimal{}
}

// leaveOpened leaves out of what a unit has from another what is dated in time of which an opening of its own says all:
// it was its own by then.
func (s *Settlement) leaveOpened(f *frame.Frame, from estate) estate {
	if len(f.Openings.Of(s.Out.Unit)) == 0 { // before the scheme, all are openings
		return from
	}
	out := estate{limited: from.limited, place: slices.Clone(from.place)}
	places := make([]int, len(from.changes))
	for i := range from.changes {
		places[i] = len(out.changes)
		if c := &from.changes[i]; c.Carried != nil || !covers(f, c) || c.At.Before(from.at) {
			out.changes, out.settled = append(out.changes, *c), append(out.settled, from.settled[i])
		}
	}
	for old, at := range out.place {
		out.place[old] = places[at]
	}
	return out
}

// CausedBy is the position of the entry that caused a change of step 1: of what is settled for an entry, that one.
func (c *Change) CausedBy() int32 {
	if c.Position == NoEntry {
		return c.cause
	}
	return c.Position
}

// openUntil adds the openings of periods that are over before an instant to the balances that are kept by who receives:
// to those of all rules each of their account, to others those that name one of their rules.
func (s *strand) openUntil(at int64, f *frame.Frame) {
	for ; len(s.openings) > 0; s.openings = s.openings[1:] {
		o := s.openings[0]
		last := frame.LastInstant(o.End)
		if frame.Nanoseconds(last) >= at {
			return
		}
		for n := range s.balances {
			b := &s.balances[n]
			if o.Quota != nil || o.Silent || b.Account != o.Account || b.KeptBy() ||
				!b.OfAll && (o.Rule == f.Scheme.Opening || !b.feeds[o.Rule.Index]) {
				continue
			}
			b.turn(last, f)
			code := b.code(o.Unit)
			b.turnOwn(f, code, o.Unit, last)
			b.sums[code] = plus(b.sums[code], o.Amount)
		}
	}
}
