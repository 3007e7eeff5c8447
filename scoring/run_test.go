package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestRunsOfPeriods holds runs of periods in random worlds to the reference, by Score and by an engine.
func TestRunsOfPeriods(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.Some(1) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(12) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := schemeOf(t, g, scoring.Options(g.Options()))
				year := calendar.Period{Kind: calendar.Year, Year: w.Year}
				kind := []calendar.Kind{calendar.Month, calendar.Month, calendar.Quarter, calendar.Week}[g.IntN(4)]
				all := s.Calendar.Within(kind, year)
				first := g.IntN(len(all) - 1)
				last := first + 1 + g.IntN(min(6, len(all)-1-first))
				o.Periods, o.Through = all[first:first+1], all[last]
				sameAsReference(t, s, l, o)
				e, err := scoring.NewEngine(t.Context(), s, l, o)
				require.NoError(t, err)
				assert.Equal(t, jsonLines(t, must(scoring.Score(t.Context(), s, l, o))), jsonLines(t, e.Book()))
				if t.Failed() {
					t.Fatalf("seed %d of %s: %s", seed, w.Name, e.Book().Shown())
				}
			}
		})
	}
}

// TestRunIsSaid: what a run leaves out stands in a note, as data.
func TestRunIsSaid(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 0}}\n"+
		"credits: {a: {each: submit, worth: 1}}\ncaps: {most: {per: quarter, at_most: 5}, least: {per: week, at_least: 0}}\n"+
		"rankings: {r: {per: [month, year]}}"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"u","kind":"enroll","at":"2018-01-01","unit":"u","name":"u","category":"c"}`), "l.jsonl")
	require.NoError(t, err)
	for _, row := range []struct{ period, shown, note string }{
		{"2018-01..2018-02", "2018-01..2018-02", "sums of 2018-01..2018-02, without ranks, honours and figures of " +
			"their own; of longer periods (quarter, year) only those inside count"},
		{"2017..2018", "2017..2018", "sums of 2017..2018, without ranks, honours and figures of their own"},
		{"2018-01", "2018-01", ""},
		{"2018-01..2018-01", "2018-01", ""},
	} {
		o, err := scoring.ParseOptions(row.period, "2018-12-31", "")
		require.NoError(t, err)
		book := must(scoring.Score(t.Context(), s, l, o))
		assert.Equal(t, row.shown, book.Shown().String())
		assert.Equal(t, row.shown, must(book.Result(t.Context())).Period)
		notes, err := book.Notes(t.Context())
		require.NoError(t, err)
		if row.note == "" {
			assert.Empty(t, notes, row.period)
			continue
		}
		require.Len(t, notes, 1, row.period)
		assert.Equal(t, scoring.NoteRun, notes[0].Code)
		assert.Equal(t, row.note, notes[0].String())
		start, end := book.Bounds()
		assert.True(t, start.Before(end))
		assert.Equal(t, calendar.Period{}, book.Period)
		assert.Zero(t, book.Totals()[0].Rank)
	}
}

// TestRunNamesItsKinds: a cycle has the name that the scheme gives it; units' own periods belong to no run.
func TestRunNamesItsKinds(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 0}}\n"+
		"calendar: {own: {licence: {months: 12}}, cycles: {term: {years: 3, from: 2018}}}\n"+
		"quotas: {a: {per: licence, count: true, required: 1, partial: none}, b: {per: term, count: true}}"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"u","kind":"enroll","at":"2018-01-01","unit":"u","name":"u","category":"c"}`), "l.jsonl")
	require.NoError(t, err)
	o, err := scoring.ParseOptions("2018-01..2018-02", "2018-12-31", "")
	require.NoError(t, err)
	notes, err := must(scoring.Score(t.Context(), s, l, o)).Notes(t.Context())
	require.NoError(t, err)
	require.Len(t, notes, 1)
	assert.Equal(t, "sums of 2018-01..2018-02, without ranks, honours and figures of their own; of longer periods (term) "+
		"only those inside count", notes[0].String())
}

// TestRunThatIsNone: two kinds, the wrong order, and more than one first period.
func TestRunThatIsNone(t *testing.T) {
	t.Parallel()
	const forms = "2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31"
	for text, says := range map[string]string{
		"2018-01..2018-Q2": `period "2018-01..2018-Q2": found a month and a quarter, expected two of one kind`,
		"2018-02..2018-01": `period "2018-02..2018-01": found 2018-01 before 2018-02, expected the earlier ` +
			`one first`,
		"2018-01..":                 `period: found "", expected ` + forms,
		"2018-01..2018-02..2018-03": `period: found "2018-02..2018-03", expected ` + forms,
		"2018-01..9999-02":          `period "9999-02": found year 9999, expected 1899 to 2100`,
	} {
		_, err := scoring.ParseOptions(text, "", "")
		assert.EqualError(t, err, says)
	}
	s, err := scheme.Load(t.Context(), "s.yaml",
		[]byte("scheme: s\naccounts: {p: {}}\ncredits: {a: {each: submit, worth: 1}}"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(""), "l.jsonl")
	require.NoError(t, err)
	months := s.Calendar.Within(calendar.Month, calendar.Period{Kind: calendar.Year, Year: 2018})
	for _, row := range []struct {
		periods []calendar.Period
		through calendar.Period
		says    string
	}{
		{months[:2], months[3], "period: found 2 periods with a last one (2018-04); expected one, the first of the run"},
		{nil, months[3], "period: found 0 periods with a last one (2018-04); expected one, the first of the run"},
		{months[3:4], months[0],
			`period "2018-04..2018-01": found 2018-01 before 2018-04, expected the earlier one first`},
	} {
		_, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: row.periods, Through: row.through})
		assert.EqualError(t, err, row.says)
	}
}
