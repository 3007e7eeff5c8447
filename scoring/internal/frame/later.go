package frame

import (
	"context"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Asking is a rule that is asked of an entry on a later day, at the last instant of it.
type Asking struct {
	Position int32 // of the entry
	Credit   int32 // the index of the rule
	Day      civil.Day
}

// Days are the days on which a rule is asked of an entry, one after another.
type Days struct {
	later *scheme.Later
	frame *Frame
	first civil.Day
	n     int // how many steps the next is after the first
	next  civil.Day
	until civil.Day // the last one; 0 with none
	ends  bool      // there is a last one
	over  bool
	in    calendar.Period // of the calendar, where it goes by that
}

// DaysFrom are the days on which a rule is asked of an entry that takes effect at an instant: not before that, from
// first on, or counted since then, not after until; a zero until is none.
func (f *Frame) DaysFrom(l *scheme.Later, effect, first, until time.Time) Days {
	day := func(t time.Time) civil.Day { return civil.Of(t.In(f.Loc())) }
	d := Days{later: l, frame: f, first: day(first), ends: !until.IsZero()}
	if d.ends {
		d.until = day(until)
	}
	least := day(effect)
	if !l.Again() {
		d.next = max(d.first, least)
		return d
	}
	if l.Per != 0 {
		d.in = f.Scheme.Calendar.Of(l.Per, (max(d.first, least)).Start(f.Loc()))
		d.next = d.ofPeriod()
		least = max(d.first, least)
	} else {
		if d.n = d.stepsTo(least); l.Since {
			d.n = max(d.n, 1)
		}
		d.next = d.at(d.n)
	}
	for d.next < least || !d.next.IsIn(f.Loc()) {
		d.step()
	}
	d.over = d.ends && d.next > d.until
	return d
}

// stepsTo is a number of steps after which no day is left out that is not before one.
func (d *Days) stepsTo(least civil.Day) int {
	if least <= d.first {
		return 0
	}
	if d.later.Days > 0 {
		return int(least-d.first) / d.later.Days
	}
	year, month, _ := least.Date()
	firstYear, firstMonth, _ := d.first.Date()
	return max(0, ((year-firstYear)*12+int(month-firstMonth)-1)/d.later.Months)
}

// at is the day so many steps after the first, or the one before it, which is the last of the step.
func (d *Days) at(n int) civil.Day {
	day := d.first + civil.Day(n*d.later.Days)
	if d.later.Months > 0 {
		day = d.first.MonthsLater(n * d.later.Months)
	}
	if d.later.Last {
		return day - 1
	}
	return day
}

// ofPeriod is the day of the current period of the calendar.
func (d *Days) ofPeriod() civil.Day {
	start, end := d.frame.Scheme.Calendar.Bounds(d.in)
	if d.later.Last {
		return civil.Of(LastInstant(end).In(d.frame.Loc()))
	}
	return civil.Of(start.In(d.frame.Loc()))
}

func (d *Days) step() {
	if d.later.Per != 0 {
		d.in = d.frame.Scheme.Calendar.Next(d.in)
		d.next = d.ofPeriod()
		return
	}
	d.n++
	d.next = d.at(d.n)
}

// Next is the next day; false: there is none.
func (d *Days) Next() (civil.Day, bool) { return d.next, !d.over }

// Pass goes on to the day after the next one.
func (d *Days) Pass() {
	if d.over = d.over || !d.later.Again(); d.over {
		return
	}
	for d.step(); !d.next.IsIn(d.frame.Loc()); {
		d.step()
	}
	d.over = d.ends && d.next > d.until
}

// End ends the days.
func (d *Days) End() { d.over = true }

// LastOf is the last instant of a day.
func (f *Frame) LastOf(d civil.Day) time.Time { return LastInstant((d + 1).Start(f.Loc())) }

// AsksOn says whether rules are asked on a day: none are after Until, or after the periods that are reported.
func (f *Frame) AsksOn(d civil.Day) bool { return !f.atEntry && f.LastOf(d).Before(f.horizon) }

type atEntriesKey struct{}

// AtEntries is a context whose frames ask no rule on a later day than its entry.
func AtEntries(ctx context.Context) context.Context {
	return context.WithValue(ctx, atEntriesKey{}, true)
}
