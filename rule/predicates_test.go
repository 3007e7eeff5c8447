package rule

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

func TestPredicates(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		left       []string
		predicates [][]string // what each reads
	}{
		{"nothing wide", `item.genre == "brief" && tier == "a"`, []string{"item.genre", "tier"}, nil},
		{"a comparison", `item.words >= 200`, nil, [][]string{{"item.words"}}},
		{"a chain of wide ones of one sort is one", `item.words >= 200 && item.words <= 500 && !(item.words == 300)`,
			nil, [][]string{{"item.words"}}},
		{"one of two sorts is not", `item.words >= 200 && item.words <= 500 && !(item.at - item.happened > hours(2))`,
			nil, [][]string{{"item.words"}, {"item.words"}, {"item.at", "item.happened"}}},
		{"the others stay", `item.genre == "brief" && item.words >= 200 || item.at.year == 2020`,
			[]string{"item.genre"}, [][]string{{"item.words"}, {"item.at"}}},
		{"a comparison with what is not wide", `item.words >= params.standard[item.genre]`, nil,
			[][]string{{"item.words", "params.standard[*]", "item.genre"}}},
		{"inside of default", `default(clock(item.at) < clock("09:15"), false) && item.late`, []string{"item.late"},
			[][]string{{"item.at"}}},
		{"inside of a choice", `item.words > 100 ? x : 2`, []string{"x"}, [][]string{{"item.words"}}},
		{"a value is no condition", `item.words * 2`, []string{"item.words"}, nil},
		{"a value and a condition", `item.words > 100 ? item.words : 100`, []string{"item.words"},
			[][]string{{"item.words"}}},
		{"inside of a macro", `item.adoptions.exists(a, a.at > item.at + days(1))`,
			[]string{"item.adoptions[].at", "item.at"}, nil},
		{"inside of a macro, without its variable", `item.adoptions.exists(a, item.words > 3 && a.tier == "a")`,
			[]string{"item.adoptions[].tier"}, [][]string{{"item.words"}}},
		{"of a name", `bind(w, item.words, w > 100 ? x : 2)`, []string{"item.words", "x"}, [][]string{{"item.words"}}},
		{"of two names", `bind(w, item.words, bind(v, w + 1, v > w || item.late))`, []string{"item.words", "item.late"},
			[][]string{{"item.words"}}},
		{"of a name that is gone over", `bind(w, item.adoptions.filter(a, item.words > 3), w.size() > 1)`,
			[]string{"item.adoptions[]"}, [][]string{{"item.words"}}},
		{"of no name that is over", `bind(w, x, w > 1) && !(names.exists(n, n == "" && item.words > 3))`, []string{"x", "names[]"},
			[][]string{{"item.words"}}},
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
	fits := func(reads []Read, of Read) bool {
		return len(of.Path) == 0 && !slices.ContainsFunc(reads, func(r Read) bool { return r.String() == "x" })
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			left, predicates := compile(t, env, row.expr).Predicates(wide, fits)
			var paths []string
			for _, r := range left {
				paths = append(paths, r.String())
			}
			assert.Equal(t, row.left, paths)
			var of [][]string
			for _, c := range predicates {
				var paths []string
				for _, r := range c.Reads() {
					paths = append(paths, r.String())
				}
				of = append(of, paths)
			}
			assert.Equal(t, row.predicates, of)
		})
	}
}

// TestPredicatesOfDefinitions: a predicate inside of a definition is evaluated with the variables of the program.
func TestPredicatesOfDefinitions(t *testing.T) {
	t.Parallel()
	inner, err := NewEnv(Config{Vars: []Var{{Name: "n", Type: NumberType()}}})
	require.NoError(t, err)
	large, err := inner.Compile(document.Text("n > 3"))
	require.NoError(t, err)
	env, err := NewEnv(Config{
		Vars: []Var{{Name: "flag", Type: BoolType()}, {Name: "n", Type: NumberType()},
			{Name: "large", Type: BoolType(), Define: large}}})
	require.NoError(t, err)
	left, predicates := compile(t, env, "flag && large").Predicates(func(r Read) int {
		return map[string]int{"n": 1}[r.String()]
	},
		func([]Read, Read) bool { return true })
	require.Len(t, left, 1)
	assert.Equal(t, "flag", left[0].String())
	require.Len(t, predicates, 1)
	for n, want := range map[int64]bool{3: false, 4: true} {
		v, err := predicates[0].Eval(Row{Bool(false), Int(n)})
		require.NoError(t, err)
		assert.Equal(t, Bool(want), v)
	}
}

