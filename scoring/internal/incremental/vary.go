package incremental

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// vary scores under other values of parameters. Step 1 runs for the classes that ran an expression which reads one of
// them; step 2 where it reads a sum that changed, or a parameter. Nil: the parameters reach further.
func (k *state) vary(ctx context.Context, s *scheme.Scheme, o frame.Options) (*Variation, *previousRanking, error) {
	params := frame.ChangedParams(k.frame().Options.Params, o.Params)
	if !SameExpressions(k.frame().Scheme, s) || frame.AnyReadsParam(steps.NumberPrograms(s), params) ||
		predicateReads(k.Locator.signatures, params) {
		return nil, nil, nil
	}
	v := &Variation{Base: k, Frame: Varied(k.frame(), s, o), periodClasses: k.Settler.Classes}
	by, ok, err := v.credit(ctx, ReadersOf(s, params))
	if err != nil || !ok {
		return nil, nil, err
	}
	if len(k.alone) > 0 && frame.AnyReadsParam(steps.CreditPrograms(s), params) {
		if ok, err := v.creditAlone(ctx, by); err != nil || !ok {
			return nil, nil, err
		}
	}
	settles := frame.AnyReadsParam(steps.SettlePrograms(s), params)
	previous, ok, err := v.settle(ctx, by, settles)
	if err == nil && !ok {
		previous, ok, err = v.settleBySums(ctx, settles)
	}
	if err != nil || !ok {
		return nil, nil, err
	}
	if frame.AnyReadsParam(steps.RankPrograms(s), params) {
		previous = nil
	}
	return v, previous, nil
}

// SameExpressions says whether two schemes have the same expressions and records, and so differ in figures alone: a
// scheme that differs in any other key was compiled anew, and has records of its own.
func SameExpressions(a, b *scheme.Scheme) bool {
	return a.Vocabulary == b.Vocabulary && slices.Equal(programsOf(a), programsOf(b))
}

// Varied is a frame under a scheme that differs in figures alone.
func Varied(f *frame.Frame, s *scheme.Scheme, o frame.Options) *frame.Frame {
	g := *f
	g.Scheme, g.Options, g.Work = s, o, frame.NewWork(f.Ledger.Len())
	return &g
}

// settlerOn is a settler for another frame of the same periods, roster and tasks.
func settlerOn(s *bulk.Settler, f *frame.Frame, sums *sums.Sums) *bulk.Settler {
	next := *s
	next.Prepared, next.Sums = s.Prepared.WithFrame(f), sums
	return &next
}

// predicateReads says whether a predicate reads one of the parameters. Row signatures then depend on it.
func predicateReads(signatures *signature.Signatures, params []scheme.Param) bool {
	for _, predicates := range signatures.ReadSet.Predicates {
		for _, predicate := range predicates {
			tiers := signatures.Frame.Scheme.TierScope
			if frame.AnyReadsParam([]*rule.Program{predicate.Program}, params) ||
				predicate.ReadsTier && frame.AnyReadsParam(tiers.Programs, params) {
				return true
			}
		}
	}
	return false
}
