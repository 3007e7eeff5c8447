package ledger_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// on reads a time that is right.
func on(t testing.TB, s string) ledger.Time {
	t.Helper()
	at, err := ledger.ParseTime(s)
	require.NoError(t, err)
	return at
}

func TestWrongEntries(t *testing.T) {
	t.Parallel()
	day := on(t, "2020-03-02")
	enroll := ledger.Entry{ID: "u1", Kind: ledger.Enroll, At: day, Unit: "linxi", Name: "林西县", Category: "county"}
	submit := ledger.Entry{ID: "s1", Kind: ledger.Submit, At: day, Item: "i1", Unit: "linxi", Genre: "brief"}
	grant := func(amount decimal.Decimal) ledger.Entry {
		return ledger.Entry{
			ID: "g1", Kind: ledger.Grant, At: day, Unit: "linxi", Account: "points", Reason: "好",
			Amount: decimal.NullDecimal{Decimal: amount, Valid: true},
		}
	}
	with := func(change func(*ledger.Entry)) ledger.Entry {
		e := submit
		change(&e)
		return e
	}
	rows := []struct {
		name    string
		entries []ledger.Entry
		want    []string
	}{
		{"zero entry", []ledger.Entry{{}}, []string{
			`entry 1: id: found nothing, expected a text, which every entry needs`,
			`entry 1: kind: found nothing, expected a text, which every entry needs`,
			`entry 1: at: found nothing, expected a date or a time, which every entry needs`,
		}},
		{"less than nothing owed", []ledger.Entry{enroll, {ID: "t1", Kind: ledger.Assign, At: day, Unit: "linxi",
			Quota: "m", Period: "2020-03", Required: grant(decimal.NewFromInt(-3)).Amount}}, []string{
			`entry 2 "t1": required: found "-3", expected 0 or more`,
		}},
		{"unknown unit", []ledger.Entry{submit}, []string{
			`entry 1 "s1": unit: found "linxi", expected a unit that some enroll names`,
		}},
		{"second submission", []ledger.Entry{enroll, submit, with(func(e *ledger.Entry) { e.ID = "s2" })}, []string{
			`entry 3 "s2": item: found a second submission of "i1", expected one: "s1" stands (entry 2)`,
		}},
		{"id with other content", []ledger.Entry{enroll, submit, submit, with(func(e *ledger.Entry) {
			e.Title = "简讯"
		})}, []string{
			`entry 4 "s1": id: found "s1" a second time, differing in title, expected an id of its own, ` +
				`or the content of entry 2`,
		}},
		{"field of another kind", []ledger.Entry{enroll, with(func(e *ledger.Entry) { e.Outlet = "人民网" })}, []string{
			`entry 2 "s1": outlet: found it in an entry of kind submit, expected it only in adopt`,
		}},
		{"no UTF-8", []ledger.Entry{enroll, with(func(e *ledger.Entry) { e.Title = "a\xff" })}, []string{
			`entry 2 "s1": title: found "a\xff", expected UTF-8`,
		}},
		{"recorded as a date", []ledger.Entry{enroll, with(func(e *ledger.Entry) { e.Recorded = day })}, []string{
			`entry 2 "s1": recorded: found "2020-03-02", expected a time 2006-01-02T15:04:05+08:00, not a date`,
		}},
		{"amount of too many digits",
			[]ledger.Entry{enroll, grant(decimal.RequireFromString("1234567890.1234567890123456789012345"))}, []string{
				`entry 2 "g1": amount: found a number out of bounds, expected a decimal of at most 30 digits`,
			}},
		{"amount of a huge exponent", []ledger.Entry{enroll, grant(decimal.New(1, 2_000_000_000))}, []string{
			`entry 2 "g1": amount: found a number out of bounds, expected a decimal whose digits stand at most 30 ` +
				`places from the point`,
		}},
		{"attribute without a value", []ledger.Entry{enroll, with(func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Name: "late"}}
		})}, []string{
			`entry 2 "s1": attrs.late: found no value, expected a string, a bool or a number`,
		}},
		{"attribute without a name", []ledger.Entry{enroll, with(func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Value: ledger.BoolValue(true)}}
		})}, []string{
			`entry 2 "s1": attrs: found "", expected a text that is not empty`,
		}},
		{"attribute twice", []ledger.Entry{enroll, with(func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Name: "b", Value: ledger.BoolValue(true)},
				{Name: "a", Value: ledger.StringValue("")}, {Name: "b", Value: ledger.BoolValue(true)}}
		})}, []string{
			`entry 2 "s1": attrs.b: found the attribute a second time, expected it once`,
		}},
		{"share for no unit", []ledger.Entry{enroll, with(func(e *ledger.Entry) {
			e.Shares = []ledger.Share{{Share: decimal.New(1, 0)}}
		})}, []string{
			`entry 2 "s1": shares: found "", expected a text that is not empty`,
		}},
		{"entry too long", []ledger.Entry{enroll, with(func(e *ledger.Entry) {
			e.Title = strings.Repeat("长", 350_000)
		})}, []string{
			`entry 2 "s1": found an entry of 1050099 bytes, expected at most 1048576`,
		}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l, err := ledger.Of(t.Context(), row.entries...)
			assert.Nil(t, l)
			assertErrors(t, row.want, err)
		})
	}
}

