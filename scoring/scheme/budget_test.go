package scheme_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestBudgetOfALoad holds what a scheme of a stranger may take to load, where that is said, and that the rest of a
// budget that is gone over is not said line by line.
func TestBudgetOfALoad(t *testing.T) {
	const ten = "[1,2,3,4,5,6,7,8,9,10]"
	nested := func(inner string) string {
		return ten + ".map(a, " + ten + ".map(b, " + ten + ".map(c, " + inner + ")))"
	}
	head := "scheme: s\naccounts: {p: {}}\n"
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	credits := func(n int, worth string) string {
		return "credits:\n" + lines(n, "  c%d: {each: submit, worth: '"+worth+"'}\n")
	}
	chain := func(n int, left, right string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "  d%d: '%sd%d%s + 1'\n", i+1, left, i, right)
		}
		return fmt.Sprintf("define:\n  d0: item.title.size()\n%scredits: {c: {each: submit, worth: d%d}}\n", b.String(), n)
	}
	everywhere := "define:\n" + lines(90, "  d%d: '["+strings.Repeat("params.x, ", 900)+"1].size()'\n") +
		"params: {x: 1}\ncredits:\n" + lines(90, "  s%[1]d: {each: submit, worth: d%[1]d}\n") +
		lines(90, "  a%[1]d: {each: adopt, worth: d%[1]d}\n") + lines(90, "  g%[1]d: {each: endorse, worth: d%[1]d}\n")
	for _, row := range []struct {
		name, text string
		errors     int
		first      string // how the first error begins
		megabytes  uint64
	}{
		{"nested maps over constants", head + credits(128, nested(ten+".map(d, a)")+".size()"), 50,
			"s.yaml:4:53: found constant parts that cost 20001 or more to work out; expected at most 20000", 300},
		// each costs 1 + 10 × (2 + 1 + 10 × (2 + 1 + 10 × (2 + 1 + 3 × (1 + 1)))), the lists written out, and size()
		{"many constants", head + credits(128, nested("[1,2,3].map(d, a)")+".size()"), 1,
			"found constant parts that cost 100", 300},
		{"many rules", head + credits(20_100, "1"), 1, "s.yaml:3004:3: found 20100 rules and quotas; " +
			"expected at most 3000", 300},
		{"as many rules as there may be", head + credits(3000, "1"), 0, "", 300},
		{"many numbers", head + "numbers:\n" + lines(501, "  n%d: {each: submit, by: item.unit}\n") +
			credits(1, "1"), 1, "found 501 numbers; expected at most 500", 300},
		{"long expressions", head + credits(95, "["+strings.Repeat("item.title.size(), ", 500)+"1].size()"), 0, "", 800},
		{"long defines in many places", head + everywhere, 1,
			"characters so far; expected at most 2000000 in all", 1500},
		{"a long chain of defines", head + chain(499, "", ""), 0, "", 800},
		{"a deep chain of defines", head + chain(499, strings.Repeat("-(", 45), strings.Repeat(")", 45)), 0, "", 800},
		{"a define too deep", head + chain(1, strings.Repeat("-(", 120), strings.Repeat(")", 120)), 1,
			"s.yaml:5:8: found an expression nested deeper than 100 levels", 50},
	} {
		t.Run(row.name, func(t *testing.T) {
			if testing.Short() && row.megabytes > 300 {
				t.Skip("it takes seconds")
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := scheme.Load(t.Context(), "s.yaml", []byte(row.text))
			runtime.ReadMemStats(&after)
			assert.Less(t, (after.TotalAlloc-before.TotalAlloc)>>20, row.megabytes)
			if row.errors == 0 {
				require.NoError(t, err)
				return
			}
			var errs document.Errors
			require.ErrorAs(t, err, &errs)
			assert.Len(t, errs, row.errors)
			assert.Contains(t, errs[0].Error(), row.first)
		})
	}
}
