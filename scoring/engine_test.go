package scoring_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// sameAsScore asks that an engine's score is that of the whole ledger from the beginning.
func sameAsScore(t *testing.T, s *scheme.Scheme, e *scoring.Engine) bool {
	t.Helper()
	b := e.Book()
	got, err := b.JSON()
	require.NoError(t, err)
	want := score(t, s, b.Ledger, b.Options)
	if want == string(got) {
		return true
	}
	t.Errorf("− score, + engine, options %+v\n%s\nledger:\n%s", b.Options, difference(t, want, string(got)), lines(b.Ledger))
	return false
}

// start makes an engine of the first entries of a ledger, of more of them where fewer make none or show no period.
func start(t *testing.T, s *scheme.Scheme, entries []ledger.Entry, cut int, o scoring.Options) (*scoring.Engine, int) {
	t.Helper()
	for ; ; cut++ {
		l, err := ledger.Of(entries[:cut]...)
		if err != nil || cut == 0 && o.Period == "" {
			continue
		}
		e, err := scoring.NewEngine(context.Background(), s, l, o)
		require.NoError(t, err)
		return e, cut
	}
}

// tries is how many ledgers are tried: few of a scheme that is scored from the beginning every time.
func tries(w *world, n int) int {
	if w.scheme == "well" {
		return n / 6
	}
	return n
}

// TestEngineAppends asks that entries appended to a score, one by one and in groups, give the score of the whole.
func TestEngineAppends(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			quick := map[ledger.Kind]int{}
			for seed := range seeds(t, tries(w, 30)) {
				g := newGenerator(w, seed)
				l, o := g.ledger(t), g.options()
				s, o := load(t, g, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					entries = append(entries, e)
				}
				e, at := start(t, s, entries, g.IntN(len(entries)), o)
				for at < len(entries) {
					for n := at + 1 + g.IntN(3)*g.IntN(4); ; n++ { // a name may come later
						n = min(n, len(entries))
						next, err := e.Append(context.Background(), entries[at:n]...)
						if err != nil {
							require.Less(t, n, len(entries))
							continue
						}
						if next.Continues(e) {
							for _, en := range entries[at:n] {
								quick[en.Kind]++
							}
						}
						e, at = next, n
						break
					}
					if g.chance(40) && !sameAsScore(t, s, e) {
						t.Fatalf("seed %d of %s, after %d", seed, w.scheme, at)
					}
				}
				if !sameAsScore(t, s, e) {
					t.Fatalf("seed %d of %s", seed, w.scheme)
				}
			}
			s, _ := load(t, newGenerator(w, 0), scoring.Options{Params: w.params})
			for _, kind := range []ledger.Kind{ledger.Submit, ledger.Adopt, ledger.Endorse, ledger.Commission, ledger.Grant, ledger.Incident} {
				if len(s.Numbers) == 0 && w.scheme != "well" && !testing.Short() {
					assert.Positive(t, quick[kind], "an appended %s of %s is scored alone", kind, w.scheme)
				}
			}
		})
	}
}

// figures are the paths of all figures of a scheme.
func figures(t *testing.T, w *world) []string {
	t.Helper()
	content := []byte(w.source)
	if w.source == "" {
		var err error
		content, err = schemes.Source(w.scheme)
		require.NoError(t, err)
	}
	var file struct{ Params yaml.Node }
	require.NoError(t, yaml.Unmarshal(content, &file))
	var out []string
	var walk func(path string, n *yaml.Node)
	walk = func(path string, n *yaml.Node) {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			walk(strings.TrimPrefix(path+"."+n.Content[i].Value, "."), n.Content[i+1])
		}
		if n.Kind == yaml.ScalarNode && (n.Tag == "!!int" || n.Tag == "!!float") {
			out = append(out, path)
		}
	}
	walk("", &file.Params)
	for _, p := range w.params {
		if !slices.Contains(out, p.Path) {
			out = append(out, p.Path)
		}
	}
	return out
}

