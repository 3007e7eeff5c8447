package scoring

import (
	"context"
	"fmt"
	"reflect"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FrameUnder is NewFrame under a context.
func FrameUnder(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Frame, error) {
	return newFrame(ctx, s, l, o)
}

// InBulk scores by sums alone; nil: the scheme or the ledger needs every change by itself.
func (f *Frame) InBulk(ctx context.Context) (*Scorebook, error) {
	summed, settled, err := f.bulk(ctx)
	if err != nil || summed == nil {
		return nil, err
	}
	b, err := f.bookOf(nil, settled)
	b.summed = summed
	return b, err
}

// InFull scores with every change by itself.
func (f *Frame) InFull(ctx context.Context) (*Scorebook, error) {
	credited, settled, err := f.inFull(ctx, func(int) {})
	if err != nil {
		return nil, err
	}
	return f.bookOf(credited, settled)
}

func (f *Frame) bookOf(credited []Credited, settled []Settled) (*Scorebook, error) {
	ranked, err := f.Rank(settled)
	return f.Book(credited, settled, ranked), err
}

// Continues says whether an engine was made from another one, not from the beginning.
func (e *Engine) Continues(from *Engine) bool {
	return e.kept != nil && from.kept != nil && e.kept.first == from.kept.first
}

// ExplainInFull explains with every change by itself.
func ExplainInFull(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, q Query) (*Explanation, error) {
	f, err := NewFrame(s, l, o)
	if err != nil {
		return nil, err
	}
	return f.explainInFull(ctx, q)
}

// OneOfEach are cases of the frame, one of each class.
func (f *Frame) OneOfEach(ctx context.Context) ([]Case, error) {
	k, err := f.keep(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Case, len(k.classes))
	for i := range k.classes {
		out[i] = k.classes[i].example.of
	}
	return out, nil
}

// Kin are how many classes ran again under other figures, and how many kin they were; the error is of a class to which step 1
// by itself gives other than what its kin got.
func (e *Engine) Kin(v scheme.Variant) (classes, kin int, err error) {
	o := e.book.Options
	o.Params, _ = e.merged(v)
	s, _ := under(e.scheme, o)
	k := e.own()
	if k == nil || !alike(k.scheme, s) {
		return 0, 0, nil
	}
	readers := readersOf(s, otherParams(k.options.Params, o.Params))
	together := &variation{of: k, frame: k.Frame.varied(s, o), gave: k.needing(readers)}
	with := k.free.take(together.frame)
	defer k.free.giveBack(with)
	ran := newRan(with.evaluator, k.trails.texts, true)
	with.observer = ran
	defer func() { with.observer = nil }()
	all := k.trails.kin(together.gave, readers)
	for _, some := range all {
		together.creditKin(with, ran, some)
	}
	for i, g := range together.gave {
		alone := given{class: g.class}
		together.creditKin(with, ran, []*given{&alone})
		if alone.more = g.more; !reflect.DeepEqual(alone, g) {
			return 0, 0, fmt.Errorf("class %d: %+v of its kin, %+v by itself", i, g, alone)
		}
	}
	return len(together.gave), len(all), nil
}
