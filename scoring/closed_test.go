package scoring_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestRandomClosed compares what is carried with the reference, on any number of goroutines, where several periods are
// reported, by an engine, and as it is explained.
func TestRandomClosed(t *testing.T) {
	t.Parallel()
	w, codes, late, corrected := worlds.Closed(), map[string]int{}, 0, 0
	for seed := range worlds.Seeds(w.Seeds) {
		got := compared(t, w, seed, codes)
		for _, p := range got.Postings {
			switch {
			case p.Carried == nil:
			case p.Carried.As == "late":
				late++
			default:
				corrected++
			}
		}
	}
	if !worlds.Whole() {
		return
	}
	for _, code := range w.Codes {
		assert.Positive(t, codes[code], "no %s in the random ledgers: %v", code, codes)
	}
	assert.Positive(t, late)
	assert.Positive(t, corrected)
}

// TestRandomClosedTogether does so where units are settled together.
func TestRandomClosedTogether(t *testing.T) {
	t.Parallel()
	closedWorlds(t, worlds.ClosedTogether())
}

// TestRandomClosedOwn does so where units have periods of their own.
func TestRandomClosedOwn(t *testing.T) {
	t.Parallel()
	closedWorlds(t, worlds.ClosedOwn())
}

// TestRandomClosedStock does so where accounts are balances.
func TestRandomClosedStock(t *testing.T) {
	t.Parallel()
	closedWorlds(t, worlds.ClosedStock())
}

func closedWorlds(t *testing.T, tried []*worlds.World) {
	for _, w := range tried {
		t.Run(w.Name, func(t *testing.T) {
			carried, codes := 0, map[string]int{}
			for seed := range worlds.Seeds(w.Seeds) {
				for _, p := range compared(t, w, seed, codes).Postings {
					if p.Carried != nil {
						carried++
					}
				}
			}
			if worlds.Whole() {
				assert.Positive(t, carried)
			}
		})
	}
}

// compared is the score of a ledger of a world, compared with the reference, and of some with those of one goroutine,
// of several periods, of an engine, and with what is explained. It counts the codes of what is refused and lacking.
func compared(t *testing.T, w *worlds.World, seed uint64, codes map[string]int) (got reference.Scorebook) {
	t.Helper()
	g := worlds.New(w, seed)
	l, o := g.Ledger(t), scoring.Options(g.Options())
	s, o := schemeOf(t, g, o)
	require.True(t, sameAsReference(t, s, l, o), "seed %d of %s", seed, w.Name)
	want := score(t, s, l, o)
	require.NoError(t, json.Unmarshal([]byte(want), &got))
	for _, u := range got.Unscored {
		codes[u.Code]++
	}
	for _, p := range got.Problems {
		codes["problem "+p.Code]++
	}
	if seed%5 != 0 {
		return got
	}
	one := o
	one.Workers = 1
	require.True(t, same(t, want, score(t, s, l, one), l, o, "− several goroutines, + one"), "seed %d", seed)
	withOthers(t, w, func(several scoring.Options, period string) {
		book, err := scoring.Score(t.Context(), s, l, several)
		require.NoError(t, err)
		book, err = book.In(t.Context(), worlds.Periods(period)[0])
		require.NoError(t, err)
		text, err := book.JSON(t.Context())
		require.NoError(t, err)
		alone := several
		alone.Periods = worlds.Periods(period)
		require.True(t, same(t, score(t, s, l, alone), string(text), l, several, "− alone, + of several"), "seed %d",
			seed)
	}, o)
	appended(t, g, l, func(base *ledger.Ledger, entries []ledger.Entry) {
		e, err := scoring.NewEngine(t.Context(), s, base, o)
		if err != nil { // the ledger has no entry yet
			return
		}
		e, err = e.Append(t.Context(), entries...)
		require.NoError(t, err)
		text, err := e.Book().JSON(t.Context())
		require.NoError(t, err)
		require.True(t, same(t, want, string(text), l, o, "− at once, + appended"), "seed %d", seed)
		explainedWhole(t, e, got)
	})
	return got
}

// withOthers scores by options of several periods, and shows each.
func withOthers(t *testing.T, w *worlds.World, show func(o scoring.Options, period string), o scoring.Options) {
	t.Helper()
	if len(o.Periods) != 1 || o.Through.Kind != 0 {
		return
	}
	year := strconv.Itoa(w.Year)
	periods := []string{year, year + "-03", year + "-02", year + "-Q1", year + "-05"}
	o.Periods = nil
	for _, p := range periods {
		o.Periods = append(o.Periods, worlds.Periods(p)...)
	}
	for _, p := range periods {
		show(o, p)
	}
}

