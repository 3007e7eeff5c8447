package scoring_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// A regulation: what an adoption is worth, twice that with an endorsement, the highest counts, and a paper a week is
// owed.
const regulation = `scheme: example
title: 信息报送计分办法
accounts: {points: {title: 得分, places: 1, rounding: half_up}}
tiers: [national, city]
outlets:
  - {level: national, names: [人民日报]}
  - {level: city, names: [赤峰日报]}
params: {standard: {national: 20, city: 5}, doubled: 2}
credits: {adopted: {clause: 二, title: 采用, each: adopt, worth: 'params.standard[tier]'}}
bonuses: {endorsed: {clause: 三, title: 批示, of: adopted, when: 'item.endorsements.exists(e, e.by == "市委")',
  times: params.doubled}}
collapses: {once: {clause: 四, title: 按最高级别, of: adopted, best: 1}}
quotas: {weekly: {clause: 五, title: 每周一篇, per: week, count: 'true', required: 1}}
deductions: {shortfall: {clause: 六, title: 少报, of: weekly, worth: -2.5 * quota.missing}}
rankings: {month: {per: month, account: points}}
`

const march = `
{"id":"e1","kind":"enroll","at":"2020-03-02","unit":"linxi","name":"林西县","category":"county"}
{"id":"e2","kind":"enroll","at":"2020-03-09","unit":"aohan","name":"敖汉旗","category":"county"}
{"id":"e3","kind":"submit","at":"2020-03-02T09:00:00+08:00","item":"i1","unit":"linxi","genre":"brief"}
{"id":"e4","kind":"adopt","at":"2020-03-05","item":"i1","outlet":"《赤峰日报》"}
{"id":"e5","kind":"submit","at":"2020-03-11T09:00:00+08:00","item":"i2","unit":"aohan","genre":"brief"}
{"id":"e6","kind":"adopt","at":"2020-03-12","item":"i2","outlet":"赤峰曰报"}
{"id":"e7","kind":"endorse","at":"2020-03-13","item":"i1","by":"市委"}
{"id":"e8","kind":"adopt","at":"2020-03-20","item":"i1","outlet":"人民日报"}
`

// inMarch reports the month of these entries.
var inMarch = scoring.Options{Periods: []calendar.Period{{Kind: calendar.Month, Year: 2020, Index: 3}}}

func exampleLoad() (*scheme.Scheme, *ledger.Ledger, error) {
	s, err := scheme.Load(context.Background(), "example.yaml", []byte(regulation))
	if err != nil {
		return nil, nil, err
	}
	l, err := ledger.ReadJSONL(context.Background(), strings.NewReader(march), "march.jsonl")
	return s, l, err
}

func ExampleScore() {
	ctx := context.Background()
	s, l, err := exampleLoad()
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := scoring.Score(ctx, s, l, inMarch)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range book.Totals() {
		fmt.Println(t.Rank, t.Name, t.Amount)
	}
	postings, err := book.Postings(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range postings {
		fmt.Println(p.At.Format(time.DateOnly), p.Unit, p.Amount, p.Rule, p.Clause, p.Entries)
	}
	unscored, err := book.Unscored(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, u := range unscored {
		fmt.Println(u.Entry, u.Code, u.Reason)
	}
	// Output:
	// 1 林西县 32.5
	// 2 敖汉旗 -5
	// 2020-03-05 linxi 5 adopted 二 [e4]
	// 2020-03-13 linxi 5 adopted 二 [e4 e7]
	// 2020-03-15 linxi -2.5 shortfall 六 []
	// 2020-03-20 linxi 30 adopted 二 [e7 e8]
	// 2020-03-22 aohan -2.5 shortfall 六 []
	// 2020-03-22 linxi -2.5 shortfall 六 []
	// 2020-03-29 aohan -2.5 shortfall 六 []
	// 2020-03-29 linxi -2.5 shortfall 六 []
	// e6 no-tier outlet 赤峰曰报 matches no tier: no list names it and it has no level; did you mean 赤峰日报?
}

// Why did the adoption by 人民日报 give 30 points?
func ExampleExplain() {
	s, l, err := exampleLoad()
	if err != nil {
		fmt.Println(err)
		return
	}
	x, err := scoring.Explain(context.Background(), s, l, inMarch, scoring.Query{Entry: "e8"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range x.Points {
		fmt.Println(p.At.Format(time.DateOnly), p.Unit, p.Amount, p.Title, p.Clause)
		for _, source := range p.Sources {
			fmt.Println("  counts", source.Entry, "standard", source.Standard, "makes", source.Worth)
			for _, b := range source.Bonuses {
				fmt.Println("    with", b.Rule, b.Title, b.Clause)
			}
		}
		for _, b := range p.Beaten {
			fmt.Println("  beats", b.Entry, "worth", b.Worth, "by", b.Title, b.Clause)
		}
	}
	// Output:
	// 2020-03-20 linxi 30 采用 二
	//   counts e8 standard 20 makes 40
	//     with endorsed 批示 三
	//   beats e4 worth 10 by 按最高级别 四
}

// Options that cannot be read, or do not fit, refuse the run: what is wrong is said at once, with the nearest name.
func ExampleScore_wrong() {
	s, l, err := exampleLoad()
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = scoring.ParseOptions("2020-13", "31 March", "")
	fmt.Println(err)
	_, err = scoring.Score(context.Background(), s, l,
		scoring.Options{Params: []scheme.Param{{Path: "standard.natonal", Value: "30"}},
			Readings: []string{"double-sum"}})
	fmt.Println(err)
	// Output:
	// until: found "31 March", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (no date)
	// period "2020-13": there is no such month, expected 2020-01 to 2020-12
	// scheme example: unknown reading "double-sum"; none is declared
	// scheme example: unknown parameter "standard.natonal": params.standard has no "natonal"; did you mean "national"?
}

// An engine keeps what it takes to answer again after a change: one more adoption, another figure.
func ExampleEngine() {
	ctx := context.Background()
	s, l, err := exampleLoad()
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := scoring.NewEngine(ctx, s, l, inMarch)
	if err != nil {
		fmt.Println(err)
		return
	}
	show := func(what string, e *scoring.Engine) {
		fmt.Print(what)
		for _, t := range e.Book().Totals() {
			fmt.Printf("  %d. %s %s", t.Rank, t.Unit, t.Amount)
		}
		fmt.Println()
	}
	show("as recorded:", e)
	at, _ := ledger.ParseTime("2020-03-25")
	more, err := e.Append(ctx, ledger.Entry{ID: "e9", Kind: ledger.Adopt, At: at, Item: "i2", Outlet: "赤峰日报"})
	if err != nil {
		fmt.Println(err)
		return
	}
	show("one adoption more:", more)
	once, err := more.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: "doubled", Value: "1"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	show("an endorsement doubles nothing:", once)
	// Output:
	// as recorded:  1. linxi 32.5  2. aohan -5
	// one adoption more:  1. linxi 32.5  2. aohan 0
	// an endorsement doubles nothing:  1. linxi 12.5  2. aohan 0
}
