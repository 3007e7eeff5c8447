package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const countedScheme = `
scheme: counted
accounts: {points: {places: 0}}
quotas:
  used: {per: month, count: item.adoptions.size() > 0, required: 1}
  early: {per: month, at: submit, count: item.adoptions.size() > 0, required: 1}
deductions: {short: {of: used, worth: -quota.missing}}
`

// TestExplainsWhenItCounts asks that an item counts where the entry is that has the date of it: one of January that is
// used in February counts in February, by its adoption, and, where the quota says so, in January.
func TestExplainsWhenItCounts(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "counted.yaml", []byte(countedScheme))
	require.NoError(t, err)
	l, err := ledger.Of(t.Context(),
		ledger.Entry{ID: "e1", Kind: ledger.Enroll, At: worlds.Time("2020-01-01"), Unit: "p", Name: "p",
			Category: "c"},
		ledger.Entry{ID: "e2", Kind: ledger.Submit, At: worlds.Time("2020-01-20"), Item: "i1", Unit: "p", Genre: "g"},
		ledger.Entry{ID: "e3", Kind: ledger.Adopt, At: worlds.Time("2020-02-03"), Item: "i1", Outlet: "o"},
		ledger.Entry{ID: "e4", Kind: ledger.Submit, At: worlds.Time("2020-02-10"), Item: "i2", Unit: "p", Genre: "g"})
	require.NoError(t, err)
	reasons := func(period string) map[string][]string {
		out := map[string][]string{}
		o := scoring.Options{Periods: worlds.Periods(period)}
		fresh, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Unit: "p"})
		require.NoError(t, err)
		engine, err := scoring.NewEngine(t.Context(), s, l, o)
		require.NoError(t, err)
		kept, err := engine.Explain(t.Context(), scoring.Query{Unit: "p"})
		require.NoError(t, err)
		assert.Equal(t, fresh.Idle, kept.Idle)
		for _, i := range fresh.Idle {
			for _, why := range i.Reasons {
				said, _, _ := strings.Cut(why.String(), "; ")
				out[i.Entry] = append(out[i.Entry], said)
			}
		}
		return out
	}
	for _, c := range []struct {
		period string
		want   map[string][]string
	}{
		{"2020-01", map[string][]string{
			"e2": {"counts for quota used on 2020-02-03, not in 2020-01", "counts 1 for quota early"}}},
		{"2020-02", map[string][]string{
			"e3": {"by it e2 counts 1 for quota used"},
			"e4": {"counts 0 for quota used", "counts 0 for quota early"}}},
		{"2020-Q1", map[string][]string{
			"e2": {"counts 1 for quota used", "counts 1 for quota early"},
			"e3": {"by it e2 counts 1 for quota used"},
			"e4": {"counts 0 for quota used", "counts 0 for quota early"}}},
	} {
		assert.Equal(t, c.want, reasons(c.period), c.period)
	}
}
