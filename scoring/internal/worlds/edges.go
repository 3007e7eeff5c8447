package worlds

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Edge is a small ledger in which what the end of a year gives goes by sums that look alike, are very large, or are no
// whole numbers.
type Edge struct {
	Name, Scheme string
	units        []string // what each has: grants of a rule, and submissions of so many words
	want         []string
}

// Edges are the rows.
func Edges() []Edge {
	const given = "credits: {a: {clause: '1', each: grant, worth: grant.amount}, b: {clause: '2', each: grant, " +
		"worth: grant.amount}}\n"
	end := func(worth string) string {
		return "bonuses: {end: {clause: '3', per: year, account: points, worth: '" + worth + "'}}\n"
	}
	return []Edge{
		{"two sums, the other way round", given + end("10 * sum.a + sum.b"),
			[]string{"a 1, b 2", "a 2, b 1", "a 3", "b 3"}, []string{"15", "24", "33", "6"}},
		{"a sum beyond 32 bits", given + end("sum.a > 1000 ? 1 : 0"),
			[]string{"a 5", "a 2147483647, a 2147483647, a 7", "a 6"}, []string{"5", "4294967302", "6"}},
		{"a sum below zero", given + end("sum.a < 0 ? 1 : 0"), []string{"a 1", "a -1", "a 65535"},
			[]string{"1", "0", "65535"}},
		{"a gain too large for a summand", given + end("sum.a * 3000000000"), []string{"a 1", "a 2"},
			[]string{"3000000001", "6000000002"}},
		{"two sums that are the same, under a ceiling of each unit's own",
			given + "caps: {most: {clause: '3', per: year, of: a, at_most: 'unit.id == \"u1\" ? 1 : 5'}}\n",
			[]string{"a 3", "a 3", "a 7"}, []string{"3", "1", "5"}},
		{"a count of very small parts",
			"attrs: {submit: {words: number}}\n" +
				"quotas: {size: {clause: '2', per: year, count: item.words, required: 0}}\n" +
				end("count.size * 1000000"),
			[]string{"words 0.000001, words 0.000002", "words 0.000001", "words 2"}, []string{"3", "1", "2000000"}},
	}
}

// Build makes the scheme and the ledger, and says what each unit has in 2020.
func (e Edge) Build(t testing.TB) (*scheme.Scheme, *ledger.Ledger, map[string]string) {
	t.Helper()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {places: 0}}\n"+e.Scheme))
	require.NoError(t, err)
	var lines []string
	want := map[string]string{}
	for u, entries := range e.units {
		lines = append(lines,
			fmt.Sprintf(`{"id":"%d","kind":"enroll","at":"2020-01-01","unit":"u%d","name":"u","category":"c"}`, u, u))
		for i, entry := range strings.Split(entries, ", ") {
			what, n, _ := strings.Cut(entry, " ")
			rest := fmt.Sprintf(`"kind":"grant","unit":"u%d","account":"points","rule":%q,"amount":%q,"reason":"r"`, u,
				what, n)
			if what == "words" {
				rest = fmt.Sprintf(`"kind":"submit","unit":"u%d","item":"%d.%d","genre":"g","attrs":{"words":%s}`, u, u,
					i, n)
			}
			lines = append(lines, fmt.Sprintf(`{"id":"%d.%d","at":"2020-02-01",%s}`, u, i, rest))
		}
		want[fmt.Sprint("u", u)] = e.want[u]
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	return s, l, want
}