// TestPredicatesOfElements: a condition on an element of a list is asked of each element by itself.
func TestPredicatesOfElements(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	wide := func(r Read) int {
		if r.Exact && strings.HasPrefix(r.String(), "item.adoptions[]") {
			return 1
		}
		return 0
	}
	fits := func(reads []Read, of Read) bool {
		return !slices.ContainsFunc(reads, func(r Read) bool {
			return !strings.HasPrefix(r.String(), of.String()+"[]") && !strings.HasPrefix(r.String(), "params")
		})
	}
	for _, row := range []struct {
		name, expr string
		left       []string
		predicates []string // "" for one of no elements
	}{
		{"a chain", `item.adoptions.exists(a, a.tier in ["a", "b"] && a.fee > 3)`, []string{"item.adoptions[]"},
			[]string{"item.adoptions"}},
		{"beside others", `item.late && item.adoptions.exists(a, a.tier == "a")`,
			[]string{"item.late", "item.adoptions[]"}, []string{"item.adoptions"}},
		{"what reads others stays", `item.adoptions.exists(a, a.tier == "a" && a.at > item.at)`,
			[]string{"item.adoptions[].at", "item.at"}, []string{"item.adoptions"}},
		{"two macros", `item.adoptions.exists(a, item.adoptions.exists(b, b.tier == "b") && a.tier == "a")`,
			[]string{"item.adoptions[]"}, []string{"item.adoptions", "item.adoptions"}},
		{"of two elements", `item.adoptions.exists(a, item.adoptions.exists(b, a.tier == b.tier))`,
			[]string{"item.adoptions[].tier"}, nil},
		{"of a list that was made", `item.adoptions.filter(a, a.fee > 3).exists(b, b.tier == "b")`,
			[]string{"item.adoptions[].tier"}, []string{"item.adoptions"}},
		{"of a name", `item.adoptions.exists(a, bind(f, a.fee, f > 3 && f < 5))`,
			[]string{"item.adoptions[].fee"}, []string{"item.adoptions"}},
		{"with figures", `item.adoptions.exists(a, a.tier in params.standard)`, []string{"item.adoptions[]"},
			[]string{"item.adoptions"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			left, predicates := compile(t, env, row.expr).Predicates(wide, fits)
			var paths, of []string
			for _, r := range left {
				paths = append(paths, r.String())
			}
			for _, c := range predicates {
				list, _ := c.ElementList()
				of = append(of, list.String())
			}
			assert.Equal(t, row.left, paths)
			assert.Equal(t, row.predicates, of)
		})
	}
}

// TestPredicatesOfFunctions: a call of a function that is a program is a condition as any call is.
func TestPredicatesOfFunctions(t *testing.T) {
	t.Parallel()
	env := withFunctions(t)
	long, err := env.CompileFunc([]Var{{Name: "n", Type: NumberType()}}, document.Text(`n > 3 && n < params.tasks.weekly`))
	require.NoError(t, err)
	of, err := env.CompileFunc([]Var{{Name: "a", Type: adoptionRecord.Type()}}, document.Text(`a.fee > 3 || a.tier == name`))
	require.NoError(t, err)
	config := kitConfig()
	config.Funcs = append(config.Funcs,
		Func{Name: "long", Args: []Type{NumberType()}, Result: BoolType(), Define: long},
		Func{Name: "of", Args: []Type{adoptionRecord.Type()}, Result: BoolType(), Define: of})
	env, err = NewEnv(config)
	require.NoError(t, err)
	wide := func(r Read) int {
		if r.Exact && (r.String() == "item.words" || strings.HasSuffix(r.String(), "[].fee")) {
			return 1
		}
		return 0
	}
	fits := func([]Read, Read) bool { return true }
	for expr, want := range map[string][]string{
		`item.late && long(item.words)`:                        {"item.words params.tasks.weekly"},
		`item.adoptions.exists(a, long(a.fee))`:                {"item.adoptions[].fee params.tasks.weekly"},
		`item.adoptions.exists(a, has(a.tier) && long(a.fee))`: {"item.adoptions[].fee params.tasks.weekly"},
		`item.adoptions.exists(a, of(a))`:                      nil, // it reads name, too
	} {
		p := compile(t, env, expr)
		_, predicates := p.Predicates(wide, fits)
		var got []string
		for _, c := range predicates {
			var reads []string
			for _, r := range c.Reads() {
				reads = append(reads, r.String())
			}
			slices.Sort(reads)
			got = append(got, strings.Join(reads, " "))
			assert.True(t, c.Same(c))
			if _, ok := c.ElementList(); ok {
				v, _, err := c.EvalElement(kitVars(), adoptionRecord.Value(Row{2: Int(5)}))
				require.NoError(t, err)
				assert.Equal(t, Bool(false), v, "2 are weekly")
			}
		}
		assert.Equal(t, want, got, expr)
	}
}

// TestEvalElement evaluates a predicate for elements that are given, in a definition too.
func TestEvalElement(t *testing.T) {
	t.Parallel()
	part := &Record{Name: "part",
		Fields: []Field{{Name: "word", Type: StringType()}, {Name: "note", Type: StringType()}}}
	whole := &Record{Name: "whole", Fields: []Field{{Name: "parts", Type: ListType(part.Type())}}}
	item := Var{Name: "item", Type: whole.Type()}
	words := Var{Name: "words", Type: ListType(StringType()), Const: true}
	inner, err := NewEnv(Config{Vars: []Var{words, item}})
	require.NoError(t, err)
	known, err := inner.Compile(document.Text("item.parts.exists(p, p.word in words || p.note == 'x')"))
	require.NoError(t, err)
	env, err := NewEnv(Config{Vars: []Var{item, {Name: "known", Type: BoolType(), Define: known}, words}})
	require.NoError(t, err)
	_, predicates := compile(t, env, "!known").Predicates(func(Read) int { return 1 }, func(_ []Read, of Read) bool {
		return len(of.Path) > 0
	})
	require.Len(t, predicates, 1)
	vars := Row{Value{}, Value{}, List(StringType(), []Value{String("a")})}
	for _, row := range []struct {
		word, note Value
		want       bool
		absent     bool
	}{{String("a"), String(""), true, false}, {String("b"), String(""), false, false},
		{String("b"), String("x"), true, false}, {Value{}, String("x"), true, false},
		{Value{}, String(""), false, true}} {
		v, cost, err := predicates[0].EvalElement(vars, part.Value(Row{row.word, row.note}))
		if row.absent {
			require.True(t, IsAbsent(err), "%v", err)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, Bool(row.want), v)
		assert.Positive(t, cost.Alone)
	}
}
