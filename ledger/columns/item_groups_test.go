package columns_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// selectedViews are views of a ledger: of all, of what was known at a time, up to a day, and both.
func selectedViews(t *testing.T, l *ledger.Ledger) map[string]*ledger.View {
	known, until := on(t, "2020-06-15T12:00:00+08:00"), on(t, "2020-05-20")
	return map[string]*ledger.View{
		"all":             must(l.View(t.Context(), ledger.ViewOptions{})),
		"known":           must(l.View(t.Context(), ledger.ViewOptions{Known: known})),
		"until":           must(l.View(t.Context(), ledger.ViewOptions{Until: until})),
		"known and until": must(l.View(t.Context(), ledger.ViewOptions{Known: known, Until: until})),
	}
}

func selected(t *testing.T, a *columns.ItemIndex, v *ledger.View) *columns.Selection {
	s, err := a.Select(t.Context(), v)
	require.NoError(t, err)
	return s
}

// code is the code of a text that the ledger holds.
func code(l *ledger.Ledger, text string) uint32 {
	c, _ := columns.Of(l).CodeOf(text)
	return c
}

// talliedLedgers are arranged ledgers, one with the most entries that an item of a run has, one item with more, items
// that were handed in again, and very many that are alike.
func talliedLedgers(t *testing.T) map[string]*ledger.Ledger {
	lists := arrangedLedgers(t)
	enroll := ledger.Entry{ID: "u", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "u", Name: "u", Category: "c"}
	submit := func(id, item string, at string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Submit, At: on(t, at), Item: item, Unit: "u", Genre: "brief"}
	}
	endorse := func(id, item string, at string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Endorse, At: on(t, at), Item: item, By: "b"}
	}
	void := func(id, of string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Void, At: on(t, "2020-09-01"), Ref: of, Reason: "r"}
	}
	commission := func(id, of, at string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Commission, At: on(t, at), Commission: of, Unit: "u",
			Due: on(t, "2020-07-01")}
	}
	answer := func(id, item, to, at string) ledger.Entry {
		e := submit(id, item, at)
		e.Commission = to
		return e
	}
	incident := func(id, item string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Incident, At: on(t, "2020-03-01"), Item: item, Unit: "u", Type: "late"}
	}
	long := []ledger.Entry{enroll}
	for i := range 2*columns.MaxSignature + 1 {
		item := fmt.Sprint("i", i/(columns.MaxSignature+1))
		if e := endorse(fmt.Sprint(i), item, fmt.Sprintf("2020-01-%02d", 1+i%7)); i%(columns.MaxSignature+1) > 0 {
			long = append(long, e)
		} else {
			long = append(long, submit(fmt.Sprint(i), item, "2020-01-03"))
		}
	}
	alike := []ledger.Entry{enroll}
	for i := range 70_000 {
		alike = append(alike, submit(fmt.Sprint("s", i), fmt.Sprint("i", i), "2020-03-04"))
	}
	for name, list := range map[string][]ledger.Entry{
		"long":  long,
		"alike": alike,
		"voided": {
			enroll,
			submit("a", "struck out", "2020-02-01"), endorse("a1", "struck out", "2020-02-02"), void("a2", "a"),
			submit("b", "again", "2020-02-01"), endorse("b1", "again", "2020-02-02"), void("b2", "b"),
			submit("b3", "again", "2020-02-03"), submit("c", "less", "2020-02-01"), endorse("c1", "less", "2020-02-02"),
			endorse("c2", "less", "2020-02-02"), void("c3", "c1"), submit("d", "after all", "2020-02-01"),
			endorse("d1", "after all", "2020-02-02"), void("d2", "d1"), void("d3", "d2"),
			submit("e", "gone", "2020-02-01"), void("e1", "e"), submit("f", "of another", "2020-02-01"),
			void("f1", "f"),
			{ID: "v", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "v", Name: "v", Category: "c"},
			{ID: "f2", Kind: ledger.Submit, At: on(t, "2020-02-03"), Item: "of another", Unit: "v", Genre: "brief"},
			endorse("f3", "of another", "2020-02-04"), submit("g", "adopted before", "2020-02-01"),
			endorse("g1", "adopted before", "2020-02-02"), void("g2", "g"),
			submit("g3", "adopted before", "2020-02-03"), endorse("g4", "adopted before", "2020-02-04"),
			void("g5", "g1"),
		},
		"commissioned": {
			enroll,
			commission("c", "asked", "2020-02-01"), answer("s", "i", "asked", "2020-02-02"),
			commission("d", "again", "2020-02-01"), answer("t", "j", "again", "2020-02-02"), void("d1", "d"),
			commission("d2", "again", "2020-06-03"), answer("w", "k", "asked", "2020-02-02"), void("w1", "w"),
			answer("w2", "k", "asked", "2020-05-25"), commission("e", "struck out", "2020-02-01"),
			answer("x", "l", "struck out", "2020-02-02"), void("e1", "e"),
			incident("n", ""), submit("y", "gone", "2020-02-02"), incident("n1", "gone"),
			endorse("n2", "gone", "2020-02-03"), void("y1", "y"), incident("n3", "i"), incident("n4", ""),
			void("n5", "n4"), incident("n6", ""),
		},
	} {
		l, err := ledger.Of(t.Context(), list...)
		require.NoError(t, err)
		lists[name] = l
	}
	return lists
}

