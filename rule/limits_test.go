package rule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

func TestSourceLimits(t *testing.T) {
	t.Parallel()
	config := kitConfig()
	config.Limits = Limits{Source: 2000, Nodes: 300, Depth: 20, Pattern: 10}
	env, err := NewEnv(config)
	require.NoError(t, err)
	rows := []struct{ name, expr, want string }{
		{"source", "x + " + strings.Repeat(" ", 2000) + "1",
			`1:1: found an expression of 2005 characters, expected at most 2000`},
		{"parentheses", strings.Repeat("(", 30) + "x" + strings.Repeat(")", 30),
			`1:1: found an expression nested deeper than 20 levels, expected parts with names of their own`},
		{"a chain of sums", "x" + strings.Repeat(" + x", 30),
			`1:1: found an expression nested deeper than 20 levels, expected parts with names of their own`},
		{"lists in lists", strings.Repeat("[", 30) + strings.Repeat("]", 30),
			`1:1: found an expression nested deeper than 20 levels, expected parts with names of their own`},
		{"minus signs", strings.Repeat("-(", 30) + "x" + strings.Repeat(")", 30),
			`1:1: found an expression nested deeper than 20 levels, expected parts with names of their own`},
		{"conditionals", strings.Repeat("true ? 1 : ", 30) + "x",
			`1:1: found an expression nested deeper than 20 levels, expected parts with names of their own`},
		{"nodes", "[" + strings.Repeat("x, ", 400) + "x]",
			`1:1: found an expression of 402 parts, expected at most 300: give parts names of their own`},
		{"pattern", `name.matches("aaaaaaaaaaaa")`, `1:14: found a pattern of 12 bytes, expected at most 10`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := env.Compile(document.Text(row.expr))
			require.Error(t, err)
			assert.Equal(t, row.want, messages(t, err)[0])
		})
	}
	compile(t, env, "x"+strings.Repeat(" + x", 15))
	compile(t, env, "true"+strings.Repeat(" && x > 1", 40)) // chains of && do not nest
}

func TestNodesOfMacros(t *testing.T) {
	t.Parallel()
	_, err := kitEnv(t).Compile(
		document.Text(strings.Repeat("names.exists(n, ", 90) + "true" + strings.Repeat(")", 90)))
	require.NoError(t, err, "nested macros do not copy their arguments")
	deep := strings.Repeat("names.exists(n, ", 120) + "true" + strings.Repeat(")", 120)
	_, err = kitEnv(t).Compile(document.Text(deep))
	assert.Equal(t, []string{
		"1:1: found an expression nested deeper than 100 levels, expected parts with names of their own"},
		messages(t, err))
}

func TestRunLimits(t *testing.T) {
	t.Parallel()
	config := kitConfig()
	config.Limits = Limits{Cost: 10_000, Text: 1000, List: 500}
	env, err := NewEnv(config)
	require.NoError(t, err)
	ten := "[1, 2, 3, 4, 5, 6, 7, 8, 9, x]"
	rows := []struct{ name, expr, want string }{
		{"comprehensions within comprehensions",
			fmt.Sprintf(
				"%[1]s.map(a, %[1]s.map(b, %[1]s.map(c, %[1]s.map(d, %[1]s.map(e, a + b + c + d + e))))).size()", ten),
			"cost of 10000"},
		{"absorbed by ||", fmt.Sprintf(
			"%[1]s.map(a, %[1]s.map(b, %[1]s.map(c, %[1]s.map(d, %[1]s.map(e, a + b + c + d + e))))).size() > "+
				"1 || true", ten), "cost of 10000"},
		{"absorbed by exists", fmt.Sprintf(
			"%[1]s.exists(z, %[1]s.map(a, %[1]s.map(b, %[1]s.map(c, %[1]s.map(d, 1)))).size() > z)", ten),
			"cost of 10000"},
		{"absorbed by default", fmt.Sprintf(
			"default(%[1]s.map(a, %[1]s.map(b, %[1]s.map(c, %[1]s.map(d, 1)))).size(), 1)", ten), "cost of 10000"},
		{"text", "[name, name].map(n, n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n " +
			"+ n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n " +
			"+ n + n + n + n + n + n + n + n + n + n + n + n + n + n).size()", "length of a text of 1000"},
		{"replace",
			`("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + tier).replace("a", ` +
				`"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")`,
			"length of a text of 1000"},
		{"join",
			"[name, name].join(\"" + strings.Repeat("-", 1200) + "\")",
			"length of a text of 1000"},
		{"list",
			doubled("names", 8),
			"length of a list of 500"},
		{"working days",
			"workdays(on, 9000) < workdays(on, 8999)",
			"cost of 10000"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p := compile(t, env, row.expr)
			memo := NewMemo(p, 10)
			for range 2 {
				_, err := p.Eval(kitVars())
				var limit *LimitError
				require.ErrorAs(t, err, &limit)
				assert.Equal(t, row.want, limit.Limit+" of "+itoa(limit.Bound))
				assert.NotZero(t, limit.Position.Line)
				_, remembered := memo.Eval(kitVars())
				assert.Equal(t, err, remembered)
			}
		})
	}
	_, err = env.Compile(
		document.Text(
			`["a", "b"].map(a, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(z, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(b, [1, 2, ` +
				`3, 4, 5, 6, 7, 8, 9, 10].map(c, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(d, size(a) + b + c))))).size()`))
	assert.Contains(t, messages(t, err)[0], "found constant parts that cost 10001 or more to work out, expected at most 10000",
		"a constant is worked out within the limits too")
}

// doubled adds an expression to itself so many times.
func doubled(expr string, times int) string {
	for range times {
		expr = "(" + expr + " + " + expr + ")"
	}
	return expr
}

func TestDefinitionsWithinDefinitions(t *testing.T) {
	t.Parallel()
	// Each definition reads the one before twice: 2^60 steps if each were worked out anew.
	vars := []Var{{Name: "x", Type: NumberType()}}
	for i := range 60 {
		env, err := NewEnv(Config{Vars: vars})
		require.NoError(t, err)
		last := vars[len(vars)-1].Name
		p := compile(t, env, fmt.Sprintf("%s + %s * 0", last, last))
		vars = append(vars, Var{Name: fmt.Sprintf("d%d", i), Type: NumberType(), Define: p})
	}
	env, err := NewEnv(Config{Vars: vars})
	require.NoError(t, err)
	p := compile(t, env, "d59 + d58")
	v, err := p.Eval(Row{Int(3)})
	require.NoError(t, err)
	assert.Equal(t, "6", v.String())
	assert.Len(t, p.Reads(), 1)
}

// TestCostIsPinned holds the costs of some expressions: a change of them could end runs that ended well before.
func TestCostIsPinned(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	for expr, want := range map[string]int64{
		`x`: 0, `x + 1`: 1, `item.words > 500 && !item.late`: 5, `tier in ["a", "b", "city"]`: 4,
		`item.adoptions.exists(a, a.tier == "national")`: 8, `names.map(n, n + "!")`: 10,
		`item.adoptions.filter(a, has(a.fee)).size()`: 11, `params.standard[tier]`: 2,
		`round(x, 1) + min(x, 1)`: 3, `workdays(on, -3)`: 4, `sum(names.map(n, 1))`: 11,
	} {
		t.Run(expr, func(t *testing.T) {
			t.Parallel()
			_, cost, err := compile(t, env, expr).evaluate(vars, nil, false)
			require.NoError(t, err)
			assert.Equal(t, want, cost.Alone)
		})
	}
}
