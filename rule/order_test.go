package rule

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOrder(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	for expr, want := range map[string]string{
		`sort([3, 1.5, -2, 1.50])`: `[-2, 1.5, 1.5, 3]`, `["乙", "b", "B", "甲", ""].sort()`: `["", "B", "b", "乙", "甲"]`,
		`sort([on, item.at, date(2019, 1, 1)])`: `[2019-01-01, 2020-03-08, 2020-03-08T09:10:30+08:00]`,
		`sort([hours(2), minutes(90)])`:         `[1h30m0s, 2h0m0s]`, `sort(names.filter(n, false)).size()`: `0`,
		`sort([1e33, 2, 1e-34])`: `[0.0000000000000000000000000000000001, 2, 1000000000000000000000000000000000]`,
		`[1, 2, 3].reverse()`:    `[3, 2, 1]`, `reverse(names.filter(n, false)).size()`: `0`,
		`item.adoptions.reverse()[0].outlet.name`: `"某某网"`,

		`slice(names, 1)`: `["b", "c"]`, `names.slice(0, 2)`: `["a", "b"]`, `names.slice(1, 1)`: `[]`,
		`names.slice(2, 9)`: `["c"]`, `names.slice(3)`: `[]`, `names.slice(7).size() + names.slice(7, 9).size()`: `0`,
		`item.adoptions.slice(1).map(a, a.outlet.name)`: `["人民日报", "某某网"]`,
		// the best two, and all but the best and the worst
		`sum([5, 9, 7].sort().reverse().slice(0, 2))`: `16`, `sum(sort([5, 9, 7, 8]).slice(1, 3))`: `15`,
		`sum([5].sort().reverse().slice(0, 2))`: `5`,

		`sum(sums)`: `301`, `sum({"a": hours(1), "b": minutes(1)})`: `1h1m0s`, `sum(params.standard)`: `32.5`,
		`sum(equal(names.filter(n, false)))`: `0`, `sums.sum(k, sums[k] * 2)`: `602`, `{"b": 2, "a": 1}.sum(k, 1)`: `2`,
		`params.standard.sum(k, k == tier ? 0 : params.standard[k])`: `27.5`, `names.sum(n, n.size())`: `3`,
		`[1, 2].sum(i, hours(i))`: `3h0m0s`, `names.filter(n, false).sum(n, 1)`: `0`,
		`sums.all(k, sums[k] > 0)`: `true`, `sums.exists(k, sums[k] > 299)`: `true`, `sums.count(k, true)`: `2`,
		`sums.exists_one(k, k == "adopted")`: `true`, `sums.all(k, div(1, sums[k] - 1, 0) > 9)`: `false`,
		`params.exists(k, params[k].exists(l, l == tier))`: `true`,

		`sqrt(2, 10)`: `1.4142135624`, `sqrt(0, 3)`: `0`, `sqrt(144, 0)`: `12`, `sqrt(0.0625, 5)`: `0.25`,
		`sqrt(x, 4)`: `1.5811`, `sqrt(10000, -1)`: `100`, `sqrt(1234567, -2)`: `1100`, `sqrt(1e-34, 17)`: `0.00000000000000001`,
		// a root that lies half-way is rounded as stated: 0.5, 1.5, 2.5
		`[0.25, 2.25, 6.25].map(n, sqrt(n, 0))`:              `[1, 2, 3]`,
		`[0.25, 2.25, 6.25].map(n, sqrt(n, 0, "half_even"))`: `[0, 2, 2]`, `[0.25, 2.25].map(n, sqrt(n, 0, "down"))`: `[0, 1]`,
		`sqrt(0.2499, 0)`: `0`, `sqrt(0.2501, 0)`: `1`, `sqrt(2, 0, "up")`: `2`, `sqrt(3, 0, "floor")`: `1`,
		`sqrt(2, 0, "ceiling")`: `2`, `sqrt(1e-34, 0, "up")`: `1`, `sqrt(1e-34, 0)`: `0`, `sqrt(1, -3)`: `0`,
		`sqrt(1, -3, "up")`: `1000`, `sqrt(9999999999999999999999999999999999, 0)`: `100000000000000000`,
		`sqrt(9999999999999999999999999999999999, 0, "down")`: `99999999999999999`,
	} {
		v, err := compile(t, env, expr).Eval(vars)
		require.NoError(t, err, expr)
		assert.Equal(t, want, v.String(), expr)
	}
	for expr, want := range map[string]string{
		`names.slice(-x * 2)`: `1:7: found a part from -5 to 3, expected whole numbers from 0 on, in order`,
		`names.slice(x, 3)`:   `1:7: found a part from 2.5 to 3, expected whole numbers from 0 on, in order`,
		`names.slice(2, x)`:   `1:7: found a part from 2 to 2.5, expected whole numbers from 0 on, in order`,
		`sqrt(-x, 1)`:         `1:1: found the square root of -2.5, expected that of 0 or more`,
		`sqrt(x, x)`:          `1:1: found 2.5 places, expected a whole number from -34 to 34`,
		`sqrt(x, 1, tier)`: `1:1: found the rounding "city", expected one of half_up, half_even, down, up, floor, ` +
			`ceiling`,
		`sqrt(x, 34)`:                `1:1: the number has too many digits, expected at most 34, all told and on either side of the point`,
		`sums.sum(k, sums[k + "s"])`: `1:17: found no key "adopteds" in the map, did you mean "adopted"`,
	} {
		_, err := compile(t, env, expr).Eval(vars)
		require.EqualError(t, err, want, expr)
	}
}

// TestRoots holds roots to the definition: the rounded root lies where its squares and those of its half steps say.
func TestRoots(t *testing.T) {
	t.Parallel()
	for c := range int64(3000) {
		for scale := range int32(4) {
			x, err := smallNum(c, scale)
			require.NoError(t, err)
			root, err := x.root(1, halfUp)
			require.NoError(t, err)
			below, above := root.decimal().Rat(), root.decimal().Rat()
			below.Sub(below, big.NewRat(1, 20))
			above.Add(above, big.NewRat(1, 20))
			is := x.decimal().Rat()
			assert.True(t, below.Sign() < 0 || below.Mul(below, below).Cmp(is) <= 0, "%v: %v", x, root)
			assert.Positive(t, above.Mul(above, above).Cmp(is), "%v: %v", x, root)
		}
	}
}
