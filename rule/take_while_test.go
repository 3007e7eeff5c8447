package rule

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestTakeWhile compares with a loop, over lists and bounds at random.
func TestTakeWhile(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(Config{Vars: []Var{{Name: "l", Type: ListType(NumberType())}, {Name: "n", Type: NumberType()}}})
	require.NoError(t, err)
	taken := compile(t, env, `l.take_while(x, x < n)`)
	memo := NewMemo(taken, 50)
	rest := compile(t, env, `l.take_while(x, x < n).size() == l.size() ? true : l[l.take_while(x, x < n).size()] >= n`)
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := r.IntN(5)
		var items, want []Value
		stopped := false
		for range r.IntN(7) {
			x := r.IntN(5)
			items = append(items, Int(int64(x)))
			if stopped = stopped || x >= n; !stopped {
				want = append(want, Int(int64(x)))
			}
		}
		vars := Row{List(NumberType(), items), Int(int64(n))}
		got, err := taken.Eval(vars)
		require.NoError(t, err)
		assert.Equal(t, List(NumberType(), want).String(), got.String(), "%v below %d", items, n)
		again, err := memo.Eval(vars)
		require.NoError(t, err)
		assert.Equal(t, got.String(), again.String())
		held, err := rest.Eval(vars)
		require.NoError(t, err)
		assert.Equal(t, "true", held.String())
	}
}

// TestTakeWhileStops asks that what comes after the first that fails costs nothing and is not looked at.
func TestTakeWhileStops(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(Config{Vars: []Var{{Name: "l", Type: ListType(NumberType())}}, Limits: Limits{Cost: 200}})
	require.NoError(t, err)
	var items []Value
	for i := range 1000 {
		items = append(items, Int(int64(i)))
	}
	p := compile(t, env, `l.take_while(x, x < 10).size()`)
	v, err := p.Eval(Row{List(NumberType(), items)})
	require.NoError(t, err)
	assert.Equal(t, "10", v.String())
	var limit *LimitError
	_, err = compile(t, env, `l.take_while(x, x < 1000).size()`).Eval(Row{List(NumberType(), items)})
	require.ErrorAs(t, err, &limit)
}

func TestTakeWhileErrors(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for expr, want := range map[string]string{
		`names.take_while(n)`: `1:7: found take_while() with other arguments, ` +
			`expected list.take_while(name, condition)`,
		`names.take_while(n, 1).size()`: `1:21: found a number before "?", expected a bool: condition ? a : b`,
		`names.take_while(1, true)`: `1:18: found an expression, expected a name: ` +
			`list.take_while(name, condition)`,
		`sums.take_while(k, true)`: `1:6: found a map being gone over, expected a list: the entries of a map ` +
			`have no order; all, exists, exists_one, count and sum go over its keys`,
		`names.take_whlie(n, true) == []`: `1:7: found the function take_whlie(), expected a declared one, ` +
			`did you mean "take_while"`,
	} {
		_, err := env.Compile(document.Text(expr))
		require.Error(t, err, expr)
		assert.Equal(t, want, messages(t, err)[0], fmt.Sprint(expr))
	}
}
