package calendar_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
)

func mustNew(t testing.TB, config calendar.Config) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(config)
	require.NoError(t, err)
	return c
}

func mustParse(t testing.TB, c *calendar.Calendar, text string) calendar.Period {
	t.Helper()
	p, err := c.Parse(text)
	require.NoError(t, err)
	return p
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339Nano, text)
	require.NoError(t, err)
	return instant
}

func TestKnownBounds(t *testing.T) {
	t.Parallel()
	plain, chifeng := calendar.Config{}, calendar.Config{Closes: 25}
	for name, row := range map[string]struct {
		config     calendar.Config
		period     string
		start, end string
	}{
		"ISO week in February": {plain, "2020-W07", "2020-02-10T00:00:00+08:00", "2020-02-17T00:00:00+08:00"},
		"ISO week whatever the closing": {chifeng, "2020-W07", "2020-02-10T00:00:00+08:00",
			"2020-02-17T00:00:00+08:00"},
		"first week of 2020 is of 2019 too": {plain, "2020-W01", "2019-12-30T00:00:00+08:00",
			"2020-01-06T00:00:00+08:00"},
		"week 53":                     {plain, "2020-W53", "2020-12-28T00:00:00+08:00", "2021-01-04T00:00:00+08:00"},
		"first week of 2021":          {plain, "2021-W01", "2021-01-04T00:00:00+08:00", "2021-01-11T00:00:00+08:00"},
		"leap February":               {plain, "2020-02", "2020-02-01T00:00:00+08:00", "2020-03-01T00:00:00+08:00"},
		"calendar quarter":            {plain, "2022-Q1", "2022-01-01T00:00:00+08:00", "2022-04-01T00:00:00+08:00"},
		"calendar half":               {plain, "2022-H2", "2022-07-01T00:00:00+08:00", "2023-01-01T00:00:00+08:00"},
		"a year that closes on 25":    {chifeng, "2020", "2019-12-26T00:00:00+08:00", "2020-12-26T00:00:00+08:00"},
		"a month that closes on 25":   {chifeng, "2020-01", "2019-12-26T00:00:00+08:00", "2020-01-26T00:00:00+08:00"},
		"a quarter that closes on 25": {chifeng, "2020-Q2", "2020-03-26T00:00:00+08:00", "2020-06-26T00:00:00+08:00"},
		"a half that closes on 25":    {chifeng, "2020-H1", "2019-12-26T00:00:00+08:00", "2020-06-26T00:00:00+08:00"},
		"closing on 28 of a plain February": {calendar.Config{Closes: 28}, "2021-03", "2021-03-01T00:00:00+08:00",
			"2021-03-29T00:00:00+08:00"},
		"closing on 28 of a leap February": {calendar.Config{Closes: 28}, "2020-03", "2020-02-29T00:00:00+08:00",
			"2020-03-29T00:00:00+08:00"},
		"a year from December": {calendar.Config{FirstMonth: 12}, "2021", "2020-12-01T00:00:00+08:00",
			"2021-12-01T00:00:00+08:00"},
		"its first quarter": {calendar.Config{FirstMonth: 12}, "2021-Q1", "2020-12-01T00:00:00+08:00",
			"2021-03-01T00:00:00+08:00"},
		"its first month has its own name": {calendar.Config{FirstMonth: 12}, "2020-12", "2020-12-01T00:00:00+08:00",
			"2021-01-01T00:00:00+08:00"},
		"a year from April": {calendar.Config{FirstMonth: 4}, "2021-H2", "2020-10-01T00:00:00+08:00",
			"2021-04-01T00:00:00+08:00"},
		"both": {calendar.Config{FirstMonth: 12, Closes: 25}, "2021-Q1",
			"2020-11-26T00:00:00+08:00", "2021-02-26T00:00:00+08:00"},
		"first of January at closing 1": {calendar.Config{Closes: 1}, "2020-01", "2019-12-02T00:00:00+08:00",
			"2020-01-02T00:00:00+08:00"},
		"the first week there is": {plain, "1899-W01", "1899-01-02T00:00:00+08:05", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := mustNew(t, row.config)
			start, end := c.Bounds(mustParse(t, c, row.period))
			if row.end != "" {
				assert.Equal(t, row.start, start.Format(time.RFC3339))
				assert.Equal(t, row.end, end.Format(time.RFC3339))
			} else {
				assert.Equal(t, row.start[:19], start.Format(time.RFC3339)[:19])
			}
		})
	}
}

