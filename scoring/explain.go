package scoring

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Explain scores as Score does and says how the points of a unit, an item or an entry came about. The steps are those of
// Score, on the cases and the unit in question. The error is Score's, or that the query names nothing in the ledger
// (*QueryError).
func Explain(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, q Query) (*Explanation, error) {
	f, with, err := steps.Open(ctx, s, l, frame.Options(o), ways())
	if err != nil {
		return nil, faced(err)
	}
	if err := provenance.CheckQuery(f, provenance.Query(q)); err != nil {
		return nil, faced(err)
	}
	if with != nil {
		if of, err := with.Keep(ctx); err != nil {
			return nil, err
		} else if of != nil {
			return bookOf(of).explain(ctx, q)
		}
	}
	return explainInFull(ctx, f, q)
}

// explain explains a score by what is kept of it, if something is.
func (b *Scorebook) explain(ctx context.Context, q Query) (*Explanation, error) {
	if b.of.Keeper == nil {
		return explainInFull(ctx, b.of.Frame, q)
	}
	points, idle, err := provenance.FromKeeper(ctx, b.of, provenance.Query(q))
	if err != nil {
		return nil, err
	}
	return explanationOf(b, q, points, idle), nil
}

// explainInFull explains a score with every change by itself.
func explainInFull(ctx context.Context, f *frame.Frame, q Query) (*Explanation, error) {
	of, points, idle, err := provenance.FromScratch(ctx, f, provenance.Query(q))
	if err != nil {
		return nil, err
	}
	return explanationOf(bookOf(of), q, points, idle), nil
}
