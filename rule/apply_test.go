package rule

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// withFunctions is the kit's environment with functions that are programs, each made with those before it.
func withFunctions(t testing.TB) *Env {
	t.Helper()
	return addFunctions(t, kitConfig())
}

func addFunctions(t testing.TB, config Config) *Env {
	t.Helper()
	env, err := NewEnv(config)
	require.NoError(t, err)
	for _, f := range []struct {
		name, expr string
		params     []Var
	}{
		{"band", `n >= 90 ? "excellent" : n >= 80 ? "good" : "enough"`, []Var{{Name: "n", Type: NumberType()}}},
		{"share", `of == 0 ? 0 : div(100 * part, of, 1)`,
			[]Var{{Name: "part", Type: NumberType()}, {Name: "of", Type: NumberType()}}},
		{"good", `a.tier in params.standard && a.at >= item.at`, []Var{{Name: "a", Type: adoptionRecord.Type()}}},
		{"price", `default(params.standard[t], 0) * x`, []Var{{Name: "t", Type: StringType()}}},
		{"twice", `band(n) + band(n) + [1].map(n, string(n)).join()`, []Var{{Name: "n", Type: NumberType()}}},
		{"best", `max(l.map(y, y * 2) + [0]) + l.fold(y, s, 0, s + y)`, []Var{{Name: "l", Type: ListType(NumberType())}}},
		{"first", `yes ? a : b`, []Var{{Name: "yes", Type: BoolType()}, {Name: "a", Type: NumberType()},
			{Name: "b", Type: NumberType()}}},
	} {
		if f.name == "best" {
			f.name = "best_of"
		}
		p, err := env.CompileFunc(f.params, document.Text(f.expr))
		require.NoError(t, err, f.name)
		own := Func{Name: f.name, Result: p.Type(), Define: p}
		for _, param := range f.params {
			own.Args = append(own.Args, param.Type)
		}
		config.Funcs = append(config.Funcs, own)
		env, err = NewEnv(config)
		require.NoError(t, err, f.name)
	}
	return env
}

func TestFunctions(t *testing.T) {
	t.Parallel()
	env, vars := withFunctions(t), kitVars()
	for expr, want := range map[string]string{
		`band(90)`: `"excellent"`, `band(89.99) + band(x)`: `"goodenough"`, `share(1, 3)`: `33.3`, `share(x, x - x)`: `0`,
		`share(share(1, 2), share(x, 5))`: `100`, `price("city") + price(tier) + price("none")`: `25`,
		`item.adoptions.count(a, has(a.tier) && good(a))`: `2`, `item.adoptions.filter(b, has(b.tier) && good(b)).map(b, price(b.tier))`: `[12.5, 50]`,
		`item.adoptions.exists(a, has(a.fee) && good(a) && a.fee > 30)`: `true`, `twice(85)`: `"goodgood1"`,
		`best_of([1, 3])`: `10`, `best_of(names.map(n, x))`: `12.5`, `[2, 3].map(i, best_of([i, 1]))`: `[7, 10]`,
		`bind(n, 95, band(n - 10) + band(n))`:          `"goodexcellent"`,
		`[1, 2].map(i, best_of([3, 4].map(j, i * j)))`: `[15, 30]`,
		// an argument is absent where it is read
		`first(true, x, nth)`: `2.5`, `default(first(false, x, nth), 7)`: `7`, `first(x > 1, x, div(1, x - x, 0))`: `2.5`,
		`price(item.adoptions[2].tier) - 1`: `-1`,
	} {
		v, err := compile(t, env, expr).Eval(vars)
		require.NoError(t, err, expr)
		assert.Equal(t, want, v.String(), expr)
	}
	for expr, want := range map[string]string{
		`first(false, x, nth)`:    `1:17: nth is absent`,
		`good(item.adoptions[2])`: `1:3: a.tier is absent`,
		`share(x, 1e-30) + share(1e30, x * 1e-30)`: `1:15: the number has too many digits, expected at most 34, all told and on either ` +
			`side of the point`,
	} {
		_, err := compile(t, env, expr).Eval(vars)
		require.EqualError(t, err, want, expr)
	}
	for i, expr := range []string{`band(x) + string(share(item.words, x))`, `item.adoptions.map(a, good(a))`,
		`price(tier) + price(name)`, `best_of(item.adoptions.map(a, default(a.fee, x)))`, `first(has(nth), nth, x)`,
		`bind(a, nth, first(x > 1, x, a)) + names.fold(n, s, 0, s + price(n))`,
		`item.adoptions.exists(a, default(good(a), false) && price(a.tier) > x)`} {
		agree(t, compile(t, env, expr), uint64(i), 60)
	}
}

// TestCostOfFunctions: a call is one, and its program what it is anywhere.
func TestCostOfFunctions(t *testing.T) {
	t.Parallel()
	env, vars := withFunctions(t), kitVars()
	for expr, want := range map[string]int64{
		`band(x)`: 1 + 4, `share(x, 5)`: 1 + 1 + 1 + 1 + 4 + 1, `band(x + 1) == band(x)`: 1 + 5 + 5 + 1,
		`bind(n, band(x), n + n) == ""`: 1 + 1 + 5 + 1,
	} {
		_, cost, err := compile(t, env, expr).EvalCharged(vars)
		require.NoError(t, err)
		assert.Equal(t, want, cost.Alone, expr)
	}
}

