package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const standingScheme = `
scheme: standing
accounts: {points: {places: 0}, led: {places: 0}}
quotas:
  monthly: {clause: 一, per: month, when: 'unit.category == "office"', count: 'true', required: 2}
  pieces: {clause: 二, per: month, count: 'true'}
deductions:
  office-short: {clause: 三, of: monthly, when: quota.missing > 0, worth: -quota.missing, to: members}
  under-short: {clause: 四, per: month, when: 'has(above) && above.missing["monthly"] > standing.count["pieces"] - 1', worth: -2}
  own: {clause: 六, per: month, when: 'unit.of == "" && count["pieces"] > 0', worth: '-4 * count["pieces"]'}
derived:
  led: {clause: 五, account: led, per: month, when: under.size() > 0, worth: 'sum(under.map(u, u.done["pieces"]))'}
`

// TestExplainsLate asks that what goes to members, and what is derived of those above and under a unit, is explained by
// its clause, what was read, the quota of the unit that was asked, and its entries.
func TestExplainsLate(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "standing.yaml", []byte(standingScheme))
	require.NoError(t, err)
	enroll := func(id, unit, category, of string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Enroll, At: worlds.Time("2020-05-01"), Unit: unit, Name: unit,
			Category: category, Of: of}
	}
	submit := func(id, unit string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Submit, At: worlds.Time("2020-05-10"), Item: id, Unit: unit, Genre: "g"}
	}
	l, err := ledger.Of(t.Context(), enroll("e1", "office", "office", ""), enroll("e2", "a", "person", "office"),
		enroll("e3", "b", "person", "office"), submit("o1", "office"), submit("a1", "a"), submit("b1", "b"),
		submit("b2", "b"))
	require.NoError(t, err)
	o := scoring.Options{Periods: worlds.Periods("2020-05")}
	explain := func(q scoring.Query) map[string]scoring.Point {
		x, err := scoring.Explain(t.Context(), s, l, o, q)
		require.NoError(t, err)
		out := map[string]scoring.Point{}
		for _, p := range x.Points {
			out[p.Unit+" "+p.Rule] = p
		}
		return out
	}

	of := explain(scoring.Query{Unit: "a"})
	require.Len(t, of, 2)
	short := of["a office-short"]
	assert.Equal(t, "三", short.Clause)
	assert.Equal(t, "-1", short.Amount.String())
	assert.Equal(t, []string{"o1"}, short.Entries)
	require.NotNil(t, short.Quota)
	assert.Equal(t, "office", short.Quota.Unit)
	assert.Equal(t, "1", short.Quota.Missing.String())
	assert.Contains(t, short.Values, scoring.Value{Path: "quota.missing", Value: "1"})
	under := of["a under-short"]
	assert.Equal(t, "四", under.Clause)
	assert.Equal(t, []string{"o1", "a1"}, under.Entries)
	assert.Contains(t, under.Values, scoring.Value{Path: "above.missing.monthly", Value: "1"})
	assert.Contains(t, under.Values, scoring.Value{Path: "standing.count.pieces", Value: "1"})

	of = explain(scoring.Query{Unit: "office"})
	require.Len(t, of, 2)
	assert.Equal(t, "-4", of["office own"].Amount.String())
	assert.Contains(t, of["office own"].Values, scoring.Value{Path: "count.pieces", Value: "1"})
	assert.Equal(t, []string{"a1", "b1", "b2"}, of["office led"].Entries)
	assert.Equal(t, "五", of["office led"].Clause)

	of = explain(scoring.Query{Entry: "o1"})
	assert.Len(t, of, 3, "%v: the losses of both members, and what a had under the office", of)
	of = explain(scoring.Query{Item: "a1"})
	assert.Empty(t, of)
	x, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Entry: "a1"})
	require.NoError(t, err)
	assert.Empty(t, x.Idle, "it is part of what was derived")
}
