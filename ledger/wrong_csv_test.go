package ledger_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// goodRows come before the lines of each row of wrongCSV.
const goodRows = "id,kind,at,unit,name,category,item,genre,outlet,with,shares,required,quota,period,attrs.note," +
	"attrs.late:bool,attrs.words:number\n" +
	"u1,enroll,2020-01-01,linxi,林西县,county,,,,,,,,,,,\n" +
	"s1,submit,2020-03-02,linxi,,,i1,brief,,,,,,,,,\n"

// rewrites ends what is said of the first date that a spreadsheet wrote.
const rewrites = " (format the column as text, or a spreadsheet rewrites its dates)"

var wrongCSV = []wrongInput{
	{
		name:  "too few cells",
		lines: []string{`a1,adopt,2020-03-03`},
		want:  []string{`l.csv:4: entry "a1": found 3 cells, expected 17, as in the header`},
	},
	{
		name:  "less than nothing owed",
		lines: []string{`t1,assign,2020-01-02,linxi,,,,,,,,-3,m,2020-01,,,`},
		want:  []string{`l.csv:4: entry "t1": required: found "-3", expected 0 or more`},
	},
	{
		name:  "too many cells",
		lines: []string{`a1,adopt,2020-03-03,,,,i1,,人民网,,,,,,,,,`},
		want:  []string{`l.csv:4: entry "a1": found 18 cells, expected 17, as in the header`},
	},
	{
		name:  "required cell empty",
		lines: []string{`a1,adopt,2020-03-03,,,,i1,,,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "a1": outlet: found nothing, expected a text, which an entry of kind adopt needs`},
	},
	{
		name:  "id empty",
		lines: []string{`,adopt,2020-03-03,,,,i1,,人民网,,,,,,,,`},
		want:  []string{`l.csv:4: id: found nothing, expected a text, which every entry needs`},
	},
	{
		name:  "unknown kind",
		lines: []string{`a1,adopts,2020-03-03,,,,i1,,人民网,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "a1": kind: found "adopts", expected enroll, withdraw, submit, adopt, endorse, ` +
				`commission, assign, grant, incident, void, close or opening; did you mean "adopt"?`},
	},
	{
		name:  "field of another kind",
		lines: []string{`a1,adopt,2020-03-03,linxi,,,i1,,人民网,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "a1": unit: found it in an entry of kind adopt, expected it only in enroll, withdraw, ` +
				`submit, commission, assign, grant, incident or opening`},
	},
	{
		name:  "bad time",
		lines: []string{`a1,adopt,2020/3/3,,,,i1,,人民网,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "a1": at: found "2020/3/3", expected a date or time with dashes and two digits ` +
				`each: write 2020-03-03` + rewrites},
	},
	{
		name:  "bad number",
		lines: []string{`q1,assign,2020-01-01,linxi,,,,,,,,2 items,weekly,2020,,,`},
		want:  []string{`l.csv:4: entry "q1": required: found "2 items", expected a decimal such as 12.5`},
	},
	{
		name:  "bad period",
		lines: []string{`q1,assign,2020-01-01,linxi,,,,,,,,2,weekly,2020-W1,,,`},
		want: []string{
			`l.csv:4: entry "q1": period: found "2020-W1", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`},
	},
	{
		name:  "attribute that is no bool",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,,,,,,,yes,`},
		want:  []string{`l.csv:4: entry "s2": attrs.late:bool: found "yes", expected true or false`},
	},
	{
		name:  "attribute that is no number",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,,,,,,,,300字`},
		want:  []string{`l.csv:4: entry "s2": attrs.words:number: found "300字", expected a decimal such as 12.5`},
	},
	{
		name:  "attribute with a broken JSON string",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,,,,,,"""so",,`},
		want: []string{
			`l.csv:4: entry "s2": attrs.note: found "\"so", expected a JSON string, since it begins with a ` +
				`quotation mark`},
	},
	{
		name:  "text with something behind a JSON string",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,"""简讯"" 3",,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "s2": genre: found "\"简讯\" 3", expected a JSON string, since it begins with a ` +
				`quotation mark`},
	},
	{
		name:  "with that is no JSON",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,[linxi],,,,,,,`},
		want:  []string{`l.csv:4: entry "s2": with: found "linxi", expected a value, in JSON`},
	},
	{
		name:  "with that is no list",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,linxi,,,,,,,`},
		want:  []string{`l.csv:4: entry "s2": with: found "linxi", expected a value, in JSON`},
	},
	{
		name:  "with and something behind it",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,"[""linxi""],",,,,,,,`},
		want:  []string{`l.csv:4: entry "s2": with: found ',', expected nothing more, in JSON`},
	},
	{
		name:  "shares without quotation marks",
		lines: []string{`s2,submit,2020-03-03,linxi,,,i2,brief,,,"{""linxi"":1}",,,,,,`},
		want:  []string{`l.csv:4: entry "s2": shares.linxi: found the number 1, expected it as a string, "1"`},
	},
	{
		name:  "unknown unit",
		lines: []string{`w1,withdraw,2020-03-03,linix,,,,,,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "w1": unit: found "linix", expected a unit that some enroll names; did you mean "linxi"?`},
	},
	{
		name:  "id twice with other content",
		lines: []string{`s1,submit,2020-03-02,linxi,,,i1,brief,,,,,,,new,,`},
		want: []string{
			`l.csv:4: entry "s1": id: found "s1" a second time, differing in attrs, expected an id of its own, ` +
				`or the content of line 3`},
	},
	{
		name: "second submission, after a row of two lines",
		lines: []string{"s2,submit,2020-03-02,linxi,,,i2,brief,,,,,,,\"two\nlines\",,",
			`s3,submit,2020-03-02,linxi,,,i1,brief,,,,,,,,,`},
		want: []string{
			`l.csv:6: entry "s3": item: found a second submission of "i1", expected one: "s1" stands (line 3)`},
	},
	{
		name:  "quotation mark within a cell",
		lines: []string{`a1,adopt,2020-03-03,,,,i1,,人"民"网,,,,,,,,`},
		want: []string{
			`l.csv:4: found a quotation mark within a cell, expected the cell in quotation marks, ` +
				`and those within it doubled`},
	},
	{
		name:  "text behind a quoted cell, and what comes after it",
		lines: []string{`a1,adopt,2020-03-03,,,,i1,,"人民"网,,,,,,,,`, `w1,withdraw,2020-03-03,nobody,,,,,,,,,,,,,`},
		want: []string{
			`l.csv:4: found a cell in quotation marks that does not end with one, expected quotation marks within it ` +
				`doubled, and one at its end`,
			`l.csv:5: entry "w1": unit: found "nobody", expected a unit that some enroll names`,
		},
	},
	{
		name:  "cell without end",
		lines: []string{`a1,adopt,2020-03-03,,,,i1,,"人民网,,,,,,,,`},
		want: []string{
			`l.csv:4: found a cell in quotation marks that does not end with one, expected quotation marks within it ` +
				`doubled, and one at its end`},
	},
	{
		name:  "no UTF-8",
		lines: []string{"a1,adopt,2020-03-03,,,,i1,,\xc8\xcb\xc3\xf1\xcd\xf8,,,,,,,,"},
		want: []string{
			`l.csv:4: outlet: found "\xc8\xcb\xc3\xf1\xcd\xf8", which looks like GBK, expected UTF-8: save the table ` +
				`as "CSV UTF-8 (comma delimited)" (what follows was not read)`},
	},
	{
		name:  "several at once",
		lines: []string{`a1,adopt,soon,,,,i7,,人民网,,,,,,,maybe,`, `x1,xyz,2020-03-03,,,,,,,,,,,,,,`},
		want: []string{
			`l.csv:4: entry "a1": at: found "soon", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 ` +
				`(no date)`,
			`l.csv:4: entry "a1": attrs.late:bool: found "maybe", expected true or false`,
			`l.csv:4: entry "a1": item: found "i7", expected an item that some submit names`,
			`l.csv:5: entry "x1": kind: found "xyz", expected enroll, withdraw, submit, adopt, endorse, commission, ` +
				`assign, grant, incident, void, close or opening`,
		},
	},
}

