package ledger_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/made"
	"github.com/gongguo/gongguo/ledger/reason"
)

// thereAndBack writes a value as JSON and reads it again, with and without escapes for a web page.
func thereAndBack[T any](t testing.TB, value T) (text string) {
	t.Helper()
	escaped, err := json.Marshal(value)
	require.NoError(t, err)
	var plain bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(value))
	for _, one := range [][]byte{escaped, plain.Bytes()} {
		var back T
		require.NoError(t, json.Unmarshal(one, &back), string(one))
		require.Equal(t, value, back, string(one))
	}
	return strings.TrimSuffix(plain.String(), "\n")
}

func number(t testing.TB, text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	require.NoError(t, err)
	return d
}

func TestEntryJSON(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/all-kinds.canonical.jsonl")
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		var e ledger.Entry
		require.NoError(t, json.Unmarshal([]byte(line), &e))
		require.Equal(t, line, thereAndBack(t, e), "the digits and the order of the fields are those of the line")
		var spread bytes.Buffer
		require.NoError(t, json.Indent(&spread, []byte(line), "", "\t"))
		var again ledger.Entry
		require.NoError(t, json.Unmarshal(spread.Bytes(), &again))
		require.Equal(t, e, again)
	}
	for _, e := range made.Entries(t, 7, 400, 0) {
		l, err := json.Marshal([]ledger.Entry{e})
		require.NoError(t, err)
		var back []ledger.Entry
		require.NoError(t, json.Unmarshal(l, &back))
		require.Equal(t, string(e.Canonical()), string(back[0].Canonical()))
	}
}

