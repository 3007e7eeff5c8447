package worlds

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Year is a year of a scheme as it is, sampled: most items are like many others. Figures that the scheme leaves open
// are 10.
func Year(t testing.TB, name string, seed uint64, of sample.Options) (*scheme.Scheme, *ledger.Ledger, frame.Options) {
	t.Helper()
	s, err := schemes.Load(t.Context(), name)
	require.NoError(t, err)
	o := frame.Options{Periods: Periods(name[len(name)-len("2020"):])}
	for _, path := range s.Missing() {
		o.Params = append(o.Params, scheme.Param{Path: path, Value: "10"})
	}
	entries, err := sample.Entries(name, seed, of)
	require.NoError(t, err)
	l, err := ledger.Of(t.Context(), slices.Collect(entries)...)
	require.NoError(t, err)
	return s, l, o
}
