package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// scoped has a rule in every scope: X stands for an expression that is tried there.
var scoped = map[string]string{
	"submit":     "credits: {r: {each: submit, when: 'X', worth: 1}}",
	"adopt":      "credits: {r: {each: adopt, when: 'X', worth: 1}}",
	"endorse":    "credits: {r: {each: endorse, when: 'X', worth: 1}}",
	"grant":      "credits: {r: {each: grant, when: 'X', worth: 1}}",
	"incident":   "credits: {r: {each: incident, when: 'X', worth: 1}}",
	"commission": "credits: {r: {each: commission, when: 'X', worth: 1}}",
	"tier":       "tiers: {t: {when: 'X'}}",
	"collapse":   "credits: {r: {each: adopt, worth: 1}}\ncollapses: {c: {of: r, per: 'X'}}",
	"required":   "quotas: {q: {per: year, count: 1, when: 'X'}}",
	"quota":      "quotas: {q: {per: year, count: 1, required: 1}}\ndeductions: {r: {of: q, when: 'X', worth: 0}}",
	"period":     "deductions: {r: {per: year, when: 'X', worth: 0}}",
	"ranking":    "rankings: {k: {per: year, eligible: 'X'}}",
	"honour":     "rankings: {k: {per: year}}\nhonours: {h: {of: k, first: 1, eligible: 'X'}}",
	"derived":    "derived: {d: {per: year, account: fee, when: 'X', worth: 0}}",
	"first":      "rankings: {k: {per: year}}\nhonours: {h: {of: k, first: 'X ? 1 : 2'}}",
}

// TestScopes says for each name where it may stand, written by hand from the reference; and that nowhere else it may.
func TestScopes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ expression, where string }{
		{`params.p > 0`, "submit adopt endorse grant incident commission tier collapse required quota period ranking " +
			"derived honour first"},
		{`item.genre == ""`, "submit adopt endorse grant incident tier collapse"},
		{`sender.id == ""`, "submit adopt endorse grant incident tier collapse"},
		{`unit.id == ""`,
			"submit adopt endorse grant incident commission tier collapse required quota period ranking " +
				"derived honour"},
		{`adopt.id == ""`, "adopt tier collapse"},
		{`outlet.name == ""`, "adopt tier collapse"},
		{`tier == ""`, "adopt collapse"},
		{`endorse.by == ""`, "endorse"},
		{`grant.amount > 0`, "grant"},
		{`incident.type == ""`, "incident"},
		{`commission.answers.size() > 0`, "commission"},
		{`worth > 0`, "collapse"},
		{`default(assigned, 0) > 0`, "required"},
		{`period.year > 0`, "required quota period ranking derived honour first"},
		{`quota.missing > 0`, "quota"},
		{`total["points"] > 0`, "quota period ranking derived honour"},
		{`group == ""`, "derived honour first"},
		{`rank > 0`, "honour"},
		{`nth.nth > 0`, "submit adopt endorse grant incident commission collapse"},
		{`"a" in nth.before`, "submit adopt endorse grant incident commission collapse"},
		{`members > 0`, "required quota period ranking derived honour"},
		{`history.size() > 0`, "required quota period ranking derived honour"},
		{`has(before.year)`, "required quota period ranking derived honour"},
		{`weeks.exists(w, w.total["points"] > 0)`, "required quota period ranking derived honour"},
		{`months.size() > 0`, "required quota period ranking derived honour"},
		{`quarters.size() > 0`, "required quota period ranking derived honour"},
		{`halves.size() > 0`, "required quota period ranking derived honour"},
		{`group_size > 0`, "derived honour first"},
		{`best["points"] > 0`, "derived honour first"},
		{`worst["points"] > 0`, "derived honour first"},
		{`group_total["points"] > 0`, "derived honour first"},
		{`group_totals["points"].size() > 0`, "derived honour first"},
		{`below["points"] > 0`, "derived"},
		{`ranks.size() > 0`, "derived"},
		{`rank("t") > 0`, "submit adopt endorse grant incident commission tier collapse required quota period " +
			"ranking derived honour first"},
		{`own`, "submit adopt endorse grant incident tier collapse"}, // a define of item
		{`of_own`, "adopt collapse"},                                 // a define of that define and of tier
		{`always`, "submit adopt endorse grant incident commission tier collapse required quota period ranking " +
			"derived honour first"},
	} {
		for name, lines := range scoped {
			// The defines are named elsewhere too, so that none is unused.
			content := "scheme: s\naccounts: {points: {}, fee: {}}\nparams: {p: 1}\n" +
				"define: {of_own: 'own && tier == \"\"', own: 'item.genre == \"x\"', always: 'true'}\n" +
				"numbers: {nth: {each: submit}}\nbonuses: {b: {each: adopt, when: 'of_own && always', worth: 1}}\n" +
				strings.ReplaceAll(lines, "X", row.expression)
			_, err := scheme.Load(t.Context(), "s.yaml", []byte(content))
			if strings.Contains(" "+row.where+" ", " "+name+" ") {
				assert.NoError(t, err, "%s in %s", row.expression, name)
			} else if assert.Error(t, err, "%s in %s", row.expression, name) {
				assert.Contains(t, err.Error(), "has no meaning here; expected one of params", "%s in %s",
					row.expression, name)
			}
		}
	}
}

func TestNumbersSeeEarlierOnes(t *testing.T) {
	t.Parallel()
	const content = `scheme: s
accounts: {points: {}}
numbers:
  first: {each: submit, by: item.topic}
  second: {each: submit, when: first.nth == 1, by: item.unit}
credits:
  r: {each: submit, when: second.nth <= 3, worth: 1}
`
	load(t, content)
	_, err := scheme.Load(t.Context(), "s.yaml",
		[]byte(strings.Replace(content, "when: first.nth == 1", "when: second.nth == 1", 1)))
	require.EqualError(t, err,
		`s.yaml:5:32: "second" has no meaning here; expected one of params, item, unit, sender, first
      second: {each: submit, when: second.nth == 1, by: item.unit}
                                   ^`)
}

// TestDefinesAreSharedAndLazy: a define stands in every scope that has what it names, and each takes its own types.
func TestDefineOfTwoScopes(t *testing.T) {
	t.Parallel()
	s := load(t, `scheme: s
accounts: {points: {}}
define: {big: 'unit.category == "county"', bigger: 'big && unit.id != ""'}
credits: {r: {each: submit, when: bigger, worth: 1}}
deductions: {d: {per: year, when: bigger, worth: 0}}
`)
	for _, r := range s.Rules {
		var reads []string
		for _, read := range r.When.Reads() {
			reads = append(reads, read.String())
		}
		assert.ElementsMatch(t, []string{"unit.category", "unit.id"}, reads, r.Name)
	}
}

// TestDefineOfFunctions: a function that is called is no name of a value, also where a value has its name.
func TestDefineOfFunctions(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {}}
define:
  fees: 'sum(item.grants.map(g, g.amount))'
  age: 'months(item.at, date(2020, 1, 1))'
  round: 'round(fees + age, 0)'
  max: 'max(round, 1) + min'
  min: '2'
credits: {r: {each: submit, worth: max}}
`))
	require.NoError(t, err)
	require.Len(t, s.Credits, 1)
	_, err = scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {}}
define: {max: 'max(min, 1)', min: 'min(max, 1)'}
credits: {r: {each: submit, worth: max}}
`))
	require.ErrorContains(t, err, `defines name one another in a circle: "max" to "min" to "max"`)
}
