package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

func TestReads(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		want       []string
	}{
		{"nothing", `1 + 2`, nil},
		{"variables, in the order of places", `tier == "a" ? x : size(name)`, []string{"tier", "x", "name"}},
		{"each once", `x + x * x`, []string{"x"}},
		{"field", `item.words`, []string{"item.words"}},
		{"field of a field", `item.reply.words`, []string{"item.reply.words"}},
		{"through a macro", `item.adoptions.exists(a, a.tier in ["national", "region"])`,
			[]string{"item.adoptions[].tier"}},
		{"through two macros", `item.adoptions.exists(a, names.exists(n, n == a.outlet.name))`,
			[]string{"names[]", "item.adoptions[].outlet.name"}},
		{"through filter and map", `item.adoptions.filter(a, has(a.fee)).map(a, a.outlet).exists(o, o.level == "")`,
			[]string{"item.adoptions[].fee", "item.adoptions[].outlet.level"}},
		{"through an index", `item.adoptions[0].fee`, []string{"item.adoptions[].fee"}},
		{"through a conditional", `(x > 1 ? item : item.reply).words`, []string{"x", "item.reply.words", "item.words"}},
		{"through default", `default(item.reply, item).words`, []string{"item.reply.words", "item.words"}},
		{"through a list", `[item, item.reply][0].words`, []string{"item.reply.words", "item.words"}},
		{"through a map", `{"a": item}["a"].words`, []string{"item.words"}},
		{"through a list put together", `(item.adoptions + item.reply.adoptions).exists(a, a.fee > 1)`,
			[]string{"item.adoptions", "item.reply.adoptions"}},
		{"length", `size(item.adoptions)`, []string{"item.adoptions"}},
		{"presence", `has(item.words)`, []string{"item.words"}},
		{"presence of a variable", `has(nth)`, []string{"nth"}},
		{"constant key", `params.standard["a b"]`, []string{`params.standard["a b"]`}},
		{"computed key", `params.standard[tier]`, []string{"params.standard[*]", "tier"}},
		{"two computed keys", `params[name][tier]`, []string{"name", "params[*][*]", "tier"}},
		{"is a key", `tier in params.standard`, []string{"tier", "params.standard"}},
		{"record as a whole", `item.reply`, []string{"item.reply"}},
		{"list as a whole", `best(item.adoptions)`, []string{"item.adoptions"}},
		{"time", `item.at.year`, []string{"item.at"}},
		{"shadowed", `[1].exists(x, x > 1)`, nil},
		{"not shadowed", `[1].exists(x, .x > x)`, []string{"x"}},
		{"condition that does not look", `item.adoptions.count(a, true)`, []string{"item.adoptions[]"}},
	}
	env := kitEnv(t)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var paths []string
			for _, read := range compile(t, env, row.expr).Reads() {
				paths = append(paths, read.String())
				assert.Equal(t, StepVariable, read.Path[0].Kind)
				assert.NotZero(t, read.Position.Line)
			}
			assert.Equal(t, row.want, paths)
		})
	}
}

// TestReadsExactly: of times that are only compared with each other, nothing but the order is read.
func TestReadsExactly(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		exact      []string // the others are read otherwise
	}{
		{"two times", `item.at <= item.happened`, nil},
		{"equal times", `item.at == item.happened`, nil},
		{"a time inside a macro", `item.adoptions.exists(a, a.at > item.at)`, nil},
		{"a time and a constant", `item.at <= date("2020-03-01")`, []string{"item.at"}},
		{"a time and a variable that does not change", `item.at <= limits.start`, []string{"item.at"}},
		{"a time that is worked out", `item.at + hours(2) > item.happened`, []string{"item.at", "item.happened"}},
		{"compared here, worked out there", `item.at <= item.happened && item.at.year == 2020`, []string{"item.at"}},
		{"numbers", `item.words > x`, []string{"item.words", "x"}},
		{"texts", `tier < name`, []string{"tier", "name"}},
		{"presence", `has(item.words)`, nil},
		{"length", `size(item.adoptions)`, nil},
	}
	config := kitConfig()
	limits := &Record{Name: "limits", Fields: []Field{{Name: "start", Type: TimeType()}}}
	config.Vars = append(config.Vars, Var{Name: "limits", Type: limits.Type(), Const: true})
	env, err := NewEnv(config)
	require.NoError(t, err)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var exact []string
			for _, read := range compile(t, env, row.expr).Reads() {
				if read.Exact {
					exact = append(exact, read.String())
				}
			}
			assert.Equal(t, row.exact, exact)
		})
	}
}

