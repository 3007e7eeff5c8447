package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

func TestBindAndFold(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	for expr, want := range map[string]string{
		`bind(a, x * 2, a * a)`: `25`, `bind(a, 1, bind(b, a + 1, bind(a, a + b, a * 10 + b)))`: `32`,
		`bind(x, x + 1, x)`: `3.5`, `bind(x, 1, x + .x)`: `3.5`, `bind(a, names, a.size() + a.count(n, n == "b"))`: `4`,
		`names.map(n, bind(m, n + "!", m + m))`:                            `["a!a!", "b!b!", "c!c!"]`,
		`bind(a, names, a.map(n, bind(b, a, b[0] + n)))`:                   `["aa", "ab", "ac"]`,
		`bind(i, item, i.adoptions.filter(a, a.at > i.at)[0].outlet.name)`: `"赤峰日报"`,
		`bind(a, [1, 2].map(i, i * 2), [3].map(j, a.map(i, i + j)))`:       `[[5, 7]]`,
		// what is absent or wrong is so where it is read
		`bind(a, nth, x > 1 ? 7 : a)`: `7`, `bind(a, nth, default(a, 3))`: `3`, `bind(a, div(1, 0 * x, 1), x > 1 || a > 1)`: `true`,
		`bind(a, item.happened, has(item.happened) ? a : item.at)`: `2020-03-08T09:10:30+08:00`,
		`bind(t, tier, t in ["city"] && params.standard[t] == 5)`:  `true`, `bind(a, {"k": 1}, a.k + a["k"])`: `2`,

		`[1, 2, 3].fold(i, s, 0, s + i)`: `6`, `[1, 2, 3].fold(i, s, 1, s * i)`: `6`, `[].fold(i, s, 7, s + 1)`: `7`,
		`names.fold(n, s, "", n + s)`: `"cba"`, `[3, 1, 2].fold(i, s, [], s + [i * 2])`: `[6, 2, 4]`,
		`[1, 2].fold(i, s, 0, s + [10, 20].fold(j, r, s, r + i * j))`: `120`,
		// 12 points; each award or fine is cut off at 0 and at 12
		`[-3, -12, 5, 10, -1].fold(p, left, 12, max(0, min(12, left + p)))`: `11`,
		// the longest run of what holds
		`[1, 1, 0, 1, 1, 1].fold(d, r, [0, 0], bind(n, d == 1 ? r[0] + 1 : 0, [n, max(n, r[1])]))[1]`: `3`,
		`item.adoptions.fold(a, best, 0, max(best, default(a.fee, 0)))`:                               `30.5`,
		`[1, 2].fold(x, s, x, s * x) + x`:                                                             `7.5`,
		`[[1], [2, 3]].map(l, l.fold(i, s, 0, s + i))`:                                                `[1, 5]`,
	} {
		v, err := compile(t, env, expr).Eval(vars)
		require.NoError(t, err, expr)
		assert.Equal(t, want, v.String(), expr)
	}
	for expr, want := range map[string]string{
		`bind(a, nth, a + 1)`:                         `1:9: nth is absent`,
		`bind(i, item, i.happened)`:                   `1:17: item.happened is absent`,
		`bind(a, x > 1 ? item : item.reply, a.reply)`: `1:38: a.reply is absent`,
		`[1, 0].fold(i, s, x, div(s, i, 2))`:          `1:22: division by zero`,
		`[1].fold(i, s, nth, s)`:                      `1:16: nth is absent`,
		`bind(a, names.map(n, names), a[0][7])`: `1:34: found the index 7, expected a whole number from 0 to less than 3, ` +
			`the size of the list`,
	} {
		_, err := compile(t, env, expr).Eval(vars)
		require.EqualError(t, err, want, expr)
	}
}

