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
	"first":      "rankings: {k: {per: year}}\nhonours: {h: {of: k, first: 'X ? 1 : 2'}}",
}

// TestScopes says for each name where it may stand, written by hand from the reference; and that nowhere else it may.
func TestScopes(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ expression, where string }{
		{`params.p > 0`, "submit adopt endorse grant incident commission tier collapse required quota period ranking honour first"},
		{`item.genre == ""`, "submit adopt endorse grant incident tier collapse"},
		{`sender.id == ""`, "submit adopt endorse grant incident tier collapse"},
		{`unit.id == ""`, "submit adopt endorse grant incident commission tier collapse required quota period ranking honour"},
		{`adopt.id == ""`, "adopt tier collapse"},
		{`outlet.name == ""`, "adopt tier collapse"},
		{`tier == ""`, "adopt collapse"},
		{`endorse.by == ""`, "endorse"},
		{`grant.amount > 0`, "grant"},
		{`incident.type == ""`, "incident"},
		{`commission.answers.size() > 0`, "commission"},
		{`worth > 0`, "collapse"},
		{`default(assigned, 0) > 0`, "required"},
		{`period.year > 0`, "required quota period ranking honour first"},
		{`quota.missing > 0`, "quota"},
		{`total["points"] > 0`, "quota period ranking honour"},
		{`group == ""`, "honour first"},
		{`rank > 0`, "honour"},
		{`nth.nth > 0`, "submit adopt endorse grant incident collapse"},
		{`rank("t") > 0`, "submit adopt endorse grant incident commission tier collapse required quota period ranking honour first"},
		{`own`, "submit adopt endorse grant incident tier collapse"}, // a define of item
		{`of_own`, "adopt collapse"}, // a define of that define and of tier
		{`always`, "submit adopt endorse grant incident commission tier collapse required quota period ranking honour first"},
	} {
		for name, lines := range scoped {
			// The defines are named elsewhere too, so that none is unused.
			content := "scheme: s\naccounts: {points: {}}\nparams: {p: 1}\ndefine: {of_own: 'own && tier == \"x\"', own: 'item.genre == \"x\"', always: 'true'}\n" +
				"numbers: {nth: {each: submit}}\nbonuses: {b: {each: adopt, when: 'of_own && always', worth: 1}}\n" + strings.ReplaceAll(lines, "X", row.expression)
			_, err := scheme.Load("s.yaml", []byte(content))
			if strings.Contains(" "+row.where+" ", " "+name+" ") {
				assert.NoError(t, err, "%s in %s", row.expression, name)
			} else if assert.Error(t, err, "%s in %s", row.expression, name) {
				assert.Contains(t, err.Error(), "has no meaning here; expected one of params", "%s in %s", row.expression, name)
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
	_, err := scheme.Load("s.yaml", []byte(strings.Replace(content, "when: first.nth == 1", "when: second.nth == 1", 1)))
	require.EqualError(t, err, `s.yaml:5:32: "second" has no meaning here; expected one of params, item, unit, sender, first
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

func TestSettleOrder(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, rules, want string }{
		{"the file's order where nothing refers", "deductions: {c: {per: year, worth: 0}, a: {per: year, worth: 0}, b: {per: year, worth: 0}}", "c a b"},
		{"bonuses before deductions before caps", "caps: {z: {per: year, at_most: 1}}\ndeductions: {y: {per: year, worth: 0}}\nbonuses: {x: {per: year, worth: 0}}", "x y z"},
		{"after what it reads", `deductions: {a: {per: year, worth: 'min(0, sum["b"])'}, b: {per: year, worth: 0}}`, "b a"},
		{"a chain", `deductions: {a: {per: year, worth: 'sum["b"]'}, b: {per: year, worth: 'sum["c"]'}, c: {per: year, worth: 0}}`, "c b a"},
		{"after what a condition reads", `deductions: {a: {per: year, when: 'sum["b"] < 0', worth: 0}, b: {per: year, worth: 0}}`, "b a"},
		{"after what a requirement reads", `deductions: {a: {per: year, require: {'sum["b"] < 0': x}, worth: 0}, b: {per: year, worth: 0}}`, "b a"},
		{"after a key that is worked out", `deductions: {a: {per: year, worth: 'sum[unit.id]'}, b: {per: year, worth: 0}}`, "b a"},
		{"after all of the account", `deductions: {a: {per: year, worth: '-total["points"]'}, b: {per: year, worth: 0}, c: {per: year, account: fee, worth: 0}}`, "b a c"},
		{"a cap after what it limits", "caps: {z: {per: year, of: [x, w], at_most: 1}, w: {per: year, of: x, at_least: 0}}\nbonuses: {x: {per: year, worth: 1}}", "x w z"},
		{"a rule after the cap that it reads", `caps: {z: {per: year, of: x, at_most: 1}}` + "\nbonuses: {a: {per: year, worth: '-sum[\"z\"]'}, x: {per: year, worth: 1}}", "x z a"},
		{"a quota measured by a rule", "quotas: {q: {per: year, sum: b, required: 1}}\nbonuses: {a: {of: q, worth: quota.extra}, b: {per: year, worth: 1}}", "b a"},
		{"periods of another kind do not bind", `deductions: {a: {per: year, worth: 'sum["b"]'}, b: {per: month, worth: 'sum["a"]'}}`, "a b"},
		{"one rule of two quotas", "quotas: {q: {per: year, count: 1, required: 1}, r: {per: month, count: 1, required: 1}}\ndeductions: {a: {of: [q, r], worth: -quota.missing}}", "a a"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, "scheme: s\naccounts: {points: {}, fee: {}}\n"+row.rules+"\n")
			var got []string
			for _, r := range s.Settles {
				got = append(got, r.Name)
			}
			assert.Equal(t, row.want, strings.Join(got, " "))
		})
	}
}
