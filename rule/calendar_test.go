package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule/document"
)

func TestCalendar(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	for expr, want := range map[string]string{
		// A year after 29 February is over on the 28th, and the fourth on the 29th.
		`years(date(2020, 2, 29), date(2021, 2, 27))`: `0`, `years(date(2020, 2, 29), date(2021, 2, 28))`: `1`,
		`years(date(2020, 2, 29), date(2024, 2, 28))`: `3`, `years(date(2020, 2, 29), date(2024, 2, 29))`: `4`,
		`years(date(2019, 2, 28), date(2020, 2, 28))`: `1`, `years(date(2019, 3, 1), date(2020, 2, 29))`: `0`,
		`years(on, on)`: `0`, `years(on, date(2119, 3, 8))`: `99`, `years(item.at, date(2021, 3, 8))`: `1`,
		// Backwards it is counted from the first of the two as well.
		`years(date(2021, 2, 28), date(2020, 2, 29))`: `0`, `years(date(2021, 3, 1), date(2020, 2, 29))`: `-1`,
		`years(date(2020, 2, 29), date(2019, 2, 28))`: `-1`, `years(date(2020, 2, 29), date(2019, 3, 1))`: `0`,

		`months(date(2020, 2, 29), date(2021, 2, 27))`: `11`, `months(date(2020, 2, 29), date(2021, 2, 28))`: `12`,
		`months(date(2020, 2, 29), date(2024, 2, 28))`: `47`, `months(date(2021, 3, 1), date(2020, 2, 29))`: `-12`,
		`months(date(2021, 1, 31), date(2021, 2, 27))`: `0`, `months(date(2021, 1, 31), date(2021, 2, 28))`: `1`,
		`months(date(2021, 1, 31), date(2021, 3, 30))`: `1`, `months(date(2021, 1, 31), date(2021, 3, 31))`: `2`,
		`months(date(2020, 1, 31), date(2020, 2, 28))`: `0`, `months(date(2020, 1, 31), date(2020, 2, 29))`: `1`,
		`months(date(2020, 12, 31), date(2021, 1, 30))`: `0`, `months(date(2020, 12, 31), date(2021, 1, 31))`: `1`,
		`months(date(2021, 3, 31), date(2021, 2, 28))`: `-1`, `months(date(2021, 3, 31), date(2021, 3, 1))`: `0`,
		`months(date(2021, 3, 15), date(2021, 2, 16))`: `0`, `months(date(2021, 3, 15), date(2020, 3, 15))`: `-12`,
		`months(date(2021, 1, 1), date(2020, 12, 1))`: `-1`, `months(date(1, 1, 1), date(9999, 12, 31))`: `119987`,

		`days(on, item.at)`: `0`, `days(date(2020, 2, 28), date(2020, 3, 1))`: `2`,
		`days(date(2021, 3, 1), date(2021, 2, 28))`: `-1`, `days(date(2020, 1, 1), date(2021, 1, 1))`: `366`,

		`addMonths(date(2021, 1, 31), 1)`: `2021-02-28`, `addMonths(date(2020, 1, 31), 1)`: `2020-02-29`,
		`addMonths(date(2021, 1, 31), 2)`: `2021-03-31`, `addMonths(date(2021, 1, 31), 13)`: `2022-02-28`,
		`addMonths(date(2021, 3, 31), -1)`: `2021-02-28`, `addMonths(date(2021, 3, 31), -4)`: `2020-11-30`,
		`addMonths(date(2021, 2, 28), 1)`: `2021-03-28`, `addMonths(on, 0)`: `2020-03-08`,
		`addMonths(date(2021, 1, 15), -13)`: `2019-12-15`, `on.addMonths(12) == on.addYears(1)`: `true`,
		`addYears(date(2020, 2, 29), 1)`: `2021-02-28`, `addYears(date(2020, 2, 29), 4)`: `2024-02-29`,
		`addYears(date(2000, 2, 29), 100)`: `2100-02-28`, `addYears(date(2020, 2, 29), -1)`: `2019-02-28`,
		`addMonths(item.at, 1)`: `2020-04-08T09:10:30+08:00`, `addYears(item.at, -20)`: `2000-03-08T09:10:30+08:00`,
		`addMonths(date(9999, 11, 30), 1)`: `9999-12-30`, `addYears(date(1, 1, 1), 9998)`: `9999-01-01`,

		`[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(m, quarter(date(2021, m, 1)))`: `[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]`,
		`[1, 6, 7, 12].map(m, date(2021, m, 1).half)`:                               `[1, 1, 2, 2]`, `date(2021, 3, 31).quarter`: `1`,

		`hours(item.at - on)`: `9`, `minutes(item.at - on)`: `550`, `seconds(item.at - on)`: `33030`,
		`days(item.at - on)`: `0`, `hours(on - item.at)`: `-9`, `days(days(2) + hours(23))`: `2`, `days(-days(1.5))`: `-1`,
		`hours(minutes(0))`: `0`, `minutes(hours(1.5))`: `90`, `days(days(3))`: `3`, `seconds(seconds(0.999))`: `0`,
	} {
		v, err := compile(t, env, expr).Eval(vars)
		require.NoError(t, err, expr)
		assert.Equal(t, want, v.String(), expr)
	}
	for expr, want := range map[string]string{
		`addMonths(on, x)`:         `1:1: found 2.5, expected a whole number from -119988 to 119988`,
		`addMonths(on, x * 80000)`: `1:1: found 200000, expected a whole number from -119988 to 119988`,
		`addYears(on, 4000 * x)`:   `1:1: found 10000, expected a whole number from -9999 to 9999`,
		`addYears(on, 3192 * x)`:   `1:1: the time is outside the years 1 to 9999`,
		`on.addYears(-808 * x)`:    `1:4: the time is outside the years 1 to 9999`,
	} {
		_, err := compile(t, env, expr).Eval(vars)
		require.EqualError(t, err, want, expr)
	}
}

