package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestQueriesThatNameNothing: the error says what was asked and what of it is not there, whoever is asked.
func TestQueriesThatNameNothing(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 3)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	for _, row := range []struct {
		name    string
		query   scoring.Query
		unknown string
		code    string
		says    string
	}{
		{"unknown unit", scoring.Query{Unit: "u7"}, "unit", "query.unknown", `the ledger has no unit "u7"`},
		{"unknown item", scoring.Query{Item: "i7"}, "item", "query.unknown", `the ledger has no item "i7"`},
		{"unknown entry", scoring.Query{Entry: "s7"}, "entry", "query.unknown", `the ledger has no entry "s7"`},
		{"an item is no entry", scoring.Query{Entry: "i0"}, "entry", "query.unknown", `the ledger has no entry "i0"`},
		{"an entry is no item", scoring.Query{Item: "s0"}, "item", "query.unknown", `the ledger has no item "s0"`},
		{"nothing", scoring.Query{}, "", "query.one", "found 0 of unit, item and entry; expected one"},
		{"several at once", scoring.Query{Unit: "u0", Item: "i0"}, "", "query.one",
			"found 2 of unit, item and entry; expected one"},
		{"all at once, unknown ones", scoring.Query{Unit: "u7", Item: "i7", Entry: "s7"}, "", "query.one",
			"found 3 of unit, item and entry; expected one"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			whole, scoreErr := scoring.Explain(t.Context(), s, l, scoring.Options{}, row.query)
			fromEngine, engineErr := e.Explain(t.Context(), row.query)
			assert.Nil(t, whole)
			assert.Nil(t, fromEngine)
			for _, err := range []error{scoreErr, engineErr, fmt.Errorf("wrapped: %w", scoreErr)} {
				var wrong *scoring.QueryError
				require.ErrorAs(t, err, &wrong)
				assert.Equal(t, row.query, wrong.Query)
				assert.Equal(t, row.unknown, wrong.Unknown)
				assert.Equal(t, row.code, wrong.Reason.Code)
				assert.Equal(t, wrong.Reason.String(), wrong.Error())
				assert.Contains(t, wrong.Error(), row.says)
				var options *scoring.OptionsError
				assert.NotErrorAs(t, err, &options)
			}
			assert.Equal(t, scoreErr, engineErr)
		})
	}
}

// TestOptionsErrorsOfAll: whatever takes options or figures says what is wrong with them in one type.
func TestOptionsErrorsOfAll(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "params.price", "params: {price: 2}\n", 1)
	ctx := t.Context()
	wrong := scheme.Variant{Params: []scheme.Param{{Path: "prise", Value: "1"}}, Readings: []string{"none"}}
	e, err := scoring.NewEngine(ctx, s, l, scoring.Options{})
	require.NoError(t, err)
	o := scoring.Options{Params: wrong.Params, Readings: wrong.Readings}
	_, scored := scoring.Score(ctx, s, l, o)
	_, begun := scoring.NewEngine(ctx, s, l, o)
	_, explained := scoring.Explain(ctx, s, l, o, scoring.Query{Unit: "u0"})
	_, varied := e.With(ctx, wrong)
	_, figured := e.With(ctx, scheme.Variant{Params: wrong.Params})
	for name, row := range map[string]struct {
		err  error
		says int
	}{
		"Score": {scored, 2}, "NewEngine": {begun, 2}, "Explain": {explained, 2},
		"Engine.With": {varied, 2}, "Engine.With a figure": {figured, 1},
	} {
		var options *scoring.OptionsError
		require.ErrorAs(t, row.err, &options, name)
		assert.NotEmpty(t, options.Wrong, name)
		assert.Len(t, strings.Split(row.err.Error(), "\n"), row.says, name)
		for _, r := range options.Wrong {
			assert.NotEmpty(t, r.Code, name)
			assert.Contains(t, row.err.Error(), r.String(), name)
		}
	}
	empty, err := scheme.Load(ctx, "empty.yaml", []byte(`scheme: empty
accounts: {points: {}}
params: {price: {required: number}}
credits: {a: {each: grant, worth: params.price}}
tests:
  - name: no price
    period: '2020'
    ledger: [{kind: enroll, at: 2020-01-01, unit: u, name: u, category: c}]
    expect: {unscored: []}
`))
	require.NoError(t, err)
	failures, err := scoring.RunTests(ctx, empty)
	var options *scoring.OptionsError
	require.ErrorAs(t, err, &options)
	assert.Contains(t, err.Error(), "no price")
	assert.Nil(t, failures)
}

