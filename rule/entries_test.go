package rule

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// countedEntries are entries of a map that note which of them are made.
type countedEntries struct {
	items map[string]Value
	made  *[]string
}

func (e countedEntries) Entry(key string) (Value, bool) {
	*e.made = append(*e.made, key)
	v, ok := e.items[key]
	return v, ok
}

func (e countedEntries) Keys() []string { return slices.Collect(maps.Keys(e.items)) }

// TestEntriesAreAMap evaluates over a map and over the same entries made when they are read.
func TestEntriesAreAMap(t *testing.T) {
	t.Parallel()
	env, r := kitEnv(t), rand.New(rand.NewPCG(1, 7))
	for _, expr := range []string{
		`sums.adopted + 1`, `sums[tier]`, `default(sums[tier], 5)`, `has(sums.adopted)`, `tier in sums`, `sums.size()`,
		`sums == sums`, `sums`,
	} {
		p := compile(t, env, expr)
		memo := NewMemo(p, 100)
		for range 40 {
			vars := randomVars(r)
			items, _ := vars[varSums].AsMap()
			lazy := slices.Clone(vars)
			lazy[varSums] = MapOf(NumberType(), countedEntries{items, new([]string)})
			assert.Equal(t, MapType(NumberType()), lazy[varSums].Type())
			want := outcome(p.Eval(vars))
			require.Equal(t, want, outcome(p.Eval(lazy)), expr)
			require.Equal(t, want, outcome(memo.Eval(lazy)), "%s, remembered", expr)
			require.Equal(t, observations(p.Observe(vars)), observations(p.Observe(lazy)), "%s, observed", expr)
		}
	}
}

// observations writes down what was read so that equal ones are equal.
func observations(all []Observed) []string {
	var out []string
	for _, o := range all {
		out = append(out, o.Path+" "+o.Value.String())
	}
	return out
}

func TestEntriesAreMadeWhenTheyAreRead(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for _, row := range []struct {
		expr string
		want []string
	}{
		{`sums.adopted`, []string{"adopted"}},
		{`has(sums.adopted) ? sums.adopted : 0`, []string{"adopted", "adopted"}},
		{`"adopted" in sums`, []string{"adopted"}},
		{`x > 0 ? 1 : sums.adopted`, nil},
		{`default(sums[name], 0)`, []string{"《人民日报》"}},
	} {
		var made []string
		vars := kitVars()
		vars[varX] = Int(1)
		vars[varSums] = MapOf(NumberType(),
			countedEntries{map[string]Value{"adopted": Int(2), "city": Int(3)}, &made})
		_, err := compile(t, env, row.expr).Eval(vars)
		require.NoError(t, err, row.expr)
		assert.Equal(t, row.want, made, row.expr)
	}
}
