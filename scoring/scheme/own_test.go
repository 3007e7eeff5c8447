package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestOwnPeriodsRefused lists what cannot be asked by periods of which each unit has its own.
func TestOwnPeriodsRefused(t *testing.T) {
	t.Parallel()
	const head = `scheme: s
calendar: {own: {licence: {months: 12, from: unit.since}, service: {months: 36}}}
accounts: {points: {places: 0}}
attrs: {unit: {since: optional time}}
credits:
  sent: {each: submit, worth: 1}
`
	for name, row := range map[string]struct{ text, want string }{
		"a ranking": {"rankings: {r: {per: [year, licence]}}", `ranking "r" ranks by the licence, of which each unit has its ` +
			`own days; expected a period of the calendar, and for the licence a grade or a result`},
		"a number": {"numbers: {n: {each: submit, by: item.unit, per: licence}}\ndeductions: {d: {each: submit, when: n.nth > 9, " +
			"worth: -1}}", `number "n" begins anew each licence, of which each unit has its own days; expected a period of the ` +
			`calendar, or a balance or a quota by the licence`},
		"a balance by another value": {"balances: {n: {by: unit.category, per: service}}\ndeductions: {d: {each: submit, " +
			"when: n > 9, worth: -1}}", `balance "n" begins anew each service, of which each unit has its own days, and is kept ` +
			"`by` something else; expected no `by`"},
		"a derived amount of the best": {"derived: {d: {account: points, per: licence, worth: 'best[\"points\"]'}}",
			`"d" is by the licence, of which each unit has its own days, and asks for "best", which is of other units in the ` +
				`same period; expected a period of the calendar`},
		"a derived amount of a group": {"derived: {d: {account: points, per: licence, group: unit.category, worth: '1'}}",
			`"d" is derived by the licence, of which each unit has its own days, among a group; expected no ` +
				"`group` and no `pool`, or a period of the calendar"},
		"what is above": {"deductions: {d: {per: licence, when: has(above), worth: -1}}", `"d" is by the licence, of which each ` +
			`unit has its own days, and asks for "above", which is of other units in the same period; expected a period of the ` +
			`calendar`},
		"to members": {"deductions: {d: {per: licence, worth: -1, to: members}}", `"d" is by the licence, of which each unit has ` +
			`its own days, and gives to members; expected a period of the calendar`},
		"caps that overlap": {"caps: {m: {per: month, of: sent, at_most: 3}, o: {per: licence, of: sent, at_most: 9}}",
			`caps "o" (per licence) and "m" (per month) limit some of the same, and neither period lies in the other; expected ` +
				`one kind of period, or days`},
		"an unknown period": {"deductions: {d: {per: license, worth: -1}}", `unknown period "license"; did you mean "licence"?`},
		"a quota of one asked for by another": {"quotas: {q: {per: licence, count: 'true', required: 1}}\nresults: {r: {per: year, " +
			"when: 'standing.missing[\"q\"] > 0'}}", `"r" asks by the year for quota "q", which is owed by the licence`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := scheme.Load(t.Context(), "s.yaml", []byte(head+row.text+"\n"))
			require.Error(t, err)
			assert.Contains(t, strings.Join(strings.Fields(err.Error()), " "), row.want)
		})
	}
}

// TestCalendarNames reports what is wrong with cycles and own periods at its place.
func TestCalendarNames(t *testing.T) {
	t.Parallel()
	_, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
calendar:
  cycles: {term: {years: 1, from: 2021}, month: {years: 3, from: 2021}}
  own: {o: {months: 0}, p: {months: 12, from: unit.name}}
accounts: {points: {places: 0}}
`))
	require.Error(t, err)
	for _, want := range []string{"s.yaml:3:26: found 1 years; expected 2 to 50", "s.yaml:3:42: found \"month\"",
		"s.yaml:4:21: found 0 months; expected 1 to 600"} {
		assert.Contains(t, err.Error(), want)
	}
}