func TestReadSteps(t *testing.T) {
	t.Parallel()
	reads := compile(t, kitEnv(t), `params.standard[item.adoptions[0].outlet.level]`).Reads()
	require.Len(t, reads, 2)
	assert.Equal(t, []Step{{"params", StepVariable}, {"standard", StepKey}, {"", StepDynamic}}, reads[0].Path)
	assert.Equal(t, []Step{{"item", StepVariable}, {"adoptions", StepField}, {"", StepElement}, {"outlet", StepField},
		{"level", StepField}}, reads[1].Path)
	assert.Equal(t, document.Position{Line: 1, Column: 42}, reads[1].Position)
}

func TestObserve(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		want       []string
	}{
		{"variables", `x > 1 && tier == "city"`, []string{`x = 2.5`, `tier = "city"`}},
		{"what is not reached", `x > 1 || tier == "city"`, []string{`x = 2.5`}},
		{"branch taken", `tier == "city" ? x : item.words`, []string{`tier = "city"`, `x = 2.5`}},
		{"leaf of the parameters", `params.standard[tier] * x`,
			[]string{`tier = "city"`, `params.standard.city = 5`, `x = 2.5`}},
		{"key that is no name", `params["standard"]["brief-item"]`, []string{`params.standard["brief-item"] = 7.5`}},
		{"elements", `item.adoptions.exists(a, a.tier == "national")`,
			[]string{`item.adoptions[0].tier = "city"`, `item.adoptions[1].tier = "national"`}},
		{"elements after a filter", `item.adoptions.filter(a, a.outlet.level == "city").map(a, a.fee)`, []string{
			`item.adoptions[0].outlet.level = "city"`, `item.adoptions[1].outlet.level = "national"`,
			`item.adoptions[2].outlet.level = ""`, `item.adoptions[0].fee = 20`}},
		{"absent", `default(item.happened, on) < on || has(nth)`,
			[]string{`item.happened is absent`, `on = 2020-03-08`, `nth is absent`}},
		{"an error", `x + nth`, []string{`x = 2.5`, `nth is absent`}},
		{"present", `has(item.words)`, []string{`item.words = 600`}},
		{"list as a whole", `"b" in names`, []string{`names = ["a", "b", "c"]`}},
		{"length", `size(names)`, []string{`names = ["a", "b", "c"]`}},
		{"empty list",
			`names.filter(n, n == "z").exists(n, true) || item.reply.adoptions.exists(a, true) || item.authors == []`,
			[]string{
				`names[0] = "a"`, `names[1] = "b"`, `names[2] = "c"`, `item.reply is absent`,
				`item.authors = ["linxi", "wengniute"]`}},
		{"result", `params.tasks`, []string{`params.tasks = {"weekly": 2}`}},
		{"missing key", `tier + "y" in params.standard ? 1 : default(params.standard["vil" + tier], 0)`,
			[]string{`tier = "city"`, `params.standard = {"brief-item": 7.5, "city": 5, "national": 20}`,
				`params.standard.vilcity is absent`}},
		{"the caller's function", `best(item.adoptions.filter(a, false))`, nil},
		{"nothing", `1 + 1`, nil},
	}
	env := kitEnv(t)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var seen []string
			for _, o := range compile(t, env, row.expr).Observe(kitVars()) {
				if o.Absent {
					assert.True(t, o.Value.IsNone())
					seen = append(seen, o.Path+" is absent")
				} else {
					seen = append(seen, o.Path+" = "+o.Value.String())
				}
			}
			assert.Equal(t, row.want, seen)
		})
	}
}

