package scheme

import (
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Predecessor is the scheme in whose place another one comes.
type Predecessor struct {
	Scheme string
	From   time.Time // when the other begins: what is dated before is the predecessor's
}

// succeeds reads which scheme comes before this one, and since when this one is.
func (b *builder) succeeds(spec succeedsSpec) {
	if spec.Node == nil {
		return
	}
	if spec.Scheme.Value == b.s.Name {
		b.Report(spec.Scheme.Node, reason.New("scheme.succeeds-itself",
			"found the scheme itself, {scheme:q}; expected the name of the one before", b.s.Name))
	}
	first, ok := b.date(spec.From.Node)
	if !ok {
		return
	}
	from := first.Start(b.s.Calendar.Location())
	month := b.s.Calendar.Of(calendar.Month, from)
	if start, end := b.s.Calendar.Bounds(month); !start.Equal(from) {
		const day = "2006-01-02"
		b.Report(spec.From.Node, reason.New("scheme.succeeds-within",
			"found {day}, which lies within {month}; expected the first day of a month of the calendar, {first} or "+
				"{next}",
			spec.From.Value, month.String(), start.Format(day), end.Format(day)))
		return
	}
	b.s.Succeeds = &Predecessor{spec.Scheme.Value, from}
}

// IsBefore says whether an instant is before the scheme, of the one that it succeeds.
func (s *Scheme) IsBefore(t time.Time) bool { return s.Succeeds != nil && t.Before(s.Succeeds.From) }

// BeginsIn says whether the scheme begins within a span of time, after its first instant.
func (s *Scheme) BeginsIn(start, end time.Time) bool { return s.IsBefore(start) && !s.EndsBefore(end) }

// EndsBefore says whether a period that ends at an instant is whole before the scheme.
func (s *Scheme) EndsBefore(end time.Time) bool {
	return s.Succeeds != nil && !end.After(s.Succeeds.From)
}
