package calendar_test

import (
	"fmt"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// A regulation whose months close on day 25: an adoption on 26 July counts for August.
func Example() {
	cal, err := calendar.New(calendar.Config{Closes: 25})
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2020, 7, 26, 9, 0, 0, 0, cal.Location())
	for _, kind := range []calendar.Kind{calendar.Week, calendar.Month, calendar.Quarter, calendar.Half,
		calendar.Year} {
		period := cal.Of(kind, at)
		start, end := cal.Bounds(period)
		fmt.Printf("%-8s %s: from %s to before %s\n", period, kind, start.Format(time.DateOnly),
			end.Format(time.DateOnly))
	}
	// Output:
	// 2020-W30 week: from 2020-07-20 to before 2020-07-27
	// 2020-08  month: from 2020-07-26 to before 2020-08-26
	// 2020-Q3  quarter: from 2020-06-26 to before 2020-09-26
	// 2020-H2  half: from 2020-06-26 to before 2020-12-26
	// 2020     year: from 2019-12-26 to before 2020-12-26
}

// Every error of a configuration is reported, not the first only.
func ExampleNew() {
	_, err := calendar.New(calendar.Config{Zone: "Asia/Shangai", Closes: 31, Holidays: []string{"2021-10-1"}})
	fmt.Println(err)
	// Output:
	// calendar Zone: found "Asia/Shangai", expected a name of the IANA time zone database such as Asia/Shanghai, did you mean "Asia/Shanghai"?
	// calendar Closes: found 31, expected a day of the month from 1 to 28, or 0 for calendar months
	// calendar Holidays[0]: found "2021-10-1", expected a date like 2006-01-02
}

func ExampleCalendar_Parse() {
	cal, _ := calendar.New(calendar.Config{})
	for _, text := range []string{"2020-W53", "2021-W53", "2021-7"} {
		period, err := cal.Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(period, period.Kind)
	}
	// Output:
	// 2020-W53 week
	// period "2021-W53": there is no such week, expected 2021-W01 to 2021-W52
	// period: found "2021-7", expected 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31, did you mean "2021-07"?
}

// A week belongs where its Sunday lies, so January 2021 begins with the last week of 2020.
func ExampleCalendar_Within() {
	cal, _ := calendar.New(calendar.Config{})
	january, _ := cal.Parse("2021-01")
	fmt.Println(cal.Within(calendar.Week, january))
	// Output:
	// [2020-W53 2021-W01 2021-W02 2021-W03 2021-W04]
}

// Handed in on the evening before the National Day holidays; Saturday 9 October is made up.
func ExampleCalendar_AddWorkdays() {
	cal, _ := calendar.New(calendar.Config{
		Holidays: []string{"2021-10-01", "2021-10-04", "2021-10-05", "2021-10-06", "2021-10-07"},
		Workdays: []string{"2021-10-09"},
	})
	at := time.Date(2021, 9, 30, 18, 0, 0, 0, cal.Location())
	fmt.Println(cal.AddWorkdays(at, 2).Format("Mon 2006-01-02 15:04"))
	// Output:
	// Sat 2021-10-09 18:00
}
