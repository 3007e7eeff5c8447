package incremental

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// vary scores under other values of parameters: step 1 runs again for the classes that needed an expression which reads
// one of them, and step 2 where it looks at what is different by that, or reads one itself. Nil: they reach too far for that.
func (k *state) vary(ctx context.Context, s *scheme.Scheme, o frame.Options) (*Variation, *previousRanking, error) {
	params := frame.ChangedParams(k.frame().Options.Params, o.Params)
	if !SameExpressions(k.frame().Scheme, s) || frame.AnyReadsParam(steps.NumberPrograms(s), params) || predicateReads(k.Locator.profiling, params) {
		return nil, nil, nil
	}
	v := &Variation{Of: k, Frame: Varied(k.frame(), s, o), known: k.Settler.Classes}
	by, ok, err := v.credit(ctx, ReadersOf(s, params))
	if err != nil || !ok {
		return nil, nil, err
	}
	if len(k.apart) > 0 && frame.AnyReadsParam(steps.CreditPrograms(s), params) {
		if ok, err := v.creditApart(by); err != nil || !ok {
			return nil, nil, err
		}
	}
	settles := frame.AnyReadsParam(steps.SettlePrograms(s), params)
	before, ok, err := v.settle(ctx, by, settles)
	if err == nil && !ok {
		before, ok, err = v.settleBySums(ctx, settles)
	}
	if err != nil || !ok {
		return nil, nil, err
	}
	if frame.AnyReadsParam(steps.RankPrograms(s), params) {
		before = nil
	}
	return v, before, nil
}

// SameExpressions says whether two schemes have the same expressions, and records, so that they differ in figures alone.
func SameExpressions(a, b *scheme.Scheme) bool {
	return a.Vocabulary == b.Vocabulary && slices.Equal(programsOf(a), programsOf(b))
}

// Varied is the frame under a scheme that differs in figures alone.
func Varied(f *frame.Frame, s *scheme.Scheme, o frame.Options) *frame.Frame {
	g := *f
	g.Scheme, g.Options = s, o
	return &g
}

// settlerOn is the settler for another frame of the same periods, roster and tasks.
func settlerOn(s *bulk.Settler, f *frame.Frame, sums *sums.Sums) *bulk.Settler {
	next := *s
	next.Prepared, next.Sums = s.Prepared.WithFrame(f), sums
	return &next
}
