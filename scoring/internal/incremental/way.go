package incremental

import (
	"context"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Way scores by the bulk way, and materialises its state for engines.
type Way struct{}

// Begin implements steps.Way.
func (Way) Begin(ctx context.Context, f *frame.Frame) (steps.Run, error) {
	with, err := bulk.Way{}.Begin(ctx, f)
	if with == nil || err != nil {
		return nil, err
	}
	return run{with.(*bulk.Prepared)}, nil
}

// run is a run of the bulk way that can materialise its state.
type run struct{ *bulk.Prepared }

// Keep implements steps.Run. Of several reported periods, or of a part of the items, it keeps nothing.
func (r run) Keep(ctx context.Context) (*steps.Scored, error) {
	if !r.CanSum() || r.Frame.Scheme.Covers != nil || len(r.Frame.Reported) > 1 {
		return nil, nil
	}
	k, err := materialise(ctx, r.Prepared)
	if err != nil {
		return nil, err
	}
	return ranked(ctx, k, nil, nil)
}