func TestFunctionErrors(t *testing.T) {
	t.Parallel()
	env := withFunctions(t)
	for expr, want := range map[string]string{
		`band("x")`:  `1:1: found band(string), expected band(number)`,
		`share(1)`:   `1:1: found share(number), expected share(number, number)`,
		`band`:       `1:1: found the name "band", which is a function, expected band(…)`,
		`bnad(x)`:    `1:1: found the function bnad(), expected a declared one, did you mean "band"`,
		`x(1)`:       `1:1: found x(), which is a value, expected x`,
		`good(tier)`: `1:1: found good(string), expected good(adoption)`,
		`x.band()`:   `1:3: found x.band(), expected band(number)`,
	} {
		_, err := env.Compile(document.Text(expr))
		require.Error(t, err, expr)
		assert.Equal(t, []string{want}, messages(t, err), expr)
	}
	number := []Var{{Name: "n", Type: NumberType()}}
	p, err := env.CompileFunc(number, document.Text(`n + x`))
	require.NoError(t, err)
	_, err = p.Eval(kitVars())
	require.EqualError(t, err, `1:1: n is absent`, "nobody calls it")
	call := func(args []Value) (Value, error) { return args[0], nil }
	for want, config := range map[string]Config{
		`function f: found a program of [number] that gives a number, expected one of [string] that gives a number`: {
			Vars: []Var{{Name: "x", Type: NumberType()}}, Funcs: []Func{{Name: "f", Args: []Type{StringType()},
				Result: NumberType(), Define: p}}},
		`function f: its definition reads x, which is not declared here`: {
			Funcs: []Func{{Name: "f", Args: []Type{NumberType()}, Result: NumberType(), Define: p, Call: call}}},
		`variable v: found the program of a function, expected one without parameters`: {
			Vars: []Var{{Name: "x", Type: NumberType()}, {Name: "v", Type: NumberType(), Define: p}}},
	} {
		_, err := NewEnv(config)
		require.EqualError(t, err, want)
	}
	for expr, want := range map[string]string{
		`n + m`:          `1:5: found the name "m", expected a declared one: n, item, tier, params, x, name, nth, sums, names, on`,
		`has(n) ? n : 0`: `1:5: found has(n) of a name that the expression gives, expected a field of it, or a variable: has(n.field)`,
		`n.words`:        `1:3: found .words of a number, expected a record or a map before the point`,
	} {
		_, err := env.CompileFunc(number, document.Text(expr))
		require.Error(t, err, expr)
		assert.Equal(t, []string{want}, messages(t, err), expr)
	}
	_, err = env.CompileFunc([]Var{{Name: "n", Type: (&Record{Name: "other"}).Type()}}, document.Text(`1`))
	require.ErrorContains(t, err, `found the parameter "n" of type other`)
}

// TestFunctionsFromElsewhere: a function is called where the variables that it reads stand at other places.
func TestFunctionsFromElsewhere(t *testing.T) {
	t.Parallel()
	inner, err := NewEnv(Config{Vars: []Var{{Name: "a", Type: NumberType()}, {Name: "b", Type: NumberType()}}})
	require.NoError(t, err)
	p, err := inner.CompileFunc([]Var{{Name: "n", Type: NumberType()}}, document.Text(`[1].map(i, i * 100 * n + b)[0]`))
	require.NoError(t, err)
	env, err := NewEnv(Config{Vars: []Var{{Name: "b", Type: NumberType()}, {Name: "c", Type: NumberType()}},
		Funcs: []Func{{Name: "f", Args: []Type{NumberType()}, Result: NumberType(), Define: p}}})
	require.NoError(t, err)
	v, err := compile(t, env, `[f(c), f(f(b))].map(i, f(i)).fold(i, s, 0, s + i)`).Eval(Row{Int(7), Int(2)})
	require.NoError(t, err)
	// f(2) = 207, f(7) = 707, f(707) = 70707; f(207) = 20707, f(70707) = 7070707
	assert.Equal(t, `7091414`, v.String())
}

// TestFunctionsAreSeenThrough: what an argument is used for in the program is known of its place.
func TestFunctionsAreSeenThrough(t *testing.T) {
	t.Parallel()
	env := withFunctions(t)
	p := compile(t, env, `item.adoptions.exists(a, good(a))`)
	var reads []string
	for _, r := range p.Reads() {
		reads = append(reads, r.String())
	}
	assert.ElementsMatch(t, []string{"item.adoptions[].tier", "params.standard", "item.adoptions[].at", "item.at"}, reads)
	for _, u := range p.Uses() {
		if u.String() == "item.adoptions[].tier" {
			assert.False(t, u.Free)
			assert.Equal(t, "params.standard", u.Figures[0].String())
		}
	}
	is := func(r Read) bool { return r.String() == "tier" }
	assert.Equal(t, Otherwise{Never: true}, compile(t, env, `price(tier)`).Otherwise(is))
	assert.Equal(t, Otherwise{Never: true}, compile(t, env, `first(tier == "a", 1, 0)`).Otherwise(is))
}

// TestFunctionsAreBounded: functions that call functions many times are refused before anybody goes through them.
func TestFunctionsAreBounded(t *testing.T) {
	t.Parallel()
	config := Config{}
	text, name := `n + 1`, `f`
	for range 40 {
		env, err := NewEnv(config)
		require.NoError(t, err)
		p, err := env.CompileFunc([]Var{{Name: "n", Type: NumberType()}}, document.Text(text))
		if err != nil {
			assert.Regexp(t, `found an expression of \d+ parts with those of the functions that it calls, expected at most 10000`,
				err.Error())
			return
		}
		config.Funcs = append(config.Funcs, Func{Name: name, Args: []Type{NumberType()}, Result: NumberType(), Define: p})
		text, name = name+`(n)`+strings.Repeat(" + "+name+"(n)", 3), name+"f"
	}
	t.Fatal("there is no end to it")
}
