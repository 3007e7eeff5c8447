package incremental_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/incremental"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// engine is a score of the incremental way, with what it was made of. Where the way says that a change reaches too
// far, the score is made from the beginning.
type engine struct {
	scheme *scheme.Scheme // as given: the options are applied to it
	of     *steps.Scored
}

func begin(t testing.TB, s *scheme.Scheme, l *ledger.Ledger, o frame.Options) engine {
	t.Helper()
	f, with, err := steps.Open(context.Background(), s, l, o, []steps.Way{incremental.Way{}})
	require.NoError(t, err)
	var of *steps.Scored
	if with != nil {
		of, err = with.Keep(context.Background())
		require.NoError(t, err)
	}
	if of == nil {
		of, err = steps.Plain(context.Background(), f)
		require.NoError(t, err)
	}
	return engine{s, of}
}

// keeper is the keeper of the score; nil: none.
func (e engine) keeper() *incremental.Keeper {
	k, _ := e.of.Keeper.(*incremental.Keeper)
	return k
}

// figures are the options of the engine with another parameter.
func (e engine) figures(with ...scheme.Param) frame.Options {
	o := e.of.Frame.Options
	o.Params = slices.DeleteFunc(slices.Clone(o.Params), func(old scheme.Param) bool {
		return slices.ContainsFunc(with, func(p scheme.Param) bool { return p.Path == old.Path })
	})
	o.Params = append(o.Params, with...)
	return o
}

// with scores under another figure; continues: by the materialised state. The error is that there is no such figure.
func (e engine) with(t testing.TB, p ...scheme.Param) (next engine, continues bool, err error) {
	t.Helper()
	o := e.figures(p...)
	s, wrong, err := frame.Apply(t.Context(), e.scheme, o)
	require.NoError(t, err)
	if len(wrong) > 0 {
		return e, false, &frame.OptionsError{Wrong: wrong}
	}
	if e.of.Keeper != nil {
		of, err := e.of.Keeper.With(context.Background(), s, o)
		require.NoError(t, err)
		if of != nil {
			return engine{e.scheme, of}, e.continuedBy(of), nil
		}
	}
	return begin(t, e.scheme, e.of.Frame.Ledger, o), false, nil
}

// append scores with more entries; continues: by the materialised state. The error is that they do not fit.
func (e engine) append(t testing.TB, entries ...ledger.Entry) (next engine, continues bool, err error) {
	t.Helper()
	l, err := e.of.Frame.Ledger.Append(t.Context(), entries...)
	if err != nil {
		return e, false, err
	}
	if e.of.Keeper != nil {
		of, err := e.of.Keeper.Appended(context.Background(), l)
		require.NoError(t, err)
		if of != nil {
			return engine{e.scheme, of}, e.continuedBy(of), nil
		}
	}
	return begin(t, e.scheme, l, e.of.Frame.Options), false, nil
}

// continuedBy says whether a score stands on what this one began with.
func (e engine) continuedBy(of *steps.Scored) bool {
	after := engine{e.scheme, of}.keeper()
	return after != nil && after.State.Locator == e.keeper().State.Locator
}

// asPlain asks that the score is that of the plain way, from the beginning.
func (e engine) asPlain(t testing.TB) bool {
	t.Helper()
	f := e.of.Frame
	plain, err := steps.OpenPlain(e.scheme, f.Ledger, f.Options)
	require.NoError(t, err)
	of, err := steps.Plain(context.Background(), plain)
	require.NoError(t, err)
	want, got := worlds.Book(t, of), worlds.Book(t, e.of)
	if want == got {
		return true
	}
	t.Errorf("− plain, + incremental, options %+v\n%s", f.Options, reference.Difference(want, got))
	return false
}

// start makes an engine of the first entries of a ledger, of more of them where fewer make none or have no period.
func start(t testing.TB, s *scheme.Scheme, entries []ledger.Entry, first int, o frame.Options) (engine, int) {
	t.Helper()
	for ; ; first++ {
		if l, err := ledger.Of(t.Context(), entries[:first]...); err == nil && (first > 0 || len(o.Periods) > 0) {
			return begin(t, s, l, o), first
		}
	}
}

