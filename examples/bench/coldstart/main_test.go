package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestForty: the scheme is whole and has as many rules as the benchmark says.
func TestForty(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "forty.yaml", source)
	require.NoError(t, err)
	assert.Len(t, s.Rules, 40)
	assert.Empty(t, s.Missing())
}
