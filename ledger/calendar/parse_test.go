package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
)

func TestParse(t *testing.T) {
	t.Parallel()
	c := mustNew(t, calendar.Config{})
	for text, expected := range map[string]calendar.Period{
		"2020":     {Kind: calendar.Year, Year: 2020},
		"1899":     {Kind: calendar.Year, Year: 1899},
		"2100":     {Kind: calendar.Year, Year: 2100},
		"2020-H1":  {Kind: calendar.Half, Year: 2020, Index: 1},
		"2020-Q3":  {Kind: calendar.Quarter, Year: 2020, Index: 3},
		"2020-07":  {Kind: calendar.Month, Year: 2020, Index: 7},
		"2020-W07": {Kind: calendar.Week, Year: 2020, Index: 7},
		"2020-W53": {Kind: calendar.Week, Year: 2020, Index: 53},
	} {
		p, err := c.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, expected, p, text)
		assert.Equal(t, text, p.String())
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	const forms = ", expected 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31"
	c := mustNew(t, calendar.Config{})
	for text, message := range map[string]string{
		"":           `period: found ""` + forms,
		"20":         `period: found "20"` + forms,
		"2020-":      `period: found "2020-"` + forms,
		"2020-7":     `period: found "2020-7"` + forms + `, did you mean "2020-07"?`,
		"2020-007":   `period: found "2020-007"` + forms,
		"202007":     `period: found "202007"` + forms + `, did you mean "2020-07"?`,
		"2020/07":    `period: found "2020/07"` + forms + `, did you mean "2020-07"?`,
		"2020-07-1":  `period: found "2020-07-1"` + forms,
		"2021-02-29": `period: found "2021-02-29"` + forms,
		"2021-2023":  `period "2021-2023": the calendar has no cycle of 3 years`,
		"2021-2021":  `period "2021-2021": found 1 years, expected a cycle of 2 to 50`,
		"2021-03-05/2022-03-04": `period "2021-03-05/2022-03-04": it is a unit's own, expected a period of the ` +
			`calendar, as 2022, in which it ends`,
		"2020-M07": `period: found "2020-M07"` + forms + `, did you mean "2020-07"?`,
		"2020-q3":  `period: found "2020-q3"` + forms + `, did you mean "2020-Q3"?`,
		"2020Q3":   `period: found "2020Q3"` + forms + `, did you mean "2020-Q3"?`,
		"2020-Q03": `period: found "2020-Q03"` + forms + `, did you mean "2020-Q3"?`,
		"2020-Q":   `period: found "2020-Q"` + forms,
		"2020-W7":  `period: found "2020-W7"` + forms + `, did you mean "2020-W07"?`,
		"2020-w07": `period: found "2020-w07"` + forms + `, did you mean "2020-W07"?`,
		"2020-h1":  `period: found "2020-h1"` + forms + `, did you mean "2020-H1"?`,
		" 2020":    `period: found " 2020"` + forms,
		"2020-07 ": `period: found "2020-07 "` + forms + `, did you mean "2020-07"?`,
		"+2020":    `period: found "+2020"` + forms,
		"-020":     `period: found "-020"` + forms,
		"２０２０":     `period: found "２０２０"` + forms,
		"2020-０7":  `period: found "2020-０7"` + forms,
		"2020年":    `period: found "2020年"` + forms,
		"20200":    `period: found "20200"` + forms,
		"0000":     `period "0000": found year 0000, expected 1899 to 2100`,
		"0202-01":  `period "0202-01": found year 0202, expected 1899 to 2100`,
		"1898-W52": `period "1898-W52": found year 1898, expected 1899 to 2100`,
		"2101":     `period "2101": found year 2101, expected 1899 to 2100`,
		"9999-Q4":  `period "9999-Q4": found year 9999, expected 1899 to 2100`,
		"2020-00":  `period "2020-00": there is no such month, expected 2020-01 to 2020-12`,
		"2020-13":  `period "2020-13": there is no such month, expected 2020-01 to 2020-12`,
		"2020-Q0":  `period "2020-Q0": there is no such quarter, expected 2020-Q1 to 2020-Q4`,
		"2020-Q5":  `period "2020-Q5": there is no such quarter, expected 2020-Q1 to 2020-Q4`,
		"2020-H3":  `period "2020-H3": there is no such half, expected 2020-H1 to 2020-H2`,
		"2021-W53": `period "2021-W53": there is no such week, expected 2021-W01 to 2021-W52`,
		"2020-W54": `period "2020-W54": there is no such week, expected 2020-W01 to 2020-W53`,
		"2020-W00": `period "2020-W00": there is no such week, expected 2020-W01 to 2020-W53`,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			p, err := c.Parse(text)
			require.EqualError(t, err, message)
			assert.Zero(t, p)
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"", "2020", "0000", "9999", "2020-H1", "2020-H3", "2020-Q4", "2020-07", "2020-13", "2020-W07", "2020-W53",
		"2021-W53", "2020-7", "2020q3", "202007", "２０２０", "2020-\xff", "1899-W01", "2100-W52", "0001-W01", "2020-W", " 2020-07 ",
	} {
		f.Add(text)
	}
	c := mustNew(f, calendar.Config{Closes: 25, FirstMonth: 12})
	f.Fuzz(func(t *testing.T, text string) {
		p, err := c.Parse(text)
		if err != nil {
			require.Zero(t, p)
			return
		}
		require.True(t, p.Valid())
		require.Equal(t, text, p.String())
		start, end := c.Bounds(p)
		require.True(t, start.Before(end))
		require.Equal(t, p, c.Of(p.Kind, start))
		require.Equal(t, p, c.Of(p.Kind, end.Add(-1)))
		require.NotEqual(t, p, c.Of(p.Kind, end))
		if next := c.Next(p); next.Valid() {
			require.Equal(t, p, c.Prev(next))
		}
	})
}
