package ledger_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// inUTF16 writes a text as a spreadsheet's "Unicode text", with or without a byte order mark.
func inUTF16(text string, big, mark bool) string {
	var b strings.Builder
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	for _, u := range units {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

// TestOneErrorForAFileOfAnotherKind has a thousand rows in each file, and one error for all of them.
func TestOneErrorForAFileOfAnotherKind(t *testing.T) {
	t.Parallel()
	rows := func(mark, name string) string {
		var b strings.Builder
		fmt.Fprintln(&b, strings.ReplaceAll("id,kind,at,unit,name,category", ",", mark))
		for i := range 1000 {
			fmt.Fprintln(&b,
				strings.ReplaceAll(fmt.Sprintf("u%d,enroll,2020-01-01,u%d,%s,county", i, i, name), ",", mark))
		}
		return b.String()
	}
	const save = `save the table as "CSV UTF-8 (comma delimited)"`
	good := rows(",", "林西县")
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader(good), "l.csv")
	require.NoError(t, err)
	for _, row := range []struct{ name, content, want string }{
		{"UTF-16, little end first", inUTF16(good, false, true),
			`l.csv: found text in UTF-16, expected UTF-8: ` + save},
		{"UTF-16, big end first", inUTF16(good, true, true), `l.csv: found text in UTF-16, expected UTF-8: ` + save},
		{"UTF-16 without a mark", inUTF16(good, false, false), `l.csv: found text in UTF-16, expected UTF-8: ` + save},
		{"UTF-16, big, without a mark", inUTF16(good, true, false),
			`l.csv: found text in UTF-16, expected UTF-8: ` + save},
		{"GBK", rows(",", "\xc1\xd6\xce\xf7\xcf\xd8"),
			`l.csv:2: name: found "\xc1\xd6\xce\xf7\xcf\xd8", which looks like GBK, expected UTF-8: ` + save +
				` (what follows was not read)`},
		{"Latin letters", rows(",", "Hohe\xe4"),
			`l.csv:2: name: found "Hohe\xe4", which is not UTF-8, expected UTF-8: ` + save +
				` (what follows was not read)`},
		{"semicolons", rows(";", "林西县"), `l.csv: found columns parted by semicolons, expected commas: ` + save},
		{"semicolons after a byte order mark", "\uFEFF" + rows(";", "林西县"),
			`l.csv: found columns parted by semicolons, expected commas: ` + save},
		{"semicolons, quoted", strings.ReplaceAll(rows(`";"`, "林西县"), "\n", "\r\n"),
			`l.csv: found columns parted by semicolons, expected commas: ` + save},
		{"tabs", rows("\t", "林西县"), `l.csv: found columns parted by tabs, expected commas: ` + save},
		{"full-width commas", rows("，", "林西县"),
			`l.csv: found columns parted by full-width commas, expected commas: ` + save},
		{"a workbook", "PK\x03\x04" + good,
			`l.csv: found a workbook of a spreadsheet, or another packed file, expected CSV: open it and ` + save},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
			`l.csv: found a workbook of a spreadsheet, or another packed file, expected CSV: open it and ` + save},
		{"no text", "\x7fELF\x02\x01\x01\x00\x00", `l.csv: found a file that is no text, expected CSV`},
		{"carriage returns", strings.ReplaceAll(good, "\n", "\r"),
			`l.csv: found lines that end with a carriage return alone, expected line feeds: ` + save},
		{"a scheme", "scheme: a\ntitle: b\n", `l.csv: found a scheme, where a ledger belongs, expected CSV`},
		{"JSON Lines", goodLines,
			`l.csv: found JSON, expected CSV; a ledger in JSON Lines has a name that ends in .jsonl`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l, err := ledger.ReadCSV(t.Context(), strings.NewReader(row.content), "l.csv")
			assert.Nil(t, l)
			assertErrors(t, []string{row.want}, err)
		})
	}
}

