package scheme_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// date is the first instant of a day in the scheme's zone.
func date(t *testing.T, s *scheme.Scheme, day string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, s.Calendar.Location())
	require.NoError(t, err)
	return at
}

func TestDatedParams(t *testing.T) {
	t.Parallel()
	s := load(t, `scheme: dated
accounts: {points: {}}
params:
  plain: 1
  fee: {2020-01-01: 20, 2021-01-01: 25}
  byTier: {city: {2020-07-01: 5, 2021-01-01: 6}, county: {2020-01-01: 2}}
  group: {name: x, cut: {2020-07-01: 3}}
`)
	assert.Equal(t, 4, s.Params.States(), "before 2020, 2020-01-01, 2020-07-01, 2021-01-01")
	env, err := rule.NewEnv(rule.Config{Vars: []rule.Var{{Name: "params", Type: s.Vocabulary.Params.Type()}}})
	require.NoError(t, err)
	for _, row := range []struct {
		name, day string
		offset    time.Duration
		state     int
		reads     map[string]string // expression: value; "" is absent
	}{
		{"long before", "1949-10-01", 0, 0,
			map[string]string{"params.plain": "1", "params.fee": "", "params.group.name": `"x"`,
				"params.group.cut": ""}},
		{"the last instant before", "2020-01-01", -1, 0, map[string]string{"params.fee": ""}},
		{"the first instant", "2020-01-01", 0, 1,
			map[string]string{"params.fee": "20", "params.byTier.county": "2", "params.group.cut": ""}},
		{"the last instant of a state", "2020-07-01", -1, 1, map[string]string{"params.fee": "20"}},
		{"a state of others", "2020-07-01", 0, 2,
			map[string]string{"params.fee": "20", "params.byTier.city": "5", "params.group.cut": "3"}},
		{"the last instant of a year", "2021-01-01", -1, 2, map[string]string{"params.fee": "20"}},
		{"the next value", "2021-01-01", 0, 3,
			map[string]string{"params.fee": "25", "params.byTier.city": "6", "params.byTier.county": "2"}},
		{"long after", "2099-12-31", 0, 3, map[string]string{"params.fee": "25"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			state, all := s.Params.At(date(t, s, row.day).Add(row.offset))
			assert.Equal(t, row.state, state)
			for expression, want := range row.reads {
				p, err := env.Compile(document.Text(expression))
				require.NoError(t, err)
				v, err := p.Eval(rule.Row{all})
				if want == "" {
					var absent *rule.AbsentError
					assert.ErrorAs(t, err, &absent, expression)
					continue
				}
				require.NoError(t, err, expression)
				assert.Equal(t, want, v.String(), expression)
			}
		})
	}
	_, before := s.Params.At(date(t, s, "2019-12-31"))
	p, err := env.Compile(document.Text(`"city" in params.byTier`))
	require.NoError(t, err)
	v, err := p.Eval(rule.Row{before})
	require.NoError(t, err)
	assert.Equal(t, "false", v.String(), "a key that is not in force is not in the map")
}

func TestInForce(t *testing.T) {
	t.Parallel()
	s := load(t, `scheme: spans
accounts: {points: {}}
credits:
  always: {each: submit, worth: 1}
  from: {each: submit, from: 2020-03-01, worth: 1}
  until: {each: submit, until: 2020-03-01, worth: 1}
  day: {each: submit, from: 2020-03-01, until: 2020-03-01, worth: 1}
`)
	for _, row := range []struct {
		name, day string
		offset    time.Duration
		want      []bool
	}{
		{"the last instant before", "2020-03-01", -1, []bool{true, false, true, false}},
		{"the first instant of the day", "2020-03-01", 0, []bool{true, true, true, true}},
		{"the last instant of the day", "2020-03-02", -1, []bool{true, true, true, true}},
		{"the day after", "2020-03-02", 0, []bool{true, true, false, false}},
	} {
		var got []bool
		for _, r := range s.Rules {
			got = append(got, r.InForce(date(t, s, row.day).Add(row.offset)))
		}
		assert.Equal(t, row.want, got, row.name)
	}
}
