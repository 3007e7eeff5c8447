package rule

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// growingExpressions go over a list of numbers in every way, in ways that may and may not go on, and within each other.
var growingExpressions = []string{
	`l.all(x, x < 7)`, `l.exists(x, x > 7)`, `l.exists_one(x, x == 3)`, `l.count(x, x > 3)`, `l.filter(x, x > 3)`,
	`l.take_while(x, x < 6)`, `l.map(x, x * 2)`, `l.map(x, x > 2, x + 1)`, `l.filter(x, x > n)`, `l.count(x, x > l.size())`,
	`l.filter(x, x > 3).map(x, x * 10).count(x, x > 50)`, `l.map(x, l.count(y, y > x))`, `sum(l.map(x, x))`,
	`l.sum(x, x * 2)`, `l.sum(x, x + n)`, `l.fold(x, s, 0, 2 * s - x)`, `l.fold(x, s, n, s + x)`,
	`l.fold(x, s, 0, s + x * n)`, `l.fold(x, s, [0], s.size() < 5 ? s + [s[s.size() - 1] + x] : s)`,
	`l.fold(x, s, 6, div(s, x, 0))`, `l.map(x, l.fold(y, s, x, max(s, y)))`, `bind(k, 3, l.count(x, x > k))`,
	`bind(k, n, l.filter(x, bind(y, x * 2, y > k)).sum(x, x))`, `l.count(x, bind(y, x * 2, y > 6))`,
	`l.filter(x, x > 2).fold(x, s, 0, s + x)`, `sort(l).slice(0, 3)`, `l.slice(1).reverse().exists(x, x == 4)`,
	`l.all(x, div(6, x, 0) > 0)`, `l.exists(x, div(6, x, 0) > 5)`, `l.count(x, div(6, x, 0) > 1)`,
	`l.filter(x, x > 3).size() + l.filter(x, x > 4).size()`, `l.map(x, [x, 1].count(y, y > 1))`, `l.exists(x, twice(x) > 14)`,
	`l.take_while(x, x < 6).exists(x, x == 5) || l.size() > 3`, `l[l.size() - 1] + l.count(x, x == 0)`,
}

// TestGrowingLists asks that an expression gives the same, errors and charges too, on a list that grew and on the same
// list made anew, whatever was asked of shorter ones before.
func TestGrowingLists(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for limit := int64(0); limit < 200; limit += 9 { // 0: so much that it ends nothing
		env, err := NewEnv(growingConfig(new(int), limit))
		require.NoError(t, err)
		for _, text := range growingExpressions {
			p := compile(t, env, text)
			for range 8 {
				list := NewGrowing(NumberType())
				var items []Value
				for range r.IntN(25) {
					x := Int(int64(r.IntN(9)))
					list.Add(x)
					items = append(items, x)
					if r.IntN(3) == 0 {
						continue
					}
					n := Int(int64(r.IntN(9)))
					want := outcome(p.Eval(Row{List(NumberType(), items), n}))
					assert.Equal(t, want, outcome(p.Eval(Row{list.List(), n})), "%s of %v", text, items)
				}
			}
		}
	}
}

// TestGrowingListsOfOldLength asks that a list that grew since is as it was.
func TestGrowingListsOfOldLength(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(growingConfig(new(int), 0))
	require.NoError(t, err)
	list := NewGrowing(NumberType())
	list.Add(Int(1))
	old := list.List()
	list.Add(Int(5))
	for text, want := range map[string][2]string{`l.filter(x, x > 0)`: {"[1]", "[1, 5]"}, `l.count(x, x > 3)`: {"0", "1"},
		`l.map(x, x + 1).size()`: {"1", "2"}} {
		p := compile(t, env, text)
		for range 2 {
			short, err := p.Eval(Row{old, Int(0)})
			require.NoError(t, err)
			long, err := p.Eval(Row{list.List(), Int(0)})
			require.NoError(t, err)
			assert.Equal(t, want, [2]string{short.String(), long.String()}, text)
		}
	}
	assert.Equal(t, 2, list.Len())
}

// TestGrowingListsGoOn asks that an element is asked once, however often the list is, where what is asked of it depends
// on it alone, and every time where it does not.
func TestGrowingListsGoOn(t *testing.T) {
	t.Parallel()
	const n = 100
	for text, want := range map[string]int{
		`l.exists(x, twice(x) > 99)`: n, `l.filter(x, twice(x) > 4).map(x, twice(x)).size()`: 2 * n,
		`l.exists(x, twice(x) > n)`: n * (n + 1) / 2,
	} {
		asked := 0
		env, err := NewEnv(growingConfig(&asked, 0))
		require.NoError(t, err)
		p := compile(t, env, text)
		list := NewGrowing(NumberType())
		for range n {
			list.Add(Int(5))
			for range 2 {
				_, err := p.Eval(Row{list.List(), Int(99)})
				require.NoError(t, err)
			}
		}
		if want > 2*n {
			want *= 2 // each was asked twice
		}
		assert.Equal(t, want, asked, text)
	}
}

// growingConfig has a list and a number, and a function that counts its calls.
func growingConfig(asked *int, cost int64) Config {
	return Config{
		Vars: []Var{{Name: "l", Type: ListType(NumberType())}, {Name: "n", Type: NumberType()}},
		Funcs: []Func{{Name: "twice", Args: []Type{NumberType()}, Result: NumberType(),
			Call: func(args []Value) (Value, error) {
				*asked++
				x, _ := args[0].AsNumber()
				return Number(x.Add(x)), nil
			}}},
		Limits: Limits{Cost: cost},
	}
}
