package scoring_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// thereAndBack writes a value as JSON and reads it; what was read is written as the same bytes, and read as the same
// again.
func thereAndBack[T any](t *testing.T, value T) T {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	var read, again T
	require.NoError(t, json.Unmarshal(text, &read), "%s", text)
	same, err := json.Marshal(read)
	require.NoError(t, err)
	require.Equal(t, string(text), string(same))
	require.NoError(t, json.Unmarshal(same, &again))
	require.True(t, reflect.DeepEqual(read, again), "read again: %s", text)
	return read
}

// onLines is JSON as a score is written: on lines of its own, with characters as they are.
func onLines(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	require.NoError(t, enc.Encode(v))
	return b.String()
}

// sameRows asks that rows read from JSON are those that were written, but for what JSON does not have of them.
func sameRows[T any](t *testing.T, want, read []T, less func(*T)) {
	t.Helper()
	require.NotNil(t, read, "lists are never null")
	require.Len(t, read, len(want))
	for i, row := range want {
		less(&row)
		require.Equal(t, fmt.Sprintf("%+v", row), fmt.Sprintf("%+v", read[i]))
		thereAndBack(t, want[i])
	}
}

// TestResultsThereAndBack: a score of any world is written as JSON, read, and written as the same bytes; what is
// read says what the rows said, but for what their comments say JSON has not.
func TestResultsThereAndBack(t *testing.T) {
	t.Parallel()
	for _, w := range append(worlds.All(), worlds.Closed()) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			rows := 0
			for seed := uint64(0); seed < worlds.Seeds(20) || rows == 0 && seed < 4; seed++ {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				book, err := scoring.Score(t.Context(), s, l, o)
				require.NoError(t, err)
				result, err := book.Result(t.Context())
				require.NoError(t, err)
				text, err := book.JSON(t.Context())
				require.NoError(t, err)
				require.Equal(t, onLines(t, result), string(text))
				var read scoring.Result
				require.NoError(t, json.Unmarshal(text, &read))
				require.Equal(t, string(text), onLines(t, read))
				thereAndBack(t, *result)

				assert.Equal(t, result.Options, read.Options)
				sameRows(t, result.Totals, read.Totals, func(r *scoring.Total) { r.Name = "" })
				sameRows(t, result.Quotas, read.Quotas, func(*scoring.QuotaRow) {})
				sameRows(t, result.Postings, read.Postings, func(r *scoring.Posting) {
					r.At, r.Cause, r.Title = dayOf(r.At), "", ""
				})
				sameRows(t, result.Honours, read.Honours, func(r *scoring.Honour) { r.Honour, r.Clause = "", "" })
				sameRows(t, result.Unscored, read.Unscored, func(r *scoring.Unscored) { r.Rule = "" })
				sameRows(t, result.Problems, read.Problems, func(r *scoring.Problem) { r.At = time.Time{} })
				for _, sum := range book.RuleSums() {
					assert.Equal(t, fmt.Sprintf("%+v", sum), fmt.Sprintf("%+v", thereAndBack(t, sum)))
				}
				rows += len(read.Totals) + len(read.Quotas) + len(read.Postings)
				rows += len(read.Honours) + len(read.Unscored) + len(read.Problems)
			}
			assert.Positive(t, rows)
		})
	}
}

// dayOf is the day of a time, as JSON has it.
func dayOf(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// TestExplanationsThereAndBack: so is an explanation of a unit, with its points.
func TestExplanationsThereAndBack(t *testing.T) {
	t.Parallel()
	for _, w := range append(worlds.Some(0), worlds.Closed()) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			points := 0
			for seed := uint64(0); seed < worlds.Seeds(20) || points == 0 && seed < 4; seed++ {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				e, err := scoring.NewEngine(t.Context(), s, l, o)
				require.NoError(t, err)
				for _, total := range e.Book().Totals() {
					x, err := e.Explain(t.Context(), scoring.Query{Unit: total.Unit})
					require.NoError(t, err)
					text, err := x.JSON()
					require.NoError(t, err)
					require.Equal(t, onLines(t, x), string(text))
					var read scoring.Explanation
					require.NoError(t, json.Unmarshal(text, &read))
					require.Equal(t, string(text), onLines(t, read))
					assert.Nil(t, read.Book)
					assert.Equal(t, []any{x.Scheme, x.Period, x.Query}, []any{read.Scheme, read.Period, read.Query})
					for _, p := range x.Points {
						thereAndBack(t, p)
						for _, s := range p.Sources {
							thereAndBack(t, s)
						}
						for _, b := range p.Beaten {
							thereAndBack(t, b)
						}
					}
					for _, idle := range x.Idle {
						thereAndBack(t, idle)
					}
					require.Len(t, read.Points, len(x.Points))
					points += len(read.Points)
				}
			}
			assert.Positive(t, points)
		})
	}
}

