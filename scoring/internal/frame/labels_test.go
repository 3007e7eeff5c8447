package frame

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
)

// numberingOf counts entries in two periods, by texts.
func numberingOf(t *testing.T, first, second []string) *Numbering {
	l, err := ledger.Of(t.Context())
	require.NoError(t, err)
	n := NewNumbering(&Texts{Columns: columns.Of(l), Others: map[string]uint32{}}, len(first)+len(second))
	n.Periods = []calendar.Period{{Kind: calendar.Month, Year: 2020, Index: 1},
		{Kind: calendar.Month, Year: 2020, Index: 3}}
	for period, texts := range [][]string{first, second} {
		for _, text := range texts {
			key, _ := n.Keys.Number([]uint32{n.Texts.Code(text)})
			n.Counted = append(n.Counted, Numbered{Pos: int32(len(n.Counted)), Key: key, Period: int32(period)})
		}
	}
	return &n
}

func TestLabelCounts(t *testing.T) {
	t.Parallel()
	n := numberingOf(t, []string{"late", "lost", "late"}, []string{"lost", "new", "lost"})
	for _, row := range []struct {
		name             string
		period, from, to int32
		want             map[string]int64
	}{
		{"none", 0, 0, 0, map[string]int64{}},
		{"of the first period, all", 0, 0, 3, map[string]int64{"late": 2, "lost": 1}},
		{"of the first period, two", 0, 0, 2, map[string]int64{"late": 1, "lost": 1}},
		{"of the second period, one", 1, 3, 4, map[string]int64{"lost": 1}},
		{"of the second period, all", 1, 3, 6, map[string]int64{"lost": 2, "new": 1}},
	} {
		counts, got := labelCounts{n.labelsOf(), row.period, row.from, row.to}, map[string]int64{}
		for _, key := range counts.Keys() {
			v, ok := counts.Entry(key)
			assert.True(t, ok, "%s: %s", row.name, key)
			number, _ := v.AsNumber()
			got[key] = number.IntPart()
		}
		assert.Equal(t, row.want, got, row.name)
		for _, text := range []string{"late", "lost", "new", "never"} {
			_, ok := counts.Entry(text)
			assert.Equal(t, row.want[text] > 0, ok, "%s: %s", row.name, text)
		}
	}
}

// TestLabelCountsAllocateNothing: what an entry reads of those before it takes no room, however many they are.
func TestLabelCountsAllocateNothing(t *testing.T) {
	for _, size := range []int{10, 1000, 100_000} {
		texts := make([]string, size)
		for i := range texts {
			texts[i] = []string{"late", "lost"}[i%2]
		}
		n := numberingOf(t, texts, nil)
		counts := labelCounts{n.labelsOf(), 0, 0, int32(size)}
		assert.Zero(t, testing.AllocsPerRun(10, func() { counts.Entry("late") }), "%d entries", size)
		assert.Len(t, counts.Keys(), 2, "%d entries", size)
	}
}
