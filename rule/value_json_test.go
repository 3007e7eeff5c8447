package rule_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
)

func dec(t testing.TB, s string) decimal.Decimal {
	d, err := decimal.NewFromString(s)
	require.NoError(t, err)
	return d
}

// asJSON writes a value, reads it again, and requires that this is written in the same way.
func asJSON(t testing.TB, v rule.Value) (text string, back rule.Value) {
	t.Helper()
	out, err := v.MarshalJSON()
	require.NoError(t, err)
	escaped, err := json.Marshal(map[string]rule.Value{"v": v})
	require.NoError(t, err)
	var within map[string]rule.Value
	require.NoError(t, json.Unmarshal(escaped, &within), "%s", escaped)
	back = within["v"]
	again, err := back.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, string(out), string(again))
	return string(out), back
}

func TestValueJSON(t *testing.T) {
	t.Parallel()
	east, odd := time.FixedZone("east", 8*3600), time.FixedZone("odd", 8*3600+343)
	at := time.Date(2020, 3, 8, 9, 15, 0, 120, east)
	number := rule.NumberType()
	for want, v := range map[string]rule.Value{
		`null`:                   {},
		`""`:                     rule.String(""),
		`"null"`:                 rule.String("null"),
		`"\"\u2028\u003c\u0026"`: rule.String("\"\u2028<&"),
		`true`:                   rule.Bool(true),
		`false`:                  rule.Bool(false),
		`{"number":"0"}`:         rule.Int(0),
		`{"number":"12.5"}`:      rule.Number(dec(t, "12.50")),
		`{"number":"-0.0000000000000000000000000000000001"}`: rule.Number(dec(t, "-1e-34")),
		`{"number":"1234567890123456789012345678901234"}`: rule.Number(dec(t,
			"1234567890123456789012345678901234")),
		`{"number":"1e-99"}`:                            rule.Number(dec(t, "1e-99")),
		`{"number":"-120e2000000000"}`:                  rule.Number(decimal.New(-120, 2_000_000_000)),
		`{"time":"2020-03-08T09:15:00.00000012+08:00"}`: rule.Time(at, false),
		`{"date":"2020-03-08T00:00:00+08:00"}`:          rule.Time(time.Date(2020, 3, 8, 0, 0, 0, 0, east), true),
		`{"time":"1900-01-01T00:00:00+08:05:43"}`:       rule.Time(time.Date(1900, 1, 1, 0, 0, 0, 0, odd), false),
		`{"time":"0000-01-01T00:00:00Z"}`:               rule.Time(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), false),
		`{"duration":"36h0m0s"}`:                        rule.Duration(36 * time.Hour),
		`{"duration":"-2562047h47m16.854775808s"}`:      rule.Duration(math.MinInt64),
		`{"list":[],"of":"number"}`:                     rule.List(number, nil),
		`{"list":[{"list":["a"],"of":"string"}],"of":"list(string)"}`: rule.List(rule.ListType(rule.StringType()),
			[]rule.Value{rule.List(rule.StringType(), []rule.Value{rule.String("a")})}),
		`{"map":{},"of":"map(time)"}`: rule.Map(rule.MapType(rule.TimeType()), nil),
		`{"map":{"":{"number":"5"},"\"":{"number":"1"},"b":{"number":"2"}},"of":"number"}`: rule.Map(number,
			map[string]rule.Value{"": rule.Int(5), "b": rule.Int(2), `"`: rule.Int(1)}),
	} {
		text, back := asJSON(t, v)
		assert.Equal(t, want, text)
		assert.True(t, v.Equal(back), "%s: %s, %s", want, v, back)
		assert.True(t, v.Type().Equal(back.Type()), want)
		assert.Equal(t, v.String(), back.String(), "a time is shown as before")
	}
}

