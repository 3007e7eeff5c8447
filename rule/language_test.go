package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestLanguage holds what expressions come to, written as Value.String writes it.
func TestLanguage(t *testing.T) {
	t.Parallel()
	groups := map[string][][2]string{
		"numbers are exact": {
			{`0.1 + 0.2 == 0.3`, `true`}, {`1.10 == 1.1`, `true`}, {`1 == 1.0`, `true`}, {`0.1 + 0.2`, `0.3`},
			{`1e3`, `1000`}, {`1.5E-3`, `0.0015`}, {`.5`, `0.5`}, {`3 * 0.1 == 0.3`, `true`}, {`x * 4`, `10`},
			{`-x`, `-2.5`}, {`--x`, `2.5`}, {`- 5 + 3`, `-2`}, {`-0.0`, `0`}, {`2 - 5`, `-3`}, {`007`, `7`},
			{`9999999999999999999999999999999999`, `9999999999999999999999999999999999`},
			{`9223372036854775807 + 1`, `9223372036854775808`}, {`-9223372036854775808`, `-9223372036854775808`},
			{`-9223372036854775808 - 1`, `-9223372036854775809`},
			{`-(-9223372036854775808)`, `9223372036854775808`},
			{`3037000500 * -3037000500`, `-9223372037000250000`},
			{`3037000500 * 3037000500`, `9223372037000250000`},
			{`0.0000000000000000000000000000000001 * 10`, `0.000000000000000000000000000000001`},
			{`7 % 3`, `1`}, {`-7 % 3`, `-1`}, {`7 % -3`, `1`}, {`7.5 % 2`, `1.5`}, {`1 % 0.3`, `0.1`},
			{`9999999999999999999999 % 7`, `3`}, {`1 < 1.5 && 1.5 <= 1.50 && 2 > 1.999 && 2 >= 2`, `true`},
			{`1 != 1.00`, `false`},
			{`100000000000000000000 > 99999999999999999999.9`, `true`},
		},
		"rounding": {
			{`round(2.345, 2)`, `2.35`}, {`round(-2.345, 2)`, `-2.35`}, {`round(2.344999, 2)`, `2.34`},
			{`round(5, 2)`, `5`}, {`round(1250, -2)`, `1300`}, {`round(49, -2)`, `0`}, {`round(50, -2)`, `100`},
			{`round(2.345, 2, "half_even")`, `2.34`}, {`round(2.355, 2, "half_even")`, `2.36`},
			{`round(2.3451, 2, "half_even")`, `2.35`}, {`round(-2.345, 2, "down")`, `-2.34`},
			{`round(-2.341, 2, "up")`, `-2.35`}, {`round(-2.341, 2, "floor")`, `-2.35`},
			{`round(-2.349, 2, "ceiling")`, `-2.34`}, {`round(2.341, 2, "ceiling")`, `2.35`},
			{`round(2.349, 2, "floor")`, `2.34`}, {`round(2.345, 2, "half_up")`, `2.35`},
			{`round(0.5, 0) + round(1.5, 0)`, `3`},
			{`round(0.5, 0, "half_even") + round(1.5, 0, "half_even")`, `2`},
			{`round(12345678901234567890.5, 0)`, `12345678901234567891`},
			{`floor(2.7)`, `2`}, {`floor(-2.1)`, `-3`}, {`ceil(2.1)`, `3`}, {`ceil(-2.7)`, `-2`}, {`abs(-2.5)`, `2.5`},
			{`abs(3)`, `3`}, {`div(1, 3, 2)`, `0.33`}, {`div(2, 3, 2)`, `0.67`}, {`div(-2, 3, 2)`, `-0.67`},
			{`div(2, 3, 2, "down")`, `0.66`}, {`div(1, 3, 30)`, `0.333333333333333333333333333333`},
			{`div(1, 8, 3)`, `0.125`}, {`div(12345, 10, -2)`, `1200`}, {`div(0.1, 0.3, 4)`, `0.3333`},
			{`div(100, 0.01, 0)`, `10000`}, {`div(1, 2, 0, "half_even")`, `0`}, {`div(3, 2, 0, "half_even")`, `2`},
			{`div(0, 7, 2)`, `0`}, {`div(-1, 3, 0, "floor")`, `-1`}, {`div(-1, 3, 0, "ceiling")`, `0`},
			{`pow(2, 10)`, `1024`}, {`pow(1.1, 2)`, `1.21`}, {`pow(0, 0)`, `1`}, {`pow(-1, 1000)`, `1`},
			{`pow(-1, 999)`, `-1`}, {`pow(5, 0)`, `1`}, {`pow(1, 1000)`, `1`}, {`pow(0.5, 3)`, `0.125`},
			{`pow(2, 100)`, `1267650600228229401496703205376`},
		},
		"choosing": {
			{`min(3, 1, 2)`, `1`}, {`max(3, 1, 2)`, `3`}, {`min(1, 2, 3, 4, 5, 6, 7, 0.5)`, `0.5`},
			{`max([1, 5, 2])`, `5`}, {`min([2.5])`, `2.5`}, {`max(date(2020, 1, 1), date(2021, 1, 1))`, `2021-01-01`},
			{`min(days(1), hours(5))`, `5h0m0s`}, {`sum([0.1, 0.2, 0.3])`, `0.6`},
			{`sum(item.adoptions.map(a, default(a.fee, 0)))`, `50.5`}, {`sum([hours(1), minutes(30)])`, `1h30m0s`},
			{`sum(names.map(n, 1))`, `3`}, {`tier == "city" ? 5 : 7.5`, `5`}, {`tier != "city" ? 5 : 7.5`, `7.5`},
			{`true ? 1 : div(x, 0, 2)`, `1`}, {`x > 2 ? "a" : "b"`, `"a"`}, {`x < 1 ? 1 : x < 3 ? 3 : 5`, `3`},
		},
		"logic": {
			{`true && false || true`, `true`}, {`!true`, `false`}, {`!!item.late`, `false`},
			{`false && nth > 1`, `false`}, {`nth > 1 && false`, `false`}, {`nth > 1 || true`, `true`},
			{`true || nth > 1`, `true`}, {`nth > 1 && x > 1 && x < 2`, `false`},
			{`div(x, 0, 1) > 1 || tier == "city"`, `true`}, {`default(nth, 7)`, `7`}, {`default(item.words, 7)`, `600`},
			{`default(item.words > 5 && nth > 1, false)`, `false`},
			{`default(nth + 1, default(item.reply.words, -1))`, `-1`}, {`default(nth > 1 || x > 1, false)`, `true`},
			{`has(item.words)`, `true`}, {`has(item.happened)`, `false`}, {`has(nth)`, `false`}, {`has(x)`, `true`},
			{`has(sums.adopted)`, `true`}, {`has(item.genre)`, `true`}, {`has(params.standard.village)`, `false`},
			{`!has(item.happened) || item.happened < item.at`, `true`},
			{`default(clock(on), hours(1)) == hours(1)`, `true`},
			{`default(sums[tier], 7)`, `7`}, {`default(sums[tier] + 1, 7)`, `7`},
			{`default(params.standard["none"] * item.words, 7)`, `7`},
			{`default(params.standard["x" + tier], 0) + default(params.standard[tier], 0)`, `5`},
			{`default(names[3], "z") + default(names[2], "z") + default(names[-1], "z") + default(names[0.5], "z")`,
				`"zczz"`}, {`default([7, x][2], default([x][0], 1))`, `2.5`},
		},
		"lists": {
			{`[1, 2, 3][1]`, `2`}, {`[1, 2][1.0]`, `2`}, {`names[size(names) - 1]`, `"c"`}, {`size([])`, `0`},
			{`[] == []`, `true`}, {`[1] + [2, 3.5]`, `[1, 2, 3.5]`}, {`[] + names`, `["a", "b", "c"]`},
			{`names.size()`, `3`}, {`"b" in names`, `true`}, {`"d" in names`, `false`}, {`2.0 in [1, 2]`, `true`},
			{`tier in ["city", "county"]`, `true`}, {`1 in []`, `false`}, {`[1, 2] == [1.0, 2.00]`, `true`},
			{`[1] != [1, 2]`, `true`}, {`[[1], []][1]`, `[]`}, {`[] in [[1], []]`, `true`},
			{`[1, 2, 3].all(i, i > 0)`, `true`}, {`[1, 2, 3].all(i, i > 1)`, `false`}, {`[].all(i, false)`, `true`},
			{`[1, 2].exists(i, i == 2)`, `true`}, {`[].exists(i, true)`, `false`},
			{`[1, 2, 2].exists_one(i, i == 1)`, `true`}, {`[1, 2, 2].exists_one(i, i == 2)`, `false`},
			{`[1, 2, 2].count(i, i == 2)`, `2`}, {`[].count(i, true)`, `0`},
			{`[1, 2, 3].map(i, i * 2)`, `[2, 4, 6]`}, {`[1, 2, 3].map(i, i > 1, i * 2)`, `[4, 6]`},
			{`[1, 2, 3].filter(i, i != 2)`, `[1, 3]`}, {`[1, 2].map(i, [3, 4].map(j, i * j))`, `[[3, 4], [6, 8]]`},
			{`[1, 2].map(i, [10].map(i, i))`, `[[10], [10]]`}, {`[1, 0].exists(i, div(1, i, 0) == 1)`, `true`},
			{`[0, 1].exists(i, div(1, i, 0) == 1)`, `true`}, {`[0, 1].all(i, div(1, i, 0) == 2)`, `false`},
			{`[1, 2].exists(x, x == 2) && x == 2.5`, `true`},
			{`[7].map(x, .x)`, `[2.5]`},
			{`item.adoptions.exists(a, a.tier in ["national", "region"] && a.outlet.medium in ["newspaper", ` +
				`"journal"])`, `true`},
			{`item.adoptions.filter(a, has(a.fee)).map(a, a.fee)`, `[20, 30.5]`},
			{`item.adoptions.filter(a, has(a.fee)).filter(a, a.fee > 20)[0].outlet.name`, `"人民日报"`},
			{`item.adoptions.count(a, has(a.tier))`, `2`}, {`size(item.adoptions)`, `3`}, {`best(item.adoptions)`, `3`},
			{`best(item.adoptions.filter(a, a.outlet.level == "city"))`, `1`},
			{`["a", "b"].map(n, n + "!").join("-")`, `"a!-b!"`},
			{`[3, 1, 2, 1].take_while(i, i != 2)`, `[3, 1]`}, {`[1, 2].take_while(i, i > 1)`, `[]`},
			{`[1, 2].take_while(i, true)`, `[1, 2]`}, {`[1].filter(i, i > 1).take_while(i, true).size()`, `0`},
			{`[1, 0, 1].take_while(i, div(1, i, 0) == 2)`, `[]`},
			{`[2, 1, 0].take_while(i, i > 1 || div(1, i, 0) == 7)`, `[2]`},
			{`[[1, 2], [2, 1]].map(l, l.take_while(i, i < 2).size())`, `[1, 0]`},
			{`item.adoptions.take_while(a, has(a.fee)).map(a, a.fee)`, `[20, 30.5]`},
			{`item.adoptions.take_while(a, a.at < on).size() <= item.adoptions.size()`, `true`},
		},
		"maps": {
			{`params.standard[tier]`, `5`}, {`params["standard"]["brief-item"]`, `7.5`},
			{"params.standard.`brief-item`", `7.5`}, {`sums["great-value"]`, `300`}, {`sums.adopted`, `1`},
			{`tier in params.standard`, `true`}, {`"x" in params.standard`, `false`},
			{`{"a": 1, "b": 2}[name == "" ? "a" : "b"]`, `2`}, {`{"a": 1}.a`, `1`}, {`size({"a": 1, "b": 2})`, `2`},
			{`{}.size()`, `0`}, {`{"a": 1} == {"a": 1.0}`, `true`}, {`{"a": 1} != {"b": 1}`, `true`},
			{`{tier: 1, "z": 2}`, `{"city": 1, "z": 2}`}, {`params.tasks == {"weekly": 2}`, `true`},
			{`split(item.authors, [3, 2])`, `{"linxi": 3, "wengniute": 2}`}, {`split(["a"], [3, 2])`, `{"a": 3}`},
			{`equal(item.authors)`, `{"linxi": 1, "wengniute": 1}`}, {`split([], [1])`, `{}`},
		},
		"texts": {
			{`"a" + 'b'`, `"ab"`}, {`size("人民日报")`, `4`}, {`name.size()`, `6`}, {`"人民日报".contains("民日")`, `true`},
			{`name.startsWith("《")`, `true`}, {`name.endsWith("》")`, `true`}, {`contains(name, "日")`, `true`},
			{`"a" < "b"`, `true`}, {`"人" > "z"`, `true`}, {`"Abc".lower() + "Abc".upper()`, `"abcABC"`},
			{`lower("X")`, `"x"`}, {`" a　".trim()`, `"a"`}, {`name.replace("《", "").replace("》", "")`, `"人民日报"`},
			{`"人民日报".substring(2)`, `"日报"`}, {`"人民日报".substring(0, 2)`, `"人民"`}, {`"ab".substring(2)`, `""`},
			{`"a,b,,c".split(",")`, `["a", "b", "", "c"]`}, {`["a", "b"].join(", ")`, `"a, b"`},
			{`join(names)`, `"abc"`}, {`"人民".chars()`, `["人", "民"]`}, {`"".chars()`, `[]`},
			{`"a".matches("^[a-c]+$")`, `true`}, {`matches(name, "日")`, `true`},
			{`tier.matches("^ci" + "ty$")`, `true`}, {`string(1.50)`, `"1.5"`}, {`string(true)`, `"true"`},
			{`string("a")`, `"a"`}, {`string(on)`, `"2020-03-08"`}, {`string(item.at)`, `"2020-03-08T09:10:30+08:00"`},
			{`number("1.50") + 1`, `2.5`}, {`number(" -3e2 ")`, `-300`},
			{`r'\d' + "\u4eba\n" + '''a'b'''`, `"\\d人\na'b"`},
			{`"5 > 3 // no comment 1e999"`, `"5 > 3 // no comment 1e999"`}, {"1 + // 5 + 1e999\n 2", `3`},
		},
		"times": {
			{`date(2020, 3, 8)`, `2020-03-08`}, {`date("2020-03-08") == date(2020, 3, 8)`, `true`},
			{`date(item.at)`, `2020-03-08`}, {`date(item.at) == on`, `true`}, {`item.at.date() <= item.at`, `true`},
			{`date(2020, 2, 29) + days(365)`, `2021-02-28`}, {`item.at.year`, `2020`}, {`item.at.year()`, `2020`},
			{`year(item.at)`, `2020`}, {`item.at.month * 100 + item.at.day`, `308`}, {`weekday(on)`, `7`},
			{`weekday(on + days(1))`, `1`}, {`item.at.clock`, `9h10m30s`}, {`clock(item.at) < clock("09:15")`, `true`},
			{`clock("09:15:30") - clock("09:15")`, `30s`}, {`clock("00:00")`, `0s`},
			{`item.at - on`, `9h10m30s`}, {`item.at + hours(24) - item.at == days(1)`, `true`},
			{`hours(1) + on`, `2020-03-08T01:00:00+08:00`}, {`on - days(8)`, `2020-02-29`},
			{`on + hours(36)`, `2020-03-09T12:00:00+08:00`}, {`days(1) + hours(1.5) - minutes(30)`, `25h0m0s`},
			{`days(1) * 2 == 2 * days(1)`, `true`}, {`-days(1) < days(0)`, `true`}, {`hours(1) >= minutes(60)`, `true`},
			{`seconds(0.000000001)`, `1ns`}, {`div(item.at - on, hours(1), 2)`, `9.18`},
			{`div(days(7), days(1), 0)`, `7`}, {`item.at > on && on <= item.at`, `true`},
			{`date(item.at) <= date(item.at.year, 9, 30)`, `true`}, {`workdays(on, 1)`, `2020-03-09`},
			{`workdays(item.at, 2)`, `2020-03-10T09:10:30+08:00`}, {`workdays(on, -1)`, `2020-03-06`},
			{`on.workdays(0)`, `2020-03-08`}, {`isWorkday(on)`, `false`},
			{`isWorkday(on + days(1))`, `true`}, {`max([on, item.at])`, `2020-03-08T09:10:30+08:00`},
			{`date(9999, 12, 31)`, `9999-12-31`}, {`date(1, 1, 1).year`, `1`},
		},
		"the caller's functions": {{`rank(tier) + 1`, `2`},
			{`item.adoptions.filter(a, has(a.tier)).exists(a, rank(a.tier) > 1)`, `true`},
			{`max(item.adoptions.filter(a, has(a.tier)).map(a, rank(a.tier)))`, `2`}},
	}
	env, vars := kitEnv(t), kitVars()
	for group, rows := range groups {
		for _, row := range rows {
			t.Run(group+"/"+row[0], func(t *testing.T) {
				t.Parallel()
				p := compile(t, env, row[0])
				v, err := p.Eval(vars)
				require.NoError(t, err)
				assert.Equal(t, row[1], v.String())
				assert.True(t, fits(v.Type(), p.Type()), "the value is a %s, the program says %s", v.Type(), p.Type())
				again, err := NewMemo(p, 10).Eval(vars)
				require.NoError(t, err)
				assert.True(t, v.Equal(again), "the memo says %s", again)
			})
		}
	}
}

