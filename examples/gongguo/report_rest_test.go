package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
)

// TestEveryNoteHasItsPlace: each code that the library names stands in a report, at a place of its own or among the
// others; so does one that nobody has thought of.
func TestEveryNoteHasItsPlace(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../../scoring/notes.go", nil, 0)
	require.NoError(t, err)
	codes := map[string]bool{"note.of-tomorrow": true}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Note") {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			codes[code] = true
		}
		return true
	})
	assert.Greater(t, len(codes), len(placed))
	for _, code := range placed {
		assert.True(t, codes[code], code)
		delete(codes, code)
	}
	for code := range codes {
		d := otherNotes(&book{notes: []reason.Reason{reason.New(code, "said of "+code)}})
		require.Len(t, d, 1, code)
		assert.Equal(t, []string{"said of " + code}, d[0].lines)
	}
}

// A cap of the year that an opening without a rule does not reach: 5 of the entry before it count no more, 60 were
// published and 5 more are sent.
const capped = `scheme: capped
accounts: {points: {places: 0}}
credits: {sent: {each: submit, worth: 5}}
caps: {y: {per: year, of: sent, at_most: 40}}
`

// TestNotesOnOpeningsStandInTables: in tables and Markdown as beside CSV and in JSON.
func TestNotesOnOpeningsStandInTables(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder+"/capped.yaml", capped)
	write(t, folder+"/l.jsonl", `{"id":"1","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}
{"id":"2","kind":"opening","at":"2020-02-01","unit":"u","account":"points","period":"2020-01","amount":"60"}
{"id":"3","kind":"submit","at":"2020-02-03","item":"j","unit":"u","genre":"g"}
`)
	csv := runWith("", strings.Fields("score --format csv --period 2020 --until 2020-12-31 --scheme "+folder+
		"/capped.yaml --ledger "+folder+"/l.jsonl")...)
	require.Equal(t, exitGood, csv.code, csv.err)
	var notes []string
	for _, line := range strings.Split(csv.err, "\n") {
		if note, ok := strings.CutPrefix(line, "note: "); ok {
			notes = append(notes, note)
		}
	}
	require.NotEmpty(t, notes)
	for _, format := range []string{"table", "markdown"} {
		got := runWith("", strings.Fields("score --format "+format+" --period 2020 --until 2020-12-31 --scheme "+folder+
			"/capped.yaml --ledger "+folder+"/l.jsonl")...)
		require.Equal(t, exitGood, got.code, got.err)
		for _, note := range notes {
			assert.Contains(t, got.out, note, format)
		}
	}
}

// TestTheHeadingCountsWhoIsRanked: of three units one is a county, which alone is ranked.
func TestTheHeadingCountsWhoIsRanked(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder+"/one.yaml", `scheme: one
accounts: {points: {places: 0}}
categories: {county: {title: 县}, town: {title: 乡镇}}
credits: {g: {each: grant, worth: grant.amount}}
rankings: {r: {per: year, group: unit.category, eligible: 'unit.category == "county"'}}
`)
	write(t, folder+"/l.jsonl", `{"id":"1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"county"}
{"id":"2","kind":"enroll","at":"2020-01-01","unit":"b","name":"乙","category":"town"}
{"id":"3","kind":"enroll","at":"2020-01-01","unit":"c","name":"丙","category":"town"}
`)
	for format, heading := range map[string]string{"table": "\n县, 1 unit; and 2 without a rank\n",
		"markdown": "\n## 县, 1 unit; and 2 without a rank\n"} {
		got := runWith("", strings.Fields("score --format "+format+" --period 2020 --until 2020-12-31 --scheme "+folder+
			"/one.yaml --ledger "+folder+"/l.jsonl")...)
		require.Equal(t, exitGood, got.code, got.err)
		assert.Contains(t, got.out, heading)
	}
}

// TestTheLastPeriodThereIs: an entry at 17:00 in Greenwich on the last day that a ledger writes is of 2100-01-01 in
// Shanghai, a Friday. That day is over with it; its week, quarter and year are not, and no until reaches them.
func TestTheLastPeriodThereIs(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder+"/s.yaml", "scheme: s\naccounts: {points: {places: 0}}\ncredits: {sent: {each: submit, worth: 5}}\n")
	write(t, folder+"/l.jsonl", `{"id":"1","kind":"enroll","at":"2099-01-01","unit":"a","name":"a","category":"c"}
{"id":"3","kind":"submit","at":"2099-12-31T17:00:00Z","item":"i1","unit":"a","genre":"g"}
`)
	for period, ends := range map[string]string{"2100": "2100-12-31", "2100-Q1": "2100-03-31", "2099-W53": "2100-01-03",
		"2100-01-01": "", "2099": "", "2099-12-31": ""} {
		got := runWith("", strings.Fields("score --period "+period+" --scheme "+folder+"/s.yaml --ledger "+folder+
			"/l.jsonl")...)
		require.Equal(t, exitGood, got.code, got.err)
		want := ""
		if ends != "" {
			want = "ATTENTION: provisional: the period ends " + ends + ", after the last entry (2099-12-31T17:00:00Z)"
		}
		assert.Equal(t, want, loudLines(got.out), period)
	}
}
