package provenance

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Unmet are entries that no rule's condition met, see [steps.Scored.Unmet], with the reasons. It runs step 1, observed,
// on their cases. Positions ascend. The error is the context's.
func Unmet(ctx context.Context, f *frame.Frame, positions []int32) ([]Idle, error) {
	among := func(pos int32) bool {
		_, is := slices.BinarySearch(positions, pos)
		return is
	}
	var places []int32
	cases := f.Index.Cases()
	for i := range cases {
		if among(cases[i].First) || slices.ContainsFunc(cases[i].Entries, among) {
			places = append(places, int32(i))
		}
	}
	_, r, err := creditObserved(ctx, f, places)
	if err != nil {
		return nil, err
	}
	out := make([]Idle, len(positions))
	for i, pos := range positions {
		out[i] = Idle{Position: pos, Entry: f.ID(pos), Kind: string(f.Columns.Kind(int(pos)))}
	}
	addReasons(f, nil, r, func(pos int32) *Idle {
		if i, is := slices.BinarySearch(positions, pos); is {
			return &out[i]
		}
		return nil
	})
	for i := range out {
		if len(out[i].Reasons) > 0 {
			continue
		}
		why, err := whyNoRule(ctx, f, out[i].Position)
		if err != nil {
			return nil, err
		}
		out[i].Reasons = append(out[i].Reasons, why)
	}
	return out, nil
}
