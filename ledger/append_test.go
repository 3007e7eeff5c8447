package ledger_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// To append any end of a ledger gives the same as to make the whole, errors too.
func TestAppendIsTheWhole(t *testing.T) {
	t.Parallel()
	taken, refused := 0, 0
	for seed := range uint64(200) {
		entries := made.Entries(t, seed, 60, int(seed%3)*8)
		whole, wholeErr := ledger.Of(t.Context(), entries...)
		for _, cut := range []int{0, 1, 9, 30, len(entries) - 1, len(entries)} {
			start, err := ledger.Of(t.Context(), entries[:cut]...)
			if err != nil {
				continue
			}
			digest := must(start.Digest(t.Context()))
			repeated := cut - start.Len() // those count in errors, but are not there
			longer, err := start.Append(t.Context(), entries[cut:]...)
			if wholeErr == nil {
				taken++
				sameLedgers(t, whole, nil, longer, err)
			} else if refused++; repeated == 0 {
				sameLedgers(t, nil, wholeErr, longer, err)
			} else {
				require.Error(t, err)
			}
			require.Equal(t, digest, must(start.Digest(t.Context())))
		}
	}
	assert.Greater(t, taken, 200)
	assert.Greater(t, refused, 200)
}

// One entry after the other gives the same as the whole, over several blocks of columns.
func TestAppendOneByOne(t *testing.T) {
	t.Parallel()
	entries := made.Entries(t, 1, 5000, 0)
	whole, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	grown, err := ledger.Of(t.Context())
	require.NoError(t, err)
	var earlier []*ledger.Ledger
	for _, e := range entries {
		grown, err = grown.Append(t.Context(), e)
		require.NoError(t, err)
		if grown.Len()%999 == 0 {
			earlier = append(earlier, grown)
		}
	}
	sameLedgers(t, whole, nil, grown, nil)
	for _, l := range earlier {
		assert.Equal(t, must(whole.RootAt(t.Context(), l.Len())), must(l.RootAt(t.Context(), l.Len())))
	}
}

// Ledgers that continue one and the same know nothing of each other, whoever reads them meanwhile.
func TestAppendTwice(t *testing.T) {
	t.Parallel()
	entries := made.Entries(t, 2, 3000, 0)
	start, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	digest := must(start.Digest(t.Context()))
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			l := start
			want := entries
			for j := range 50 {
				e := ledger.Entry{ID: fmt.Sprint("new", j), Kind: ledger.Submit, At: on(t, "2021-01-01"),
					Unit: fmt.Sprint("unit-", i), Item: fmt.Sprint("new", j*i), Genre: fmt.Sprint(i)}
				if i == 0 {
					e.Item = e.ID
				}
				longer, err := l.Append(t.Context(), e)
				if assert.NoError(t, err) {
					l, want = longer, append(want[:len(want):len(want)], e)
				}
				_, ok := start.Find(e.ID)
				assert.False(t, ok)
			}
			whole, err := ledger.Of(t.Context(), want...)
			assert.NoError(t, err)
			assert.Equal(t, must(whole.Digest(t.Context())), must(l.Digest(t.Context())))
			_, err = l.Append(t.Context(),
				ledger.Entry{ID: "again", Kind: ledger.Submit, At: on(t, "2021-01-01"), Unit: "unit-1",
					Item: fmt.Sprint("new", 7*max(i, 1)), Genre: "x"})
			assert.ErrorContains(t, err, "a second submission")
		})
	}
	wait.Wait()
	again, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	assert.Equal(t, digest, must(again.Digest(t.Context())))
}

// A view that is continued is the view of the longer ledger, or is refused.
func TestContinuedView(t *testing.T) {
	t.Parallel()
	continued, refused := 0, 0
	until, err := ledger.ParseTime("2020-06-30")
	require.NoError(t, err)
	for seed := range uint64(100) {
		entries := made.Entries(t, seed, 60, 0)
		whole, err := ledger.Of(t.Context(), entries...)
		require.NoError(t, err)
		for _, o := range []ledger.ViewOptions{{}, {Until: until}, {Known: until}} {
			for _, cut := range []int{1, 30, 55, len(entries) - 1} {
				start, err := ledger.Of(t.Context(), entries[:cut]...)
				if err != nil {
					continue
				}
				longer, err := start.Append(t.Context(), entries[cut:]...)
				require.NoError(t, err)
				v, ok := must(start.View(t.Context(), o)).Continued(longer)
				if !ok {
					refused++
					continue
				}
				continued++
				want := must(whole.View(t.Context(), o))
				assert.Equal(t, want.Known(), v.Known())
				assert.Equal(t, ids(want), ids(v))
				assert.Equal(t, want.Struck(), v.Struck())
				assert.Equal(t, must(want.Roster(t.Context())).Units(), must(v.Roster(t.Context())).Units())
			}
		}
	}
	assert.Positive(t, continued)
	assert.Positive(t, refused)
}
