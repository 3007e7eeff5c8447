package scoring

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// blockSize is how many cases one goroutine takes at a time. It has no effect on the result.
const blockSize = 4096

// Score runs the four steps over a ledger: number, credit, settle, rank. The result depends on scheme, ledger and options
// alone, to the byte, whatever the number of goroutines. A problem with one entry is data in the result; the error is that
// the options do not fit (*OptionsError), that an expression passed a limit (*rule.LimitError), or the context's. Requires
// s and l not to be nil. It is safe for many goroutines, on one scheme and one ledger too.
func Score(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Scorebook, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := newFrame(ctx, s, l, o)
	if err != nil {
		return nil, err
	}
	var credited []Credited
	summed, settled, err := f.bulk(ctx)
	if err == nil && summed == nil {
		credited, settled, err = f.inFull(ctx, f.newProgress())
	}
	if err != nil {
		return nil, err
	}
	ranked, err := f.Rank(settled)
	if err != nil {
		return nil, err
	}
	b := f.Book(credited, settled, ranked)
	b.summed = summed
	return b, nil
}

// inFull runs steps 1 and 2 with every change by itself.
func (f *Frame) inFull(ctx context.Context, progress func(cases int)) ([]Credited, []Settled, error) {
	credited, err := f.creditAll(ctx, f.Cases(), progress)
	if err != nil {
		return nil, nil, err
	}
	settled, err := f.settleAll(ctx, f.ByUnit(credited...))
	return credited, settled, err
}

func (f *Frame) workers() int {
	if f.options.Workers > 0 {
		return f.options.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// inBlocks runs work over n blocks on the frame's goroutines, of which the caller's is one; the first error, in the order of the
// blocks, ends it.
func (f *Frame) inBlocks(ctx context.Context, n int, work func(ctx context.Context, block int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, n)
	var next atomic.Int64
	take := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			if errs[i] = work(ctx, i); errs[i] != nil {
				cancel()
				return
			}
		}
	}
	var wg sync.WaitGroup
	for range min(f.workers(), n) - 1 {
		wg.Go(take)
	}
	take()
	wg.Wait()
	return firstCause(errs)
}

// firstCause prefers an error of ours to the cancellation that it caused in other blocks.
func firstCause(errs []error) error {
	var first error
	for _, err := range errs {
		if err != nil && (first == nil || first == context.Canceled) {
			first = err
		}
	}
	return first
}

// creditAll is step 1 for cases, in blocks; progress is told how many more are done.
func (f *Frame) creditAll(ctx context.Context, cases []Case, progress func(cases int)) ([]Credited, error) {
	blocks := slices.Collect(slices.Chunk(cases, blockSize))
	parts := make([]Credited, len(blocks))
	err := f.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) (err error) {
		if parts[i], err = f.Credit(ctx, blocks[i]); err == nil {
			progress(len(blocks[i]))
		}
		return err
	})
	return parts, err
}

// newProgress returns what is told, by any goroutine, that so many more cases are credited.
func (f *Frame) newProgress() func(cases int) {
	if f.options.Progress == nil {
		return func(int) {}
	}
	var mu sync.Mutex
	done := 0
	return func(cases int) {
		mu.Lock()
		defer mu.Unlock()
		done += cases
		f.options.Progress(done, max(f.counts.Submitted()+len(f.rest), f.later.size))
	}
}

// ByUnit is the merge between steps 1 and 2: the changes of each unit, units in the order of their ids, whatever the split
// into blocks. Units on the roster without a change are there too, since they may owe.
func (f *Frame) ByUnit(blocks ...Credited) []UnitChanges {
	units := f.roster.Units()
	index := make(map[string]int, len(units))
	out := make([]UnitChanges, len(units))
	for i, u := range units {
		index[u], out[i].Unit = i, u
	}
	sizes := make([]int, len(units))
	for _, b := range blocks {
		for i := range b.Changes {
			sizes[index[b.Changes[i].Unit]]++
		}
	}
	for i := range out {
		out[i].Changes = make([]Change, 0, sizes[i])
	}
	for _, b := range blocks {
		for i := range b.Changes {
			u := &out[index[b.Changes[i].Unit]]
			u.Changes = append(u.Changes, b.Changes[i])
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].Changes, compareChanges)
	}
	return out
}

func (f *Frame) settleAll(ctx context.Context, units []UnitChanges) ([]Settled, error) {
	blocks := slices.Collect(slices.Chunk(units, max(1, len(units)/(4*f.workers())+1)))
	parts := make([][]Settled, len(blocks))
	err := f.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) (err error) {
		parts[i], err = f.Settle(ctx, blocks[i])
		return err
	})
	return slices.Concat(parts...), err
}
