package scoring_test

import (
	"context"
	"encoding/json"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
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
