package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestExplainsHeirs asks how a unit that succeeds others came to what they had: each point has what counts, what it beats
// and what was read, as the item has it.
func TestExplainsHeirs(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: r
accounts: {points: {places: 0}}
tiers: [nat, city]
params: {std: {nat: 20, city: 5}}
credits: {g: {each: adopt, worth: 'params.std[tier]'}}
collapses: {once: {of: g}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2024-01-01","unit":"a","name":"甲局","category":"x"}
{"id":"e2","kind":"enroll","at":"2024-01-01","unit":"b","name":"乙局","category":"x"}
{"id":"e3","kind":"submit","at":"2024-02-05","item":"i1","unit":"a","genre":"g"}
{"id":"e4","kind":"adopt","at":"2024-02-06","item":"i1","outlet":"X","level":"city"}
{"id":"w1","kind":"withdraw","at":"2024-07-01","unit":"a"}
{"id":"w2","kind":"withdraw","at":"2024-07-01","unit":"b"}
{"id":"n","kind":"enroll","at":"2024-07-01","unit":"c","name":"丙局","category":"x","succeeds":["a","b"]}
{"id":"e5","kind":"adopt","at":"2024-08-06","item":"i1","outlet":"Y","level":"nat"}
`), "l.jsonl")
	require.NoError(t, err)
	for _, q := range []scoring.Query{{Unit: "c"}, {Item: "i1"}} {
		x, err := scoring.Explain(t.Context(), s, l, scoring.Options{}, q)
		require.NoError(t, err)
		require.Len(t, x.Points, 2)
		for i, want := range []struct{ entry, amount, worth, tier string }{{"e4", "5", "5", "city"}, {"e5", "15", "20", "nat"}} {
			p := x.Points[i]
			assert.Equal(t, want.amount, p.Amount.String())
			require.Len(t, p.Sources, 1)
			assert.Equal(t, want.entry, p.Sources[0].Entry)
			assert.Equal(t, want.worth, p.Sources[0].Worth.String())
			assert.Contains(t, p.Values, scoring.Value{Path: "tier", Value: `"` + want.tier + `"`})
		}
		require.Len(t, x.Points[1].Beaten, 1)
		assert.Equal(t, "e4", x.Points[1].Beaten[0].Entry)
	}
}

// TestExplainsNoStruckUnit asks for a unit of which the only enrolment is struck out, and for one that never was.
func TestExplainsNoStruckUnit(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: r\naccounts: {points: {places: 0}}\n"+
		"credits: {g: {each: submit, worth: 1}}\n"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2024-01-01","unit":"a","name":"甲局","category":"x"}
{"id":"e2","kind":"enroll","at":"2024-01-01","unit":"b","name":"乙局","category":"x"}
{"id":"e3","kind":"void","at":"2024-01-02","ref":"e1","reason":"误录"}
`), "l.jsonl")
	require.NoError(t, err)
	_, err = scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Unit: "a"})
	require.EqualError(t, err, `the enrolment e1 of unit "a" is struck out by e3, and it has no other`)
	_, err = scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Unit: "zz"})
	require.ErrorContains(t, err, `the ledger has no unit "zz"`)
}
