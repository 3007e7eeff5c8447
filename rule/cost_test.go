package rule

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// sizedVars are the kit's variables with a text of 1600 bytes, another of the same bytes but for the last, and 1000
// names of 11 bytes.
func sizedVars() Row {
	vars := kitVars()
	vars[varName] = String(strings.Repeat("a", 1600))
	vars[varTier] = String(strings.Repeat("a", 1599) + "b")
	names := make([]Value, 1000)
	for i := range names {
		names[i] = String(fmt.Sprintf("unit-%06d", i))
	}
	vars[varNames] = List(StringType(), names)
	vars[varX] = num1("12345678901234567890.5")
	return vars
}

// TestCostOfSize holds what is charged for the size of what an expression looks at: 100 for a text of 1600 bytes.
func TestCostOfSize(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), sizedVars()
	for expr, want := range map[string]int64{
		// one for the call or the operator, and for the text
		`name.size()`: 101, `name == tier`: 101, `name < tier`: 101, `name + tier == ""`: 202,
		`name.contains("zz")`: 101, `tier.endsWith(name)`: 201, `name.lower() == ""`: 202, `name.trim() == ""`: 202,
		`name in ["a", name]`: 106, `name in sums`: 101, `default(sums[name], 1)`: 102, `name.matches("b")`: 301,
		`name.substring(1599) == ""`: 102, `name.replace("b", "c") == ""`: 202,
		// … and one for each a that is replaced, and for the text that is made
		`name.replace("a", "c") == ""`: 1802,
		// four for reading or printing
		`default(number(name), 1) > 1 || true`: 108, `string(on) == ""`: 6, `clock(name) < hours(1) || true`: 7,
		`date(name) < on || true`: 107,
		// the text, and its parts
		`name.split("b").size()`: 103, `tier.split("b").size()`: 104, `name.chars().size()`: 1702,
		// its elements, and the text that is made: 11,000 bytes and 999 separators
		`names.join(",").size()`: 1 + 1000 + 749 + 1 + 749,
		`names == names`:         1001, `"z" in names`: 1001, `sum(names.map(n, 1))`: 3002, `max(names.map(n, 1))`: 3002,
		// a walk, and a map of a thousand keys: 10 levels of a sort
		`equal(names).size()`: 1 + 1000 + 8 + 10_000 + 1, `{"a": x}.size()`: 1 + 1 + 8 + 1 + 1,
		// numbers of more than 64 bits, and division
		`x + 1`: 5, `x < 1`: 5, `round(x, 1)`: 5, `floor(x)`: 5, `div(7, nth, 2) > 1 || true`: 3, `div(x, 7, 2)`: 5,
		`pow(x, 1)`: 2, `pow(2, 100) + x`: 5, `default(pow(x, 900), 1) > 1 || true`: 118,
		// days
		`on.year`: 4, `on + days(3) < on`: 5, `item.at.date < on`: 6, `isWorkday(on)`: 4,
		`years(on, item.at)`: 8, `addMonths(on, 1)`: 7, `days(on, on)`: 7, `on.quarter`: 4, `hours(item.at - on)`: 3,
		// a sort of a thousand: ten comparisons an element, and the element
		`sort(names).size()`: 1 + 1 + 11_000, `names.reverse().size()`: 1 + 1 + 1000, `names.slice(5, 15).size()`: 1 + 1 + 10,
		`sqrt(7 * nth, 2) > 1 || true`: 4, `sqrt(x, 2)`: 17,
		// two keys are sorted, and gone over: each is one, one in the list of the values, and one for the entry
		`sum(sums)`: 1 + 8 + 4 + 2, `sums.sum(k, sums[k])`: 1 + 1 + 8 + 4 + 2*3 + 2, `sums.all(k, true)`: 1 + 8 + 4 + 2,
		`names.fold(n, s, 0, s + 1)`: 1 + 1000*2, `bind(a, x, a) == x`: 1 + 1 + 4,
		// a function of the caller
		`rank("city")`: 6, `rank(name) > 0 || true`: 1 + 1 + 4 + 400 + 1,
	} {
		t.Run(expr, func(t *testing.T) {
			t.Parallel()
			_, cost, _ := compile(t, env, expr).evaluate(vars, nil, false)
			assert.Equal(t, want, cost.Alone)
		})
	}
}

// TestCostAlone holds that an evaluation is charged as if it ran alone: a memo gives the limit error of the
// evaluation, whatever was remembered before, and definitions that another program has read are charged anew.
func TestCostAlone(t *testing.T) {
	t.Parallel()
	config := kitConfig()
	config.Limits.Cost = 500
	env, err := NewEnv(config)
	require.NoError(t, err)
	p := compile(t, env, `names.exists(n, n.contains("x"))`)
	short, long := kitVars(), sizedVars()
	_, want := p.Eval(long)
	var limit *LimitError
	require.ErrorAs(t, want, &limit)
	assert.Equal(t, "cost 501 500", fmt.Sprint(limit.Limit, " ", limit.Found, " ", limit.Bound))
	memo := NewMemo(p, 10)
	for range 3 {
		_, err := memo.Eval(short)
		require.NoError(t, err)
		_, err = memo.Eval(long)
		assert.Equal(t, want, err)
	}
}

