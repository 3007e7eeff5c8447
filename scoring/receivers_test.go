package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

const receiversScheme = `
scheme: receivers
accounts: {points: {places: 2}, fee: {places: 0}}
tiers: [high, low]
define: {people: 'item.with.size() > 0 ? item.with : [item.unit]'}
credits:
  adopted:
    each: adopt
    when: 'item.genre == "shared"'
    worth: {points: 'tier == "high" ? 10 : 4', fee: 100}
    to: {points: equal(people), fee: people}
  listed: {each: adopt, when: 'item.genre == "listed"', worth: 2.345, to: '["a"] + item.with + item.with'}
  halves: {each: adopt, when: 'item.genre == "listed"', worth: 0.345, to: item.unit}
  none: {each: adopt, when: 'item.genre == "none"', worth: 1, to: item.with}
  left: {each: adopt, when: 'item.genre == "left"', worth: 10, to: equal(item.with), rest: '"b"'}
collapses: {once: {of: adopted}}
tests:
  - name: a list gives each the whole, however often it names one
    period: '2020' # a: 2.345 of the list and 0.345 of its own are rounded together, 2.69; b 2.345 alone, 2.35
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: listed, with: [b]}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, level: low}
    expect: {totals: {a: {points: 2.69}, b: {points: 2.35}}, unscored: {}}
  - name: the rest is for one who has no share and left
    period: '2020' # 3.33 each, the hundredth lapses
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: enroll, at: 2020-01-01, unit: c, name: c, category: c}
      - {kind: enroll, at: 2020-01-01, unit: d, name: d, category: c}
      - {kind: withdraw, at: 2020-02-05, unit: b}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: left, with: [a, c, d]}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, level: low}
    expect: {totals: {a: {points: 3.33}, c: {points: 3.33}, d: {points: 3.33}}, unscored: {e7: off-roster}}
  - name: an empty list
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: none}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, level: low}
    expect: {totals: {a: {points: 0}}, unscored: {e3: refused}}
  - name: who left keeps what he had, the others get what they would have
    period: '2020' # 4 is 1.34, 1.33, 1.33; 10 is 3.34, 3.33, 3.33, of which b's lapse
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: enroll, at: 2020-01-01, unit: c, name: c, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: shared, with: [a, b, c]}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, level: low}
      - {kind: withdraw, at: 2020-03-05, unit: b}
      - {kind: adopt, at: 2020-03-09, item: i1, outlet: y, level: high}
    expect: {totals: {a: {points: 3.34, fee: 100}, b: {points: 1.33, fee: 100}, c: {points: 3.33, fee: 100}},
      unscored: {e7: off-roster}}
  - name: the rest lapses with the one who is to receive it
    period: '2020' # 10 is 3.34 for the first, b, who came a day later, and 3.33 for c and d
    ledger:
      - {kind: enroll, at: 2020-03-10, unit: b, name: b, category: c}
      - {kind: enroll, at: 2020-01-01, unit: c, name: c, category: c}
      - {kind: enroll, at: 2020-01-01, unit: d, name: d, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: c, genre: shared, with: [b, c, d]}
      - {kind: adopt, at: 2020-03-09, item: i1, outlet: y, level: high}
    expect: {totals: {c: {points: 3.33, fee: 100}, d: {points: 3.33, fee: 100}}, unscored: {e5: off-roster}}
  - name: what nobody receives beats nothing
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: shared, with: [b]}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, level: low}
      - {kind: withdraw, at: 2020-03-05, unit: b}
      - {kind: adopt, at: 2020-03-09, item: i1, outlet: y, level: high}
    expect: {totals: {a: {points: 0, fee: 0}, b: {points: 4, fee: 100}}, unscored: {e6: off-roster}}
`

// TestReceivers is who receives a worth: a list, shares, and those who are off the roster.
func TestReceivers(t *testing.T) {
	t.Parallel()
	books := worked(t, receiversScheme)
	for name, want := range map[string]string{
		"who left keeps what he had, the others get what they would have": "adopted: unit b, which would receive 1/3 " +
			"of it (points), is off the roster at 2020-03-09; " +
			"unit b, which would receive it (fee), is off the roster at 2020-03-09",
		"the rest lapses with the one who is to receive it": "adopted: unit b, which would receive 1/3 of it " +
			"(points), is off the roster at 2020-03-09; " +
			"unit b, which would receive it (fee), is off the roster at 2020-03-09",
		"what nobody receives beats nothing": "adopted: unit b, which would receive it, is off the roster at " +
			"2020-03-09",
		"the rest is for one who has no share and left": "left: unit b, which would receive the rest of it, is off the " +
			"roster at 2020-03-02",
		"an empty list": "none: no one is named to receive it",
	} {
		require.Len(t, must(books[name].Unscored(t.Context())), 1, name)
		assert.Equal(t, want, must(books[name].Unscored(t.Context()))[0].Reason.String())
	}
}

// TestLapsedIsExplained asks the explanation of one who left for what he keeps, and of another for what it has.
func TestLapsedIsExplained(t *testing.T) {
	t.Parallel()
	book := worked(t, receiversScheme)["who left keeps what he had, the others get what they would have"]
	for unit, want := range map[string][]string{"b": {"e5 4 1/3", "e5 100 "},
		"c": {"e5 4 1/3", "e5 100 ", "e7 10 1/3"}} {
		x, err := scoring.Explain(t.Context(), book.Scheme, book.Ledger,
			scoring.Options{Periods: worlds.Periods("2020")}, scoring.Query{Unit: unit})
		require.NoError(t, err)
		var got []string
		for _, p := range x.Points {
			for _, s := range p.Sources {
				got = append(got, s.Entry+" "+s.Worth.String()+" "+s.Share)
			}
		}
		assert.ElementsMatch(t, want, got, unit)
	}
}

// TestCollapseIsExplainedByReceiver asks each of two receivers of one collapse: neither beats what the other receives.
func TestCollapseIsExplainedByReceiver(t *testing.T) {
	t.Parallel()
	book := worked(t, `
scheme: receiver
accounts: {points: {places: 0}}
credits:
  own: {each: adopt, worth: 1, to: item.unit}
  home: {each: adopt, worth: 2, to: unit.of}
collapses: {once: {of: [own, home]}}
tests:
  - name: author and office
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: office, name: o, category: office}
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: person, of: office}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: g}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x}
    expect: {totals: {a: {points: 1}, office: {points: 2}}}
`)["author and office"]
	for unit, want := range map[string]string{"a": "own", "office": "home"} {
		x, err := scoring.Explain(t.Context(), book.Scheme, book.Ledger, scoring.Options{Periods: worlds.Periods("2020")}, scoring.Query{Unit: unit})
		require.NoError(t, err)
		require.Len(t, x.Points, 1)
		require.Len(t, x.Points[0].Sources, 1)
		assert.Equal(t, want, x.Points[0].Sources[0].Rule)
		assert.Empty(t, x.Points[0].Beaten, unit)
	}
}
