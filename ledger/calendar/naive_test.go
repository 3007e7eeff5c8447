package calendar

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The naive calendar: it walks through the days one by one, with a table of the lengths of the
// months and no package time, and gives each day its labels. Nothing in it is shared with the
// package.

type naiveDay struct {
	year, month, day int
	weekday          int // 0 Monday
	labels           [5]Period
}

func (d naiveDay) date() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

func monthLength(year, month int) int {
	if month == 2 && (year%4 == 0 && year%100 != 0 || year%400 == 0) {
		return 29
	}
	return []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
}

// naiveDays walks from Thursday 1998-01-01 to the end of 2037.
func naiveDays(closes, first int) []naiveDay {
	var days []naiveDay
	d := naiveDay{year: 1998, month: 1, day: 1, weekday: 3}
	labelYear, labelMonth := 1998, 1 // of the month, by the closing day
	for d.year < 2038 {
		inYear := 0 // months of this year that are past
		for m := first; m != labelMonth; m = m%12 + 1 {
			inYear++
		}
		endYear := labelYear
		for m, left := labelMonth, 11-inYear; left > 0; left-- {
			if m++; m == 13 {
				endYear, m = endYear+1, 1
			}
		}
		d.labels = [5]Period{
			{}, // weeks come below
			{Month, labelYear, labelMonth},
			{Quarter, endYear, 1 + inYear/3},
			{Half, endYear, 1 + inYear/6},
			{Year, endYear, 0},
		}
		days = append(days, d)
		last := monthLength(d.year, d.month)
		if closes == 0 && d.day == last || closes > 0 && d.day == closes {
			if labelMonth++; labelMonth == 13 {
				labelYear, labelMonth = labelYear+1, 1
			}
		}
		d.weekday = (d.weekday + 1) % 7
		if d.day++; d.day > last {
			d.day = 1
			if d.month++; d.month == 13 {
				d.year, d.month = d.year+1, 1
			}
		}
	}
	thursdays := map[int]int{}
	for i := range days {
		if days[i].weekday != 3 {
			continue
		}
		// The n-th Thursday of a year lies in its week n.
		thursdays[days[i].year]++
		for j := max(0, i-3); j <= min(i+3, len(days)-1); j++ {
			days[j].labels[0] = Period{Week, days[i].year, thursdays[days[i].year]}
		}
	}
	return days
}

// walkKinds are the kinds that the walk gives labels of.
var walkKinds = []Kind{Week, Month, Quarter, Half, Year}

func placeOf(kind Kind) int { return slices.Index(walkKinds, kind) }

// span is a period in the walk: days[first:after].
type span struct {
	period       Period
	first, after int
}

// spans collects the periods of a kind that lie wholly within the walk, in order.
func spans(days []naiveDay, kind Kind) []span {
	var all []span
	for i, d := range days {
		p := d.labels[placeOf(kind)]
		if len(all) == 0 || all[len(all)-1].period != p {
			all = append(all, span{period: p, first: i})
		}
		all[len(all)-1].after = i + 1
	}
	return all[1 : len(all)-1]
}

func TestAgainstWalkDayByDay(t *testing.T) {
	t.Parallel()
	for closes := 0; closes <= 28; closes++ {
		t.Run(fmt.Sprintf("closes %d", closes), func(t *testing.T) {
			t.Parallel()
			for first := 1; first <= 12; first++ {
				c, err := New(Config{Closes: closes, FirstMonth: first})
				require.NoError(t, err)
				days := naiveDays(closes, first)
				// The years with 53 weeks: 2004, 2009, 2015, 2020, 2026, 2032.
				inWalk(t, c, days, fmt.Sprintf("closes %d, first month %d", closes, first),
					map[Kind]int{Week: 36*52 + 6, Month: 36 * 12, Quarter: 36 * 4, Half: 36 * 2, Year: 36})
			}
		})
	}
}

// moveEnds gives the days the labels that they have with ends: one goes through the names of a kind in their order, and
// each name has the days up to its last one.
func moveEnds(days []naiveDay, ends []End) {
	for _, kind := range walkKinds {
		last := map[Period]string{}
		var names []Period
		for _, s := range spans(days, kind) {
			names = append(names, s.period)
			last[s.period] = days[s.after-1].date()
		}
		for _, e := range ends {
			if p, err := new(Calendar).Parse(e.Period); err == nil && p.Kind == kind {
				last[p] = e.Day
			}
		}
		n := 0
		for i := range days {
			for n < len(names) && days[i].date() > last[names[n]] {
				n++
			}
			if own := days[i].labels[placeOf(kind)]; n < len(names) && (n > 0 || own == names[0]) {
				days[i].labels[placeOf(kind)] = names[n]
			}
		}
	}
}

