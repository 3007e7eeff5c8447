package sums

import (
	"math/bits"
	"slices"
	"sort"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Buckets parts time at every instant at which a period begins or ends that a score looks at. What happens in one cell falls
// into the same periods, so that sums by cell are enough for all of them.
type Buckets struct {
	Bounds []int64 // cell i ends where bounds[i] begins; the last one never does
	quick  []int32 // by step from the first bound: the cell at the step's beginning
	step   uint    // of 1 << step nanoseconds
}

// BucketsOf parts time at the bounds of the periods that are settled and of the one that is shown.
func BucketsOf(f *frame.Frame) *Buckets {
	c := &Buckets{Bounds: []int64{frame.Nanoseconds(f.Start), frame.Nanoseconds(f.End)}}
	for _, sp := range f.Spans {
		c.Bounds = append(c.Bounds, frame.Nanoseconds(sp.Start), frame.Nanoseconds(sp.End))
	}
	slices.Sort(c.Bounds)
	c.Bounds = slices.Compact(c.Bounds)
	first, last := c.Bounds[0], c.Bounds[len(c.Bounds)-1]
	all := uint64(last) - uint64(first)
	c.step = uint(bits.Len64(all / uint64(16*len(c.Bounds))))
	for i := range all>>c.step + 1 {
		c.quick = append(c.quick, c.search(first+int64(i<<c.step)))
	}
	return c
}

// len is the number of cells.
func (c *Buckets) len() int { return len(c.Bounds) + 1 }

func (c *Buckets) search(at int64) int32 {
	return int32(sort.Search(len(c.Bounds), func(i int) bool { return c.Bounds[i] > at }))
}

// Of is the cell of an instant.
func (c *Buckets) Of(at int64) int32 {
	if at < c.Bounds[0] {
		return 0
	}
	step := (uint64(at) - uint64(c.Bounds[0])) >> c.step
	if step >= uint64(len(c.quick)) {
		return c.search(at)
	}
	cell := c.quick[step]
	for int(cell) < len(c.Bounds) && c.Bounds[cell] <= at {
		cell++
	}
	return cell
}

// Within are the cells [low, high) of a period, whose bounds are among those of the cells.
func (c *Buckets) Within(start, end int64) (low, high int32) { return c.Of(start), c.Of(end-1) + 1 }
