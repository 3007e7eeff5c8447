package scheme_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestCarries lists what goes together with `after_close: carry` of what is made of several units, and what is refused,
// at its line: what is settled by what is derived, graded or found.
func TestCarries(t *testing.T) {
	t.Parallel()
	const head = `scheme: s
after_close: carry
accounts: {points: {places: 0}, place: {places: 0}, other: {places: 0}}
credits: {sent: {each: submit, worth: 1}}
quotas: {monthly: {per: month, count: 'true', required: 1}}
rankings: {board: {per: month}}
grades: {level: {per: month, bands: {A: 1}}}
results: {poor: {per: month, when: 'total["points"] < 0'}}
`
	derived := `derived: {first: {account: place, per: month, worth: 'ranks["board"] == 1 ? 3 : 0'}, `
	ranked := derived + "e: {account: other, per: year, worth: '1'}}\n"
	for name, row := range map[string]struct{ text, name, seen string }{
		"to members":         {text: "deductions: {d: {of: monthly, worth: -quota.missing, to: members}}"},
		"the unit above":     {text: "deductions: {d: {per: month, when: 'has(above) && above.sum[\"sent\"] > 0', worth: -1}}"},
		"derived of derived": {text: derived + "d: {account: other, per: quarter, worth: 'total[\"place\"] + under.size()'}}"},
		"honours by grades":  {text: "honours: {d: {of: board, first: 1, eligible: 'before.grade[\"level\"] == \"A\"'}}"},
		"late beside a grade": {text: "deductions: {d: {per: quarter, worth: -2, to: members}}\n" +
			"honours: {h: {of: board, first: 1, eligible: 'before.result[\"poor\"]'}}"},
		"a rule by a rank":      {ranked + "bonuses: {d: {per: quarter, worth: 'sum[\"first\"]'}}", "d", "first"},
		"a rule by an account":  {ranked + "bonuses: {d: {per: quarter, worth: 'months.count(m, m.total[\"place\"] > 0)'}}", "d", "first"},
		"a late rule by a rank": {ranked + "bonuses: {d: {per: month, when: 'has(above) && above.total[\"place\"] > 0', worth: 2}}", "d", "first"},
		"a cap on a rank":       {ranked + "caps: {d: {per: year, account: place, of: first, at_most: 9}}", "d", "first"},
		"a cap on an account":   {ranked + "caps: {d: {per: year, account: place, at_most: 9}}", "d", "first"},
		"a rule by a grade":     {"bonuses: {d: {per: quarter, worth: 'months.count(m, m.grade[\"level\"] == \"A\")'}}", "d", "grades or results"},
		"a rule by a result":    {"deductions: {d: {per: month, when: 'default(before.result[\"poor\"], false)', worth: -1}}", "d", "grades or results"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := scheme.Load(t.Context(), "s.yaml", []byte(head+row.text+"\n"))
			if row.name == "" {
				assert.NoError(t, err)
				return
			}
			require.Error(t, err)
			assert.Contains(t, strings.Join(strings.Fields(err.Error()), " "), `found "`+row.name+
				`", which is settled by "`+row.seen+
				"\", beside `after_close: carry`: of a closed period that stands as it was published, and what is settled is "+
				"worked out anew; expected `after_close: restate`, or what is settled by entries, quotas and rules "+
				strings.TrimSpace(row.text[strings.LastIndex(row.text, "\n")+1:]))
			line := 9 + strings.Count(row.text, "\n")
			assert.Contains(t, err.Error(), fmt.Sprint("s.yaml:", line, ":"))
		})
	}
}

// TestCarriesQuota: a quota in points of what is derived is refused, too.
func TestCarriesQuota(t *testing.T) {
	t.Parallel()
	_, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
after_close: carry
accounts: {points: {places: 0}, place: {places: 0}}
credits: {sent: {each: submit, worth: 1}}
quotas: {ranked: {per: year, sum: first, required: 9}}
rankings: {board: {per: month}}
derived: {first: {account: place, per: month, worth: 'ranks["board"] == 1 ? 3 : 0'}}
`))
	assert.ErrorContains(t, err, "s.yaml:5:10: found \"ranked\", which is settled by \"first\", beside `after_close: carry`")
}