// appended is a ledger in two parts, of which the second are the last entries.
func appended(t *testing.T, g *worlds.Generator, l *ledger.Ledger, with func(*ledger.Ledger, []ledger.Entry)) {
	t.Helper()
	var all []ledger.Entry
	for _, e := range l.All() {
		all = append(all, e)
	}
	for n := 3; n > 0; n-- {
		base, err := ledger.Of(context.Background(), all[:len(all)-n]...)
		if err == nil {
			with(base, all[len(all)-n:])
			return
		}
	}
}

// explainedWhole asks that the points of all units are the postings of the score.
func explainedWhole(t *testing.T, e *scoring.Engine, got reference.Scorebook) {
	t.Helper()
	sums := map[string]decimal.Decimal{}
	for _, p := range got.Postings {
		sums[p.Unit] = sums[p.Unit].Add(decimal.RequireFromString(p.Amount))
	}
	for unit, sum := range sums {
		x, err := e.Explain(t.Context(), scoring.Query{Unit: unit})
		if err != nil { // it is in the bulletins alone
			continue
		}
		points := decimal.Decimal{}
		for _, p := range x.Points {
			points = points.Add(p.Amount)
		}
		assert.Equal(t, sum.String(), points.String(), unit)
	}
}

// TestCarriedByUnit says how differences of two units are posted of the one that succeeds them: each by itself, with what
// was published of it and what it comes to; of a unit that is divided, each has a part.
func TestCarriedByUnit(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
after_close: carry
accounts: {points: {places: 0}}
credits: {sent: {each: submit, worth: 5}}
quotas: {monthly: {per: month, count: 'true', required: 2}}
deductions: {short: {of: monthly, worth: -3 * quota.missing}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e1","kind":"enroll","at":"2020-06-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"enroll","at":"2020-06-01","unit":"b","name":"乙","category":"c"}
{"id":"e3","kind":"submit","at":"2020-06-02","unit":"b","item":"j1","genre":"g"}
{"id":"e4","kind":"withdraw","at":"2020-07-01","unit":"a"}
{"id":"e5","kind":"withdraw","at":"2020-07-01","unit":"b"}
{"id":"e6","kind":"enroll","at":"2020-07-01","unit":"c","name":"丙","category":"c","succeeds":{"a":"0.5","b":"1"}}
{"id":"e7","kind":"enroll","at":"2020-07-01","unit":"d","name":"丁","category":"c","succeeds":{"a":"0.5"}}
{"id":"e8","kind":"close","at":"2020-07-02","period":"2020-06"}
{"id":"e9","kind":"submit","at":"2020-06-09","unit":"a","item":"i1","genre":"g"}
{"id":"e10","kind":"void","at":"2020-07-03","ref":"e3","reason":"误报"}
{"id":"e11","kind":"submit","at":"2020-06-19","unit":"a","item":"h1","genre":"g"}
`), "l.jsonl")
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2020-07"),
		Until: worlds.Time("2020-07-30")})
	require.NoError(t, err)
	postings, err := book.Postings(t.Context())
	require.NoError(t, err)
	var said []string
	for _, p := range postings {
		said = append(said, fmt.Sprint(p.Unit, " ", p.Title, " ", p.Amount, " ", p.Entries, ": ", p.Carried))
	}
	// Of what a had, d has half of the running sums, half up, and c the rest. Short: of −6 as published −3, of 0 by now 0.
	// Sent: of 5 for h1, the first by id, 3, of 10 with i1 5, so 2. What b had, c has whole.
	assert.Equal(t, []string{
		"c 补记 3 [e8 e9 e11]: 2020-06 is closed by e8; entries came late: -6 so far, 0 by now",
		"c 更正 -3 [e3 e8 e10]: 2020-06 is closed by e8; corrected: -3 so far, -6 by now",
		"c 补记 2 [e8 e11]: 2020-06 is closed by e8; entries came late: 0 so far, 5 by now",
		"c 补记 3 [e8 e9]: 2020-06 is closed by e8; entries came late: 0 so far, 5 by now",
		"c 更正 -5 [e3 e8 e10]: 2020-06 is closed by e8; corrected: 5 so far, 0 by now",
		"d 补记 3 [e8 e9 e11]: 2020-06 is closed by e8; entries came late: -6 so far, 0 by now",
		"d 补记 3 [e8 e11]: 2020-06 is closed by e8; entries came late: 0 so far, 5 by now",
		"d 补记 2 [e8 e9]: 2020-06 is closed by e8; entries came late: 0 so far, 5 by now",
	}, said)
}
