package scoring

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Explanation answers why a unit, an item or an entry has its points in the period shown, or has none.
type Explanation struct {
	Book   *Scorebook // the score it is part of
	Query  provenance.Query
	Points []provenance.Point // in the order of the postings
	Silent []provenance.Idle  // entries about it that gave nothing, in recording order
}

// Explain scores as Score does and says how the points of a unit, an item or an entry came about. The steps are those of
// Score, on the cases and the unit in question. The error is Score's, or that the query names nothing in the ledger.
func Explain(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o frame.Options, q provenance.Query) (*Explanation, error) {
	f, with, err := steps.Open(ctx, s, l, o, ways())
	if err != nil {
		return nil, err
	}
	if err := provenance.Known(f, q); err != nil {
		return nil, err
	}
	if with != nil {
		if of, err := with.Keep(ctx); err != nil {
			return nil, err
		} else if of != nil {
			return bookOf(of).explain(ctx, q)
		}
	}
	return inFull(ctx, f, q)
}

// explain explains a score by what is kept of it, if something is.
func (b *Scorebook) explain(ctx context.Context, q provenance.Query) (*Explanation, error) {
	if b.of.Keeper == nil {
		return inFull(ctx, b.of.Frame, q)
	}
	points, silent, err := provenance.FromKeeper(ctx, b.of, q)
	if err != nil {
		return nil, err
	}
	return &Explanation{Book: b, Query: q, Points: points, Silent: silent}, nil
}

// inFull explains a score with every change by itself.
func inFull(ctx context.Context, f *frame.Frame, q provenance.Query) (*Explanation, error) {
	of, points, silent, err := provenance.FromScratch(ctx, f, q)
	if err != nil {
		return nil, err
	}
	return &Explanation{Book: bookOf(of), Query: q, Points: points, Silent: silent}, nil
}