// TestSelect holds selections to a look at each entry of the view.
func TestSelect(t *testing.T) {
	t.Parallel()
	for name, l := range talliedLedgers(t) {
		a := arranged(t, l)
		for view, v := range selectedViews(t, l) {
			t.Run(name+"/"+view, func(t *testing.T) {
				t.Parallel()
				s := selected(t, a, v)
				selects(t, l, a, v, s, func(string) bool { return false })
				odd := func(n int) bool { return n%2 == 1 }
				parted, err := s.WithoutItems(t.Context(), odd)
				require.NoError(t, err)
				selects(t, l, a, v, parted, func(item string) bool {
					n, ok := a.ItemOf(code(l, item))
					return ok && odd(n)
				})
				selects(t, l, a, v, s, func(string) bool { return false })
			})
		}
	}
}

// selects holds a selection to a look at each entry of the view, without those that name an item that is left out.
func selects(t *testing.T, l *ledger.Ledger, a *columns.ItemIndex, v *ledger.View, s *columns.Selection,
	leave func(item string) bool) {
	t.Helper()
	assert.Equal(t, v.Known(), s.Known())
	counts, submitted := map[int]bool{}, map[string]bool{}
	for i, e := range v.Entries() {
		if e.Item != "" && leave(e.Item) {
			continue
		}
		counts[i] = true
		submitted[e.Item] = submitted[e.Item] || e.Kind == ledger.Submit
	}
	var homeless, loose []int32
	var asked []columns.SelectedCommission
	for i, e := range l.All() {
		want := columns.NotSelected
		if counts[i] {
			want = columns.Of(l).KindCode(i)
			if e.Item != "" && e.Kind != ledger.Opening && !submitted[e.Item] {
				homeless = append(homeless, int32(i))
			}
			switch {
			case slices.Contains([]ledger.Kind{ledger.Enroll, ledger.Withdraw, ledger.Submit, ledger.Adopt,
				ledger.Endorse}, e.Kind):
			case e.Kind == ledger.Commission:
				c := columns.SelectedCommission{Position: int32(i), Place: int32(a.Place(i)),
					Code: code(l, e.Commission), Unit: code(l, e.Unit)}
				for k, answer := range l.All() {
					if counts[k] && answer.Kind == ledger.Submit && answer.Commission == e.Commission {
						c.Answers = append(c.Answers, int32(k))
					}
				}
				asked = append(asked, c)
			case !submitted[e.Item] || e.Kind == ledger.Opening:
				loose = append(loose, int32(i))
			}
		}
		require.Equal(t, want, s.Kind(i), "entry %d", i)
	}
	assert.Equal(t, homeless, slices.Clone(s.Orphans()))
	assert.Equal(t, loose, slices.Clone(s.Standalone()))
	assert.Equal(t, asked, s.Commissions())
	for n, c := range asked {
		found, ok := s.Commission(c.Code)
		assert.True(t, ok)
		assert.Equal(t, n, found)
	}
	_, ok := s.Commission(1 << 30)
	assert.False(t, ok)
	handedIn := 0
	for n := range a.Items() {
		of := a.Item(n)
		all := !slices.ContainsFunc(of, func(pos int32) bool { return !counts[int(pos)] })
		want := columns.NotSubmitted
		if submitted[l.Entry(int(of[0])).Item] {
			handedIn++
			if want = columns.Partial; all && a.Regular(n) {
				want = columns.Whole
			}
		}
		require.Equal(t, want, s.Item(n), "item %d", n)
	}
	assert.Equal(t, handedIn, s.Submitted())
}

