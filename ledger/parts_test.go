package ledger_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

const (
	enrollA  = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"c"}` + "\n"
	submitI  = `{"id":"e2","kind":"submit","at":"2020-01-02","item":"i","unit":"a","genre":"g"}` + "\n"
	adoptI   = `{"id":"e3","kind":"adopt","at":"2020-01-03","item":"i","outlet":"o"}` + "\n"
	voidE3   = `{"id":"e4","kind":"void","at":"2020-01-04","ref":"e3","reason":"r"}` + "\n"
	header   = "id,kind,at,item,outlet,unit,genre,name,category,ref,reason,recorded\n"
	tableE3  = header + "e3,adopt,2020-01-03,i,o,,,,,,,\n"
	recorded = `{"id":"e5","kind":"withdraw","at":"2020-02-01","unit":"a","recorded":"2020-03-01T00:00:00Z"}` + "\n"
)

// parts are files by name and text, in turn.
func parts(named ...string) []ledger.Part {
	var out []ledger.Part
	for i := 0; i < len(named); i += 2 {
		out = append(out, ledger.Part{Name: named[i], Reader: strings.NewReader(named[i+1])})
	}
	return out
}

// TestSeveralFilesAreOneOrderOfRecording: whatever their forms, and whatever overlaps.
func TestSeveralFilesAreOneOrderOfRecording(t *testing.T) {
	t.Parallel()
	one := must(ledger.ReadJSONL(t.Context(), strings.NewReader(enrollA+submitI+adoptI+voidE3), "one"))
	for _, row := range []struct {
		name  string
		files []string
	}{
		{"one", []string{"a.jsonl", enrollA + submitI + adoptI + voidE3}},
		{"a void of an entry of an earlier file", []string{"a.jsonl", enrollA + submitI + adoptI, "b.jsonl", voidE3}},
		{"each entry in a file of its own", []string{"1", enrollA, "2", submitI, "3", adoptI, "4", voidE3}},
		{"a table between", []string{"a.jsonl", enrollA + submitI, "b.csv", tableE3, "c.jsonl", voidE3}},
		{"told by how they begin", []string{"a", "\n " + enrollA + submitI, "b", "\ufeff" + tableE3, "c", voidE3}},
		{"files that overlap", []string{"a.jsonl", enrollA + submitI + adoptI, "b.csv", tableE3, "c.jsonl", submitI + voidE3}},
		{"one file twice", []string{"a.jsonl", enrollA + submitI + adoptI + voidE3, "a.jsonl", enrollA + submitI + adoptI + voidE3}},
		{"empty files between", []string{"0", "", "a.jsonl", enrollA, "0.jsonl", "\n", "b.jsonl", submitI + adoptI + voidE3, "c.csv", header}},
	} {
		l, err := ledger.Read(t.Context(), parts(row.files...)...)
		require.NoError(t, err, row.name)
		assert.Equal(t, must(one.Digest(t.Context())), must(l.Digest(t.Context())), row.name)
	}
	// another order is another ledger
	other := must(ledger.Read(t.Context(), parts("b", submitI, "a", enrollA, "c", adoptI+voidE3)...))
	assert.NotEqual(t, must(one.Digest(t.Context())), must(other.Digest(t.Context())))
	assert.Equal(t, 4, other.Len())
	assert.Zero(t, must(ledger.Read(t.Context())).Len())
}

// TestWrongInSeveralFiles: each error names its file and line, and the other file where two entries do not go together.
func TestWrongInSeveralFiles(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		files []string
		want  string
	}{
		{"one id with other content", []string{"a.jsonl", enrollA + submitI, "b.csv", "id,kind,at,unit,name,category\n\ne1,enroll,2020-01-01,b,A,c\n"},
			`b.csv:3: entry "e1": id: found "e1" a second time, differing in unit, expected an id of its own, or the content of line 1 of a.jsonl`},
		{"one id with other content in one file", []string{"a.jsonl", enrollA, "b.jsonl", submitI + strings.Replace(submitI, `"g"`, `"h"`, 1)},
			`b.jsonl:2:7: entry "e2": id: found "e2" a second time, differing in genre, expected an id of its own, or the content of line 1`},
		{"a void of an entry of a later file", []string{"a.jsonl", enrollA + voidE3, "b.jsonl", submitI + adoptI},
			`a.jsonl:2:50: entry "e4": ref: found "e3", which comes later, at line 2 of b.jsonl, expected the id of an earlier entry`},
		{"a second submission", []string{"a.jsonl", enrollA, "b.jsonl", submitI, "c.jsonl", "\n" + strings.Replace(submitI, `"e2"`, `"e9"`, 1)},
			`c.jsonl:2:53: entry "e9": item: found a second submission of "i", expected one: "e2" stands (line 1 of b.jsonl)`},
		{"recorded before the last of an earlier file", []string{"a.jsonl", enrollA + recorded, "b.jsonl",
			`{"id":"e6","kind":"enroll","at":"2020-02-02","unit":"a","name":"A","category":"c","recorded":"2020-02-02T00:00:00Z"}`},
			`b.jsonl:1:94: entry "e6": recorded: found 2020-02-02T00:00:00Z, expected no time before 2020-03-01T00:00:00Z, ` +
				`when line 2 of a.jsonl was recorded`},
		{"nothing introduces a name", []string{"a.jsonl", adoptI, "b.jsonl", enrollA, "c.jsonl", adoptI + strings.Replace(submitI, `"a"`, `"aa"`, 1)},
			`c.jsonl:2:64: entry "e2": unit: found "aa", expected a unit that some enroll names`},
		{"all at once, in the order of the files", []string{"b.jsonl", enrollA + "{}\n" + adoptI,
			"a.csv", "id,kind,at,unit\ne7,withdraw,,a\ne8,withdraw,2020-01-05,b\n"},
			`b.jsonl:2: id: found nothing, expected a text, which every entry needs
