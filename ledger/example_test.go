package ledger_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
)

const march = `
{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}
{"id":"e2","kind":"submit","at":"2020-03-02T09:00:00+08:00","item":"i1","unit":"linxi","genre":"brief","attrs":{"words":300}}
{"id":"e3","kind":"adopt","at":"2020-03-05","item":"i1","outlet":"内蒙古日报"}
{"id":"e4","kind":"adopt","at":"2020-03-06","item":"i1","outlet":"人民日报"}
{"id":"e5","kind":"void","at":"2020-04-20","ref":"e4","reason":"登记有误"}
`

func ExampleReadJSONL() {
	ctx := context.Background()
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(march), "march.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, e := range l.All() {
		fmt.Println(i, e.At, e.Kind, e.ID)
	}
	words, _ := l.Entry(1).Attrs.Get("words")
	fmt.Println(words)
	// Output:
	// 0 2020-01-01 enroll e1
	// 1 2020-03-02T09:00:00+08:00 submit e2
	// 2 2020-03-05 adopt e3
	// 3 2020-03-06 adopt e4
	// 4 2020-04-20 void e5
	// 300
}

func ExampleReadJSONL_errors() {
	ctx := context.Background()
	_, err := ledger.ReadJSONL(ctx,
		strings.NewReader(`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}
{"id":"e2","kind":"submit","at":"2020-02-30","item":"i1","unit":"lixni","genre":"brief"}
{"id":"e3","kind":"adopt","at":"2020-03-05","item":"i1","outlet":"人民日报","Level":"national"}
{"id":"e4","kind":"grant","at":"2020-03-06","unit":"linxi","account":"points","amount":5,"reason":"酌情"}
`), "march.jsonl")
	fmt.Println(err)
	// Output:
	// march.jsonl:2:33: entry "e2": at: found "2020-02-30", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (2020-02 has 29 days)
	// march.jsonl:2:65: entry "e2": unit: found "lixni", expected a unit that some enroll names; did you mean "linxi"?
	// march.jsonl:3:73: entry "e3": Level: found a field in other letters, expected "level"
	// march.jsonl:4:88: entry "e4": amount: found the number 5, expected it as a string, "5"
}

// An office that has its own tables makes entries of its rows.
func ExampleOf() {
	ctx := context.Background()
	at, err := ledger.TimeOf(time.Date(2020, 3, 2, 9, 0, 0, 0, time.FixedZone("", 8*60*60)))
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := ledger.Of(ctx,
		ledger.Entry{ID: "unit/7", Kind: ledger.Enroll, At: at, Unit: "linxi", Name: "林西县", Category: "county"},
		ledger.Entry{
			ID: "item/1", Kind: ledger.Submit, At: at, Item: "i1", Unit: "linxi", Genre: "brief",
			Attrs: ledger.Attrs{{Name: "words", Value: ledger.NumberValue(decimal.New(300, 0))}},
		},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(l.Len(), string(l.Entry(1).Canonical()))
	// Output:
	// 2 {"id":"item/1","kind":"submit","at":"2020-03-02T09:00:00+08:00","unit":"linxi","item":"i1","genre":"brief","attrs":{"words":300}}
}

func ExampleWriteCSV() {
	ctx := context.Background()
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(march), "march.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := ledger.WriteCSV(ctx, os.Stdout, l); err != nil {
		fmt.Println(err)
	}
	// Output:
	// id,kind,at,unit,name,category,item,genre,outlet,reason,ref,attrs.words:number
	// e1,enroll,2020-01-01,linxi,林西县,county,,,,,,
	// e2,submit,2020-03-02T09:00:00+08:00,linxi,,,i1,brief,,,,300
	// e3,adopt,2020-03-05,,,,i1,,内蒙古日报,,,
	// e4,adopt,2020-03-06,,,,i1,,人民日报,,,
	// e5,void,2020-04-20,,,,,,,登记有误,e4,
}

// A bulletin of March counted what was known then; a void of April does not change that.
func ExampleLedger_View() {
	ctx := context.Background()
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(march), "march.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	endOfMarch, _ := ledger.ParseTime("2020-03-31")
	for _, options := range []ledger.ViewOptions{{}, {Until: endOfMarch}, {Known: endOfMarch}} {
		v, err := l.View(ctx, options)
		if err != nil {
			fmt.Println(err)
			return
		}
		for i, e := range v.Entries() {
			if e.Kind == ledger.Adopt {
				fmt.Print(i, " ", e.Outlet, " ")
			}
		}
		for _, s := range v.Struck() {
			fmt.Print("(", s.Position, " struck out by ", s.By, ")")
		}
		fmt.Println()
	}
	// Output:
	// 2 内蒙古日报 (3 struck out by 4)
	// 2 内蒙古日报 (3 struck out by 4)
	// 2 内蒙古日报 3 人民日报
}

func ExampleView_Roster() {
	ctx := context.Background()
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(`
{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}
{"id":"e2","kind":"enroll","at":"2020-02-15","unit":"linxi","name":"林西县乡村振兴局","category":"county"}
{"id":"e3","kind":"withdraw","at":"2020-03-15","unit":"linxi"}
`), "roster.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := calendar.New(calendar.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := l.View(ctx, ledger.ViewOptions{Calendar: c})
	if err != nil {
		fmt.Println(err)
		return
	}
	roster, err := v.Roster(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, month := range []int{2, 3, 4} {
		start, end := c.Bounds(calendar.Period{Kind: calendar.Month, Year: 2020, Index: month})
		last, ok := roster.Last("linxi", start, end)
		fmt.Println(month, last.Name, ok, "throughout:", roster.Throughout("linxi", start, end))
	}
	// Output:
	// 2 林西县乡村振兴局 true throughout: true
	// 3 林西县乡村振兴局 true throughout: false
	// 4  false throughout: false
}

// The digest that a receipt names is had back from a ledger that has grown since.
func ExampleLedger_RootAt() {
	ctx := context.Background()
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(march), "march.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	endOfMarch, _ := ledger.ParseTime("2020-03-31")
	v, err := l.View(ctx, ledger.ViewOptions{Known: endOfMarch})
	if err != nil {
		fmt.Println(err)
		return
	}
	at, _ := ledger.ParseTime("2020-04-21")
	longer, err := l.Append(ctx, ledger.Entry{ID: "e6", Kind: ledger.Endorse, At: at, Item: "i1", By: "市委"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, of := range []struct {
		ledger *ledger.Ledger
		n      int
	}{{l, v.Known()}, {longer, 4}, {l, 5}, {longer, 5}, {longer, 6}} {
		root, err := of.ledger.RootAt(ctx, of.n)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(of.n, root.String()[:15])
	}
	// Output:
	// 4 sha256:e8691bd1
	// 4 sha256:e8691bd1
	// 5 sha256:a1ecc1a5
	// 5 sha256:a1ecc1a5
	// 6 sha256:dff97a62
}
