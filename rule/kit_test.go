package rule

import (
	"errors"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// The kit is an environment such as a scheme has: an item with its adoptions, parameters, a period.

var (
	outletRecord = &Record{Name: "outlet", Fields: []Field{
		{Name: "name", Type: StringType()}, {Name: "level", Type: StringType()},
		{Name: "medium", Type: StringType(), Optional: true},
	}}
	adoptionRecord = &Record{Name: "adoption", Fields: []Field{
		{Name: "at", Type: TimeType()}, {Name: "tier", Type: StringType(), Optional: true},
		{Name: "fee", Type: NumberType(), Optional: true},
		{Name: "outlet", Type: outletRecord.Type()},
	}}
	itemRecord = newItemRecord()
)

func newItemRecord() *Record {
	r := &Record{Name: "item"}
	r.Fields = []Field{
		{Name: "genre", Type: StringType()}, {Name: "words", Type: NumberType(), Optional: true},
		{Name: "late", Type: BoolType()}, {Name: "at", Type: TimeType()},
		{Name: "happened", Type: TimeType(), Optional: true},
		{Name: "adoptions", Type: ListType(adoptionRecord.Type())}, {Name: "authors", Type: ListType(StringType())},
		{Name: "reply", Type: r.Type(), Optional: true}, // records may refer to themselves
	}
	return r
}

// chinaTime is UTC+8 without the zone database of the host.
var chinaTime = time.FixedZone("CST", 8*60*60)

// weekdays is a calendar whose working days are Monday to Friday.
type weekdays struct{}

func (weekdays) Location() *time.Location { return chinaTime }

func (weekdays) IsWorkday(t time.Time) bool {
	d := t.In(chinaTime).Weekday()
	return d != time.Saturday && d != time.Sunday
}

func (w weekdays) AddWorkdays(t time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		t = t.AddDate(0, 0, step)
		if w.IsWorkday(t) {
			n--
		}
	}
	return t
}

const (
	varItem = iota
	varTier
	varParams
	varX
	varName
	varNth
	varSums
	varNames
	varOn
)

func kitConfig() Config {
	return Config{
		Vars: []Var{
			{Name: "item", Type: itemRecord.Type()},
			{Name: "tier", Type: StringType()},
			{Name: "params", Type: MapType(MapType(NumberType())), Const: true, Keys: []string{"standard", "tasks"}},
			{Name: "x", Type: NumberType()},
			{Name: "name", Type: StringType()},
			{Name: "nth", Type: NumberType(), Optional: true},
			{Name: "sums", Type: MapType(NumberType()), Keys: []string{"great-value", "adopted"}},
			{Name: "names", Type: ListType(StringType())},
			{Name: "on", Type: TimeType()},
		},
		Funcs: []Func{
			{Name: "rank", Args: []Type{StringType()}, Result: NumberType(), Call: func(args []Value) (Value, error) {
				switch s, _ := args[0].AsString(); s {
				case "city":
					return Int(1), nil
				case "national":
					return Int(2), nil
				default:
					return Value{}, errors.New("no tier " + s)
				}
			}},
			{Name: "best", Args: []Type{ListType(adoptionRecord.Type())}, Result: NumberType(),
				Call: func(args []Value) (Value, error) {
					list, _ := args[0].AsList()
					return Int(int64(len(list))), nil
				}},
		},
		Calendar: weekdays{},
	}
}

func num1(s string) Value { return Number(decimal.RequireFromString(s)) }

func kitVars() Row {
	adoption := func(at, tier, fee, outlet, level string) Value {
		row := Row{day(at), String(tier), Value{},
			outletRecord.Value(Row{String(outlet), String(level), String("newspaper")})}
		if tier == "" {
			row[1] = Value{}
		}
		if fee != "" {
			row[2] = num1(fee)
		}
		return adoptionRecord.Value(row)
	}
	adoptions := List(adoptionRecord.Type(), []Value{
		adoption("2020-03-09", "city", "20", "赤峰日报", "city"),
		adoption("2020-03-12", "national", "30.5", "人民日报", "national"), adoption("2020-03-15", "", "", "某某网", ""),
	})
	item := itemRecord.Value(Row{
		String("research"), num1("600"), Bool(false), moment("2020-03-08T09:10:30+08:00"), Value{}, adoptions,
		List(StringType(), []Value{String("linxi"), String("wengniute")}), Value{},
	})
	numbers := func(pairs map[string]string) Value {
		m := map[string]Value{}
		for k, v := range pairs {
			m[k] = num1(v)
		}
		return Map(NumberType(), m)
	}
	return Row{
		varItem: item, varTier: String("city"),
		varParams: Map(MapType(NumberType()), map[string]Value{
			"standard": numbers(map[string]string{"city": "5", "national": "20", "brief-item": "7.5"}),
			"tasks":    numbers(map[string]string{"weekly": "2"}),
		}),
		varX: num1("2.5"), varName: String("《人民日报》"),
		varSums:  numbers(map[string]string{"great-value": "300", "adopted": "1"}),
		varNames: List(StringType(), []Value{String("a"), String("b"), String("c")}), varOn: day("2020-03-08"),
	}
}

func day(s string) Value {
	t, err := time.ParseInLocation(time.DateOnly, s, chinaTime)
	if err != nil {
		panic(err)
	}
	return Time(t, true)
}

func moment(s string) Value {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	return Time(t, false)
}

func kitEnv(t testing.TB) *Env {
	t.Helper()
	env, err := NewEnv(kitConfig())
	require.NoError(t, err)
	return env
}

// compile requires an expression without errors.
func compile(t testing.TB, env *Env, text string) *Program {
	t.Helper()
	p, err := env.Compile(document.Text(text))
	require.NoError(t, err, text)
	return p
}