func TestEvalErrors(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, expr, want string }{
		{"absent variable", `x + nth`, `1:5: nth is absent`},
		{"absent field", `item.happened < item.at`, `1:6: item.happened is absent`},
		{"absent field of an element", `item.adoptions.all(a, a.fee > 0)`, `1:25: item.adoptions[].fee is absent`},
		{"absent field far in", "1 +\n  item.reply.words", `2:8: item.reply is absent`},
		{"has does not reach over an absence", `has(item.reply.words)`, `1:10: item.reply is absent`},
		{"absent time of day", `clock(on) < hours(9)`, `1:1: clock(on) is absent`},
		{"absent time of day of a field", `item.adoptions[0].at.clock < hours(9)`,
			`1:22: clock(item.adoptions[…].at) is absent`},
		{"both sides of && absent", `nth > 1 && item.words > nth`, `1:1: nth is absent`},
		{"division by zero", `div(1, x - x, 2)`, `1:1: division by zero`},
		{"remainder by zero", `7 % (x - x)`, `1:3: division by zero`},
		{"too many digits", `x * 9999999999999999999999999999999999`,
			`1:3: the number has too many digits, expected at most 34, all told and on either side of the point`},
		{"too small", `x * 0.0000000000000000000000000000000001 * 0.1`,
			`1:3: the number has too many digits, expected at most 34, all told and on either side of the point`},
		{"power too large", `pow(x, 100)`,
			`1:1: the number has too many digits, expected at most 34, all told and on either side of the point`},
		{"negative power", `pow(x, -1)`, `1:1: found the exponent -1, expected a whole number from 0 to 1000`},
		{"fraction as a power", `pow(x, 0.5)`, `1:1: found the exponent 0.5, expected a whole number from 0 to 1000`},
		{"no such key", `params.standard[tier + "y"]`, `1:16: found no key "cityy" in the map, did you mean "city"`},
		{"no such key at all", `params.standard.zzz`, `1:17: found no key "zzz" in the map`},
		{"index outside", `names[x + 0.5]`,
			`1:6: found the index 3, expected a whole number from 0 to less than 3, the size of the list`},
		{"index negative", `names[-x]`,
			`1:6: found the index -2.5, expected a whole number from 0 to less than 3, the size of the list`},
		{"places not whole", `round(x, x)`, `1:1: found 2.5 places, expected a whole number from -34 to 34`},
		{"rounding unknown", `round(x, 2, tier)`,
			`1:1: found the rounding "city", expected one of half_up, half_even, down, up, floor, ceiling`},
		{"least of nothing", `min(names.filter(n, n == "z").map(n, 1))`,
			`1:1: the list is empty, expected at least one element: write l.size() == 0 ? … : … around it`},
		{"number of no number", `number(tier)`,
			`1:1: found the text "city", expected a number such as 12, -0.5 or 1e3`},
		{"part of a text", `tier.substring(2, 9)`,
			`1:6: found a part from 2 to 9, expected whole numbers from 0 to 4, the size of the text, in order`},
		{"shares too few", `split(names, [1, 2])`, `1:1: found 2 shares for 3 names, expected a share for each`},
		{"name twice", `equal(names + ["a"])`, `1:1: found the name "a" twice, expected each once`},
		{"key twice", `{tier: 1, "ci" + tier.substring(2): 2}`, `1:1: found the key "city" twice`},
		{"no such date", `date(2021, 2, x + 26.5)`, `1:1: found the date 2021-2-29, which is not in the calendar`},
		{"no date", `date(tier)`, `1:1: found the text "city", expected a date such as 2020-03-08`},
		{"no time of day", `clock(tier)`,
			`1:1: found the text "city", expected a time of day such as 09:15 or 09:15:30`},
		{"time too late", `on + days(x * 1000000)`, `1:6: the duration is longer than 292 years`},
		{"time beyond the years", `max(date(9999, 12, 31), on) + days(1)`,
			`1:29: the time is outside the years 1 to 9999`},
		{"part of a nanosecond", `seconds(x * 0.0000000001)`, `1:1: the duration is not a whole number of nanoseconds`},
		{"working days too many", `workdays(on, x * 10000)`,
			`1:1: found 25000 working days, expected a whole number from -10000 to 10000`},
		{"the caller's function", `rank("village" + tier)`, `1:1: no tier villagecity`},
		{"empty text to replace", `name.replace(tier.substring(0, 0), "x")`,
			`1:6: found an empty text to replace, expected at least one character`},
		{"empty separator", `name.split(tier.substring(0, 0))`,
			`1:6: found an empty separator, expected at least one character: chars() splits into characters`},
	}
	env, vars := kitEnv(t), kitVars()
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p := compile(t, env, row.expr)
			_, err := p.Eval(vars)
			require.EqualError(t, err, row.want)
			memo := NewMemo(p, 10)
			for range 2 {
				_, err = memo.Eval(vars)
				require.EqualError(t, err, row.want, "the memo")
			}
		})
	}
}

