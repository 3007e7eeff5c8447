package incremental

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Way keeps what the bulk way makes, so that it can be scored again after a change.
type Way struct{}

// Begin implements steps.Way.
func (Way) Begin(ctx context.Context, f *frame.Frame) (steps.Run, error) {
	with, err := bulk.Way{}.Begin(ctx, f)
	if err != nil {
		return nil, err
	}
	return run{with.(*bulk.Prepared)}, nil
}

// run is a run of the bulk way that can keep.
type run struct{ *bulk.Prepared }

func (r run) Keep(ctx context.Context) (*steps.Scored, error) {
	if !r.CanSum() {
		return nil, nil
	}
	k, err := materialise(ctx, r.Prepared)
	if err != nil {
		return nil, err
	}
	return ranked(k, nil, nil)
}

// Keeper is the keeper of one score.
type Keeper struct {
	Kept   *state
	varied *Variation // by which the score differs from what is kept; nil: not
}

// ranked ranks what is kept, or a variation of it; before is nil where all is to be ranked anew.
func ranked(k *state, v *Variation, before *previousRanking) (*steps.Scored, error) {
	f, settled := k.frame(), k.settled
	if v != nil {
		f, settled = v.Frame, v.settled
	}
	var by steps.Orderer = bulk.Orderer{}
	if before != nil {
		by = before
	}
	with := k.Runners.Take(f)
	r, err := with.RankAll(settled.Units, by)
	if err != nil {
		return nil, err
	}
	k.Runners.GiveBack(with)
	of := &Keeper{Kept: k}
	stays := previousRanking{entered: r.Entered, reported: len(r.Problems) > 0}
	switch {
	case v == nil:
		k.ranked = stays
	case v.own == nil:
		v.ranked, of.varied = stays, v
	default:
		of.Kept, v.own.ranked = v.own, stays
	}
	out := &steps.Scored{Frame: f, Settled: settled.Units, Ranked: r, Deferred: &deferred{f, settled.Classes, of}}
	if len(k.Settler.Sums.Spilled) == 0 {
		out.Keeper = of
	}
	return out, nil
}

// deferred is what is made of what is kept when somebody asks.
type deferred struct {
	f       *frame.Frame
	classes [][]*bulk.PeriodClass
	of      *Keeper
}

func (d *deferred) Notable() []frame.Case { return d.of.Own().telling() }

func (d *deferred) Quotas() []steps.QuotaRow { return bulk.QuotasOf(d.f, d.classes) }

// Own is what is kept for the score itself.
func (g *Keeper) Own() *state {
	if g.varied != nil {
		return g.varied.whole()
	}
	return g.Kept
}

// With implements steps.Keeper.
func (g *Keeper) With(ctx context.Context, s *scheme.Scheme, o frame.Options) (*steps.Scored, error) {
	v, before, err := g.Kept.vary(ctx, s, o)
	if v == nil || err != nil {
		return nil, err
	}
	return ranked(g.Kept, v, before)
}

// Appended implements steps.Keeper.
func (g *Keeper) Appended(ctx context.Context, l *ledger.Ledger) (*steps.Scored, error) {
	k, before, err := g.Own().append(ctx, l)
	if k == nil || err != nil {
		return nil, err
	}
	return ranked(k, nil, before)
}

// CasesOf implements steps.Keeper.
func (g *Keeper) CasesOf(unit int32) ([]int32, error) { return g.Own().casesOf(unit) }

// Outside implements steps.Keeper.
func (g *Keeper) Outside(unit string) []int32 {
	k := g.Own()
	out := slices.Clone(k.Locator.inNoCase(unit))
	for pos := k.Locator.f.Ledger.Len(); pos < k.frame().Ledger.Len(); pos++ {
		out = append(out, int32(pos))
	}
	return out
}

// Credit implements steps.Keeper.
func (g *Keeper) Credit(places []int32) (steps.Credited, error) {
	k := g.Own()
	e := k.Runners.Take(k.frame())
	defer k.Runners.GiveBack(e)
	var out steps.Credited
	for _, place := range places {
		c := k.frame().Index.CaseAt(place)
		if e.Credit(&c, &out); e.Failed != nil {
			return steps.Credited{}, e.Failed
		}
	}
	return out, nil
}

// Settle implements steps.Keeper.
func (g *Keeper) Settle(of *steps.UnitChanges) (steps.Settled, error) {
	k := g.Own()
	e := k.Runners.Take(k.frame())
	defer k.Runners.GiveBack(e)
	out := e.SettleUnit(of)
	return out, e.Failed
}
