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

// TestCapEvidence asks what a cap by outlet names: the entries of the outlets that are over, not of the others, and in
// its explanation what it limited of each and what it left.
func TestCapEvidence(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "cap.yaml", []byte(`
scheme: cap
accounts: {points: {places: 0}}
tiers: [city]
outlets: [{level: city, names: [甲报, 乙报, 丙报]}]
credits: {adopted: {each: adopt, worth: 6}}
caps: {outlet: {per: year, of: adopted, by: outlet.name, at_most: 10}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`
{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u","name":"甲局","category":"bureau"}
{"id":"s1","kind":"submit","at":"2020-01-02","item":"i","unit":"u","genre":"x"}
{"id":"s2","kind":"submit","at":"2020-01-02","item":"j","unit":"u","genre":"x"}
{"id":"a1","kind":"adopt","at":"2020-01-03","item":"i","outlet":"甲报"}
{"id":"a2","kind":"adopt","at":"2020-01-04","item":"j","outlet":"甲报"}
{"id":"a3","kind":"adopt","at":"2020-01-05","item":"i","outlet":"乙报"}
{"id":"a4","kind":"adopt","at":"2020-01-06","item":"i","outlet":"丙报"}
{"id":"a5","kind":"adopt","at":"2020-01-07","item":"j","outlet":"丙报"}
`), "cap.jsonl")
	require.NoError(t, err)
	x, err := scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Unit: "u"})
	require.NoError(t, err)
	for _, p := range x.Points {
		if p.Rule != "outlet" {
			continue
		}
		assert.Equal(t, "-4", p.Amount.String())
		assert.Equal(t, []string{"a1", "a2", "a4", "a5"}, p.Entries)
		values := map[string]string{}
		for _, v := range p.Values {
			values[v.Path] = v.Value
		}
		assert.Equal(t, map[string]string{`what it limits of "甲报"`: "12", `what it leaves of "甲报"`: "10",
			`what it limits of "丙报"`: "12", `what it leaves of "丙报"`: "10"}, values)
		return
	}
	assert.Fail(t, "the cap has no posting")
}

// TestCapByOutletIsExplainedOnce asks of a cap by outlet what an adoption, and an endorsement, made of a case: each
// entry that counts is named once, however many outlets the cap tells apart.
func TestCapByOutletIsExplainedOnce(t *testing.T) {
	t.Parallel()
	books := worked(t, `
scheme: once
accounts: {points: {places: 0}}
tiers: [nat, city]
outlets: [{level: city, names: [甲报]}, {level: nat, names: [乙报]}]
params: {v: {city: 5, nat: 8}}
credits:
  adopted: {each: adopt, when: 'item.genre == "x"', worth: 'params.v[tier]'}
  both: {each: adopt, when: 'item.genre == "y"', worth: 5}
bonuses: {endorsed: {of: both, when: item.endorsements.size() > 0, times: 2}}
collapses: {once: {of: adopted}}
caps: {outlet: {per: quarter, of: [adopted, both], by: outlet.name, at_most: 6}}
tests:
  - name: a higher outlet
    period: 2020-Q1
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: u, name: 甲局, category: bureau}
      - {kind: submit, at: 2020-01-01, item: i, unit: u, genre: x}
      - {kind: adopt, at: 2020-01-02, item: i, outlet: 甲报}
      - {kind: adopt, at: 2020-02-02, item: i, outlet: 乙报}
    expect: {totals: {u: {points: 6}}} # 甲报 5 − 5, 乙报 8, at most 6
  - name: an endorsement
    period: 2020-Q1
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: u, name: 甲局, category: bureau}
      - {kind: submit, at: 2020-01-01, item: i, unit: u, genre: y}
      - {kind: adopt, at: 2020-01-02, item: i, outlet: 甲报}
      - {kind: adopt, at: 2020-01-03, item: i, outlet: 乙报}
      - {kind: endorse, at: 2020-02-02, item: i, by: 市长}
    expect: {totals: {u: {points: 12}}} # 10 and 10, at most 6 each
`)
	for name, want := range map[string][]string{
		"a higher outlet": {"e3: e3 5", "e4: e4 8"},
		"an endorsement":  {"e3: e3 5", "e4: e3 5", "e4: e4 5", "e5: e3 10", "e5: e4 10"}, // all that count by then
	} {
		book := books[name]
		x, err := scoring.Explain(t.Context(), book.Scheme, book.Ledger, book.Options, scoring.Query{Unit: "u"})
		require.NoError(t, err)
		var got []string
		for _, p := range x.Points {
			for _, s := range p.Sources {
				got = append(got, p.Cause+": "+s.Entry+" "+s.Worth.String())
			}
		}
		assert.ElementsMatch(t, want, got, name)
	}
}
