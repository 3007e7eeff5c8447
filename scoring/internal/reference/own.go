package reference

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// enrolments are the entries that enrol a unit, in the order of at, then of recording. Of several of one instant the
// last recorded is what counts.
func (r *reference) enrolments(unit string) []int {
	var out []int
	for i, e := range r.entries {
		if !r.counts(i) || e.Unit != unit || e.Kind != ledger.Enroll {
			continue
		}
		if said, on := r.enrolled(unit, r.at[i]); on && said == i {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(i, j int) int { return r.at[i].Compare(r.at[j]) })
	return out
}

// ownDays are the days from which a unit's own periods of a kind are counted, and why there is none.
func (r *reference) ownDays(o *scheme.OwnPeriod, unit string) (days []civil.Day, why error) {
	var all []civil.Day
	for n, i := range r.enrolments(unit) {
		_, before := r.enrolled(unit, r.at[i].Add(-1))
		if o.From == nil && n > 0 && before { // it was there
			continue
		}
		at := r.at[i]
		if o.From != nil {
			v, err := names{scheme.SlotUnit: r.unit(i)}.eval(o.Scope, o.From)
			if err != nil {
				if why == nil {
					why = err
				}
				continue
			}
			at, _, _ = v.AsTime()
		}
		all = append(all, civil.Of(at.In(r.zone())))
	}
	if len(all) > 0 && !o.Restarts {
		all = all[:1]
	}
	for _, day := range all {
		if len(days) == 0 || day > days[len(days)-1] {
			days = append(days, day)
		}
	}
	first := r.enrolments(unit)
	if heir := len(first) > 0 && len(r.entries[first[0]].Succeeds) > 0; len(days) == 0 || o.From == nil && heir {
		var of []civil.Day
		for _, before := range r.succeeded(unit, time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)) {
			if theirs, _ := r.ownDays(o, before); len(theirs) > 0 && (of == nil || theirs[0] < of[0]) {
				of = theirs
			}
		}
		if of != nil {
			return of, nil
		}
	}
	return days, why
}

// ownPeriod is a period of a unit's own.
type ownPeriod struct {
	period calendar.Period
	number int
}

// ownPeriods are those of a kind that end by a day, each counted from its day month by month, with the one that runs.
func (r *reference) ownPeriods(o *scheme.OwnPeriod, unit string) []ownPeriod {
	key := ownKey{o.Kind, unit}
	if known, ok := r.owns[key]; ok {
		return known
	}
	date := func(d civil.Day) int {
		year, month, day := d.Date()
		return year*10000 + int(month)*100 + day
	}
	days, _ := r.ownDays(o, unit)
	var out []ownPeriod
	for i, day := range days {
		year, month, dayOfMonth := day.Date()
		months := o.Kind.Months()
		for n := 0; ; n++ {
			first := monthsLater(year, month, dayOfMonth, n*months)
			next := monthsLater(year, month, dayOfMonth, (n+1)*months)
			if i+1 < len(days) && first >= days[i+1] || first.Start(r.zone()).After(r.ownUntil()) {
				break
			}
			if i+1 < len(days) && next > days[i+1] {
				next = days[i+1]
			}
			out = append(out, ownPeriod{calendar.Period{Kind: o.Kind, Year: date(first), Index: date(next - 1)},
				len(out) + 1})
		}
	}
	r.owns[key] = out
	return out
}

// ownKey is a kind of own period of a unit.
type ownKey struct {
	kind calendar.Kind
	unit string
}

// ownUntil is after all that an entry is dated, and all that is shown.
func (r *reference) ownUntil() time.Time {
	out := r.end
	for i, e := range r.entries {
		for _, t := range []time.Time{r.at[i], e.Due.EndInstant(r.zone())} {
			if t.After(out) {
				out = t
			}
		}
	}
	return out.AddDate(4, 0, 0)
}

// monthsLater is the day so many months after a date: where the month has not so many days, its last.
func monthsLater(year int, month time.Month, day, months int) civil.Day {
	first := time.Date(year, month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return civil.On(first.Year(), first.Month(), min(day, last))
}

// ownOf says whether a period is one of a unit's own, and its number; a period of the calendar is one of all units.
func (r *reference) ownOf(unit string, p calendar.Period) (number int, ok bool) {
	o := r.scheme.OwnOf(p.Kind)
	if o == nil {
		return p.Index, true
	}
	for _, own := range r.ownPeriods(o, unit) {
		if own.period == p {
			return own.number, true
		}
	}
	return 0, false
}

// periodAt is the period of a kind, the calendar's or the unit's own, in which an instant lies; false: the unit has
// none.
func (r *reference) periodAt(kind calendar.Kind, unit string, t time.Time) (calendar.Period, bool) {
	o := r.scheme.OwnOf(kind)
	if o == nil {
		return r.scheme.Calendar.Of(kind, t), true
	}
	for _, own := range r.ownPeriods(o, unit) {
		if start, end := r.scheme.Calendar.Bounds(own.period); !t.Before(start) && t.Before(end) {
			return own.period, true
		}
	}
	return calendar.Period{}, false
}

// endOf is the end of that period; false: there is none.
func (r *reference) endOf(kind calendar.Kind, unit string, t time.Time) (time.Time, bool) {
	p, ok := r.periodAt(kind, unit, t)
	_, end := r.scheme.Calendar.Bounds(p)
	return end, ok
}

// yearOf is the year of a period, as expressions read it: of an own one that of its last day.
func (r *reference) yearOf(p calendar.Period) int64 {
	if p.Kind.IsOwn() {
		return int64(p.Index / 10000)
	}
	return int64(p.Year)
}

// withoutDays reports units that are shown and have no day for their own periods.
func (r *reference) withoutDays() {
	for _, o := range r.scheme.Own {
		for _, unit := range r.units() {
			days, why := r.ownDays(o, unit)
			_, on := r.lastEnrolled(unit, r.start, r.end)
			if len(days) > 0 || !on || r.gone(unit, r.end) || !r.scheme.Uses(o.Kind) {
				continue
			}
			p := problem{position: -1, unit: unit, rule: o.Name, lasted: lasted{since: r.end.Add(-1)}}
			r.fault(&p, why)
			p.unit, p.position = unit, -1
			r.problems = append(r.problems, p)
		}
	}
}

// ownShown makes the grades and results of own periods that end in what is shown.
func (r *reference) ownShown() {
	for _, p := range r.ended(func(kind calendar.Kind) bool { return kind.IsOwn() }) {
		if _, end := r.scheme.Calendar.Bounds(p); r.inPeriod(end.Add(-1)) && !r.isBefore(p) {
			r.outcomes(p, func(scheme.RankStep) bool { return true })
		}
	}
}
