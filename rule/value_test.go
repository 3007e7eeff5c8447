package rule

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

func TestValueString(t *testing.T) {
	t.Parallel()
	many := make([]Value, 30)
	for i := range many {
		many[i] = Int(int64(i))
	}
	for want, v := range map[string]Value{
		"none": {}, "12.5": num1("12.50"), "-0.05": num1("-0.05"), "1000": num1("1e3"), `"人民\n"`: String("人民\n"),
		"true": Bool(true), "false": Bool(false), "2020-03-08": day("2020-03-08"),
		"2020-03-08T09:15:00+08:00": moment("2020-03-08T09:15:00+08:00"), "36h0m0s": Duration(36 * time.Hour),
		"[]": List(NumberType(), nil), `["a"]`: List(StringType(), []Value{String("a")}),
		`{"a": 1, "b": 2}`:               Map(NumberType(), map[string]Value{"b": Int(2), "a": Int(1)}),
		`outlet{name: "x", medium: "y"}`: outletRecord.Value(Row{String("x"), {}, String("y")}),
		"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, … 30 in all]": List(NumberType(), many),
	} {
		assert.Equal(t, want, v.String())
	}
}

func TestValueEqual(t *testing.T) {
	t.Parallel()
	// Values of one row are equal; values of different rows are not.
	rows := [][]Value{
		{{}}, {Int(1), num1("1.0"), num1("100e-2")}, {num1("1e30"), num1("1000000000000000000000000000000")},
		{num1("1e40")}, {String("1")}, {String("")}, {Bool(true)}, {Bool(false)},
		{day("2020-03-08")}, {moment("2020-03-08T00:00:00+08:00"), moment("2020-03-07T16:00:00Z")},
		{Duration(time.Second)}, {Duration(0)}, {List(NumberType(), nil), List(NumberType(), []Value{})},
		{List(NumberType(), []Value{Int(1)})},
		{Map(NumberType(), nil)},
		{Map(NumberType(), map[string]Value{"a": Int(1)}), Map(NumberType(), map[string]Value{"a": num1("1.0")})},
		{Map(NumberType(), map[string]Value{"b": Int(1)})},
		{outletRecord.Value(Row{String("a")}), outletRecord.Value(Row{String("a"), {}})},
		{outletRecord.Value(Row{String("b")})}, {outletRecord.Value(Row{{}, String("a")})},
		{adoptionRecord.Value(Row{1: String("a")})},
	}
	for i, row := range rows {
		for j, other := range rows {
			for _, v := range row {
				for _, w := range other {
					assert.Equal(t, i == j, v.Equal(w), "%v and %v", v, w)
				}
			}
		}
	}
}

func TestAccessors(t *testing.T) {
	t.Parallel()
	at := time.Date(2020, 3, 8, 9, 15, 0, 5, chinaTime)
	values := []Value{Int(1), String("a"), Bool(true), Time(at, false), Duration(time.Hour),
		List(StringType(), []Value{String("a")}), Map(NumberType(), map[string]Value{"b": Int(1), "a": Int(2)}),
		outletRecord.Value(Row{}), {}}
	for i, v := range values {
		_, number := v.AsNumber()
		_, text := v.AsString()
		_, truth := v.AsBool()
		_, _, moment := v.AsTime()
		_, duration := v.AsDuration()
		_, list := v.AsList()
		_, mapped := v.AsMap()
		_, _, record := v.AsRecord()
		got := []bool{number, text, truth, moment, duration, list, mapped, record, v.IsNone()}
		want := make([]bool, len(got))
		want[i] = true
		assert.Equal(t, want, got, "%v", v)
	}
	back, dateOnly, _ := values[3].AsTime()
	assert.True(t, back.Equal(at))
	assert.Equal(t, chinaTime, back.Location())
	assert.False(t, dateOnly)
	assert.Equal(t, []string{"a", "b"}, values[6].Keys())
	assert.Nil(t, values[0].Keys())
	for i, want := range []string{"number", "string", "bool", "time", "duration", "list(string)", "map(number)",
		"outlet", "none"} {
		assert.Equal(t, want, values[i].Type().String())
	}
	assert.True(t, (*Record)(nil).Value(Row{}).IsNone())
	assert.True(t, outletRecord.Value(nil).IsNone())
}

func TestTypes(t *testing.T) {
	t.Parallel()
	other := &Record{Name: "outlet"}
	all := []Type{{}, NumberType(), StringType(), BoolType(), TimeType(), DurationType(), ListType(NumberType()),
		ListType(StringType()), MapType(NumberType()), ListType(ListType(NumberType())), outletRecord.Type(),
		other.Type()}
	for i, a := range all {
		for j, b := range all {
			assert.Equal(t, i == j, a.Equal(b), "%v and %v", a, b)
		}
	}
	elem, ok := ListType(BoolType()).Elem()
	assert.True(t, ok && elem.Equal(BoolType()))
	_, ok = NumberType().Elem()
	assert.False(t, ok)
	rec, ok := outletRecord.Type().Record()
	assert.True(t, ok && rec == outletRecord)
	assert.True(t, Type{}.IsZero() && !NumberType().IsZero())
}