// spend evaluates a program and returns what was charged and how many bytes were allocated. No other test may run.
func spend(p *Program, vars Vars) (cost int64, bytes uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, charged, _ := p.evaluate(vars, nil, false)
	runtime.ReadMemStats(&after)
	return charged.Alone, after.TotalAlloc - before.TotalAlloc
}

// bytesOfUnit is how many bytes an evaluation may allocate for one unit of cost.
const bytesOfUnit = 256

// TestCostBoundsMemory evaluates expressions of a stranger, deep, wide and long, and holds that what they allocate is in
// proportion to what they are charged. Most end at the limit.
func TestCostBoundsMemory(t *testing.T) {
	config := kitConfig()
	config.Limits.Cost = 100_000
	env, err := NewEnv(config)
	require.NoError(t, err)
	vars := Vars(sizedVars())
	ten := "[1, 2, 3, 4, 5, 6, 7, 8, 9, x]"
	text := strings.Repeat("a", 9000)
	for _, row := range []struct{ name, expr string }{
		{"map in map in map", nested("map", 7, ten, "a")},
		{"lists in lists", nested("map", 6, ten, "[[[a]]]")},
		{"empty lists", nested("map", 6, ten, `["b"].map(z, [1].filter(y, false))`)},
		{"maps in lists", nested("map", 6, ten, `{"a": a}`)},
		{"maps of maps", nested("map", 6, ten, `{"a": {"b": {"c": a}}}`)},
		{"filter", nested("map", 4, ten, "names.filter(n, true)")},
		{"take_while", nested("map", 4, ten, "names.take_while(n, true)")},
		{"a list and itself", nested("map", 4, ten, doubled("names", 6)+".size()")},
		{"texts", nested("map", 5, ten, `(name + tier).size()`)},
		{"doubled texts", nested("map", 4, ten, doubled("name", 5)+".size()")},
		{"chars", nested("map", 4, ten, `name.chars()`)},
		{"split", nested("map", 4, ten, `name.split("a")`)},
		{"upper", nested("map", 5, ten, `name.upper()`)},
		{"replace", nested("map", 5, ten, `name.replace("aa", "bbb")`)},
		{"join", nested("map", 4, ten, `names.join("-")`)},
		{"equal", nested("map", 4, ten, `equal(names)`)},
		{"print", nested("map", 6, ten, `string(x)`)},
		{"print times", nested("map", 6, ten, `string(item.at)`)},
		{"numbers of 34 digits", nested("map", 6, ten, `div(x, 7, 12) * 3`)},
		{"powers", nested("map", 5, ten, `pow(x, 40) > 1 || true`)},
		{"keys that are not there", nested("map", 6, ten, `default(sums[name], 1)`)},
		{"indexes that are not there", nested("map", 6, ten, `default(names[12345], "")`)},
		{"absent fields", nested("map", 6, ten, `default(item.words, default(nth, 1))`)},
		{"texts that are no number", nested("map", 6, ten, `number(name) > 1 || true`)},
		{"texts that are no date", nested("map", 6, ten, `date(name) > on || true`)},
		{"texts that are no clock", nested("map", 6, ten, `clock(name) > hours(1) || true`)},
		{"days that are none", nested("map", 6, ten, `date(2021, 2, 28 + a) > on || true`)},
		{"parts that are none", nested("map", 6, ten, `name.substring(9000) == "" || true`)},
		{"names that come twice", nested("map", 4, ten, `equal(names + names).size() > 0 || true`)},
		{"division by zero", nested("map", 6, ten, `div(a, 0 * a, 2) > 1 || true`)},
		{"functions of the caller", nested("map", 6, ten, `rank(tier) > 0 || true`)},
		{"patterns", nested("map", 5, ten, `name.matches("(a|aa|aaa)*c$")`)},
		{"long constant", nested("map", 5, ten, `name.contains("`+text[:8000]+`")`)},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := compile(t, env, row.expr)
			spend(p, vars) // what is kept for the next evaluation
			cost, bytes := spend(p, vars)
			assert.Greater(t, cost, int64(30_000), "an expression that does much")
			assert.Less(t, bytes, uint64(cost)*bytesOfUnit)
		})
	}
}

// nested puts an expression into so many macros over a list.
func nested(macro string, depth int, over, expr string) string {
	for i := range depth {
		expr = fmt.Sprintf("%s.%s(%s, %s)", over, macro, string(rune('a'+i)), expr)
	}
	return expr
}

