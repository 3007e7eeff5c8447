package reference

import (
	"cmp"
	"math/big"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// heir is a unit with its part of another.
type heir struct {
	unit string
	part number
}

// inherited is who succeeds to a unit, by id, and when.
type inherited struct {
	at    time.Time
	heirs []heir
}

// succeed finds who succeeds whom. It is asked again and again.
func (r *reference) succeed() {
	r.after = map[string]inherited{}
	for i, e := range r.entries {
		for _, s := range e.Succeeds {
			if r.counts(i) {
				r.after[s.Unit] = inherited{r.at[i], append(r.after[s.Unit].heirs, heir{e.Unit, s.Share})}
			}
		}
	}
	for _, x := range r.after {
		slices.SortFunc(x.heirs, func(a, b heir) int { return cmp.Compare(a.unit, b.unit) })
	}
}

// succeeds says whether any unit succeeds another.
func (r *reference) succeeds() bool { return len(r.after) > 0 }

// heirs are those who succeed to a unit, by id, and when.
func (r *reference) heirs(unit string) (at time.Time, out []heir) {
	return r.after[unit].at, r.after[unit].heirs
}

// gone says whether a unit was succeeded before an instant.
func (r *reference) gone(unit string, end time.Time) bool {
	at, heirs := r.heirs(unit)
	return len(heirs) > 0 && at.Before(end)
}

// succeeded are the units to which one succeeded at once, before an instant, by id.
func (r *reference) succeeded(unit string, end time.Time) (out []string) {
	for _, other := range r.units() {
		if _, heirs := r.heirs(other); r.gone(other, end) &&
			slices.ContainsFunc(heirs, func(h heir) bool { return h.unit == unit }) {
			out = append(out, other)
		}
	}
	return out
}

// partOf is which part of what one unit had another has, before an instant.
func (r *reference) partOf(of, unit string, end time.Time) number {
	if !r.gone(of, end) {
		return map[bool]number{true: whole(1)}[of == unit]
	}
	sum := number{}
	_, heirs := r.heirs(of)
	for _, h := range heirs {
		sum = sum.Add(h.part.Mul(r.partOf(h.unit, unit, end)))
	}
	return sum
}

// inPlaceOf is the unit that stands for another at t: itself, or the one on the roster with the greatest part.
func (r *reference) inPlaceOf(unit string, t time.Time) string {
	best, part := unit, number{}
	if !r.gone(unit, t.Add(1)) {
		return unit
	}
	for _, other := range r.units() {
		if _, on := r.enrolled(other, t); on && r.partOf(unit, other, t.Add(1)).GreaterThan(part) {
			best, part = other, r.partOf(unit, other, t.Add(1))
		}
	}
	return best
}

// memberAt is the entry that says what a unit, or the one in its place, is at t; false: it is off the roster.
func (r *reference) memberAt(unit string, t time.Time) (int, bool) {
	if enroll, on := r.enrolled(unit, t); on {
		return enroll, true
	}
	return r.enrolled(r.inPlaceOf(unit, t), t)
}

// thereAt says whether a unit, or one to which it succeeded before an instant, is on the roster at t.
func (r *reference) thereAt(unit string, t, end time.Time) bool {
	_, on := r.enrolled(unit, t)
	return on || slices.ContainsFunc(r.succeeded(unit, end), func(of string) bool { return r.thereAt(of, t, end) })
}

// lineage is a unit with all to which it succeeded before an instant.
func (r *reference) lineage(unit string, end time.Time) []string {
	out := []string{unit}
	for _, of := range r.succeeded(unit, end) {
		out = append(out, r.lineage(of, end)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// days are how many days [start, end) has, and at the end of how many a unit was there.
func (r *reference) days(unit string, start, end time.Time) (there, all int64) {
	for day := civil.Of(start); day.Start(r.zone()).Before(end); day++ {
		next := (day + 1).Start(r.zone())
		if !day.Start(r.zone()).Before(next) {
			continue
		}
		if all++; r.thereAt(unit, next.Add(-1), end) {
			there++
		}
	}
	return there, all
}

// had are the changes that are a unit's before an instant: its own, and its parts of those to which it succeeded by
// then.
func (r *reference) had(unit string, end time.Time) []change {
	if !r.succeeds() {
		return r.changes
	}
	if r.gone(unit, end) {
		return nil
	}
	return r.collected(unit, end)
}

func (r *reference) collected(unit string, end time.Time) []change {
	var out []change
	for i, c := range r.changes {
		if c.unit == unit {
			c.base, c.first = i, unit
			out = append(out, c)
		}
	}
	for _, of := range r.succeeded(unit, end) {
		at, heirs := r.heirs(of)
		divide := r.dividing(heirs, unit)
		for _, c := range r.collected(of, at.Add(1)) {
			share := divide.share
			if c.exact == nil {
				c.exact = c.amount.Rat()
			}
			c.exact = new(big.Rat).Mul(c.exact, share.Rat())
			if c.rule == nil {
				c.amount = c.amount.Mul(share)
			} else {
				c.amount = divide.next(dividend{c.rule, c.account}, c.amount)
			}
			c.unit, c.path = unit, c.path+"/"+of
			if c.at.Before(at) || c.carried != nil || !r.isOpened(c) {
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, r.inTime)
	return out
}

// inTime orders changes by their day and entry, then by account, rule, and unit that had them first; differences of
// closed periods, which a close causes, by their items at last.
func (r *reference) inTime(a, b change) int {
	index := func(c change) int {
		if c.rule == nil {
			return -1
		}
		return c.rule.Index
	}
	return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.position, b.position), cmp.Compare(a.account, b.account),
		cmp.Compare(index(a), index(b)), cmp.Compare(r.apart(a), r.apart(b)), a.since.Compare(b.since),
		cmp.Compare(a.cause, b.cause),
		cmp.Compare(a.first, b.first), cmp.Compare(differing(a), differing(b)))
}

// differing is the item of a difference.
func differing(c change) string {
	if c.carried == nil {
		return ""
	}
	return c.item
}

// takings are what caps took that is a unit's before an instant.
func (r *reference) takings(unit string, end time.Time) []taken {
	if !r.succeeds() {
		return r.taken
	}
	var out []taken
	for _, t := range r.taken {
		if t.unit == unit {
			out = append(out, t)
		}
	}
	for _, of := range r.succeeded(unit, end) {
		at, heirs := r.heirs(of)
		divide := r.dividing(heirs, unit)
		all := r.takings(of, at.Add(1))
		had := r.collected(of, at.Add(1))
		place := func(t taken) int {
			if t.change < 0 && t.held.floor != t.cap { // what a cap before holds comes last
				return len(had)
			}
			return slices.IndexFunc(had, func(c change) bool { return t.change == c.base && t.path == c.path })
		}
		slices.SortStableFunc(all, func(a, b taken) int {
			return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.cap.Index, b.cap.Index), cmp.Compare(a.key, b.key),
				cmp.Compare(place(a), place(b)))
		})
		for _, t := range all {
			t.amount = divide.next(dividend{t.cap.Rule, t.cap.Cap.Account}, t.amount)
			t.unit, t.path = unit, t.path+"/"+of
			out = append(out, t)
		}
	}
	return out
}

// dividend is what is added up to be divided.
type dividend struct {
	rule    *scheme.Rule
	account int
}

// division gives one heir its part of amounts that come one after the other.
type division struct {
	*reference
	heirs []heir
	unit  string
	share number
	sums  map[dividend]number
	given map[dividend]number
}

func (r *reference) dividing(heirs []heir, unit string) division {
	d := division{r, heirs, unit, number{}, map[dividend]number{}, map[dividend]number{}}
	for _, h := range heirs {
		if h.unit == unit {
			d.share = d.share.Add(h.part)
		}
	}
	return d
}

// next is the part of the next amount: what the running sum has more for the heir than before.
func (d division) next(of dividend, amount number) number {
	d.sums[of] = d.sums[of].Add(amount)
	a := d.scheme.Accounts[of.account]
	part := func(h heir) number { return rule.Round(d.sums[of].Mul(h.part), a.Places, a.Rounding) }
	now := number{}
	if d.heirs[0].unit == d.unit {
		now = d.sums[of]
		for _, h := range d.heirs[1:] {
			now = now.Sub(part(h))
		}
	} else {
		for _, h := range d.heirs {
			if h.unit == d.unit {
				now = part(h)
			}
		}
	}
	more := now.Sub(d.given[of])
	d.given[of] = now
	return more
}

// owed are the quota rows that are a unit's before an instant: those of one quota and period added up.
func (r *reference) owed(unit string, end time.Time) []quotaRow { return r.owedOf(r.quotas, unit, end) }

func (r *reference) owedOf(rows []quotaRow, unit string, end time.Time) []quotaRow {
	var out []quotaRow
	for _, q := range rows {
		part := r.partOf(q.unit, unit, end)
		if part.IsZero() {
			continue
		}
		if q.unit != unit {
			posted := q.done
			if q.rounded {
				posted = q.posted
			}
			q.done, q.required, q.missing, q.extra, q.posted = q.done.Mul(part), q.required.Mul(part),
				q.missing.Mul(part), q.extra.Mul(part), posted.Mul(part)
			q.rounded, q.unit = !q.posted.Equal(q.done), unit
		}
		i := slices.IndexFunc(out, func(o quotaRow) bool { return o.quota == q.quota && o.period == q.period })
		if i < 0 {
			out = append(out, q)
			continue
		}
		sum := &out[i]
		was := func(q quotaRow) number {
			if q.rounded {
				return q.posted
			}
			return q.done
		}
		sum.posted = was(*sum).Add(was(q))
		sum.done, sum.required, sum.missing, sum.extra = sum.done.Add(q.done), sum.required.Add(q.required),
			sum.missing.Add(q.missing), sum.extra.Add(q.extra)
		sum.rounded = !sum.posted.Equal(sum.done)
	}
	return out
}

// share is a figure in proportion to the days on which a unit was there.
func (r *reference) shareOf(q *scheme.Quota, unit string, figure number, start, end time.Time) number {
	there, all := r.days(unit, start, end)
	part := new(big.Rat).Mul(figure.Rat(), big.NewRat(there, all))
	if len(q.Sum) > 0 {
		return rule.RoundRatio(part, q.Places, q.Rounding)
	}
	return rule.RoundRatio(part, 0, "half_up")
}

// hasRow says whether a period is one of a unit before an instant: it was there, or one to which it succeeded.
func (r *reference) hasRow(unit string, p calendar.Period, by time.Time) bool {
	if _, on := r.last(unit, p); on {
		return true
	}
	return len(r.rowsBefore(unit, p, by)) > 0
}

// rowsBefore are the units to which one succeeded at once that have a period.
func (r *reference) rowsBefore(unit string, p calendar.Period, by time.Time) []string {
	return slices.DeleteFunc(r.succeeded(unit, by), func(of string) bool {
		at, _ := r.heirs(of)
		return !r.hasRow(of, p, at.Add(1))
	})
}

// cameFrom is the unit of which a period came to what a unit says of it; "": of none, or several.
func (r *reference) cameFrom(unit string, p calendar.Period, by time.Time) string {
	if _, on := r.last(unit, p); on {
		return unit
	}
	before := r.rowsBefore(unit, p, by)
	if len(before) != 1 {
		return ""
	}
	at, _ := r.heirs(before[0])
	return r.cameFrom(before[0], p, at.Add(1))
}

func (r *reference) gradesBy(unit string, p calendar.Period, by time.Time) rule.Value {
	return r.gradesOf(r.cameFrom(unit, p, by), p)
}

func (r *reference) resultsBy(unit string, p calendar.Period, by time.Time) rule.Value {
	return r.resultsOf(r.cameFrom(unit, p, by), p)
}

// sameAt says whether two units have a part of one and the same, at t.
func (r *reference) sameAt(a, b string, t time.Time) bool {
	return a == b || slices.ContainsFunc(r.units(), func(unit string) bool {
		return !r.partOf(a, unit, t.Add(1)).IsZero() && !r.partOf(b, unit, t.Add(1)).IsZero()
	})
}

// shown are the changes of all units, as they are theirs at the end of what is shown.
func (r *reference) shown() []change {
	if !r.succeeds() {
		return r.changes
	}
	var out []change
	for _, unit := range r.units() {
		out = append(out, r.had(unit, r.end)...)
	}
	return out
}

// assignedTo is the figure for a unit, a quota and a period: its own, or the sum of its parts of those before it.
func (r *reference) assignedTo(unit string, q *scheme.Quota, p calendar.Period) (sum number, ok bool) {
	_, end := r.scheme.Calendar.Bounds(p)
	if own, ok := r.assigned(unit, q, p); ok {
		return own, true
	}
	for _, of := range r.lineage(unit, end) {
		if a, has := r.assigned(of, q, p); has {
			sum, ok = sum.Add(a.Mul(r.partOf(of, unit, end))), true
		}
	}
	return sum, ok
}
