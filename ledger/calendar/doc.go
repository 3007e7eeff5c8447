// Package calendar says which day, week, month, quarter, half-year, year or cycle of years an instant lies in,
// where such a period begins and ends, and what a working day is, in the calendar of one
// regulation: its time zone, its closing day (每月25日为统计时间), the first month of its
// year, its holidays and made-up working days (调休).
//
//	cal, err := calendar.New(calendar.Config{Closes: 25})
//	if err != nil {
//		return err // every error of the configuration, not the first only
//	}
//	month := cal.Of(calendar.Month, at)        // 2020-07
//	start, end := cal.Bounds(month)            // [26 June, 26 July), 00:00 in Asia/Shanghai
//	for _, week := range cal.Within(calendar.Week, month) {
//		…
//	}
//	year, err := cal.Parse("2020")
//
// The rules:
//
//   - With closing day D (1–28) month M runs from the day after D of the month before to D of
//     M, both included; without one it is the calendar month. Quarters, halves and years are
//     made of those months.
//   - A year that starts in another month than January is named by the year in which it ends.
//     With first month 12, 2021 is December 2020 to November 2021 and 2021-Q1 is December,
//     January, February. A month keeps its own name: that December is 2020-12.
//   - A cycle of several years ([Config].Cycles) is made of these years, and is written by the first and the last of
//     them: 2021-2023.
//   - Weeks are ISO 8601 weeks, Monday to Sunday, whatever the closing day; a week belongs to
//     the month, quarter, half and year in which its Sunday lies. It may therefore stick out
//     of that month: Of(Month, t) of a time in it can be the month before.
//   - One period may close otherwise ([Config].Ends), as the third quarter of 2018 on 9 October. The next one of its
//     kind begins on the day after; periods of other kinds stay. A shorter period belongs to the longer one in which
//     its last day lies.
//   - Periods are half-open, [start, end), and one begins where the one before it ends. A day
//     begins at 00:00; where daylight saving leaves 00:00 out, at the first instant after the
//     gap; where the clock goes back over midnight, at the last 00:00 of that date, so that
//     no earlier date follows.
//   - Periods have years 1899 to 2100: a ledger has days from 1900-01-01 to 2099-12-31, and no other period
//     holds one.
//
// A [Calendar] is immutable and safe for concurrent use. It reads no clock, no environment and
// none of the host's zone files: zones come from bytes in this package, a copy of what the Go
// distribution ships, and [ZoneVersion] names their version for a receipt. The same
// configuration and zone version give the same answers everywhere.
package calendar
