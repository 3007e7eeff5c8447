package steps

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// across settles the periods one after another, each for all units, and then makes what is late and derived: where what
// is made of all units in a period is seen by what is settled later, or units succeed others.
type across struct {
	begin  func(e *Runner, unit int) Settlement // begins the work on a unit
	period func(s *Settlement, unit int, sp frame.Span)
	made   made
	posted *postedAnew
	runner *Runner // of what is made of all units

	observer stepObserver // of the settlement of one unit, and of those that it succeeds; nil: nothing is observed
	observed string
}

// made is what is made when all units are settled in a period.
type made int

const (
	everything made = iota
	lateAlone       // what is late: the rest is made of what is posted
)

// settleAcross is step 2 for all units together. The settlement of one unit, and all that is late, is observed; nil:
// nothing is. Where periods are closed, what is derived is left out.
func settleAcross(
	ctx context.Context, f *frame.Frame, units []UnitChanges, o stepObserver, observed string,
) ([]Settled, error) {
	a := across{
		begin:    func(e *Runner, unit int) Settlement { return e.begun(&units[unit]) },
		period:   func(s *Settlement, _ int, sp frame.Span) { s.Period(sp) },
		runner:   NewRunner(f),
		observer: o, observed: observed,
	}
	if o != nil {
		a.runner = ObservedRunner(f, o)
	}
	if len(f.Closings) > 0 {
		a.made = lateAlone
	}
	return a.settle(ctx, f, len(units))
}

// settle settles so many units.
func (a *across) settle(ctx context.Context, f *frame.Frame, units int) ([]Settled, error) {
	size := max(1, units/(4*f.Workers())+1)
	all := make([]Settlement, units)
	parts := slices.Collect(slices.Chunk(all, size))
	runners := make([]*Runner, len(parts))
	err := f.InBlocks(ctx, len(parts), func(ctx context.Context, i int) error {
		runners[i] = NewRunner(f)
		for k := range parts[i] {
			parts[i][k] = a.begin(runners[i], i*size+k)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	var watched []int
	if a.observer != nil {
		for i := range all {
			if f.Lineage.PassesTo(all[i].Out.Unit, a.observed, f.End) {
				watched = append(watched, i)
			}
		}
	}
	a.runner.Heed(ctx)
	r := a.runner.newRanking(len(all), func(i int) standing {
		return standing{settled: &all[i].Out, settlement: &all[i], Reported: &all[i].Out.Figures}
	})
	r.made, r.posted = a.made, a.posted
	first, over := 0, 0 // of the periods that end with the current one; successions that are over
	spans := f.AllSpans()
	for i, sp := range spans {
		if f.Lineage != nil && sp.End.After(f.End) {
			break // of a period that is reported besides: see Scored.In
		}
		if !sp.End.Equal(spans[first].End) {
			first = i
		}
		over = succeed(r, over, sp.End)
		settle := func(ctx context.Context, unit int, e *Runner) {
			if s := &all[unit]; sp.Unit == "" || sp.Unit == s.Out.Unit {
				s.e = e
				s.e.Heed(ctx)
				a.period(s, unit, sp)
			}
		}
		err := f.InBlocks(ctx, len(parts), func(ctx context.Context, i int) error {
			for k := range parts[i] {
				if unit := i*size + k; !slices.Contains(watched, unit) {
					settle(ctx, unit, runners[i])
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return nil, err
		}
		for _, unit := range watched { // one after another: an observer is told of one thing at a time
			settle(ctx, unit, ObservedRunner(f, a.observer))
		}
		if err := f.Work.Err(); err != nil {
			return nil, err
		}
		if r.period(sp, early); i+1 == len(spans) || !spans[i+1].End.Equal(sp.End) {
			for _, ended := range spans[first : i+1] {
				r.period(ended, rest)
			}
		}
	}
	succeed(r, over, f.End)
	for _, p := range r.out.Problems {
		s := r.Units[r.hierarchyNow().number[p.Unit]].settlement
		s.Out.Problems = append(s.Out.Problems, p)
	}
	out := make([]Settled, len(all))
	for i := range all {
		all[i].end()
		out[i] = all[i].Out
	}
	return out, ctx.Err()
}

// ObservedSettleAll is [SettleAll] where the settlement of one unit, and all that is made of several, is observed.
func ObservedSettleAll(
	ctx context.Context, f *frame.Frame, units []UnitChanges, o stepObserver, unit string,
) ([]Settled, error) {
	if f.Together() {
		return settleAcross(ctx, f, units, o, unit)
	}
	settled, err := SettleAll(ctx, f, units)
	if i := slices.IndexFunc(units, func(u UnitChanges) bool { return u.Unit == unit }); err == nil && i >= 0 {
		e := ObservedRunner(f, o)
		settled[i] = e.SettleUnit(&units[i])
	}
	return settled, err
}

// derives says whether something is derived at the end of a kind of period.
func derives(s *scheme.Scheme, kind calendar.Kind) bool {
	return slices.ContainsFunc(s.Derived, func(d *scheme.Derived) bool { return slices.Contains(d.Per, kind) })
}

// late runs a rule that is made when all units are settled in the period, for each of them, and then gives what it
// made.
func (r *Ranking) late(x *scheme.Settle) {
	h := r.hierarchyNow()
	var made []Change
	for i := range r.Units {
		s := r.Units[i].settlement
		if s.e = r.e; !s.enter(r.now) {
			continue
		}
		r.bindStandings(i)
		s.deliver = func(c Change) {
			if !x.ToMembers {
				made = append(made, c)
				return
			}
			for _, member := range h.members[s.Out.Unit] {
				c.Unit = r.Units[member].settled.Unit
				made = append(made, c)
			}
		}
		s.asked = func() []int32 { return r.askedOf(x.Asked, i) }
		s.run(x)
		s.deliver, s.asked = nil, nil
	}
	for _, c := range made {
		r.Units[h.number[c.Unit]].settlement.receive(c)
	}
}
