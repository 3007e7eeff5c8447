package reference

import (
	"cmp"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ended are the periods of some kinds that have ended, in the order of their end, the shorter first: from the first in
// which a unit is enrolled.
func (r *reference) ended(of func(calendar.Kind) bool) []calendar.Period {
	var out []calendar.Period
	for _, word := range r.scheme.Calendar.Words() {
		kind := r.scheme.Calendar.Kind(word)
		if !of(kind) {
			continue
		}
		if o := r.scheme.OwnOf(kind); o != nil {
			for _, unit := range r.units() {
				for _, own := range r.ownPeriods(o, unit) {
					if r.hasEnded(own.period) && !slices.Contains(out, own.period) {
						out = append(out, own.period)
					}
				}
			}
			continue
		}
		for i, e := range r.entries {
			if !r.counts(i) || e.Kind != ledger.Enroll {
				continue
			}
			for p := r.scheme.Calendar.Of(kind, r.at[i]); !slices.Contains(out, p); p = r.scheme.Calendar.Next(p) {
				if !r.hasEnded(p) {
					break
				}
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b calendar.Period) int {
		_, x := r.scheme.Calendar.Bounds(a)
		_, y := r.scheme.Calendar.Bounds(b)
		return cmp.Or(x.Compare(y), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

func (r *reference) hasEnded(p calendar.Period) bool {
	_, end := r.scheme.Calendar.Bounds(p)
	return !end.After(r.horizon)
}

// last is what a unit was last within a period; false: it was never on the roster there.
func (r *reference) last(unit string, p calendar.Period) (enroll int, ok bool) {
	known, ok := r.asked[asked{unit, p}]
	if !ok {
		start, end := r.scheme.Calendar.Bounds(p)
		known.enroll, known.on = r.lastEnrolled(unit, start, end)
		_, own := r.ownOf(unit, p)
		known.on = known.on && own && !r.gone(unit, end)
		r.asked[asked{unit, p}] = known
	}
	return known.enroll, known.on
}

// asked is a question about a unit in a period; answer is what the unit was last, if it was on the roster.
type (
	asked struct {
		unit string
		in   calendar.Period
	}
	answer struct {
		enroll int
		on     bool
	}
)

// row is what a unit has in a period, worked out when an expression asks for it.
type row struct {
	*reference
	unit   string
	period calendar.Period
	by     time.Time // before which what it had is that of the unit
}

// Field is the value of field i; see rule.Fields.
func (w row) Field(i int) (rule.Value, bool) {
	start, end := w.scheme.Calendar.Bounds(w.period)
	switch i {
	case scheme.RowName:
		return rule.String(w.period.String()), true
	case scheme.RowYear:
		return rule.Int(w.yearOf(w.period)), true
	case scheme.RowIndex:
		number, _ := w.ownOf(w.unit, w.period)
		return rule.Int(int64(number)), true
	case scheme.RowSum:
		return w.figuresBy(w.unit, w.period, w.by)[scheme.SlotSum], true
	case scheme.RowTotal:
		return w.figuresBy(w.unit, w.period, w.by)[scheme.SlotTotal], true
	case scheme.RowCount:
		return w.figuresBy(w.unit, w.period, w.by)[scheme.SlotCount], true
	case scheme.RowGrade:
		return w.gradesBy(w.unit, w.period, w.by), true
	case scheme.RowResult:
		return w.resultsBy(w.unit, w.period, w.by), true
	}
	out := map[string]number{}
	for _, q := range w.scheme.Quotas {
		out[q.Name] = number{}
	}
	for _, q := range w.owed(w.unit, w.by) {
		_, last := w.scheme.Calendar.Bounds(q.period)
		// its own and those inside
		_, own := w.ownOf(w.unit, q.period)
		if q.unit == w.unit && own && q.period.Kind.Inside(w.period.Kind) && last.After(start) && !last.After(end) {
			out[q.quota.Name] = out[q.quota.Name].Add(
				map[int]number{scheme.RowRequired: q.required, scheme.RowMissing: q.missing,
					scheme.RowExtra: q.extra}[i])
		}
	}
	return numbers(out), true
}

// rows are those of a unit's periods of a kind that have ended in (after, until], in order, with what is the unit's
// before an instant.
func (r *reference) rows(unit string, kind calendar.Kind, after, until, by time.Time) []rule.Value {
	var out []rule.Value
	for _, p := range r.all(kind) {
		_, end := r.scheme.Calendar.Bounds(p)
		if end.After(after) && !end.After(until) && r.isOwn(unit, p) && r.hasRow(unit, p, by) {
			out = append(out, r.scheme.Vocabulary.Row.Value(row{r, unit, p, by}))
		}
	}
	return out
}

// isOwn says whether a unit has a period.
func (r *reference) isOwn(unit string, p calendar.Period) bool {
	_, ok := r.ownOf(unit, p)
	return ok
}

// all are the periods of a kind that have ended.
func (r *reference) all(kind calendar.Kind) []calendar.Period {
	if r.past[kind] == nil {
		r.past[kind] = r.ended(func(k calendar.Kind) bool { return k == kind })
	}
	return r.past[kind]
}

// looksAt is what an expression on a unit in a period may name besides the sums of the period.
func (r *reference) looksAt(unit string, enroll int, p calendar.Period) names {
	start, end := r.scheme.Calendar.Bounds(p)
	n := names{scheme.SlotParams: r.params(end.Add(-1)), scheme.SlotUnit: r.unit(enroll),
		scheme.SlotPeriod:  r.periodRecord(unit, p),
		scheme.SlotMembers: rule.Int(r.members(unit, end.Add(-1)))}
	of := r.scheme.Vocabulary.Row.Type()
	earlier := r.rows(unit, p.Kind, time.Time{}, start, end)
	slices.Reverse(earlier)
	n[scheme.SlotHistory] = rule.List(of, earlier)
	if len(earlier) > 0 {
		n[scheme.SlotBefore] = earlier[0]
	}
	for slot, kind := range map[scheme.Slot]calendar.Kind{scheme.SlotDays: calendar.Day,
		scheme.SlotWeeks:    calendar.Week,
		scheme.SlotMonths:   calendar.Month,
		scheme.SlotQuarters: calendar.Quarter, scheme.SlotHalves: calendar.Half, scheme.SlotYears: calendar.Year} {
		var inside []rule.Value
		if kind != p.Kind && kind.Inside(p.Kind) {
			inside = r.rows(unit, kind, start, end, end)
		}
		n[slot] = rule.List(of, inside)
	}
	return n
}

// members counts the units that belong to a unit.
func (r *reference) members(unit string, t time.Time) int64 {
	n := int64(0)
	for _, other := range r.units() {
		if enroll, on := r.enrolled(other, t); on && r.inPlaceOf(r.entries[enroll].Of, t) == unit {
			n++
		}
	}
	return n
}
