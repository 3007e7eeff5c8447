package ledger_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// A long sequence gives the same as its entries one by one, errors too, and may use its slices again.
func TestLongSequences(t *testing.T) {
	t.Parallel()
	refused := 0
	for seed := range uint64(6) {
		entries := randomEntries(t, seed, 2500, int(seed%3))
		want, wantErr := ledger.NewOneByOne(entries)
		if wantErr != nil {
			refused++
		}
		got, err := ledger.New(reusing(entries))
		sameLedgers(t, want, wantErr, got, err)
		if start, err := ledger.Of(entries[:40]...); err == nil && start.Len() == 40 {
			got, err := start.Append(entries[40:]...)
			sameLedgers(t, want, wantErr, got, err)
		}
	}
	assert.Greater(t, refused, 2)
}

// reusing gives entries whose lists stand in the same memory, one after the other.
func reusing(entries []ledger.Entry) iter.Seq2[ledger.Entry, error] {
	return func(yield func(ledger.Entry, error) bool) {
		var with []string
		var shares []ledger.Share
		var attrs ledger.Attrs
		for _, e := range entries {
			with, shares, attrs = append(with[:0], e.With...), append(shares[:0], e.Shares...), append(attrs[:0], e.Attrs...)
			e.With, e.Shares, e.Attrs = with, shares, attrs
			if !yield(e, nil) {
				return
			}
		}
	}
}

func TestLongSequenceThatFails(t *testing.T) {
	t.Parallel()
	entries := randomEntries(t, 0, 3000, 0)
	for _, at := range []int{1, 1000, 1001, 1250, 1251, 1777} {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			broken := errors.New("the table is gone")
			_, err := ledger.New(func(yield func(ledger.Entry, error) bool) {
				for _, e := range slices.Clone(entries[:at-1]) {
					if !yield(e, nil) {
						return
					}
				}
				yield(ledger.Entry{}, broken)
			})
			require.ErrorIs(t, err, broken)
			assert.EqualError(t, err, fmt.Sprintf("entry %d: the table is gone", at))
		})
	}
}