func TestAppendWrong(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines), "l.jsonl")
	require.NoError(t, err)
	digest := must(l.Digest(t.Context()))
	longer, err := l.Append(t.Context(),
		ledger.Entry{ID: "a1", Kind: ledger.Adopt, At: on(t, "2020-03-03"), Item: "i2", Outlet: "人民网"})
	assert.Nil(t, longer)
	assertErrors(t, []string{`entry 3 "a1": item: found "i2", expected an item that some submit names`}, err)
	assert.Equal(t, 2, l.Len())
	assert.Equal(t, digest, must(l.Digest(t.Context())))
}

func TestSequenceThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("the table is gone")
	_, err := ledger.New(t.Context(), func(yield func(ledger.Entry, error) bool) {
		_ = yield(ledger.Entry{}, nil) && yield(ledger.Entry{}, broken)
	})
	require.ErrorIs(t, err, broken)
	assert.EqualError(t, err, "entry 2: the table is gone")
}

func TestReaderThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	_, err := ledger.ReadJSONL(t.Context(),
		io.MultiReader(strings.NewReader(goodLines+"nonsense\n"), iotest.ErrReader(broken)), "l.jsonl")
	require.ErrorIs(t, err, broken)
	assert.EqualError(t, err, "l.jsonl:4: the disk is gone")
	_, err = ledger.ReadCSV(t.Context(), io.MultiReader(strings.NewReader(goodRows), iotest.ErrReader(broken)), "l.csv")
	require.ErrorIs(t, err, broken)
	assert.EqualError(t, err, "l.csv: the disk is gone")
}

func TestFirstThousandErrors(t *testing.T) {
	t.Parallel()
	// Lines 3 to 2002: every second one names no unit, which is known at the end only, the others have no time.
	var text strings.Builder
	text.WriteString(goodLines)
	for i := range 2000 {
		if i%2 == 0 {
			fmt.Fprintf(&text, `{"id":"w%d","kind":"withdraw","at":"2020-03-03","unit":"nobody%[1]d"}`+"\n", i)
		} else {
			fmt.Fprintf(&text, `{"id":"w%d","kind":"withdraw","at":"never%[1]d","unit":"linxi"}`+"\n", i)
		}
	}
	_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text.String()), "l.jsonl")
	var all *ledger.Errors
	require.ErrorAs(t, err, &all)
	assert.Equal(t, 2000, all.Count)
	require.Len(t, all.First, 1000)
	for i, one := range all.First {
		require.Equal(t, 3+i, one.Line)
	}
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, 1001)
	assert.Equal(t, `l.jsonl:3:55: entry "w0": unit: found "nobody0", expected a unit that some enroll names`, lines[0])
	assert.Equal(t,
		`l.jsonl:1002:37: entry "w999": at: found "never999", expected a date 2006-01-02 or a time `+
			`2006-01-02T15:04:05+08:00 (no date)`,
		lines[999])
	assert.Equal(t, "and 1000 more errors, 2000 in all", lines[1000])
}

func TestLongLine(t *testing.T) {
	t.Parallel()
	line := func(n int) string { // an entry whose line has n bytes
		const frame = `{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
			`"title":""}`
		return strings.Replace(frame, `"title":"`, `"title":"`+strings.Repeat("x", n-len(frame)), 1)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+line(1<<20)+"\n"), "l.jsonl")
	require.NoError(t, err)
	assert.Equal(t, 3, l.Len())
	_, err = ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+line(1<<20+1)+"\nnonsense"), "l.jsonl")
	assertErrors(t, []string{
		`l.jsonl:3: found a line of more than 1048576 bytes, expected a shorter one`,
		`l.jsonl:4:1: found "nonsense", expected a value`,
	}, err)
}

func TestNotUTF8(t *testing.T) {
	t.Parallel()
	_, err := ledger.ReadJSONL(t.Context(),
		strings.NewReader(goodLines+`{"id":"a1","kind":"adopt","at":"`+"\xc8\xcb"+`","item":"i1","outlet":"人民网"}`),
		"l.jsonl")
	assertErrors(t, []string{
		`l.jsonl:3:33: found "\xc8\xcb", which looks like GBK, expected UTF-8: save the file as UTF-8 ` +
			`(what follows was not read)`,
	}, err)
}

func TestManyVoids(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString(goodLines)
	ref := "s1"
	for i := range 1001 {
		id := fmt.Sprintf("v%d", i)
		fmt.Fprintf(&text, `{"id":"%s","kind":"void","at":"2020-03-03","reason":"误","ref":"%s"}`+"\n", id, ref)
		ref = id
	}
	_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text.String()), "l.jsonl")
	assertErrors(t,
		[]string{`l.jsonl:1003:66: entry "v1000": ref: found a void upon 1000 voids, expected at most 1000`}, err)
}