// TestSelectKeepsTheLast asks that one selection of a ledger is kept, and that another view has its own.
func TestSelectKeepsTheLast(t *testing.T) {
	t.Parallel()
	l := talliedLedgers(t)["voided"]
	a, views := arranged(t, l), selectedViews(t, l)
	all := selected(t, a, views["all"])
	assert.Same(t, all, selected(t, a, must(l.View(t.Context(), ledger.ViewOptions{}))))
	until := selected(t, a, views["until"])
	assert.NotSame(t, all, until)
	assert.Same(t, until, selected(t, a, views["until"]))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.Select(ended, views["known and until"])
	require.ErrorIs(t, err, context.Canceled)
}

// TestTally holds the runs to the entries of each item: what they hold, how their times stand to each other, and where
// they fall.
func TestTally(t *testing.T) {
	t.Parallel()
	var of [columns.NumKinds][]columns.Field
	for i := range of {
		of[i] = []columns.Field{columns.FieldGenre, columns.FieldOutlet, columns.FieldPlacement}
	}
	var bounds []int64
	for _, day := range []string{"2020-01-05", "2020-02-02", "2020-04-01", "2020-07-01"} {
		bounds = append(bounds, on(t, day).Instant(time.UTC).UnixNano())
	}
	for name, l := range talliedLedgers(t) {
		a := arranged(t, l)
		when, err := a.Instants(t.Context(), columns.NewZone(time.UTC))
		require.NoError(t, err)
		for view, v := range selectedViews(t, l) {
			for i, bounds := range [][]int64{nil, bounds, bounds} {
				t.Run(fmt.Sprint(name, "/", view, "/", len(bounds), "/", i), func(t *testing.T) {
					t.Parallel()
					x, s := combined(t, a, of), selected(t, a, v)
					var alike []uint16
					number := func(place int) uint16 { return uint16(x.Key(place)) }
					if i == 2 {
						for n := range x.Len() {
							alike = append(alike, uint16(n-n%3))
						}
						number = func(place int) uint16 { return uint16(x.Key(place) - x.Key(place)%3) }
					}
					tally, err := x.GroupItems(t.Context(), s, when, bounds,
						columns.Equivalence{Basis: i, Classes: func(context.Context) ([]uint16, error) {
							return alike, nil
						}})
					require.NoError(t, err)
					holdTally(t, l, a, number, s, when, bounds, tally)
				})
			}
		}
	}
}

// talliedRun is what a tally says of one run.
type talliedRun struct {
	group, items int
	spans        []uint16
}

