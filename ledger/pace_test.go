package ledger

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMemo(t *testing.T) {
	t.Parallel()
	var m memo[int]
	broken := errors.New("broken")
	_, err := m.get(t.Context(), nil, func() (int, error) { return 1, broken })
	require.ErrorIs(t, err, broken)

	made, began, goOn := atomic.Int32{}, make(chan struct{}), make(chan struct{})
	first := make(chan int)
	go func() {
		v, _ := m.get(t.Context(), nil, func() (int, error) { close(began); <-goOn; made.Add(1); return 7, nil })
		first <- v
	}()
	<-began
	ended, end := context.WithCancel(t.Context())
	end()
	_, err = m.get(ended, nil, nil)
	require.ErrorIs(t, err, context.Canceled, "who waits is let go")
	second := make(chan int)
	go func() {
		v, _ := m.get(t.Context(), nil, func() (int, error) { made.Add(1); return 8, nil })
		second <- v
	}()
	close(goOn)
	assert.Equal(t, 7, <-first)
	assert.Equal(t, 7, <-second)
	assert.EqualValues(t, 1, made.Load(), "made once")

	v, err := m.get(t.Context(), func(v int) bool { return v > 7 }, func() (int, error) { return 9, nil })
	require.NoError(t, err)
	assert.Equal(t, 9, v, "what does not fit is made anew")
	assert.Panics(t, func() {
		_, _ = m.get(t.Context(), func(int) bool { return false }, func() (int, error) { panic("x") })
	})
	v, err = m.get(t.Context(), nil, nil)
	require.NoError(t, err)
	assert.Equal(t, 9, v, "and a panic lets the others go on")
}

func TestSortFunc(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, sortRun - 1, sortRun, sortRun + 1, 3*sortRun + 5, 4 * sortRun} {
		list := make([]int, n)
		for i := range list {
			list[i] = i * 7919 % 1_000_003
		}
		want := slices.Clone(list)
		slices.Sort(want)
		require.NoError(t, sortFunc(t.Context(), list, cmp.Compare[int]))
		require.Equal(t, want, list, "%d", n)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	require.ErrorIs(t, sortFunc(ended, []int{2, 1}, cmp.Compare[int]), context.Canceled)
}
