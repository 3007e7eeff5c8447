package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const laidScheme = `
scheme: laid
accounts: {points: {places: 0}, money: {places: 0}, rate: {places: 1}}
credits:
  adopted: {each: adopt, worth: 'adopt.placement == "front" ? 4 : 1'}
  given: {each: grant, worth: grant.amount}
deductions:
  slip: {each: incident, worth: -5}
  late: {each: submit, when: 'item.genre == "late"', worth: -1}
caps: {most: {per: month, of: adopted, at_most: 3}}
derived:
  fee: {account: money, per: quarter, worth: 'div(total["points"] * 100, 7, 0)', over: [adopted, given, slip, late]}
  bare: {account: money, per: month, worth: 7, over: slip}
  rate: {kind: figure, account: rate, per: quarter, worth: 0, over: adopted}
`

// TestLaidOverItems: a derived amount is laid over the items that earned it, by hand.
func TestLaidOverItems(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "laid.yaml", []byte(laidScheme))
	require.NoError(t, err)
	// i1 has 1 + 4, less 1; i2 1 − 5, and so no part; g1 and g2 2 each; i3 is of April. The cap takes 3 of January.
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join([]string{
		`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"x"}`,
		`{"id":"g1","kind":"grant","at":"2020-03-05","unit":"a","account":"points","amount":"2","reason":"r"}`,
		`{"id":"s1","kind":"submit","at":"2020-01-02","item":"i1","unit":"a","genre":"late"}`,
		`{"id":"s2","kind":"submit","at":"2020-01-02","item":"i2","unit":"a","genre":"g"}`,
		`{"id":"s3","kind":"submit","at":"2020-01-02","item":"i3","unit":"a","genre":"g"}`,
		`{"id":"a1","kind":"adopt","at":"2020-01-03","item":"i1","outlet":"o"}`,
		`{"id":"a2","kind":"adopt","at":"2020-01-04","item":"i1","outlet":"o","placement":"front"}`,
		`{"id":"a3","kind":"adopt","at":"2020-01-05","item":"i2","outlet":"o"}`,
		`{"id":"x","kind":"incident","at":"2020-01-06","item":"i2","unit":"a","type":"t"}`,
		`{"id":"a4","kind":"adopt","at":"2020-04-01","item":"i3","outlet":"o"}`,
		`{"id":"g2","kind":"grant","at":"2020-03-04","unit":"a","account":"points","amount":"2","reason":"r"}`,
	}, "\n")), "l.jsonl")
	require.NoError(t, err)
	o := scoring.Options{Periods: worlds.Periods("2020-Q1")}
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	postings, err := book.Postings(t.Context())
	require.NoError(t, err)
	var rows []string
	for _, p := range postings {
		if p.Account != "points" {
			rows = append(rows, fmt.Sprint(p.At.Format("01-02"), " ", p.Rule, " ", p.Item, " ", p.Amount, " ", p.Entries))
		}
	}
	// The total is 6 − 1 − 5 − 3 + 4 = 1: 14. Of it i1 has 4/8, g1 and g2 2/8 each: 3.5 are 4 for each of the two, and i1,
	// the earliest, has what is left. The figure of 0 stands with each item that has a part.
	assert.Equal(t, []string{
		"01-31 bare  7 []", "02-29 bare  7 []",
		"03-31 bare  7 []",
		"03-31 fee  4 [g1]", "03-31 fee  4 [g2]", "03-31 fee i1 6 [s1 a1 a2]",
		"03-31 rate i1 0 [a1 a2]", "03-31 rate i2 0 [a3]",
	}, rows)
	e, err := scoring.NewEngine(t.Context(), s, l, o)
	require.NoError(t, err)
	want, err := book.JSON(t.Context())
	require.NoError(t, err)
	got, err := e.Book().JSON(t.Context())
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

const poolScheme = `
scheme: pool
accounts: {points: {places: 0}, money: {places: 0}}
params: {pool: 100}
credits: {adopted: {each: adopt, worth: 1}}
derived: {money: {account: money, per: year, pool: params.pool, worth: 'total["points"]', over: adopted}}
tests:
  - name: two and one
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: A, category: x}
      - {kind: enroll, at: 2020-01-01, unit: b, name: B, category: x}
      - {kind: submit, at: 2020-01-02, item: i1, unit: a, genre: g}
      - {kind: submit, at: 2020-01-02, item: i2, unit: b, genre: g}
      - {kind: adopt, at: 2020-01-03, item: i1, outlet: o}
      - {kind: adopt, at: 2020-01-04, item: i1, outlet: o}
      - {kind: adopt, at: 2020-01-05, item: i2, outlet: o}
    expect: {totals: {a: {money: 67}, b: {money: 33}}}
`

// TestPartsOfPoolsAreExplained: a part of a pool says what the pool is and what the part goes by.
func TestPartsOfPoolsAreExplained(t *testing.T) {
	t.Parallel()
	book := worked(t, poolScheme)["two and one"]
	x, err := scoring.Explain(t.Context(), book.Scheme, book.Ledger, scoring.Options{Periods: worlds.Periods("2020")},
		scoring.Query{Item: "i1"})
	require.NoError(t, err)
	last := x.Points[len(x.Points)-1]
	assert.Equal(t, "money 67 [e5 e6]", fmt.Sprint(last.Posting.Rule, " ", last.Posting.Amount, " ", last.Posting.Entries))
	var read []string
	for _, r := range last.Values {
		read = append(read, r.Path)
	}
	assert.Equal(t, []string{"params.pool", "total.points"}, read)
}
