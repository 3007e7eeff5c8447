package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestCommissionOfAnItem: an item is for a commission that counts, of a unit that was on the roster then. Each row is
// scored by the reference, as a whole, and entry by entry.
func TestCommissionOfAnItem(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {}}
credits:
  handed: {clause: '1', each: submit, worth: 'has(item.commission) ? 5 : 1'}
  asked: {clause: '2', each: commission, worth: '10 * size(commission.answers)'}
`))
	require.NoError(t, err)
	const enrolled = "enroll 2020-01-01"
	rows := []struct {
		name    string
		entries []string
		want    string
	}{
		{"asked",
			[]string{enrolled, "commission 2020-02-01 c", "submit 2020-02-02 c"},
			"15"},
		{"of none",
			[]string{enrolled, "commission 2020-02-01 c", "submit 2020-02-02"},
			"1"},
		{"two answers",
			[]string{enrolled, "commission 2020-02-01 c", "commission 2020-02-01 d", "submit 2020-02-02 d",
				"submit 2020-02-03 d"},
			"30"},
		{"asked before it was on the roster",
			[]string{"enroll 2020-02-02", "commission 2020-02-01 c", "submit 2020-02-03 c"},
			"1"},
		{"asked when it was off",
			[]string{enrolled, "withdraw 2020-02-01", "commission 2020-02-01 c", "enroll 2020-02-02",
				"submit 2020-02-03 c"},
			"1"},
		{"asked on its first day",
			[]string{"enroll 2020-02-01", "commission 2020-02-01 c", "submit 2020-02-03 c"},
			"15"},
		{"a century ago",
			[]string{"enroll 1900-01-01", "commission 1900-01-01 c", "submit 2020-02-03 c"},
			"15"},
		{"a century ago, before it was on the roster",
			[]string{"enroll 1900-01-02", "commission 1900-01-01 c", "submit 2020-02-03 c"},
			"1"},
		{"struck out",
			[]string{enrolled, "commission 2020-02-01 c", "submit 2020-02-02 c", "void 2020-03-01 2"},
			"1"},
		{"struck out and asked again",
			[]string{enrolled, "commission 2020-02-01 c", "submit 2020-02-02 c", "void 2020-03-01 2",
				"commission 2020-02-01 c"},
			"15"},
		{"the answer struck out",
			[]string{enrolled, "commission 2020-02-01 c", "submit 2020-02-02 c", "submit 2020-02-02 c",
				"void 2020-03-01 3"},
			"15"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var lines []string
			for i, e := range row.entries {
				words := append(strings.Fields(e), "")
				rest := map[string]string{"enroll": `"unit":"u","name":"u","category":"c"`, "withdraw": `"unit":"u"`,
					"commission": `"unit":"u","due":"2020-12-31","commission":"` + words[2] + `"`,
					"void":       `"reason":"r","ref":"` + words[2] + `"`,
					"submit":     fmt.Sprintf(`"unit":"u","genre":"g","item":"i%d"`, i)}[words[0]]
				if words[0] == "submit" && words[2] != "" {
					rest += `,"commission":"` + words[2] + `"`
				}
				lines = append(lines, fmt.Sprintf(`{"id":"%d","kind":%q,"at":%q,%s}`, i+1, words[0], words[1], rest))
			}
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
			require.NoError(t, err)
			o := scoring.Options{Periods: worlds.Periods("2020")}
			assert.True(t, sameAsReference(t, s, l, o))
			book, err := scoring.Score(t.Context(), s, l, o)
			require.NoError(t, err)
			require.Len(t, book.Totals(), 1)
			assert.Equal(t, row.want, book.Totals()[0].Amount.String())
			var entries []ledger.Entry
			for _, e := range l.All() {
				entries = append(entries, e)
			}
			for e, at := start(t, s, entries, 1, o); at < len(entries); at++ {
				e, err = e.Append(t.Context(), entries[at])
				require.NoError(t, err)
				sameAsScore(t, s, e)
			}
		})
	}
}

// TestClassesByFigures: entries of one class under a figure may be of several under another, on one ledger and on its
// own.
func TestClassesByFigures(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {}}
params: {least: 3}
attrs: {submit: {words: number = 0}}
credits: {handed: {clause: '1', each: submit, when: 'item.words >= params.least', worth: 1}}
`))
	require.NoError(t, err)
	var lines []string
	for u := range 2 {
		lines = append(lines,
			fmt.Sprintf(`{"id":"u%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":"u","category":"c"}`, u))
		for i := range 40 {
			lines = append(lines,
				fmt.Sprintf(`{"id":"s%d.%d","kind":"submit","at":"2020-02-01","unit":"u%[1]d","item":"i%[1]d.%[2]d",`+
					`"genre":"g","attrs":{"words":%d}}`, u, i, i%(5+u)))
		}
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	for least := range 8 {
		want := [2]int{}
		for u := range want {
			for i := range 40 {
				if i%(5+u) >= least {
					want[u]++
				}
			}
		}
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2020"),
			Params: []scheme.Param{{Path: "least", Value: fmt.Sprint(least)}}})
		require.NoError(t, err)
		for _, row := range book.Totals() {
			assert.Equal(t, fmt.Sprint(want[row.Unit[1]-'0']), row.Amount.String(), "at least %d, unit %s",
				least, row.Unit)
		}
	}
}
