package calendar

import (
	"errors"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// End is the last day of one period that a regulation closes otherwise than the others of its kind, as 2018-Q3 on
// 2018-10-09. The next period of the kind begins on the day after; periods of other kinds stay as they are.
//
// A period closes on its first day at the earliest, and at the latest where the next one ends. Then the next one has no
// day: there is no such period. Of several that are run together all but the first are closed on the same day.
type End struct {
	Period string // its name, as [Calendar.Parse] reads it
	Day    string // 2006-01-02
}

// moved are the last days of the periods that do not end where their kind does.
type moved struct {
	last  map[Period]civil.Day
	kinds map[Kind]bool // those of which there is one; nil: none
}

// end reads the ends into the calendar, whose months are set, and returns what is wrong with them.
func (c *Calendar) end(ends []End) (errs []error) {
	report := func(part string, index int, what reason.Reason) {
		errs = append(errs, &Error{Field: "Ends", Index: index, Part: part, Reason: what})
	}
	places := map[Period]int{}
	c.moved.last, c.moved.kinds = map[Period]civil.Day{}, map[Kind]bool{}
	for i, e := range ends {
		p, err := c.named(e.Period)
		date, wrong := time.Parse(time.DateOnly, e.Day)
		d := civil.At(date.Unix())
		before, twice := places[p]
		switch {
		case err != nil:
			report("Period", i, because(err))
		case twice:
			report("Period", i, reason.New("calendar.period-twice",
				"{period} is already in Ends[{index}], expected it once", e.Period, before))
		case p.Kind == Day:
			report("Period", i, reason.New("calendar.day-closes",
				"found {period}, a day, which ends when it ends; expected a week, month, quarter, half, year or cycle",
				e.Period))
		case wrong != nil:
			report("Day", i, noDate(e.Day))
		case !d.InBounds():
			report("Day", i, outOfBounds(e.Day))
		case !d.IsIn(c.location):
			report("Day", i, notInZone(e.Day, c.location))
		default:
			places[p] = i
			c.moved.last[p], c.moved.kinds[p.Kind] = d, true
		}
	}
	for i, e := range ends {
		p, err := c.named(e.Period)
		if at, ok := places[p]; err != nil || !ok || at != i {
			continue
		}
		if wrong := c.misplaced(p); !wrong.IsZero() {
			report("Day", i, wrong)
		}
	}
	return errs
}

// named is the period of that name, whatever ends are moved.
func (c *Calendar) named(text string) (Period, error) {
	p, err := new(Calendar).Parse(text)
	if err == nil && p.Kind.Years() > 1 {
		return c.cycleNamed(text, p.Year, p.Year+p.Kind.Years()-1)
	}
	return p, err
}

// because is what an error of named says.
func because(err error) reason.Reason {
	var wrong *reason.Error
	if errors.As(err, &wrong) {
		return wrong.Reason
	}
	return reason.Reason{}
}

// misplaced is what is wrong with the last day of a period beside those of its neighbours.
func (c *Calendar) misplaced(p Period) reason.Reason {
	last, before, next := c.moved.last[p], c.regular(p, -1), c.regular(p, 1)
	first := c.lastOf(before) + 1
	if _, runOn := c.moved.last[before]; last < first && !(runOn && last == first-1) {
		return reason.New("calendar.closes-early",
			"found {day} as the last day of {period}, expected none before {first}",
			last.String(), p.String(), first.String())
	}
	// An end that the next one is given itself is held to this one.
	if _, given := c.moved.last[next]; !given && last > c.lastOf(next) {
		return reason.New("calendar.closes-late",
			"found {day} as the last day of {period}, expected none after {end}, the last day of {next}", last.String(),
			p.String(), c.lastOf(next).String(), next.String())
	}
	return reason.Reason{}
}

// lastOf returns the last day of a period, which is the last of the one before where it has none.
func (c *Calendar) lastOf(p Period) civil.Day {
	if last, ok := c.moved.last[p]; ok {
		return last
	}
	_, after := c.regularDays(p)
	return after - 1
}

// has reports whether the calendar has the period: it is [Period.Valid] and has a day.
func (c *Calendar) has(p Period) bool {
	if !p.Valid() || !c.knows(p.Kind) {
		return false
	}
	if p.Kind == Day {
		return c.location == nil || civil.On(p.Year, 1, p.Index).IsIn(c.location)
	}
	if first, ok := c.firstOf(p.Kind, p.Year); ok && first != p.Year {
		return false
	}
	if !c.moved.kinds[p.Kind] {
		return true
	}
	first, after := c.days(p)
	return first < after
}

// regular returns the name that stands so many places after that of a period, or before it.
func (c *Calendar) regular(p Period, places int) Period {
	for ; places < 0; places++ {
		first, _ := c.regularDays(p)
		p = c.regularOf(p.Kind, first-1)
	}
	for ; places > 0; places-- {
		_, after := c.regularDays(p)
		p = c.regularOf(p.Kind, after)
	}
	return p
}

// movedOf returns the period in which a day lies, by the one in which it would lie if none were moved.
func (c *Calendar) movedOf(p Period, d civil.Day) Period {
	for before := c.regular(p, -1); d <= c.lastOf(before); before = c.regular(p, -1) {
		p = before
	}
	for d > c.lastOf(p) {
		p = c.regular(p, 1)
	}
	return p
}

// noDate, outOfBounds and notInZone are what is wrong with a day of a configuration.
func noDate(text string) reason.Reason {
	return reason.New("calendar.no-date", "found {text:q}, expected a date like 2006-01-02", text)
}

func outOfBounds(day string) reason.Reason {
	return reason.New("calendar.day-bounds", "found {date}, expected a year from {first} to {last}", day,
		civil.FirstYear, civil.LastYear)
}

func notInZone(day string, zone *time.Location) reason.Reason {
	return reason.New("calendar.no-such-day", "found {date}, expected a day that {zone} had", day, zone.String())
}

// notThere is the error for a period that the calendar has run together with the one before.
func (c *Calendar) notThere(text string, p Period) error {
	with := p
	for !c.has(with) {
		with = c.regular(with, -1)
	}
	return &reason.Error{Reason: reason.New("calendar.run-together",
		"period {text:q}: it has no day, since {with} ends {day}, expected another", text, with.String(),
		c.lastOf(with).String())}
}
