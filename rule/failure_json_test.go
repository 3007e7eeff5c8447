package rule_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// TestFailuresJSON hands on what goes wrong in a run, with place and code.
func TestFailuresJSON(t *testing.T) {
	t.Parallel()
	item := &rule.Record{Name: "item", Fields: []rule.Field{{Name: "words", Type: rule.NumberType(), Optional: true}}}
	env, err := rule.NewEnv(rule.Config{
		Vars:   []rule.Var{{Name: "item", Type: item.Type()}, {Name: "by", Type: rule.MapType(rule.NumberType())}},
		Limits: rule.Limits{Cost: 20},
	})
	require.NoError(t, err)
	for text, row := range map[string]struct {
		into func() error
		has  string
	}{
		"1 +\n  item.words":  {func() error { return new(rule.AbsentError) }, `"path":"item.words"`},
		`by["<&\u2028"]`:     {func() error { return new(rule.EvalError) }, `"no_key":true,"missing":true`},
		`div(1, by["k"], 2)`: {func() error { return new(rule.EvalError) }, `"reason":`},
		`[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(x, x + by["k"]).size()`: {func() error { return new(rule.LimitError) },
			`"limit":"cost","found":21,"bound":20`},
	} {
		p, err := env.Compile(document.Text(text))
		require.NoError(t, err, text)
		_, err = p.Eval(rule.Row{item.Value(rule.Row{}), rule.Map(rule.NumberType(),
			map[string]rule.Value{"k": rule.Int(0)})})
		require.Error(t, err, text)
		out, jsonErr := json.Marshal(err)
		require.NoError(t, jsonErr)
		assert.Contains(t, string(out), row.has, text)
		assert.Contains(t, string(out), `"code":"rule.`, text)
		back := row.into()
		require.NoError(t, json.Unmarshal(out, back))
		assert.IsType(t, err, back)
		assert.Equal(t, err.Error(), back.Error(), "the place too")
		assert.Equal(t, rule.IsAbsent(err), rule.IsAbsent(back), text)
		again, jsonErr := json.Marshal(back)
		require.NoError(t, jsonErr)
		assert.Equal(t, string(out), string(again))
		require.Error(t, json.Unmarshal([]byte(`{"line":"x"}`), back))
		assert.Equal(t, err.Error(), back.Error(), "what cannot be read changes nothing")
	}
}

func TestObservedJSON(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]rule.Observed{
		`{"path":"item.words","value":null,"absent":true}`: {Path: "item.words", Absent: true},
		`{"path":"sum[\"x\"]","value":{"number":"-0.1"}}`:  {Path: `sum["x"]`, Value: rule.Number(dec(t, "-0.10"))},
	} {
		out, err := json.Marshal(o)
		require.NoError(t, err)
		assert.Equal(t, want, string(out))
		var back rule.Observed
		require.NoError(t, json.Unmarshal(out, &back))
		assert.Equal(t, o.Path, back.Path)
		assert.Equal(t, o.Absent, back.Absent)
		assert.True(t, o.Value.Equal(back.Value))
	}
}

// TestReasonErrorJSON hands on the error that packages have where they have none of their own.
func TestReasonErrorJSON(t *testing.T) {
	t.Parallel()
	err := &reason.Error{Reason: reason.New("test.a", "{b:q}: {why}", `"<`, reason.New("test.b", "no {n}", 3)),
		Err: errors.New("inner")}
	out, jsonErr := json.Marshal(err)
	require.NoError(t, jsonErr)
	var back reason.Error
	require.NoError(t, json.Unmarshal(out, &back))
	assert.Equal(t, err.Error(), back.Error())
	assert.Equal(t, "test.a", back.Reason.Code)
	inner, ok := back.Reason.Arg("why").(reason.Reason)
	assert.True(t, ok)
	assert.Equal(t, "test.b", inner.Code)
	require.NoError(t, back.Err)
}
