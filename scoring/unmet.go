package scoring

import (
	"context"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
)

// Unmet are the entries dated in the period that count and are not refused, and that no rule's condition met, no quota
// and no number counts and no worth rests on, in the order of recording, each with the reasons. It runs step 1 once
// more, and for the reasons the cases of these entries again. The error is the context's.
func (b *Scorebook) Unmet(ctx context.Context) ([]Idle, error) {
	positions, err := b.unmet(ctx)
	if err != nil || len(positions) == 0 {
		return nil, err
	}
	idle, err := provenance.Unmet(ctx, b.scored.Frame, positions)
	if err != nil {
		return nil, err
	}
	return each(idle, b.facing().idle), nil
}

// unmet are the positions of the entries of the period that no rule met. Those of all periods are found once.
func (b *Scorebook) unmet(ctx context.Context) ([]int32, error) {
	if err := b.asked.begin(ctx); err != nil {
		return nil, err
	}
	defer b.asked.end()
	if !b.asked.met {
		b.scored.Frame.Work.Renew()
		unmet, err := b.scored.Unmet(ctx)
		if _, err := inTime(b.scored, err); err != nil {
			return nil, err
		}
		b.asked.unmet = unmet
		b.asked.met = true
	}
	return within(b.scored.Frame, b.asked.unmet), nil
}

// within are the positions of the entries that are dated in the period.
func within(f *frame.Frame, positions []int32) []int32 {
	var out []int32
	for _, pos := range positions {
		if at := f.Instant(int(pos)); !at.Before(f.Start) && at.Before(f.End) {
			out = append(out, pos)
		}
	}
	return out
}
