package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// varied is a scheme with two questions and parameters of every form.
const varied = `scheme: varied
accounts: {points: {}}
params:
  price: 2
  label: 甲
  open: true
  nested: {city: {brief: 5, long: 10}, county: {brief: 2, long: 4}}
  dotted: {a.b: 1, a.b.c: 2}
  dated: {2020-01-01: 20, 2021-01-01: 25}
  list: [1, 2]
  given: {county: {required: number}, name: {required: string}, sure: {required: bool}}
credits:
  sent: {each: submit, worth: params.price}
readings:
  price:
    price-two: {taken: true}
    price-three: {patch: {params: {price: 3}}}
    price-plus: {patch: {credits: {sent: {worth: params.price + 1}}}}
  bonus:
    bonus-none: {taken: true}
    bonus-year: {patch: {bonuses: {year: {per: year, worth: params.price}}}}
    bonus-bad: {patch: {bonuses: {year: {per: yeer, worth: params.prize}}}}
`

func load(t testing.TB, content string) *scheme.Scheme {
	t.Helper()
	s, err := scheme.Load(t.Context(), "test.yaml", []byte(content))
	require.NoError(t, err)
	return s
}

// figure is a parameter as an expression reads it, at the earliest state.
func figure(t *testing.T, s *scheme.Scheme, path string) string {
	t.Helper()
	_, all := s.Params.At(s.Calendar.AddWorkdays(date(t, s, "2020-06-01"), 0))
	env, err := rule.NewEnv(rule.Config{Vars: []rule.Var{{Name: "params", Type: s.Vocabulary.Params.Type()}}})
	require.NoError(t, err)
	p, err := env.Compile(document.Text(path))
	require.NoError(t, err)
	v, err := p.Eval(rule.Row{all})
	require.NoError(t, err)
	return v.String()
}

func TestWithParams(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, path, value, read, want string }{
		{"number", "price", "2.50", "params.price", "2.5"},
		{"text", "label", "5", "params.label", `"5"`},
		{"bool", "open", "false", "params.open", "false"},
		{"inside", "nested.city.brief", "6", "params.nested.city.brief", "6"},
		{"beside it nothing changes", "nested.city.brief", "6", "params.nested.city.long", "10"},
		{"a key with dots", "dotted.a.b", "7", `params.dotted["a.b"]`, "7"},
		{"the longest key", "dotted.a.b.c", "7", `params.dotted["a.b.c"]`, "7"},
		{"one of several dates", "dated.2020-01-01", "21", "params.dated", "21"},
		{"a later date is not in force yet", "dated.2021-01-01", "26", "params.dated", "20"},
		{"required number", "given.county", "10", "params.given.county", "10"},
		{"required text", "given.name", "乙", "params.given.name", `"乙"`},
		{"required bool", "given.sure", "true", "params.given.sure", "true"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, varied)
			before := s.Digest()
			out, err := s.With(t.Context(), scheme.Variant{Params: []scheme.Param{{Path: row.path, Value: row.value}}})
			require.NoError(t, err)
			assert.Equal(t, row.want, figure(t, out, row.read))
			assert.Equal(t, before, s.Digest(), "the receiver is not changed")
			assert.NotEqual(t, before, out.Digest())
		})
	}
}

func TestWithRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name     string
		params   []string // path, value …
		readings []string
		want     string
	}{
		{"unknown parameter", []string{"prize", "1"}, nil,
			`scheme varied: unknown parameter "prize": params has no "prize"; did you mean "price"?`},
		{"unknown part", []string{"nested.town.brief", "1"}, nil,
			`scheme varied: unknown parameter "nested.town.brief": params.nested has no "town"; ` +
				`expected one of city, county`},
		{"part of a number", []string{"price.city", "1"}, nil,
			`scheme varied: parameter "price.city": params.price has no parts`},
		{"several values", []string{"nested.city", "1"}, nil,
			`scheme varied: parameter "nested.city" holds several values; name one of them`},
		{"all of a dated one", []string{"dated", "1"}, nil,
			`scheme varied: parameter "dated" holds several values; name one of them`},
		{"list", []string{"list", "1"}, nil,
			`scheme varied: parameter "list" holds several values; name one of them`},
		{"no name", []string{"", "1"}, nil,
			`scheme varied: found an empty parameter name; expected a path, as fee.county`},
		{"number that is none", []string{"price", "two"}, nil,
			`scheme varied: parameter "price": found "two"; expected a plain decimal number of at most 30 digits on ` +
				`either side of the point`},
		{"bool that is none", []string{"open", "yes"}, nil,
			`scheme varied: parameter "open": found "yes"; expected true or false`},
		{"required number that is none", []string{"given.county", "x"}, nil,
			`scheme varied: parameter "given.county": found "x"; expected a plain decimal number of at most 30 ` +
				`digits on either side of the point`},
		{"one parameter twice", []string{"price", "3", "price", "4"}, nil,
			`scheme varied: parameter "price" is set twice; expected one value`},
		{"unknown reading", nil, []string{"price-tree"},
			`scheme varied: unknown reading "price-tree"; did you mean "price-three"?`},
		{"two of one question", nil, []string{"price-three", "price-plus"},
			`scheme varied: readings "price-three" and "price-plus" answer one question, "price"; ` +
				`expected one of them`},
		{"three things at once", []string{"prize", "1", "open", "maybe"}, []string{"price"},
			`scheme varied: unknown reading "price"; did you mean "price-two"?
scheme varied: unknown parameter "prize": params has no "prize"; did you mean "price"?
scheme varied: parameter "open": found "maybe"; expected true or false`},
		{"patch that does not fit", nil, []string{"bonus-bad"},
			`test.yaml:22:47: unknown period "yeer"; did you mean "year"?
        bonus-bad: {patch: {bonuses: {year: {per: yeer, worth: params.prize}}}}
                                                  ^
test.yaml:22:67: found the field "prize" of params; expected a declared one; did you mean "price"?
        bonus-bad: {patch: {bonuses: {year: {per: yeer, worth: params.prize}}}}
                                                                      ^`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			v := scheme.Variant{Readings: row.readings}
			for i := 0; i < len(row.params); i += 2 {
				v.Params = append(v.Params, scheme.Param{Path: row.params[i], Value: row.params[i+1]})
			}
			out, err := load(t, varied).With(t.Context(), v)
			require.Nil(t, out)
			require.EqualError(t, err, row.want)
		})
	}
}

func TestWithReadings(t *testing.T) {
	t.Parallel()
	s := load(t, varied)
	assert.Equal(t, []scheme.Reading{
		{Question: "price", Name: "price-two", Taken: true}, {Question: "price", Name: "price-three"},
		{Question: "price", Name: "price-plus"}, {Question: "bonus", Name: "bonus-none", Taken: true},
		{Question: "bonus", Name: "bonus-year"},
		{Question: "bonus", Name: "bonus-bad"},
	}, s.Readings)
	with := func(s *scheme.Scheme, readings ...string) *scheme.Scheme {
		out, err := s.With(t.Context(), scheme.Variant{Readings: readings})
		require.NoError(t, err)
		return out
	}
	assert.Same(t, s, with(s), "nothing to vary")
	assert.Equal(t, s.Digest(), with(s, "price-two", "bonus-none").Digest(), "what is taken already")
	assert.Equal(t, "3", figure(t, with(s, "price-three"), "params.price"))
	assert.Len(t, with(s, "bonus-year").Settles, 1)
	assert.Equal(t, with(s, "price-three", "bonus-year").Digest(), with(s, "bonus-year", "price-three").Digest(),
		"the order of the file counts, not that of the call")
	assert.Equal(t, with(s, "price-three", "bonus-year").Digest(), with(with(s, "price-three"), "bonus-year").Digest(),
		"a variant of a variant")
	assert.Equal(t, with(s, "price-plus").Digest(), with(with(s, "price-three"), "price-plus").Digest(),
		"another answer replaces the first")
	assert.Equal(t, s.Digest(), with(with(s, "price-three"), "price-two").Digest(), "and back")
	priced, err := s.With(t.Context(), scheme.Variant{Params: []scheme.Param{{Path: "price", Value: "9"}}})
	require.NoError(t, err)
	assert.Equal(t, "9", figure(t, with(priced, "price-three"), "params.price"),
		"a parameter set from outside wins over a reading")
}

func TestMissing(t *testing.T) {
	t.Parallel()
	s := load(t, varied)
	assert.Equal(t, []string{"given.county", "given.name", "given.sure"}, s.Missing())
	s, err := s.With(t.Context(),
		scheme.Variant{Params: []scheme.Param{{Path: "given.name", Value: "x"}, {Path: "given.county", Value: "1"}}})
	require.NoError(t, err)
	assert.Equal(t, []string{"given.sure"}, s.Missing())
	dated := load(t, strings.Replace(varied, "2021-01-01: 25}", "2021-01-01: {required: number}}", 1))
	assert.Equal(t, "dated.2021-01-01", dated.Missing()[0])
}
