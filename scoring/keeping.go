package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// incrementalWay keeps what the bulk way makes, so that it can be scored again after a change.
type incrementalWay struct{}

func (incrementalWay) begin(ctx context.Context, f *Frame) (run, error) {
	with, err := bulkWay{}.begin(ctx, f)
	if err != nil {
		return nil, err
	}
	return incrementalRun{with.(*ground)}, nil
}

// incrementalRun is a run of the bulk way that can keep.
type incrementalRun struct{ *ground }

func (r incrementalRun) keep(ctx context.Context) (*scored, error) {
	if !r.open() {
		return nil, nil
	}
	k, err := keep(ctx, r.ground)
	if err != nil {
		return nil, err
	}
	return ranked(k, nil, nil)
}

// keeping is the keeper of one score.
type keeping struct {
	kept   *kept
	varied *variation // by which the score differs from what is kept; nil: not
}

// ranked ranks what is kept, or a variation of it; before is nil where all is to be ranked anew.
func ranked(k *kept, v *variation, before *rankedBefore) (*scored, error) {
	f, settled := k.Frame, k.settled
	if v != nil {
		f, settled = v.frame, v.settled
	}
	var by orderer = bulkOrderer{}
	if before != nil {
		by = before
	}
	with := k.free.take(f)
	r, err := with.rankAll(settled.units, by)
	if err != nil {
		return nil, err
	}
	k.free.giveBack(with)
	of := &keeping{kept: k}
	stays := rankedBefore{entered: r.entered, told: len(r.Problems) > 0}
	switch {
	case v == nil:
		k.ranked = stays
	case v.own == nil:
		v.ranked, of.varied = stays, v
	default:
		of.kept, v.own.ranked = v.own, stays
	}
	out := &scored{frame: f, settled: settled.units, ranked: r, deferred: &keptDeferred{f, settled.classes, of}}
	if len(k.sums.spilled) == 0 {
		out.keeper = of
	}
	return out, nil
}

// keptDeferred is what is made of what is kept when somebody asks.
type keptDeferred struct {
	*Frame
	classes [][]*settledClass
	of      *keeping
}

func (d *keptDeferred) notable() []Case { return d.of.own().telling() }

func (d *keptDeferred) quotas() []QuotaRow { return quotasOf(d.Frame, d.classes) }

// own is what is kept for the score itself.
func (g *keeping) own() *kept {
	if g.varied != nil {
		return g.varied.whole()
	}
	return g.kept
}

func (g *keeping) with(ctx context.Context, s *scheme.Scheme, o Options) (*scored, error) {
	v, before, err := g.kept.vary(ctx, s, o)
	if v == nil || err != nil {
		return nil, err
	}
	return ranked(g.kept, v, before)
}

func (g *keeping) appended(ctx context.Context, l *ledger.Ledger) (*scored, error) {
	k, before, err := g.own().extend(ctx, l)
	if k == nil || err != nil {
		return nil, err
	}
	return ranked(k, nil, before)
}

func (g *keeping) casesOf(unit int32) ([]int32, error) { return g.own().casesOf(unit) }

func (g *keeping) outside(unit string) []int32 {
	k := g.own()
	out := slices.Clone(k.first.inNoCase(unit))
	for pos := k.first.ledger.Len(); pos < k.ledger.Len(); pos++ {
		out = append(out, int32(pos))
	}
	return out
}

func (g *keeping) credit(places []int32) (Credited, error) {
	k := g.own()
	e := k.free.take(k.Frame)
	defer k.free.giveBack(e)
	var out Credited
	for _, place := range places {
		c := k.index.caseAt(place)
		if e.credit(&c, &out); e.failed != nil {
			return Credited{}, e.failed
		}
	}
	return out, nil
}

func (g *keeping) settle(of *UnitChanges) (Settled, error) {
	k := g.own()
	e := k.free.take(k.Frame)
	defer k.free.giveBack(e)
	out := e.settleUnit(of)
	return out, e.failed
}
