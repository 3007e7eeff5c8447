package bulk

import (
	"math/bits"
	"slices"
	"sort"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Buckets parts time at every instant at which a period begins or ends that a score looks at. What happens in one cell falls
// into the same periods, so that sums by cell are enough for all of them.
type Buckets struct {
	bounds []int64 // cell i ends where bounds[i] begins; the last one never does
	quick  []int32 // by step from the first bound: the cell at the step's beginning
	step   uint    // of 1 << step nanoseconds
}

// bucketsOf parts time at the bounds of the periods that are settled and of the one that is shown.
func bucketsOf(f *frame.Frame) *Buckets {
	c := &Buckets{bounds: []int64{frame.Nanoseconds(f.Start), frame.Nanoseconds(f.End)}}
	for _, sp := range f.Spans {
		c.bounds = append(c.bounds, frame.Nanoseconds(sp.Start), frame.Nanoseconds(sp.End))
	}
	slices.Sort(c.bounds)
	c.bounds = slices.Compact(c.bounds)
	first, last := c.bounds[0], c.bounds[len(c.bounds)-1]
	all := uint64(last) - uint64(first)
	c.step = uint(bits.Len64(all / uint64(16*len(c.bounds))))
	for i := range all>>c.step + 1 {
		c.quick = append(c.quick, c.search(first+int64(i<<c.step)))
	}
	return c
}

// len is the number of cells.
func (c *Buckets) len() int { return len(c.bounds) + 1 }

func (c *Buckets) search(at int64) int32 {
	return int32(sort.Search(len(c.bounds), func(i int) bool { return c.bounds[i] > at }))
}

// Of is the cell of an instant.
func (c *Buckets) Of(at int64) int32 {
	if at < c.bounds[0] {
		return 0
	}
	step := (uint64(at) - uint64(c.bounds[0])) >> c.step
	if step >= uint64(len(c.quick)) {
		return c.search(at)
	}
	cell := c.quick[step]
	for int(cell) < len(c.bounds) && c.bounds[cell] <= at {
		cell++
	}
	return cell
}

// within are the cells [low, high) of a period, whose bounds are among those of the cells.
func (c *Buckets) within(start, end int64) (low, high int32) { return c.Of(start), c.Of(end-1) + 1 }