func TestWrongCSV(t *testing.T) {
	t.Parallel()
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader(goodRows), "l.csv")
	require.NoError(t, err)
	for _, row := range wrongCSV {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l, err := ledger.ReadCSV(t.Context(), strings.NewReader(goodRows+strings.Join(row.lines, "\n")), "l.csv")
			assert.Nil(t, l)
			assertErrors(t, row.want, err)
		})
	}
}

// wrongHeaders are whole files.
var wrongHeaders = []wrongInput{
	{
		name: "empty file",
		want: []string{`l.csv:1: found an empty file, expected a header with at least id, kind and at`},
	},
	{
		name:  "unknown column",
		lines: []string{`id,kind,at,untt`},
		want:  []string{`l.csv:1: untt: found an unknown field, expected a field of the format; did you mean "unit"?`},
	},
	{
		name:  "column in other letters, its cells are read",
		lines: []string{`id,Kind,at,unit`, `w1,withdraw,2020-01-01,`},
		want: []string{
			`l.csv:1: Kind: found a field in other letters, expected "kind"`,
			`l.csv:2: entry "w1": unit: found nothing, expected a text, which an entry of kind withdraw needs`,
		},
	},
	{
		name:  "column twice",
		lines: []string{`id,kind,at,unit,unit`},
		want:  []string{`l.csv:1: unit: found the column a second time, expected it once`},
	},
	{
		name:  "attribute column twice, once with its type",
		lines: []string{`id,kind,at,attrs.note,attrs.note:string`},
		want:  []string{`l.csv:1: attrs.note:string: found the column a second time, expected it once`},
	},
	{
		name:  "columns missing, which rows do not repeat",
		lines: []string{`unit,name`, `linxi,林西县`},
		want: []string{
			`l.csv:1: id: found no such column, expected one: every entry needs id`,
			`l.csv:1: kind: found no such column, expected one: every entry needs kind`,
			`l.csv:1: at: found no such column, expected one: every entry needs at`,
		},
	},
	{
		name:  "column without a name",
		lines: []string{`id,kind,at,`},
		want:  []string{`l.csv:1: found a column without a name, expected the name of a field`},
	},
	{
		name:  "column for all attributes",
		lines: []string{`id,kind,at,attrs`},
		want: []string{
			`l.csv:1: attrs: found a column for all attributes, expected one for each, such as attrs.words:number`},
	},
	{
		name:  "attribute without a name",
		lines: []string{`id,kind,at,attrs.:bool`},
		want: []string{
			`l.csv:1: attrs.:bool: found an attribute without a name, expected one, such as attrs.words:number`},
	},
	{
		name:  "unknown type of attribute",
		lines: []string{`id,kind,at,attrs.words:numbr`},
		want: []string{
			`l.csv:1: attrs.words:numbr: found the type "numbr", expected string, bool or number; ` +
				`did you mean "number"?`},
	},
	{
		name:  "header that is not quoted right",
		lines: []string{`id,ki"nd,at`, `x,y,z`},
		want: []string{
			`l.csv:1: found a quotation mark within a cell, expected the cell in quotation marks, ` +
				`and those within it doubled`},
	},
	{
		name:  "name of a column that is no UTF-8",
		lines: []string{"id,kind,at,attrs.\xb1\xb8\xd7\xa2"},
		want: []string{
			`l.csv:1: found "attrs.\xb1\xb8ע", which looks like GBK, expected UTF-8: save the table as "CSV UTF-8 ` +
				`(comma delimited)" (what follows was not read)`},
	},
	{
		name:  "name of a column that is no JSON string",
		lines: []string{`id,kind,at,"""attrs.note"`},
		want:  []string{`l.csv:1: found "\"attrs.note", expected a JSON string, since it begins with a quotation mark`},
	},
	{
		name: "attribute in two columns",
		lines: []string{`id,kind,at,unit,name,category,attrs.note,attrs.note:bool`,
			`u1,enroll,2020-01-01,linxi,林西县,county,x,true`},
		want: []string{`l.csv:2: entry "u1": attrs.note: found the attribute a second time, expected it once`},
	},
}

