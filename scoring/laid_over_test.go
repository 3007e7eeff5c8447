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

const laidDivided = `
scheme: divided
accounts: {points: {places: 0}, money: {places: 0}}
credits: {adopted: {each: adopt, worth: 1}}
derived:
  half: {account: money, per: half, worth: 7, over: adopted}
  year: {account: money, per: year, worth: 10, over: adopted}
`

// TestLaidOverItemsOfTheSucceeded: what a successor is derived lies over what it has of the items of those before it,
// and what was laid over these is divided part by part, by hand.
func TestLaidOverItemsOfTheSucceeded(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "divided.yaml", []byte(laidDivided))
	require.NoError(t, err)
	entries := []string{
		`{"id":"ua","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"x"}`,
		`{"id":"ub","kind":"enroll","at":"2020-01-01","unit":"b","name":"B","category":"x"}`,
		`{"id":"s9","kind":"submit","at":"2020-01-02","item":"i9","unit":"b","genre":"g"}`,
		`{"id":"a9","kind":"adopt","at":"2020-01-31","item":"i9","outlet":"o"}`,
	}
	for i := 1; i <= 5; i++ {
		entries = append(entries,
			fmt.Sprintf(`{"id":"s%[1]d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"a","genre":"g"}`, i),
			fmt.Sprintf(`{"id":"a%[1]d","kind":"adopt","at":"2020-0%[2]d-01","item":"i%[1]d","outlet":"o"}`, i, i+1))
	}
	entries = append(entries,
		`{"id":"wa","kind":"withdraw","at":"2020-07-01","unit":"a"}`,
		`{"id":"wb","kind":"withdraw","at":"2020-07-01","unit":"b"}`,
		`{"id":"uc","kind":"enroll","at":"2020-07-01","unit":"c","name":"C","category":"x","succeeds":{"a":"0.6"}}`,
		`{"id":"ud","kind":"enroll","at":"2020-07-01","unit":"d","name":"D","category":"x","succeeds":{"a":"0.4","b":"1"}}`,
		`{"id":"a6","kind":"adopt","at":"2020-08-01","item":"i2","outlet":"o"}`)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(entries, "\n")), "l.jsonl")
	require.NoError(t, err)
	for _, c := range []struct {
		name, period string
		rows         []string
	}{
		// 7 are 1.4 for each of five items: 1 for each but the first, which has 3
		{"before it, by the old units", "2020-H1", []string{
			"06-30 a half i1 3 [a1]", "06-30 a half i2 1 [a2]", "06-30 a half i3 1 [a3]", "06-30 a half i4 1 [a4]",
			"06-30 a half i5 1 [a5]", "06-30 b half i9 7 [a9]",
		}},
		// Of the running sum of these, 3, 4, 5, 6, 7, d has 1, 2, 2, 2, 3. Of the six adoptions of 1, d has 0, 1, 1, 2, 2, 2, so
		// c has i1, i3, i5 and the second of i2: 10 are 3 for each but the first. d has i9 before i2 and i4: 10 are 3, 3 and 4.
		// In the second half c has i2 alone, and d nothing. What the second adoption of i2 gives rests on the first, too.
		{"in it, by the new ones", "2020", []string{
			"06-30 c half i1 2 [a1]", "06-30 c half i3 1 [a3]", "06-30 c half i4 1 [a4]",
			"06-30 d half i1 1 [a1]", "06-30 d half i2 1 [a2]", "06-30 d half i5 1 [a5]", "06-30 d half i9 7 [a9]",
			"12-31 c year i1 1 [a1]", "12-31 c half i2 7 [a2 a6]", "12-31 c year i2 3 [a2 a6]", "12-31 c year i3 3 [a3]",
			"12-31 c year i5 3 [a5]",
			"12-31 d half  7 []", "12-31 d year i2 3 [a2]", "12-31 d year i4 3 [a4]", "12-31 d year i9 4 [a9]",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods(c.period)})
			require.NoError(t, err)
			postings, err := book.Postings(t.Context())
			require.NoError(t, err)
			var rows []string
			for _, p := range postings {
				if p.Account == "money" {
					rows = append(rows, fmt.Sprint(p.At.Format("01-02"), " ", p.Unit, " ", p.Rule, " ", p.Item, " ", p.Amount,
						" ", p.Entries))
				}
			}
			assert.Equal(t, c.rows, rows)
		})
	}
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
