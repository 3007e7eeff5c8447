package frame

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Workers is the number of goroutines that a score may use.
func (f *Frame) Workers() int {
	if f.Options.Workers > 0 {
		return f.Options.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// InBlocks runs work over n blocks on the frame's goroutines, of which the caller's is one. The first error, in the
// order of the blocks, ends it; so does an [*OverworkError].
func (f *Frame) InBlocks(ctx context.Context, n int, work func(ctx context.Context, block int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, n)
	var next atomic.Int64
	runBlocks := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			if errs[i] = work(ctx, i); errs[i] == nil {
				errs[i] = f.Work.Err()
			}
			if errs[i] != nil {
				cancel()
				return
			}
		}
	}
	var wg sync.WaitGroup
	for range min(f.Workers(), n) - 1 {
		wg.Go(runBlocks)
	}
	runBlocks()
	wg.Wait()
	return firstCause(errs)
}

// firstCause is the first error that is not the cancellation that another block caused.
func firstCause(errs []error) error {
	var first error
	for _, err := range errs {
		if err != nil && (first == nil || first == context.Canceled) {
			first = err
		}
	}
	return first
}

// NewProgress returns a function that any goroutine calls with a number of cases that are credited.
func (f *Frame) NewProgress() func(cases int) {
	if f.Options.Progress == nil {
		return func(int) {}
	}
	var mu sync.Mutex
	credited := 0
	return func(cases int) {
		mu.Lock()
		defer mu.Unlock()
		credited += cases
		f.Options.Progress(credited, f.Index.Size())
	}
}

// BlockSize is the number of cases of a block. It has no effect on the result.
const BlockSize = 4096
