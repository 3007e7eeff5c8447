package document

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCaret(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, line  string
		column      int
		shown, want string
	}{
		{"plain", "abc", 2, "abc", " ^"},
		{"after Chinese", "人民ab", 4, "人民ab", "     ^"},
		{"wide signs", "，x", 2, "，x", "  ^"},
		{"tab", "\tab", 2, " ab", " ^"},
		{"combining", "e\u0301x", 3, "e\u0301x", " ^"},
		{"end", "ab", 3, "ab", "  ^"},
		{"beyond", "ab", 30, "ab", "  ^"},
		{"before", "ab", 0, "ab", "^"},
		{"long", strings.Repeat("a", 200) + "X" + strings.Repeat("b", 200), 201,
			"…" + strings.Repeat("a", 60) + "X" + strings.Repeat("b", 59) + "…", strings.Repeat(" ", 61) + "^"},
		{"long and wide", strings.Repeat("人", 100), 51, "…" + strings.Repeat("人", 60-10+10) + "…",
			strings.Repeat(" ", 61) + "^"},
		{"long, at the start", strings.Repeat("a", 200), 3, strings.Repeat("a", 120) + "…", "  ^"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			shown, caret := excerpt(row.line, row.column)
			assert.Equal(t, row.shown, shown)
			assert.Equal(t, row.want, caret)
		})
	}
}
