package worlds

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// commissionsAlike ask for commissions when they are due, at the ends of periods, and in tasks.
var commissionsAlike = map[string]string{
	"when due": `
credits: {asked: {each: commission, worth: '1 + 10 * commission.answers.size()'}}
`,
	"when due, by the category and a figure that changes": `
params: {price: {2020-01-01: 1, 2020-03-01: 7}}
credits: {asked: {each: commission, worth: 'unit.category == "a" ? params.price : 100 * params.price'}}
`,
	"at the end of a month": `
credits: {asked: {each: commission, per: month, worth: '1 + 10 * commission.answers.size()'}}
`,
	"at the ends of a year and of a month": `
credits:
  yearly: {each: commission, per: year, worth: 'unit.category == "a" ? 1 : 2'}
  monthly: {each: commission, per: month, worth: 'unit.category == "a" ? 10 : 20 + 100 * commission.answers.size()'}
`,
	"in a task": `
credits: {asked: {each: commission, worth: 1}}
quotas: {done: {each: commission, at: due, per: month, count: 'commission.answers.size() > 0', required: 1}}
deductions: {short: {of: done, worth: '-100 * quota.missing'}}
`,
	"by when they are answered": `
credits: {asked: {each: commission, worth: 'commission.answers.exists(s, s.at <= commission.due) ? 1 : 10'}}
`,
	"by when what is reported happened": `
credits:
  asked: {each: commission, worth: 'commission.answers.exists(s, default(s.happened, s.at) > commission.due) ? 1 : 10'}
`,
}

// CommissionSchemes are schemes that ask for commissions when they are due, at the ends of periods, and in tasks, by
// name.
func CommissionSchemes(t testing.TB) map[string]*scheme.Scheme {
	t.Helper()
	out := map[string]*scheme.Scheme{}
	for name, text := range commissionsAlike {
		s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+text))
		require.NoError(t, err)
		out[name] = s
	}
	return out
}

// CommissionsAlike are commissions that differ in one thing alone: when they are due, when they were answered, when the
// unit was on the roster.
func CommissionsAlike(t testing.TB) *ledger.Ledger {
	t.Helper()
	const first, last = "2020-01-01", "2020-03-31T23:59:59.999999999+08:00"
	rosters := [][]string{
		{"enroll a " + first},
		{"enroll b " + first},
		{"enroll a " + first, "enroll b 2020-03-20"},
		{"enroll a " + first, "withdraw - 2020-03-10"},
		{"enroll a " + first, "withdraw - 2020-03-15T12:00:00+08:00"},
		{"enroll a " + first, "withdraw - 2020-04-01"},
		{"enroll a " + first, "withdraw - " + last},
		{"enroll a " + first, "withdraw - 2020-03-20", "enroll a 2020-03-25"},
	}
	dues := []string{"2020-03-15T12:00:00+08:00", "2020-03-15T12:00:01+08:00", "2020-03-15", "2020-03-31", "2020-04-01",
		"2021-01-15", "2019-12-31"}
	answers := []string{"", "2020-03-02", "2020-03-15T12:00:00+08:00", "2020-03-15T12:00:01+08:00", last, "2020-04-01",
		"2020-04-02T00:00:00+08:00", "2020-03-02 2020-03-03 2020-03-20"}
	var lines []string
	add := func(text string, of ...any) {
		lines = append(lines, fmt.Sprintf(`{"id":"e%d",`, len(lines))+fmt.Sprintf(text, of...)+"}")
	}
	for n, roster := range rosters {
		for _, change := range roster {
			words := strings.Fields(change)
			category := ""
			if words[0] == "enroll" {
				category = fmt.Sprintf(`,"name":"u%d","category":%q`, n, words[1])
			}
			add(`"kind":%q,"unit":"u%d","at":%q%s`, words[0], n, words[2], category)
		}
	}
	for u := range rosters {
		for d, due := range dues {
			for _, days := range answers {
				c := len(lines)
				add(`"kind":"commission","unit":"u%d","at":"%s","due":%q,"commission":"c%d"`, u,
					[]string{"2019-12-30", "2020-02-01", "2020-03-01"}[min(d, len(dues)-1-d, 2)], due, c)
				for i, day := range strings.Fields(days) {
					add(`"kind":"submit","unit":"u%d","at":%q,"item":"i%d-%d","genre":"g","commission":"c%[3]d"%[5]s`,
						u, day, c, i,
						[]string{"", `,"happened":"2020-03-15T12:00:00+08:00"`, `,"happened":"2020-04-01"`}[(c+i)%3])
				}
			}
		}
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	return l
}
