package scoring

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Explain scores as [Score] does and explains the points of a unit, an item or an entry. It runs the steps once
// more on the cases and the units in question. Requirements are those of Score. The error is Score's, or a *QueryError:
// the query does not name one thing of the ledger.
func Explain(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, q Query) (*Explanation, error) {
	f, run, err := steps.Open(ctx, s, l, o.owned(), ways())
	if err != nil {
		return nil, faced(err)
	}
	if err := provenance.CheckQuery(f, provenance.Query(q)); err != nil {
		return nil, faced(err)
	}
	if run != nil {
		if scored, err := inTime(run.Keep(ctx)); err != nil {
			return nil, err
		} else if scored != nil {
			return bookOf(scored).explain(ctx, q)
		}
	}
	return explainFromScratch(ctx, f, q)
}

// explain explains a score by its keeper, if it has one.
func (b *Scorebook) explain(ctx context.Context, q Query) (*Explanation, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if b.scored.Keeper == nil {
		return explainFromScratch(ctx, b.scored.Frame, q)
	}
	b.scored.Frame.Work.Renew()
	answer, err := provenance.FromKeeper(ctx, b.scored, provenance.Query(q))
	if _, err := inTime(b.scored, err); err != nil {
		return nil, err
	}
	return explanationOf(b, q, answer), nil
}

// explainFromScratch explains a score by the plain steps.
func explainFromScratch(ctx context.Context, f *frame.Frame, q Query) (*Explanation, error) {
	f.Work.Renew()
	scored, answer, err := provenance.FromScratch(ctx, f, provenance.Query(q))
	if _, err := inTime(scored, err); err != nil {
		return nil, err
	}
	return explanationOf(bookOf(scored), q, answer), nil
}
