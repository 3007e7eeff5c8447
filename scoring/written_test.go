package scoring_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// overwrite writes into every list and map that a value holds, but for those behind a pointer and the arguments of
// reasons, which belong to nobody who reads them.
func overwrite(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			overwrite(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			overwrite(v.MapIndex(key))
			v.SetMapIndex(key, reflect.Zero(v.Type().Elem()))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[reason.Reason]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				overwrite(v.Field(i))
			}
		}
	}
}

const writtenScheme = `scheme: written
accounts: {points: {title: 得分}, fee: {title: 稿酬}}
attrs: {submit: {words: number = 0, form: {type: string, default: '"a"', one_of: [a, b]}}}
tiers: [national, city]
outlets: [{level: national, names: [人民日报]}, {level: city, names: [{赤峰日报: [赤峰曰报]}]}]
params: {standard: {national: {brief: 2}, city: {brief: 1}}, each: 1, dated: {2020-01-01: 1, 2020-02-01: 2}}
credits:
  adopted: {clause: 一, each: adopt, worth: {points: 'params.standard[tier][item.genre]', fee: params.each + params.dated},
    to: {fee: 'equal([item.unit] + item.with)'}}
bonuses: {noted: {of: adopted, when: 'item.words > 10', plus: 1}}
quotas: {task: {per: month, each: submit, count: 'true', required: 2}}
deductions: {short: {of: task, worth: -quota.missing}}
caps: {most: {of: adopted, account: points, per: year, at_most: 100}}
rankings: {a: {per: [month, year], account: points, group: unit.category}, b: {per: year, account: points}}
honours: {best: {of: a, first: 1}}
`

const writtenLedger = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u","name":"甲","category":"c"}
{"id":"e2","kind":"enroll","at":"2020-01-01","unit":"v","name":"乙","category":"c"}
{"id":"e3","kind":"submit","at":"2020-02-01","unit":"u","item":"i","genre":"brief","title":"一","with":["v"],"attrs":{"words":11}}
{"id":"e4","kind":"submit","at":"2020-02-02","unit":"u","item":"k","genre":"breif","title":"一"}
{"id":"e5","kind":"adopt","at":"2020-02-03","item":"i","outlet":"人民日报"}
{"id":"e6","kind":"adopt","at":"2020-02-03","item":"k","outlet":"赤峰日报"}
{"id":"e7","kind":"adopt","at":"2020-02-03","item":"k","outlet":"某报"}
{"id":"e8","kind":"endorse","at":"2020-02-04","item":"k","by":"市委"}
`

// written is a score, and all that may be asked of it, of its scheme and of its ledger.
type written struct {
	given scoring.Options
	all   map[string]func() any
}

func newWritten(t *testing.T) written {
	t.Helper()
	ctx := t.Context()
	s := must(scheme.Load(ctx, "s.yaml", []byte(writtenScheme)))
	l := must(ledger.ReadJSONL(ctx, strings.NewReader(writtenLedger), "l.jsonl"))
	year := calendar.Period{Kind: calendar.Year, Year: 2020}
	february := calendar.Period{Kind: calendar.Month, Year: 2020, Index: 2}
	given := scoring.Options{Periods: []calendar.Period{year, february},
		Params: []scheme.Param{{Path: "each", Value: "3"}}}
	book := must(scoring.Score(ctx, s, l, given))
	engine := must(scoring.NewEngine(ctx, s, l, given))
	return written{given, map[string]func() any{
		"totals":    func() any { return book.Totals() },
		"honours":   func() any { return book.Honours() },
		"sums":      func() any { return book.RuleSums() },
		"periods":   func() any { return book.Periods() },
		"quotas":    func() any { return must(book.Quotas(ctx)) },
		"unscored":  func() any { return must(book.Unscored(ctx)) },
		"problems":  func() any { return must(book.Problems(ctx)) },
		"postings":  func() any { return must(book.Postings(ctx)) },
		"strangers": func() any { return must(book.Strangers(ctx)) },
		"suspects":  func() any { return must(book.Suspects(ctx)) },
		"unmet":     func() any { return must(book.Unmet(ctx)) },
		"notes":     func() any { return must(book.Notes(ctx)) },
		"result":    func() any { return *must(book.Result(ctx)) },
		"february":  func() any { return must(must(book.In(ctx, february)).Quotas(ctx)) },
		"explained": func() any { return *must(engine.Explain(ctx, scoring.Query{Unit: "u"})) },
		"apart":     func() any { return *must(scoring.Explain(ctx, s, l, given, scoring.Query{Item: "k"})) },
		"engine":    func() any { return engine.Book().Totals() },
		"missing":   func() any { return s.Missing() },
		"uncited":   func() any { return s.Uncited() },
		"tiers":     func() any { return s.Ladder.Names() },
		"outlets":   func() any { return s.Outlets.Entries() },
		"starts":    func() any { return s.Params.Starts() },
		"entry":     func() any { return l.Entry(2) },
	}}
}

// said is all that is given, as JSON, by its name.
func (w written) said(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, give := range w.all {
		text, err := json.Marshal(give())
		require.NoError(t, err)
		out[name] = string(text)
	}
	return out
}

// TestWhatIsGivenMayBeWritten writes into each thing that is given, and asks for all of them again.
func TestWhatIsGivenMayBeWritten(t *testing.T) {
	t.Parallel()
	before := newWritten(t).said(t)
	for name := range before {
		w := newWritten(t)
		_ = w.said(t) // what is kept is there
		given := w.all[name]()
		v := reflect.New(reflect.TypeOf(given)).Elem()
		v.Set(reflect.ValueOf(given))
		overwrite(v)
		assert.Equal(t, before, w.said(t), "after %s was written", name)
	}
	w := newWritten(t)
	w.given.Periods[0].Year, w.given.Params[0].Value = 2021, "9"
	after := w.said(t)
	after["apart"] = before["apart"] // which is given the options anew
	assert.Equal(t, before, after, "after the options were written")
}