func TestKnownWithin(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		config      calendar.Config
		kind        calendar.Kind
		period      string
		count       int
		first, last string
	}{
		"13 weeks by their Sundays": {calendar.Config{},
			calendar.Week, "2022-Q1", 13, "2021-W52", "2022-W12"},
		"52 weeks": {calendar.Config{},
			calendar.Week, "2020", 52, "2020-W01", "2020-W52"},
		"week 53 goes to January": {calendar.Config{},
			calendar.Week, "2021-01", 5, "2020-W53", "2021-W04"},
		"weeks of a closed January": {calendar.Config{Closes: 25},
			calendar.Week, "2020-01", 4, "2019-W52", "2020-W03"},
		"months of a late year": {calendar.Config{FirstMonth: 12},
			calendar.Month, "2021", 12, "2020-12", "2021-11"},
		"months of its quarter": {calendar.Config{FirstMonth: 12},
			calendar.Month, "2021-Q1", 3, "2020-12", "2021-02"},
		"quarters of a half": {calendar.Config{},
			calendar.Quarter, "2021-H2", 2, "2021-Q3", "2021-Q4"},
		"halves of a year": {calendar.Config{},
			calendar.Half, "2021", 2, "2021-H1", "2021-H2"},
		"its own kind": {calendar.Config{},
			calendar.Half, "2021-H1", 1, "2021-H1", "2021-H1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := mustNew(t, row.config)
			within := c.Within(row.kind, mustParse(t, c, row.period))
			require.Len(t, within, row.count)
			assert.Equal(t, row.first, within[0].String())
			assert.Equal(t, row.last, within[row.count-1].String())
		})
	}
	c := mustNew(t, calendar.Config{})
	assert.Empty(t, c.Within(calendar.Year, mustParse(t, c, "2020-Q1")), "a longer kind")
	assert.Empty(t, c.Within(calendar.Month, mustParse(t, c, "2020-W01")), "a longer kind than a week")
}

func TestKindWords(t *testing.T) {
	t.Parallel()
	words := map[calendar.Kind]string{calendar.Day: "day", calendar.Week: "week", calendar.Month: "month",
		calendar.Quarter: "quarter", calendar.Half: "half", calendar.Year: "year", calendar.Cycle(3): "3-years",
		calendar.Cycle(50): "50-years", calendar.Own: "own", 12 * 64: "own-12-months"}
	for kind, word := range words {
		assert.Equal(t, word, kind.String())
		back, err := calendar.ParseKind(word)
		require.NoError(t, err)
		assert.Equal(t, kind, back)
	}
	assert.Less(t, calendar.Week, calendar.Month)
	assert.Less(t, calendar.Half, calendar.Year)
	assert.Equal(t, "Kind(0)", calendar.Kind(0).String())
	assert.Equal(t, "Kind(6)", calendar.Kind(6).String())
	assert.Zero(t, calendar.Cycle(1))
	assert.Zero(t, calendar.Cycle(51))
	assert.Less(t, calendar.Year, calendar.Cycle(2))
	for word, message := range map[string]string{
		"": `kind of period: found "", expected one of day, week, month, quarter, half, year`,
		"quater": `kind of period: found "quater", expected one of day, week, month, quarter, half, year, ` +
			`did you mean "quarter"?`,
		"Year": `kind of period: found "Year", expected one of day, week, month, quarter, half, year, ` +
			`did you mean "year"?`,
		"decennium": `kind of period: found "decennium", expected one of day, week, month, quarter, half, year`,
	} {
		_, err := calendar.ParseKind(word)
		assert.EqualError(t, err, message)
	}
}