func TestRecordJSON(t *testing.T) {
	t.Parallel()
	item, unit := &rule.Record{Name: "item"}, &rule.Record{Name: "unit"}
	unit.Fields = []rule.Field{{Name: "name", Type: rule.StringType(), OneOf: []string{"a", "b"}}, {Name: "items",
		Type: rule.ListType(item.Type())}}
	item.Fields = []rule.Field{{Name: "title", Type: rule.StringType()}, {Name: "words", Type: rule.NumberType(),
		Optional: true, Doc: "how long"},
		{Name: "unit", Type: unit.Type()}, {Name: "by", Type: rule.MapType(rule.NumberType()), Keys: []string{"k"}}}
	u := unit.Value(rule.Row{rule.String("<u>"), rule.List(item.Type(), nil)})
	text, back := asJSON(t, item.Value(rule.Row{rule.String(""), {}, u}))
	assert.Equal(t, `{"records":[`+
		`{"name":"item","fields":[{"name":"title","type":"string"},{"name":"words","type":"number","optional":true,`+
		`"doc":"how long"},`+
		`{"name":"unit","type":"#1"},{"name":"by","type":"map(number)","keys":["k"]}]},`+
		`{"name":"unit","fields":[{"name":"name","type":"string","one_of":["a","b"]},{"name":"items",`+
		`"type":"list(#0)"}]}],`+
		`"value":{"record":"#0","fields":{"title":"","unit":{"record":"#1","fields":{"name":"\u003cu\u003e",`+
		`"items":{"list":[],"of":"#0"}}}}}}`, text)
	rec, fields, ok := back.AsRecord()
	require.True(t, ok)
	assert.Equal(t, "item", rec.Name)
	title, ok := fields.Field(0)
	assert.True(t, ok && title.Equal(rule.String("")), "an empty text is there")
	_, ok = fields.Field(1)
	assert.False(t, ok, "what is absent stays absent")
	inner, ok := fields.Field(2)
	require.True(t, ok)
	assert.True(t, inner.Type().Equal(rec.Fields[2].Type), "one declaration each")
	assert.Equal(t, `item{title: "", unit: unit{name: "<u>", items: []}}`, back.String())
	_, back = asJSON(t, rule.List(item.Type(), nil))
	elem, _ := back.Type().Elem()
	_, ok = elem.Record()
	assert.True(t, ok, "the type of an empty list too")
}

func TestValueJSONErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:    `value: unexpected end of JSON input`,
		`12`:  `found 12, expected null, a string, true, false or an object with a tag`,
		`[1]`: `found [1], expected null, a string, true, false or an object with a tag`,
		`{}`: `found an object, expected one with number, time, date, duration, list, ` +
			`map, record`,
		`{"number":12.5}`:            `value: json: cannot unmarshal number into Go value of type string`,
		`{"number":null}`:            `found null, expected a string`,
		`{"number":"1","x":1}`:       `found an object of 2 keys, expected number`,
		`{"number":"+1"}`:            `found "+1", expected a decimal such as 12.5`,
		`{"number":"1 "}`:            `found "1 ", expected a decimal such as 12.5`,
		`{"number":"01"}`:            `found "01", expected a decimal such as 12.5`,
		`{"number":"1e99999999999"}`: `found "1e99999999999", expected a decimal such as 12.5`,
		`{"number":"` + strings.Repeat("1", 5000) + `"}`: `found a number of more than 4096 digits, expected fewer`,
		`{"time":"2020-03-08"}`: `found "2020-03-08", expected a time such as ` +
			`2020-03-08T09:15:00+08:00`,
		`{"duration":"36h"}`:              `found "36h", expected a duration such as 36h0m0s`,
		`{"list":[true],"of":"number"}`:   `element 0: found a bool, expected a number`,
		`{"list":[]}`:                     `found an object of 1 keys, expected list, of`,
		`{"list":[],"of":"lists"}`:        `found "lists", expected a type`,
		`{"list":[],"of":"#0"}`:           `found "#0", expected a type`,
		`{"map":{"a":null},"of":"bool"}`:  `key "a": found a none, expected a bool`,
		`{"map":null,"of":"bool"}`:        `found null, expected an object`,
		`{"record":"string","fields":{}}`: `found "string", expected a declared record such as #0`,
		`{"records":[{"name":"r"}],"value":{"record":"#0","fields":{"x":1}}}`: `found "x", expected a field of ` +
			`record r`,
		`{"records":[{"name":"r","fields":[{"name":"a","type":"bool"},{"name":"a","type":"bool"}]}],` +
			`"value":null}`: `record r: found field a twice, expected it once`,
		`{"records":[{"name":"r","fields":[{"name":"a","type":"bool"}]}],"value":{"record":"#0",` +
			`"fields":{"a":"x"}}}`: `field a: found a string, expected a bool`,
		strings.Repeat(`{"list":[`, 40) + strings.Repeat(`],"of":"bool"}`,
			40): `found values more than 32 deep in one another, expected fewer`,
		`{"list":[],"of":"` + strings.Repeat("list(", 40) + strings.Repeat(")", 40) +
			`"}`: `found values more than 32 deep in one another, expected fewer`,
		"\"\xff\"": `found "\"` + `\xff\"", expected UTF-8`,
	} {
		v := rule.String("as it was")
		err := v.UnmarshalJSON([]byte(text))
		var saying *reason.Error
		if assert.ErrorAs(t, err, &saying, text) {
			assert.Equal(t, want, err.Error())
		}
		assert.Equal(t, `"as it was"`, v.String())
	}
	endless := &rule.Record{Name: "endless"}
	endless.Fields = []rule.Field{{Name: "a", Type: endless.Type()}, {Name: "b", Type: endless.Type()}}
	huge := new(big.Int).Exp(big.NewInt(10), big.NewInt(5000), nil)
	for want, v := range map[string]rule.Value{
		`found "\xff", expected UTF-8`: rule.String("\xff"),
		`found the year 10000, expected one from 0000 to 9999`: rule.Time(time.Date(10000, 1, 1, 0, 0, 0, 0,
			time.UTC), false),
		`element 0: found a bool, expected a number`: rule.List(rule.NumberType(),
			[]rule.Value{rule.Bool(true)}),
		`key "k": found a none, expected a number`: rule.Map(rule.NumberType(),
			map[string]rule.Value{"k": {}}),
		`found values more than 32 deep in one another, expected fewer`: endless.Value(&loop{endless}),
		`found a number of more than 4096 digits, expected fewer`:       rule.Number(decimal.NewFromBigInt(huge, 0)),
		`found more than 16777216 bytes, expected fewer`:                rule.String(strings.Repeat("x", 1<<24)),
	} {
		_, err := v.MarshalJSON()
		assert.EqualError(t, err, want)
	}
}

// loop is a record that has itself in its fields.
type loop struct{ of *rule.Record }

func (l *loop) Field(int) (rule.Value, bool) { return l.of.Value(l), true }

// FuzzValueJSON: no text makes the reader panic, and what is read is written and read again the same.
func FuzzValueJSON(f *testing.F) {
	for _, text := range []string{
		`null`, `"\u2028"`, `true`, `{"number":"-12.50"}`, `{"number":"1e99"}`, `{"time":"2020-03-08T09:15:00+08:00"}`,
		`{"time":"1900-01-01T00:00:00+08:05:43"}`, `{"date":"2020-03-08T00:00:00-11:30"}`, `{"duration":"36h0m0s"}`,
		`{"list":["a"],"of":"string"}`, `{"map":{"a":{"number":"1"}},"of":"number"}`,
		`{"records":[{"name":"r","fields":[{"name":"a","type":"list(#0)","optional":true}]}],"value":{"record":"#0",` +
			`"fields":{"a":{"list":[],"of":"#0"}}}}`, `{"list":[],"of":"none"}`, `{"list":[null],"of":"none"}`, `[`,
		`{"number":"1","number":"2"}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var v rule.Value
		if err := v.UnmarshalJSON(text); err != nil {
			var saying *reason.Error
			require.True(t, errors.As(err, &saying))
			return
		}
		out, err := v.MarshalJSON()
		require.NoError(t, err)
		var again rule.Value
		require.NoError(t, again.UnmarshalJSON(out), "%s", out)
		require.Equal(t, v.String(), again.String())
		twice, err := again.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, string(out), string(twice))
		if !strings.Contains(string(text), "record") {
			require.True(t, v.Equal(again))
			require.True(t, v.Type().Equal(again.Type()))
		}
	})
}
