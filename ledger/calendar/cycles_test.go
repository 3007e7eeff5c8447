package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// TestCycles holds cycles of several years to days that are counted by hand.
func TestCycles(t *testing.T) {
	t.Parallel()
	c, err := calendar.New(calendar.Config{FirstMonth: 12, Closes: 20, Cycles: []calendar.CycleOf{
		{Name: "term", Years: 3, From: 2021}, {Name: "plan", Years: 5, From: 2021}},
		Ends: []calendar.End{{Period: "2021-2023", Day: "2024-01-10"}}})
	require.NoError(t, err)
	day := func(text string) time.Time {
		at, err := time.ParseInLocation(time.DateOnly, text, c.Location())
		require.NoError(t, err)
		return at
	}
	for _, row := range []struct{ name, at, period, from, until string }{
		{"term", "2020-11-20", "2018-2020", "2017-11-21", "2020-11-21"},
		{"term", "2020-11-21", "2021-2023", "2020-11-21", "2024-01-11"},
		{"term", "2024-01-10", "2021-2023", "2020-11-21", "2024-01-11"},
		{"term", "2024-01-11", "2024-2026", "2024-01-11", "2026-11-21"},
		{"plan", "2016-01-01", "2016-2020", "2015-11-21", "2020-11-21"},
		{"plan", "2025-11-20", "2021-2025", "2020-11-21", "2025-11-21"},
		{"day", "2024-02-29", "2024-02-29", "2024-02-29", "2024-03-01"},
	} {
		kind := c.Kind(row.name)
		assert.Equal(t, row.name, c.Word(kind))
		p := c.Of(kind, day(row.at))
		assert.Equal(t, row.period, p.String(), row.at)
		start, end := c.Bounds(p)
		assert.Equal(t, day(row.from), start, row.at)
		assert.Equal(t, day(row.until), end, row.at)
		assert.Equal(t, p, c.Prev(c.Next(p)), row.at)
		back, err := c.Parse(row.period)
		require.NoError(t, err)
		assert.Equal(t, p, back)
	}
	assert.Len(t, c.Within(calendar.Year, c.Of(c.Kind("term"), day("2022-01-01"))), 3)
	assert.Len(t, c.Within(calendar.Day, c.Of(calendar.Month, day("2024-02-25"))), 29) // 21 February to 20 March
	assert.True(t, calendar.Year.Inside(calendar.Cycle(2)))
	assert.False(t, calendar.Cycle(2).Inside(calendar.Year))
	_, err = c.Parse("2022-2024")
	require.EqualError(t, err, `period "2022-2024": there is no such term, expected 2021-2023 or another of them`)
	_, err = c.ParseRun("2021-2023..2024-2026")
	require.NoError(t, err)
	assert.Equal(t, []string{"day", "week", "month", "quarter", "half", "year", "term", "plan"}, c.Words())
}

// TestCyclesAreWrong lists what is wrong with cycles and own periods.
func TestCyclesAreWrong(t *testing.T) {
	t.Parallel()
	_, err := calendar.New(calendar.Config{
		Cycles: []calendar.CycleOf{{Name: "a", Years: 1, From: 2021}, {Name: "month", Years: 3, From: 2021},
			{Name: "b", Years: 3, From: 2020}, {Name: "c", Years: 4, From: 21}},
		Own:  []calendar.OwnOf{{Name: "c", Months: 12}, {Name: "d", Months: 0}, {Name: "e", Months: 601}},
		Ends: []calendar.End{{Period: "2020-05-01", Day: "2020-05-02"}, {Period: "2020-2024", Day: "2020-05-02"}}})
	require.Error(t, err)
	assert.Equal(t, []string{
		"calendar Cycles[0].Years: found 1 years, expected 2 to 50",
		`calendar Cycles[1].Name: found "month", which is another kind of period, expected a name of its own`,
		"calendar Cycles[2].Years: found a second cycle of 3 years, expected one of each length",
		"calendar Cycles[3].From: found year 21, expected 1900 to 2099",
		`calendar Own[0].Name: found "c", which is another kind of period, expected a name of its own`,
		"calendar Own[1].Months: found 0 months, expected 1 to 600",
		"calendar Own[2].Months: found 601 months, expected 1 to 600",
	}, strings.Split(err.Error(), "\n"))
	_, err = calendar.New(calendar.Config{
		Ends: []calendar.End{{Period: "2020-05-01", Day: "2020-05-02"}, {Period: "2020-2024", Day: "2020-05-02"}}})
	assert.Equal(t, []string{
		"calendar Ends[0].Period: found 2020-05-01, a day, which ends when it ends; expected a week, month, quarter, " +
			"half, year or cycle",
		`calendar Ends[1].Period: period "2020-2024": the calendar has no cycle of 5 years`,
	}, strings.Split(err.Error(), "\n"))
}

