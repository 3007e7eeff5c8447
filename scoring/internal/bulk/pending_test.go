package bulk

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// TestClassesThatOthersMake asks that cases and groups of items whose class another goroutine is making wait for it:
// the sums, the notable cases and the number of cases are those of a goroutine that makes its classes itself.
func TestClassesThatOthersMake(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chifeng-2020", "street-2022", "xihu-2021"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, l, o := worlds.Year(t, name, 0, sample.Options{Entries: 2000, Units: 20})
			o.Workers = 1
			_, with, err := steps.Open(t.Context(), s, l, o, []steps.Way{Way{}})
			require.NoError(t, err)
			p := with.(*Prepared)
			require.True(t, p.CanSum())
			signatures := p.Signatures()
			require.NoError(t, signatures.SignPerEntry(t.Context()))
			for _, byGroup := range []bool{false, true} {
				own := &classTable{}
				want := p.creditWith(t, own, byGroup)
				theirs := &classTable{keys: own.keys}
				for range own.Classes {
					theirs.Classes = append(theirs.Classes, &Class{ready: make(chan struct{})})
				}
				go func() { // the other goroutine
					time.Sleep(20 * time.Millisecond)
					for i, c := range theirs.Classes {
						of := own.Classes[i]
						c.Alone, c.Results, c.Notable = of.Alone, of.Results, of.Notable
						close(c.ready)
					}
				}()
				assert.Equal(t, want, p.creditWith(t, theirs, byGroup), "by group: %v", byGroup)
			}
		})
	}
}

// creditedCases is what one goroutine made of all cases.
type creditedCases struct {
	cases   int
	figures []*steps.Figures
	notable []int32
}

// creditWith is step 1 for all cases by one goroutine, case by case or by group.
func (p *Prepared) creditWith(t *testing.T, shared *classTable, byGroup bool) (out creditedCases) {
	t.Helper()
	ctx, signatures := t.Context(), p.Signatures()
	layout := sums.NewLayout(p.Frame, p.Buckets)
	require.NoError(t, signatures.SignPerEntry(ctx))
	w := NewCreditor(signatures, steps.NewRunner(p.Frame))
	w.sums, w.Shared = sums.NewSums(layout, len(p.Frame.Roster.Units())), shared
	all := &workers{f: p.Frame, signatures: signatures, All: []*Creditor{w}, free: make(chan *Creditor, 1),
		shared: shared, sums: w.sums, progress: func(cases int) { out.cases += cases }}
	all.free <- w
	list := p.Frame.AllCases().Cases
	blocks := all.caseBlocks(len(list), func(i int) (frame.Case, bool) { return list[i], true })
	if byGroup {
		var err error
		blocks, err = all.unitBlocks(ctx)
		require.NoError(t, err)
		require.NotNil(t, blocks)
	}
	require.NoError(t, all.run(ctx, blocks))
	total, notable := all.merge()
	for unit := range p.Frame.Roster.Units() {
		out.figures = append(out.figures, total.Figures(p.Frame, int32(unit), 0, int32(layout.NumBuckets)))
	}
	for _, c := range notable() {
		out.notable = append(out.notable, c.First)
	}
	slices.Sort(out.notable)
	return out
}

// TestGroupsNeedTheCache: groups of items find their classes by the cached signatures of their entries.
func TestGroupsNeedTheCache(t *testing.T) {
	t.Parallel()
	s, l, _ := worlds.Edges()[0].Build(t)
	_, with, err := steps.Open(context.Background(), s, l, frame.Options{}, []steps.Way{Way{}})
	require.NoError(t, err)
	p := with.(*Prepared)
	require.True(t, p.CanSum())
	w := NewCreditor(p.Signatures(), steps.NewRunner(p.Frame))
	assert.True(t, w.groupsDecide())
	w.signatures.Cache = nil
	assert.False(t, w.groupsDecide())
}