// TestBindIsWorkedOutOnce asks how often a function is called.
func TestBindIsWorkedOutOnce(t *testing.T) {
	t.Parallel()
	for expr, want := range map[string]int{
		`bind(a, twice(n), a + a + a)`: 1, `twice(n) + twice(n)`: 2, `l.map(x, bind(a, twice(x), a * a))`: 3,
		`bind(a, twice(n), l.map(x, a))`: 1, `l.fold(x, s, twice(n), s + x)`: 1, `l.fold(x, s, 0, s + twice(x))`: 3,
	} {
		asked := 0
		env, err := NewEnv(growingConfig(&asked, 0))
		require.NoError(t, err)
		_, err = compile(t, env, expr).Eval(Row{List(NumberType(), []Value{Int(1), Int(2), Int(3)}), Int(4)})
		require.NoError(t, err)
		assert.Equal(t, want, asked, expr)
	}
}

// TestFoldIsBounded asks that what grows at each step ends at a limit.
func TestFoldIsBounded(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(growingConfig(new(int), 0))
	require.NoError(t, err)
	items := make([]Value, 60)
	for i := range items {
		items[i] = Int(1)
	}
	for expr, want := range map[string]string{
		`l.fold(x, s, "ab", s + s)`:                                       `length of a text: found 131072 or more, expected at most 65536`,
		`l.fold(x, s, [1], s + s).size()`:                                 `length of a list: found 131072 or more`,
		`l.fold(x, s, 2, s * s)`:                                          `the number has too many digits`,
		`l.fold(x, s, 0, s + l.fold(y, r, 0, r + l.sum(z, l.sum(w, 1))))`: `cost`,
	} {
		_, err := compile(t, env, expr).Eval(Row{List(NumberType(), items), Int(0)})
		require.ErrorContains(t, err, want, expr)
	}
}

// TestNamesThatAreWorkedOut: a time that is compared with one that was worked out is read as it is, and not only for how
// it stands to others.
func TestNamesThatAreWorkedOut(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for expr, exact := range map[string]bool{
		`bind(a, item.happened, item.at < a)`:                                                 false,
		`bind(a, item.happened + days(1), item.at < a)`:                                       true,
		`item.adoptions.exists(a, a.at < item.at)`:                                            false,
		`item.adoptions.slice(1).exists(a, a.at < item.at)`:                                   false,
		`item.adoptions.map(a, a.at + days(1)).exists(t, t < item.at)`:                        true,
		`item.adoptions.filter(a, true).exists(a, a.at < item.at)`:                            false,
		`item.adoptions.fold(a, last, date(2020, 1, 1), max(last, a.at)) < item.at`:           true,
		`item.adoptions.fold(a, n, 0, bind(l, item.at + hours(n), a.at < l ? n + 1 : n)) > 1`: true,
	} {
		for _, r := range compile(t, env, expr).Reads() {
			if r.String() == "item.at" {
				assert.Equal(t, exact, r.Exact, expr)
			}
		}
	}
}

// TestUsesThroughNames: what a name of bind() is compared with, its place is.
func TestUsesThroughNames(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	p, err := env.Compile(document.Text(`bind(g, item.genre, g == "a" || g in ["b"] ? params.standard[g] : 0)`))
	require.NoError(t, err)
	uses := p.Uses()
	require.Equal(t, "item.genre", uses[0].String())
	assert.False(t, uses[0].Free)
	assert.Equal(t, []Value{String("a"), String("b")}, uses[0].Against)
	require.Len(t, uses[0].Figures, 1)
	assert.Equal(t, "params.standard", uses[0].Figures[0].String())

	is := func(r Read) bool { return r.String() == "item.genre" }
	for expr, want := range map[string]Otherwise{
		`bind(g, item.genre, g == "a")`:                                    {Never: true},
		`bind(g, item.genre, g != "a")`:                                    {Because: true},
		`bind(s, item.genre == "a", s && x > 1)`:                           {Never: true},
		`bind(s, x > 1, s || item.genre == "a")`:                           {},
		`bind(s, x > 1, item.adoptions.exists(a, s && item.genre == "a"))`: {Never: true},
	} {
		assert.Equal(t, want, compile(t, env, expr).Otherwise(is), expr)
	}
}
