package steps

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Stages are how a score where periods are closed runs the steps on each of its frames: that which is shown comes
// first, then those of the bulletins.
type Stages struct {
	Settle func(ctx context.Context, f *frame.Frame) ([]Credited, []Settled, error)
	Rank   func(ctx context.Context, f *frame.Frame, units []Settled) (Ranked, error)
	Runner func(f *frame.Frame) *Runner // of what is derived of what is posted
}

// closer scores where periods are closed: each close by the entries up to it, once.
type closer struct {
	Stages
	top     *frame.Frame      // that was asked for
	books   map[int32]*Scored // what was published, by the position of the close
	inside  map[inside]*Scored
	settled map[*scheme.Rule]bool
	late    map[*scheme.Rule]bool
}

// InClosed scores a frame in which periods are closed.
func InClosed(ctx context.Context, f *frame.Frame, by Stages) (*Scored, error) {
	return newCloser(f, by).score(ctx)
}

// plainStages run the steps case by case and unit by unit.
func plainStages() Stages {
	settle := func(ctx context.Context, f *frame.Frame) ([]Credited, []Settled, error) {
		return CreditAndSettle(ctx, f, f.NewProgress())
	}
	return Stages{Settle: settle, Rank: Rank, Runner: NewRunner}
}

func newCloser(f *frame.Frame, by Stages) *closer {
	c := &closer{Stages: by, top: f, books: map[int32]*Scored{}, inside: map[inside]*Scored{},
		settled: map[*scheme.Rule]bool{}, late: map[*scheme.Rule]bool{}}
	for _, s := range f.Scheme.Settles {
		c.settled[s.Rule], c.late[s.Rule] = true, s.Late
	}
	return c
}

// score is the score of the frame that was asked for.
func (c *closer) score(ctx context.Context) (*Scored, error) {
	s, err := c.shown(ctx, c.top)
	if err != nil {
		return nil, err
	}
	out := *s
	out.Frame, out.closed = s.Frame.As(c.top), c
	return &out, nil
}

// shown is the score of the first reported period of a frame: as it was published, if it is closed.
func (c *closer) shown(ctx context.Context, f *frame.Frame) (*Scored, error) {
	if !f.IsRun() {
		if n, ok := f.ClosedBy(f.Start, f.End); ok {
			by := f.Closings[n]
			if by.Period == f.Period {
				return c.book(ctx, f, n)
			}
			g, err := c.upTo(ctx, f, by, frame.Span{Period: f.Period})
			if err != nil {
				return nil, err
			}
			return c.shown(ctx, g)
		}
	}
	credited, settled, err := c.Settle(ctx, f)
	if err != nil {
		return nil, err
	}
	out := &Scored{Frame: f, Credited: credited, Settled: settled}
	if len(f.Closings) > 0 {
		carry := c.carry
		if f.Together() {
			carry = c.carryTogether
		}
		out.closed = c
		if out.Settled, err = carry(ctx, f, settled); err != nil {
			return nil, err
		}
	}
	out.Ranked, err = c.Rank(ctx, f, out.Settled)
	return out, err
}

// book is what a closing published: the score of its period by the entries up to it.
func (c *closer) book(ctx context.Context, f *frame.Frame, n int) (*Scored, error) {
	by := f.Closings[n]
	if s := c.books[by.Position]; s != nil {
		return s, nil
	}
	g, err := c.upTo(ctx, f, by, by.Span)
	if err != nil {
		return nil, err
	}
	s, err := c.shown(ctx, g)
	if err == nil {
		c.books[by.Position] = s
	}
	return s, err
}

// upTo is the frame of the entries up to a closing, of one period, with numbers and balances.
func (c *closer) upTo(ctx context.Context, f *frame.Frame, by frame.Closing, of frame.Span) (*frame.Frame, error) {
	g, err := f.UpTo(ctx, by, of.Period)
	if err != nil {
		return nil, err
	}
	return g, before(ctx, g, nil)
}

