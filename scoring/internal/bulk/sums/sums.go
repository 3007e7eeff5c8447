package sums

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Sums are exact sums by unit, time and slot; a slot is an account of a rule, or a quota. They are whole numbers of the
// smallest step of the slot as long as that provably fits, and decimals for what does not: both give the same digits.
type Sums struct {
	Layout  *Layout
	Units   []UnitSums
	Spilled map[spill]decimal.Decimal
}

// UnitSums are the sums of one unit.
type UnitSums struct {
	Rows   []int32 // by cell: where its row begins among the values, plus one
	Values []int64 // those by zone, and a row after the other; nil: there are none, nor rows
}

// Layout says where the sums of a scheme stand. Those at which step 2 looks stand by cell; of the others it is enough to know
// what comes before the period that is shown, in it, and after it: three zones.
type Layout struct {
	Buckets              *Buckets
	accounts, NumBuckets int
	counts, Slots        int     // counts: the slot of the first quota; slots: how many there are
	places               []int32 // by slot: how many decimal places its whole numbers have
	At                   []int32 // by slot: its place in the row of a cell; or −1 − its place in a zone
	InRow, InZone        []int32 // the slots by these places
	Low, High            int32   // the cells of the period that is shown
}

// NumZones is how many zones there are: before the period that is reported, in it, and after it.
const NumZones = 3

// spill is the place of a sum that did not fit.
type spill struct{ unit, cell, slot int32 }

// countPlaces are the decimal places kept of a count that is a number; what has more is kept as a decimal.
const countPlaces = 4

// NewLayout keeps every slot by bucket.
func NewLayout(f *frame.Frame, b *Buckets) *Layout {
	s := f.Scheme
	l := &Layout{Buckets: b, accounts: len(s.Accounts), NumBuckets: b.len()}
	l.Low, l.High = b.Within(frame.Nanoseconds(f.Start), frame.Nanoseconds(f.End))
	for range s.Rules {
		for _, a := range s.Accounts {
			l.places = append(l.places, a.Places)
		}
	}
	l.counts = len(l.places)
	for _, q := range s.Quotas {
		places := int32(0)
		if q.Count != nil && q.Count.Type().Equal(rule.NumberType()) {
			places = countPlaces
		}
		l.places = append(l.places, places)
	}
	l.Slots = len(l.places)
	for slot := range int32(l.Slots) {
		l.At, l.InRow = append(l.At, slot), append(l.InRow, slot)
	}
	return l
}

// KeepByBucket leaves only those slots in rows.
func (l *Layout) KeepByBucket(slots []int32) {
	l.InRow = slots
	for slot := range int32(l.Slots) {
		if place := slices.Index(slots, slot); place >= 0 {
			l.At[slot] = int32(place)
		} else {
			l.InZone = append(l.InZone, slot)
			l.At[slot] = -int32(len(l.InZone))
		}
	}
}

// Reported says whether a cell is in the period that is shown.
func (l *Layout) Reported(cell int32) bool { return l.Low <= cell && cell < l.High }

// Zone is where the zone of a cell begins among the values of a unit.
func (l *Layout) Zone(cell int32) int {
	switch {
	case cell < l.Low:
		return 0
	case l.Reported(cell):
		return len(l.InZone)
	}
	return 2 * len(l.InZone)
}

// Slot is where a change is summed up.
func (l *Layout) Slot(c *steps.Change) int32 {
	if c.Quota != nil {
		return l.Count(c.Quota)
	}
	return l.Amount(c.Rule, c.Account)
}

// Amount is the slot of what a rule gives to an account.
func (l *Layout) Amount(r *scheme.Rule, account int) int32 {
	return int32(r.Index*l.accounts + account)
}

// Count is the slot of a quota.
func (l *Layout) Count(q *scheme.Quota) int32 { return int32(l.counts + q.Index) }

// AccountSlots are the slots of an account, by all rules.
func (l *Layout) AccountSlots(account int) []int32 {
	var out []int32
	for slot := account; slot < l.counts; slot += l.accounts {
		out = append(out, int32(slot))
	}
	return out
}

