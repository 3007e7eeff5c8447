package calendar_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// The days off and the made-up working days of 2021 around the National Day, as the State
// Council announced them: off 1 to 7 October, at work on Sunday 26 September and Saturday 9 October.
func nationalDay() calendar.Config {
	return calendar.Config{
		Holidays: []string{"2021-10-01", "2021-10-02", "2021-10-03", "2021-10-04", "2021-10-05", "2021-10-06",
			"2021-10-07"},
		Workdays: []string{"2021-10-09", "2021-09-26"},
	}
}

func TestIsWorkdayKnown(t *testing.T) {
	t.Parallel()
	c := mustNew(t, nationalDay())
	for date, expected := range map[string]bool{
		"2021-09-24": true,  // Friday
		"2021-09-25": false, // Saturday
		"2021-09-26": true,  // Sunday, made up
		"2021-09-30": true,
		"2021-10-01": false, // Friday, off
		"2021-10-03": false, // Sunday, in the list too
		"2021-10-07": false,
		"2021-10-08": true,
		"2021-10-09": true, // Saturday, made up
		"2021-10-10": false,
	} {
		assert.Equal(t, expected, c.IsWorkday(at(t, date+"T00:00:00+08:00")), date)
		assert.Equal(t, expected, c.IsWorkday(at(t, date+"T23:59:59+08:00")), date)
	}
}

func TestAddWorkdaysKnown(t *testing.T) {
	t.Parallel()
	plain := calendar.Config{}
	for name, row := range map[string]struct {
		config   calendar.Config
		from     string
		n        int
		expected string
	}{
		"three after a Friday": {plain, "2022-03-04T10:30:00+08:00", 3, "2022-03-09T10:30:00+08:00"},
		"one after a Saturday": {plain, "2022-03-05T10:30:00+08:00", 1, "2022-03-07T10:30:00+08:00"},
		"one before a Monday":  {plain, "2022-03-07T10:30:00+08:00", -1, "2022-03-04T10:30:00+08:00"},
		"one before a Sunday":  {plain, "2022-03-06T00:00:00+08:00", -1, "2022-03-04T00:00:00+08:00"},
		"none on a Sunday":     {plain, "2022-03-06T08:00:00+08:00", 0, "2022-03-06T08:00:00+08:00"},
		"nanoseconds are kept": {plain, "2022-03-04T23:59:59.999999999+08:00", 1,
			"2022-03-07T23:59:59.999999999+08:00"},
		"the date is the zone's":     {plain, "2022-03-04T20:00:00Z", 1, "2022-03-07T04:00:00+08:00"},
		"five is a week":             {plain, "2022-03-02T09:00:00+08:00", 5, "2022-03-09T09:00:00+08:00"},
		"250 working days":           {plain, "2022-03-02T09:00:00+08:00", 250, "2023-02-15T09:00:00+08:00"},
		"over the National Day":      {nationalDay(), "2021-09-30T09:00:00+08:00", 1, "2021-10-08T09:00:00+08:00"},
		"to the made-up Saturday":    {nationalDay(), "2021-09-30T09:00:00+08:00", 2, "2021-10-09T09:00:00+08:00"},
		"past the made-up Saturday":  {nationalDay(), "2021-09-30T09:00:00+08:00", 3, "2021-10-11T09:00:00+08:00"},
		"to the made-up Sunday":      {nationalDay(), "2021-09-25T09:00:00+08:00", 1, "2021-09-26T09:00:00+08:00"},
		"back over the National Day": {nationalDay(), "2021-10-08T09:00:00+08:00", -1, "2021-09-30T09:00:00+08:00"},
		"back from a holiday":        {nationalDay(), "2021-10-05T09:00:00+08:00", -1, "2021-09-30T09:00:00+08:00"},
		"on from a holiday":          {nationalDay(), "2021-10-05T09:00:00+08:00", 1, "2021-10-08T09:00:00+08:00"},
		"a clock time that is left out": {calendar.Config{Zone: "America/New_York", Workdays: []string{"2021-03-14"}},
			"2021-03-12T02:30:00-05:00", 1, "2021-03-14T03:00:00-04:00"},
		"a clock time that comes twice": {calendar.Config{Zone: "America/New_York", Workdays: []string{"2021-11-07"}},
			"2021-11-05T01:30:00-04:00", 1, "2021-11-07T01:30:00-04:00"},
		"from the second of two the same": {calendar.Config{Zone: "America/New_York"}, "2021-11-07T01:30:00-05:00", 1,
			"2021-11-08T01:30:00-05:00"},
		"the clock's time, not 24 hours": {calendar.Config{Zone: "America/New_York"}, "2021-03-12T12:00:00-05:00", 1,
			"2021-03-15T12:00:00-04:00"},
		"a minute after midnight that comes twice": {calendar.Config{Zone: "America/St_Johns",
			Workdays: []string{"2010-11-07"}}, "2010-11-05T00:00:30.000000005-02:30", 1,
			"2010-11-07T00:00:30.000000005-03:30"},
		"over a day that never was": {calendar.Config{Zone: "Pacific/Apia"}, "2011-12-29T09:00:00-10:00", 1,
			"2012-01-02T09:00:00+14:00"},
		"back over a day that never was": {calendar.Config{Zone: "Pacific/Apia"}, "2012-01-02T09:00:00+14:00", -1,
			"2011-12-29T09:00:00-10:00"},
		"a midnight that is left out": {calendar.Config{Zone: "America/Sao_Paulo",
			Workdays: []string{"2018-11-04"}}, "2018-11-02T00:00:00-03:00", 1, "2018-11-04T01:00:00-02:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := mustNew(t, row.config)
			got := c.AddWorkdays(at(t, row.from), row.n)
			assert.Equal(t, row.expected, got.Format(time.RFC3339Nano))
		})
	}
}

