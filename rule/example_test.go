package rule_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// The record types are declared once, and used by pointer.
var (
	adoption = &rule.Record{Name: "adoption", Fields: []rule.Field{
		{Name: "tier", Type: rule.StringType()},
		{Name: "fee", Type: rule.NumberType(), Optional: true},
	}}
	item = &rule.Record{Name: "item", Fields: []rule.Field{
		{Name: "genre", Type: rule.StringType()},
		{Name: "words", Type: rule.NumberType(), Optional: true},
		{Name: "adoptions", Type: rule.ListType(adoption.Type())},
	}}
	config = rule.Config{Vars: []rule.Var{
		{Name: "item", Type: item.Type()},
		{Name: "tier", Type: rule.StringType()},
		{Name: "standard", Type: rule.MapType(rule.NumberType()), Const: true},
	}}
)

// facts are the values of the variables, in the order of their declaration.
func facts(genre, tier string) rule.Row {
	adoptions := []rule.Value{
		adoption.Value(rule.Row{rule.String("city")}),
		adoption.Value(rule.Row{rule.String("national"), rule.Number(decimal.RequireFromString("30.50"))}),
	}
	return rule.Row{
		item.Value(rule.Row{rule.String(genre), {}, rule.List(adoption.Type(), adoptions)}),
		rule.String(tier),
		rule.Map(rule.NumberType(), map[string]rule.Value{"city": rule.Int(5), "national": rule.Int(20)}),
	}
}

func Example() {
	env, err := rule.NewEnv(config)
	if err != nil {
		fmt.Println(err)
		return
	}
	program, err := env.Compile(document.Text(`standard[tier] * (item.genre == "research" ? 2 : 1.5)`),
		rule.NumberType())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, genre := range []string{"research", "brief"} {
		worth, err := program.Eval(facts(genre, "city"))
		fmt.Println(genre, worth, err)
	}
	// Output:
	// research 10 <nil>
	// brief 7.5 <nil>
}

// Everything that is wrong is told at once, where it stands in the YAML file.
func ExampleEnv_Compile_file() {
	text := `credits:
  adopted:
    title: 采用
    worth: 'standerd[tier] + item.gener'
  research:
    worth: >-
      item.words > 1e3 &&
      tier + 5
`
	file := &document.File{Name: "scheme.yaml", Content: []byte(text)}
	env, _ := rule.NewEnv(config)
	d := document.NewDecoder(context.Background(), file, document.Limits{})
	var scheme struct {
		Credits document.Table[struct {
			Title string        `yaml:"title"`
			Worth document.Expr `yaml:"worth"`
		}] `yaml:"credits"`
	}
	d.Decode(d.Read(document.Format{}), &scheme)
	for _, credit := range scheme.Credits {
		node := credit.Spec.Worth.Node
		_, err := env.Compile(file.Scalar(node.Line, node.Column, node.Value), rule.NumberType())
		var found document.Errors
		if errors.As(err, &found) {
			d.Add(found...)
		}
	}
	all := d.Errors()
	all.Sort()
	fmt.Println(all)
	// Output:
	// scheme.yaml:4:13: found the name "standerd", expected a declared one, did you mean "standard"
	//         worth: 'standerd[tier] + item.gener'
	//                 ^
	// scheme.yaml:4:35: found the field "gener" of item, expected a declared one, did you mean "genre"
	//         worth: 'standerd[tier] + item.gener'
	//                                       ^
	// scheme.yaml:8:12: string + number does not fit: expected string + string
	//           tier + 5
	//                ^
}

// The caret stands under the place, also after Chinese text.
func ExampleEnv_Compile_text() {
	env, _ := rule.NewEnv(config)
	_, err := env.Compile(document.Text(`tier == "市级报刊" && item.adoption.size() > 1`))
	fmt.Println(err)
	// Output:
	// 1:24: found the field "adoption" of item, expected a declared one, did you mean "adoptions"
	//     tier == "市级报刊" && item.adoption.size() > 1
	//                                ^
}

// An absent fact is an error of its own: the rule is right, a fact is missing.
func ExampleAbsentError() {
	env, _ := rule.NewEnv(config)
	program, _ := env.Compile(document.Text(`item.words >= 500`))
	_, err := program.Eval(facts("research", "city"))
	var absent *rule.AbsentError
	fmt.Println(err, errors.As(err, &absent))

	program, _ = env.Compile(
		document.Text(`default(item.words, 0) >= 500 || item.adoptions.exists(a, has(a.fee) && a.fee > 30)`))
	fmt.Println(program.Eval(facts("research", "city")))
	// Output:
	// 1:6: item.words is absent true
	// true <nil>
}