// holdTally holds a tally to a look at each item.
func holdTally(t *testing.T, l *ledger.Ledger, a *columns.ItemIndex, number func(place int) uint16,
	s *columns.Selection, when *columns.Instants, bounds []int64, tally *columns.ItemGroups) {
	var others []int32
	groups := map[string]int{}
	next := 0
	for _, u := range tally.Units() {
		require.Equal(t, next, u.First)
		next = u.End
		counted, met := make([]int, u.Len), map[int]bool{}
		var runs []talliedRun
		for of := range u.BySignature() {
			require.False(t, met[of.Signature], "those of one group stand together")
			require.Len(t, runs, of.First)
			met[of.Signature] = true
			for i := range of.Len {
				runs = append(runs, talliedRun{of.Signature, of.Count(i), of.Buckets(i)})
			}
		}
		require.Len(t, runs, u.Len)
		courses := map[string]int{}
		for n := u.First; n < u.End; n++ {
			require.Equal(t, u.Code, a.Unit(n))
			var places []int
			for i, pos := range a.Item(n) {
				if s.Kind(int(pos)) != columns.NotSelected {
					places = append(places, a.First(n)+i)
				}
			}
			submissions := 0
			for i, place := range places {
				if e := l.Entry(a.Position(place)); e.Kind == ledger.Submit {
					if submissions++; i > 0 || e.Unit != columns.Of(l).Text(u.Code) {
						submissions = 2
					}
				}
			}
			if submissions != 1 || len(places) > columns.MaxSignature {
				require.Equal(t, -1, tally.GroupOf(n), "item %d", n)
				if s.Item(n) != columns.NotSubmitted {
					others = append(others, int32(n))
				}
				continue
			}
			require.GreaterOrEqual(t, tally.GroupOf(n), 0, "item %d", n)
			counted[tally.GroupOf(n)]++
			run := runs[tally.GroupOf(n)]
			signature, course := "", ""
			for i, place := range places {
				signature += fmt.Sprint(" ", number(place), ":")
				earlier := map[int64]bool{}
				for _, other := range places {
					if when.At(other) < when.At(place) {
						earlier[when.At(other)] = true
					}
				}
				for _, other := range places[:i] {
					signature += fmt.Sprint(cmp.Compare(when.At(place), when.At(other)), ",")
				}
				span := 0
				for span < len(bounds) && bounds[span] <= when.At(place) {
					span++
				}
				course += fmt.Sprint(" ", span)
				require.Equal(t, uint16(span), run.spans[i])
				require.Equal(t, columns.SignatureEntry{Key: number(place), Rank: uint8(len(earlier))},
					tally.Signature(run.group)[i])
			}
			require.Len(t, tally.Signature(run.group), len(places))
			if known, ok := groups[signature]; ok {
				require.Equal(t, known, run.group)
			}
			groups[signature] = run.group
			courses[signature+"|"+course]++
		}
		most := 0 // runs that are full count once more
		for _, items := range courses {
			most += 1 + (items-1)/65535
		}
		require.Len(t, runs, most)
		items := 0
		for _, n := range counted {
			items += n
		}
		require.Equal(t, items, u.Items)
		for i, run := range runs {
			require.Equal(t, run.items, counted[i])
		}
	}
	require.Equal(t, a.Items(), next)
	assert.Equal(t, others, slices.Clone(tally.Ungrouped()))
	assert.Len(t, groups, tally.Signatures())
}

// TestTallyKeepsTheLast asks that a tally is made once for the same selection, instants and bounds.
func TestTallyKeepsTheLast(t *testing.T) {
	t.Parallel()
	l := talliedLedgers(t)["voided"]
	a := arranged(t, l)
	x, s := combined(t, a, [columns.NumKinds][]columns.Field{}),
		selected(t, a, must(l.View(t.Context(), ledger.ViewOptions{})))
	when, err := a.Instants(t.Context(), columns.NewZone(time.UTC))
	require.NoError(t, err)
	asked := 0
	tally := func(by any, alike []uint16, bounds ...int64) *columns.ItemGroups {
		made, err := x.GroupItems(t.Context(), s, when, bounds,
			columns.Equivalence{Basis: by, Classes: func(context.Context) ([]uint16, error) {
				asked++
				return alike, nil
			}})
		require.NoError(t, err)
		assert.Equal(t, alike, made.Classes())
		return made
	}
	first := tally("none", nil, 1, 2)
	assert.Same(t, first, tally("none", nil, 1, 2))
	assert.Equal(t, 1, asked, "what is alike by the same is asked once")
	assert.Same(t, first, tally("none either", nil, 1, 2))
	assert.Same(t, first, tally("none either", nil, 1, 2))
	assert.Equal(t, 2, asked)
	assert.NotSame(t, first, tally("none either", nil, 1, 3))
	one := make([]uint16, x.Len())
	second := tally("all", one, 1, 3)
	assert.NotSame(t, second, tally("none", nil, 1, 3))
	assert.NotSame(t, second, tally("all", one, 1, 3))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = x.GroupItems(ended, s, when, nil, columns.Equivalence{})
	require.ErrorIs(t, err, context.Canceled)
	failed := errors.New("failed")
	_, err = x.GroupItems(t.Context(), s, when, nil,
		columns.Equivalence{Basis: "failing", Classes: func(context.Context) ([]uint16, error) { return nil, failed }})
	require.ErrorIs(t, err, failed)
	none, err := x.GroupItems(t.Context(), s, when, make([]int64, 1<<16), columns.Equivalence{})
	require.NoError(t, err)
	assert.Nil(t, none, "more spans than are told apart")
}
