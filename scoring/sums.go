package scoring

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// sums are exact sums by unit, cell and slot; a slot is an account of a rule, or a quota. They are whole numbers of the
// smallest step of the slot as long as that provably fits, and decimals for what does not: both give the same digits.
type sums struct {
	*layout
	units   []unitSums
	spilled map[spill]decimal.Decimal
}

// unitSums are the sums of one unit.
type unitSums struct {
	rows   []int32 // by cell: the row plus one
	values []int64 // a row after the other
}

// layout says where the sums of a scheme stand.
type layout struct {
	accounts, cells int
	counts, slots   int     // counts: the slot of the first quota; slots: how many there are
	places          []int32 // by slot: how many decimal places its whole numbers have
}

// spill is the place of a sum that did not fit.
type spill struct{ unit, cell, slot int32 }

// countPlaces are the decimal places kept of a count that is a number; what has more is kept as a decimal.
const countPlaces = 4

func newLayout(s *scheme.Scheme, cells int) *layout {
	l := &layout{accounts: len(s.Accounts), cells: cells}
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
	l.slots = len(l.places)
	return l
}

// slot is where a change is summed up.
func (l *layout) slot(c *Change) int32 {
	if c.Quota != nil {
		return l.count(c.Quota)
	}
	return l.amount(c.Rule, c.Account)
}

func (l *layout) amount(r *scheme.Rule, account int) int32 {
	return int32(r.Index*l.accounts + account)
}

func (l *layout) count(q *scheme.Quota) int32 { return int32(l.counts + q.Index) }

// accountSlots are the slots of an account, by all rules.
func (l *layout) accountSlots(account int) []int32 {
	var out []int32
	for slot := account; slot < l.counts; slot += l.accounts {
		out = append(out, int32(slot))
	}
	return out
}

// whole is an amount as a whole number of the smallest step of a slot; false if it is none, or too large to be added safely.
func (l *layout) whole(slot int32, d decimal.Decimal) (int64, bool) {
	if d.NumDigits() > maxScale {
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
	return n, shift(&n, shifted) && -maxWhole < n && n < maxWhole
}

// maxWhole bounds one summand, so that two thousand million of them, more than a ledger can hold, add up to less than 2^63.
const maxWhole = 1 << 31

func newSums(l *layout, units int) *sums {
	s := &sums{layout: l, units: make([]unitSums, units), spilled: map[spill]decimal.Decimal{}}
	rows := make([]int32, units*l.cells)
	for i := range s.units {
		s.units[i].rows, rows = rows[:l.cells:l.cells], rows[l.cells:]
	}
	return s
}

// row is the slots of a unit in a cell, made when first needed. It stays good until another one is made.
func (s *sums) row(unit, cell int32) []int64 {
	start := s.start(unit, cell)
	return s.units[unit].values[start : start+s.slots : start+s.slots]
}

// atOnce is how many values a unit's sums make room for at once, if its cells have no more.
const atOnce = 1024

// start is where the slots of a unit in a cell begin among its values. They are made when first needed.
func (s *sums) start(unit, cell int32) int {
	u := &s.units[unit]
	if u.rows[cell] == 0 {
		if need := len(u.values) + s.slots; need > cap(u.values) {
			grown := make([]int64, len(u.values), max(2*cap(u.values), need, 8*s.slots, min(s.cells*s.slots, atOnce)))
			copy(grown, u.values)
			u.values = grown
		}
		u.values = u.values[:len(u.values)+s.slots]
		u.rows[cell] = int32(len(u.values) / s.slots)
	}
	return int(u.rows[cell]-1) * s.slots
}

// held is the slots of the unit in a cell; nil: it has no sums there.
func (s *sums) held(unit, cell int32) []int64 {
	u := &s.units[unit]
	if u.rows[cell] == 0 {
		return nil
	}
	end := int(u.rows[cell]) * s.slots
	return u.values[end-s.slots : end]
}

func (s *sums) add(unit, cell, slot int32, whole int64) { s.row(unit, cell)[slot] += whole }

func (s *sums) addDecimal(unit, cell, slot int32, d decimal.Decimal) {
	if whole, ok := s.whole(slot, d); ok {
		s.add(unit, cell, slot, whole)
		return
	}
	at := spill{unit, cell, slot}
	s.spilled[at] = s.spilled[at].Add(d)
}

// merge adds the sums of other tables of the same layout, units in blocks.
func (s *sums) merge(f *Frame, others []*sums) {
	size := max(1, len(s.units)/(4*f.workers())+1)
	_ = f.inBlocks(context.Background(), (len(s.units)+size-1)/size, func(_ context.Context, i int) error {
		for unit := i * size; unit < min(len(s.units), (i+1)*size); unit++ {
			for _, o := range others {
				s.mergeUnit(o, int32(unit))
			}
		}
		return nil
	})
	for _, o := range others {
		for at, d := range o.spilled {
			s.spilled[at] = s.spilled[at].Add(d)
		}
	}
}

func (s *sums) mergeUnit(o *sums, unit int32) {
	for cell := range s.cells {
		if held := o.held(unit, int32(cell)); held != nil {
			to := s.row(unit, int32(cell))
			for slot, n := range held {
				to[slot] += n
			}
		}
	}
}

// over adds up a slot of a unit over the cells [low, high). What was spilled is not in it.
func (s *sums) over(unit, low, high, slot int32) int64 {
	n := int64(0)
	for cell := low; cell < high; cell++ {
		if held := s.held(unit, cell); held != nil {
			n += held[slot]
		}
	}
	return n
}

// figures are the sums of a unit over the cells [low, high).
func (s *sums) figures(f *Frame, unit, low, high int32) *figures {
	g := f.newFigures()
	for slot := range s.slots {
		s.put(&g, slot, s.over(unit, low, high, int32(slot)))
	}
	for at, d := range s.spilled {
		if at.unit == unit && low <= at.cell && at.cell < high {
			g.put(s.layout, int(at.slot), sum{wide: d})
		}
	}
	return &g
}

// put adds a whole number to the figures.
func (l *layout) put(g *figures, slot int, n int64) {
	if n != 0 {
		g.put(l, slot, sum{c: n, exp: -l.places[slot]})
	}
}

// put adds a sum to the figures.
func (g *figures) put(l *layout, slot int, n sum) {
	if slot >= l.counts {
		g.counts[slot-l.counts].plus(n)
		return
	}
	g.rules[slot].plus(n)
	g.totals[slot%l.accounts].plus(n)
}
