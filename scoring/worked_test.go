package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// worked runs the cases inside a scheme, each of which is worked out by hand, and holds the reference to them too. It
// gives the scorebooks by the name of the case.
func worked(t *testing.T, source string) map[string]*scoring.Scorebook {
	t.Helper()
	s, err := scheme.Load(t.Context(), "worked.yaml", []byte(source))
	require.NoError(t, err)
	failures, err := scoring.RunTests(t.Context(), s)
	require.NoError(t, err)
	for _, f := range failures {
		assert.Fail(t, f.String())
	}
	books := map[string]*scoring.Scorebook{}
	for _, c := range s.Tests {
		o := scoring.Options{Periods: worlds.Periods(c.Period), Until: worlds.Time(c.Until),
			Known: worlds.Time(c.Known), Params: c.Params, Readings: c.Readings}
		sameAsReference(t, s, c.Ledger, o)
		books[c.Name], err = scoring.Score(t.Context(), s, c.Ledger, o)
		require.NoError(t, err)
	}
	return books
}