func TestEntryJSONKeepsWhatIsAwkward(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`"`, `\`, "<b>&amp;</b>", "\u2028\u2029", "\x00\x1f\x7f", "\uFEFF", "😀", "null",
		"�", "長\r\n"} {
		e := ledger.Entry{
			ID: text, Kind: ledger.Grant, At: on(t, "1900-01-01"), Recorded: on(t,
				"2020-03-02T09:00:00.120-11:30"), Unit: text, Account: text,
			Amount: decimal.NullDecimal{Decimal: number(t, "-0.000000000000000000000000000001"),
				Valid: true}, Reason: text,
			Attrs: ledger.Attrs{{Name: "empty", Value: ledger.StringValue("")}, {Name: text + "z",
				Value: ledger.StringValue(text)},
				{Name: "words", Value: ledger.NumberValue(number(t,
					"-123456789012345678901234567890"))}, {Name: "zero", Value: ledger.NumberValue(number(t, "0"))}},
		}
		l, err := ledger.Of(t.Context(), ledger.Entry{ID: "u", Kind: ledger.Enroll, At: on(t, "2020-01-01"),
			Unit: text, Name: "n", Category: "c"}, e)
		require.NoError(t, err)
		var lines bytes.Buffer
		require.NoError(t, ledger.WriteJSONL(t.Context(), &lines, l))
		require.Contains(t, lines.String(), "\n"+thereAndBack(t, l.Entry(1))+"\n")
	}
}

// TestEntryJSONIsAsStrictAsALine gives the same errors as the reader of lines, but for those that need other entries.
func TestEntryJSONIsAsStrictAsALine(t *testing.T) {
	t.Parallel()
	elsewhere := []string{"ledger.unknown-name", "ledger.void.itself", "ledger.void.later", "ledger.id-again",
		"ledger.second-standing", "ledger.recorded-back"}
	compared := 0
	for _, row := range wrongJSONL {
		for _, line := range row.lines {
			if strings.TrimSpace(line) == "" || len(line) > 1<<16 {
				continue
			}
			var want []string
			var all *ledger.Errors
			if _, err := ledger.ReadJSONL(t.Context(), strings.NewReader(line), "l"); errors.As(err, &all) {
				for _, one := range all.First {
					if !contains(elsewhere, one.Reason.Code) && !strings.HasPrefix(one.Reason.Code, "ledger.void") {
						want = append(want, strings.TrimPrefix(one.Error(), "l:"))
					}
				}
			}
			var got []string
			e := ledger.Entry{ID: "as it was"}
			if err := e.UnmarshalJSON([]byte(line)); errors.As(err, &all) {
				require.Equal(t, "as it was", e.ID)
				for _, one := range all.First {
					got = append(got, one.Error())
				}
			} else {
				require.NoError(t, err)
			}
			require.Equal(t, want, got, "%s: %s", row.name, line)
			compared += len(got)
		}
	}
	require.Greater(t, compared, 70)
}

func contains(list []string, text string) bool {
	return strings.Contains(strings.Join(list, "\n")+"\n", text+"\n")
}

func TestEntryJSONErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:     `1: found the end of the text, expected an object`,
		" \n ": `2:2: found the end of the text, expected an object`,
		`null`: `1:1: found null, expected one JSON object a line`,
		"{\"id\":\"x\",\n \"kind\":\"withdraw\",\"at\":\"2020-01-01\",\"unti\":\"u\"}": `2:38: entry "x": unti: ` +
			`found an unknown field, expected a field of the format; did you mean "unit"?`,
		`{"id":"x","kind":"withdraw","at":"2020-01-01","unit":3}`: `1:54: entry "x": unit: ` +
			`found the number 3, expected a string`,
		`{"id":"x","kind":"withdrew","at":"2020-01-01","unit":"u"}`: `1:18: entry "x": kind: found "withdrew", ` +
			`expected enroll, withdraw, submit, adopt, endorse, commission, assign, grant, ` +
			`incident, void, close or opening; did you mean "withdraw"?`,
		`{"id":"x","kind":"withdraw","at":"2020-02-30","unit":"u"}{}`: "1:34: entry \"x\": at: found \"2020-02-30\", " +
			"expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (2020-02 has 29 days)\n" +
			`1:58: entry "x": found '{', expected nothing more`,
		`{"id":"` + strings.Repeat("x", 1<<20) +
			`"}`: `1: found a line of more than 1048576 bytes, expected a shorter one`,
	} {
		var e ledger.Entry
		assert.EqualError(t, e.UnmarshalJSON([]byte(text)), want)
		assert.Zero(t, e)
	}
	good := ledger.Entry{ID: "x", Kind: ledger.Withdraw, At: on(t, "2020-01-01"), Unit: "u"}
	for want, change := range map[string]func(*ledger.Entry){
		`entry "x": unit: found nothing, expected a text, ` +
			`which an entry of kind withdraw needs`: func(e *ledger.Entry) {
			e.Unit = ""
		},
		`entry "x": unit: found "\xff", expected UTF-8`: func(e *ledger.Entry) { e.Unit = "\xff" },
		`entry "x": item: found it in an entry of kind withdraw, expected it only in submit, adopt, endorse, ` +
			`grant, incident or opening`: func(e *ledger.Entry) { e.Item = "i" },
		`entry "x": attrs.a: found no value, expected a string, a bool or a number`: func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Name: "a"}}
		},
	} {
		e := good
		change(&e)
		_, err := e.MarshalJSON()
		assert.EqualError(t, err, want, "what cannot be read again is not written")
	}
	_, err := json.Marshal(good)
	require.NoError(t, err)
}

func TestAttrsJSON(t *testing.T) {
	t.Parallel()
	exact := ledger.NumberValue(number(t, "12.50"))
	assert.Equal(t, `{"a<b":"\u0000","no":false,"words":12.5,"yes":true}`, thereAndBack(t, ledger.Attrs{
		{Name: "a<b", Value: ledger.StringValue("\x00")}, {Name: "no",
			Value: ledger.BoolValue(false)}, {Name: "words", Value: exact},
		{Name: "yes", Value: ledger.BoolValue(true)}}))
	assert.Equal(t, `{}`, thereAndBack(t, ledger.Attrs(nil)))
	text, err := json.Marshal(ledger.Attrs{{Name: "b", Value: exact}, {Name: "a", Value: exact}})
	require.NoError(t, err)
	assert.Equal(t, `{"a":12.5,"b":12.5}`, string(text))
	for text, want := range map[string]string{
		`[]`:            `1:1: attrs: found a list, expected an object of strings, bools and numbers`,
		`{"a":1,"a":1}`: `1:1: attrs.a: found the attribute a second time, expected it once`,
		`{"a":[1]}`:     `1:6: attrs.a: found a list, expected a string, a bool or a number`,
		`{"a":null}`: `1:6: attrs.a: found null, expected a string, a bool or a number; ` +
			`what is absent is left out`,
		`{"":1}`: `1:2: attrs: found "", expected a text that is not empty`,
		"{\n\"a\":1e99}": `2:5: attrs.a: found the number 1e99, expected a decimal whose digits stand at most 30 ` +
			`places from the point`,
		`{"a":1} x`:        `1:9: found 'x', expected nothing more`,
		"{\"a\":\"\xff\"}": "1:7: found the byte 0xff, expected UTF-8",
	} {
		var a ledger.Attrs
		assert.EqualError(t, a.UnmarshalJSON([]byte(text)), want)
		assert.Nil(t, a)
	}
	_, err = ledger.Attrs{{Name: "a", Value: exact}, {Name: "a", Value: exact}}.MarshalJSON()
	assert.EqualError(t, err, `attrs.a: found the attribute a second time, expected it once`)
}

