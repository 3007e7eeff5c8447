package scoring

import (
	"context"
	"fmt"
	"reflect"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/incremental"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FrameUnder is NewFrame under a context.
func FrameUnder(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o frame.Options) (*frame.Frame, error) {
	f, _, err := steps.Open(ctx, s, l, o, ways())
	return f, err
}

// InBulk scores by sums alone; nil: the scheme or the ledger needs every change by itself.
func InBulk(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o frame.Options) (*Scorebook, error) {
	_, with, err := steps.Open(ctx, s, l, o, ways())
	if err != nil {
		return nil, err
	}
	of, err := with.Score(ctx)
	if of == nil || err != nil {
		return nil, err
	}
	return bookOf(of), nil
}

// InFull scores with every change by itself.
func InFull(ctx context.Context, f *frame.Frame) (*Scorebook, error) {
	of, err := steps.Plain(ctx, f)
	if err != nil {
		return nil, err
	}
	return bookOf(of), nil
}

// Book puts together what the steps gave.
func Book(f *frame.Frame, credited []steps.Credited, settled []steps.Settled, ranked steps.Ranked) *Scorebook {
	return bookOf(&steps.Scored{Frame: f, Credited: credited, Settled: settled, Ranked: ranked})
}

// Continues says whether an engine was made from another one, not from the beginning.
func (e *Engine) Continues(from *Engine) bool {
	k, before := e.kept(), from.kept()
	return k != nil && before != nil && k.Kept.Locator == before.Kept.Locator
}

func (e *Engine) kept() *incremental.Keeper {
	k, _ := e.book.of.Keeper.(*incremental.Keeper)
	return k
}

// ExplainInFull explains with every change by itself.
func ExplainInFull(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o frame.Options, q provenance.Query) (*Explanation, error) {
	f, err := steps.OpenPlain(s, l, o)
	if err != nil {
		return nil, err
	}
	return inFull(ctx, f, q)
}

// OneOfEach are cases of the frame, one of each class.
func (e *Engine) OneOfEach() []frame.Case {
	k := e.kept().Own()
	out := make([]frame.Case, len(k.Classes))
	for i := range k.Classes {
		out[i] = k.Classes[i].Example.Of
	}
	return out
}

// Kin are how many classes ran again under other figures, and how many kin they were; the error is of a class to which step 1
// by itself gives other than what its kin got.
func (e *Engine) Kin(v scheme.Variant) (classes, kin int, err error) {
	o := e.book.Options
	o.Params, _ = e.merged(v)
	s, _ := frame.Apply(context.Background(), e.scheme, o)
	g := e.kept()
	if g == nil {
		return 0, 0, nil
	}
	k := g.Own()
	if !incremental.SameExpressions(k.Settler.Ground.Frame.Scheme, s) {
		return 0, 0, nil
	}
	readers := incremental.ReadersOf(s, frame.ChangedParams(k.Settler.Ground.Frame.Options.Params, o.Params))
	together := &incremental.Variation{Of: k, Frame: incremental.Varied(k.Settler.Ground.Frame, s, o), Reruns: k.RerunsFor(readers)}
	with := k.Runners.Take(together.Frame)
	defer k.Runners.GiveBack(with)
	ran := incremental.NewRecorder(with.Evaluator, k.Traces.Texts, true)
	with.Observer = ran
	defer func() { with.Observer = nil }()
	all := k.Traces.Groups(together.Reruns, readers)
	for _, some := range all {
		together.CreditGroup(with, ran, some)
	}
	for i, g := range together.Reruns {
		alone := incremental.Rerun{Class: g.Class}
		together.CreditGroup(with, ran, []*incremental.Rerun{&alone})
		if alone.More = g.More; !reflect.DeepEqual(alone, g) {
			return 0, 0, fmt.Errorf("class %d: %+v of its kin, %+v by itself", i, g, alone)
		}
	}
	return len(together.Reruns), len(all), nil
}
