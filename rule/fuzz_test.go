package rule

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gongguo/gongguo/rule/document"
)

// seeds are expressions good and bad: those of the tables, and the ones that broke something once are in testdata/fuzz.
func seeds() []string {
	all := []string{
		`1 + 2`, `0.1 + 0.2 == 0.3`, `x * 4 - 1e3`, `tier == "city" ? 5 : 7.5`,
		`item.adoptions.exists(a, a.tier in ["national"] && a.outlet.medium == "newspaper")`, `params.standard[tier]`,
		`sums["great-value"]`, `names.map(n, n + "!").join(",")`, `item.at - hours(2) < on`,
		`workdays(on, 2) <= item.at`, `default(nth, 0) + 1`, `has(item.happened) && item.happened < item.at`,
		`name.matches("^[《]")`, `div(x, 3, 2, "down")`, `split(names, [3, 2])`, `[1, 2].map(i, [3].map(j, i * j))`,
		`{"a": 1}[name]`, `-x`, `--x`, `!-5`, `.x`, "x // c", `'''a'''`, `r"\d"`, `"\u4eba"`, "sums.`great-value`",
		`(((x)))`, `[[]]`, `[][0]`, `{}`, `item{}`, `null`, `b"a"`, `1u`, `0x1F`, `1e400`, `5x`, `x ? 1`, `(`, `)`, `"`,
		"`", `x.`, `a.?b`, `x[?0]`, `for`, `x ＞ 1`, `“a”`, `math.abs(1)`, `cel.bind(a, 1, a)`,
		`[1].exists(a, [2].all(b, a < b))`, `params.all(k, true)`, `[x, 1, 2.50].exists_one(i, i == x)`,
		`[1, 2, 3].filter(i, i > x).count(i, true)`, `pow(x, 3) % 7`, `min(x, 1, 2)`, `max([on, item.at])`,
		`number("1e5")`, `string(on)`, `item`, `item.reply`, `best(item.adoptions.filter(a, has(a.fee)))`, `rank(tier)`,
		`name.substring(1, 2)`, `name.chars().size()`, `item.at.clock < clock("09:15")`, `date(2020, 2, 30)`,
		`[true, false].all(b, b) || x > nth`, "\x00", "\r", "1\n+\n2", `x in [1, 2.5]`, `1 - -1`,
		`-9223372036854775808`, `[-1, - 1, -1.5]`, `"a" "b"`, `a.b.c.d(1, 2)`,
		`has(has(x.a).b)`, `has(x)`, `bind(a, x, bind(b, a * a, [b].map(a, a + b)))`, `bind(a, nth, default(a, 0))`,
		`bind(a, 1)`, `bind(bind, 1, bind)`, `names.fold(n, s, "", s + n)`, `names.fold(n, n, n, n)`, `[1].fold(i, l, [], l + l + [i])`,
		`names.fold(n, s, "ab", s + s)`, `sums.sum(k, sums[k])`, `params.all(k, params[k].size() < 3)`, `sum(sums)`,
		`item.adoptions.sum(a, default(a.fee, 0))`, `sort(item.adoptions.map(a, a.at))[0]`, `slice(names, 1).reverse()`,
		`slice(item.adoptions, 0, x).map(a, a.outlet.name)`, `sqrt(x, 3, "half_even")`, `sqrt(1e33, 17)`, `sqrt(-x, 0)`,
		`years(on, item.at) + months(item.at, on) * days(on, item.at)`, `addMonths(on, x * 4)`, `item.at.addYears(-3)`,
		`band(x)`, `share(x, band(x))`, `price(tier) + price(name)`, `first(x > 1, nth, x)`,
		`item.adoptions.filter(a, good(a)).size()`, `best_of(names.map(n, best_of([x, n.size()])))`,
		`addMonths(on, 1e9)`, `on.quarter + half(on)`, `hours(item.at - on) + days(days(x))`,
	}
	for name, row := range ownedRows {
		_ = name
		all = append(all, row[0])
	}
	for _, expr := range refusedRows {
		all = append(all, expr)
	}
	slices.Sort(all)
	return all
}

func FuzzCompile(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	for _, seed := range memoExpressions {
		f.Add(seed)
	}
	config := kitConfig()
	config.Limits = Limits{Cost: 20_000, Source: 1000, Nodes: 1000, Text: 4096, List: 1000}
	env := addFunctions(f, config)
	sized := Vars(sizedVars())
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		p, err := compileWithin(t, env, text)
		if err != nil {
			errs, ok := err.(document.Errors)
			if !ok || len(errs) == 0 {
				t.Fatalf("%q: found %T %v, expected errors", text, err, err)
			}
			for i, e := range errs {
				if e.Line < 1 || e.Column < 1 || e.Reason.String() == "" || strings.Contains(e.Reason.String(), "\n") {
					t.Fatalf("%q: an error without a place or with a message over lines: %#v", text, e)
				}
				if i > 0 && errs[i-1].Position.Compare(e.Position) >= 0 {
					t.Fatalf("%q: errors out of order: %v", text, err)
				}
				_ = e.Error()
			}
			return
		}
		if cost, bytes := spend(p, sized); bytes > uint64(cost)*bytesOfUnit+64<<10 {
			t.Fatalf("%q: an evaluation that costs %d allocates %d bytes", text, cost, bytes)
		}
		agree(t, p, uint64(len(text)), 4)
	})
}

// compileWithin compiles an expression, and holds that what it allocates is in proportion to the length of the text and
// to the bound of its constant parts.
func compileWithin(t *testing.T, env *Env, text string) (*Program, error) {
	t.Helper()
	const ofEach, ofCharacter = 1 << 20, 16 << 10
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p, err := env.Compile(document.Text(text))
	runtime.ReadMemStats(&after)
	bytes := after.TotalAlloc - before.TotalAlloc
	if limits := env.settings.limits; bytes > uint64(ofEach+ofCharacter*len(text))+uint64(limits.Constants)*bytesOfUnit {
		t.Fatalf("%q: to compile %d bytes allocates %d", text, len(text), bytes)
	}
	return p, err
}