// TestOneErrorForAFileThatIsNoJSONLines has a thousand lines in each file, and one error for all of them.
func TestOneErrorForAFileThatIsNoJSONLines(t *testing.T) {
	t.Parallel()
	lines := func(name, end string) string {
		var b strings.Builder
		for i := range 1000 {
			fmt.Fprintf(&b, `{"id":"u%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":"%s","category":"c"}%s`,
				i, name, end)
		}
		return b.String()
	}
	good := lines("林西县", "\n")
	const table, utf16 = "id,kind,at,unit\nu1,enroll,2020-01-01,u1\n", `l.jsonl: found text in UTF-16, expected UTF-8: ` +
		`save the file as UTF-8`
	for _, row := range []struct{ name, content, want string }{
		{"UTF-16, little end first", inUTF16(good, false, true), utf16},
		{"UTF-16, big end first", inUTF16(good, true, true), utf16},
		{"UTF-16 without a mark", inUTF16(good, false, false), utf16},
		{"GBK", lines("\xc1\xd6\xce\xf7\xcf\xd8", "\n"), `l.jsonl:1:66: found "\xc1\xd6\xce\xf7\xcf\xd8", which looks ` +
			`like GBK, expected UTF-8: save the file as UTF-8 (what follows was not read)`},
		{"GBK with a letter as a second byte", lines("\x81A\xc1\xd6", "\n"), `l.jsonl:1:66: found "\x81A\xc1\xd6", which ` +
			`looks like GBK, expected UTF-8: save the file as UTF-8 (what follows was not read)`},
		{"Latin letters", lines("Hohe\xe4", "\n"), `l.jsonl:1:70: found "\xe4", which is not UTF-8, expected UTF-8: save ` +
			`the file as UTF-8 (what follows was not read)`},
		{"carriage returns", lines("林西县", "\r"),
			`l.jsonl: found lines that end with a carriage return alone, expected line feeds`},
		{"a list over lines", "[\n" + lines("林西县", ",\n") + "]", `l.jsonl: found a list over several lines, expected one ` +
			`JSON object a line`},
		{"an object over lines", "\uFEFF{\n  \"id\": \"u1\",\n  \"kind\": \"enroll\"\n}\n",
			`l.jsonl: found an object over several lines, expected one JSON object a line`},
		{"a table", table,
			`l.jsonl: found a table, expected JSON Lines; a ledger in CSV has a name that ends in .csv`},
		{"a table with tabs", strings.ReplaceAll(table, ",", "\t"),
			`l.jsonl: found a table, expected JSON Lines; a ledger in CSV has a name that ends in .csv`},
		{"a scheme", "# 办法\n\nscheme: a\ntitle: b\n",
			`l.jsonl: found a scheme, where a ledger belongs, expected JSON Lines`},
		{"a workbook", "PK\x03\x04" + good,
			`l.jsonl: found a workbook of a spreadsheet, or another packed file, expected JSON Lines`},
		{"no text", "\x7fELF\x02\x01\x01\x00\x00", `l.jsonl: found a file that is no text, expected JSON Lines`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(row.content), "l.jsonl")
			assert.Nil(t, l)
			assertErrors(t, []string{row.want}, err)
		})
	}
}

// What was wrong before a file became unreadable is said, what its rest may have held is not missed.
func TestErrorsBeforeAnotherEncoding(t *testing.T) {
	t.Parallel()
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader("id,kind,at,unit,name,category,item,outlet\n"+
		"a1,adopt,soon,,,,i9,人民网\n"+
		"u1,enroll,2020-01-01,linxi,\xc1\xd6,county,,\n"), "l.csv")
	assertErrors(t, []string{
		`l.csv:2: entry "a1": at: found "soon", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 ` +
			`(no date)`,
		`l.csv:3: name: found "\xc1\xd6", which looks like GBK, expected UTF-8: save the table as "CSV UTF-8 ` +
			`(comma delimited)" (what follows was not read)`,
	}, err)
}

