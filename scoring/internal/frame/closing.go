package frame

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Closing is a close that takes effect: the bulletin of a period.
type Closing struct {
	Position int32 // of the entry
	Span           // the period, without its value
}

// Closed is time that a closing closes and none before it did.
type Closed struct {
	Start, End time.Time
	By         int // the place of the closing
}

// mostClosings is how many closes may take effect, since each is a score of its own.
const mostClosings = 400

// loadCloses finds the closes that take effect, of those at earlier positions than one, and the time that they close.
// What closes no period, one that is not over, or, where differences are carried, one that is closed already, is
// refused. A period before the scheme is none that it closes. The error is an [*OverworkError], or the context's.
func (f *Frame) loadCloses(ctx context.Context, before int) error {
	all, err := f.View.Closes(ctx)
	if err != nil {
		return err
	}
	for _, pos := range all {
		if pos >= before {
			break
		}
		e := f.Ledger.Entry(pos)
		period, err := f.Scheme.Calendar.Parse(e.Period)
		if err != nil {
			f.refuse(int32(pos), "no-period", reason.New("close.period", "{error}", reason.Of(err)))
			continue
		}
		c := Closing{Position: int32(pos), Span: f.spanOf(period)}
		if day := civil.Of(f.Instant(pos).In(f.Loc())); (day + 1).Start(f.Loc()).Before(c.End) {
			f.refuse(int32(pos), "not-over", reason.New("close.not-over",
				"{period} ends on {end}; found a close of it dated {at}", period.String(),
				civil.Of(LastInstant(c.End).In(f.Loc())).String(), e.At.String()))
			continue
		}
		if !f.Scheme.Carries || f.Scheme.EndsBefore(c.End) {
			continue
		}
		if by, ok := f.ClosedBy(c.Start, c.End); ok {
			other := f.Closings[by]
			f.refuse(int32(pos), "closed", reason.New("close.again",
				"{period} is closed by {entry}, a close of {other}", period.String(), f.ID(other.Position),
				other.Period.String()))
			continue
		}
		f.close(c)
	}
	if len(f.Closings) > mostClosings {
		return &OverworkError{Reason: reason.New("score.closings",
			"found {found} closes that take effect, each of which is a score of its own; expected at most {most}",
			len(f.Closings), mostClosings)}
	}
	return nil
}

func (f *Frame) spanOf(p calendar.Period) Span {
	start, end := f.Scheme.Calendar.Bounds(p)
	return Span{Period: p, Start: start, End: end}
}

// close adds a closing, with what it closes of the time that is still open.
func (f *Frame) close(c Closing) {
	open := []Closed{{Start: c.Start, End: c.End, By: len(f.Closings)}}
	for _, closed := range f.closed {
		var left []Closed
		for _, o := range open {
			if o.Start.Before(closed.Start) {
				left = append(left, Closed{o.Start, earlier(o.End, closed.Start), o.By})
			}
			if closed.End.Before(o.End) {
				left = append(left, Closed{later(o.Start, closed.End), o.End, o.By})
			}
		}
		open = left
	}
	f.Closings = append(f.Closings, c)
	f.closed = append(f.closed, open...)
	slices.SortFunc(f.closed, func(a, b Closed) int { return a.Start.Compare(b.Start) })
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// ClosedBy is the place of the first closing in whose period a span of time lies whole.
func (f *Frame) ClosedBy(start, end time.Time) (place int, ok bool) {
	place = slices.IndexFunc(f.Closings, func(c Closing) bool { return !start.Before(c.Start) && !c.End.Before(end) })
	return place, place >= 0
}

// ClosedAt is the closed time in which an instant lies; false: it is open.
func (f *Frame) ClosedAt(t time.Time) (Closed, bool) {
	n, found := slices.BinarySearchFunc(f.closed, t, func(c Closed, t time.Time) int { return c.Start.Compare(t) })
	if !found {
		n--
	}
	if n < 0 || !t.Before(f.closed[n].End) {
		return Closed{}, false
	}
	return f.closed[n], true
}

// FirstOpen is the first instant from a closed one on that is open.
func (f *Frame) FirstOpen(c Closed) time.Time {
	for {
		next, closed := f.ClosedAt(c.End)
		if !closed {
			return c.End
		}
		c = next
	}
}

// OpensAt is the first open instant after the period of a closing.
func (f *Frame) OpensAt(n int) time.Time {
	in, _ := f.ClosedAt(f.Closings[n].Start)
	return f.FirstOpen(in)
}

// Published says whether what is made of all units at the end of a period stands as it was published: a figure that of
// its period, a sum where it is dated.
func (f *Frame) Published(figure bool, sp Span) bool {
	if figure {
		_, ok := f.ClosedBy(sp.Start, sp.End)
		return ok
	}
	_, ok := f.ClosedAt(LastInstant(sp.End))
	return ok
}

// closedBeside are the periods of the closings that the reported ones see: those that lie in them, and those of which
// differences are carried into them; all earlier ones where units are ranked by settled periods, or succeed others,
// who leave them all that they had, or an account is a balance.
func (f *Frame) closedBeside() []Span {
	if len(f.Closings) == 0 {
		return nil
	}
	first, last := f.Start, f.End
	for _, sp := range f.Reported {
		first, last = earlier(first, sp.Start), later(last, sp.End)
	}
	balances := slices.ContainsFunc(f.Scheme.Accounts, func(a scheme.Account) bool { return a.Balance })
	if f.Looks.Ranks || f.Lineage != nil || balances {
		first = time.Time{}
	}
	seen := make([]bool, len(f.Closings))
	for n, c := range f.Closings {
		seen[n] = c.Start.Before(last) && first.Before(c.End)
	}
	for _, c := range f.closed {
		seen[c.By] = seen[c.By] || c.Start.Before(last) && !f.FirstOpen(c).Before(first)
	}
	var out []Span
	for n, c := range f.Closings {
		if seen[n] {
			out = append(out, c.Span)
		}
	}
	return slices.CompactFunc(slices.SortedFunc(slices.Values(out), func(a, b Span) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End))
	}), func(a, b Span) bool { return a.Period == b.Period })
}

// ClosedBeside says whether the reported periods see a closing.
func (f *Frame) ClosedBeside(n int) bool {
	return slices.ContainsFunc(f.Extra, func(sp Span) bool { return sp.Period == f.Closings[n].Period })
}

// UpTo is the frame of the entries up to a closing, that included, of one period. It has no numbers and balances yet.
// The error is that of [New].
func (f *Frame) UpTo(ctx context.Context, c Closing, p calendar.Period) (*Frame, error) {
	g := &Frame{Scheme: f.Scheme, Ledger: f.Ledger, Options: f.Options, Work: f.Work, Bulletin: &c, Whole: true}
	g.Options.Periods, g.Options.Through, g.Options.Progress = []calendar.Period{p}, calendar.Period{}, nil
	err := g.build(ctx, int(c.Position)+1, int(c.Position), func(context.Context, *Frame) error { return nil })
	return g, err
}

// As is the same frame as that of another with more reported periods, whose first one it is of.
func (f *Frame) As(of *Frame) *Frame {
	g := *f
	g.Reported, g.Options = of.Reported, of.Options
	return &g
}
