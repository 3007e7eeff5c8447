package steps

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Plain runs the steps case by case and unit by unit.
func Plain(ctx context.Context, f *frame.Frame) (*Scored, error) {
	if len(f.Closings) > 0 {
		return InClosed(ctx, f, plainStages())
	}
	credited, settled, err := CreditAndSettle(ctx, f, f.NewProgress())
	if err != nil {
		return nil, err
	}
	ranked, err := Rank(ctx, f, settled)
	return &Scored{Frame: f, Credited: credited, Settled: settled, Ranked: ranked}, err
}

// CreditAndSettle runs steps 1 and 2 case by case and unit by unit.
func CreditAndSettle(ctx context.Context, f *frame.Frame, progress func(cases int)) ([]Credited, []Settled, error) {
	credited, err := CreditAll(ctx, f, f.Index.Cases(), progress)
	if err != nil {
		return nil, nil, err
	}
	settled, err := SettleAll(ctx, f, ByUnit(f, credited...))
	return credited, settled, err
}

// CreditAll is step 1 for cases, in blocks. It calls progress with the number of cases of each block.
func CreditAll(ctx context.Context, f *frame.Frame, cases []frame.Case, progress func(cases int)) ([]Credited, error) {
	blocks := slices.Collect(slices.Chunk(cases, frame.BlockSize))
	parts := make([]Credited, len(blocks))
	err := f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) (err error) {
		if parts[i], err = Credit(ctx, f, blocks[i]); err == nil {
			progress(len(blocks[i]))
		}
		return err
	})
	return parts, err
}

// ByUnit groups changes by unit, in the order of ids, whatever the blocks. It has a unit without changes as well,
// since the unit may owe a quota.
func ByUnit(f *frame.Frame, blocks ...Credited) []UnitChanges {
	units := f.Roster.Units()
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
		slices.SortStableFunc(out[i].Changes, CompareChanges)
	}
	return out
}

// SettleAll is step 2 for all units, in blocks.
func SettleAll(ctx context.Context, f *frame.Frame, units []UnitChanges) ([]Settled, error) {
	if f.Together() {
		return settleAcross(ctx, f, units, nil, "")
	}
	blocks := slices.Collect(slices.Chunk(units, max(1, len(units)/(4*f.Workers())+1)))
	parts := make([][]Settled, len(blocks))
	err := f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) (err error) {
		parts[i], err = Settle(ctx, f, blocks[i])
		return err
	})
	return slices.Concat(parts...), err
}
