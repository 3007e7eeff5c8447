package scoring_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestPeriodsBesideEachOther: of several reported periods each has the score of that period alone, whichever is named
// first, by Score and by an engine.
func TestPeriodsBesideEachOther(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.Some(1) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(6) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := schemeOf(t, g, scoring.Options(g.Options()))
				year := calendar.Period{Kind: calendar.Year, Year: w.Year}
				months := s.Calendar.Within(calendar.Month, year)
				quarters := s.Calendar.Within(calendar.Quarter, year)
				weeks := s.Calendar.Within(calendar.Week, year)
				for _, periods := range [][]calendar.Period{
					{months[5], year},
					{year, months[len(months)-1], quarters[1], weeks[7]},
					slices.Concat(months, []calendar.Period{s.Calendar.Next(year), s.Calendar.Prev(year)}),
				} {
					eachIsAlone(t, s, l, o, periods)
				}
				if t.Failed() {
					t.Fatalf("seed %d of %s", seed, w.Name)
				}
			}
		})
	}
}

// eachIsAlone compares the books of several periods with a score of each.
func eachIsAlone(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options, periods []calendar.Period) {
	t.Helper()
	o.Periods = periods
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, o)
	require.NoError(t, err)
	for _, of := range []*scoring.Scorebook{book, e.Book()} {
		assert.Equal(t, periods[0], of.Period)
		assert.Equal(t, periods, of.Periods())
		var group sync.WaitGroup
		for _, p := range slices.Backward(periods) {
			group.Go(func() {
				alone := o
				alone.Periods = []calendar.Period{p}
				want := must(scoring.Score(t.Context(), s, l, alone))
				got := must(of.In(t.Context(), p))
				assert.Empty(t, reference.FirstDifference(jsonLines(t, want), jsonLines(t, got)), p)
				assert.Equal(t, want.RuleSums(), got.RuleSums(), p)
				assert.Equal(t, of.Totals(), must(got.In(t.Context(), periods[0])).Totals(), "there and back")
			})
		}
		group.Wait()
	}
}

// jsonLines is a score as the lines of its JSON.
func jsonLines(t *testing.T, b *scoring.Scorebook) []string {
	return strings.Split(string(must(b.JSON(t.Context()))), "\n")
}

// TestPeriodsWrong: what is not a period, what is named twice, and what a score does not report are errors.
func TestPeriodsWrong(t *testing.T) {
	t.Parallel()
	s, l, _ := worlds.Year(t, "chifeng-2020", 1, sample.Options{Entries: 50, Units: 5})
	march, none := calendar.Period{Kind: calendar.Month, Year: 2020, Index: 3}, calendar.Period{Kind: calendar.Month,
		Year: 2020, Index: 13}
	wrong := func(err error) []string {
		var of *scoring.OptionsError
		require.ErrorAs(t, err, &of)
		var said []string
		for _, r := range of.Wrong {
			said = append(said, r.Code+": "+r.String())
		}
		return said
	}
	_, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: []calendar.Period{march, none, march}})
	assert.Equal(t, []string{
		"options.period: period: found 2020-13; there is no such month",
		"options.period-twice: period: found 2020-03 twice; expected each once",
	}, wrong(err))
	book, err := scoring.Score(t.Context(), s, l,
		scoring.Options{Periods: []calendar.Period{march, {Kind: calendar.Year, Year: 2020}}})
	require.NoError(t, err)
	_, err = book.In(t.Context(), calendar.Period{Kind: calendar.Month, Year: 2020, Index: 4})
	assert.Equal(t, []string{"options.period-not-reported: period: found 2020-04; the score reports 2020-03, 2020"},
		wrong(err))
}
