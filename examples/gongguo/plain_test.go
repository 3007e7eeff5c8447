package main

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/internal/plain"
)

// Strangers wrote both files: every text in them has what steers a terminal, turns the direction of writing, or begins a
// formula.
const (
	steeringScheme = `scheme: "s\e[31m\u202e"
title: "=1+1\e]0;x\a\u202e"
clauses: {"一\u202e\e": "\e=c"}
accounts: {points: {title: "得分\e[2J\u202e\nx"}}
attrs: {submit: {form: {type: string, default: '"a"', one_of: [a, "b\u202e\e"]}}}
params: {standard: {a: 1}}
credits:
  adopted: {title: "\e\u2066采用", clause: "一\u202e\e", each: submit, require: {'item.genre != "never"': "\u202e\e不得"},
    worth: 'params.standard[item.genre]'}
quotas: {task: {title: "\e任务\u202e", per: year, count: true, required: 2}}
rankings: {yearly: {title: "\u202e\e排名", per: year, group: unit.category}}
honours: {best: {title: "\e先进\u202e", of: yearly, first: 1}}
`
	steeringLedger = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"=u\u001b\u202e","name":"=1+1\u001b[31m","category":"@c\u202e"}
{"id":"e2\u001b\u202e","kind":"submit","at":"2020-02-01","unit":"=u\u001b\u202e","item":"i\u202e\u001b","genre":"a","title":"\u001b\u202e"}
{"id":"e3\u001b\u202e","kind":"submit","at":"2020-02-01","unit":"=u\u001b\u202e","item":"k","genre":"x\u202e\u001b","title":"\u001b\u202e"}
{"id":"e4\u202e","kind":"submit","at":"2020-02-02","unit":"=u\u001b\u202e","item":"m","genre":"never","attrs":{"form":"c\u001b\u202e"}}
{"id":"e5\u202e","kind":"adopt","at":"2020-02-02","item":"k","outlet":"报\u001b\u202e"}
`
)

func steering(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	write(t, folder+"/s.yaml", steeringScheme)
	write(t, folder+"/l.jsonl", steeringLedger)
	return folder
}

// TestNothingSteersATerminal runs every command over files of strangers.
func TestNothingSteersATerminal(t *testing.T) {
	t.Parallel()
	folder := steering(t)
	both := " --scheme " + folder + "/s.yaml --ledger " + folder + "/l.jsonl"
	write(t, folder+"/broken.yaml", strings.Replace(steeringScheme, "required: 2", "reqired: \"\\e\u202e\"", 1))
	write(t, folder+"/wrong.jsonl", strings.Replace(steeringLedger, `"kind":"adopt"`, `"kind":"adpt\u001b\u202e"`, 1)+"{\x1b\u202e\n")
	write(t, folder+"/mixed.csv", "id,kind,at,\"un\x1bit\u202e\"\ne1,enroll,2020-01-01,\"x\x1b\u202e\"\n")
	for _, args := range []string{"score" + both, "score --format markdown --unmet --suspects" + both,
		"score --format csv" + both, "score --format json" + both, "explain --format json --item k" + both,
		"compare --format json --with-param standard.a=2" + both, "explain --unit =u\x1b\u202e" + both, "explain --item k" + both,
		"explain --item none\x1b\u202e" + both, "compare --with-param standard.a=2" + both,
		"compare --format markdown --with-param standard.a=2" + both, "check " + folder + "/s.yaml " + folder + "/l.jsonl",
		"compare --format csv --with-param standard.a=2" + both, "test " + folder + "/s.yaml",
		"score --format grants --account points --as adopted" + both,
		"score --format openings --for " + folder + "/s.yaml" + both,
		"check " + folder + "/broken.yaml", "check " + folder + "/wrong.jsonl", "check " + folder + "/mixed.csv",
		"score --reading \x1b\u202e" + both, "score --period \x1b\u202e" + both, "check no\x1b\u202ene.yaml",
		"chec\x1b\u202ek"} {
		got := runWith("", strings.Fields(args)...)
		for _, out := range []string{got.out, got.err} {
			at := strings.IndexFunc(out, func(r rune) bool {
				return plain.Steers(r) && r != '\n' && (r != '\r' || !strings.Contains(args, "csv"))
			})
			if assert.Negative(t, at, "%q", args) {
				continue
			}
			t.Logf("%q", out[max(0, at-80):min(len(out), at+20)])
		}
		require.NotEmpty(t, got.out+got.err, "%q", args)
	}
}

// TestSheetsHoldNoFormula: a table for people has no text that a spreadsheet works out; amounts stay numbers, and
// convert keeps every text as it is.
func TestSheetsHoldNoFormula(t *testing.T) {
	t.Parallel()
	folder := steering(t)
	both := " --scheme " + folder + "/s.yaml --ledger " + folder + "/l.jsonl"
	got := runWith("", strings.Fields("score --format csv"+both)...)
	assert.Equal(t, "period,unit,name,category,account,amount,rank,group\r\n"+
		"2020,'=u  ,'=1+1 [31m,'@c ,points,1,1,'@c \r\n", got.out)
	got = runWith("", strings.Fields("compare --format csv --with-param standard.a=-2"+both)...)
	assert.Equal(t, "period,account,group,unit,name,old,new,difference,old_rank,new_rank,moved,old_honour.best,"+
		"new_honour.best\r\n2020,points,'@c ,'=u  ,'=1+1 [31m,1,-2,-3,1,1,0,yes,yes\r\n", got.out)

	got = runWith("", "convert", "--to", "csv", folder+"/l.jsonl")
	require.Equal(t, exitGood, got.code, got.err)
	assert.Contains(t, got.out, "=1+1\x1b[31m")
	back := runWith(got.out, "convert", "--to", "jsonl", "-")
	require.Equal(t, exitGood, back.code, back.err)
	want := runWith("", "convert", "--to", "jsonl", folder+"/l.jsonl")
	assert.Equal(t, want.out, back.out)
	assert.True(t, strings.ContainsFunc(back.out, func(r rune) bool { return unicode.Is(unicode.Cf, r) }), "kept")
}