// tries is how many ledgers are tried: few of a scheme that is scored from the beginning every time.
func tries(w *worlds.World, n int) uint64 {
	if w.Plain() {
		n /= 6
	}
	return worlds.Seeds(n)
}

func entriesOf(l *ledger.Ledger) []ledger.Entry {
	var out []ledger.Entry
	for _, e := range l.All() {
		out = append(out, e)
	}
	return out
}

// TestAppended asks that entries appended to a score, one by one and in groups, give the score of the whole, and that
// those of each kind can be scored alone.
func TestAppended(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			quick := map[ledger.Kind]int{}
			for seed := range tries(w, 30) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), g.Options()
				s, o := g.Scheme(t, o)
				entries := entriesOf(l)
				e, at := start(t, s, entries, g.IntN(len(entries)), o)
				for at < len(entries) {
					for n := at + 1 + g.IntN(3)*g.IntN(4); ; n++ { // a name may come later
						n = min(n, len(entries))
						next, continues, err := e.append(t, entries[at:n]...)
						if err != nil {
							require.Less(t, n, len(entries))
							continue
						}
						if continues {
							for _, en := range entries[at:n] {
								quick[en.Kind]++
							}
						}
						e, at = next, n
						break
					}
					if g.Chance(10) && !e.asPlain(t) {
						t.Fatalf("seed %d, after %d", seed, at)
					}
				}
				if !e.asPlain(t) {
					t.Fatalf("seed %d", seed)
				}
			}
			s, _ := worlds.New(w, 0).Scheme(t, frame.Options{Params: w.Params})
			for _, kind := range []ledger.Kind{ledger.Submit, ledger.Adopt, ledger.Endorse, ledger.Commission,
				ledger.Grant, ledger.Incident} {
				if len(s.Numbers) == 0 && !w.Plain() && worlds.Whole() {
					assert.Positive(t, quick[kind], "an appended %s of %s is scored alone", kind, w.Name)
				}
			}
		})
	}
}

// TestLimits asks that an expression that goes over its limit for some entries is a problem of these alone, appended
// one by one as well.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, row := range worlds.Limits() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			entries := entriesOf(worlds.LimitEntries(t))
			e, at := start(t, row.Load(t), entries, len(entries)/2, frame.Options{})
			for ; at < len(entries); at++ {
				next, _, err := e.append(t, entries[at])
				require.NoError(t, err)
				e = next
			}
			e.asPlain(t)
		})
	}
}

// TestVaried asks that other figures of a score, one after the other and mixed with appended entries, give the score
// with all of them, and that some of it is scored again in part.
func TestVaried(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			all, quick, reached := w.Figures(t), 0, 0
			for seed := range tries(w, 12) {
				g := worlds.New(w, seed)
				l := w.Crowd(t, 1000*seed, 1+g.IntN(3))
				if g.Chance(50) {
					l = g.Ledger(t)
				}
				o := g.Options()
				s, o := g.Scheme(t, o)
				entries := entriesOf(l)
				e, at := start(t, s, entries, len(entries)-g.IntN(len(entries)/2), o)
				for range 8 {
					var params []scheme.Param
					for range 1 + g.IntN(2) {
						p := scheme.Param{Path: worlds.Pick(g, all),
							Value: worlds.Pick(g, []string{"0", "1", "2.5", "7", "0.125"})}
						if len(all) > 0 && !slices.ContainsFunc(params, func(o scheme.Param) bool {
							return o.Path == p.Path
						}) {
							params = append(params, p)
						}
					}
					next, continues, err := e.with(t, params...)
					if err != nil { // a reading may have no such figure
						continue
					}
					if !next.asPlain(t) {
						t.Fatalf("seed %d, with %v", seed, params)
					}
					if continues {
						quick++
						if fmt.Sprint(next.of.Ranked.Totals) != fmt.Sprint(e.of.Ranked.Totals) {
							reached++
						}
					}
					if e = next; g.Chance(50) && at < len(entries) {
						if longer, _, err := e.append(t, entries[at]); err == nil {
							e = longer
							at++
							if !e.asPlain(t) {
								t.Fatalf("seed %d, appended after %v", seed, params)
							}
						}
					}
				}
			}
			if !w.Plain() && worlds.Whole() {
				assert.Positive(t, quick, "%s is scored again in part", w.Name)
				assert.Positive(t, reached, "and it makes a difference")
			}
		})
	}
}

