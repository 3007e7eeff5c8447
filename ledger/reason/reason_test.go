package reason_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
)

func TestSentences(t *testing.T) {
	t.Parallel()
	near := reason.New("near", "; did you mean {name:q}?", "新华日报")
	for _, row := range []struct {
		name string
		is   reason.Reason
		want string
	}{
		{"nothing", reason.Reason{}, ""},
		{"no argument", reason.New("a", "it is off"), "it is off"},
		{"arguments in order", reason.New("a", "found {found}; expected {expected}", "x", 3), "found x; expected 3"},
		{"quoted", reason.New("a", "found {found:q}", "x\n"), `found "x\n"`},
		{"named twice", reason.New("a", "{unit} is {unit} as of {day}", "u", "d"), "u is u as of d"},
		{"a reason inside", reason.New("a", "outlet {outlet}{near}", "新华日抱", near),
			`outlet 新华日抱; did you mean "新华日报"?`},
		{"none inside", reason.New("a", "outlet {outlet}{near}", "x", reason.Reason{}), "outlet x"},
		{"a list", reason.New("a", "one of {names}", []string{"a", "b"}), "one of a, b"},
		{"reasons", reason.New("a", "{all}", []reason.Reason{near, near}),
			`; did you mean "新华日报"?; ; did you mean "新华日报"?`},
		{"braces", reason.New("a", "{{x}} {y}", 1), "{x} 1"},
		{"too few", reason.New("a", "{x} {y}", 1), "1 {y}"},
		{"worked out later", reason.New("a", "outlet {outlet}{near}", "新华日抱", lazy{near}),
			`outlet 新华日抱; did you mean "新华日报"?`},
		{"said otherwise", near.Saying("or {新华日报}"), "or {新华日报}"},
		{"an open brace", reason.New("a", "{x", 1), "{x"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, row.want, row.is.String())
			text, err := json.Marshal(row.is)
			require.NoError(t, err)
			var back reason.Reason
			require.NoError(t, json.Unmarshal(text, &back))
			assert.Equal(t, row.want, back.String())
			assert.True(t, row.is.Equal(back))
			again, err := json.Marshal(back)
			require.NoError(t, err)
			assert.Equal(t, string(text), string(again))
		})
	}
}

// lazy is an argument that is worked out when it is said.
type lazy struct{ is reason.Reason }

func (l lazy) Reason() reason.Reason { return l.is }

func TestInAnotherLanguage(t *testing.T) {
	t.Parallel()
	chinese := func(code string) (string, bool) {
		s, ok := map[string]string{"off": "{day}时{unit}不在名册{near}", "near": "（是否为{name}？）"}[code]
		return s, ok
	}
	r := reason.New("off", "unit {unit} is off the roster at {day}{near}", "u", "2020-01-01",
		reason.New("near", "; did you mean {name:q}?", "v"))
	assert.Equal(t, "2020-01-01时u不在名册（是否为v？）", r.In(chinese))
	assert.Equal(t, `unit u is off the roster at 2020-01-01; did you mean "v"?`, r.In(reason.English))
	assert.Equal(t, "other 1", reason.New("none", "other {n}", 1).In(chinese),
		"English where a language has no sentence")
	near := reason.New("near", "; did you mean {name:q}?", "v")
	assert.Equal(t, "2020-01-01时u不在名册（是否为v？）",
		reason.New("off", "off {unit}, {day}{near}", "u", "2020-01-01", lazy{near}).In(chinese))
	assert.Equal(t, "（是否为v？）", near.Saying("or v").In(chinese), "the code stays")
	assert.Equal(t, "u", r.Arg("unit"))
	assert.Nil(t, r.Arg("none"))
}
