package steps

import (
	"cmp"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// succeed hands over what units had to those that succeed to them before an instant; so many successions are over. It
// returns how many are then.
func succeed(r *Ranking, over int, end time.Time) int {
	f := r.e.Frame
	due := f.Lineage.Before(end)
	if over >= len(due) {
		return over
	}
	number := map[string]int{}
	for i := range r.Units {
		number[r.Units[i].settled.Unit] = i
	}
	for _, s := range due[over:] {
		of := r.Units[number[s.Of]].settlement
		for i, part := range newDivision(f, s.Heirs).all(of) {
			part.at = s.At
			r.Units[number[s.Heirs[i].Unit]].settlement.inherit(f, of, s.Heirs[i].Share, part)
		}
		of.Out.Changes, of.Out.Quotas, of.limited, of.credited = nil, nil, nil, 0
	}
	return len(due)
}

// estate is what a unit has from another: its changes in the order in which they are divided, how many of them are of
// step 1, where the others stand by their old places, and what caps took of them.
type estate struct {
	changes []Change
	settled []bool // by place: not of step 1
	place   []int  // by old place
	limited []limited
	at      time.Time // when it passes
}

// division divides what a unit had among its successors, in the order of their ids. Of the amounts of a rule in an
// account, the running sum is divided: the parts of all but the first are rounded as the account is, and the first has
// what they leave. Counts are divided exactly.
type division struct {
	f     *frame.Frame
	heirs []frame.Heir
	sums  map[divided]*dividedSum
}

// divided is what has a running sum of its own.
type divided struct {
	rule, account int
	limited       bool // of what a cap took entry by entry
}

type dividedSum struct {
	sum   decimal.Decimal
	parts []decimal.Decimal
}

func newDivision(f *frame.Frame, heirs []frame.Heir) *division {
	return &division{f, heirs, map[divided]*dividedSum{}}
}

// all are the parts of all that a unit had.
func (d *division) all(of *Settlement) []estate {
	changes := of.Out.Changes
	order, place := make([]int, len(changes)), make([]int, len(changes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := changes[i], changes[j]
		codes := [...]uint32{a.Item, b.Item}
		a.Item, b.Item = 0, 0 // their codes say nothing of time
		by := CompareChanges(a, b)
		if by == 0 && a.Carried != nil { // all are dated, and caused, by a close
			by = cmp.Compare(d.f.Columns.Text(codes[0]), d.f.Columns.Text(codes[1]))
		}
		return by
	})
	out := make([]estate, len(d.heirs))
	for at, i := range order {
		place[i] = at
		c := &changes[i]
		for h, amount := range d.parts(c) {
			part := *c
			part.Unit, part.origin, part.Amount = d.heirs[h].Unit, cmp.Or(c.origin, c.Unit), amount
			part.beyond = d.beyond(c, h, amount)
			out[h].changes, out[h].settled = append(out[h].changes, part), append(out[h].settled, i >= of.credited)
		}
	}
	for h := range out {
		out[h].place = place
	}
	for _, x := range of.limited {
		for h, amount := range d.divide(divided{x.cap.Index, x.cap.Cap.Account, true}, x.amount) {
			part := x
			part.amount = amount
			out[h].limited = append(out[h].limited, part)
		}
	}
	return out
}

// parts are those of a change.
func (d *division) parts(c *Change) []decimal.Decimal {
	if c.Rule != nil {
		return d.divide(divided{c.Rule.Index, c.Account, false}, c.Amount)
	}
	out := make([]decimal.Decimal, len(d.heirs))
	for h := range out {
		out[h] = c.Amount.Mul(d.heirs[h].Share)
	}
	return out
}

// divide divides the next amount of a running sum.
func (d *division) divide(of divided, amount decimal.Decimal) []decimal.Decimal {
	if len(d.heirs) == 1 {
		return []decimal.Decimal{amount}
	}
	s := d.sums[of]
	if s == nil {
		s = &dividedSum{parts: make([]decimal.Decimal, len(d.heirs))}
		d.sums[of] = s
	}
	s.sum = s.sum.Add(amount)
	a, out := d.f.Scheme.Accounts[of.account], make([]decimal.Decimal, len(d.heirs))
	left, before := s.sum, s.parts
	s.parts = make([]decimal.Decimal, len(d.heirs))
	for h := 1; h < len(out); h++ {
		s.parts[h] = rule.Round(s.sum.Mul(d.heirs[h].Share), a.Places, a.Rounding)
		left = left.Sub(s.parts[h])
	}
	s.parts[0] = left
	for h := range out {
		out[h] = s.parts[h].Sub(before[h])
	}
	return out
}

// beyond is what the exact part of a change has beyond the rounded one; nil: nothing.
func (d *division) beyond(c *Change, h int, amount decimal.Decimal) *big.Rat {
	if len(d.heirs) == 1 || c.Rule == nil {
		return c.beyond
	}
	exact := addRat(c.Amount.Rat(), c.beyond)
	if exact == nil {
		exact = new(big.Rat)
	}
	return beyond(new(big.Rat).Mul(exact, d.heirs[h].Share.Rat()), amount)
}

// inherit adds what the unit has from another, with a part of its periods and quotas.
func (s *Settlement) inherit(f *frame.Frame, of *Settlement, share decimal.Decimal, from estate) {
	from = s.leaveOpened(f, from)
	type moved struct {
		own bool
		at  int // in the list from which it comes
	}
	var order []moved
	for i := range s.Out.Changes {
		order = append(order, moved{true, i})
	}
	for i := range from.changes {
		order = append(order, moved{false, i})
	}
	change := func(m moved) *Change {
		if m.own {
			return &s.Out.Changes[m.at]
		}
		return &from.changes[m.at]
	}
	settled := func(m moved) bool { return m.own && m.at >= s.credited || !m.own && from.settled[m.at] }
	slices.SortStableFunc(order, func(a, b moved) int {
		return cmp.Or(frame.CompareFirst(!settled(a), !settled(b)), CompareChanges(*change(a), *change(b)))
	})
	changes, credited := make([]Change, len(order)), 0
	own, got := make([]int, len(s.Out.Changes)), make([]int, len(from.changes))
	for at, m := range order {
		changes[at] = *change(m)
		if !settled(m) {
			credited++
		}
		if m.own {
			own[m.at] = at
		} else {
			got[m.at] = at
		}
	}
	for i := range s.limited {
		if x := &s.limited[i]; x.of.change >= 0 {
			x.of.change = own[x.of.change]
		}
	}
	for _, x := range from.limited {
		if x.of.change >= 0 {
			x.of.change = got[from.place[x.of.change]]
		}
		s.limited = append(s.limited, x)
	}
	slices.SortStableFunc(s.limited, func(a, b limited) int { return a.at.Compare(b.at) })
	s.Out.Changes, s.credited, s.found = changes, credited, changesOf{}
	s.balances = stocksOf(f.Scheme, changes[:credited])
	s.FiguresByPeriod = map[calendar.Period]*Figures{}
	s.Out.Periods = s.FiguresByPeriod
	for i := range s.Out.Changes {
		s.addToPeriods(&s.Out.Changes[i])
	}
	s.inheritQuotas(f, of, share)
	s.inheritRows(f, of)
}

// inheritRows adds the periods of another unit to the own ones. What a period came to is that of the unit itself, or of
// the only one from which it has the period.
func (s *Settlement) inheritRows(f *frame.Frame, of *Settlement) {
	s.rows = nil
	inherited := make(Rows, len(f.Scheme.Kinds))
	for place, kind := range f.Scheme.Kinds {
		own, theirs := s.Out.Rows.in(f, kind), of.Out.Rows.in(f, kind)
		if kind.IsOwn() {
			theirs = slices.DeleteFunc(slices.Clone(theirs), func(r *row) bool {
				return !f.HasPeriod(s.Out.Unit, r.span)
			})
		}
		var all []*row
		for len(own)+len(theirs) > 0 {
			switch {
			case len(theirs) == 0 || len(own) > 0 && own[0].span.End.Before(theirs[0].span.End):
				all, own = append(all, own[0]), own[1:]
			case len(own) == 0 || theirs[0].span.End.Before(own[0].span.End):
				next := *theirs[0]
				next.inherited = true
				all, theirs = append(all, &next), theirs[1:]
			default:
				if own[0].inherited {
					own[0].outcome = nil
				}
				all, own, theirs = append(all, own[0]), own[1:], theirs[1:]
			}
		}
		for _, r := range all {
			if r.figures = s.FiguresByPeriod[r.span.Period]; r.figures == nil {
				none := NewFigures(f)
				r.figures = &none
				s.FiguresByPeriod[r.span.Period] = r.figures
			}
			s.figures = r.figures
			s.bringForward(r.span)
			s.rows.put(f, rowView{frame: f, row: r, quotas: s.Out.quotas})
		}
		inherited[place] = all
	}
	s.Out.Rows = inherited
}

// inheritQuotas adds a part of what another unit owed and did.
func (s *Settlement) inheritQuotas(f *frame.Frame, of *Settlement, share decimal.Decimal) {
	add := func(to, from *QuotaRow) *QuotaRow {
		sum := QuotaRow{Unit: s.Out.Unit, Quota: from.Quota, Period: from.Period}
		posted := decimal.Decimal{}
		for _, x := range []struct {
			row   *QuotaRow
			share decimal.Decimal
		}{{to, decimal.New(1, 0)}, {from, share}} {
			if x.row == nil {
				continue
			}
			sum.Done = sum.Done.Add(x.row.Done.Mul(x.share))
			sum.Required = sum.Required.Add(x.row.Required.Mul(x.share))
			sum.Missing = sum.Missing.Add(x.row.Missing.Mul(x.share))
			sum.Extra = sum.Extra.Add(x.row.Extra.Mul(x.share))
			was := x.row.Done
			if x.row.Posted.Valid {
				was = x.row.Posted.Decimal
			}
			posted = posted.Add(was.Mul(x.share))
		}
		if !posted.Equal(sum.Done) {
			sum.Posted = decimal.NewNullDecimal(posted)
		}
		return &sum
	}
	if of.Out.quotas != nil && s.Out.quotas == nil {
		s.Out.quotas = make(settledQuotas, len(s.Quotas))
	}
	for q, theirs := range of.Out.quotas {
		own := s.Out.quotas[q]
		if f.Scheme.Quotas[q].Per.IsOwn() {
			theirs = slices.DeleteFunc(slices.Clone(theirs), func(x settledQuota) bool {
				start, _ := f.Scheme.Calendar.Bounds(x.row.Period)
				return !f.HasPeriod(s.Out.Unit, frame.Span{Period: x.row.Period, Start: start})
			})
		}
		var all []settledQuota
		for len(own)+len(theirs) > 0 {
			switch {
			case len(theirs) == 0 || len(own) > 0 && own[0].end.Before(theirs[0].end):
				all, own = append(all, own[0]), own[1:]
			case len(own) == 0 || theirs[0].end.Before(own[0].end):
				all, theirs = append(all, settledQuota{theirs[0].end, add(nil, theirs[0].row)}), theirs[1:]
			default:
				all = append(all, settledQuota{own[0].end, add(own[0].row, theirs[0].row)})
				own, theirs = own[1:], theirs[1:]
			}
		}
		s.Out.quotas[q] = all
	}
	places := map[quotaPeriod]int{}
	for i, row := range s.Out.Quotas {
		places[quotaPeriod{row.Quota, row.Period}] = i
	}
	for i := range of.Out.Quotas {
		row := &of.Out.Quotas[i]
		if at, has := places[quotaPeriod{row.Quota, row.Period}]; has {
			s.Out.Quotas[at] = *add(&s.Out.Quotas[at], row)
		} else {
			s.Out.Quotas = append(s.Out.Quotas, *add(nil, row))
		}
	}
}

// quotaPeriod is a quota in a period.
type quotaPeriod struct {
	quota  *scheme.Quota
	period calendar.Period
}
