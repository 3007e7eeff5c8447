package main

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// engine is what the rows ask of gongguo. This file is the one place that calls it: a faster way to do one of these goes here.
type engine struct {
	scheme  *scheme.Scheme
	ledger  *ledger.Ledger
	options scoring.Options
	book    *scoring.Scorebook
}

// newEngine scores a ledger once.
func newEngine(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) (*engine, error) {
	book, err := scoring.Score(ctx, s, l, o)
	return &engine{s, l, o, book}, err
}

// with gives the score under other parameters.
func (e *engine) with(ctx context.Context, params ...scheme.Param) (*engine, error) {
	o := e.options
	o.Params = params
	return newEngine(ctx, e.scheme, e.ledger, o)
}

// append gives the score with more entries.
func (e *engine) append(ctx context.Context, entries ...ledger.Entry) (*engine, error) {
	l, err := e.ledger.Append(entries...)
	if err != nil {
		return nil, err
	}
	return newEngine(ctx, e.scheme, l, e.options)
}

// explain says where the points of a unit come from.
func (e *engine) explain(ctx context.Context, unit string) (*scoring.Explanation, error) {
	return scoring.Explain(ctx, e.scheme, e.ledger, e.options, scoring.Query{Unit: unit})
}
