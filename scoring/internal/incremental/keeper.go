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

// Keeper holds the materialised state of one score.
type Keeper struct {
	State     *state
	variation *Variation // the score is this variation of the state; nil: it is that of the state
}

// ranked ranks the units of a state, or of a variation of it. Previous is nil where all is to be ranked again.
func ranked(ctx context.Context, k *state, v *Variation, previous *previousRanking) (*steps.Scored, error) {
	f, settled := k.frame(), k.settled
	if v != nil {
		f, settled = v.Frame, v.settled
	}
	var orderer steps.Orderer = bulk.Orderer{}
	if previous != nil {
		orderer = previous
	}
	runner := k.Runners.Take(f)
	r, err := runner.RankAll(ctx, settled.Units, orderer)
	if err != nil {
		return nil, err
	}
	k.Runners.GiveBack(runner)
	keeper := &Keeper{State: k}
	ranking := previousRanking{entered: r.Entered, hasProblems: len(r.Problems) > 0}
	switch {
	case v == nil:
		k.ranked = ranking
	case v.state == nil:
		v.ranked, keeper.variation = ranking, v
	default:
		keeper.State, v.state.ranked = v.state, ranking
	}
	out := &steps.Scored{Frame: f, Settled: settled.Units, Ranked: r, Deferred: &deferred{f, settled.Classes, keeper}}
	if len(k.Settler.Sums.Spilled) == 0 {
		out.Keeper = keeper
	}
	return out, nil
}

// deferred is what is made of the state when somebody asks.
type deferred struct {
	f       *frame.Frame
	classes [][]*bulk.PeriodClass
	keeper  *Keeper
}

func (d *deferred) Notable() []frame.Case { return d.keeper.Own().notable() }

func (d *deferred) Quotas() []steps.QuotaRow { return bulk.QuotasOf(d.f, d.classes) }

// Meet is left to the plain steps.
func (d *deferred) Meet(context.Context) ([]*steps.Meetings, error) { return nil, nil }

// Own is the state of the score itself.
func (g *Keeper) Own() *state {
	if g.variation != nil {
		return g.variation.materialise()
	}
	return g.State
}

// With implements steps.Keeper.
func (g *Keeper) With(ctx context.Context, s *scheme.Scheme, o frame.Options) (*steps.Scored, error) {
	v, before, err := g.State.vary(ctx, s, o)
	if v == nil || err != nil {
		return nil, err
	}
	return ranked(ctx, g.State, v, before)
}

// Appended implements steps.Keeper.
func (g *Keeper) Appended(ctx context.Context, l *ledger.Ledger) (*steps.Scored, error) {
	k, before, err := g.Own().extend(ctx, l)
	if k == nil || err != nil {
		return nil, err
	}
	return ranked(ctx, k, nil, before)
}

// CasesOf implements steps.Keeper.
func (g *Keeper) CasesOf(ctx context.Context, unit int32) ([]int32, error) {
	return g.Own().casesOf(ctx, unit)
}

// Outside implements steps.Keeper.
func (g *Keeper) Outside(unit string) []int32 {
	k := g.Own()
	out := slices.Clone(k.Locator.outsideCases(unit))
	for pos := k.Locator.f.Ledger.Len(); pos < k.frame().Ledger.Len(); pos++ {
		out = append(out, int32(pos))
	}
	return out
}

// Credit implements steps.Keeper.
func (g *Keeper) Credit(ctx context.Context, places []int32) (steps.Credited, error) {
	k := g.Own()
	e := k.Runners.Take(k.frame())
	e.Heed(ctx)
	defer func() { e.Heed(context.Background()); k.Runners.GiveBack(e) }()
	var out steps.Credited
	for i, place := range places {
		if i%64 == 0 && ctx.Err() != nil {
			break
		}
		c := k.frame().Index.CaseAt(place)
		e.Credit(&c, &out)
	}
	return out, ctx.Err()
}

// Settle implements steps.Keeper.
func (g *Keeper) Settle(ctx context.Context, of *steps.UnitChanges) (steps.Settled, error) {
	k := g.Own()
	e := k.Runners.Take(k.frame())
	e.Heed(ctx)
	defer func() { e.Heed(context.Background()); k.Runners.GiveBack(e) }()
	return e.SettleUnit(of), ctx.Err()
}
