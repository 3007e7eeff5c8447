package spelling_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/spelling"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	fields := []string{"id", "kind", "at", "recorded", "unit", "name", "category", "monthly_quota", "great-value", "of"}
	outlets := []string{"人民日报", "经济日报", "农民日报", "内蒙古日报", "中国扶贫", "市委", "微紅原"}
	for name, row := range map[string]struct {
		name       string
		candidates []string
		nearest    string // "" for none
	}{
		"a rune left out":               {"categry", fields, "category"},
		"a rune too many":               {"catesgory", fields, "category"},
		"a rune exchanged":              {"cetegory", fields, "category"},
		"two neighbours swapped":        {"nmae", fields, "name"},
		"two edits in eight runes":      {"kategori", fields, "category"},
		"three edits are too many":      {"kategoli", fields, ""},
		"letter case":                   {"Category", fields, "category"},
		"camel case for an underscore":  {"monthlyQuota", fields, "monthly_quota"},
		"hyphen for underscore":         {"monthly-quota", fields, "monthly_quota"},
		"underscore for hyphen":         {"great_value", fields, "great-value"},
		"hyphen left out, and a slip":   {"greatvalu", fields, "great-value"},
		"the name itself":               {"unit", fields, "unit"},
		"nothing near":                  {"happened", fields, ""},
		"empty":                         {"", fields, ""},
		"only an underscore":            {"_", fields, ""},
		"no candidates":                 {"unit", nil, ""},
		"empty candidates":              {"unit", []string{"", "_"}, ""},
		"short names must be the same":  {"ad", fields, ""},
		"short names in another case":   {"ID", fields, "id"},
		"one edit in three runes":       {"kid", fields, "id"},
		"two edits in five runes":       {"kiddo", fields, ""},
		"Chinese, a rune exchanged":     {"人民日报社", outlets, "人民日报"},
		"Chinese, one of four":          {"经剂日报", outlets, "经济日报"},
		"Chinese, the first of a tie":   {"国民日报", outlets, "人民日报"},
		"Chinese, runes and not bytes":  {"微红原", outlets, "微紅原"},
		"Chinese, two runes":            {"市府", outlets, ""},
		"Chinese, nothing near":         {"新华网", outlets, ""},
		"a tie goes by candidate order": {"cat", []string{"car", "bat"}, "car"},
		"and the other way round":       {"cat", []string{"bat", "car"}, "bat"},
		"nearer beats earlier":          {"points", []string{"paints", "point"}, "paints"},
		"none but case beats all":       {"Points", []string{"point", "POINTS", "points"}, "POINTS"},
		"invalid UTF-8":                 {"uni\xff", fields, "unit"},
		"128 runes": {strings.Repeat("长", 128), []string{strings.Repeat("长", 127)},
			strings.Repeat("长", 127)},
		"129 runes are near to nothing": {strings.Repeat("长", 129), []string{strings.Repeat("长", 129)}, ""},
		"a candidate that is too long":  {"unit", []string{strings.Repeat("unit", 1000), "units"}, "units"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			nearest, ok := spelling.Nearest(row.name, row.candidates)
			assert.Equal(t, row.nearest, nearest)
			assert.Equal(t, row.nearest != "", ok)
		})
	}
}

// slow is the edit distance as it is defined, without bounds and tables: what it takes to make
// the ends of a and b the same.
func slow(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	d := 1 + min(slow(a[1:], b), slow(a, b[1:]))
	change := 1
	if a[0] == b[0] {
		change = 0
	}
	d = min(d, change+slow(a[1:], b[1:]))
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		d = min(d, 1+slow(a[2:], b[2:]))
	}
	return d
}

// words are all words of up to five letters over a small alphabet, in order.
func words(alphabet string, longest int) []string {
	all := []string{""}
	for first := 0; longest > 0; longest-- {
		last := len(all)
		for _, word := range all[first:last] {
			for _, letter := range alphabet {
				all = append(all, word+string(letter))
			}
		}
		first = last
	}
	return all
}

func TestNearestAgainstDefinition(t *testing.T) {
	t.Parallel()
	candidates := words("ab市", 4)
	for _, name := range words("ab_A市", 3) {
		folded := []rune(strings.ToLower(strings.ReplaceAll(name, "_", "")))
		expected, least := "", 1<<30
		for _, candidate := range candidates {
			other := []rune(candidate)
			if d := slow(folded, other); len(folded) > 0 && len(other) > 0 && d <= max(len(folded), len(other))/3 &&
				d < least {
				expected, least = candidate, d
			}
		}
		nearest, _ := spelling.Nearest(name, candidates)
		require.Equal(t, expected, nearest, name)
	}
	pairs := words("ab", 6)
	for i := 0; i < len(pairs); i += 3 {
		for j := 1; j < len(pairs); j += 2 {
			a, b := []rune(pairs[i]), []rune(pairs[j])
			_, ok := spelling.Nearest(pairs[i], pairs[j:j+1])
			require.Equal(t, len(a) > 0 && slow(a, b) <= max(len(a), len(b))/3, ok, "%s, %s", pairs[i], pairs[j])
		}
	}
}

func FuzzNearest(f *testing.F) {
	f.Add("monthlyQuota", "monthly_quota", "人民日报")
	f.Add("", "\xff", "_-")
	f.Add("İ", "i̇", "ß")
	f.Fuzz(func(t *testing.T, name, first, second string) {
		nearest, ok := spelling.Nearest(name, []string{first, second})
		if !ok {
			require.Empty(t, nearest)
			return
		}
		require.Contains(t, []string{first, second}, nearest)
		again, _ := spelling.Nearest(name, []string{first, second})
		require.Equal(t, nearest, again)
		letters := func(s string) int {
			return len([]rune(strings.Map(func(r rune) rune {
				if r == '_' || r == '-' {
					return -1
				}
				return unicode.ToLower(r)
			}, s)))
		}
		require.LessOrEqual(t, letters(name), 128)
		require.LessOrEqual(t, letters(nearest), 128)
	})
}

func BenchmarkNearestOfThousand(b *testing.B) {
	candidates := make([]string, 1000)
	for i := range candidates {
		candidates[i] = fmt.Sprintf("第%d县融媒体中心", i)
	}
	b.ReportAllocs()
	for b.Loop() {
		spelling.Nearest("第1234县融煤体中心", candidates)
	}
}

func ExampleNearest() {
	fields := []string{"unit", "category", "monthly_quota"}
	for _, name := range []string{"catgory", "monthlyQuota", "colour"} {
		if nearest, ok := spelling.Nearest(name, fields); ok {
			fmt.Printf("unknown field %q, did you mean %q?\n", name, nearest)
		} else {
			fmt.Printf("unknown field %q\n", name)
		}
	}
	// Output:
	// unknown field "catgory", did you mean "category"?
	// unknown field "monthlyQuota", did you mean "monthly_quota"?
	// unknown field "colour"
}
