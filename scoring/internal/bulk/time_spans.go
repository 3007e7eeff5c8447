package bulk

import (
	"math"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
)

// timeSpans are the time buckets by which items are grouped. A span lies within one bucket of the sums and in one
// epoch.
type timeSpans struct {
	groups  *columns.ItemGroups
	starts  []int64  // by span, then the end of time
	buckets []int32  // by span: the bucket of the sums
	epochs  []uint32 // by span
}

// boundsOfSpans are the bounds of the buckets of the sums, the beginnings of epochs, and the changes of the roster
// unless there are very many.
func boundsOfSpans(signatures *signature.Signatures) []int64 {
	all := slices.Concat(signatures.Buckets.Bounds, signatures.Epochs)
	if len(signatures.RosterChanges) <= 2*len(all) {
		all = append(all, signatures.RosterChanges...)
	}
	return signature.SortedInstants(all)
}

func newSpans(signatures *signature.Signatures, groups *columns.ItemGroups, bounds []int64) *timeSpans {
	s := &timeSpans{groups: groups, starts: slices.Concat([]int64{math.MinInt64}, bounds, []int64{math.MaxInt64})}
	for _, start := range s.starts[:len(s.starts)-1] {
		s.buckets, s.epochs = append(s.buckets, signatures.Buckets.Of(start)),
			append(s.epochs, signature.EpochOf(signatures.Epochs, start))
	}
	return s
}
