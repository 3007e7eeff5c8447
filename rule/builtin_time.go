package rule

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// timeFields are what can be read of a time as t.year, as well as year(t) and t.year().
var timeFields = []string{"year", "half", "quarter", "month", "day", "weekday", "date", "clock"}

func timeBuiltins() []builtin {
	all := []builtin{
		{form: "date(time) time", method: true, call: dateOf},
		{form: "date(string) time", call: parseDate},
		{form: "date(number, number, number) time", call: makeDate},
		{form: "clock(time) duration", method: true, call: clockOf},
		{form: "clock(string) duration", call: parseClock},
		{form: "year(time) number", method: true, call: part(func(d civil.Day) int { return d.UTC().Year() })},
		{form: "month(time) number", method: true, call: part(func(d civil.Day) int { return int(d.UTC().Month()) })},
		{form: "day(time) number", method: true, call: part(func(d civil.Day) int { return d.UTC().Day() })},
		{form: "weekday(time) number", method: true, call: part(func(d civil.Day) int { return d.Weekday() + 1 })},
		{form: "workdays(time, number) time", method: true, call: workdays},
		{form: "isWorkday(time) bool", method: true, call: func(r *run, n *callNode, a []Value) (Value, error) {
			return Bool(n.settings.calendar.IsWorkday(n.local(a[0]))), r.chargeDay(&n.at)
		}},
	}
	for _, unit := range lengths() {
		all = append(all,
			builtin{form: unit.name + "(number) duration", call: func(_ *run, _ *callNode, a []Value) (Value, error) {
				return nanoseconds(a[0].num(), int64(unit.length))
			}})
	}
	return all
}

// unitOfTime is a length of time that has a name.
type unitOfTime struct {
	name   string
	length time.Duration
}

func lengths() []unitOfTime {
	return []unitOfTime{{"days", 24 * time.Hour}, {"hours", time.Hour}, {"minutes", time.Minute},
		{"seconds", time.Second}}
}

// local gives a time in the zone of the calendar.
func (n *callNode) local(v Value) time.Time { return v.time().In(n.settings.zone) }

func part(of func(civil.Day) int) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		return Int(int64(of(civil.Of(n.local(a[0]))))), r.chargeDay(&n.at)
	}
}

// firstOf returns the first instant of a day as a date.
func firstOf(d civil.Day, zone *time.Location) (Value, error) { return timeValue(d.Start(zone), true) }

func dateOf(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.chargeDay(&n.at); err != nil {
		return Value{}, err
	}
	return firstOf(civil.Of(n.local(a[0])), n.settings.zone)
}

// named returns the first instant of a day that an expression names. A day that the zone never had is an error.
func (n *callNode) named(d civil.Day) (Value, error) {
	if !d.IsIn(n.settings.zone) {
		return Value{}, noSuchDay(d, n.settings.zone)
	}
	return firstOf(d, n.settings.zone)
}

func noSuchDay(d civil.Day, zone *time.Location) sentence {
	return func() reason.Reason {
		return reason.New("rule.no-such-day", "found the date {date}, expected a day that {zone} had",
			d.String(), zone.String())
	}
}

func makeDate(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.charge(costOfReading, &n.at); err != nil {
		return Value{}, err
	}
	year, ok1 := a[0].num().int64()
	month, ok2 := a[1].num().int64()
	day, ok3 := a[2].num().int64()
	valid := ok1 && ok2 && ok3 && year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31
	if valid {
		t := time.Date(int(year), time.Month(month), int(day), 12, 0, 0, 0, time.UTC)
		valid = t.Day() == int(day)
	}
	if !valid {
		return Value{}, noSuchDate(a[0].num(), a[1].num(), a[2].num())
	}
	return n.named(civil.On(int(year), time.Month(month), int(day)))
}

func noSuchDate(year, month, day num) sentence {
	return func() reason.Reason {
		return reason.New("rule.no-such-date",
			"found the date {year}-{month}-{day}, which is not in the calendar", year, month, day)
	}
}

func parseDate(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.chargeReading(len(a[0].s), &n.at); err != nil {
		return Value{}, err
	}
	if len(a[0].s) != len(time.DateOnly) { // an error of package time copies the text
		return Value{}, noDate(a[0].s)
	}
	t, err := time.Parse(time.DateOnly, a[0].s)
	if err != nil || t.Year() < 1 {
		return Value{}, noDate(a[0].s)
	}
	return n.named(civil.At(t.Unix()))
}

func noDate(text string) sentence {
	return func() reason.Reason {
		return reason.New("rule.text-no-date",
			"found the text {text:q}, expected a date such as 2020-03-08", truncated(text))
	}
}

// clockOf is the time on the clock, absent on a date, whose time of day is not known.
func clockOf(r *run, n *callNode, a []Value) (Value, error) {
	if a[0].flag {
		return Value{}, n.absent
	}
	if err := r.chargeDay(&n.at); err != nil {
		return Value{}, err
	}
	t := n.local(a[0])
	h, m, s := t.Clock()
	return Duration(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second +
		time.Duration(t.Nanosecond())), nil
}

func parseClock(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.chargeReading(0, &n.at); err != nil {
		return Value{}, err
	}
	for _, layout := range []string{"15:04", "15:04:05"} {
		if len(layout) == len(a[0].s) {
			if t, err := time.Parse(layout, a[0].s); err == nil {
				return Duration(t.Sub(t.Truncate(24 * time.Hour))), nil
			}
		}
	}
	return Value{}, noClock(a[0].s)
}

func noClock(text string) sentence {
	return func() reason.Reason {
		return reason.New("rule.text-no-clock",
			"found the text {text:q}, expected a time of day such as 09:15 or 09:15:30", truncated(text))
	}
}

// mostWorkdays bounds workdays(), which a calendar counts one by one.
const mostWorkdays = 10_000

func workdays(r *run, c *callNode, a []Value) (Value, error) {
	n, ok := a[1].num().int64()
	if !ok || n < -mostWorkdays || n > mostWorkdays {
		return Value{}, badWorkdays(a[1].num())
	}
	if err := r.charge(int(max(n, -n)), &c.at); err != nil {
		return Value{}, err
	}
	if c.settings.calendar == nil {
		return Value{}, errNoCalendar
	}
	t := c.settings.calendar.AddWorkdays(c.local(a[0]), int(n))
	if a[0].flag { // whose first instant need not be at the same time of day
		return firstOf(civil.Of(t.In(c.settings.zone)), c.settings.zone)
	}
	return timeValue(t, false)
}

func badWorkdays(found num) sentence {
	return func() reason.Reason {
		return reason.New("rule.bad-workdays",
			"found {found} working days, expected a whole number from -10000 to 10000", found)
	}
}

var errNoCalendar = said(reason.New("rule.no-calendar", "there is no calendar of working days"))