// TestCalendarCounts holds years, months and their sums to each other, for every day of four years and each distance.
func TestCalendarCounts(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	later, back := compile(t, env, `addMonths(on, x)`), compile(t, env, `months(on, addMonths(on, x)) == x`)
	years := compile(t, env, `years(on, addYears(on, x)) == x && years(on, addYears(on, x) - days(1)) == x - 1`)
	vars := kitVars()
	for day := day("2019-01-01"); day.time().Year() < 2023; day, _ = day.plus(24*60*60*1e9, chinaTime) {
		for _, n := range []int64{0, 1, 2, 11, 12, 13, 25, 48} {
			vars[varOn] = day
			for _, sign := range []int64{1, -1} {
				vars[varX] = Int(sign * n)
				v, err := later.Eval(vars)
				require.NoError(t, err)
				assert.LessOrEqual(t, v.time().Day(), day.time().Day())
				v, err = back.Eval(vars)
				require.NoError(t, err)
				assert.Equal(t, Bool(true), v, "%v and %d months", day, sign*n)
			}
			if vars[varX] = Int(n); n > 0 {
				v, err := years.Eval(vars)
				require.NoError(t, err)
				assert.Equal(t, Bool(true), v, "%v and %d years", day, n)
			}
		}
	}
}

// TestCalendarInZones asks of days that begin late, twice or never.
func TestCalendarInZones(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ zone, from, expr, want string }{
		{"America/Sao_Paulo", "2010-09-17T00:30:00-03:00", `addMonths(t, 1)`, `2010-10-17T01:00:00-02:00`},
		{"America/Sao_Paulo", "2010-09-17T00:30:00-03:00", `addMonths(date(t), 1)`, `2010-10-17`},
		{"America/Sao_Paulo", "2010-10-16T23:59:00-03:00", `days(t, date(2010, 10, 17))`, `1`},
		{"America/Sao_Paulo", "2010-10-16T23:59:00-03:00", `hours(date(2010, 10, 18) - date(t))`, `47`},
		{"America/St_Johns", "2010-10-07T00:00:30-02:30", `addMonths(t, 1)`, `2010-11-07T00:00:30-03:30`},
		{"America/Nuuk", "2024-01-30T23:30:00-02:00", `addMonths(t, 2)`, `2024-03-30T22:59:59.999999999-02:00`},
		{"Pacific/Apia", "2011-11-29T10:00:00-10:00", `days(t, date(2011, 12, 31))`, `32`},
		{"Pacific/Apia", "2011-11-30T10:00:00-10:00", `addMonths(t, 1)`,
			`1:1: found the date 2011-12-30, expected a day that Pacific/Apia had`},
		{"Pacific/Apia", "2011-11-30T10:00:00-10:00", `months(t, date(2011, 12, 31))`, `1`},
	} {
		c, err := calendar.New(calendar.Config{Zone: row.zone})
		require.NoError(t, err)
		env, err := NewEnv(Config{Vars: []Var{{Name: "t", Type: TimeType()}}, Calendar: c})
		require.NoError(t, err)
		p, err := env.Compile(document.Text(row.expr))
		require.NoError(t, err)
		got := ""
		if v, err := p.Eval(Row{moment(row.from)}); err != nil {
			got = err.Error()
		} else {
			got = v.String()
		}
		assert.Equal(t, row.want, got, "%s of %s in %s", row.expr, row.from, row.zone)
	}
}

// TestCalendarReads: who asks of days sees of a time its day.
func TestCalendarReads(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for expr, want := range map[string]bool{
		`years(item.at, item.happened) > 3`: true, `months(on, item.at) + days(item.at, on) > 1`: true,
		`quarter(item.at) == 1`: true, `addMonths(item.at, 3).month == 6`: true,
		`years(addYears(item.at, 1), item.happened) == 0`: true, `addMonths(item.at, 1) > item.happened`: false,
		`hours(item.at - item.happened) > 1`: false,
	} {
		for _, u := range compile(t, env, expr).Times() {
			assert.Equal(t, want, u.Day && !u.Whole && !u.Clock && len(u.From) == 0, "%s of %s", u, expr)
		}
	}
}
