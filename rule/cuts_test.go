package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCuts(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		left       []string
		cuts       [][]string // what each reads
	}{
		{"nothing wide", `item.genre == "brief" && tier == "a"`, []string{"item.genre", "tier"}, nil},
		{"a comparison", `item.words >= 200`, nil, [][]string{{"item.words"}}},
		{"a chain of wide ones of one sort is one", `item.words >= 200 && item.words <= 500 && !(item.words == 300)`, nil, [][]string{{"item.words"}}},
		{"one of two sorts is not", `item.words >= 200 && item.words <= 500 && !(item.at - item.happened > hours(2))`, nil, [][]string{{"item.words"}, {"item.words"}, {"item.at", "item.happened"}}},
		{"the others stay", `item.genre == "brief" && item.words >= 200 || item.at.year == 2020`, []string{"item.genre"}, [][]string{{"item.words"}, {"item.at"}}},
		{"a comparison with what is not wide", `item.words >= params.standard[item.genre]`, nil, [][]string{{"item.words", "params.standard[*]", "item.genre"}}},
		{"inside of default", `default(clock(item.at) < clock("09:15"), false) && item.late`, []string{"item.late"}, [][]string{{"item.at"}}},
		{"inside of a choice", `item.words > 100 ? x : 2`, []string{"x"}, [][]string{{"item.words"}}},
		{"a value is no condition", `item.words * 2`, []string{"item.words"}, nil},
		{"a value and a condition", `item.words > 100 ? item.words : 100`, []string{"item.words"}, [][]string{{"item.words"}}},
		{"inside of a macro", `item.adoptions.exists(a, a.at > item.at + days(1))`, []string{"item.adoptions[].at", "item.at"}, nil},
		{"inside of a macro, without its variable", `item.adoptions.exists(a, item.words > 3 && a.tier == "a")`, []string{"item.adoptions[].tier"}, [][]string{{"item.words"}}},
		{"a call", `isWorkday(item.at)`, nil, [][]string{{"item.at"}}},
		{"what does not fit", `item.words > x`, []string{"item.words", "x"}, nil},
		{"only the order", `item.at > item.happened`, []string{"item.at", "item.happened"}, nil},
	}
	env := kitEnv(t)
	wide := func(r Read) int {
		switch {
		case !r.Exact:
			return 0
		case r.String() == "item.words":
			return 1
		case r.String() == "item.at" || r.String() == "item.happened":
			return 2
		}
		return 0
	}
	fits := func(r Read) bool { return r.String() != "x" }
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			left, cuts := compile(t, env, row.expr).Cuts(wide, fits)
			var paths []string
			for _, r := range left {
				paths = append(paths, r.String())
			}
			assert.Equal(t, row.left, paths)
			var of [][]string
			for _, c := range cuts {
				var paths []string
				for _, r := range c.Reads() {
					paths = append(paths, r.String())
				}
				of = append(of, paths)
			}
			assert.Equal(t, row.cuts, of)
		})
	}
}

// TestCutsOfDefinitions: a cut inside of a definition is evaluated with the variables of the program.
func TestCutsOfDefinitions(t *testing.T) {
	t.Parallel()
	inner, err := NewEnv(Config{Vars: []Var{{Name: "n", Type: NumberType()}}})
	require.NoError(t, err)
	large, err := inner.Compile(Text("n > 3"))
	require.NoError(t, err)
	env, err := NewEnv(Config{Vars: []Var{{Name: "flag", Type: BoolType()}, {Name: "n", Type: NumberType()}, {Name: "large", Type: BoolType(), Define: large}}})
	require.NoError(t, err)
	left, cuts := compile(t, env, "flag && large").Cuts(func(r Read) int { return map[string]int{"n": 1}[r.String()] }, func(Read) bool { return true })
	require.Len(t, left, 1)
	assert.Equal(t, "flag", left[0].String())
	require.Len(t, cuts, 1)
	for n, want := range map[int64]bool{3: false, 4: true} {
		v, err := cuts[0].Eval(Row{Bool(false), Int(n)})
		require.NoError(t, err)
		assert.Equal(t, Bool(want), v)
	}
}
