package ledger_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
)

// TestErrorsAsJSON takes all that the tables of wrong input give to JSON and back.
func TestErrorsAsJSON(t *testing.T) {
	t.Parallel()
	check := func(t *testing.T, err error) {
		var all, back *ledger.Errors
		require.ErrorAs(t, err, &all)
		text, jsonErr := json.Marshal(err)
		require.NoError(t, jsonErr)
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, err.Error(), back.Error())
		assert.Equal(t, all.Count, back.Count)
		for i, one := range all.First {
			read := back.First[i]
			assert.Equal(t, one.Error(), read.Error())
			assert.True(t, one.Reason.Equal(read.Reason))
			assert.NotEmpty(t, one.Reason.Code)
			assert.NotNil(t, one.Reason.Arg("found"), "%v", one)
			assert.NotNil(t, one.Reason.Arg("expected"), "%v", one)
			read.Reason = one.Reason
			assert.Equal(t, one, read)
		}
	}
	for _, row := range wrongJSONL {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+strings.Join(row.lines, "\n")),
				"l.jsonl")
			check(t, err)
		})
	}
	_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Repeat("[]\n", 1005)), "l.jsonl")
	check(t, err)
	var all *ledger.Errors
	require.ErrorAs(t, err, &all)
	assert.Equal(t, "and 985 more errors, 1005 in all", all.More().String()) // but for twenty that say the same
	assert.Equal(t, "ledger.more-errors", all.More().Code)
}

// TestErrorsThatAreAlike: of errors that say the same of other places twenty are kept, and all others beside them.
func TestErrorsThatAreAlike(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("id,kind,at,unit,nmae,category\n")
	for i := range 3000 {
		fmt.Fprintf(&text, "e%d,enroll,2020-01-01,u%[1]d,甲\n", i)
	}
	text.WriteString("e,enroll,x,u,甲,c\n")
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader(text.String()), "l.csv")
	var all *ledger.Errors
	require.ErrorAs(t, err, &all)
	require.Len(t, all.First, 22)
	assert.Equal(t, []int{1, 2, 21, 3002},
		[]int{all.First[0].Line, all.First[1].Line, all.First[20].Line, all.First[21].Line})
	assert.Equal(t, "and 2980 more errors, 3002 in all", all.More().String())
}

// TestCodesOfErrors says for some inputs which code each has, and what the place is.
func TestCodesOfErrors(t *testing.T) {
	t.Parallel()
	const header = "id,kind,at,unit,name,category,recorded\n"
	for _, row := range []struct {
		name, text, code, found, expected string
		line, column                      int
		field, nearest                    string
	}{
		{"unknown field", `{"id":"a","kind":"withdraw","at":"2020-01-01","unit":"linxi","utit":"x"}`,
			"ledger.unknown-field",
			"ledger.found.unknown-field", "ledger.expected.field", 3, 62, "utit", "unit"},
		{"unknown kind", `{"id":"a","kind":"withdrew","at":"2020-01-01","unit":"linxi"}`, "ledger.unknown-kind", "",
			"ledger.or", 3, 18, "kind", "withdraw"},
		{"unknown unit", `{"id":"a","kind":"withdraw","at":"2020-01-01","unit":"linix"}`, "ledger.unknown-name", "",
			"ledger.expected.unit", 3, 54, "unit", "linxi"},
		{"no time", `{"id":"a","kind":"withdraw","at":"2020-02-30","unit":"linxi"}`, "ledger.no-time", "",
			"ledger.expected.time-written", 3, 34, "at", ""},
		{"cut off", `{"id":"a"`, "ledger.syntax", "ledger.found.end", "ledger.expected.comma-or-brace", 3, 10, "", ""},
		{"of a void itself", `{"id":"a","kind":"void","at":"2020-01-01","ref":"a","reason":"x"}`, "ledger.void.itself",
			"ledger.found.own-id", "ledger.expected.earlier", 3, 49, "ref", ""},
		{"cells", header + "a,withdraw\n", "ledger.csv.cells", "ledger.found.cells", "ledger.expected.cells", 2, 0, "",
			""},
		{"a spreadsheet's date", header + "u,enroll,2020/1/2,u,U,county,\n", "ledger.csv.spreadsheet-date", "",
			"ledger.expected.text-column", 2, 0, "at", ""},
		{"semicolons", strings.ReplaceAll(header, ",", ";"), "ledger.csv.other-file", "ledger.found.parted-by",
			"ledger.expected.commas", 0, 0, "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := ledger.ReadCSV(t.Context(), strings.NewReader(row.text), "l.csv")
			if strings.HasPrefix(row.text, "{") {
				_, err = ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+row.text), "l.jsonl")
			}
			var wrong *ledger.Error
			require.True(t, errors.As(err, &wrong))
			codeOf := func(name string) string {
				r, _ := wrong.Reason.Arg(name).(reason.Reason)
				return r.Code
			}
			assert.Equal(t, row.code, wrong.Reason.Code, "%v", err)
			assert.Equal(t, row.found, codeOf("found"))
			assert.Equal(t, row.expected, codeOf("expected"))
			assert.Equal(t, []int{row.line, row.column}, []int{wrong.Line, wrong.Column})
			assert.Equal(t, row.field, wrong.Field)
			assert.Equal(t, row.nearest, wrong.Nearest)
		})
	}
}

// TestALongNearestName is cut as all texts of the input are.
func TestALongNearestName(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("林", 61)
	_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.ReplaceAll(goodLines, "linxi", long)+
		`{"id":"w","kind":"withdraw","at":"2020-01-01","unit":"`+long+`x"}`), "l.jsonl")
	cut := `"` + strings.Repeat("林", 60) + `"…`
	assertErrors(t, []string{`l.jsonl:3:54: entry "w": unit: found ` + cut +
		`, expected a unit that some enroll names; did you mean ` + cut + `?`}, err)
	var wrong *ledger.Error
	require.True(t, errors.As(err, &wrong))
	assert.Equal(t, long, wrong.Nearest)
}

// TestErrorOfATime is a reason by itself, and keeps the error of a reader within.
func TestErrorOfATime(t *testing.T) {
	t.Parallel()
	_, err := ledger.ParseTime("2020-02-30")
	var said *reason.Error
	require.ErrorAs(t, err, &said)
	assert.Equal(t, "ledger.no-time", said.Reason.Code)
	_, err = ledger.ReadJSONL(t.Context(), broken{strings.NewReader(goodLines)}, "l.jsonl")
	require.ErrorAs(t, err, &said)
	require.ErrorIs(t, err, assert.AnError)
	assert.Equal(t, "ledger.unread", said.Reason.Code)
}