// TestValuesThereAndBack: rows with what JSON or a sentence of a reason has signs for, and with nothing.
func TestValuesThereAndBack(t *testing.T) {
	t.Parallel()
	const awkward = "<{a}> \"&\" \\ \u2028 {{报}} {b:q"
	exact := func(text string) decimal.Decimal { return decimal.RequireFromString(text) }
	says := reason.New("unscored.no-tier", "outlet {outlet} matches no tier{{}}", awkward)
	at := time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC)
	until := "2020-06-30"
	quota := scoring.QuotaRow{Unit: awkward, Quota: awkward, Period: worlds.Periods("2020-W53")[0],
		Done: exact("1.50"), Required: exact("0"), Missing: exact("100"), Extra: exact("-0.01")}
	tally := scoring.QuotaRow{Unit: "u", Quota: "q", Period: worlds.Periods("2020-H2")[0], Tally: true,
		Done: exact("1000000")}
	posting := scoring.Posting{At: at, Unit: awkward, Item: awkward, Account: awkward, Rule: awkward,
		Clause: awkward, Amount: exact("-3.340"), Entries: []string{awkward, ""}}
	source := scoring.Source{Entry: awkward, Rule: "r", Clause: "c", Title: "t", Standard: exact("10.0"),
		Worth: exact("1e3"), Share: "1/3",
		Bonuses: []scoring.Bonus{{Rule: awkward, Clause: "c", Title: "t", Takes: true}, {}}}
	beaten := scoring.Beaten{Entry: awkward, Rule: "r", Worth: exact("0.10"), By: "b", Clause: "c", Title: "t"}
	idle := scoring.Idle{Entry: awkward, Kind: "adopt", Reasons: []reason.Reason{says, {}}}
	point := scoring.Point{Posting: posting, Sources: []scoring.Source{source, {}}, Beaten: []scoring.Beaten{beaten},
		Values: []scoring.Value{{Path: awkward, Value: awkward}}, Quota: &quota}

	rows := func(want, read any) {
		t.Helper()
		assert.Equal(t, fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", read))
	}
	total := scoring.Total{Unit: awkward, Category: awkward, Account: awkward, Amount: exact("12.340"),
		Rank: 3, Group: awkward}
	rows(total, thereAndBack(t, total))
	total.Ranks = map[string]scoring.Rank{awkward: {Rank: 2, Group: awkward}, "z": {Rank: 3, Group: "all"}}
	rows(total, thereAndBack(t, total))
	rows(scoring.Total{}, thereAndBack(t, scoring.Total{}))
	none := scoring.Total{Unit: "u", Account: "rate", Absent: true}
	rows(none, thereAndBack(t, none))
	rows(quota, thereAndBack(t, quota))
	rows(tally, thereAndBack(t, tally))
	rows(scoring.QuotaRow{Tally: true}, thereAndBack(t, scoring.QuotaRow{Tally: true}))
	rows(posting, thereAndBack(t, posting))
	rows(scoring.Posting{Entries: []string{}}, thereAndBack(t, scoring.Posting{}))
	honour := scoring.Honour{Ranking: awkward, Title: awkward, Unit: awkward, Rank: 1, Provisional: true}
	rows(honour, thereAndBack(t, honour))
	sum := scoring.RuleSum{Unit: awkward, Rule: awkward, Account: awkward, Amount: exact("0.10")}
	rows(sum, thereAndBack(t, sum))
	unscored := scoring.Unscored{Entry: awkward, Code: "no-tier", Reason: says}
	rows(unscored, thereAndBack(t, unscored))
	problem := scoring.Problem{Entry: awkward, Unit: awkward, Rule: awkward, Field: awkward, Code: "type", Reason: says}
	rows(problem, thereAndBack(t, problem))
	said := source // what JSON has of it
	said.Title, said.Bonuses = "", []scoring.Bonus{{Rule: awkward}, {}}
	rows(said, thereAndBack(t, source))
	left := beaten
	left.Title = ""
	rows(left, thereAndBack(t, beaten))
	rows(idle, thereAndBack(t, idle))
	thereAndBack(t, point)
	thereAndBack(t, scoring.Point{})
	thereAndBack(t, scoring.Point{Posting: posting, Quota: &tally})
	thereAndBack(t, scoring.Explanation{Scheme: awkward, Period: "2020", Query: scoring.Query{Entry: awkward},
		Points: []scoring.Point{point, {}}, Idle: []scoring.Idle{idle, {}}})
	thereAndBack(t, scoring.Explanation{})
	query := scoring.Query{Unit: awkward, Item: "i", Entry: "e"}
	rows(query, thereAndBack(t, query))
	options := scoring.ResultOptions{Until: &until, Params: map[string]string{"b": awkward, "a": "1"},
		Readings: []string{"z", "a"}}
	assert.Equal(t, options, thereAndBack(t, options))
	thereAndBack(t, scoring.Result{Options: options, Totals: []scoring.Total{total},
		Quotas: []scoring.QuotaRow{quota, tally}, Postings: []scoring.Posting{posting},
		Honours: []scoring.Honour{honour}, Unscored: []scoring.Unscored{unscored},
		Problems: []scoring.Problem{problem}})
	failure := scoring.Failure{Test: awkward, Position: document.Position{File: "a.yaml", Line: 2, Column: 3},
		Reason: says}
	rows(failure, thereAndBack(t, failure))
}

// TestPointsOfATally: a point of a settlement has the figures of its quota, one that requires nothing too, also
// after it was read.
func TestPointsOfATally(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "tally.yaml", []byte(`scheme: tally
accounts: {points: {}}
quotas: {sent: {per: year, count: true}, owed: {per: year, count: true, required: 2}}
bonuses: {each: {of: sent, worth: quota.done}, more: {of: owed, worth: 1}}
`))
	require.NoError(t, err)
	_, l := handedIn(t, "1", "", 3)
	x, err := scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Unit: "u0"})
	require.NoError(t, err)
	require.Len(t, x.Points, 2)
	for _, p := range x.Points {
		require.NotNil(t, p.Quota)
		assert.Equal(t, p.Rule == "each", p.Quota.Tally)
		read := thereAndBack(t, p).Quota
		require.NotNil(t, read)
		assert.Equal(t, fmt.Sprintf("%+v", *p.Quota), fmt.Sprintf("%+v", *read))
	}
}