// carry gives units what was published in the place of what is dated in closed time, and what is carried.
func (c *closer) carry(ctx context.Context, f *frame.Frame, now []Settled) ([]Settled, error) {
	p, err := c.published(ctx, f)
	if err != nil {
		return nil, err
	}
	e, out := NewRunner(f), make([]Settled, len(now))
	for i := range now {
		of := &now[i]
		changes, _ := c.changesOf(f, p, of)
		s := e.begunBy(&UnitChanges{Unit: of.Unit, Changes: changes})
		s.Out.Covered = of.Covered
		s.Out.Rows, s.Out.quotas, s.Out.Problems = of.Rows, of.quotas, of.Problems
		s.Out.Quotas = slices.DeleteFunc(slices.Clone(of.Quotas), func(q QuotaRow) bool {
			return !listsQuota(f, &q)
		})
		s.Out.Quotas = append(s.Out.Quotas, p.quotas[of.Unit]...)
		s.Out.own = p.own[of.Unit]
		if s.balances != nil {
			for _, sp := range f.SpansOf(of.Unit) { // each has what there was before
				s.enter(sp)
			}
		}
		s.end()
		out[i] = s.Out
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return out, nil
}

// listsQuota says whether a quota row is listed as it is by now: it is of the first reported period, and not closed.
func listsQuota(f *frame.Frame, q *QuotaRow) bool {
	_, closed := f.ClosedBy(f.Scheme.Calendar.Bounds(q.Period))
	return !closed && reportsQuota(f, q)
}

// reportsQuota says whether a quota row is of the first reported period.
func reportsQuota(f *frame.Frame, q *QuotaRow) bool {
	sp := frame.Span{Period: q.Period}
	sp.Start, sp.End = f.Scheme.Calendar.Bounds(q.Period)
	return f.ReportsFirst(sp)
}

// published is what the closings of a frame published.
type published struct {
	changes map[string][]Change // by unit: what stands in closed time
	carried map[string][]Change // of them, those of which differences are carried
	all     map[string][]Change // and counts with them: what the unit had there
	quotas  map[string][]QuotaRow
	own     map[string]*ownOutcomes
}

// ownOutcomes are the grades and results of a unit's own periods.
type ownOutcomes struct {
	graded []Graded
	found  []Outcome
}

// published gathers what stands in the closed time that a frame sees.
func (c *closer) published(ctx context.Context, f *frame.Frame) (*published, error) {
	p := &published{map[string][]Change{}, map[string][]Change{}, map[string][]Change{}, map[string][]QuotaRow{},
		map[string]*ownOutcomes{}}
	for n := range f.Closings {
		if !f.ClosedBeside(n) {
			continue
		}
		book, err := c.book(ctx, f, n)
		if err != nil {
			return nil, err
		}
		for i := range book.Settled {
			changes, quotas := book.Settled[i].hadFirst()
			p.take(f, n, book.Frame, changes)
			for _, q := range quotas {
				by, closed := f.ClosedBy(f.Scheme.Calendar.Bounds(q.Period))
				if closed && by == n && reportsQuota(f, &q) {
					p.quotas[q.Unit] = append(p.quotas[q.Unit], q)
				}
			}
		}
		p.take(f, n, book.Frame, book.Ranked.Changes)
		p.takeOwn(f, n, book.Ranked)
	}
	return p, nil
}

// take takes over what a closing published.
func (p *published) take(f *frame.Frame, n int, book *frame.Frame, changes []Change) {
	for _, ch := range changes {
		if ch.Rule != nil && ch.Rule.Figure {
			of, _ := book.PeriodAt(ch.per, ch.Unit, ch.At)
			if by, ok := f.ClosedBy(f.Scheme.Calendar.Bounds(of)); ok && by == n {
				p.changes[ch.Unit] = append(p.changes[ch.Unit], ch)
			}
			continue
		}
		if in, ok := f.ClosedAt(ch.At); !ok || in.By != n {
			continue
		}
		p.all[ch.Unit] = append(p.all[ch.Unit], ch)
		if ch.Rule == nil {
			continue
		}
		p.changes[ch.Unit] = append(p.changes[ch.Unit], ch)
		if ch.Rule.Section != "derived" {
			p.carried[ch.Unit] = append(p.carried[ch.Unit], ch)
		}
	}
}

// takeOwn takes over the grades and results of units' own periods that a closing published.
func (p *published) takeOwn(f *frame.Frame, n int, book Ranked) {
	of := func(unit string, own calendar.Period) *ownOutcomes {
		if own == (calendar.Period{}) {
			return nil
		}
		if by, ok := f.ClosedBy(f.Scheme.Calendar.Bounds(own)); !ok || by != n {
			return nil
		}
		if p.own[unit] == nil {
			p.own[unit] = &ownOutcomes{}
		}
		return p.own[unit]
	}
	for _, g := range book.Graded {
		if to := of(g.Unit, g.Own); to != nil {
			to.graded = append(to.graded, g)
		}
	}
	for _, x := range book.Outcomes {
		if to := of(x.Unit, x.Own); to != nil {
			to.found = append(to.found, x)
		}
	}
}

// changesOf are the changes of a unit: its own in open time, its counts everywhere, what was published, and what is
// carried; and apart its own in open time that are late.
func (c *closer) changesOf(f *frame.Frame, p *published, of *Settled) (out, late []Change) {
	d := newDifferences(f, c.settled)
	now, _ := of.hadFirst()
	for _, ch := range now {
		in, closed := f.ClosedAt(ch.At)
		if ch.Opening != nil && ch.Rule != nil && ch.Rule.Figure {
			_, closed = f.ClosedBy(ch.Opening.Start, ch.Opening.End)
		} else if closed {
			d.now(ch, in)
		}
		if !closed && c.late[ch.Rule] && ch.Opening == nil {
			late = append(late, ch)
		} else if !closed || ch.Rule == nil {
			out = append(out, ch)
		}
	}
	out = append(out, p.changes[of.Unit]...)
	for _, ch := range p.all[of.Unit] {
		in, _ := f.ClosedAt(ch.At)
		d.then(ch, in)
	}
	out = append(out, d.changes(of.Unit)...)
	slices.SortStableFunc(out, CompareChanges)
	return out, late
}

// reports adds what entries since brought into closed time to what is reported in the period in which differences are
// carried: the refusals and problems that no bulletin had.
func (c *closer) reports(
	ctx context.Context, s *Scored, refusals []frame.Refusal, problems []frame.Problem,
) ([]frame.Refusal, []frame.Problem, error) {
	f, had := s.Frame, map[int64]*told{}
	moved := func(since time.Time) (*told, time.Time, error) {
		in, closed := f.ClosedAt(since)
		if !closed {
			return nil, since, nil
		}
		open := f.FirstOpen(in)
		if open.Before(f.Start) || !open.Before(f.End) || !f.Until.IsZero() && open.After(f.Until) {
			return nil, since, nil
		}
		key := frame.Nanoseconds(open)
		if had[key] == nil {
			before, err := c.told(ctx, f, open)
			if err != nil {
				return nil, open, err
			}
			had[key] = before
		}
		return had[key], open, nil
	}
	for _, r := range refusals {
		since := r.Lasting.Since
		if since.IsZero() {
			since = f.Instant(int(r.Position))
		}
		before, open, err := moved(since)
		if err != nil {
			return nil, nil, err
		}
		if before == nil || slices.ContainsFunc(before.refusals[r.Position], func(had frame.Refusal) bool {
			return had.Rule == r.Rule && had.Code == r.Code && had.Reason.Equal(r.Reason)
		}) {
			continue
		}
		r.Lasting.Since = open
		refusals = append(refusals, r)
	}
	for _, p := range problems {
		before, open, err := moved(p.Lasting.Since)
		if err != nil {
			return nil, nil, err
		}
		if before == nil || slices.ContainsFunc(before.problems[about(&p)], func(had frame.Problem) bool {
			return frame.CompareProblems(had, p) == 0
		}) {
			continue
		}
		p.Lasting.Since = open
		problems = append(problems, p)
	}
	return refusals, problems, nil
}

// told are the refusals, by position, and the problems that bulletins had, by what they are about.
type told struct {
	refusals map[int32][]frame.Refusal
	problems map[subject][]frame.Problem
}

// subject is the entry or the unit of a problem.
type subject struct {
	position int32
	unit     string
}

func about(p *frame.Problem) subject { return subject{p.Position, p.Unit} }

// told gathers them of the closings after which a first instant is open.
func (c *closer) told(ctx context.Context, f *frame.Frame, open time.Time) (*told, error) {
	out := &told{map[int32][]frame.Refusal{}, map[subject][]frame.Problem{}}
	for n := range f.Closings {
		if !f.OpensAt(n).Equal(open) {
			continue
		}
		book, err := c.book(ctx, f, n)
		if err != nil {
			return nil, err
		}
		refusals, problems, err := book.Reports(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range refusals {
			out.refusals[r.Position] = append(out.refusals[r.Position], r)
		}
		for _, p := range problems {
			out.problems[about(&p)] = append(out.problems[about(&p)], p)
		}
	}
	return out, nil
}
