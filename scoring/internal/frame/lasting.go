package frame

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
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

// unitOf is the unit of which a problem is: its own, or that of its entry, of an adoption or an endorsement that of the
// item.
func (f *Frame) unitOf(p *Problem) string {
	if p.Unit != "" || p.Position < 0 {
		return p.Unit
	}
	r := f.Columns.Row(int(p.Position))
	if unit := r.Text(columns.FieldUnit); unit != "" {
		return unit
	}
	if of, ok := f.ItemOf(r); ok {
		return of.Text(columns.FieldUnit)
	}
	return ""
}

// ReportsProblem says whether a problem is one of the period that is reported: it began there, and stood at its end, or
// at that of a period of a kind that the scheme settles.
func (f *Frame) ReportsProblem(p *Problem) bool {
	l, unit := p.Lasting, ""
	if len(f.own) > 0 {
		unit = f.unitOf(p)
	}
	return f.reports(l.Since) && (l.stoodAt(f.End) ||
		slices.ContainsFunc(f.Scheme.Kinds, func(kind calendar.Kind) bool {
			sp, ok := f.SpanAt(kind, unit, l.Since)
			return ok && l.stoodAt(sp.End)
		}))
}
