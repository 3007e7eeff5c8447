package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// alikeSchemes ask for commissions when they are due, at the ends of periods, and in tasks.
var alikeSchemes = map[string]string{
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

// TestCommissionsThatAreAlike: commissions that differ in one thing alone – when they are due, when they were
// answered, when the unit was on the roster – are told apart. The reference and an engine give the same.
func TestCommissionsThatAreAlike(t *testing.T) {
	t.Parallel()
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
	for name, text := range alikeSchemes {
		for _, until := range []string{"", "2020-03-15"} {
			t.Run(strings.TrimSpace(name+" "+until), func(t *testing.T) {
				t.Parallel()
				s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+text))
				require.NoError(t, err)
				o, err := scoring.ParseOptions("2020", until, "")
				require.NoError(t, err)
				o.Workers = 1
				sameAsReference(t, s, l, o)
				unmet, err := reference.Unmet(s, l, worlds.Asked(frame.Options(o)))
				require.NoError(t, err)
				book, err := scoring.Score(t.Context(), s, l, o)
				require.NoError(t, err)
				assert.Equal(t, unmet, unmetOf(t, book))
				e, err := scoring.NewEngine(t.Context(), s, l, o)
				require.NoError(t, err)
				sameAsScore(t, s, e)
			})
		}
	}
}

// TestGrantsForOthers: items that are alike but for the unit that something is granted for them.
func TestGrantsForOthers(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+
		"credits: {given: {each: grant, worth: grant.amount}}\n"))
	require.NoError(t, err)
	var lines []string
	for u := range 5 {
		lines = append(lines, fmt.Sprintf(`{"id":"u%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":"u",`+
			`"category":"c"}`, u))
	}
	for i := range 12 {
		lines = append(lines, fmt.Sprintf(`{"id":"s%d","kind":"submit","at":"2020-02-01","unit":"u0","item":"i%[1]d",`+
			`"genre":"g"}`, i))
		for n, u := range []int{1 + i%4, 1 + (i+1)%4} {
			lines = append(lines, fmt.Sprintf(`{"id":"g%d.%d","kind":"grant","at":"2020-02-01","unit":"u%d",`+
				`"item":"i%[1]d","account":"points","rule":"given","reason":"r","amount":"%[4]s"}`, i, n, u,
				[]string{"1", "10"}[n]))
		}
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Workers: 1})
	require.NoError(t, err)
	for _, b := range []*scoring.Scorebook{book, e.Book()} {
		got := map[string]string{}
		for _, total := range b.Totals() {
			got[total.Unit] = total.Amount.String()
		}
		assert.Equal(t, map[string]string{"u0": "0", "u1": "33", "u2": "33", "u3": "33", "u4": "33"}, got)
	}
}

// TestUnmetOfClasses: which entries no rule met is found by classes, beside cases of very many entries and of
// conditions that cost much, as an engine finds it case by case.
func TestUnmetOfClasses(t *testing.T) {
	t.Parallel()
	t.Run("many entries", func(t *testing.T) {
		t.Parallel()
		s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+
			"credits: {used: {each: adopt, when: 'adopt.placement == \"top\"', worth: 1}}\n"))
		require.NoError(t, err)
		lines := []string{`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`}
		var want []string
		for i, adoptions := range []int{30, 31, 32, 33, 40, 31, 32} {
			lines = append(lines, fmt.Sprintf(`{"id":"s%d","kind":"submit","at":"2020-02-01","unit":"u",`+
				`"item":"i%[1]d","genre":"g"}`, i))
			for n := range adoptions {
				placement := "top"
				if n == 3 || n == adoptions-1 {
					placement = "end"
					want = append(want, fmt.Sprintf("a%d.%d", i, n))
				}
				lines = append(lines, fmt.Sprintf(`{"id":"a%d.%d","kind":"adopt","at":"2020-02-02","item":"i%[1]d",`+
					`"outlet":"o","placement":%[3]q}`, i, n, placement))
			}
		}
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
		require.NoError(t, err)
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
		require.NoError(t, err)
		assert.Equal(t, want, unmetOf(t, book))
	})
	t.Run("many cases", func(t *testing.T) {
		t.Parallel()
		const cases = 4096 + 1 // one more than a block
		_, l := handedIn(t, "1", "", cases)
		s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+
			"credits: {handed: {each: submit, when: 'item.title != \"\"', worth: 1}}\n"))
		require.NoError(t, err)
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{Workers: 1})
		require.NoError(t, err)
		assert.Len(t, unmetOf(t, book), cases)
	})
	for _, row := range worlds.Limits() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			s, l := row.Load(t), worlds.LimitEntries(t)
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{Workers: 1})
			require.NoError(t, err)
			e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{Workers: 1})
			require.NoError(t, err)
			assert.Equal(t, unmetOf(t, e.Book()), unmetOf(t, book))
		})
	}
}
