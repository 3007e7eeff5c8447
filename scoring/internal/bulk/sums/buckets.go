package sums

import (
	"math/bits"
	"slices"
	"sort"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Buckets parts time at the bounds of all periods that a score settles or reports. Two instants of one bucket lie in
// the same periods, so sums by bucket are enough for each of them.
type Buckets struct {
	Bounds []int64 // ascending; bucket i lies before Bounds[i], the last bucket after all of them
	atStep []int32 // by step from the first bound: the bucket at its beginning
	shift  uint    // a step is 1 << shift nanoseconds
}

// BucketsOf parts time at the bounds of the periods that a frame settles and reports.
func BucketsOf(f *frame.Frame) *Buckets {
	b := &Buckets{}
	for _, sp := range slices.Concat(f.Reported, f.Spans) {
		b.Bounds = append(b.Bounds, frame.Nanoseconds(sp.Start), frame.Nanoseconds(sp.End))
	}
	slices.Sort(b.Bounds)
	b.Bounds = slices.Compact(b.Bounds)
	first, last := b.Bounds[0], b.Bounds[len(b.Bounds)-1]
	all := uint64(last) - uint64(first)
	b.shift = uint(bits.Len64(all / uint64(16*len(b.Bounds))))
	for i := range all>>b.shift + 1 {
		b.atStep = append(b.atStep, b.search(first+int64(i<<b.shift)))
	}
	return b
}

// len is the number of buckets.
func (b *Buckets) len() int { return len(b.Bounds) + 1 }

func (b *Buckets) search(at int64) int32 {
	return int32(sort.Search(len(b.Bounds), func(i int) bool { return b.Bounds[i] > at }))
}

// Of is the bucket of an instant.
func (b *Buckets) Of(at int64) int32 {
	if at < b.Bounds[0] {
		return 0
	}
	step := (uint64(at) - uint64(b.Bounds[0])) >> b.shift
	if step >= uint64(len(b.atStep)) {
		return b.search(at)
	}
	bucket := b.atStep[step]
	for int(bucket) < len(b.Bounds) && b.Bounds[bucket] <= at {
		bucket++
	}
	return bucket
}

// Within are the buckets [low, high) of a period. It requires that the bounds of the period are among those of the
// buckets.
func (b *Buckets) Within(start, end int64) (low, high int32) { return b.Of(start), b.Of(end-1) + 1 }
