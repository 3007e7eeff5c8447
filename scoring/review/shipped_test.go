package review_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/review"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestShipped finds nothing in the schemes of the house, soon enough for one who waits for it.
func TestShipped(t *testing.T) {
	t.Parallel()
	for _, glob := range []string{"*.yaml", "more/*.yaml", "patterns/*.yaml"} {
		paths, err := filepath.Glob("../../examples/schemes/" + glob)
		require.NoError(t, err)
		require.NotEmpty(t, paths)
		for _, path := range paths {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			s, err := scheme.Load(t.Context(), filepath.Base(path), content)
			require.NoError(t, err)
			start := time.Now()
			assert.Empty(t, reviewed(t, s).Findings, path)
			assert.Less(t, time.Since(start), 10*time.Second, path) // it takes a tenth of one
		}
	}
}

// TestReadings reviews the published schemes under each of their other readings: a reading may leave a figure unread,
// and no more.
func TestReadings(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("../../examples/schemes/*.yaml")
	require.NoError(t, err)
	for _, path := range paths {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		s, err := scheme.Load(t.Context(), filepath.Base(path), content)
		require.NoError(t, err)
		for _, reading := range s.Readings {
			varied, err := s.With(t.Context(), scheme.Variant{Readings: []string{reading.Name}})
			require.NoError(t, err)
			assert.Empty(t, reviewed(t, varied).Findings, "%s, %s", path, reading.Name)
		}
	}
}

// said is a report as bytes.
func said(t testing.TB, r *review.Report) string {
	t.Helper()
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString(string(f.Kind) + " " + f.Error.Error() + "\n" + f.Shows.String() + "\n")
		require.NoError(t, ledger.WriteJSONL(t.Context(), &b, f.Witness))
	}
	for _, what := range r.Truncated {
		b.WriteString(what.Error.Error() + "\n")
	}
	return b.String()
}

// TestSame reviews a scheme with one of everything twice.
func TestSame(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("../scheme/testdata/every.yaml")
	require.NoError(t, err)
	for _, text := range []string{string(content), broken(t)} {
		first := said(t, reviewed(t, load(t, text)))
		require.NotEmpty(t, first)
		for range 3 {
			again := said(t, reviewed(t, load(t, text)))
			assert.Empty(t, reference.FirstDifference(strings.Split(first, "\n"), strings.Split(again, "\n")))
		}
	}
}

// broken is base broken in all seven ways.
func broken(t testing.TB) string {
	t.Helper()
	text := base
	for _, change := range [][2]string{
		{"scheme: base\n", "scheme: base\nclauses: [四2, 四3, 四4, 三1, 五]\n"},
		{"  doubled: 2\n", "  doubled: 2\n  tripled: 3\n"},
		{tiers, "tiers: {national: {when: 'outlet.level in [\"national\", \"city\"]'}, city: {}}\n"},
		{"national: {brief: 20, research: 40}", "national: {brief: 20}"},
		{credits, credits + "  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{"worth: -1 * quota.missing", "worth: 1 * quota.missing"},
		{bonuses, bonuses + "  late: {of: adopted, when: item.late && !item.late, plus: 1}\n"},
	} {
		require.Contains(t, text, change[0])
		text = strings.Replace(text, change[0], change[1], 1)
	}
	return text
}

func TestAllSevenAtOnce(t *testing.T) {
	t.Parallel()
	kinds := map[review.Kind]int{}
	found := reviewed(t, load(t, broken(t))).Findings
	for i, f := range found {
		kinds[f.Kind]++
		assert.True(t, i == 0 || found[i-1].Line <= f.Line, "in the order of the file")
	}
	assert.Equal(t, map[review.Kind]int{review.Unread: 1, review.Never: 1, review.Shadowed: 1, review.Unpriced: 1,
		review.Twice: 1, review.Uncited: 1, review.Sign: 1}, kinds)
}

// TestSlips reviews whatever a slip of the finger leaves of a scheme that still loads.
func TestSlips(t *testing.T) {
	t.Parallel()
	text, loaded := []rune(base), 0
	for i := range text {
		for k, slip := range []string{"", "0", "!", "x", "[", "."} {
			content := string(text[:i]) + slip + string(text[i:])
			if k == 0 {
				content = string(text[:i]) + string(text[i+1:])
			}
			if (i+k)%7 > 0 {
				continue
			}
			s, err := scheme.Load(t.Context(), "slip.yaml", []byte(content))
			if err != nil {
				continue
			}
			loaded++
			_, err = review.Review(t.Context(), s)
			require.NoError(t, err, content)
		}
	}
	assert.Greater(t, loaded, 100)
}

// TestTruncated says what is too much to try, and never that it cannot be.
func TestTruncated(t *testing.T) {
	t.Parallel()
	var attrs, terms []string
	for _, name := range strings.Split("a b c d e f g h i j k l m n", " ") {
		attrs, terms = append(attrs, name+": bool = false"), append(terms, "item."+name)
	}
	text := strings.Replace(base, "late: bool = false", "late: bool = false, "+strings.Join(attrs, ", "), 1)
	text = strings.Replace(text, credits,
		credits+"  all: {each: submit, account: fee, when: '"+strings.Join(terms, " && ")+"', worth: 1}\n", 1)
	r := reviewed(t, load(t, text))
	assert.Empty(t, r.Findings)
	require.Len(t, r.Truncated, 1)
	assert.Equal(t, `credit "all": 3000 of 16384 combinations of what is read there were tried; nothing is said of the `+
		`others, so add a worked case under tests, which is tried too, or let a line read fewer facts`,
		r.Truncated[0].Reason.String())
	assert.Equal(t, 16384, r.Truncated[0].Found)
	assert.Equal(t, 3000, r.Truncated[0].Allowed)
	assert.Equal(t, "all: {each: submit, account: fee, ", lineAt(text, r.Truncated[0].Position)[:34])
	assert.Empty(t, reviewed(t, load(t, base)).Truncated)
}

// lineAt is the rest of a line from a place on.
func lineAt(text string, at document.Position) string {
	return string([]rune(strings.Split(text, "\n")[at.Line-1])[at.Column-1:])
}
