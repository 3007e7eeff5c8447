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
	f, _, err := openFrame(ctx, s, l, o, ways())
	return f, err
}

// InBulk scores by sums alone; nil: the scheme or the ledger needs every change by itself.
func InBulk(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Scorebook, error) {
	_, with, err := openFrame(ctx, s, l, o, ways())
	if err != nil {
		return nil, err
	}
	of, err := with.score(ctx)
	if of == nil || err != nil {
		return nil, err
	}
	return bookOf(of), nil
}

// InFull scores with every change by itself.
func (f *Frame) InFull(ctx context.Context) (*Scorebook, error) {
	of, err := plainly(ctx, f)
	if err != nil {
		return nil, err
	}
	return bookOf(of), nil
}

// Book puts together what the steps gave.
func (f *Frame) Book(credited []Credited, settled []Settled, ranked Ranked) *Scorebook {
	return bookOf(&scored{frame: f, credited: credited, settled: settled, ranked: ranked})
}

// Continues says whether an engine was made from another one, not from the beginning.
func (e *Engine) Continues(from *Engine) bool {
	k, before := e.kept(), from.kept()
	return k != nil && before != nil && k.kept.first == before.kept.first
}

func (e *Engine) kept() *keeping {
	k, _ := e.book.of.keeper.(*keeping)
	return k
}

// ExplainInFull explains with every change by itself.
func ExplainInFull(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, q Query) (*Explanation, error) {
	f, err := NewFrame(s, l, o)
	if err != nil {
		return nil, err
	}
	return inFull(ctx, f, q)
}

// OneOfEach are cases of the frame, one of each class.
func (e *Engine) OneOfEach() []Case {
	k := e.kept().own()
	out := make([]Case, len(k.classes))
	for i := range k.classes {
		out[i] = k.classes[i].example.of
	}
	return out
}

// Kin are how many classes ran again under other figures, and how many kin they were; the error is of a class to which step 1
// by itself gives other than what its kin got.
func (e *Engine) Kin(v scheme.Variant) (classes, kin int, err error) {
	o := e.book.Options
	o.Params, _ = e.merged(v)
	s, _ := under(e.scheme, o)
	g := e.kept()
	if g == nil {
		return 0, 0, nil
	}
	k := g.own()
	if !alike(k.scheme, s) {
		return 0, 0, nil
	}
	readers := readersOf(s, otherParams(k.options.Params, o.Params))
	together := &variation{of: k, frame: varied(k.Frame, s, o), gave: k.needing(readers)}
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