// TestNoPeriod: a ledger without entries has no year of its latest.
func TestNoPeriod(t *testing.T) {
	t.Parallel()
	s, l := handedIn(t, "1", "", 0)
	_, err := scoring.Score(t.Context(), s, l, scoring.Options{})
	var options *scoring.OptionsError
	require.ErrorAs(t, err, &options)
	require.Len(t, options.Wrong, 1)
	assert.Equal(t, "options.no-period", options.Wrong[0].Code)
	_, err = scoring.Score(t.Context(), s, l,
		scoring.Options{Periods: []calendar.Period{{Kind: calendar.Year, Year: 2020}}})
	require.NoError(t, err)
}

// TestFailuresAreReasons: what a test expected and what was found are arguments of the reason.
func TestFailuresAreReasons(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "failing.yaml", []byte(`scheme: failing
accounts: {points: {}}
credits: {given: {each: grant, worth: grant.amount}}
tests:
  - name: too much
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: grant, at: 2020-03-01, unit: a, account: points, amount: 1, rule: given, reason: r}
    expect: {totals: {a: {points: 2}}}
`))
	require.NoError(t, err)
	failures, err := scoring.RunTests(t.Context(), s)
	require.NoError(t, err)
	require.Len(t, failures, 1)
	f := failures[0]
	assert.Equal(t, "too much", f.Test)
	assert.Equal(t, "test.figure", f.Reason.Code)
	for name, want := range map[string]string{"list": "totals", "unit": "a", "of": "points", "expected": "2",
		"found": "1"} {
		assert.Equal(t, want, f.Reason.Arg(name), name)
	}
	assert.Equal(t, f.Position.String()+": too much: totals of a, points: expected 2; found 1", f.String())
}

// TestRuleSumsMakeTotals: the sums of a unit in an account make its total, none is zero, and they are the same
// however the score was made.
func TestRuleSumsMakeTotals(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(20) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				book, err := scoring.Score(t.Context(), s, l, o)
				require.NoError(t, err)
				e, err := scoring.NewEngine(t.Context(), s, l, o)
				require.NoError(t, err)
				sums := book.RuleSums()
				fromEngine := e.Book().RuleSums()
				require.Equal(t, fmt.Sprintf("%+v", sums), fmt.Sprintf("%+v", fromEngine),
					"seed %d: − score, + engine", seed)
				made := map[[2]string]decimal.Decimal{}
				for _, sum := range sums {
					assert.False(t, sum.Amount.IsZero())
					of := [2]string{sum.Unit, sum.Account}
					made[of] = made[of].Add(sum.Amount)
				}
				for _, total := range slices.Concat(book.Totals(), book.Helpers()) {
					balance := slices.ContainsFunc(s.Accounts, func(a scheme.Account) bool {
						return a.Name == total.Account && a.Balance
					})
					if balance || total.Absent { // what was posted in an account that the unit does not have is not shown
						continue
					}
					sum := made[[2]string{total.Unit, total.Account}]
					assert.Equal(t, total.Amount.String(), sum.String(), "seed %d: %s %s", seed, total.Unit,
						total.Account)
				}
			}
		})
	}
}

// TestRowsAreTheAskersOwn: who changes rows changes them for nobody else.
func TestRowsAreTheAskersOwn(t *testing.T) {
	t.Parallel()
	g := worlds.New(worlds.Of("sink"), 3)
	l, o := g.Ledger(t), scoring.Options(g.Options())
	s, o := schemeOf(t, g, o)
	o.Periods = worlds.Periods("2023")
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	text, err := book.JSON(t.Context())
	require.NoError(t, err)
	r, err := book.Result(t.Context())
	require.NoError(t, err)
	sums := fmt.Sprint(book.RuleSums())
	for _, list := range []int{len(r.Totals), len(r.Quotas), len(r.Postings), len(r.Unscored), len(r.Problems)} {
		require.Positive(t, list)
	}
	for _, p := range r.Postings {
		for i := range p.Entries {
			p.Entries[i] = ""
		}
	}
	clear(r.Totals)
	clear(r.Quotas)
	clear(r.Postings)
	clear(r.Honours)
	clear(r.Unscored)
	clear(r.Problems)
	clear(book.RuleSums())
	again, err := book.JSON(t.Context())
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	assert.Equal(t, sums, fmt.Sprint(book.RuleSums()))
}