func TestValueJSON(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]ledger.Value{
		`null`:                              {},
		`""`:                                ledger.StringValue(""),
		`"null"`:                            ledger.StringValue("null"),
		`"<&\""`:                            ledger.StringValue(`<&"`),
		`true`:                              ledger.BoolValue(true),
		`false`:                             ledger.BoolValue(false),
		`0`:                                 ledger.NumberValue(decimal.Decimal{}),
		`-0.000000000000000000000000000001`: ledger.NumberValue(number(t, "-1e-30")),
		`123456789012345678901234567890`:    ledger.NumberValue(number(t, "123456789012345678901234567890")),
	} {
		assert.Equal(t, want, thereAndBack(t, v))
		assert.Equal(t, `{"name":"a","value":`+want+`}`, thereAndBack(t, ledger.Attr{Name: "a", Value: v}))
	}
	for _, text := range []string{``, `nul`, `null x`, `{}`, `"a" 1`, `01`, `1e31`, "\"\xff\""} {
		var v ledger.Value
		var all *ledger.Errors
		assert.ErrorAs(t, v.UnmarshalJSON([]byte(text)), &all, text)
	}
	_, err := ledger.NumberValue(number(t, "1e31")).MarshalJSON()
	assert.EqualError(t, err,
		"found a number out of bounds, expected a decimal whose digits stand at most 30 places from the point")
	_, err = ledger.StringValue("\xff").MarshalJSON()
	assert.EqualError(t, err, `found "\xff", expected UTF-8`)
}

func TestRowsJSON(t *testing.T) {
	t.Parallel()
	assert.Equal(t, `{"unit":"<u>","share":"-0.125"}`, thereAndBack(t, ledger.Share{Unit: "<u>",
		Share: decimal.New(-125, -3)}))
	assert.Equal(t, `{"unit":"u","name":"\"","category":"","entry":0}`, thereAndBack(t, ledger.Member{Unit: "u",
		Name: `"`}))
	assert.Equal(t, `{"unit":"u","name":"","category":"c","of":"v","attrs":{"a":""},"entry":3}`, thereAndBack(t,
		ledger.Member{
			Unit: "u", Category: "c", Of: "v", Entry: 3,
			Attrs: ledger.Attrs{{Name: "a", Value: ledger.StringValue("")}}}))
	assert.Equal(t, `{"position":1,"by":2}`, thereAndBack(t, ledger.Struck{Position: 1, By: 2}))
	assert.Equal(t, `["absent","standing","struck out"]`, thereAndBack(t, []ledger.Naming{ledger.Absent,
		ledger.Standing, ledger.StruckOut}))
	assert.Equal(t, `["","string","bool","number"]`, thereAndBack(t, []ledger.ValueKind{0, ledger.TextKind,
		ledger.BoolKind, ledger.NumberKind}))
	assert.Equal(t, `"sha256:00ff`+strings.Repeat("00", 30)+`"`, thereAndBack(t, ledger.Hash{1: 255}))
	for text, into := range map[string]any{
		`"Standing"`: new(ledger.Naming), `"texts"`: new(ledger.ValueKind), `""`: new(ledger.Hash),
		`"sha256:` + strings.Repeat("FF", 32) + `"`: new(ledger.Hash), `{"unit":"u","share":"x"}`: new(ledger.Share),
		`"2020-1-1"`: new(ledger.Time),
	} {
		var said *reason.Error
		assert.ErrorAs(t, json.Unmarshal([]byte(text), into), &said, text)
	}
	_, err := json.Marshal(ledger.Share{Unit: "u", Share: decimal.New(1, 99)})
	assert.ErrorContains(t, err, "share: found a number out of bounds")
}

