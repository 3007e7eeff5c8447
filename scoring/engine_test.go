package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// sameAsScore asks that an engine's score is that of the whole ledger from the beginning.
func sameAsScore(t *testing.T, s *scheme.Scheme, e *scoring.Engine) bool {
	t.Helper()
	b := e.Book()
	got, err := b.JSON(t.Context())
	require.NoError(t, err)
	whole, err := scoring.Score(t.Context(), s, b.Ledger, b.Options)
	require.NoError(t, err)
	require.Equal(t, unmetOf(t, whole), unmetOf(t, b))
	want, err := whole.JSON(t.Context())
	require.NoError(t, err)
	return same(t, string(want), string(got), b.Ledger, b.Options, "− score, + engine")
}

// start makes an engine of the first entries of a ledger, of more of them where fewer make none or have no period.
func start(t *testing.T, s *scheme.Scheme, entries []ledger.Entry, first int, o scoring.Options) (
	*scoring.Engine, int) {
	t.Helper()
	for ; ; first++ {
		l, err := ledger.Of(t.Context(), entries[:first]...)
		if err != nil || first == 0 && len(o.Periods) == 0 {
			continue
		}
		e, err := scoring.NewEngine(t.Context(), s, l, o)
		require.NoError(t, err)
		return e, first
	}
}

// tries is how many ledgers are tried: few of a scheme that is scored from the beginning every time.
func tries(w *worlds.World, n int) int {
	if w.Plain() {
		return n / 6
	}
	return n
}

// TestEngineAppends asks that entries appended to a score, one by one and in groups, give the score of the whole.
func TestEngineAppends(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(tries(w, 30)) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					entries = append(entries, e)
				}
				e, at := start(t, s, entries, g.IntN(len(entries)), o)
				for at < len(entries) {
					for n := at + 1 + g.IntN(3)*g.IntN(4); ; n++ { // a name may come later
						n = min(n, len(entries))
						next, err := e.Append(t.Context(), entries[at:n]...)
						if err != nil {
							require.Less(t, n, len(entries))
							continue
						}
						e, at = next, n
						break
					}
					if g.Chance(40) && !sameAsScore(t, s, e) {
						t.Fatalf("seed %d of %s, after %d", seed, w.Name, at)
					}
				}
				if !sameAsScore(t, s, e) {
					t.Fatalf("seed %d of %s", seed, w.Name)
				}
			}
		})
	}
}

// TestEngineVaries asks that other figures and readings of a score, one after the other and mixed with appended
// entries, give the score with all of them.
func TestEngineVaries(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.Some(1) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			all := w.Figures(t)
			for seed := range worlds.Seeds(tries(w, 12)) {
				g := worlds.New(w, seed)
				l := w.Crowd(t, 1000*seed, 1+g.IntN(3))
				if g.Chance(50) {
					l = g.Ledger(t)
				}
				o := scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					entries = append(entries, e)
				}
				e, at := start(t, s, entries, len(entries)-g.IntN(len(entries)/2), o)
				for range 8 {
					var v scheme.Variant
					for range 1 + g.IntN(2) {
						if p := (scheme.Param{Path: worlds.Pick(g, all),
							Value: worlds.Pick(g, []string{"0", "1", "2.5", "7", "0.125"})}); len(all) > 0 &&
							!slices.ContainsFunc(v.Params, func(o scheme.Param) bool { return o.Path == p.Path }) {
							v.Params = append(v.Params, p)
						}
					}
					if len(w.Readings) > 0 && g.Chance(20) {
						v.Readings = []string{worlds.Pick(g, w.Readings)}
					}
					before, _ := e.Book().JSON(t.Context())
					next, err := e.With(t.Context(), v)
					if err != nil { // a reading may have no such figure
						_, fresh := s.With(t.Context(), v)
						require.Error(t, fresh, "%v: %v", v, err)
						continue
					}
					if !sameAsScore(t, s, next) {
						t.Fatalf("seed %d of %s, with %v", seed, w.Name, v)
					}
					again, _ := e.Book().JSON(t.Context())
					require.Empty(t, reference.Difference(string(before), string(again)),
						"the engine that was varied stays as it is")
					if e = next; g.Chance(50) && at < len(entries) {
						if longer, err := e.Append(t.Context(), entries[at]); err == nil {
							e = longer
							at++
							if !sameAsScore(t, s, e) {
								t.Fatalf("seed %d of %s, appended after %v", seed, w.Name, v)
							}
						}
					}
				}
			}
		})
	}
}

// TestEngineForks asks that engines made of one engine at the same time do not get in each other's way.
func TestEngineForks(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	w := worlds.Of("chifeng-2020")
	g := worlds.New(w, 7)
	l := g.Ledger(t)
	s, o := schemeOf(t, g, scoring.Options{Periods: worlds.Periods("2020")})
	base, err := scoring.NewEngine(ctx, s, l, o)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			e, err := base.Append(ctx, ledger.Entry{ID: fmt.Sprint("more ", i), Kind: ledger.Incident,
				At: l.Entry(l.Len() - 1).At, Unit: "u1", Type: "失实"},
				ledger.Entry{ID: fmt.Sprint("item ", i), Kind: ledger.Submit, At: l.Entry(l.Len() - 1).At, Unit: "u2",
					Item: fmt.Sprint("item ", i%5), Genre: "brief", Title: "t"})
			if assert.NoError(t, err) && i%3 == 0 {
				e, err = e.With(ctx, scheme.Variant{
					Params: []scheme.Param{{Path: "each_missing", Value: fmt.Sprint(-i)}}})
				assert.NoError(t, err)
			}
			if err == nil {
				sameAsScore(t, s, e)
				sameAsScore(t, s, base)
			}
		})
	}
	wg.Wait()
}

