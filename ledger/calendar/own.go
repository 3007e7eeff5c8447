package calendar

import (
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// OwnOf is a kind of period that each unit has from a day of its own, as a licence's year (证照年度). Which day that is,
// the calendar does not know.
type OwnOf struct {
	Name   string // the word for it, as licence-year
	Months int    // 1 to 600
}

// MostMonths is how many months a unit's own period may have.
const MostMonths = 12 * MostYears

// mostOwn is how many kinds of own period of one length there may be.
const mostOwn = step - 2

// Own is the kind of a unit's own period of which only the days are known, as [ParsePeriod] reads it. A calendar has
// kinds of its own for them, which compare by their months: a month of a unit's own before the month, a year before the
// year.
const Own Kind = 3

// IsOwn reports whether the kind is one of units' own periods.
func (k Kind) IsOwn() bool { return k == Own || k >= step && k <= longest && k%step != 63 }

// Months is how many months the periods of a kind have; 0 of a day, a week and [Own].
func (k Kind) Months() int { return int(k / step) }

// ownPeriod is a unit's own period from a day to the one after its last.
func ownPeriod(kind Kind, first, after civil.Day) Period {
	return Period{kind, dateNumber(first), dateNumber(after - 1)}
}

// dateNumber is a date as a number, 20210305.
func dateNumber(d civil.Day) int {
	year, month, day := d.Date()
	return 10000*year + 100*int(month) + day
}

// dateOf is the day of a number that dateNumber gives; false: there is no such date.
func dateOf(n int) (civil.Day, bool) {
	d := civil.On(n/10000, time.Month(n/100%100), n%100)
	return d, dateNumber(d) == n && d.InBounds()
}

// ownDays are the days of a unit's own period: the first, and the one after the last.
func (p Period) ownDays() (first, after civil.Day, ok bool) {
	first, from := dateOf(p.Year)
	last, to := dateOf(p.Index)
	return first, last + 1, from && to && first <= last
}

// ownText writes a unit's own period by its first and last day.
func (p Period) ownText() string {
	return fmt.Sprintf("%04d-%02d-%02d/%04d-%02d-%02d", p.Year/10000, p.Year/100%100, p.Year%100,
		p.Index/10000, p.Index/100%100, p.Index%100)
}

// ownNamed reads a unit's own period as 2021-03-05/2022-03-04; false: it is written otherwise.
func ownNamed(text string) (Period, bool) {
	const width = len(time.DateOnly)
	if len(text) != 2*width+1 || text[width] != '/' {
		return Period{}, false
	}
	first, wrong := time.Parse(time.DateOnly, text[:width])
	last, wrongToo := time.Parse(time.DateOnly, text[width+1:])
	if wrong != nil || wrongToo != nil {
		return Period{}, false
	}
	p := ownPeriod(Own, civil.At(first.Unix()), civil.At(last.Unix())+1)
	return p, p.Valid()
}

// setOwn reads the kinds of own periods into the calendar, and returns what is wrong with them.
func (c *Calendar) setOwn(all []OwnOf) (errs []error) {
	report := func(part string, index int, what reason.Reason) {
		errs = append(errs, &Error{Field: "Own", Index: index, Part: part, Reason: what})
	}
	for i, of := range all {
		kind := Kind(step * of.Months)
		for slices.ContainsFunc(c.words, func(w word) bool { return w.kind == kind }) {
			kind++
		}
		switch {
		case of.Months < 1 || of.Months > MostMonths:
			report("Months", i, reason.New("calendar.own-months", "found {months} months, expected 1 to {most}",
				of.Months, MostMonths))
			continue
		case kind%step > mostOwn:
			report("Months", i, reason.New("calendar.own-many", "found more than {most} of {months} months, expected "+
				"fewer", mostOwn, of.Months))
			continue
		case c.Kind(of.Name) != 0:
			report("Name", i, reason.New("calendar.cycle-name",
				"found {name:q}, which is another kind of period, expected a name of its own", of.Name))
		}
		c.words = append(c.words, word{of.Name, kind})
	}
	return errs
}

// OwnKinds returns the kinds of units' own periods that the calendar has, in the order of the configuration.
func (c *Calendar) OwnKinds() []Kind {
	var out []Kind
	for _, w := range c.words {
		if w.kind.IsOwn() {
			out = append(out, w.kind)
		}
	}
	return out
}

// Series are the periods of a unit's own from its days on: from the first, a date, each of so many months, and from
// each later day anew. Each is counted from its day and none from the last one, so that a year from 29 February ends
// on 27 or 28 February, and the next begins on 28 or 29 February. The days ascend.
type Series struct {
	calendar *Calendar
	kind     Kind
	days     []civil.Day
	before   []int // by day: how many periods begin before it
}

// OwnPeriod is one of them.
type OwnPeriod struct {
	Period     Period
	Start, End time.Time // [Start, End)
	Number     int       // 1 for the first
}

// Series returns the periods of a kind from the days on in which the instants lie; the earlier ones among them that do
// not stand in the order of time are left out. Without an instant there is none.
func (c *Calendar) Series(kind Kind, instants ...time.Time) Series {
	s := Series{calendar: c, kind: kind}
	for _, t := range instants {
		d := c.dayOf(t)
		if n := len(s.days); n == 0 {
			s.days, s.before = append(s.days, d), append(s.before, 0)
		} else if d > s.days[n-1] {
			_, k := s.at(n-1, d-1)
			s.days, s.before = append(s.days, d), append(s.before, s.before[n-1]+k+1)
		}
	}
	return s
}

// None reports whether there is no period.
func (s Series) None() bool { return len(s.days) == 0 }

// First returns the beginning of the first period; the zero time where there is none.
func (s Series) First() time.Time {
	if s.None() {
		return time.Time{}
	}
	return s.calendar.midnight(s.days[0])
}

// Of returns the period in which an instant lies; false before the first.
func (s Series) Of(t time.Time) (OwnPeriod, bool) { return s.on(s.calendar.dayOf(t)) }

// Prev returns the period before another one; false before the first.
func (s Series) Prev(p OwnPeriod) (OwnPeriod, bool) {
	first, _, ok := p.Period.ownDays()
	if !ok {
		return OwnPeriod{}, false
	}
	return s.on(first - 1)
}

// on is the period in which a day lies.
func (s Series) on(d civil.Day) (OwnPeriod, bool) {
	n, found := slices.BinarySearch(s.days, d)
	if !found {
		n--
	}
	if n < 0 {
		return OwnPeriod{}, false
	}
	first, k := s.at(n, d)
	after := s.days[n].MonthsLater((k + 1) * s.kind.Months())
	if n+1 < len(s.days) {
		after = min(after, s.days[n+1])
	}
	return OwnPeriod{ownPeriod(s.kind, first, after), s.calendar.midnight(first), s.calendar.midnight(after),
		s.before[n] + k + 1}, true
}

// at is the first day of the period, of those that are counted from a day of the series, in which a day lies, and how
// many of them come before.
func (s Series) at(n int, d civil.Day) (first civil.Day, before int) {
	fromYear, fromMonth, _ := s.days[n].Date()
	year, month, _ := d.Date()
	before = (12*(year-fromYear) + int(month) - int(fromMonth)) / s.kind.Months()
	if first = s.days[n].MonthsLater(before * s.kind.Months()); first > d {
		before--
		first = s.days[n].MonthsLater(before * s.kind.Months())
	}
	return first, before
}

// ownEnd is the last day of a unit's own period.
func ownEnd(p Period) civil.Day {
	_, after, _ := p.ownDays()
	return after - 1
}

// yearOf is the year in which a day lies, as it is written.
func (c *Calendar) yearOf(d civil.Day) string {
	if c.location == nil {
		return d.String()[:4]
	}
	return c.periodOf(Year, d).String()
}
