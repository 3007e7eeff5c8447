package rule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// celWriter writes random expressions of the part of the language that is CEL as it stands: logic, conditionals,
// macros, indexes, comparisons, and whole numbers small enough to be the same in both.
type celWriter struct {
	*rand.Rand
	locals []string // names of the macros around; each goes over numbers
}

func (w *celWriter) pick(options ...string) string { return options[w.IntN(len(options))] }

func (w *celWriter) truth(depth int) string {
	if depth == 0 {
		return w.pick("true", "false", "p", "q", "!p", "fail(0) == 1", "l[i] > 1", `m.a > 1`, `m[s] == 1`)
	}
	a, b := func() string { return w.truth(depth - 1) }, func() string { return w.number(depth - 1) }
	switch w.IntN(12) {
	case 0, 1:
		return "(" + a() + " && " + a() + ")"
	case 2, 3:
		return "(" + a() + " || " + a() + ")"
	case 4:
		return "!(" + a() + ")"
	case 5:
		return "(" + a() + " ? " + a() + " : " + a() + ")"
	case 6:
		return "(" + b() + w.pick(" < ", " <= ", " > ", " >= ", " == ", " != ") + b() + ")"
	case 7:
		return "(" + b() + " in " + w.list(depth-1) + ")"
	case 8:
		return "(" + w.text(depth-1) + w.pick(" == ", " != ", " < ", " >= ") + w.text(depth-1) + ")"
	case 9:
		return "(" + w.list(depth-1) + w.pick(" == ", " != ") + w.list(depth-1) + ")"
	case 10:
		return w.pick(`"a" in m`, `has(m.b)`, `has(m.a)`, `s in m`, `s.contains("a")`, `s.startsWith("b")`,
			`t.endsWith(s)`, `s.matches("^[ab]$")`)
	}
	return w.macro(depth, w.pick("all", "exists", "exists_one"), w.truth)
}

func (w *celWriter) macro(depth int, name string, body func(int) string) string {
	over := w.list(depth - 1)
	v := w.pick("a", "b", "i") // i hides a variable
	w.locals = append(w.locals, v)
	inner := body(depth - 1)
	w.locals = w.locals[:len(w.locals)-1]
	return over + "." + name + "(" + v + ", " + inner + ")"
}

func (w *celWriter) number(depth int) string {
	if depth == 0 {
		if len(w.locals) > 0 && w.IntN(2) == 0 {
			return w.pick(w.locals...)
		}
		return w.pick("0", "1", "2", "-3", "i", "j", "l[j]", "l[i]", "m.a", `m["b"]`, "fail(1)")
	}
	a := func() string { return w.number(depth - 1) }
	switch w.IntN(7) {
	case 0:
		return "(" + a() + " + " + a() + ")"
	case 1:
		return "(" + a() + " - " + a() + ")"
	case 2:
		return "(" + a() + " * " + a() + ")"
	case 3:
		return "(-" + a() + ")"
	case 4:
		return "(" + w.truth(depth-1) + " ? " + a() + " : " + a() + ")"
	case 5:
		return "size(" + w.list(depth-1) + ")"
	}
	return w.list(depth-1) + "[" + a() + "]"
}

func (w *celWriter) text(depth int) string {
	if depth == 0 {
		return w.pick(`"a"`, `"人民"`, "s", "t", `""`)
	}
	if w.IntN(2) == 0 {
		return "(" + w.text(depth-1) + " + " + w.text(depth-1) + ")"
	}
	return "(" + w.truth(depth-1) + " ? " + w.text(depth-1) + " : " + w.text(depth-1) + ")"
}

func (w *celWriter) list(depth int) string {
	if depth == 0 {
		return w.pick("l", "[1, 2]", "[0]", "l.filter(e, e > 1)")
	}
	switch w.IntN(6) {
	case 0:
		return "[" + w.number(depth-1) + ", " + w.number(depth-1) + "]"
	case 1:
		return "(" + w.list(depth-1) + " + " + w.list(depth-1) + ")"
	case 2:
		return w.macro(depth, "filter", w.truth)
	case 3:
		return w.macro(depth, "map", w.number)
	case 4:
		return "(" + w.truth(depth-1) + " ? " + w.list(depth-1) + " : " + w.list(depth-1) + ")"
	}
	return w.list(0)
}

// TestAgainstCEL holds our evaluator to cel-go's own, errors absorbed and all, on random expressions.
func TestAgainstCEL(t *testing.T) {
	t.Parallel()
	fail := func(args []Value) (Value, error) { return Value{}, errDivisionByZero }
	ours, err := NewEnv(Config{
		Vars: []Var{{Name: "p", Type: BoolType()}, {Name: "q", Type: BoolType()}, {Name: "i", Type: NumberType()},
			{Name: "j", Type: NumberType()}, {Name: "s", Type: StringType()}, {Name: "t", Type: StringType()},
			{Name: "l", Type: ListType(NumberType())}, {Name: "m", Type: MapType(NumberType())}},
		Funcs: []Func{{Name: "fail", Args: []Type{NumberType()}, Result: NumberType(), Call: fail}},
	})
	require.NoError(t, err)
	theirs, err := cel.NewEnv(
		cel.Variable("p", cel.BoolType), cel.Variable("q", cel.BoolType), cel.Variable("i", cel.IntType),
		cel.Variable("j", cel.IntType), cel.Variable("s", cel.StringType), cel.Variable("t", cel.StringType),
		cel.Variable("l", cel.ListType(cel.IntType)), cel.Variable("m", cel.MapType(cel.StringType, cel.IntType)),
		cel.Function("fail", cel.Overload("fail_int", []*cel.Type{cel.IntType}, cel.IntType,
			cel.UnaryBinding(func(ref.Val) ref.Val { return celFailure() }))),
	)
	require.NoError(t, err)
	w := &celWriter{Rand: rand.New(rand.NewPCG(11, 13))}
	compared, failed := 0, 0
	for range 1200 {
		expr := w.truth(4)
		p, err := ours.Compile(document.Text(expr), BoolType())
		if err != nil {
			// Constants that fail are told when they are compiled here.
			require.Contains(t, err.Error(), "found the index", expr)
			continue
		}
		tree, issues := theirs.Compile(expr)
		require.NoError(t, issues.Err(), expr)
		program, err := theirs.Program(tree)
		require.NoError(t, err)
		for range 3 {
			i, j, truths := w.IntN(5), w.IntN(2), []bool{w.IntN(2) == 0, w.IntN(2) == 0}
			s := w.pick("a", "b", "人")
			want, _, wrong := program.Eval(
				map[string]any{"p": truths[0], "q": truths[1], "i": i, "j": j, "s": s, "t": "ab", "l": []int64{1, 2, 3},
					"m": map[string]int64{"a": 2}})
			got, err := p.Eval(
				Row{Bool(truths[0]), Bool(truths[1]), Int(int64(i)), Int(int64(j)), String(s), String("ab"),
					List(NumberType(), []Value{Int(1), Int(2), Int(3)}),
					Map(NumberType(), map[string]Value{"a": Int(2)})})
			compared++
			if wrong != nil {
				failed++
				require.Error(t, err, "%s: CEL fails with %v, we found %v", expr, wrong, got)
				continue
			}
			require.NoError(t, err, "%s: CEL finds %v", expr, want)
			require.Equal(t, strings.TrimSpace(fmt.Sprint(want.Value())), got.String(), expr)
		}
	}
	require.Greater(t, compared, 2000)
	require.Greater(t, failed, 200)
	require.Greater(t, compared-failed, 800)
}

func celFailure() ref.Val { return types.NewErr("division by zero") }
