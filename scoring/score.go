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

// Score runs the four steps over a ledger: number, credit, settle, rank. The result depends on scheme, ledger and
// options alone, to the byte, whatever the number of goroutines. A problem with one entry is data in the result.
// The error is an *OptionsError, an *OverworkError, a [*ledger.Errors] of what cannot count, or the context's. S and l
// must not be nil. It is safe for concurrent use, with one scheme and one ledger as well.
func Score(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Scorebook, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, run, err := steps.Open(ctx, s, l, o.owned(), ways())
	if err != nil {
		return nil, faced(err)
	}
	scored, err := scoreOf(ctx, f, run)
	if err != nil {
		return nil, err
	}
	return bookOf(scored), nil
}

// scoreOf scores a frame by a run of a way, or by the plain steps.
func scoreOf(ctx context.Context, f *frame.Frame, run steps.Run) (*steps.Scored, error) {
	if run != nil {
		if scored, err := run.Score(ctx); scored != nil || err != nil {
			return inTime(scored, err)
		}
	}
	return inTime(steps.Plain(ctx, f))
}

// inTime is a score whose evaluations were not charged too much together; nil stays nil.
func inTime(scored *steps.Scored, err error) (*steps.Scored, error) {
	if err == nil && scored != nil {
		err = scored.Frame.Work.Err()
	}
	if err != nil {
		return nil, faced(err)
	}
	return scored, nil
}

// ways are the faster ways to a score. The first that takes a frame is used.
func ways() []steps.Way {
	return []steps.Way{
		incremental.Way{},
		bulk.Way{},
	}
}
