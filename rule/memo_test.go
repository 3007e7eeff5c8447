package rule

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// randomVars makes values for the kit's variables out of few, so that combinations come again.
func randomVars(r *rand.Rand) Row {
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	numbers := []string{"0", "1", "2.5", "-3", "600", "1.10", "99999999999999999999", "1e-20"}
	number := func() Value { return num1(numbers[r.IntN(len(numbers))]) }
	maybe := func(v Value) Value {
		if r.IntN(4) == 0 {
			return Value{}
		}
		return v
	}
	tiers := []string{"city", "national", "", "人民"}
	times := []Value{day("2020-03-08"), day("2020-03-09"), moment("2020-03-08T00:00:00+08:00"),
		moment("2020-03-07T16:00:00Z"), moment("2020-12-31T23:59:59.5+08:00")}
	moments := func() Value { return times[r.IntN(len(times))] }
	adoptions := make([]Value, r.IntN(4))
	for i := range adoptions {
		adoptions[i] = adoptionRecord.Value(
			Row{moments(), maybe(String(pick(tiers...))), maybe(number()),
				outletRecord.Value(Row{String(pick("人民日报", "a")), String(pick(tiers...)),
					maybe(String(pick("newspaper", "journal")))})})
	}
	texts := make([]Value, r.IntN(4))
	for i := range texts {
		texts[i] = String(pick("a", "b", "ab", ""))
	}
	mapping := func() Value {
		m := map[string]Value{}
		for range r.IntN(4) {
			m[pick("city", "national", "adopted", "great-value")] = number()
		}
		return Map(NumberType(), m)
	}
	item := func(reply Value) Value {
		return itemRecord.Value(Row{String(pick("research", "brief")), maybe(number()), Bool(r.IntN(2) == 0), moments(),
			maybe(moments()), List(adoptionRecord.Type(), adoptions), List(StringType(), texts), reply})
	}
	return Row{
		varItem: item(maybe(item(Value{}))), varTier: String(pick(tiers...)),
		varParams: Map(MapType(NumberType()), map[string]Value{"standard": mapping(), "tasks": mapping()}),
		varX:      number(), varName: String(pick("人民日报", "a", "5")), varNth: maybe(number()), varSums: mapping(),
		varNames: List(StringType(), texts), varOn: moments(),
	}
}

// outcome writes a result down so that equal ones are equal.
func outcome(v Value, err error) string {
	if err != nil {
		return fmt.Sprintf("%T %v", err, err)
	}
	return v.Type().String() + " " + v.String()
}

// agree checks that a program gives the same whether it is evaluated, evaluated again, remembered or observed.
func agree(t testing.TB, p *Program, seed uint64, rounds int) {
	t.Helper()
	memo, full := NewMemo(p, 1000), NewMemo(p, 2)
	r := rand.New(rand.NewPCG(seed, 7))
	params := randomVars(r)[varParams] // a constant of the memo's life
	for range rounds {
		vars := randomVars(r)
		vars[varParams] = params
		want := outcome(p.Eval(vars))
		observed, read, _, err := p.EvalObserved(vars)
		if fmt.Sprint(read) != fmt.Sprint(p.Observe(vars)) {
			t.Fatalf("found %v, expected what is observed, %v\n%s", read, p.Observe(vars), p.Source().Text())
		}
		_, cost, _ := p.EvalCharged(vars)
		for range 2 {
			if _, again, _ := memo.EvalCharged(vars); again != cost {
				t.Fatalf("a memo charges %v, expected %v\n%s", again, cost, p.Source().Text())
			}
		}
		for what, got := range map[string]string{
			"again": outcome(p.Eval(vars)), "memo": outcome(memo.Eval(vars)), "memo, again": outcome(memo.Eval(vars)),
			"full memo": outcome(full.Eval(vars)),
			"observed":  outcome(observed, err),
		} {
			if got != want {
				t.Fatalf("%s: found %s, expected %s\n%s\nreads %v", what, got, want, p.Source().Text(), p.Reads())
			}
		}
	}
}