// TestEngineVaries asks that other figures and readings of a score, one after the other and mixed with appended entries,
// give the score with all of them.
func TestEngineVaries(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			all, quick, reached := figures(t, w), 0, 0
			for seed := range seeds(t, tries(w, 12)) {
				g := newGenerator(w, seed)
				l := crowd(t, w, 1000*seed, 1+g.IntN(3))
				if g.chance(50) {
					l = g.ledger(t)
				}
				o := g.options()
				s, o := load(t, g, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					entries = append(entries, e)
				}
				e, at := start(t, s, entries, len(entries)-g.IntN(len(entries)/2), o)
				for range 8 {
					var v scheme.Variant
					for range 1 + g.IntN(2) {
						if p := (scheme.Param{Path: pick(g, all), Value: pick(g, []string{"0", "1", "2.5", "7", "0.125"})}); len(all) > 0 && !slices.ContainsFunc(v.Params, func(o scheme.Param) bool { return o.Path == p.Path }) {
							v.Params = append(v.Params, p)
						}
					}
					if len(w.readings) > 0 && g.chance(20) {
						v.Readings = []string{pick(g, w.readings)}
					}
					before, _ := e.Book().JSON()
					next, err := e.With(context.Background(), v)
					if err != nil { // a reading may have no such figure
						_, fresh := s.With(t.Context(), v)
						require.Error(t, fresh, "%v: %v", v, err)
						continue
					}
					if !sameAsScore(t, s, next) {
						t.Fatalf("seed %d of %s, with %v", seed, w.scheme, v)
					}
					again, _ := e.Book().JSON()
					require.Equal(t, string(before), string(again), "the engine that was varied stays as it is")
					if next.Continues(e) {
						quick++
						if fmt.Sprint(next.Book().Totals) != fmt.Sprint(e.Book().Totals) {
							reached++
						}
					}
					if e = next; g.chance(50) && at < len(entries) {
						if longer, err := e.Append(context.Background(), entries[at]); err == nil {
							e = longer
							at++
							if !sameAsScore(t, s, e) {
								t.Fatalf("seed %d of %s, appended after %v", seed, w.scheme, v)
							}
						}
					}
				}
			}
			if w.scheme != "well" && !testing.Short() {
				assert.Positive(t, quick, "%s is scored again in part", w.scheme)
				assert.Positive(t, reached, "and it makes a difference")
			}
		})
	}
}

// TestEngineForks asks that engines made of one engine at the same time do not get in each other's way.
func TestEngineForks(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	w := chifeng()
	g := newGenerator(w, 7)
	l := g.ledger(t)
	s, o := load(t, g, scoring.Options{Period: "2020"})
	base, err := scoring.NewEngine(ctx, s, l, o)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			e, err := base.Append(ctx, ledger.Entry{ID: fmt.Sprint("more ", i), Kind: ledger.Incident, At: l.Entry(l.Len() - 1).At, Unit: "u1", Type: "失实"},
				ledger.Entry{ID: fmt.Sprint("item ", i), Kind: ledger.Submit, At: l.Entry(l.Len() - 1).At, Unit: "u2", Item: fmt.Sprint("item ", i%5), Genre: "brief", Title: "t"})
			if assert.NoError(t, err) && i%3 == 0 {
				e, err = e.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: "each_missing", Value: fmt.Sprint(-i)}}})
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

// TestEngineShowsTheLatestYear asks that the year of the latest entry is shown where no period is named, whatever was shown
// before the entry was appended.
func TestEngineShowsTheLatestYear(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, err := schemes.Load(ctx, "chifeng-2020")
	require.NoError(t, err)
	at := func(day string) ledger.Time {
		d, err := ledger.ParseTime(day)
		require.NoError(t, err)
		return d
	}
	l, err := ledger.Of(ledger.Entry{ID: "e1", Kind: ledger.Enroll, At: at("2020-01-01"), Unit: "u1", Name: "n", Category: "county"},
		ledger.Entry{ID: "e2", Kind: ledger.Submit, At: at("2020-03-02"), Unit: "u1", Item: "i1", Genre: "brief", Title: "t"})
	require.NoError(t, err)
	for _, c := range []struct {
		name, day, period string
		continues         bool
	}{
		{"the same year", "2020-11-02", "2020", true},
		{"an earlier day of it", "2020-02-02", "2020", true},
		{"an earlier year", "2019-11-02", "2020", true},
		{"a later year", "2021-11-02", "2021", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, err := scoring.NewEngine(ctx, s, l, scoring.Options{})
			require.NoError(t, err)
			next, err := e.Append(ctx, ledger.Entry{ID: "e3", Kind: ledger.Adopt, At: at(c.day), Item: "i1", Outlet: "人民日报"})
			require.NoError(t, err)
			assert.Equal(t, c.period, next.Book().Period.String())
			assert.Equal(t, c.continues, next.Continues(e))
			sameAsScore(t, s, next)
		})
	}
}