func TestTimeText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "2020-03-02", "1900-01-01", "2099-12-31T23:59:59.999999999-23:59",
		"2020-03-02T00:00:00Z", "2020-03-02T00:00:00+00:00",
		"2020-03-02T00:00:00-00:00", "2020-03-02T09:00:00.500+08:00"} {
		var at ledger.Time
		require.NoError(t, at.UnmarshalText([]byte(text)))
		assert.Equal(t, `{"t":"`+text+`"}`, thereAndBack(t, map[string]ledger.Time{"t": at}))
		assert.Equal(t, `{"`+text+`":1}`, thereAndBack(t, map[ledger.Time]int{at: 1}))
	}
	at := on(t, "2020-03-02")
	assert.EqualError(t, at.UnmarshalText([]byte("2020-3-2")), must1(ledger.ParseTime("2020-3-2")).Error())
	assert.Equal(t, on(t, "2020-03-02"), at)
}

func must1[T any](_ T, err error) error { return err }

// TestErrorsJSON hands errors on with place and code.
func TestErrorsJSON(t *testing.T) {
	t.Parallel()
	for _, row := range wrongJSONL {
		_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+strings.Join(row.lines, "\n")),
			"l<&>.jsonl")
		var all *ledger.Errors
		require.ErrorAs(t, err, &all)
		text, err := json.Marshal(all)
		require.NoError(t, err)
		var back ledger.Errors
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, all.Error(), back.Error())
		require.Equal(t, all.Count, back.Count)
		for i, one := range all.First {
			got := back.First[i]
			require.Equal(t, one.Reason.Code, got.Reason.Code)
			require.Equal(t, []any{one.File, one.Line, one.Column, one.Number, one.Entry, one.Field, one.Nearest},
				[]any{got.File, got.Line, got.Column, got.Number, got.Entry, got.Field, got.Nearest})
		}
		again, err := json.Marshal(&back)
		require.NoError(t, err)
		require.Equal(t, string(text), string(again))
	}
}

// FuzzEntryJSON: no text makes the reader panic; what it takes it gives again, and a line of a ledger takes the same.
func FuzzEntryJSON(f *testing.F) {
	for _, row := range canonicalRows {
		f.Add([]byte(row.line))
	}
	for _, row := range wrongJSONL {
		for _, line := range row.lines {
			f.Add([]byte(line))
		}
	}
	f.Add([]byte("{\"id\":\"x\",\n \"kind\":\"withdraw\"}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var e ledger.Entry
		if err := e.UnmarshalJSON(text); err != nil {
			var all *ledger.Errors
			require.ErrorAs(t, err, &all)
			require.NotEmpty(t, all.First)
			return
		}
		out, err := e.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, string(e.Canonical()), string(out))
		var again ledger.Entry
		require.NoError(t, again.UnmarshalJSON(out))
		require.Equal(t, out, again.Canonical())
		_, err = ledger.ReadJSONL(t.Context(), bytes.NewReader(out), "fuzz")
		var all *ledger.Errors
		if errors.As(err, &all) {
			for _, one := range all.First {
				require.Contains(t, []string{"ledger.unknown-name", "ledger.void.itself"}, one.Reason.Code, "%s", out)
			}
		}
	})
}

// FuzzValueJSON does the same for attributes and their values.
func FuzzValueJSON(f *testing.F) {
	for _, text := range []string{``, `null`, `"\u2028<"`, `-1.50e3`, `true`, `{"a":1,"b":"","c":false}`,
		`{"a":1,"a":2}`, `{"":1}`, "{\"\xff\":1}", `[`, `1 1`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var v, w ledger.Value
		if v.UnmarshalJSON(text) == nil {
			out, err := v.MarshalJSON()
			require.NoError(t, err)
			require.NoError(t, w.UnmarshalJSON(out))
			require.Equal(t, fmt.Sprint(v), fmt.Sprint(w))
		}
		var a, b ledger.Attrs
		if a.UnmarshalJSON(text) == nil {
			out, err := a.MarshalJSON()
			require.NoError(t, err)
			require.NoError(t, b.UnmarshalJSON(out))
			require.Equal(t, fmt.Sprint(a), fmt.Sprint(b))
		}
	})
}
