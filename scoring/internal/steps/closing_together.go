package steps

import (
	"context"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// postedAnew is what the periods of a frame have where all is settled, and what is made of that goes by what is posted.
type postedAnew struct {
	// what closed periods came to, by unit, as it was published; where somebody reads it
	outcomes map[calendar.Period]map[string]*outcome
	late     [][]Change    // by unit: what is late in open time, in order
	owed     [][]*QuotaRow // by unit: rows of quotas of the periods that come, in order
}

// carryTogether does what carry does where the units are settled together. Each has first what it had itself, and those
// that succeed it have that then; what is derived, graded or found is made of it, period by period.
func (c *closer) carryTogether(ctx context.Context, f *frame.Frame, now []Settled) ([]Settled, error) {
	p, err := c.published(ctx, f)
	if err != nil {
		return nil, err
	}
	outcomes, err := c.outcomes(ctx, f)
	if err != nil {
		return nil, err
	}
	anew := &postedAnew{outcomes, make([][]Change, len(now)), make([][]*QuotaRow, len(now))}
	a := across{posted: anew, period: anew.period, runner: c.Runner(f)}
	a.begin = func(e *Runner, unit int) Settlement {
		of := &now[unit]
		changes, late := c.changesOf(f, p, of)
		s := e.begunBy(&UnitChanges{Unit: of.Unit, Changes: changes})
		s.Out.Covered, s.Out.Problems, s.Out.own = of.Covered, of.Problems, p.own[of.Unit]
		anew.late[unit], anew.owed[unit] = late, of.owed
		for _, q := range p.quotas[of.Unit] {
			s.list(q)
		}
		return s
	}
	return a.settle(ctx, f, len(now))
}

// period ends a period of a unit that was settled: with what it owed and did, by all entries.
func (anew *postedAnew) period(s *Settlement, unit int, sp frame.Span) {
	if !s.enter(sp) {
		return
	}
	n, rows := 0, anew.owed[unit]
	for n < len(rows) && rows[n].Period == sp.Period {
		n++
	}
	anew.owed[unit] = rows[n:]
	for _, q := range rows[:n] {
		if listsQuota(s.e.Frame, q) {
			s.list(*q)
		}
	}
	s.over(sp, rows[:n])
}

// lateAgain gives what a late rule has given in the current period.
func (r *Ranking) lateAgain(x *scheme.Settle) {
	last := frame.LastInstant(r.now.End)
	for i := range r.Units {
		for _, c := range r.posted.late[i] {
			if c.Rule == x.Rule && c.At.Equal(last) {
				r.Units[i].settlement.receive(c)
			}
		}
	}
}

// publishedOutcomes takes over the grades and results of the current period as they were published; false: it is not
// closed.
func (r *Ranking) publishedOutcomes() bool {
	if r.posted == nil {
		return false
	}
	published, closed := r.posted.outcomes[r.now.Period]
	for i := range r.Units {
		of, known := published[r.Units[i].settled.Unit]
		if !known || r.outcomes.of(i) == nil {
			continue
		}
		*r.outcomes.of(i) = *of
		if c, on := r.Contender(i, false); on {
			r.keep(&c)
		}
	}
	return closed
}

// outcomes are what closed periods came to as it was published, where somebody reads it: each period as its own score
// says it, that of a unit's own as that of the period that is closed.
func (c *closer) outcomes(ctx context.Context, f *frame.Frame) (map[calendar.Period]map[string]*outcome, error) {
	out := map[calendar.Period]map[string]*outcome{}
	for _, sp := range f.AllSpans() {
		n, closed := f.ClosedBy(sp.Start, sp.End)
		if !closed || !f.Scheme.ReadsOutcomes || !comesTo(f.Scheme, sp.Period.Kind) {
			continue
		}
		of, own := sp.Period, calendar.Period{}
		if sp.Unit != "" {
			of, own = f.Closings[n].Period, sp.Period
		}
		book, err := c.within(ctx, f, n, of)
		if err != nil {
			return nil, err
		}
		if out[sp.Period] == nil {
			out[sp.Period] = map[string]*outcome{}
		}
		unit := func(id string) *outcome {
			if out[sp.Period][id] == nil {
				out[sp.Period][id] = &outcomesOf(f.Scheme, 1).all[0]
			}
			return out[sp.Period][id]
		}
		for _, g := range book.Ranked.Graded {
			if g.Own == own {
				unit(g.Unit).grades[g.Grade.Index] = g.Band
			}
		}
		for _, x := range book.Ranked.Outcomes {
			if x.Own == own && x.Known {
				unit(x.Unit).results[x.Result.Index] = fails
				if x.Holds {
					unit(x.Unit).results[x.Result.Index] = holds
				}
			}
		}
	}
	return out, nil
}

// within is what a closing published of a period that lies whole in its own.
func (c *closer) within(ctx context.Context, f *frame.Frame, n int, p calendar.Period) (*Scored, error) {
	by := f.Closings[n]
	if p == by.Period {
		return c.book(ctx, f, n)
	}
	key := inside{by.Position, p}
	if s := c.inside[key]; s != nil {
		return s, nil
	}
	g, err := c.upTo(ctx, f, by, frame.Span{Period: p})
	if err != nil {
		return nil, err
	}
	c.inside[key], err = c.shown(ctx, g)
	return c.inside[key], err
}

// inside is a period, and the position of the close of another one in which it lies.
type inside struct {
	position int32
	period   calendar.Period
}