func TestDefine(t *testing.T) {
	t.Parallel()
	base := kitEnv(t)
	inPress := compile(t, base, `item.genre == "research" && item.adoptions.exists(a, a.tier == "national")`)
	fails := compile(t, base, `div(1, x - 2.5, 1)`)
	config := kitConfig()
	// Other variables in another order: the definitions find theirs by name.
	config.Vars = append([]Var{{Name: "first", Type: NumberType()}}, config.Vars...)
	config.Vars = append(config.Vars, Var{Name: "in_press", Type: BoolType(), Define: inPress},
		Var{Name: "bad", Type: NumberType(), Define: fails})
	middle, err := NewEnv(config)
	require.NoError(t, err)
	vars := append(Row{Int(1)}, kitVars()...)
	deep := compile(t, middle, `in_press ? x : 0`)
	config.Vars = append([]Var{{Name: "zeroth", Type: NumberType()}}, config.Vars...)
	config.Vars = append(config.Vars, Var{Name: "deep", Type: NumberType(), Define: deep})
	env, err := NewEnv(config)
	require.NoError(t, err)
	vars = append(Row{Int(0)}, vars...)

	p := compile(t, env, `in_press && deep + deep == 5 && names.exists(n, deep > 2 && n == "b")`)
	v, err := p.Eval(vars)
	require.NoError(t, err)
	assert.Equal(t, "true", v.String())
	var paths []string
	for _, r := range p.Reads() {
		paths = append(paths, r.String())
	}
	assert.ElementsMatch(t, []string{"item.genre", "item.adoptions[].tier", "x", "names[]"}, paths)
	var seen []string
	for _, o := range p.Observe(vars) {
		seen = append(seen, o.Path)
	}
	assert.Equal(t,
		[]string{"item.genre", "item.adoptions[0].tier", "item.adoptions[1].tier", "x", "names[0]", "names[1]"}, seen)

	memo := NewMemo(p, 10)
	for _, x := range []string{"2.5", "2", "2.50"} {
		vars[varX+2] = num1(x)
		direct, _ := p.Eval(vars)
		remembered, _ := memo.Eval(vars)
		assert.True(t, direct.Equal(remembered), "x = %s", x)
	}
	assert.Equal(t, 2, memo.Len())

	vars[varX+2] = num1("2.5")
	_, err = compile(t, env, `bad + 1`).Eval(vars)
	require.EqualError(t, err, "1:1: division by zero", "the place is in the definition's own source")
	v, err = compile(t, env, `item.late && bad > 1`).Eval(vars)
	require.NoError(t, err, "a definition is worked out when it is needed")
	assert.Equal(t, "false", v.String())
}