// TestEngineReportsTheLatestYear: without a named period, the year of the latest entry is reported, whatever was
// reported before the entry was appended.
func TestEngineReportsTheLatestYear(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s, err := schemes.Load(ctx, "chifeng-2020")
	require.NoError(t, err)
	at := func(day string) ledger.Time {
		d, err := ledger.ParseTime(day)
		require.NoError(t, err)
		return d
	}
	l, err := ledger.Of(ctx, ledger.Entry{ID: "e1", Kind: ledger.Enroll, At: at("2020-01-01"), Unit: "u1", Name: "n",
		Category: "county"},
		ledger.Entry{ID: "e2", Kind: ledger.Submit, At: at("2020-03-02"), Unit: "u1", Item: "i1", Genre: "brief",
			Title: "t"})
	require.NoError(t, err)
	for _, c := range []struct {
		name, day, period string
	}{
		{"the same year", "2020-11-02", "2020"},
		{"an earlier day of it", "2020-02-02", "2020"},
		{"an earlier year", "2019-11-02", "2020"},
		{"a later year", "2021-11-02", "2021"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, err := scoring.NewEngine(ctx, s, l, scoring.Options{})
			require.NoError(t, err)
			next, err := e.Append(ctx, ledger.Entry{ID: "e3", Kind: ledger.Adopt, At: at(c.day), Item: "i1",
				Outlet: "人民日报"})
			require.NoError(t, err)
			assert.Equal(t, c.period, next.Book().Period.String())
			sameAsScore(t, s, next)
		})
	}
}

// TestEngineVariesWhatNumbersRead: a figure by which items are numbered changes who is first, and so what is paid.
func TestEngineVariesWhatNumbersRead(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 0}}\nparams: {least: 100}\n"+
		"attrs: {submit: {words: number}}\n"+
		"numbers: {long: {each: submit, when: 'item.words >= params.least', by: unit.id}}\n"+
		"credits: {first: {each: submit, when: 'default(long.nth, 0) == 1', worth: item.words}}\n"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`+"\n"+
			`{"id":"a","kind":"submit","at":"2020-01-02","item":"a","unit":"u","genre":"g","attrs":{"words":50}}`+"\n"+
			`{"id":"b","kind":"submit","at":"2020-01-03","item":"b","unit":"u","genre":"g","attrs":{"words":200}}`+"\n"+
			`{"id":"c","kind":"submit","at":"2020-01-04","item":"c","unit":"u","genre":"g","attrs":{"words":300}}`+"\n"), "l")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	points := func(least string) string {
		next, err := e.With(t.Context(), scheme.Variant{Params: []scheme.Param{{Path: "least", Value: least}}})
		require.NoError(t, err)
		totals := next.Book().Totals()
		require.Len(t, totals, 1)
		return totals[0].Amount.String()
	}
	for least, want := range map[string]string{"50": "50", "51": "200", "200": "200", "201": "300", "301": "0"} {
		require.Equal(t, want, points(least), "at least %s words", least)
	}
}

// TestEngineVariesDatedFigures asks that a figure of a mapping that is dated as a whole reaches the expressions that
// name it without its day.
func TestEngineVariesDatedFigures(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "dated.yaml", []byte("scheme: dated\naccounts: {points: {}}\n"+
		"params: {fee: {2020-01-01: {page: 20, line: 1}, 2020-07-01: {page: 30, line: 2}}}\n"+
		"credits: {adopted: {each: adopt, worth: params.fee.page}}\n"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`
{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"x"}
{"id":"e2","kind":"submit","at":"2020-08-01","item":"i","unit":"a","genre":"brief"}
{"id":"e3","kind":"adopt","at":"2020-08-02","item":"i","outlet":"日报"}
`), "l.jsonl")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	for _, c := range []struct{ path, want string }{{"fee.2020-07-01.page", "7"}, {"fee.2020-01-01.page", "30"},
		{"fee.2020-07-01.line", "30"}} {
		next, err := e.With(t.Context(), scheme.Variant{Params: []scheme.Param{{Path: c.path, Value: "7"}}})
		require.NoError(t, err)
		assert.Equal(t, c.want, next.Book().Totals()[0].Amount.String(), c.path)
		sameAsScore(t, s, next)
	}
}

// TestEngineReportsWhatIsNotHandedInYet: an appended adoption of an item that is handed in after the last day is met by
// no rule.
func TestEngineReportsWhatIsNotHandedInYet(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 0}}\n"+
		"credits: {used: {each: adopt, worth: 1}}\n"))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`+"\n"+
			`{"id":"s","kind":"submit","at":"2020-01-02","item":"i","unit":"u","genre":"g"}`+"\n"+
			`{"id":"t","kind":"submit","at":"2020-02-02","item":"later","unit":"u","genre":"g"}`+"\n"), "l")
	require.NoError(t, err)
	o, err := scoring.ParseOptions("2020-01", "2020-01-31", "")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, o)
	require.NoError(t, err)
	next, err := e.Append(t.Context(),
		ledger.Entry{ID: "a", Kind: ledger.Adopt, At: worlds.Time("2020-01-03"), Item: "later", Outlet: "o"},
		ledger.Entry{ID: "b", Kind: ledger.Adopt, At: worlds.Time("2020-01-03"), Item: "i", Outlet: "o"})
	require.NoError(t, err)
	unmet, err := next.Book().Unmet(t.Context())
	require.NoError(t, err)
	require.Len(t, unmet, 1)
	assert.Equal(t, "a", unmet[0].Entry)
	sameAsScore(t, s, next)
}