// TestErrorsAreMadeWhenRead holds that an error that nobody reads costs the same whatever it would say: the nearest of
// 2,000 keys, the beginning of a text of a megabyte.
func TestErrorsAreMadeWhenRead(t *testing.T) {
	env := kitEnv(t)
	few, many := kitVars(), kitVars()
	keys := map[string]Value{}
	for i := range 2000 {
		keys[fmt.Sprintf("great-valve-%d", i)] = Int(1)
	}
	many[varSums] = Map(NumberType(), keys)
	many[varName] = String(strings.Repeat("great-value", 100_000))
	few[varName] = String("great-value-1")
	for _, expr := range []string{
		`default(sums[name], 1)`, `names.exists(n, sums[name] > 1) || true`, `number(name) > 1 || true`,
		`date(name) < on || true`, `clock(name) < hours(1) || true`, `default(names[5], "")`,
		`name.substring(5, 2) == "" || true`,
	} {
		t.Run(expr, func(t *testing.T) {
			p := compile(t, env, expr)
			allocations := func(vars Vars) float64 {
				return testing.AllocsPerRun(100, func() { _, _ = p.Eval(vars) })
			}
			assert.InDelta(t, allocations(few), allocations(many), 2, "the race detector drops what is pooled now and then")
			spend(p, many)
			_, bytes := spend(p, many)
			assert.Less(t, bytes, uint64(8192))
		})
	}
	_, err := compile(t, env, `sums[name]`).Eval(Row{varSums: many[varSums], varName: String("great-value-7")})
	var eval *EvalError
	require.ErrorAs(t, err, &eval)
	assert.Equal(t, `found no key "great-value-7" in the map, did you mean "great-valve-7"`, eval.Reason().String())
}

// TestConstantsAreBounded holds that constant parts are not worked out beyond their bound, and where that is said.
func TestConstantsAreBounded(t *testing.T) {
	env := kitEnv(t)
	ten := "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
	text := `"` + strings.Repeat("a", 2000) + `"`
	for _, row := range []struct{ name, expr, place string }{
		{"map in map", nested("map", 6, ten, "f") + ".size()", "1:33"},
		{"maps", nested("map", 5, ten, `{"a": e}`) + ".size()", "1:33"},
		{"doubled lists", doubled(ten, 8) + ".size()", "1:"},
		{"doubled texts", nested("map", 3, ten, text+" + string(c)") + ".size()", "1:33"},
		{"parts of a text", nested("map", 2, ten, "("+text+" + string(b)).chars()") + ".size()", "1:33"},
		{"counted only", nested("exists", 5, ten, "e > 10") + " || x > 1", "1:33"},
		{"many small ones", "[" + strings.Repeat(nested("map", 2, ten, "b")+", ", 120) + "[[x]]].size()", "1:"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := env.Compile(document.Text(row.expr))
			runtime.ReadMemStats(&after)
			all := messages(t, err)
			assert.Contains(t, all[0], row.place)
			assert.Regexp(t, `found constant parts that cost 2\d{4} or more to work out, expected at most 20000`, all[0])
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(40_000_000))
		})
	}
	compile(t, env, "["+strings.Repeat("1, ", 3000)+"x].size()")
	compile(t, env, "x in ["+strings.Repeat("1, ", 3000)+"2]")
}

func TestBudget(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name    string
		budget  *Budget
		fits    []string
		tooMuch string
		want    string
	}{
		{"expressions", &Budget{Expressions: 2}, []string{"x", "x + 1"}, "\nx + 2",
			"1:1: found 3 expressions so far, expected at most 2 in all"},
		{"characters, those of a wrong expression too", &Budget{Characters: 10}, []string{"x + 12", "名"}, "x + 1",
			"1:1: found expressions of 12 characters so far, expected at most 10 in all"},
		{"constants", &Budget{Constants: 9}, []string{"[1, 2, 3].size()", "x + x + x"}, "x in [1, 2, 3, 4]",
			"1:3: found constant parts that cost 10 so far to work out, expected at most 9 in all"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			for i := range 2 { // two environments share a budget
				config := kitConfig()
				config.Budget = row.budget
				env, err := NewEnv(config)
				require.NoError(t, err)
				if i == 0 {
					for _, expr := range row.fits {
						_, _ = env.Compile(document.Text(expr))
					}
					continue
				}
				_, err = env.Compile(document.Text(row.tooMuch))
				assert.Equal(t, []string{row.want}, messages(t, err))
				_, err = env.Compile(document.Text("[1, 2]"))
				assert.Error(t, err, "what comes after goes over too")
			}
		})
	}
}

// TestPatternsAreBounded holds that a pattern is bounded by its steps, repetitions written out, and charged by them.
func TestPatternsAreBounded(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	_, err := env.Compile(document.Text(`name.matches("` + strings.Repeat("(a{0,1000}b)", 20) + `")`))
	assert.Regexp(t, `^1:14: found a pattern of \d{5} steps, its repetitions written out; expected at most 10000$`,
		messages(t, err)[0])
	vars := sizedVars()
	_, small, _ := compile(t, env, `name.matches("a{10}b")`).evaluate(vars, nil, false)
	_, large, _ := compile(t, env, `name.matches("a{1000}b")`).evaluate(vars, nil, false)
	assert.Greater(t, large.Alone, 70*small.Alone)
}
