package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/review"
)

// many is a scheme with a pattern so many times.
func many(head, pattern string, n int) string {
	var b strings.Builder
	b.WriteString("scheme: many\naccounts: {points: {title: 得分}}\n" + head)
	for i := range n {
		fmt.Fprintf(&b, pattern, i)
	}
	return b.String()
}

// TestManyCredits: a thousand credits that pay one entry are one finding, and are tried in few worlds.
func TestManyCredits(t *testing.T) {
	t.Parallel()
	r := reviewed(t, load(t, many("credits:\n", "  c%d: {each: adopt, worth: 1}\n", 1000)))
	require.Len(t, r.Findings, 1)
	f := r.Findings[0]
	assert.Equal(t, review.Twice, f.Kind)
	assert.Equal(t, `credits "c0", "c1" and 998 more each pay one entry in account "points"; name them in a collapse `+
		`(best: 1 pays the highest, best: all every one), or put all but one of them under bonuses, which add`,
		f.Reason.String())
	assert.Len(t, f.Cells, 1000)
	assert.Equal(t, `credit "c999"`, f.Cells[999].String())
	assert.Empty(t, r.Truncated)
}

// TestAllocationsGrowWithLines: ten times the lines are no more than some thirteen times the work, though every world
// meets every line.
func TestAllocationsGrowWithLines(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and of one goroutine")
	}
	for _, row := range []struct{ name, head, pattern string }{
		{"credits", "credits:\n", "  c%d: {each: adopt, worth: 1}\n"},
		{"quotas", "quotas:\n", "  q%d: {per: year, count: 'true', required: 2}\n"},
		{"bonuses", "credits: {a: {each: submit, worth: 1}}\nbonuses:\n", "  b%d: {of: a, plus: 1}\n"},
	} {
		count := func(n int) float64 {
			s := load(t, many(row.head, row.pattern, n))
			return testing.AllocsPerRun(1, func() { reviewed(t, s) })
		}
		few, lots := count(50), count(500)
		assert.Less(t, lots, 13*few, row.name)
	}
}

// TestCut says what is not tried for the sake of the whole scheme, how much there was, and what to do.
func TestCut(t *testing.T) {
	if testing.Short() {
		t.Skip("as long as a review may take")
	}
	t.Parallel()
	text := many("credits:\n", "  c%d: {each: submit, when: 'item.genre == \"g%[1]d\"', worth: 1}\n", 2000)
	r := reviewed(t, load(t, text))
	assert.Empty(t, r.Findings)
	require.Len(t, r.Truncated, 1)
	cut := r.Truncated[0]
	assert.Equal(t, "review.cut", cut.Reason.Code)
	assert.Greater(t, cut.Found, cut.Allowed)
	assert.Equal(t, 2_500_000, cut.Allowed)
	assert.True(t, strings.HasPrefix(lineAt(text, cut.Position), "c0:"), "at the first line")
	assert.Contains(t, cut.Reason.String(), `credit "c0", credit "c1", `)
	assert.Contains(t, cut.Reason.String(), "; add worked cases under tests, which are tried too, or check a part of the")
}
