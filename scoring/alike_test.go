package scoring_test

import (
	"fmt"
	"slices"
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

// TestCommissionsThatAreAlike: commissions that differ in one thing alone – when they are due, when they were
// answered, when the unit was on the roster – are told apart. The reference and an engine give the same.
func TestCommissionsThatAreAlike(t *testing.T) {
	t.Parallel()
	l := worlds.CommissionsAlike(t)
	for name, s := range worlds.CommissionSchemes(t) {
		for _, until := range []string{"", "2020-03-15"} {
			few := []string{"in a task", "when due, by the category and a figure that changes"}
			if !worlds.Thorough() && (until != "" || !slices.Contains(few, name)) {
				continue
			}
			t.Run(strings.TrimSpace(name+" "+until), func(t *testing.T) {
				t.Parallel()
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