// Whole is an amount as a whole number of the smallest step of a slot; false if it is none, or too large to be added safely.
func (l *Layout) Whole(slot int32, d decimal.Decimal) (int64, bool) {
	if d.NumDigits() > steps.MaxScale {
		return 0, false
	}
	n, shifted := d.CoefficientInt64(), d.Exponent()+l.places[slot]
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

// maxWhole bounds one summand, so that two thousand million of them, more than a ledger can hold, add up to less than 2^63.
const maxWhole = 1 << 31

// NewSums are the sums of so many units, all of them 0.
func NewSums(l *Layout, units int) *Sums {
	return &Sums{Layout: l, Units: make([]UnitSums, units), Spilled: map[spill]decimal.Decimal{}}
}

// atOnce is how many values a unit's sums make room for at once, if its cells have no more.
const atOnce = 1024

// Open is the sums of a unit with its zones.
func (s *Sums) Open(unit int32) *UnitSums {
	u := &s.Units[unit]
	if u.Values == nil {
		n := NumZones * len(s.Layout.InZone)
		u.Values, u.Rows = make([]int64, n, n+min(s.Layout.NumBuckets*len(s.Layout.InRow), atOnce)), make([]int32, s.Layout.NumBuckets)
	}
	return u
}

// Row is where the row of a cell begins among the values of a unit that is open. It is made when first needed.
func (l *Layout) Row(u *UnitSums, cell int32) int {
	if u.Rows[cell] == 0 {
		end := len(u.Values)
		u.Values = slices.Grow(u.Values, len(l.InRow))[:end+len(l.InRow)]
		u.Rows[cell] = int32(end + 1)
	}
	return int(u.Rows[cell] - 1)
}

// Held is the row of the unit in a cell; nil: it has none.
func (s *Sums) Held(unit, cell int32) []int64 {
	u := &s.Units[unit]
	if u.Values == nil || u.Rows[cell] == 0 {
		return nil
	}
	return u.Values[u.Rows[cell]-1:][:len(s.Layout.InRow)]
}

// Add adds a whole number of the smallest step of a slot to the sums of a unit in a cell.
func (s *Sums) Add(unit, cell, slot int32, whole int64) {
	u := s.Open(unit)
	if place := s.Layout.At[slot]; place < 0 {
		u.Values[s.Layout.Zone(cell)+int(-1-place)] += whole
	} else {
		row := s.Layout.Row(u, cell) // which may move the values
		u.Values[row+int(place)] += whole
	}
}

// AddDecimal adds an amount, as a whole number where it fits.
func (s *Sums) AddDecimal(unit, cell, slot int32, d decimal.Decimal) {
	if whole, ok := s.Layout.Whole(slot, d); ok {
		s.Add(unit, cell, slot, whole)
		return
	}
	at := spill{unit, cell, slot}
	s.Spilled[at] = s.Spilled[at].Add(d)
}

// Merge adds the sums of other tables of the same layout, units in blocks.
func (s *Sums) Merge(f *frame.Frame, others []*Sums) {
	size := max(1, len(s.Units)/(4*f.Workers())+1)
	_ = f.InBlocks(context.Background(), (len(s.Units)+size-1)/size, func(_ context.Context, i int) error {
		for unit := i * size; unit < min(len(s.Units), (i+1)*size); unit++ {
			for _, o := range others {
				s.mergeUnit(o, int32(unit))
			}
		}
		return nil
	})
	for _, o := range others {
		for at, d := range o.Spilled {
			s.Spilled[at] = s.Spilled[at].Add(d)
		}
	}
}

func (s *Sums) mergeUnit(o *Sums, unit int32) {
	from := &o.Units[unit]
	if from.Values == nil {
		return
	}
	u := s.Open(unit)
	for i, n := range from.Values[:NumZones*len(s.Layout.InZone)] {
		u.Values[i] += n
	}
	for cell := range int32(s.Layout.NumBuckets) {
		if held := o.Held(unit, cell); held != nil {
			row := s.Layout.Row(u, cell)
			for i, n := range held {
				u.Values[row+i] += n
			}
		}
	}
}

// Figures are the sums of a unit over the cells [low, high). It requires that all stand by cell.
func (s *Sums) Figures(f *frame.Frame, unit, low, high int32) *steps.Figures {
	g := steps.NewFigures(f)
	for place, slot := range s.Layout.InRow {
		n := int64(0)
		for cell := low; cell < high; cell++ {
			if held := s.Held(unit, cell); held != nil {
				n += held[place]
			}
		}
		s.Layout.Put(&g, int(slot), n)
	}
	for at, d := range s.Spilled {
		if at.unit == unit && low <= at.cell && at.cell < high {
			put(&g, s.Layout, int(at.slot), steps.Sum{Wide: d})
		}
	}
	return &g
}

// Put adds a whole number to the figures.
func (l *Layout) Put(g *steps.Figures, slot int, n int64) {
	if n != 0 {
		put(g, l, slot, steps.Sum{C: n, Exp: -l.places[slot]})
	}
}

// put adds a sum to the figures.
func put(g *steps.Figures, l *Layout, slot int, n steps.Sum) {
	if slot >= l.counts {
		g.Counts[slot-l.counts].Plus(n)
		return
	}
	g.Rules[slot].Plus(n)
	g.Totals[slot%l.accounts].Plus(n)
}
