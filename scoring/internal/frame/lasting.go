package frame

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// Lasting is from when to when a rule could not be asked, or refused an entry. Since is the time from which the entry
// counts that made it so, or the end of the period that is settled; zero: the time of the refused entry. Until is the
// time from which a later entry counts that ended it; zero: it lasts.
type Lasting struct{ Since, Until time.Time }

// stoodAt says whether it stood at an end.
func (l Lasting) stoodAt(end time.Time) bool { return l.Until.IsZero() || !l.Until.Before(end) }

// reports says whether a time is in the period that is reported.
func (f *Frame) reports(t time.Time) bool { return !t.Before(f.Start) && t.Before(f.End) }

// ReportsRefusal says whether a refusal is one of the period that is reported: it began there, and stood at its end.
func (f *Frame) ReportsRefusal(r *Refusal) bool {
	since := r.Lasting.Since
	if since.IsZero() {
		since = f.Instant(int(r.Position))
	}
	return f.reports(since) && r.Lasting.stoodAt(f.End)
}

// ReportsProblem says whether a problem is one of the period that is reported: it began there, and stood at its end, or
// at that of a period of a kind that the scheme settles.
func (f *Frame) ReportsProblem(p *Problem) bool {
	l := p.Lasting
	return f.reports(l.Since) && (l.stoodAt(f.End) ||
		slices.ContainsFunc(f.Scheme.Kinds, func(kind calendar.Kind) bool {
			_, end := f.Scheme.Calendar.Bounds(f.Scheme.Calendar.Of(kind, l.Since))
			return l.stoodAt(end)
		}))
}