func TestPeriodOutOfRange(t *testing.T) {
	t.Parallel()
	c := mustNew(t, calendar.Config{})
	for name, p := range map[string]calendar.Period{
		"zero":               {},
		"unknown kind":       {Kind: 6, Year: 2020, Index: 1},
		"month 0":            {Kind: calendar.Month, Year: 2020},
		"month 13":           {Kind: calendar.Month, Year: 2020, Index: 13},
		"month −1":           {Kind: calendar.Month, Year: 2020, Index: -1},
		"week 53 of 2021":    {Kind: calendar.Week, Year: 2021, Index: 53},
		"quarter 5":          {Kind: calendar.Quarter, Year: 2021, Index: 5},
		"half 3":             {Kind: calendar.Half, Year: 2021, Index: 3},
		"year with an index": {Kind: calendar.Year, Year: 2021, Index: 1},
		"year 0":             {Kind: calendar.Year},
		"year 10000":         {Kind: calendar.Year, Year: 10000},
		"a huge year":        {Kind: calendar.Month, Year: 1 << 60, Index: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.False(t, p.Valid())
			start, end := c.Bounds(p)
			assert.True(t, start.IsZero())
			assert.True(t, end.IsZero())
			assert.Zero(t, c.Next(p))
			assert.Zero(t, c.Prev(p))
			assert.Empty(t, c.Within(calendar.Week, p))
			year, month, day := c.LastDay(p)
			assert.Zero(t, year)
			assert.Zero(t, month)
			assert.Zero(t, day)
		})
	}
	assert.Equal(t, "none", calendar.Period{}.String())
	assert.True(t, calendar.Period{Kind: calendar.Week, Year: 2020, Index: 53}.Valid())
	assert.Zero(t, c.Next(mustParse(t, c, "2100")))
	assert.Zero(t, c.Next(mustParse(t, c, "2100-12")))
	assert.Zero(t, c.Prev(mustParse(t, c, "1899-01")))
	assert.Zero(t, c.Prev(mustParse(t, c, "1899-W01")))
	assert.Zero(t, c.Of(0, time.Unix(0, 0)))
	assert.Zero(t, c.Of(9, time.Unix(0, 0)))
	assert.False(t, c.Of(calendar.Month, time.Date(2101, 1, 1, 12, 0, 0, 0, time.UTC)).Valid())
	assert.False(t, c.Of(calendar.Year, time.Unix(-1<<62, 0)).Valid())
}

