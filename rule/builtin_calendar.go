package rule

import (
	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

const monthsOfYear = 12

// calendarBuiltins are those that count by the calendar: in days, months and years, not in hours.
func calendarBuiltins() []builtin {
	all := []builtin{
		{form: "quarter(time) number", method: true, call: part(func(d civil.Day) int { return (monthOf(d) + 2) / 3 })},
		{form: "half(time) number", method: true, call: part(func(d civil.Day) int { return (monthOf(d) + 5) / 6 })},
		{form: "days(time, time) number", call: span(func(from, to civil.Day) int { return int(to - from) })},
		{form: "months(time, time) number", call: span(wholeMonths)},
		{form: "years(time, time) number", call: span(func(from, to civil.Day) int {
			return wholeMonths(from, to) / monthsOfYear
		})},
		{form: "addMonths(time, number) time", method: true, call: later(1)},
		{form: "addYears(time, number) time", method: true, call: later(monthsOfYear)},
	}
	for _, unit := range lengths() {
		all = append(all,
			builtin{form: unit.name + "(duration) number", call: func(_ *run, _ *callNode, a []Value) (Value, error) {
				return Int(a[0].n / int64(unit.length)), nil
			}})
	}
	return all
}

func monthOf(d civil.Day) int {
	_, month, _ := d.Date()
	return int(month)
}

// span is how far it is from the day of a time to that of another.
func span(of func(from, to civil.Day) int) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		if err := r.charge(2*costOfDay, &n.at); err != nil {
			return Value{}, err
		}
		return Int(int64(of(civil.Of(n.local(a[0])), civil.Of(n.local(a[1]))))), nil
	}
}

// wholeMonths is the number of months, counted from the first day, that are over on the second; below zero where that
// is the earlier one.
func wholeMonths(from, to civil.Day) int {
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	n := (y2-y1)*monthsOfYear + int(m2) - int(m1)
	switch at := from.MonthsLater(n); {
	case n > 0 && at > to:
		return n - 1
	case n < 0 && at < to:
		return n + 1
	}
	return n
}

// mostYears bounds what addMonths() and addYears() add: all the years that a time can have.
const mostYears = 9999

// later is the same time of the day so many months later; of a date a date.
func later(months int64) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		if err := r.charge(2*costOfDay, &n.at); err != nil {
			return Value{}, err
		}
		count, ok := a[1].num().int64()
		if most := mostYears * monthsOfYear / months; !ok || count < -most || count > most {
			return Value{}, badCount(a[1].num(), most)
		}
		t := n.local(a[0])
		day := civil.Of(t).MonthsLater(int(count * months))
		if year, _, _ := day.Date(); year < 1 || year > mostYears {
			return Value{}, errTime
		}
		date, err := n.named(day)
		if err != nil || a[0].flag {
			return date, err
		}
		hour, minute, second := t.Clock()
		return timeValue(day.At(hour*3600+minute*60+second, t.Nanosecond(), n.settings.zone), false)
	}
}

func badCount(found num, most int64) sentence {
	return func() reason.Reason {
		return reason.New("rule.bad-count", "found {found}, expected a whole number from {least} to {most}", found,
			-most, most)
	}
}
