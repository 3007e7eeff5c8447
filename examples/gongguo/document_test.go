package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestColumns(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, text string
		want       int
	}{
		{"nothing", "", 0},
		{"letters", "linxi", 5},
		{"Chinese", "林西县", 6},
		{"mixed", "2020年Q1", 8},
		{"title marks", "《赤峰日报》", 12},
		{"full-width letters and brackets", "ＶＩＰ（元）", 12},
		{"half-width katakana", "ｶﾅ", 2},
		{"ambiguous is narrow", "“VIP”·…—", 8},
		{"an accent that joins", "e\u0301", 1},
		{"a zero-width space", "赤\u200b峰", 4},
		{"beyond the basic plane", "𠀀", 2},
	} {
		assert.Equal(t, row.want, columns(row.text), row.name)
	}
}

func TestTruncated(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "林西县", truncated("林西县", 6))
	assert.Equal(t, "林西…", truncated("林西县扶贫办", 6))
	assert.Equal(t, "林西…", truncated("林西县扶贫办", 5))
	assert.Equal(t, "abc…", truncated("abcdef", 4))
}

// TestTablesStandStraight checks for each line of every table of a report that its columns begin and end where the rule
// under the heads has them.
func TestTablesStandStraight(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"score", "score --scheme street-2022", "score --scheme xihu-2021",
		"score --period 2018-03" + open, "explain --unit hongshan", "compare --with-param each_missing=0",
		"compare --scheme street-2022 --with-until 2022-06-30"} {
		lines := strings.Split(runWith("", strings.Fields(args)...).out, "\n")
		rules := 0
		for i, line := range lines {
			if !strings.HasPrefix(line, "  --") {
				continue
			}
			rules++
			require.Positive(t, i)
			for _, row := range append(lines[i-1:i], lines[i+1:]...) {
				if row == "" {
					break
				}
				assert.LessOrEqual(t, columns(row), len(line), "%s: %s", args, row)
				wide := spread(row)
				for c := range line { // between two columns there is nothing
					if line[c] == ' ' && c < len(wide) {
						assert.Equal(t, ' ', wide[c], "%s: column %d of %q", args, c, row)
					}
				}
			}
		}
		assert.Positive(t, rules, args)
	}
}

// spread gives each column of a terminal a rune: a wide character fills two.
func spread(line string) []rune {
	var out []rune
	for _, r := range line {
		for range columns(string(r)) {
			out = append(out, r)
		}
	}
	return out
}

func TestTableAndMarkdown(t *testing.T) {
	t.Parallel()
	d := document{{level: 2, heading: "Units_1", lines: []string{"  a: 1", "    b|c"}, table: &table{
		columns: []column{{"unit", false}, {"得分", true}},
		rows:    [][]string{{"林西县", "5"}, {"a|b", "-12.5"}, {"line\nend\x1b[31m", "0"}},
	}}}
	var text, markdown strings.Builder
	d.markdown(&markdown)
	d.text(&text)
	assert.Equal(t, `Units_1
  a: 1
    b|c
  unit            得分
  -------------  -----
  林西县             5
  a|b            -12.5
  line end [31m      0
`, text.String())
	assert.Equal(t, `## Units\_1

  - a: 1
    - b\|c

| unit | 得分 |
| --- | ---: |
| 林西县 | 5 |
| a\|b | -12.5 |
| line end \[31m | 0 |
`, markdown.String())
}

func TestThousands(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000",
		-100: "-100"} {
		assert.Equal(t, want, thousands(n))
	}
}