func TestConfigErrors(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		config   calendar.Config
		messages []string
	}{
		"zone with a slip": {calendar.Config{Zone: "Asia/Shangai"}, []string{
			`calendar Zone: found "Asia/Shangai", expected a name of the IANA time zone database such as ` +
				`Asia/Shanghai, did you mean "Asia/Shanghai"?`}},
		"zone in small letters": {calendar.Config{Zone: "asia/shanghai"}, []string{
			`calendar Zone: found "asia/shanghai", expected a name of the IANA time zone database such as ` +
				`Asia/Shanghai, did you mean "Asia/Shanghai"?`}},
		"a city alone": {calendar.Config{Zone: "Urumqi"}, []string{
			`calendar Zone: found "Urumqi", expected a name of the IANA time zone database such as Asia/Shanghai, ` +
				`did you mean "Asia/Urumqi"?`}},
		"Beijing is not in the database": {calendar.Config{Zone: "Asia/Beijing"}, []string{
			`calendar Zone: found "Asia/Beijing", expected a name of the IANA time zone database such as ` +
				`Asia/Shanghai, did you mean "Asia/Shanghai"?`}},
		"北京时间": {calendar.Config{Zone: "北京时间"}, []string{
			`calendar Zone: found "北京时间", expected a name of the IANA time zone database such as Asia/Shanghai, ` +
				`did you mean "Asia/Shanghai"?`}},
		"the host's own zone": {calendar.Config{Zone: "Local"}, []string{
			`calendar Zone: found "Local", expected a name of the IANA time zone database such as Asia/Shanghai`}},
		"a path": {calendar.Config{Zone: "../../etc/passwd"}, []string{
			`calendar Zone: found "../../etc/passwd", expected a name of the IANA time zone database such as ` +
				`Asia/Shanghai`}},
		"closing day 29": {calendar.Config{Closes: 29}, []string{
			`calendar Closes: found 29, expected a day of the month from 1 to 28, or 0 for calendar months`}},
		"closing day −1": {calendar.Config{Closes: -1}, []string{
			`calendar Closes: found -1, expected a day of the month from 1 to 28, or 0 for calendar months`}},
		"first month 13": {calendar.Config{FirstMonth: 13}, []string{
			`calendar FirstMonth: found 13, expected a month from 1 to 12, or 0 for January`}},
		"no such date": {calendar.Config{Holidays: []string{"2021-02-29"}}, []string{
			`calendar Holidays[0]: found "2021-02-29", expected a date like 2006-01-02`}},
		"a loose date": {calendar.Config{Workdays: []string{"2021-2-7"}}, []string{
			`calendar Workdays[0]: found "2021-2-7", expected a date like 2006-01-02`}},
		"a date that nobody can mean": {calendar.Config{Holidays: []string{"3020-10-01"}, Workdays: []string{"0202-10-01"}},
			[]string{`calendar Holidays[0]: found 3020-10-01, expected a year from 1900 to 2099`,
				`calendar Workdays[0]: found 0202-10-01, expected a year from 1900 to 2099`}},
		"a date twice": {calendar.Config{Holidays: []string{"2021-10-01", "2021-10-01"}}, []string{
			`calendar Holidays[1]: 2021-10-01 is already in Holidays[0], expected it once`}},
		"a date in both lists": {calendar.Config{Holidays: []string{"2021-10-01", "2021-10-02"},
			Workdays: []string{"2021-10-02"}}, []string{
			`calendar Workdays[0]: 2021-10-02 is already in Holidays[1], expected it once`}},
		"ends of what is no period": {calendar.Config{Ends: []calendar.End{{"2018-Q5", "2018-10-09"},
			{"2018-q3", "2018-10-09"}, {"3018", "2018-10-09"}}}, []string{
			`calendar Ends[0].Period: period "2018-Q5": there is no such quarter, expected 2018-Q1 to 2018-Q4`,
			`calendar Ends[1].Period: period: found "2018-q3", expected 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31, ` +
				`did you mean "2018-Q3"?`,
			`calendar Ends[2].Period: period "3018": found year 3018, expected 1899 to 2100`}},
		"ends on what is no day": {calendar.Config{Zone: "Pacific/Apia", Ends: []calendar.End{{"2018-Q3", "2018-09-31"},
			{"2018-Q2", "3018-06-30"}, {"2011", "2011-12-30"}, {"2011-Q4", "soon"}}}, []string{
			`calendar Ends[0].Day: found "2018-09-31", expected a date like 2006-01-02`,
			`calendar Ends[1].Day: found 3018-06-30, expected a year from 1900 to 2099`,
			`calendar Ends[2].Day: found 2011-12-30, expected a day that Pacific/Apia had`,
			`calendar Ends[3].Day: found "soon", expected a date like 2006-01-02`}},
		"an end before the first day": {calendar.Config{Ends: []calendar.End{{"2018-Q3", "2018-06-30"}}}, []string{
			`calendar Ends[0].Day: found 2018-06-30 as the last day of 2018-Q3, expected none before 2018-07-01`}},
		"an end after that of the next": {calendar.Config{Ends: []calendar.End{{"2018-Q3", "2019-01-01"}}}, []string{
			`calendar Ends[0].Day: found 2019-01-01 as the last day of 2018-Q3, expected none after 2018-12-31, the last ` +
				`day of 2018-Q4`}},
		"two ends the wrong way round": {calendar.Config{Ends: []calendar.End{{"2018-09", "2018-10-09"},
			{"2018-08", "2018-10-12"}}}, []string{
			`calendar Ends[0].Day: found 2018-10-09 as the last day of 2018-09, expected none before 2018-10-13`}},
		"the same, in the order of time": {calendar.Config{Ends: []calendar.End{{"2018-08", "2018-10-12"},
			{"2018-09", "2018-10-09"}}}, []string{
			`calendar Ends[1].Day: found 2018-10-09 as the last day of 2018-09, expected none before 2018-10-13`}},
		"three run together beyond the fourth": {calendar.Config{Ends: []calendar.End{{"2018-01", "2018-04-01"},
			{"2018-02", "2018-04-01"}}}, []string{
			`calendar Ends[1].Day: found 2018-04-01 as the last day of 2018-02, expected none after 2018-03-31, the last ` +
				`day of 2018-03`}},
		"an end twice": {calendar.Config{Ends: []calendar.End{{"2018", "2018-12-30"}, {"2018", "2018-12-29"}}}, []string{
			`calendar Ends[1].Period: 2018 is already in Ends[0], expected it once`}},
		"all at once": {calendar.Config{Zone: "Mars/Olympus", Closes: 31, FirstMonth: -2,
			Holidays: []string{"x", "2021-10-01", "2021-10-01"}, Workdays: []string{"2021-10-01", ""}}, []string{
			`calendar Zone: found "Mars/Olympus", expected a name of the IANA time zone database such as Asia/Shanghai`,
			`calendar Closes: found 31, expected a day of the month from 1 to 28, or 0 for calendar months`,
			`calendar FirstMonth: found -2, expected a month from 1 to 12, or 0 for January`,
			`calendar Holidays[0]: found "x", expected a date like 2006-01-02`,
			`calendar Holidays[2]: 2021-10-01 is already in Holidays[1], expected it once`,
			`calendar Workdays[0]: 2021-10-01 is already in Holidays[1], expected it once`,
			`calendar Workdays[1]: found "", expected a date like 2006-01-02`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := calendar.New(row.config)
			require.EqualError(t, err, strings.Join(row.messages, "\n"))
			assert.Nil(t, c)
			var typed *calendar.Error
			require.True(t, errors.As(err, &typed))
			assert.True(t, strings.HasPrefix(row.messages[0], "calendar "+typed.Field))
		})
	}
}

