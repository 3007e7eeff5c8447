package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// standingView is the record of the standing of a unit in the current period.
type standingView struct {
	r *Ranking
	c Contender
}

// Field is the value of field i; see rule.Fields.
func (v standingView) Field(i int) (rule.Value, bool) {
	f := v.r.e.Frame
	switch i {
	case scheme.StandingUnit:
		return v.r.e.UnitRecord(*v.c.Member), true
	case scheme.StandingSum:
		return sumsOf(f, v.c.Figures), true
	case scheme.StandingTotal:
		return totalsOf(f, v.c.Figures), true
	case scheme.StandingCount:
		return countsOf(f, v.c.Figures), true
	case scheme.StandingGrade:
		return v.r.outcomes.of(v.c.Number).gradesBy(f), true
	case scheme.StandingResult:
		return v.r.outcomes.of(v.c.Number).resultsBy(f), true
	}
	return v.c.Unit.settled.quotas.sum(f, v.r.now, func(q *QuotaRow) decimal.Decimal {
		return [...]decimal.Decimal{q.Done, q.Required, q.Missing, q.Extra}[i-scheme.StandingDone]
	}), true
}

// hierarchy is who is on the roster in a period, and who belongs to whom.
type hierarchy struct {
	of      []*Contender             // by number; nil: never on the roster in the period
	number  map[string]int           // by id
	under   map[string][]int         // by id, the numbers of the units that last belonged to it in the period
	members map[string][]int         // likewise, of those that belong to it at the end of the period
	lead    func(unit string) string // the unit that stands for another at the end of the period
}

// hierarchyNow is the hierarchy of the current period, made once.
func (r *Ranking) hierarchyNow() *hierarchy {
	if r.hierarchy == nil {
		h := &hierarchy{of: make([]*Contender, len(r.Units)), number: map[string]int{}, under: map[string][]int{},
			members: map[string][]int{}}
		h.lead = func(unit string) string {
			return r.e.Frame.Lineage.Lead(unit, frame.LastInstant(r.now.End))
		}
		for i := range r.Units {
			h.number[r.Units[i].settled.Unit] = i
			if c, on := r.Contender(i, r.ofReported()); on {
				h.of[i] = &c
				of := h.lead(c.Member.Of)
				h.under[of] = append(h.under[of], i)
			}
			if m, on := r.e.Frame.Roster.At(r.Units[i].settled.Unit, frame.LastInstant(r.now.End)); on {
				of := h.lead(m.Of)
				h.members[of] = append(h.members[of], i)
			}
		}
		r.hierarchy = h
	}
	return r.hierarchy
}

// above is the number of the unit to which a unit belongs; false: it was never on the roster in the period, or there is
// none.
func (h *hierarchy) above(number int) (int, bool) {
	above, known := h.number[h.lead(h.of[number].Member.Of)]
	return above, known && h.of[above] != nil
}

// bindStandings binds the standings of a unit, of the one above and of those under it.
func (r *Ranking) bindStandings(number int) {
	if !r.e.Frame.Scheme.ReadsStandings {
		return
	}
	record := r.e.Frame.Scheme.Vocabulary.Standing
	if r.now.Unit != "" { // of its own periods no other unit has any
		r.e.Slots[scheme.SlotAbove], r.e.Slots[scheme.SlotUnder] = rule.Value{}, rule.List(record.Type(), nil)
		r.e.Slots[scheme.SlotStanding] = rule.Value{}
		if c, on := r.Contender(number, false); on {
			r.e.Slots[scheme.SlotStanding] = record.Value(standingView{r, c})
		}
		return
	}
	h := r.hierarchyNow()
	view := func(i int) rule.Value {
		c := *h.of[i]
		c.Figures = r.figuresOf(&c)
		return record.Value(standingView{r, c})
	}
	r.e.Slots[scheme.SlotStanding], r.e.Slots[scheme.SlotAbove] = view(number), rule.Value{}
	if above, ok := h.above(number); ok {
		r.e.Slots[scheme.SlotAbove] = view(above)
	}
	var under []rule.Value
	for _, i := range h.under[r.Units[number].settled.Unit] {
		under = append(under, view(i))
	}
	r.e.Slots[scheme.SlotUnder] = rule.List(record.Type(), under)
}

// figuresOf are the current figures of a contender in the period.
func (r *Ranking) figuresOf(c *Contender) *Figures {
	if r.ofReported() {
		return c.Unit.Reported
	}
	return c.Unit.in(r.e.Frame, r.now.Period)
}

// askedOf are the entries that count, in the current period, for the quotas that expressions ask for of a unit, of the
// one above and of those under it.
func (r *Ranking) askedOf(asked scheme.Asked, number int) []int32 {
	var h *hierarchy
	if len(asked.Own)+len(asked.Above)+len(asked.Under) == 0 {
		return nil
	}
	h = r.hierarchyNow()
	var out []int32
	add := func(i int, quotas []*scheme.Quota) {
		s := r.Units[i].settlement
		s.now = r.now
		for _, q := range quotas {
			out = append(out, s.evidenceFor(q)...)
		}
	}
	add(number, asked.Own)
	if above, ok := h.above(number); ok {
		add(above, asked.Above)
	}
	if len(asked.Under) > 0 {
		for _, i := range h.under[r.Units[number].settled.Unit] {
			add(i, asked.Under)
		}
	}
	return frame.SortedUnique(out)
}