// TestContinuesInTheReportedYear: which appended entry leaves the materialised state in use where no period is named.
func TestContinuesInTheReportedYear(t *testing.T) {
	t.Parallel()
	at := func(day string) ledger.Time {
		d, err := ledger.ParseTime(day)
		require.NoError(t, err)
		return d
	}
	l, err := ledger.Of(t.Context(), ledger.Entry{ID: "e1", Kind: ledger.Enroll, At: at("2020-01-01"), Unit: "u1",
		Name: "n", Category: "county"},
		ledger.Entry{ID: "e2", Kind: ledger.Submit, At: at("2020-03-02"), Unit: "u1", Item: "i1", Genre: "brief",
			Title: "t"})
	require.NoError(t, err)
	s, _ := worlds.New(worlds.Of("chifeng-2020"), 0).Scheme(t, frame.Options{})
	for _, c := range []struct {
		name, day string
		continues bool
	}{
		{"the same year", "2020-11-02", true},
		{"an earlier day of it", "2020-02-02", true},
		{"an earlier year", "2019-11-02", true},
		{"a later year", "2021-11-02", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := begin(t, s, l, frame.Options{})
			next, continues, err := e.append(t, ledger.Entry{ID: "e3", Kind: ledger.Adopt, At: at(c.day), Item: "i1",
				Outlet: "人民日报"})
			require.NoError(t, err)
			assert.Equal(t, c.continues, continues)
			next.asPlain(t)
		})
	}
}

// TestExplained asks that an explanation by the keeper says what one with every change by itself says, of all that
// can be asked about, after appended entries and under other figures too.
func TestExplained(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			all, said := w.Figures(t), 0
			for seed := range tries(w, 10) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), g.Options()
				s, o := g.Scheme(t, o)
				entries := entriesOf(l)
				e, at := start(t, s, entries, len(entries)-g.IntN(10), o)
				if at < len(entries) {
					longer, _, err := e.append(t, entries[at:]...)
					require.NoError(t, err)
					e = longer
				}
				if len(all) > 0 && g.Chance(50) {
					if other, _, err := e.with(t, scheme.Param{Path: worlds.Pick(g, all), Value: "3"}); err == nil {
						e = other
					}
				}
				if e.of.Keeper == nil {
					continue
				}
				f, err := steps.OpenPlain(e.scheme, e.of.Frame.Ledger, e.of.Frame.Options)
				require.NoError(t, err)
				for _, q := range queries(g, f.Ledger) {
					// The enrolment of the unit is not known or struck out.
					if err := provenance.CheckQuery(f, q); q.Unit != "" && err != nil {
						require.Error(t, provenance.CheckQuery(e.of.Frame, q))
						continue
					}
					answer, err := provenance.FromKeeper(ctx, e.of, q)
					require.NoError(t, err)
					_, wanted, err := provenance.FromScratch(ctx, f, q)
					require.NoError(t, err)
					require.Empty(t, reference.FirstDifference(worlds.Explained(wanted),
						worlds.Explained(answer)),
						"seed %d, %+v, %+v", seed, q, f.Options)
					said += len(answer.Points)
				}
			}
			if !w.Plain() && worlds.Whole() {
				assert.Positive(t, said)
			}
		})
	}
}

// queries ask about all units, and some items and entries.
func queries(g *worlds.Generator, l *ledger.Ledger) []provenance.Query {
	var out []provenance.Query
	for _, en := range l.All() {
		switch {
		case en.Kind == ledger.Enroll:
			out = append(out, provenance.Query{Unit: en.Unit})
		case en.Kind == ledger.Submit && g.Chance(30):
			out = append(out, provenance.Query{Item: en.Item})
		}
		if g.Chance(15) {
			out = append(out, provenance.Query{Entry: en.ID})
		}
	}
	return out
}

// TestCancelEndsTheFrame asks that nothing of a ledger is looked through after the cancellation.
func TestCancelEndsTheFrame(t *testing.T) {
	t.Parallel()
	s, l, _ := worlds.Edges()[0].Build(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := steps.Open(ctx, s, l, frame.Options{}, []steps.Way{incremental.Way{}})
	assert.ErrorIs(t, err, context.Canceled)
}
