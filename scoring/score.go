package scoring

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/incremental"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Score runs the four steps over a ledger: number, credit, settle, rank. The result depends on scheme, ledger and options
// alone, to the byte, whatever the number of goroutines. A problem with one entry is data in the result; the error is that
// the options do not fit (*OptionsError), that an expression passed a limit (*rule.LimitError), or the context's. Requires
// s and l not to be nil. It is safe for many goroutines, on one scheme and one ledger too.
func Score(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Scorebook, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, with, err := steps.Open(ctx, s, l, frame.Options(o), ways())
	if err != nil {
		return nil, faced(err)
	}
	of, err := scoreOf(ctx, f, with)
	if err != nil {
		return nil, err
	}
	return bookOf(of), nil
}

// scoreOf scores in the way that is ready, or else by the plain steps.
func scoreOf(ctx context.Context, f *frame.Frame, with steps.Run) (*steps.Scored, error) {
	if with != nil {
		if of, err := with.Score(ctx); of != nil || err != nil {
			return of, err
		}
	}
	return steps.Plain(ctx, f)
}

// ways are the quicker ways to a score; the first that can is taken.
func ways() []steps.Way {
	return []steps.Way{
		incremental.Way{},
		bulk.Way{},
	}
}
