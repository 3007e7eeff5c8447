package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// vary scores under other values of parameters: step 1 runs again for the classes that needed an expression which reads
// one of them, and step 2 where it looks at what is different by that, or reads one itself. Nil: they reach too far for that.
func (k *kept) vary(ctx context.Context, s *scheme.Scheme, o Options) (*variation, *rankedBefore, error) {
	params := otherParams(k.options.Params, o.Params)
	if !alike(k.scheme, s) || readParam(numberPrograms(s), params) || k.first.cutBy(params) {
		return nil, nil, nil
	}
	v := &variation{of: k, frame: varied(k.Frame, s, o), known: k.known}
	by, ok, err := v.credit(ctx, readersOf(s, params))
	if err != nil || !ok {
		return nil, nil, err
	}
	if len(k.apart) > 0 && readParam(creditPrograms(s), params) {
		if ok, err := v.creditApart(by); err != nil || !ok {
			return nil, nil, err
		}
	}
	settles := readParam(settlePrograms(s), params)
	before, ok, err := v.settle(ctx, by, settles)
	if err == nil && !ok {
		before, ok, err = v.settleBySums(ctx, settles)
	}
	if err != nil || !ok {
		return nil, nil, err
	}
	if readParam(rankPrograms(s), params) {
		before = nil
	}
	return v, before, nil
}

// alike says whether two schemes have the same expressions, and records, so that they differ in figures alone.
func alike(a, b *scheme.Scheme) bool {
	return a.Vocabulary == b.Vocabulary && slices.Equal(programsOf(a), programsOf(b))
}

// varied is the frame under a scheme that differs in figures alone.
func varied(f *Frame, s *scheme.Scheme, o Options) *Frame {
	g := *f
	g.scheme, g.options = s, o
	return &g
}

// settlerOn is the settler for another frame of the same periods, roster and tasks.
func settlerOn(s *settler, f *Frame, sums *sums) *settler {
	next := *s
	next.ground, next.sums = s.ground.on(f), sums
	return &next
}
