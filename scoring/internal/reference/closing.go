package reference

import (
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// closing is a close that counts.
type closing struct {
	position   int
	period     calendar.Period
	start, end time.Time
}

// carried says of a change that it is the difference of a closed period.
type carried struct {
	by       closing
	late     bool
	was, now number
	group    string // of the changes of which it is the difference
}

// close finds the closes that count.
func (r *reference) close() {
	for i, e := range r.entries[:min(r.closeable, len(r.entries))] {
		if !r.counts(i) || e.Kind != ledger.Close {
			continue
		}
		p, err := r.scheme.Calendar.Parse(e.Period)
		if err != nil {
			r.refuse(i, "", "no-period", err.Error())
			continue
		}
		start, end := r.scheme.Calendar.Bounds(p)
		last := civil.Of(end.Add(-1).In(r.zone()))
		if civil.Of(r.at[i].In(r.zone())) < last {
			r.refuse(i, "", "not-over", fmt.Sprintf("%s ends on %s; found a close of it dated %s", p, last, e.At))
			continue
		}
		if !r.scheme.Carries || r.isBefore(p) {
			continue
		}
		if by, ok := r.closed(start, end); ok {
			r.refuse(i, "", "closed",
				fmt.Sprintf("%s is closed by %s, a close of %s", p, r.entries[by.position].ID, by.period))
			continue
		}
		r.closings = append(r.closings, closing{i, p, start, end})
	}
}

// closed is the first close of a period in which some time lies whole.
func (r *reference) closed(start, end time.Time) (closing, bool) {
	for _, c := range r.closings {
		if !start.Before(c.start) && !end.After(c.end) {
			return c, true
		}
	}
	return closing{}, false
}

// closedAt is the close that closed an instant.
func (r *reference) closedAt(t time.Time) (closing, bool) { return r.closed(t, t.Add(1)) }

// open is the first instant from one on that is in no closed period.
func (r *reference) open(t time.Time) time.Time {
	for {
		c, closed := r.closedAt(t)
		if !closed {
			return t
		}
		t = c.end
	}
}

// bulletin is the score of a period as a close published it.
func (r *reference) bulletin(c closing, p calendar.Period) (*reference, error) {
	key := bulletin{c.position, p}
	if known := r.bulletins[key]; known != nil {
		return known, nil
	}
	o := r.options
	o.Period = p.String()
	b, err := upTo(r.scheme, r.ledger, o, c.position+1, c.position, r.bulletins)
	if err == nil {
		r.bulletins[key] = b
	}
	return b, err
}

// bulletin is a close, by its position, and a period that lies in the one that it closed.
type bulletin struct {
	position int
	period   calendar.Period
}

// stands says whether what is derived of a period is as it was published.
func (r *reference) stands(d *scheme.Derived, p calendar.Period) bool {
	start, end := r.scheme.Calendar.Bounds(p)
	if d.Figure {
		_, closed := r.closed(start, end)
		return closed
	}
	_, closed := r.closedAt(end.Add(-1))
	return closed
}

// sameDifference is what differences are told apart by.
type sameDifference struct {
	unit, item, group string
	account           int
	by                int
	open              time.Time
}

// difference is what closed time comes to by now, less what was posted of it.
type difference struct {
	sameDifference
	now, then []change
}

// post posts what closed periods published in the place of what is dated in them, and the differences on the first open
// day, and makes anew what is made of that.
func (r *reference) post() error {
	var posted, had []change // had: all that was published, of which differences are carried
	for _, c := range r.closings {
		if !c.start.Before(r.end) {
			continue
		}
		b, err := r.bulletin(c, c.period)
		if err != nil {
			return err
		}
		for _, x := range b.changes {
			if !slices.Contains(r.units(), x.unit) {
				continue // it is in the bulletins alone
			}
			by, closed := r.closedAt(x.at)
			if x.isFigure() {
				by, closed = r.closed(r.scheme.Calendar.Bounds(x.figureOf))
			}
			if !closed || by != c {
				continue
			}
			if x.rule != nil {
				posted = append(posted, x)
			}
			if x.rule == nil || !x.isFigure() {
				had = append(had, x)
			}
		}
		for _, q := range b.listed() {
			if by, closed := r.closed(r.scheme.Calendar.Bounds(q.period)); closed && by == c &&
				slices.Contains(r.units(), q.unit) {
				r.published = append(r.published, q)
			}
		}
	}
	late := func(x change) bool {
		return slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool { return s.Late && s.Rule == x.rule })
	}
	var now []change
	for _, x := range r.changes {
		_, closed := r.closedAt(x.at)
		if x.opens != nil && x.isFigure() {
			_, closed = r.closed(x.opens.start, x.opens.end)
		} else if closed {
			now = append(now, x)
		}
		switch {
		case x.opens == nil && late(x):
			r.lates = append(r.lates, x)
		case !closed || x.rule == nil:
			posted = append(posted, x)
		}
	}
	differences := r.differences(now, had)
	if err := r.bring(); err != nil {
		return err
	}
	r.changes = append(posted, differences...)
	r.unposted, r.posting = false, true
	r.through(r.settledPeriods())
	return nil
}

