package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const expecting = `
scheme: expecting
accounts: {points: {}}
attrs: {submit: {words: number}}
quotas: {task: {per: month, when: 'unit.category == "c"', count: true, required: 2}}
credits: {sent: {each: submit, when: item.genre == "long", worth: item.words},
  given: {each: grant, worth: grant.amount}}
rankings: {yearly: {per: [month, year]}}
honours: {best: {of: yearly, first: 1, eligible: 'total["points"] > 5'}, last: {of: yearly, first: 1,
  eligible: 'total["points"] > 50'}}
tests:
  - name: t
    period: 2020-03
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: d}
      - {kind: enroll, at: 2020-05-01, unit: z, name: z, category: d}
      - LINES
    expect: EXPECT
`

// TestExpectations is what a test may expect, and what is said where it does not come out.
func TestExpectations(t *testing.T) {
	t.Parallel()
	const (
		quiet  = `{kind: submit, at: 2020-03-01, item: i1, unit: a, genre: brief}`
		absent = `{kind: submit, at: 2020-03-01, item: i1, unit: a, genre: long}`
		lost   = `{kind: grant, at: 2020-03-01, unit: a, account: points, amount: 1, rule: gven, reason: r}`
		ten    = `{kind: grant, at: 2020-03-01, unit: a, account: points, amount: 10, rule: given, reason: r}`
	)
	rows := []struct{ name, lines, expect, want string }{
		{"nothing is unscored", quiet, "{unscored: []}",
			""},
		{"nothing is unscored, as a mapping", quiet, "{unscored: {}}",
			""},
		{"nothing should be unscored", lost, "{unscored: []}",
			"unscored: found more than expected: e4: no-rule"},
		{"no problem", quiet, "{problems: []}",
			""},
		{"no problem expected, one found", absent, "{problems: [], unscored: {e4: absent}}",
			"problems: found more than expected: e4: absent"},
		{"no honour", quiet, "{honours: []}",
			""},
		{"no honour expected, one found", ten, "{honours: {}}",
			"honours: found more than expected: best: a"},
		{"nobody is best", quiet, "{honours: {best: []}}",
			""},
		{"nobody is best, and somebody is", ten, "{honours: {best: []}}",
			"honours: found more than expected: best: a"},
		{"best, and nobody last", ten, "{honours: {best: a, last: []}}",
			""},
		{"nobody last says that all others are named", ten, "{honours: {last: []}}",
			"honours: found more than expected: best: a"},
		{"missing of what was owed", quiet, "{missing: {a: {task: 1}}}",
			""},
		{"missing of what was not owed", quiet, "{missing: {b: {task: 0}}, done: {b: {task: 0}}}",
			""},
		{"missing of what was not owed, expected", quiet, "{missing: {b: {task: 2}}}",
			"missing of b, task: expected 2; found 0"},
		{"missing of a unit that came later", quiet, "{missing: {z: {task: 0}}}",
			"missing: no figure of task for z"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			source := strings.NewReplacer("LINES", row.lines, "EXPECT", row.expect).Replace(expecting)
			s, err := scheme.Load(t.Context(), "expecting.yaml", []byte(source))
			require.NoError(t, err)
			failures, err := scoring.RunTests(t.Context(), s)
			require.NoError(t, err)
			var got []string
			for _, f := range failures {
				got = append(got, f.Reason.String())
			}
			assert.Equal(t, row.want, strings.Join(got, "\n"))
		})
	}
}