func TestErrorTypes(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	_, err := compile(t, env, `item.happened < on`).Eval(vars)
	var absent *AbsentError
	require.ErrorAs(t, err, &absent)
	assert.Equal(t, "item.happened", absent.Path)
	assert.Equal(t, document.Position{Line: 1, Column: 6}, absent.Position)
	_, err = compile(t, env, `div(x, 0 * x, 1)`).Eval(vars)
	var eval *EvalError
	require.ErrorAs(t, err, &eval)
	assert.Equal(t, "division by zero", eval.Reason().String())
	_, err = compile(t, env, `default(div(x, 0 * x, 1), 5)`).Eval(vars)
	require.ErrorAs(t, err, &eval, "default takes its fallback for an absence only")
	_, err = compile(t, env, `sums["x" + tier]`).Eval(vars)
	require.ErrorAs(t, err, &eval, "a missing key is an error outside of default")
	_, err = compile(t, env, `names[x * 4]`).Eval(vars)
	require.ErrorAs(t, err, &eval, "so is a missing index")
	_, err = compile(t, env, `[1, 0].take_while(i, div(x, i, 0) > 0).size()`).Eval(vars)
	require.ErrorAs(t, err, &eval, "a condition that fails on the way fails")
	_, err = compile(t, env, `rank(name)`).Eval(vars)
	require.ErrorAs(t, err, &eval)
	assert.EqualError(t, eval.Unwrap(), "no tier 《人民日报》")
}