func TestEndsAgainstWalkDayByDay(t *testing.T) {
	t.Parallel()
	all := func(week, month, quarter, half, year int) map[Kind]int {
		return map[Kind]int{Week: 36*52 + 6 + week, Month: 36*12 + month, Quarter: 36*4 + quarter, Half: 36*2 + half,
			Year: 36 + year}
	}
	for name, row := range map[string]struct {
		config Config
		number map[Kind]int // periods from 2000 to 2035
	}{
		"a quarter that is longer": {Config{Ends: []End{{"2018-Q3", "2018-10-09"}}}, all(0, 0, 0, 0, 0)},
		"a quarter that is shorter, of months that close on 25": {Config{Closes: 25,
			Ends: []End{{"2018-Q3", "2018-09-09"}}}, all(0, 0, 0, 0, 0)},
		"a month and the next, in the other order": {Config{Ends: []End{{"2019-02", "2019-03-05"},
			{"2019-01", "2019-02-04"}}}, all(0, 0, 0, 0, 0)},
		"two months as one": {Config{Ends: []End{{"2018-01", "2018-02-28"}}}, all(0, -1, 0, 0, 0)},
		"three months as one": {Config{Ends: []End{{"2018-02", "2018-03-31"}, {"2018-01", "2018-03-31"}}},
			all(0, -2, 0, 0, 0)},
		"two months and a week of the third": {Config{Ends: []End{{"2018-01", "2018-03-07"}, {"2018-02", "2018-03-07"}}},
			all(0, -1, 0, 0, 0)},
		"a year that closes in June, from August on": {Config{FirstMonth: 8, Ends: []End{{"2021", "2021-06-06"}}},
			all(0, 0, 0, 0, 0)},
		"a year beyond its end, with its half and quarter": {Config{Ends: []End{{"2018", "2019-01-05"},
			{"2018-H2", "2019-01-05"}, {"2018-Q4", "2019-01-05"}, {"2018-12", "2019-01-05"}}}, all(0, 0, 0, 0, 0)},
		"a week of ten days, and a short one": {Config{Ends: []End{{"2018-W06", "2018-02-14"}}}, all(0, 0, 0, 0, 0)},
		"two weeks as one over the new year":  {Config{Ends: []End{{"2018-W52", "2019-01-06"}}}, all(-1, 0, 0, 0, 0)},
		"half a year that is one day":         {Config{Ends: []End{{"2018-H1", "2018-01-01"}}}, all(0, 0, 0, 0, 0)},
		"where it would end anyway":           {Config{Ends: []End{{"2018-Q3", "2018-09-30"}}}, all(0, 0, 0, 0, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := New(row.config)
			require.NoError(t, err)
			days := naiveDays(row.config.Closes, max(1, row.config.FirstMonth))
			moveEnds(days, row.config.Ends)
			inWalk(t, c, days, name, row.number)
		})
	}
}

// inWalk holds a calendar to the walk, for the years 2000 to 2035.
func inWalk(t *testing.T, c *Calendar, days []naiveDay, name string, number map[Kind]int) {
	t.Helper()
	shanghai := time.FixedZone("+8", 8*60*60) // so it has been since 1991
	at := make([]time.Time, len(days))
	for i, d := range days {
		at[i] = time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, shanghai)
	}
	for i, d := range days {
		if d.year < 2000 || d.year > 2035 {
			continue
		}
		for _, kind := range walkKinds {
			for _, instant := range []time.Time{at[i], at[i+1].Add(-1)} {
				if got := c.Of(kind, instant); got != d.labels[placeOf(kind)] {
					require.Equal(t, d.labels[placeOf(kind)].String(), got.String(), "%s: the %s of %s", name, kind,
						instant)
				}
			}
		}
	}
	var walked [5][]span
	for _, kind := range walkKinds {
		walked[placeOf(kind)] = spans(days, kind)
	}
	for _, kind := range walkKinds {
		checked := 0
		for i, s := range walked[placeOf(kind)] {
			p := s.period
			if p.Year < 2000 || p.Year > 2035 {
				continue
			}
			checked++
			start, end := c.Bounds(p)
			if !start.Equal(at[s.first]) || !end.Equal(at[s.after]) {
				require.Failf(t, "bounds", "%s: %s: found [%s, %s), expected [%s, %s)", name, p, start, end,
					at[s.first], at[s.after])
			}
			if next, expected := c.Next(p), walked[placeOf(kind)][i+1].period; next != expected {
				require.Equal(t, expected, next, "%s: after %s", name, p)
			}
			if prev, expected := c.Prev(p), walked[placeOf(kind)][i-1].period; prev != expected {
				require.Equal(t, expected, prev, "%s: before %s", name, p)
			}
			year, month, day := c.LastDay(p)
			if last := days[s.after-1]; year != last.year || int(month) != last.month || day != last.day {
				require.Failf(t, "last day", "%s: %s: found %d-%d-%d, expected %s", name, p, year, month, day,
					last.date())
			}
			if back, err := c.Parse(p.String()); err != nil || back != p {
				require.Failf(t, "parse", "%s: %s: found %v, %v", name, p, back, err)
			}
		}
		require.Equal(t, number[kind], checked, "%s: number of %ss", name, kind)
		for _, shorter := range walkKinds {
			walkedWithin(t, c, days, walked[placeOf(shorter)], shorter, kind, name)
		}
	}
}

// walkedWithin holds Within to the walk: the last day of the shorter period, a week's Sunday,
// says where it belongs, so it is in one longer period and no other.
func walkedWithin(t *testing.T, c *Calendar, days []naiveDay, inside []span, shorter, kind Kind, name string) {
	t.Helper()
	expected := map[Period][]Period{}
	if shorter <= kind {
		for _, s := range inside {
			p := days[s.after-1].labels[placeOf(kind)]
			expected[p] = append(expected[p], s.period)
		}
	}
	asked := 0
	for p := (Period{kind, 2000, min(1, int(Year-kind))}); p.Year <= 2035; p = c.Next(p) {
		if got := c.Within(shorter, p); !slices.Equal(got, expected[p]) {
			require.Equal(t, expected[p], got, "%s: every %s in %s", name, shorter, p)
		}
		asked++
	}
	require.GreaterOrEqual(t, asked, 36)
}