// listed are the quota rows as they are shown: those of closed periods as they were published.
func (r *reference) listed() []quotaRow {
	rows := slices.DeleteFunc(slices.Clone(r.quotas), func(q quotaRow) bool {
		_, closed := r.closed(r.scheme.Calendar.Bounds(q.period))
		return closed
	})
	return append(rows, r.published...)
}

// origin is the close to which a change in closed time belongs: that from which it was carried there, if it counts and
// leads to the same day; else that which closed the day.
func (r *reference) origin(x change) closing {
	by, _ := r.closedAt(x.at)
	for _, c := range r.closings {
		if x.carried != nil && x.carried.by.position == c.position && r.open(c.start).Equal(r.open(x.at)) {
			by = c
		}
	}
	return by
}

func (r *reference) same(x change) sameDifference {
	group := x.group
	if x.carried != nil {
		group = x.carried.group
	}
	return sameDifference{x.unit, x.item, group, x.account, r.origin(x).position, r.open(x.at)}
}

// differences are what is now less what was, by unit, item, account, collapse or rule, and close.
func (r *reference) differences(now, had []change) (out []change) {
	var all []difference
	of := func(x change) *difference {
		for i := range all {
			if all[i].sameDifference == r.same(x) {
				return &all[i]
			}
		}
		all = append(all, difference{sameDifference: r.same(x)})
		return &all[len(all)-1]
	}
	amount := func(x change) bool { return x.rule != nil && x.rule.Section != "derived" }
	for _, x := range now {
		if amount(x) {
			d := of(x)
			d.now = append(d.now, x)
		}
	}
	for _, x := range had {
		if amount(x) {
			d := of(x)
			d.then = append(d.then, x)
		}
	}
	for _, d := range all {
		if !r.until.IsZero() && d.open.After(r.until) {
			continue
		}
		c := &carried{group: d.group}
		for _, k := range r.closings {
			if k.position == d.by {
				c.by = k
			}
		}
		by := map[*scheme.Rule]number{}
		for _, x := range d.now {
			c.now, by[x.rule] = c.now.Add(x.amount), by[x.rule].Add(x.amount)
		}
		for _, x := range d.then {
			c.was, by[x.rule] = c.was.Add(x.amount), by[x.rule].Sub(x.amount)
		}
		var entries []int
		entries, c.late = r.evidence(d, now, had)
		named := naming(d.now)
		if named == nil {
			named = naming(d.then)
		}
		for _, x := range append(slices.Clone(r.scheme.Rules), r.scheme.Opening) {
			if by[x].IsZero() {
				continue
			}
			group := fmt.Sprint("carried ", d.group, " of ", d.item, " of ", d.unit, " to ", d.open)
			out = append(out, change{at: d.open, position: d.by, unit: d.unit, item: d.item, rule: x,
				account: d.account, group: group, lead: x == named, amount: by[x], entries: entries, carried: c})
		}
	}
	return out
}