// TestRecordsOfOneName declares two records of one name: two types, which do not mix.
func TestRecordsOfOneName(t *testing.T) {
	t.Parallel()
	a := &Record{Name: "item", Fields: []Field{{Name: "x", Type: NumberType()}}}
	b := &Record{Name: "item", Fields: []Field{{Name: "y", Type: NumberType()}}}
	env, err := NewEnv(Config{Vars: []Var{{Name: "a", Type: a.Type()}, {Name: "b", Type: b.Type()}}})
	require.NoError(t, err)
	v, err := compile(t, env, `a.x + b.y`).Eval(Row{a.Value(Row{Int(1)}), b.Value(Row{Int(2)})})
	require.NoError(t, err)
	assert.Equal(t, "3", v.String())
	for _, expr := range []string{`a.y`, `b.x`, `true ? a : b`, `[a, b]`} {
		_, err = env.Compile(document.Text(expr))
		require.Error(t, err, expr)
	}
}

// TestConcurrent compiles and evaluates from many goroutines; run with -race.
func TestConcurrent(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	shared := compile(t, env, `item.adoptions.filter(a, has(a.fee)).map(a, a.fee * x)`)
	var wg sync.WaitGroup
	results := make([]string, 16)
	for i := range results {
		wg.Go(func() {
			for j := range 50 {
				p, err := env.Compile(document.Text(fmt.Sprintf(`names.map(n, n + "%d").join() + string(x)`, j)))
				if err != nil {
					results[i] = err.Error()
					return
				}
				one, _ := p.Eval(vars)
				two, _ := shared.Eval(vars)
				results[i] = one.String() + two.String()
				shared.Observe(vars)
				shared.Reads()
			}
		})
	}
	wg.Wait()
	assert.Len(t, slices.Compact(results), 1)
	assert.Equal(t, `"a49b49c492.5"[50, 76.25]`, results[0])
}

// TestZones holds days to the zone of the calendar, whatever zone a value came in, and dates to days where clocks
// change.
func TestZones(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for _, zone := range []*time.Location{time.UTC, chinaTime, time.FixedZone("far", -11*60*60)} {
		v := Time(time.Date(2020, 3, 7, 16, 30, 0, 0, time.UTC).In(zone), false)
		got, err := compile(t, env,
			`string(on) + " " + string(on.day) + " " + string(date(on)) + " " + string(on.clock == minutes(30))`).Eval(
			Row{varOn: v})
		require.NoError(t, err)
		assert.Equal(t, `"2020-03-08T00:30:00+08:00 8 2020-03-08 true"`, got.String())
		got, err = compile(t, env, `on`).Eval(Row{varOn: v})
		require.NoError(t, err)
		assert.Equal(t, "2020-03-08T00:30:00+08:00", got.String(), "a result is in the zone of the calendar")
	}
	env, err := NewEnv(Config{Vars: []Var{{Name: "on", Type: TimeType()}}})
	require.NoError(t, err)
	got, err := compile(t, env, `date(on)`).Eval(Row{moment("2020-03-08T02:00:00+08:00")})
	require.NoError(t, err)
	assert.Equal(t, "2020-03-07", got.String(), "without a calendar the zone is UTC")
	_, err = env.Compile(document.Text(`workdays(on, 1)`))
	assert.Equal(t, []string{"1:1: found workdays(), which needs a calendar of working days, and there is none"},
		messages(t, err))
}

// changing is a zone whose clocks go forward one hour at 2020-03-29 01:00 UTC, built without the host's database.
func changing(t *testing.T) *time.Location {
	t.Helper()
	header := "TZif" + strings.Repeat("\x00", 16)
	counts := "\x00\x00\x00\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x01" + "\x00\x00\x00\x02" +
		"\x00\x00\x00\x08"
	moment := time.Date(2020, 3, 29, 1, 0, 0, 0, time.UTC).Unix()
	when := string([]byte{byte(moment >> 24), byte(moment >> 16), byte(moment >> 8), byte(moment)})
	types := "\x00\x00\x0e\x10\x00\x00" + "\x00\x00\x1c\x20\x01\x04"
	zone, err := time.LoadLocationFromTZData("changing", []byte(header+counts+when+"\x01"+types+"CET\x00CES\x00"))
	require.NoError(t, err)
	return zone
}

type summer struct {
	weekdays
	zone *time.Location
}

func (s summer) Location() *time.Location { return s.zone }

func TestDatesWhereClocksChange(t *testing.T) {
	t.Parallel()
	env, err := NewEnv(Config{Vars: []Var{{Name: "x", Type: NumberType()}}, Calendar: summer{zone: changing(t)}})
	require.NoError(t, err)
	for expr, want := range map[string]string{
		`date(2020, 3, 29) + days(x) == date(2020, 3, 30)`:       "true",
		`date(2020, 3, 30) - days(x) == date(2020, 3, 29)`:       "true",
		`date(2020, 3, 30) - date(2020, 3, 29) == hours(23 * x)`: "true",
		`date(2020, 3, 29) + hours(23 * x) == date(2020, 3, 30)`: "true",
	} {
		v, err := compile(t, env, expr).Eval(Row{Int(1)})
		require.NoError(t, err)
		assert.Equal(t, want, v.String(), expr)
	}
}