b.jsonl:2: kind: found nothing, expected a text, which every entry needs
b.jsonl:2: at: found nothing, expected a date or a time, which every entry needs
b.jsonl:3:52: entry "e3": item: found "i", expected an item that some submit names
a.csv:2: entry "e7": at: found nothing, expected a date or a time, which every entry needs
a.csv:3: entry "e8": unit: found "b", expected a unit that some enroll names`},
		{"a column that one table lacks is not lacking in the next", []string{"a.csv", "id,kind\ne1,enroll\n", "b.jsonl", `{"id":"e2","kind":"withdraw"}`},
			`a.csv:1: at: found no such column, expected one: every entry needs at
a.csv:2: entry "e1": unit: found nothing, expected a text, which an entry of kind enroll needs
a.csv:2: entry "e1": name: found nothing, expected a text, which an entry of kind enroll needs
a.csv:2: entry "e1": category: found nothing, expected a text, which an entry of kind enroll needs
b.jsonl:1: entry "e2": at: found nothing, expected a date or a time, which every entry needs
b.jsonl:1: entry "e2": unit: found nothing, expected a text, which an entry of kind withdraw needs`},
		{"of what was not read no name is missed", []string{"a.csv",
			"id,kind,at,unit,name,category\ne1,enroll,2020-01-01,a,\xc1\xd6,c\n", "b.jsonl", submitI + "7"},
			`a.csv:2: name: found "\xc1\xd6", which looks like GBK, expected UTF-8: save the table as "CSV UTF-8 (comma delimited)" (what follows was not read)
b.jsonl:2:1: found the number 7, expected one JSON object a line`},
	} {
		_, err := ledger.Read(t.Context(), parts(row.files...)...)
		assert.EqualError(t, err, row.want, row.name)
	}
}

// TestPartsAreTheWhole: entries, good and wrong ones, that are cut into files at random give the ledger, or the errors,
// that they give in one, but for the places.
func TestPartsAreTheWhole(t *testing.T) {
	t.Parallel()
	said := func(l *ledger.Ledger, err error) string {
		var wrong *ledger.Errors
		if errors.As(err, &wrong) {
			var out []string
			for _, e := range wrong.First {
				out = append(out, e.Entry+" "+e.Field+" "+e.Reason.Code+" "+e.Nearest)
			}
			return strings.Join(out, "\n")
		}
		require.NoError(t, err)
		return must(l.Digest(t.Context()))
	}
	good, bad := 0, 0
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 0))
		lines := make([]string, 0, 100)
		for _, e := range made.Entries(t, seed, 100, int(seed%2)*10) {
			lines = append(lines, string(e.Canonical())+"\n")
		}
		whole := strings.Join(lines, "")
		want := said(ledger.ReadJSONL(t.Context(), strings.NewReader(whole), "whole"))
		if strings.HasPrefix(want, "sha256:") {
			good++
		} else {
			bad++
		}
		var files []string
		for rest := lines; len(rest) > 0; {
			n := 1 + random.IntN(len(rest))
			files, rest = append(files, fmt.Sprint(len(files)), strings.Join(rest[:n], "")), rest[n:]
		}
		assert.Equal(t, want, said(ledger.Read(t.Context(), parts(files...)...)), "seed %d", seed)
	}
	assert.Positive(t, good)
	assert.Positive(t, bad)
}

// TestAPartThatCannotBeRead ends the reading with the file's name.
func TestAPartThatCannotBeRead(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk on fire")
	for _, form := range []ledger.Form{ledger.JSONL, ledger.CSV, ""} {
		_, err := ledger.Read(t.Context(), ledger.Part{Name: "a", Reader: strings.NewReader(enrollA)},
			ledger.Part{Name: "b", Form: form, Reader: iotest.ErrReader(broken)})
		require.ErrorIs(t, err, broken, form)
		assert.Contains(t, err.Error(), "b", form)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ledger.Read(ctx, ledger.Part{Name: "a", Reader: bytes.NewReader(nil)})
	require.ErrorIs(t, err, context.Canceled)
}
