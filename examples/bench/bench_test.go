package main

import (
	"context"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small is a run of all rows over ledgers so small that it says nothing of speed: contenders that differ still end it.
func small(t testing.TB, rows string) *bench {
	return &bench{settings: settings{rows: regexp.MustCompile(rows), entries: 3000, slow: 600, units: 40, rounds: 1}, ctx: context.Background(), ledgers: map[world]*made{}, log: io.Discard}
}

func TestContendersComeToTheSame(t *testing.T) {
	b := small(t, "")
	var done []result
	for _, g := range groups {
		more, err := b.run(g)
		require.NoError(t, err)
		done = append(done, more...)
	}
	text := document("a machine", b.settings, done)
	for _, r := range done {
		assert.Contains(t, text, "`"+r.name+"`")
	}
	assert.Equal(t, 1, strings.Count(text, "| row | who |"))
}