func TestEnvErrors(t *testing.T) {
	t.Parallel()
	call := func([]Value) (Value, error) { return Value{}, nil }
	base := kitEnv(t)
	define := compile(t, base, `x + 1`)
	inner := &Record{Name: "inner",
		Fields: []Field{{Name: "a b", Type: NumberType()}, {Name: "c"}, {Name: "d", Type: NumberType()},
			{Name: "d", Type: NumberType()}}}
	rows := []struct {
		name   string
		config Config
		want   string
	}{
		{"name", Config{Vars: []Var{{Name: "great-value", Type: NumberType()}}},
			`variable 0: found the name "great-value", expected an identifier`},
		{"reserved name", Config{Vars: []Var{{Name: "in", Type: NumberType()}}},
			`variable 0: found the name "in", expected an identifier`},
		{"twice", Config{Vars: []Var{{Name: "x", Type: NumberType()}, {Name: "x", Type: NumberType()}}},
			`variable x: found it twice, expected it once`},
		{"no type", Config{Vars: []Var{{Name: "x"}}}, `variable x: found no type, expected a type`},
		{"list of no type", Config{Vars: []Var{{Name: "x", Type: ListType(Type{})}}},
			`variable x: found no type, expected a type`},
		{"keys", Config{Vars: []Var{{Name: "x", Type: NumberType(), Keys: []string{"a"}}}},
			`variable x: found keys, expected them on a map only`},
		{"fields", Config{Vars: []Var{{Name: "x", Type: ListType(inner.Type())}}},
			"record inner: found the field \"a b\", expected an identifier\n" +
				"record inner, field c: found no type, expected a type\n" +
				"record inner, field d: found it twice, expected it once"},
		{"function of the language", Config{Funcs: []Func{{Name: "round", Result: NumberType(), Call: call}}},
			`function round: found a function of the language, expected another name`},
		{"macro", Config{Funcs: []Func{{Name: "exists", Result: NumberType(), Call: call}}},
			`function exists: found a function of the language, expected another name`},
		{"function without a call", Config{Funcs: []Func{{Name: "f", Result: NumberType()}}},
			`function f: found no Call`},
		{"function without a result", Config{Funcs: []Func{{Name: "f", Call: call}}},
			`function f, result: found no type, expected a type`},
		{"two forms for the same arguments",
			Config{Funcs: []Func{{Name: "f", Result: NumberType(), Call: call},
				{Name: "f", Result: BoolType(), Call: call}}}, `function f: two forms fit the same arguments: `},
		{"definition of another type",
			Config{Vars: []Var{{Name: "x", Type: NumberType()}, {Name: "y", Type: BoolType(), Define: define}}},
			`variable y: found a definition of type number, expected bool`},
		{"definition without its variable", Config{Vars: []Var{{Name: "y", Type: NumberType(), Define: define}}},
			`variable y: its definition reads x, which is not declared here`},
		{"definition with another variable",
			Config{Vars: []Var{{Name: "x", Type: BoolType()}, {Name: "y", Type: NumberType(), Define: define}}},
			`variable y: its definition reads x as number, declared here as bool`},
		{"definition of itself", Config{Vars: []Var{{Name: "x", Type: NumberType(), Define: define}}},
			`variable x: its definition reads the variable itself`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := NewEnv(row.config)
			require.Error(t, err)
			assert.Contains(t, err.Error(), row.want)
		})
	}
	_, err := NewEnv(Config{Funcs: []Func{
		{Name: "f", Args: []Type{NumberType()}, Result: NumberType(), Call: call},
		{Name: "f", Args: []Type{StringType()}, Result: NumberType(), Call: call}}})
	require.NoError(t, err, "a function may have several forms")
}

// TestWrongData gives an evaluation values that are not what was declared: errors, not panics.
func TestWrongData(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	huge := num1("1e400")
	rows := []struct {
		name, expr string
		index      int
		value      Value
		want       string
	}{
		{"variable", `x + 1`, varX, String("a"), `1:1: x holds a string, declared as number`},
		{"variable is a huge number", `x == 1`, varX, huge,
			`1:1: x holds a number of too many digits, expected at most 34, all told and on either side of the point`},
		{"record", `item.words`, varItem, Int(1), `1:1: item holds a number, declared as item`},
		{"other record", `item.words`, varItem, outletRecord.Value(Row{}),
			`1:1: item holds a record outlet of another declaration, declared as item`},
		{"field", `item.words + 1`, varItem, itemRecord.Value(Row{1: Bool(true)}),
			`1:6: item.words holds a bool, declared as number`},
		{"entry", `sums.adopted + 1`, varSums, Map(NumberType(), map[string]Value{"adopted": Bool(true)}),
			`1:6: the entry "adopted" of the map holds a bool, declared as number`},
		{"element", `names[0] + ""`, varNames, List(StringType(), []Value{Int(1)}),
			`1:6: the element 0 of the list holds a number, declared as string`},
		{"element gone over", `names.exists(n, n == "a")`, varNames, List(StringType(), []Value{Int(1)}),
			`1:7: the element 0 of the list holds a number, declared as string`},
		{"element joined", `names.join()`, varNames, List(StringType(), []Value{Int(1)}),
			`1:7: the element 0 of the list holds a number, declared as string`},
		{"element that is none", `names[0] == ""`, varNames, List(StringType(), []Value{{}}),
			`1:6: the element 0 of the list holds a none, declared as string`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			vars := kitVars()
			vars[row.index] = row.value
			p := compile(t, env, row.expr)
			_, err := p.Eval(vars)
			require.ErrorContains(t, err, row.want)
			_, err = NewMemo(p, 3).Eval(vars)
			require.ErrorContains(t, err, row.want)
			p.Observe(vars)
		})
	}
	_, err := compile(t, env, `x + 1`).Eval(nil)
	require.EqualError(t, err, "1:1: x is absent")
}
