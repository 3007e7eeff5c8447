package scoring

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// sums are exact sums by unit, time and slot; a slot is an account of a rule, or a quota. They are whole numbers of the
// smallest step of the slot as long as that provably fits, and decimals for what does not: both give the same digits.
type sums struct {
	*layout
	units   []unitSums
	spilled map[spill]decimal.Decimal
}

// unitSums are the sums of one unit.
type unitSums struct {
	rows   []int32 // by cell: where its row begins among the values, plus one
	values []int64 // those by zone, and a row after the other; nil: there are none, nor rows
}

// layout says where the sums of a scheme stand. Those at which step 2 looks stand by cell; of the others it is enough to know
// what comes before the period that is shown, in it, and after it: three zones.
type layout struct {
	accounts, cells int
	counts, slots   int     // counts: the slot of the first quota; slots: how many there are
	places          []int32 // by slot: how many decimal places its whole numbers have
	at              []int32 // by slot: its place in the row of a cell; or −1 − its place in a zone
	inRow, inZone   []int32 // the slots by these places
	low, high       int32   // the cells of the period that is shown
}

const zones = 3

// spill is the place of a sum that did not fit.
type spill struct{ unit, cell, slot int32 }

// countPlaces are the decimal places kept of a count that is a number; what has more is kept as a decimal.
const countPlaces = 4

func (f *ground) newLayout() *layout {
	s := f.scheme
	l := &layout{accounts: len(s.Accounts), cells: f.cells.len()}
	l.low, l.high = f.cells.within(nanoseconds(f.start), nanoseconds(f.end))
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
	for slot := range int32(l.slots) {
		l.at, l.inRow = append(l.at, slot), append(l.inRow, slot)
	}
	return l
}

// looked leaves only those slots in rows.
func (l *layout) looked(slots []int32) {
	l.inRow = slots
	for slot := range int32(l.slots) {
		if place := slices.Index(slots, slot); place >= 0 {
			l.at[slot] = int32(place)
		} else {
			l.inZone = append(l.inZone, slot)
			l.at[slot] = -int32(len(l.inZone))
		}
	}
}

// shownAt says whether a cell is in the period that is shown.
func (l *layout) shownAt(cell int32) bool { return l.low <= cell && cell < l.high }

// zone is where the zone of a cell begins among the values of a unit.
func (l *layout) zone(cell int32) int {
	switch {
	case cell < l.low:
		return 0
	case l.shownAt(cell):
		return len(l.inZone)
	}
	return 2 * len(l.inZone)
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
	return &sums{layout: l, units: make([]unitSums, units), spilled: map[spill]decimal.Decimal{}}
}

// atOnce is how many values a unit's sums make room for at once, if its cells have no more.
const atOnce = 1024

// open is the sums of a unit with its zones.
func (s *sums) open(unit int32) *unitSums {
	u := &s.units[unit]
	if u.values == nil {
		n := zones * len(s.inZone)
		u.values, u.rows = make([]int64, n, n+min(s.cells*len(s.inRow), atOnce)), make([]int32, s.cells)
	}
	return u
}

// row is where the row of a cell begins among the values of a unit that is open. It is made when first needed.
func (l *layout) row(u *unitSums, cell int32) int {
	if u.rows[cell] == 0 {
		end := len(u.values)
		u.values = slices.Grow(u.values, len(l.inRow))[:end+len(l.inRow)]
		u.rows[cell] = int32(end + 1)
	}
	return int(u.rows[cell] - 1)
}

// held is the row of the unit in a cell; nil: it has none.
func (s *sums) held(unit, cell int32) []int64 {
	u := &s.units[unit]
	if u.values == nil || u.rows[cell] == 0 {
		return nil
	}
	return u.values[u.rows[cell]-1:][:len(s.inRow)]
}

func (s *sums) add(unit, cell, slot int32, whole int64) {
	u := s.open(unit)
	if place := s.at[slot]; place < 0 {
		u.values[s.zone(cell)+int(-1-place)] += whole
	} else {
		row := s.row(u, cell) // which may move the values
		u.values[row+int(place)] += whole
	}
}

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
	from := &o.units[unit]
	if from.values == nil {
		return
	}
	u := s.open(unit)
	for i, n := range from.values[:zones*len(s.inZone)] {
		u.values[i] += n
	}
	for cell := range int32(s.cells) {
		if held := o.held(unit, cell); held != nil {
			row := s.row(u, cell)
			for i, n := range held {
				u.values[row+i] += n
			}
		}
	}
}

// figures are the sums of a unit over the cells [low, high). It requires that all stand by cell.
func (s *sums) figures(f *Frame, unit, low, high int32) *figures {
	g := f.newFigures()
	for place, slot := range s.inRow {
		n := int64(0)
		for cell := low; cell < high; cell++ {
			if held := s.held(unit, cell); held != nil {
				n += held[place]
			}
		}
		s.put(&g, int(slot), n)
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
