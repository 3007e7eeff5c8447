package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/gongguo/gongguo/examples/bench/byhand"
	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// world is a ledger that a row asks for: a year of a scheme's office, with about so many entries of so many units.
type world struct {
	scheme         string
	entries, units int
}

// made is that ledger in each of its forms.
type made struct {
	scheme  *scheme.Scheme
	period  calendar.Period
	entries []ledger.Entry
	ledger  *ledger.Ledger
	columns *byhand.Columns // of chifeng-2020
}

const seed = 1

// of makes a ledger, or gives the one made already.
func (b *bench) of(w world) (*made, error) {
	if m := b.ledgers[w]; m != nil {
		return m, nil
	}
	m, err := makeLedger(b.ctx, w, seed)
	if err != nil {
		return nil, fmt.Errorf("a ledger of %s: %w", w.scheme, err)
	}
	b.ledgers[w] = m
	return m, nil
}

// million is the ledger of chifeng-2020 that most rows are about.
func (b *bench) million() (*made, error) { return b.of(world{"chifeng-2020", b.entries, b.units}) }

func makeLedger(ctx context.Context, w world, seed uint64) (*made, error) {
	s, err := schemes.Load(ctx, w.scheme)
	if err != nil {
		return nil, err
	}
	period, err := calendar.ParsePeriod(w.scheme[len(w.scheme)-4:])
	if err != nil {
		return nil, err
	}
	seq, err := sample.Entries(w.scheme, seed, sample.Options{Entries: w.entries, Units: w.units})
	if err != nil {
		return nil, err
	}
	m := &made{scheme: s, period: period, entries: slices.Collect(seq)}
	if m.ledger, err = ledger.Of(context.Background(), m.entries...); err != nil {
		return nil, err
	}
	if w.scheme == "chifeng-2020" {
		m.columns, err = byhand.Encode(m.entries)
	}
	return m, err
}