// naming is the rule that names the last posting of some changes; nil: none does.
func naming(changes []change) (last *scheme.Rule) {
	ordered := slices.Clone(changes)
	slices.SortStableFunc(ordered, func(a, b change) int {
		if d := a.at.Compare(b.at); d != 0 {
			return d
		}
		return a.position - b.position
	})
	for _, x := range ordered {
		if x.lead {
			last = x.rule
		}
	}
	return last
}

// evidence is the close, and the entries that one side alone has, with the voids that struck them out. Late says that
// all of them count now and came after the close.
func (r *reference) evidence(d difference, now, had []change) (entries []int, late bool) {
	is, was := d.now, d.then
	any := slices.Concat(is, was)[0]
	if slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool { return s.Rule == any.rule }) {
		is, was = nil, nil
		for _, x := range now {
			if x.unit == d.unit && r.origin(x).position == d.by && r.open(x.at).Equal(d.open) {
				is = append(is, x)
			}
		}
		for _, x := range had {
			if x.unit == d.unit && r.origin(x).position == d.by && r.open(x.at).Equal(d.open) {
				was = append(was, x)
			}
		}
	}
	side := func(changes []change) (out []int) {
		for _, x := range changes {
			for _, i := range x.entries {
				if k := r.entries[i].Kind; k != ledger.Close && k != ledger.Void {
					out = append(out, i)
				}
			}
		}
		return out
	}
	a, b := side(is), side(was)
	entries, late = []int{d.by}, true
	for i := range r.entries {
		switch {
		case slices.Contains(a, i) && !slices.Contains(b, i):
			entries, late = append(entries, i), late && i > d.by
		case slices.Contains(b, i) && !slices.Contains(a, i):
			entries, late = append(entries, i), false
			if r.struckBy[i] >= 0 {
				entries = append(entries, r.struckBy[i])
			}
		}
	}
	return sorted(entries), late && len(entries) > 1
}

// bring brings refusals and problems of closed time to where differences are posted, but for those that a bulletin of
// the closed time before that had.
func (r *reference) bring() error {
	moves := func(t time.Time) bool {
		_, closed := r.closedAt(t)
		return closed && r.inPeriod(r.open(t)) && (r.until.IsZero() || !r.open(t).After(r.until))
	}
	had := func(t time.Time, is func(b *reference) bool) (bool, error) {
		for _, c := range r.closings {
			if !r.open(c.start).Equal(r.open(t)) {
				continue
			}
			b, err := r.bulletin(c, c.period)
			if err != nil || is(b) {
				return true, err
			}
		}
		return false, nil
	}
	for _, u := range slices.Clone(r.refusals) {
		if !moves(u.lasted.since) {
			continue
		}
		before, err := had(u.lasted.since, func(b *reference) bool {
			return slices.ContainsFunc(b.refusals, func(b refusal) bool {
				return b.position == u.position && b.rule == u.rule && b.code == u.code && b.why == u.why
			})
		})
		if err != nil {
			return err
		}
		if !before {
			u.lasted.since = r.open(u.lasted.since)
			r.refusals = append(r.refusals, u)
		}
	}
	for _, p := range slices.Clone(r.problems) {
		if !moves(p.lasted.since) {
			continue
		}
		before, err := had(p.lasted.since, func(b *reference) bool {
			return slices.ContainsFunc(b.problems, func(b problem) bool {
				return b.position == p.position && b.unit == p.unit && b.rule == p.rule && b.field == p.field &&
					b.code == p.code && b.why == p.why
			})
		})
		if err != nil {
			return err
		}
		if !before {
			p.lasted.since = r.open(p.lasted.since)
			r.problems = append(r.problems, p)
		}
	}
	return nil
}