// Day by day, the slow way: step on until n working days have been met.
func TestAddWorkdaysAgainstSteps(t *testing.T) {
	t.Parallel()
	config := nationalDay()
	// All of February off but its Sundays, which are made up.
	for d := time.Date(2021, 2, 1, 0, 0, 0, 0, time.UTC); d.Month() == time.February; d = d.AddDate(0, 0, 1) {
		if d.Weekday() == time.Sunday {
			config.Workdays = append(config.Workdays, d.Format(time.DateOnly))
		} else {
			config.Holidays = append(config.Holidays, d.Format(time.DateOnly))
		}
	}
	c := mustNew(t, config)
	atWork := func(d time.Time) bool {
		date := d.Format(time.DateOnly)
		if slices.Contains(config.Workdays, date) {
			return true
		}
		return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !slices.Contains(config.Holidays, date)
	}
	shanghai := time.FixedZone("+8", 8*60*60)
	for from := time.Date(2020, 12, 20, 17, 45, 1, 2, shanghai); from.Year() < 2022; from = from.AddDate(0, 0, 1) {
		require.Equal(t, atWork(from), c.IsWorkday(from), "%s", from)
		for _, step := range []int{1, -1} {
			d := from
			for n := 1; n <= 40; n++ {
				for d = d.AddDate(0, 0, step); !atWork(d); d = d.AddDate(0, 0, step) {
				}
				if got := c.AddWorkdays(from, step*n); !got.Equal(d) {
					require.Failf(t, "add", "%s and %d working days: found %s, expected %s", from, step*n, got, d)
				}
			}
		}
	}
}

func TestAddWorkdaysIsBounded(t *testing.T) {
	t.Parallel()
	c := mustNew(t, nationalDay())
	from := at(t, "2021-09-30T09:00:00+08:00")
	const most = int(^uint(0) >> 1)
	assert.True(t, c.AddWorkdays(from, most).Equal(c.AddWorkdays(from, 4_000_000)))
	assert.True(t, c.AddWorkdays(from, -most-1).Equal(c.AddWorkdays(from, -4_000_000)))
	assert.Greater(t, c.AddWorkdays(from, most).Year(), 9999)
	assert.Less(t, c.AddWorkdays(from, -most).Year(), 1)
}
