package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Engine is a score together with what it takes to score again after a change, in time in proportion to what the change
// reaches: [Engine.With] changes figures of the regulation, [Engine.Append] records more entries, [Engine.Explain] says how
// points came about. Each gives, to the byte, what [Score] and [Explain] give for the same scheme, ledger and options. An
// Engine is never changed: With and Append return another one, which shares with it what they have in common. It is safe for
// many goroutines.
//
// Quick are: other values of parameters; and appended submissions, adoptions, endorsements, commissions, grants and
// incidents, of units that are on the roster, back-dated ones too. Scored from the beginning, as NewEngine does, are: other
// readings; parameters that a number of the scheme reads; appended entries that reach further, which are changes of the
// roster, voids, tasks, names that were struck out before, and entries of another period where none is named in the options;
// all appended entries of a scheme that numbers, or scored by what was known at a time; schemes with a cap `by:`; sums that do
// not fit into whole numbers; and every few thousandth appended entry.
type Engine struct {
	scheme *scheme.Scheme // as given: the options are applied to it
	book   *Scorebook
	kept   *kept      // nil: nothing is, all is scored from the beginning every time
	varied *variation // by which the engine differs from what is kept; nil: not
}

// NewEngine scores a ledger and keeps what it takes to score it again after a change: about fifty-five bytes an entry. Errors
// and requirements are those of [Score].
func NewEngine(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Engine, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := newFrame(ctx, s, l, o)
	if err != nil {
		return nil, err
	}
	return f.engine(ctx, s)
}

// engine scores, and keeps what can be kept; s is the scheme as given.
func (f *Frame) engine(ctx context.Context, s *scheme.Scheme) (*Engine, error) {
	if f.summable() {
		k, err := f.keep(ctx)
		if err != nil {
			return nil, err
		}
		return engineOf(s, k, nil, nil)
	}
	credited, settled, err := f.inFull(ctx, f.newProgress())
	if err != nil {
		return nil, err
	}
	ranked, err := f.Rank(settled)
	if err != nil {
		return nil, err
	}
	return &Engine{scheme: s, book: f.Book(credited, settled, ranked)}, nil
}

// engineOf ranks what is kept, or a variation of it; before is nil where all is to be ranked anew.
func engineOf(s *scheme.Scheme, k *kept, v *variation, before *rankedBefore) (*Engine, error) {
	f, settled := k.Frame, k.settled
	if v != nil {
		f, settled = v.frame, v.settled
	}
	with := k.free.take(f)
	ranked, err := with.rankAll(settled, before)
	if err != nil {
		return nil, err
	}
	k.free.giveBack(with)
	e := &Engine{scheme: s, book: f.Book(nil, settled, ranked), kept: k}
	stays := rankedBefore{entered: ranked.entered, told: len(ranked.Problems) > 0}
	switch {
	case v == nil:
		k.ranked = stays
	case v.own == nil:
		v.ranked, e.varied = stays, v
	default:
		e.kept, v.own.ranked = v.own, stays
	}
	own := *e
	e.book.summed = &summed{e.kept.sums, func() []Case { return own.own().telling() }}
	if len(k.sums.spilled) > 0 {
		e.kept = nil
	}
	return e, nil
}

// own is what is kept for the engine itself.
func (e *Engine) own() *kept {
	if e.varied != nil {
		return e.varied.whole()
	}
	return e.kept
}

// Book is the score.
func (e *Engine) Book() *Scorebook { return e.book }

// With scores with other parameters and readings, on top of the engine's: what v does not set stays as it is. The error is
// an *OptionsError, or one of [Score].
func (e *Engine) With(ctx context.Context, v scheme.Variant) (*Engine, error) {
	o := e.book.Options
	o.Params, o.Readings = e.merged(v)
	if e.kept != nil && len(v.Readings) == 0 {
		s, wrong := under(e.scheme, o)
		if len(wrong) > 0 {
			return nil, &OptionsError{Wrong: wrong}
		}
		varied, before, err := e.kept.vary(ctx, s, o)
		if err != nil {
			return nil, err
		}
		if varied != nil {
			return engineOf(e.scheme, e.kept, varied, before)
		}
	}
	return NewEngine(ctx, e.scheme, e.book.Ledger, o)
}

// merged are the parameters and readings of the engine with others on top: a parameter of the same path, or a reading of the
// same question, takes the place of the old one.
func (e *Engine) merged(v scheme.Variant) ([]scheme.Param, []string) {
	params := slices.DeleteFunc(slices.Clone(e.book.Options.Params), func(old scheme.Param) bool {
		return slices.ContainsFunc(v.Params, func(p scheme.Param) bool { return p.Path == old.Path })
	})
	question := func(name string) string {
		for _, r := range e.scheme.Readings {
			if r.Name == name {
				return r.Question
			}
		}
		return ""
	}
	readings := slices.DeleteFunc(slices.Clone(e.book.Options.Readings), func(old string) bool {
		return slices.ContainsFunc(v.Readings, func(name string) bool { return question(name) == question(old) })
	})
	return append(params, v.Params...), append(readings, v.Readings...)
}

// Append scores with more entries recorded after the others. The error is one of [ledger.Ledger.Append], or of [Score].
func (e *Engine) Append(ctx context.Context, entries ...ledger.Entry) (*Engine, error) {
	l, err := e.book.Ledger.Append(entries...)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if e.kept != nil {
		k, before, err := e.own().extend(ctx, l)
		if err != nil {
			return nil, err
		}
		if k != nil {
			return engineOf(e.scheme, k, nil, before)
		}
	}
	return NewEngine(ctx, e.scheme, l, e.book.Options)
}
