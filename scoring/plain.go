package scoring

import (
	"context"
	"slices"
)

// plainly runs the steps as they stand: every case, every unit, every change by itself.
func plainly(ctx context.Context, f *Frame) (*scored, error) {
	credited, settled, err := f.inFull(ctx, f.newProgress())
	if err != nil {
		return nil, err
	}
	ranked, err := f.Rank(settled)
	return &scored{frame: f, credited: credited, settled: settled, ranked: ranked}, err
}

// inFull runs steps 1 and 2 with every change by itself.
func (f *Frame) inFull(ctx context.Context, progress func(cases int)) ([]Credited, []Settled, error) {
	credited, err := f.creditAll(ctx, f.index.cases(), progress)
	if err != nil {
		return nil, nil, err
	}
	settled, err := f.settleAll(ctx, f.ByUnit(credited...))
	return credited, settled, err
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
