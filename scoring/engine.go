package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Engine is a score together with what it takes to score again after a change, in time in proportion to what the change
// reaches: [Engine.With] changes figures of the regulation, [Engine.Append] records more entries, [Engine.Explain] says
// how points came about. Each gives, to the byte, what [Score] and [Explain] give for the same scheme, ledger and
// options. An Engine is never changed: With and Append return another one, which shares with it what they have in
// common. It is safe for many goroutines.
//
// Quick are: other values of parameters; and appended submissions, adoptions, endorsements, commissions, grants and
// incidents, of units that are on the roster, back-dated ones too. Scored from the beginning, as NewEngine does, are:
// other readings; parameters that a number of the scheme reads; appended entries that reach further, which are changes
// of the roster, voids, tasks, names that were struck out before, and entries of another period where none is named in
// the options; any change where several periods are reported; all appended entries of a scheme that numbers, or scored
// by what was known at a time; ledgers in which a unit succeeds another; schemes with a cap `by:` or a balance, that
// ask when an entry was recorded, or carry what closed periods have otherwise, or in which what is settled sees what is
// made of several units; sums that do not fit into whole numbers; and every few thousandth appended entry.
type Engine struct {
	scheme *scheme.Scheme // as given: the options are applied to it
	book   *Scorebook
}

// NewEngine scores a ledger and keeps what it takes to score it again after a change: about fifty-five bytes an entry.
// Errors and requirements are those of [Score].
func NewEngine(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Engine, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, with, err := steps.Open(ctx, s, l, o.owned(), ways())
	if err != nil {
		return nil, faced(err)
	}
	of, err := keepOf(ctx, f, with)
	if err != nil {
		return nil, err
	}
	return &Engine{s, bookOf(of)}, nil
}

// keepOf scores, and keeps what can be kept.
func keepOf(ctx context.Context, f *frame.Frame, with steps.Run) (*steps.Scored, error) {
	if with != nil {
		if of, err := inTime(with.Keep(ctx)); of != nil || err != nil {
			return of, err
		}
	}
	return scoreOf(ctx, f, with)
}

// Book is the score.
func (e *Engine) Book() *Scorebook { return e.book }

// With scores with other parameters and readings, on top of the engine's: what v does not set stays as it is. The error
// is an *OptionsError, or one of [Score].
func (e *Engine) With(ctx context.Context, v scheme.Variant) (*Engine, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := e.book.Options
	o.Params, o.Readings = e.merged(v)
	if e.book.scored.Keeper != nil && len(v.Readings) == 0 {
		s, wrong, err := frame.Apply(ctx, e.scheme, frame.Options(o))
		if err != nil {
			return nil, err
		}
		if len(wrong) > 0 {
			return nil, faced(&frame.OptionsError{Wrong: wrong})
		}
		if of, err := inTime(e.book.scored.Keeper.With(ctx, s, o.owned())); err != nil {
			return nil, err
		} else if of != nil {
			return &Engine{e.scheme, bookOf(of)}, nil
		}
	}
	return NewEngine(ctx, e.scheme, e.book.Ledger, o)
}

// merged are the parameters and readings of the engine with others on top: a parameter of the same path, or a reading
// of the same question, takes the place of the old one.
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
	l, err := e.book.Ledger.Append(ctx, entries...)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if e.book.scored.Keeper != nil {
		if of, err := inTime(e.book.scored.Keeper.Appended(ctx, l)); err != nil {
			return nil, err
		} else if of != nil {
			return &Engine{e.scheme, bookOf(of)}, nil
		}
	}
	return NewEngine(ctx, e.scheme, l, e.book.Options)
}

// Explain is what the function [Explain] gives for the engine's scheme, ledger and options. It runs the steps on the
// cases in question, and on those of the units that receive something of them.
func (e *Engine) Explain(ctx context.Context, q Query) (*Explanation, error) {
	if err := provenance.CheckQuery(e.book.scored.Frame, provenance.Query(q)); err != nil {
		return nil, faced(err)
	}
	return e.book.explain(ctx, q)
}
