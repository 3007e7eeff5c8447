package main

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// engine is what the rows of changes ask of gongguo; the others call scoring.Score.
type engine struct {
	of   *scoring.Engine
	book *scoring.Scorebook
}

// newEngine scores a ledger once.
func newEngine(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) (*engine, error) {
	return engineOf(scoring.NewEngine(ctx, s, l, o))
}

func engineOf(e *scoring.Engine, err error) (*engine, error) {
	if err != nil {
		return nil, err
	}
	return &engine{e, e.Book()}, nil
}

// with gives the score under other parameters.
func (e *engine) with(ctx context.Context, params ...scheme.Param) (*engine, error) {
	return engineOf(e.of.With(ctx, scheme.Variant{Params: params}))
}

// append gives the score with more entries.
func (e *engine) append(ctx context.Context, entries ...ledger.Entry) (*engine, error) {
	return engineOf(e.of.Append(ctx, entries...))
}

// explain says where the points of a unit come from.
func (e *engine) explain(ctx context.Context, unit string) (*scoring.Explanation, error) {
	return e.of.Explain(ctx, scoring.Query{Unit: unit})
}