func TestConfigIsCopied(t *testing.T) {
	t.Parallel()
	holidays := []string{"2021-10-01"}
	c := mustNew(t, calendar.Config{Holidays: holidays})
	holidays[0] = "2021-10-08"
	assert.False(t, c.IsWorkday(at(t, "2021-10-01T12:00:00+08:00")))
	assert.True(t, slices.Equal(holidays, []string{"2021-10-08"}))
}

// TestPeriodsRunTogether: what has no day is no period, wherever it is asked for.
func TestPeriodsRunTogether(t *testing.T) {
	t.Parallel()
	c := mustNew(t, calendar.Config{Ends: []calendar.End{{"2018-01", "2018-02-28"}}})
	january, march := mustParse(t, c, "2018-01"), mustParse(t, c, "2018-03")
	february, err := calendar.ParsePeriod("2018-02")
	require.NoError(t, err, "the name of a period in other calendars")
	_, err = c.Parse("2018-02")
	require.EqualError(t, err, `period "2018-02": it has no day, since 2018-01 ends 2018-02-28, expected another`)
	start, end := c.Bounds(february)
	assert.True(t, start.IsZero() && end.IsZero())
	assert.Zero(t, c.Next(february))
	assert.Zero(t, c.Prev(february))
	assert.Empty(t, c.Within(calendar.Week, february))
	assert.Equal(t, march, c.Next(january))
	assert.Equal(t, january, c.Prev(march))
	assert.Equal(t, january, c.Of(calendar.Month, at(t, "2018-02-28T23:59:59+08:00")))
	assert.Len(t, c.Within(calendar.Week, january), 8, "Sundays from 7 January to 25 February")
	assert.Equal(t, []calendar.Period{january, march}, c.Within(calendar.Month, mustParse(t, c, "2018-Q1")))
}