// TestMemoKeepsNoRecords asks for an outlet twice, while the memory of the first comes to hold another one, as that of
// a caller who uses it again does.
func TestMemoKeepsNoRecords(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, expr, want string }{
		{"record", `item.adoptions[0].outlet`, `outlet{name: "b"}`},
		{"list of records", `item.adoptions.map(a, a.outlet)`, `[outlet{name: "b"}]`},
		{"text", `item.adoptions[0].outlet.name`, `"b"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			memo := NewMemo(compile(t, kitEnv(t), row.expr), 10)
			with := func(outlet Row) Row {
				adoption := adoptionRecord.Value(Row{day("2020-03-08"), Value{}, Value{}, outletRecord.Value(outlet)})
				return Row{varItem: itemRecord.Value(Row{5: List(adoptionRecord.Type(), []Value{adoption})})}
			}
			used := Row{String("b")}
			_, err := memo.Eval(with(used))
			require.NoError(t, err)
			used[0] = String("c")
			v, err := memo.Eval(with(Row{String("b")}))
			require.NoError(t, err)
			assert.Equal(t, row.want, v.String())
		})
	}
}

func TestMemoAgrees(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for i, expr := range append(seeds(), memoExpressions...) {
		p, err := env.Compile(document.Text(expr))
		if err != nil {
			continue
		}
		t.Run(expr, func(t *testing.T) {
			t.Parallel()
			agree(t, p, uint64(i), 60)
		})
	}
}

// memoExpressions are those whose reads are hard to see.
var memoExpressions = []string{
	`(x > 1 ? item : default(item.reply, item)).words`,
	`[item, default(item.reply, item)].map(i, i.adoptions).map(l, l.size())`, `[item.words, x].size()`,
	`item.adoptions.map(a, a.outlet)[0].name`,
	`item.adoptions.filter(a, has(a.tier)).filter(a, a.tier == tier).map(a, default(a.fee, 0))`,
	`best(item.adoptions.filter(a, a.outlet.level == tier))`, `size(item.adoptions) + size(names) + size(sums)`,
	`{"a": item, "b": default(item.reply, item)}[tier == "" ? "a" : "b"].genre`,
	`sums[tier]`, `sums.adopted`, `has(sums.adopted)`, `tier in sums`, `sums == {"adopted": 1}`,
	`default(nth, x) > 1 && has(nth)`, `item.adoptions`, `item`, `item.reply`, `names + names`, `item.authors == names`,
	`clock(on)`, `string(on) + string(item.at)`, `on == item.at`,
	`(item.adoptions + default(item.reply, item).adoptions).exists(a, a.fee > x)`, `params.standard[tier] + x`,
	`rank(tier)`, `names.map(n, item.adoptions.count(a, a.outlet.name == n))`, `item.adoptions[x].fee`,
	`default(item.reply, item) in [] || true`, `[[item.words]].map(l, l.size())`,
	`names.exists(n, n == name) ? sums["great-value"] : nth`,
	`item.adoptions.take_while(a, has(a.tier)).map(a, default(a.fee, 0))`,
	`item.adoptions.take_while(a, a.tier == tier).size()`, `default(item.adoptions[x].outlet.name, name)`,
	`default(sums[tier], x)`, `item.adoptions.map(a, has(a.fee), a)`, `max(item.adoptions.map(a, a.at))`,
	`item.adoptions.exists_one(a, has(a.tier)) && item.adoptions.all(a, a.at >= on)`,
	`item.adoptions.map(a, [a.fee, x]).size()`,
}

// TestMemoKeys makes values that a careless key would mix up.
func TestMemoKeys(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(Config{Vars: []Var{
		{Name: "a", Type: StringType()}, {Name: "b", Type: StringType()}, {Name: "l", Type: ListType(StringType())},
		{Name: "m", Type: MapType(StringType())}, {Name: "n", Type: NumberType()},
		{Name: "ll", Type: ListType(ListType(StringType()))}, {Name: "t", Type: TimeType()},
		{Name: "c", Type: NumberType(), Const: true},
	}})
	require.NoError(t, err)
	texts := func(s ...string) Value {
		items := make([]Value, len(s))
		for i := range s {
			items[i] = String(s[i])
		}
		return List(StringType(), items)
	}
	lists := func(l ...Value) Value { return List(ListType(StringType()), l) }
	mapped := func(pairs ...string) Value {
		m := map[string]Value{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = String(pairs[i+1])
		}
		return Map(StringType(), m)
	}
	rows := []struct {
		name, expr string
		distinct   []Row
	}{
		{"texts side by side", `a + "," + b`,
			[]Row{{String("x"), String("yz")}, {String("xy"), String("z")}, {String("xyz"), String("")},
				{String(""), String("xyz")}, {Value{}, String("xyz")}, {String("\x02"), String("\x01")}}},
		{"lists", `l`, []Row{{2: texts("a", "b")}, {2: texts("ab")}, {2: texts("a", "b", "")}, {2: texts()},
			{2: texts("")}, {2: Value{}}}},
		{"lists of lists", `ll`, []Row{{5: lists(texts("a"), texts("b"))}, {5: lists(texts("a", "b"))},
			{5: lists(texts("a", "b"), texts())}, {5: lists(texts(), texts("a", "b"))}, {5: lists()}}},
		{"maps", `m`, []Row{{3: mapped("a", "b", "c", "d")}, {3: mapped("a", "b")}, {3: mapped("a", "bcd")},
			{3: mapped("ab", "cd")}, {3: mapped()}, {3: mapped("", "")}}},
		{"numbers", `n`, []Row{{4: Int(1)}, {4: Int(10)}, {4: num1("0.1")}, {4: Int(-1)}, {4: num1("1e30")},
			{4: num1("-1e30")}, {4: num1("1e-30")}, {4: num1("1e31")}, {4: Int(256)}, {4: Value{}}}},
		{"times", `string(t)`, []Row{{6: day("2020-03-08")}, {6: moment("2020-03-08T00:00:00+08:00")},
			{6: moment("2020-03-08T00:00:00.000000001+08:00")}, {6: moment("2020-03-08T00:00:01+08:00")}}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p := compile(t, env, row.expr)
			memo := NewMemo(p, 100)
			for range 2 {
				for _, vars := range row.distinct {
					require.Equal(t, outcome(p.Eval(vars)), outcome(memo.Eval(vars)))
				}
			}
			assert.Equal(t, len(row.distinct), memo.Len())
		})
	}
	p := compile(t, env, `n + c`)
	memo := NewMemo(p, 1)
	v, err := memo.Eval(Row{4: num1("1.0"), 7: Int(1)})
	require.NoError(t, err)
	assert.Equal(t, "2", v.String())
	v, _ = memo.Eval(Row{4: num1("1.000"), 7: Int(5)})
	assert.Equal(t, "2", v.String(), "equal numbers are one combination, and constants are no part of it")
	v, _ = memo.Eval(Row{4: Int(2), 7: Int(5)})
	assert.Equal(t, "7", v.String())
	assert.Equal(t, 1, memo.Len(), "a full memo evaluates")

	read := func(vars Row) string {
		key, ok := p.AppendReads([]byte("before "), vars)
		require.True(t, ok)
		require.Equal(t, "before ", string(key[:7]))
		return string(key)
	}
	one := read(Row{4: num1("1.0"), 7: Int(1)})
	assert.Equal(t, one, read(Row{4: num1("1.000"), 7: Int(5)}), "what a memo takes for one combination is one")
	assert.NotEqual(t, one, read(Row{4: num1("1.1"), 7: Int(1)}))
	assert.NotEqual(t, one, read(Row{4: Value{}, 7: Int(1)}))
}

func TestMemoOfRecordsInRecords(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	// A record that answers itself forever has no key as a whole; evaluation goes on without.
	loop := &endless{}
	p := compile(t, env, `item.reply`)
	memo := NewMemo(p, 10)
	v, err := memo.Eval(Row{itemRecord.Value(loop)})
	require.NoError(t, err)
	assert.Equal(t, "item", v.Type().String())
	assert.Zero(t, memo.Len())
	_, ok := p.AppendReads(nil, Row{itemRecord.Value(loop)})
	assert.False(t, ok)
	assert.NotEmpty(t, v.String())
	assert.False(t, v.Equal(v), "without an end, nothing can be told")
	p = compile(t, env, `item.reply.reply.words`)
	_, err = p.Eval(Row{itemRecord.Value(loop)})
	require.EqualError(t, err, "1:18: item.reply.reply.words is absent")
}

type endless struct{}

func (e *endless) Field(i int) (Value, bool) {
	if itemRecord.Fields[i].Name == "reply" {
		return itemRecord.Value(e), true
	}
	return Value{}, false
}

func TestMemoHitsAllocateNothing(t *testing.T) {
	env, vars := kitEnv(t), Vars(kitVars())
	for _, expr := range []string{`tier == "city" ? x * 2 : 7.5`,
		`item.adoptions.exists(a, a.tier in ["national"] && a.outlet.medium == "newspaper")`,
		`params.standard[tier] + item.words`} {
		memo := NewMemo(compile(t, env, expr), 10)
		_, err := memo.Eval(vars)
		require.NoError(t, err)
		assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = memo.Eval(vars) }), expr)
	}
}

// TestMemoOfLongLists: what a memo knows a list by is as long as the list, so that it knows none of more than 32 elements,
// be it that one of them is read or all.
func TestMemoOfLongLists(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(growingConfig(new(int), 0))
	require.NoError(t, err)
	for _, row := range []struct {
		expr   string
		length int
		known  int
	}{
		{"l[0] > 1", longest, 1},
		{"l[0] > 1", longest + 1, 0},
		{"sum(l) > 1", longest, 1},
		{"sum(l) > 1", longest + 1, 0},
		{"l.size() > 1", longest + 1, 1},
	} {
		memo := NewMemo(compile(t, env, row.expr), 10)
		items := make([]Value, row.length)
		for i := range items {
			items[i] = Int(int64(i))
		}
		_, err := memo.Eval(Row{List(NumberType(), items)})
		require.NoError(t, err, row.expr)
		assert.Equal(t, row.known, memo.Len(), "%s of %d", row.expr, row.length)
	}
}
