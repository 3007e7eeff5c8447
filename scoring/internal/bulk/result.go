package bulk

import (
	"context"

	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Result is what steps 1 and 2 give by classes.
type Result struct {
	Workers *workers
	sums    *sums.Sums
	notable func() []frame.Case // the cases with a refusal or a problem, maybe with others
	Settler *Settler
	Settled SettledUnits
}

// Run runs steps 1 and 2 by classes, with a recorder for each goroutine unless record is nil. Where periods cannot be
// settled by class, both run once more, with all slots by bucket.
func (p *Prepared) Run(ctx context.Context, signatures *signature.Signatures,
	record func(*steps.Runner) Recorder) (*Result, error) {
	for settler := p.newSettler(signatures.Epochs); ; settler = p.settlerByUnit() {
		w, err := p.creditBulk(ctx, signatures, settler.Layout, record)
		if err != nil {
			return nil, err
		}
		var notable func() []frame.Case
		settler.Sums, notable = w.merge()
		if settled, ok, err := settler.SettleAll(ctx); ok || err != nil {
			return &Result{w, settler.Sums, notable, settler, settled}, err
		}
	}
}
