package reference

import (
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// later is a rule that is asked of an entry on later days.
type later struct {
	credit *scheme.Credit
	point  // of the entry
	moment // of the entry
	bound  names
	about  bool        // `when` holds at the entry itself, or cannot be asked there
	days   []time.Time // the last instants of those that are left
	met    outcome     // what it gave
	last   outcome     // what it said the last time, if it was not met
}

// askLater finds the rules that are asked of an entry on later days.
func (r *reference) askLater(p point, m moment, bound names) []*later {
	var out []*later
	e := r.entries[p.position]
	for _, c := range r.scheme.Credits {
		if c.Each != e.Kind || c.Later == nil || p.enroll < 0 ||
			e.Kind == ledger.Grant && (r.ruleOf(p) != c.Name || !c.InForce(p.dated)) {
			continue
		}
		l := &later{credit: c, point: p, moment: m, bound: bound}
		met, err := bound.holds(c.Scope, c.When)
		if l.about = met || err != nil; l.about {
			r.met[p.position] = true
		}
		first, until := p.from, time.Time{}
		err = nil
		if c.Later.First != nil {
			v, wrong := bound.eval(c.Scope, c.Later.First)
			first, _, _ = v.AsTime()
			err = wrong
		}
		if err == nil && c.Later.Until != nil {
			v, wrong := bound.eval(c.Scope, c.Later.Until)
			until, _, _ = v.AsTime()
			err = wrong
		}
		switch {
		case err == nil:
			l.days = r.daysOf(c.Later, p.from, first, until)
		case l.about:
			trouble := r.problemOf(p, c.Name, err)
			l.last.problems = append(l.last.problems, trouble)
			l.last.refusals = append(l.last.refusals,
				refusal{position: p.position, rule: c.Name, code: trouble.code, why: trouble.why})
		}
		out = append(out, l)
	}
	return out
}

// daysOf are the last instants of the days on which a rule is asked, of those that come in the score.
func (r *reference) daysOf(l *scheme.Later, effect, first, until time.Time) []time.Time {
	day := func(t time.Time) civil.Day { return civil.Of(t.In(r.zone())) }
	last := func(d civil.Day) time.Time { return (d + 1).Start(r.zone()).Add(-1) }
	begin := day(effect)
	if l.Days+l.Months == 0 || l.Per != 0 {
		begin = max(begin, day(first))
	}
	is := func(d civil.Day) bool { return d == begin }
	switch {
	case l.Since:
		is = func(d civil.Day) bool {
			if l.Last {
				d++ // the anniversary
			}
			for n := 1; ; n++ {
				anniversary := day(first).MonthsLater(n*l.Months) + civil.Day(n*l.Days)
				if anniversary >= d {
					return anniversary == d
				}
			}
		}
	case l.Per != 0:
		is = func(d civil.Day) bool {
			other := d - 1
			if l.Last {
				other = d + 1
			}
			of := r.scheme.Calendar.Of
			return of(l.Per, d.Start(r.zone())) != of(l.Per, other.Start(r.zone()))
		}
	case l.Days > 0:
		is = func(d civil.Day) bool { return d >= day(first) && int(d-day(first))%l.Days == 0 }
	case l.Months > 0:
		is = func(d civil.Day) bool {
			for n := 0; ; n += l.Months {
				switch on := day(first).MonthsLater(n); {
				case on == d:
					return true
				case on > d:
					return false
				}
			}
		}
	}
	var out []time.Time
	for d := begin; last(d).Before(r.horizon) && (until.IsZero() || d <= day(until)); d++ {
		if is(d) && d.IsIn(r.zone()) {
			out = append(out, last(d))
		}
	}
	return out
}

// nextOf is the rule that is asked first, of one day that of the earlier entry, then of the earlier rule; nil: none is
// asked before an instant.
func nextOf(asks []*later, before time.Time) (next *later) {
	for _, l := range asks {
		if len(l.days) > 0 && (next == nil || l.days[0].Before(next.days[0])) {
			next = l
		}
	}
	if next == nil || !before.IsZero() && !next.days[0].Before(before) {
		return nil
	}
	return next
}

// on asks a rule on the next of its days, with what may be named then; false: it is not in force.
func (r *reference) on(l *later, bind func(p point) names) (now point, asked bool) {
	now = l.point
	now.from, now.dated, now.later = l.days[0], l.days[0], l
	l.days = l.days[1:]
	if !l.credit.InForce(now.dated) {
		return now, false
	}
	name := r.owner(now.position)
	enroll, on := r.memberAt(name, now.dated)
	now.enroll = enroll
	r.moment = moment{at: now.dated, later: l, rule: l.credit.Index}
	l.last = outcome{}
	off := now.dated
	if l.credit.Later.Again() {
		var left bool
		off, left = r.firstOff(name, l.from, now.dated)
		on = !left
	}
	if !on {
		l.days = nil
		if l.about {
			l.last.refusals = []refusal{{position: now.position, rule: l.credit.Name, code: "off-roster",
				why: fmt.Sprintf("unit %s is off the roster at %s", name, off.In(r.zone()).Format(time.DateOnly))}}
		}
		return now, true
	}
	bound := bind(now)
	r.ask(now, r.moment, bound)
	var said outcome
	r.candidate(&said, l.credit, now, bound)
	if len(said.candidates) == 0 {
		l.last = said
		return now, true
	}
	l.met.candidates = append(l.met.candidates, said.candidates...)
	l.met.refusals, l.met.problems = append(l.met.refusals, said.refusals...), append(l.met.problems, said.problems...)
	if !l.credit.Later.Always {
		l.days = nil
	}
	return now, true
}

// stands adds what a rule gave, and what it said the last time.
func (l *later) stands(out *outcome) {
	out.candidates = append(out.candidates, l.met.candidates...)
	out.refusals = append(append(out.refusals, l.met.refusals...), l.last.refusals...)
	out.problems = append(append(out.problems, l.met.problems...), l.last.problems...)
}

// noteLater writes down what has changed on a later day: it is of no entry, and rests on that of which it was asked.
func (r *reference) noteLater(before, after outcome, now point, others ...int) {
	first := len(r.changes)
	r.note(before, after, now)
	for k := range r.changes[first:] {
		c := &r.changes[first+k]
		c.position, c.cause = atSettlement, now.position
		c.entries = sorted(slices.Concat(c.entries, others))
	}
	r.lasts(before, after, now.from)
}