// Reads says what an expression reads whatever the values, Observe what one evaluation looked at.
func ExampleProgram_Observe() {
	env, _ := rule.NewEnv(config)
	program, _ := env.Compile(document.Text(`item.adoptions.exists(a, a.tier == tier) ? standard[tier] : 0`))
	for _, read := range program.Reads() {
		fmt.Println("reads", read)
	}
	for _, o := range program.Observe(facts("research", "national")) {
		fmt.Println(o.Path, "=", o.Value)
	}
	// Output:
	// reads item.adoptions[].tier
	// reads tier
	// reads standard[*]
	// item.adoptions[0].tier = "city"
	// tier = "national"
	// item.adoptions[1].tier = "national"
	// standard.national = 20
}

// A memo evaluates once for each distinct combination of what the program reads.
func ExampleMemo() {
	calls := 0
	config := rule.Config{
		Vars: []rule.Var{{Name: "tier", Type: rule.StringType()}, {Name: "title", Type: rule.StringType()}},
		Funcs: []rule.Func{{Name: "rank", Args: []rule.Type{rule.StringType()}, Result: rule.NumberType(),
			Call: func([]rule.Value) (rule.Value, error) {
				calls++
				return rule.Int(3), nil
			}}},
	}
	env, _ := rule.NewEnv(config)
	program, _ := env.Compile(document.Text(`rank(tier) * 2`))
	memo := rule.NewMemo(program, 1000)
	for i := range 1000 {
		tier := []string{"city", "national"}[i%2]
		_, _ = memo.Eval(rule.Row{rule.String(tier), rule.String(fmt.Sprint("title ", i))})
	}
	fmt.Println(calls, "evaluations")
	// Output: 2 evaluations
}

// office is a calendar; a scheme has one of the package ledger/calendar.
type office struct{}

func (office) Location() *time.Location { return time.FixedZone("CST", 8*60*60) }

func (o office) IsWorkday(t time.Time) bool {
	d := t.In(o.Location()).Weekday()
	return d != time.Saturday && d != time.Sunday
}

func (o office) AddWorkdays(t time.Time, n int) time.Time {
	for ; n > 0; n-- {
		for t = t.AddDate(0, 0, 1); !o.IsWorkday(t); t = t.AddDate(0, 0, 1) {
		}
	}
	return t
}

// Days, clocks and working days are those of the calendar, whatever zone a time was written in.
func ExampleCalendar() {
	env, _ := rule.NewEnv(rule.Config{Vars: []rule.Var{{Name: "at", Type: rule.TimeType()}}, Calendar: office{}})
	at := rule.Time(time.Date(2020, 3, 6, 1, 10, 0, 0, time.UTC), false) // a Friday, 09:10 in China
	for _, expr := range []string{`clock(at) < clock("09:15")`, `date(at)`, `at.weekday`, `workdays(at, 1)`,
		`workdays(at, 1) - at == days(3)`} {
		program, err := env.Compile(document.Text(expr))
		if err != nil {
			fmt.Println(err)
			return
		}
		value, err := program.Eval(rule.Row{at})
		fmt.Println(expr, "→", value, err)
	}
	// Output:
	// clock(at) < clock("09:15") → true <nil>
	// date(at) → 2020-03-06 <nil>
	// at.weekday → 5 <nil>
	// workdays(at, 1) → 2020-03-09T09:10:00+08:00 <nil>
	// workdays(at, 1) - at == days(3) → true <nil>
}

// A function that is an expression itself.
func ExampleEnv_CompileFunc() {
	config := rule.Config{Vars: []rule.Var{{Name: "edges", Type: rule.ListType(rule.NumberType())}}}
	env, err := rule.NewEnv(config)
	if err != nil {
		panic(err)
	}
	number := rule.Var{Name: "x", Type: rule.NumberType()}
	band, err := env.CompileFunc([]rule.Var{number}, document.Text(`edges.count(e, x >= e)`), rule.NumberType())
	if err != nil {
		panic(err)
	}
	config.Funcs = append(config.Funcs,
		rule.Func{Name: "band", Args: []rule.Type{number.Type}, Result: band.Type(), Define: band})
	if env, err = rule.NewEnv(config); err != nil {
		panic(err)
	}
	p, err := env.Compile(document.Text(`band(85) * 10 + band(59)`))
	if err != nil {
		panic(err)
	}
	edges := rule.List(rule.NumberType(), []rule.Value{rule.Int(60), rule.Int(80), rule.Int(90)})
	fmt.Println(p.Eval(rule.Row{edges}))
	// Output: 20 <nil>
}