func TestWrongHeader(t *testing.T) {
	t.Parallel()
	for _, row := range wrongHeaders {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l, err := ledger.ReadCSV(t.Context(), strings.NewReader(strings.Join(row.lines, "\n")), "l.csv")
			assert.Nil(t, l)
			assertErrors(t, row.want, err)
		})
	}
}

func TestRowWithoutEnd(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadCSV(t.Context(), strings.NewReader(goodRows+`a1,"`+strings.Repeat("text\n", 4<<20)), "l.csv")
	assert.Nil(t, l)
	assertErrors(t, []string{
		`l.csv: found a row of more than 16777216 bytes, expected a shorter one, or a quotation mark that ends a cell`},
		err)
}

func TestBlankRowsAndMark(t *testing.T) {
	t.Parallel()
	plain, err := ledger.ReadCSV(t.Context(), strings.NewReader(goodRows), "l.csv")
	require.NoError(t, err)
	text := "\uFEFF" + strings.ReplaceAll(goodRows, "\n", "\r\n\r\n,,,\r\n")
	l, err := ledger.ReadCSV(t.Context(), bytes.NewReader([]byte(text)), "l.csv")
	require.NoError(t, err)
	assert.Equal(t, 2, l.Len())
	assert.Equal(t, must(plain.Digest(t.Context())), must(l.Digest(t.Context())))
}