// TestSeries holds periods of a unit's own to days that are counted by hand.
func TestSeries(t *testing.T) {
	t.Parallel()
	c, err := calendar.New(calendar.Config{Own: []calendar.OwnOf{{Name: "licence-year", Months: 12},
		{Name: "permit", Months: 1}, {Name: "other-year", Months: 12}}})
	require.NoError(t, err)
	at := func(text string) time.Time {
		out, err := time.ParseInLocation("2006-01-02T15:04:05", text, c.Location())
		if err != nil {
			out, err = time.ParseInLocation(time.DateOnly, text, c.Location())
		}
		require.NoError(t, err)
		return out
	}
	for _, row := range []struct {
		kind, days, at, period string
		number                 int
	}{
		{"licence-year", "2020-02-29", "2020-02-28T23:59:59", "", 0},
		{"licence-year", "2020-02-29", "2021-02-27", "2020-02-29/2021-02-27", 1},
		{"licence-year", "2020-02-29", "2021-02-28", "2021-02-28/2022-02-27", 2},
		{"licence-year", "2020-02-29", "2024-02-28T23:59:59", "2023-02-28/2024-02-28", 4},
		{"licence-year", "2020-02-29", "2024-02-29", "2024-02-29/2025-02-27", 5},
		{"permit", "2021-01-31", "2021-02-27", "2021-01-31/2021-02-27", 1},
		{"permit", "2021-01-31", "2021-02-28", "2021-02-28/2021-03-30", 2},
		{"permit", "2021-01-31", "2021-03-31", "2021-03-31/2021-04-29", 3},
		{"licence-year", "2021-03-05T17:00:00", "2021-03-05T08:00:00", "2021-03-05/2022-03-04", 1},
		{"licence-year", "1900-01-01", "2099-12-31", "2099-01-01/2099-12-31", 200},
		{"licence-year", "2020-03-05 2022-06-01", "2022-05-31", "2022-03-05/2022-05-31", 3},
		{"licence-year", "2020-03-05 2022-06-01", "2022-06-01", "2022-06-01/2023-05-31", 4},
		{"licence-year", "2020-03-05 2020-01-01 2020-03-05 2022-03-05", "2022-03-05", "2022-03-05/2023-03-04", 3},
	} {
		var days []time.Time
		for _, day := range strings.Fields(row.days) {
			days = append(days, at(day))
		}
		s := c.Series(c.Kind(row.kind), days...)
		p, ok := s.Of(at(row.at))
		require.Equal(t, row.period != "", ok, row.at)
		if !ok {
			continue
		}
		assert.Equal(t, row.period, p.Period.String(), row.at)
		assert.Equal(t, row.number, p.Number, row.at)
		start, end := c.Bounds(p.Period)
		assert.Equal(t, p.Start, start, row.at)
		assert.Equal(t, p.End, end, row.at)
		before, ok := s.Prev(p)
		assert.Equal(t, row.number > 1, ok, row.at)
		if ok {
			assert.Equal(t, p.Start, before.End, row.at)
			assert.Equal(t, p.Number-1, before.Number, row.at)
		}
	}
	assert.True(t, c.Series(c.Kind("permit")).None())
	assert.NotEqual(t, c.Kind("licence-year"), c.Kind("other-year"))
	assert.Less(t, c.Kind("other-year"), calendar.Year)
	assert.True(t, calendar.Day.Inside(c.Kind("permit")))
	assert.False(t, calendar.Week.Inside(c.Kind("licence-year")))
	assert.False(t, c.Kind("permit").Inside(calendar.Year))
	assert.False(t, c.Kind("permit").Inside(c.Kind("licence-year")))
	p, err := calendar.ParsePeriod("2021-03-05/2022-03-04")
	require.NoError(t, err)
	assert.Equal(t, calendar.Own, p.Kind)
	assert.Equal(t, "2021-03-05/2022-03-04", p.String())
	for _, wrong := range []string{"2021-03-05/2021-03-04", "2021-03-05/2021-02-30", "2021-03-05 2022-03-04"} {
		_, err := calendar.ParsePeriod(wrong)
		require.Error(t, err, wrong)
	}
}