// TestResultsOfGroups: what a group learns of a class is what fits into its table.
func TestResultsOfGroups(t *testing.T) {
	t.Parallel()
	const most = 1<<31 - 1
	for _, row := range []struct {
		name     string
		results  []ClassResult
		position int32
		learned  bool
	}{
		{"an amount", []ClassResult{{Entry: 0, Whole: 5}}, 0, true},
		{"the largest", []ClassResult{{Entry: 0, Whole: most}}, 0, true},
		{"one too large", []ClassResult{{Entry: 0, Whole: 1}, {Entry: 0, Whole: most + 1}}, 0, false},
		{"one too small", []ClassResult{{Entry: 0, Whole: -most - 2}}, 0, false},
		{"the last place", []ClassResult{{Entry: 0, Whole: 5}}, 1<<15 - 1, true},
		{"a place too far", []ClassResult{{Entry: 0, Whole: 5}}, 1 << 15, false},
		{"another unit", []ClassResult{{Entry: 0, Unit: -3, Whole: 5}}, 0, false},
		{"another unit of the case", []ClassResult{{Entry: 0, Unit: 1, Whole: 5}}, 0, false},
		{"the end of a period", []ClassResult{{Entry: SettlementOnly, Whole: 5}}, 0, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			layout := &sums.Layout{Position: []int32{row.position}}
			g := &grouped{sums: &sums.Sums{Layout: layout}, deltas: []groupDelta{{whole: 7}}}
			var result groupResult
			learned := g.learn(&result, []orderedEntry{{entry: 2}}, &Class{Results: row.results, Notable: true})
			assert.Equal(t, row.learned, learned)
			want := groupResult{}
			if row.learned {
				want = groupResult{start: 1, end: 2, known: true, notable: true}
				now := groupDelta{int32(row.results[0].Whole), int16(row.position), 2}
				assert.Equal(t, []groupDelta{{whole: 7}, now}, g.deltas)
			}
			assert.Equal(t, want, result)
		})
	}
}

// TestShortKeysOfPeriods: a key that has a place in the cache has a short key of its own.
func TestShortKeysOfPeriods(t *testing.T) {
	t.Parallel()
	of := map[uint64][]uint32{}
	var w PeriodSettler
	figures := []uint32{0, 1, 2, 3, 4, 1 << 7, 1 << 8, 1 << 14, 1<<14 + 1, 1 << 15, 1<<16 - 1, 1 << 16, 1<<16 + 1,
		1<<32 - 1}
	highs := []uint32{0, 1, 1<<32 - 1}
	add := func(key []uint32, sums int, cached bool) {
		slot, hash := w.cacheSlot(key, key[len(key)-sums:])
		require.Equal(t, cached, slot != nil, "%v", key)
		if cached {
			require.Nil(t, of[hash], "that of %v", key)
			of[hash] = slices.Clone(key)
		}
	}
	for _, code := range figures {
		for _, member := range figures[:8] {
			add([]uint32{code, member}, 0, code < 1<<16)
			add([]uint32{code, member, 3}, 0, false) // an assigned figure
			for _, low := range figures {
				for _, high := range highs {
					small := code < 1<<16 && low < 1<<16 && high == 0
					if low > 0 || high > 0 { // 0 0 is as no sum: a scheme has as many in all keys of a kind
						add([]uint32{code, member, low, high}, 2, small)
					}
					for _, other := range figures[1:] {
						add([]uint32{code, member, low, high, other, 0}, 4, small && other < 1<<16)
					}
				}
			}
		}
	}
	add([]uint32{1, 1, 1, 0, 1, 0, 1, 0}, 6, false)
}

// TestPeriodsBeyondTheClasses: when there are very many classes, a period of a known one has its results, and any other
// is settled alone.
func TestPeriodsBeyondTheClasses(t *testing.T) {
	t.Parallel()
	s, l, _ := worlds.Edges()[0].Build(t)
	_, with, err := steps.Open(t.Context(), s, l, frame.Options{Periods: worlds.Periods("2020")}, []steps.Way{Way{}})
	require.NoError(t, err)
	p := with.(*Prepared)
	require.True(t, p.CanSum())
	result, err := p.Run(t.Context(), p.Signatures(), nil)
	require.NoError(t, err)
	w := result.Settler.TakeSettler()
	w.classes, w.keys = nil, result.Settler.Classes.keys
	w.keys.Number([]uint32{0, 0, 0}) // of the length of none
	for n := uint32(1); w.keys.Len() < maxClasses; n++ {
		w.keys.Number([]uint32{n, n, n})
	}
	for range w.keys.Len() {
		w.classes = append(w.classes, &PeriodClass{Number: 5})
	}
	n, _ := w.keys.Find([]uint32{7, 7, 7})
	known := w.classes[n]
	sp := &result.Settler.Spans[0]
	w.Load(0)
	assert.Same(t, known, w.find(sp, []uint32{7, 7, 7}))
	fresh := w.find(sp, []uint32{1, 2, 3})
	assert.Equal(t, Singleton, fresh.Number)
	known.Alone = true
	assert.Equal(t, Singleton, w.find(sp, []uint32{7, 7, 7}).Number)
	assert.Equal(t, maxClasses, w.keys.Len(), "none is added")
	assert.NotEqual(t, columns.NoState, w.onlyState)
}
