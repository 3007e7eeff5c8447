package sums

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Layout is where the sums of a scheme stand. A slot that step 2 reads stands in a row for each bucket. Of the other
// slots only three sums are needed, one a zone: before the reported period, in it, and after it.
type Layout struct {
	Buckets              *Buckets
	accounts, NumBuckets int
	firstCount, NumSlots int     // firstCount: the slot of the first quota
	scales               []int32 // by slot: the decimal places of its smallest step
	Position             []int32 // by slot: its position in a row; or −1 − its position in a zone
	RowSlots, ZoneSlots  []int32 // the slots in the order of these positions
	Low, High            int32   // the buckets [Low, High) are the reported period
}

// numZones is the number of zones: before the reported period, in it, and after it.
const numZones = 3

// countPlaces are the decimal places of the smallest step of a count that is a number. A count with more is a decimal.
const countPlaces = 4

// NewLayout puts every slot into rows.
func NewLayout(f *frame.Frame, b *Buckets) *Layout {
	s := f.Scheme
	l := &Layout{Buckets: b, accounts: len(s.Accounts), NumBuckets: b.len()}
	l.Low, l.High = b.Within(frame.Nanoseconds(f.Start), frame.Nanoseconds(f.End))
	for range s.Rules {
		for _, a := range s.Accounts {
			l.scales = append(l.scales, a.Places)
		}
	}
	l.firstCount = len(l.scales)
	for _, q := range s.Quotas {
		scale := int32(0)
		if q.Count != nil && q.Count.Type().Equal(rule.NumberType()) {
			scale = countPlaces
		}
		l.scales = append(l.scales, scale)
	}
	l.NumSlots = len(l.scales)
	for slot := range int32(l.NumSlots) {
		l.Position, l.RowSlots = append(l.Position, slot), append(l.RowSlots, slot)
	}
	return l
}

// SetRows leaves some slots in rows, in that order, and moves the others into zones.
func (l *Layout) SetRows(slots []int32) {
	l.RowSlots = slots
	for slot := range int32(l.NumSlots) {
		if position := slices.Index(slots, slot); position >= 0 {
			l.Position[slot] = int32(position)
		} else {
			l.ZoneSlots = append(l.ZoneSlots, slot)
			l.Position[slot] = -int32(len(l.ZoneSlots))
		}
	}
}

// Reported says whether a bucket lies in the reported period.
func (l *Layout) Reported(bucket int32) bool { return l.Low <= bucket && bucket < l.High }

// ZoneStart is the offset of the zone of a bucket among the values of a unit.
func (l *Layout) ZoneStart(bucket int32) int {
	switch {
	case bucket < l.Low:
		return 0
	case l.Reported(bucket):
		return len(l.ZoneSlots)
	}
	return 2 * len(l.ZoneSlots)
}

// SlotOf is the slot of a change.
func (l *Layout) SlotOf(c *steps.Change) int32 {
	if c.Quota != nil {
		return l.CountSlot(c.Quota)
	}
	return l.AmountSlot(c.Rule, c.Account)
}

// AmountSlot is the slot of an account of a rule.
func (l *Layout) AmountSlot(r *scheme.Rule, account int) int32 {
	return int32(r.Index*l.accounts + account)
}

// CountSlot is the slot of a quota.
func (l *Layout) CountSlot(q *scheme.Quota) int32 { return int32(l.firstCount + q.Index) }

// AccountSlots are the slots of an account of all rules.
func (l *Layout) AccountSlots(account int) []int32 {
	var out []int32
	for slot := account; slot < l.firstCount; slot += l.accounts {
		out = append(out, int32(slot))
	}
	return out
}

// Whole is an amount as a whole number of the smallest step of a slot; false if it is none, or too large to be summed
// in 64 bits.
func (l *Layout) Whole(slot int32, d decimal.Decimal) (int64, bool) {
	if d.NumDigits() > steps.MaxScale {
		return 0, false
	}
	n, shifted := d.CoefficientInt64(), d.Exponent()+l.scales[slot]
	if n == 0 {
		return 0, true
	}
	for ; shifted < 0; shifted++ {
		if n%10 != 0 {
			return 0, false
		}
		n /= 10
	}
	return n, steps.Shift(&n, shifted) && -maxWhole < n && n < maxWhole
}

// maxWhole bounds one summand: two thousand million of them, more than a ledger can hold, add up to less than 2^63.
const maxWhole = 1 << 31

// RowStart is the offset of the row of a bucket among the values of a unit. It adds the row if there is none. It
// requires allocated sums.
func (l *Layout) RowStart(u *UnitSums, bucket int32) int {
	if u.Rows[bucket] == 0 {
		end := len(u.Values)
		u.Values = slices.Grow(u.Values, len(l.RowSlots))[:end+len(l.RowSlots)]
		u.Rows[bucket] = int32(end + 1)
	}
	return int(u.Rows[bucket] - 1)
}

// AddFigure adds a whole number of the smallest step of a slot to figures.
func (l *Layout) AddFigure(g *steps.Figures, slot int, n int64) {
	if n != 0 {
		addSum(g, l, slot, steps.Sum{C: n, Exp: -l.scales[slot]})
	}
}

// addSum adds a sum to the figures of its slot: to a count, or to a rule and the total of its account.
func addSum(g *steps.Figures, l *Layout, slot int, n steps.Sum) {
	if slot >= l.firstCount {
		g.Counts[slot-l.firstCount].Plus(n)
		return
	}
	g.Rules[slot].Plus(n)
	g.Totals[slot%l.accounts].Plus(n)
}
