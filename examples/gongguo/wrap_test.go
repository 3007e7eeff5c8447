package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWrapped(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"short", "tier = 1", []string{"tier = 1"}},
		{"exactly", "a = 1; b2 = 3", []string{"a = 1; b2 = 3"}},
		{"after a semicolon", "aa = 1; bb = 22", []string{"aa = 1;", "bb = 22"}},
		{"Chinese characters are wide", "市 = 一; 省市 = 二", []string{"市 = 一;", "省市 = 二"}},
		{"at a space, where a part is too long", "list = [a, b, c, d]", []string{"list = [a, b,", "c, d]"}},
		{"anywhere, where a word is too long", "国务院扶贫办自治区", []string{"国务院扶贫办", "自治区"}},
	} {
		got := wrapped(row.text, 13)
		assert.Equal(t, row.want, got, row.name)
	}
}

func TestHung(t *testing.T) {
	t.Parallel()
	lines := hung("  - ", "    ", strings.Repeat("市县 ", 40))
	require.Len(t, lines, 2)
	for i, start := range []string{"  - 市县", "    市县"} {
		assert.True(t, strings.HasPrefix(lines[i], start), lines[i])
		assert.LessOrEqual(t, columns(lines[i]), wide)
	}
}

func TestAsWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"due = 2020-05-15T23:59:59.999999999+08:00; late": "due = 2020-05-15; late",
		"2020-05-15T23:59:59.999999999Z":                  "2020-05-15",
		"2020-05-15T23:59:59+08:00":                       "2020-05-15T23:59:59+08:00",
		"2020-05-15T23:59:59.999999998+08:00":             "2020-05-15T23:59:59.999999998+08:00",
	} {
		assert.Equal(t, want, asWritten(text))
	}
}

// TestNoLineOfValuesIsTooLong looks at all that is explained of a sample's unit.
func TestNoLineOfValuesIsTooLong(t *testing.T) {
	t.Parallel()
	got := runWith("", "explain", "--unit", "hongshan")
	require.Equal(t, exitGood, got.code, got.err)
	reads := 0
	for _, line := range strings.Split(got.out, "\n") {
		if strings.HasPrefix(line, "    read ") || strings.HasPrefix(line, strings.Repeat(" ", 13)+"params.") {
			reads++
			assert.LessOrEqual(t, columns(line), wide, line)
		}
		assert.NotContains(t, line, "23:59:59.999")
	}
	assert.Greater(t, reads, 50)
}