// TestDatesThatASpreadsheetWrote says how to write each; the dates and their days were worked out by hand.
func TestDatesThatASpreadsheetWrote(t *testing.T) {
	t.Parallel()
	const plain = "a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 "
	const dashes = "a date or time with dashes and two digits each: write "
	for _, row := range []struct{ name, cell, want string }{
		{"slashes", "2019/12/26", dashes + "2019-12-26" + rewrites},
		{"slashes, short", "2020/3/4", dashes + "2020-03-04" + rewrites},
		{"dots", "2020.3.4", dashes + "2020-03-04" + rewrites},
		{"dashes, short", "2020-3-4", dashes + "2020-03-04" + rewrites},
		{"in Chinese", "2020年3月4日", dashes + "2020-03-04" + rewrites},
		{"midnight", "2019-12-26 0:00", dashes + "2019-12-26" + rewrites},
		{"midnight with seconds", "2019/12/26 00:00:00", dashes + "2019-12-26" + rewrites},
		{"a time of day", "2019/12/26 9:05",
			dashes + "2019-12-26T09:05:00+08:00, with the office's own difference to UTC" + rewrites},
		{"the year last, the day beyond 12", "12/26/2019", dashes + "2019-12-26" + rewrites},
		{"the year last, the day first", "26.12.2019", dashes + "2019-12-26" + rewrites},
		{"the year last, day and month the same", "3/3/2020", dashes + "2020-03-03" + rewrites},
		{"the year last, in doubt", "3/4/2020", "the year first: write 2020-03-04 or 2020-04-03" + rewrites},
		{"a number of days", "43825", dashes + "2019-12-26" + rewrites},
		{"no such day", "2019/2/29", plain + "(no date)"},
		{"no such hour", "2019/12/26 25:00", plain + "(no date)"},
		{"another number", "1", plain + "(no date)"},
		{"dashes, no such day", "2019-02-29", plain + "(2019-02 has 28 days)"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := ledger.ReadCSV(t.Context(),
				strings.NewReader("id,kind,at,unit,name,category\nu1,enroll,"+row.cell+",linxi,林西县,county\n"), "l.csv")
			assertErrors(t, []string{fmt.Sprintf(`l.csv:2: entry "u1": at: found %q, expected %s`, row.cell, row.want)},
				err)
		})
	}
}

func TestTheHintOnDatesIsGivenOnce(t *testing.T) {
	t.Parallel()
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader("id,kind,at,recorded,unit,name,category\n"+
		"u1,enroll,2020/1/1,2020/1/2 8:00,linxi,林西县,county\nu2,enroll,2020/1/3,,aohan,敖汉旗,county\n"), "l.csv")
	assertErrors(t, []string{
		`l.csv:2: entry "u1": at: found "2020/1/1", expected a date or time with dashes and two digits each: write ` +
			`2020-01-01` + rewrites,
		`l.csv:2: entry "u1": recorded: found "2020/1/2 8:00", expected a date or time with dashes and two digits ` +
			`each: write 2020-01-02T08:00:00+08:00, with the office's own difference to UTC`,
		`l.csv:3: entry "u2": at: found "2020/1/3", expected a date or time with dashes and two digits each: write ` +
			`2020-01-03`,
	}, err)
}

func TestAColumnOfOnesOwn(t *testing.T) {
	t.Parallel()
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader("id,kind,at,words,备注\n"), "l.csv")
	assertErrors(t, []string{
		`l.csv:1: words: found an unknown field, expected a field of the format; an attribute of your own is headed ` +
			`attrs.words, or attrs.words:number if it is a number`,
		`l.csv:1: 备注: found an unknown field, expected a field of the format; an attribute of your own is headed ` +
			`attrs.备注, or attrs.备注:number if it is a number`,
	}, err)
}

// broken gives a beginning and then an error, as a disk may.
type broken struct{ start *strings.Reader }

func (b broken) Read(p []byte) (int, error) {
	if b.start.Len() == 0 {
		return 0, assert.AnError
	}
	return b.start.Read(p)
}

func TestAReaderThatFails(t *testing.T) {
	t.Parallel()
	for _, start := range []string{"", goodRows, goodRows + strings.Repeat("\n", 1<<16)} {
		l, err := ledger.ReadCSV(t.Context(), broken{strings.NewReader(start)}, "l.csv")
		assert.Nil(t, l)
		require.ErrorIs(t, err, assert.AnError)
		assert.ErrorContains(t, err, "l.csv: ")
	}
}
